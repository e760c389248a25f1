"""What disclosure says to people about what the machine found in a paper."""

from django.utils.translation import gettext_lazy as _

from danchu.documents.redaction import Hint, Kind

KIND_WORDS = {
    Kind.IDENTITY_NUMBER: _("Số định danh, căn cước, chứng minh nhân dân"),
    Kind.PASSPORT: _("Số hộ chiếu"),
    Kind.PHONE: _("Số điện thoại"),
    Kind.BIRTH_DATE: _("Ngày hoặc năm sinh"),
    Kind.BANK_ACCOUNT: _("Số tài khoản ngân hàng"),
    Kind.INSURANCE_NUMBER: _("Số bảo hiểm"),
    Kind.EMAIL: _("Địa chỉ thư điện tử"),
    Kind.PLATE: _("Biển số xe"),
    Kind.HOME_ADDRESS: _("Địa chỉ nhà"),
    Kind.FINGERPRINT: _("Dấu vân tay"),
    Kind.CONCEALED: _("Chữ mắt không thấy nhưng máy đọc được"),
    Kind.LONG_NUMBER: _("Dãy số dài chưa rõ là số gì"),
}
HINT_WORDS = {
    Hint.OFFICE: _("Trông như số hoặc địa chỉ của cơ quan: có thể giữ."),
    Hint.TREASURY: _("Trông như tài khoản tại Kho bạc Nhà nước: có thể giữ."),
    Hint.UNLABELLED: _("Không có chữ nào bên cạnh nói đây là số gì: hãy xem kỹ."),
    Hint.DOUBTFUL_LETTERS: _("Bản quét mờ, máy đọc chưa chắc: hãy xem trên ảnh trang."),
    Hint.PATTERN: _("Máy thấy theo màu và nét vân trên ảnh."),
    Hint.COVERED: _("Có vệt che vẽ đè lên nhưng chữ vẫn còn trong tệp."),
    Hint.INVISIBLE: _("Chữ trắng, chữ ẩn hoặc lớp bị tắt."),
    Hint.HIDDEN_SHEET: _("Nằm trong trang tính, dòng hoặc cột bị ẩn."),
}


def finding_kind(kind: str) -> str:
    """The kind of a finding in words."""
    return str(KIND_WORDS[Kind(kind)])


def finding_hint(hint: str) -> str:
    """Why a finding deserves a second look, in a sentence; "" where there is nothing to add."""
    return str(HINT_WORDS.get(Hint(hint), ""))
