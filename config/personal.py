"""The console's look for personal data in a file: kinds and places, never the values."""

from pathlib import Path

from config.console import BadInput, print_json

_KINDS = {
    "identity_number": "số định danh, CCCD, CMND",
    "passport": "hộ chiếu",
    "phone": "điện thoại",
    "birth_date": "ngày, năm sinh",
    "bank_account": "tài khoản ngân hàng",
    "insurance_number": "bảo hiểm xã hội, bảo hiểm y tế",
    "email": "thư điện tử",
    "plate": "biển số xe",
    "home_address": "địa chỉ nhà",
    "fingerprint": "dấu vân tay",
    "concealed": "chữ bị che hoặc ẩn mà vẫn còn trong tệp",
    "long_number": "dãy số dài",
}


def check_personal_data(options):
    """Looks for personal data in a file; ends with code 1 when there is some. Values are masked."""
    from danchu.documents import redaction

    path = Path(options.file)
    if not path.is_file():
        raise BadInput(f"Không có tệp {options.file}.")
    data = path.read_bytes()
    try:
        found, problems = redaction.find(data), list(redaction.problems(data))
    except redaction.Unredactable as refused:
        raise BadInput(str(refused)) from refused
    code = int(bool(found))
    if options.json:
        print_json({
            "findings": [
                {
                    "id": one.id, "kind": str(one.kind), "masked": one.masked, "place": one.place.words,
                    "page": one.place.number or None, "sure": one.sure, "hint": str(one.hint) or None,
                }
                for one in found
            ],
            "problems": [{"code": one.code, "text": one.text} for one in problems],
        })  # fmt: skip
        return code
    for one in found:
        print(f"{'' if one.sure else '? '}{one.place.words}: {_KINDS[one.kind]} ({one.masked})")
    for one in problems:
        print(f"! {one.text}")
    if not found:
        print("Không thấy dữ liệu cá nhân nào. Hãy tự xem lại trước khi công khai.")
    return code
