"""Units as a paper names them: who is told, asked, or worked with."""

import re

from danchu.core.text import fold, plain_dashes, squeezed

# What a unit's name begins with, in either case of its first letter.
_NOUNS = (
    "ủy ban|uỷ ban|ubnd|ubmttq|hđnd|mttq|mặt trận|hội đồng|thường trực|ban|bộ|sở|phòng|cục|chi cục|"
    "tổng cục|vụ|văn phòng|"
    "trung tâm|trường|trạm|đài|công an|bộ đội|đồn|đảng ủy|đảng uỷ|đảng bộ|chi bộ|tỉnh ủy|thành ủy|"
    "hội|đoàn|đoàn thể|liên đoàn|"
    "công đoàn|chính phủ|thủ tướng|kho bạc|thuế|bảo hiểm|thanh tra|ngân hàng|bưu điện|tổ trưởng|"
    "trưởng|phó trưởng|chánh|giám đốc|"
    "thủ trưởng|hiệu trưởng|người đứng đầu|chủ tịch|phó chủ tịch|bí thư|bộ trưởng|chỉ huy trưởng|"
    "cơ quan|đơn vị|thôn|bản|khu phố|"
    "tổ dân phố|ngành|doanh nghiệp|địa phương|xã|phường|công chức|cán bộ|đồng chí|ông|bà|hộ gia đình|"
    "hộ dân|kế toán|viện|quỹ|hợp tác xã|cấp ủy|cấp uỷ|chi ủy|thành viên|trưởng thôn|báo và (?:đài )?phát thanh|"
    "đại biểu (?:hội đồng|hđnd|quốc hội)|"
    "tổ (?:công tác|hòa giải|giúp việc|biên tập|thẩm định|công nghệ số cộng đồng|tự quản|an ninh|liên gia)|hộ|"
    "tổ chức (?:chính trị|đoàn thể|hội|đảng|có|xã hội|cá nhân|thành viên)"
)
# «Ban hành», «Hội nghị», «Trường hợp»: words that begin like a unit and are none.
_OTHER_WORDS = (
    r"(?!ban hành|bộ (?:phận|máy|luật|thủ tục|tiêu chí|chỉ số)|sở (?:hữu|dĩ)|phòng(?:,| chống| ngừa|"
    r" cháy| họp| tránh)|hội (?:nghị|thảo|viên|họp|trường)|"
    r"đoàn (?:kết|kiểm tra|viên)|trường hợp|xã hội|bản (?:sao|tin|đồ|thân|kê|cam kết|án|vẽ)|thuế suất|"
    r"viện dẫn|ngành nghề|vụ việc|vụ án|cục bộ|"
    r"tổ chức (?:hội (?:nghị|thảo|thi|họp|đàm|diễn|chợ)|đoàn (?:kiểm|giám|công|đi))|"
    r"công an toàn|thanh tra,|tổ chức thực hiện|đồng chí,|đơn vị (?:chủ trì|phối hợp|thực hiện|"
    r"tính)\s*:|cơ quan (?:chủ trì|phối hợp|thực hiện)\s*:|"
    r"trưởng thành|quỹ đất|đài tưởng|ông cha|bà con)"
)
_ANY = rf"(?i:(?:(?:các|những|mỗi|từng|toàn thể|toàn bộ|tất cả các)\s+)?{_OTHER_WORDS}(?:{_NOUNS})(?![\w]))"
_MANY = rf"(?i:(?:các|những|toàn thể|toàn bộ|tất cả các)\s+{_OTHER_WORDS}(?:{_NOUNS})(?![\w]))"
_PROPER = rf"(?=[A-ZĐƯƠÔÂÊĂÚỦỶÁÀẢÃẠÍÓ])(?i:{_OTHER_WORDS}(?:{_NOUNS})(?![\w]))"
_STARTS = re.compile(_ANY)
_ACTS = (
    r"(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|chủ động|phối hợp|căn cứ|tham mưu|"
    r"(?<!các )(?<!cơ quan, )(?<!đơn vị, )(?<!ngành, )tổ chức"
    r"(?!\s*(?:chịu|,|và\s|đoàn thể|chính trị|hội\b|xã hội|đảng|thành viên|có liên quan|"
    r"liên quan|cá nhân|tín dụng))|triển khai|xây dựng|báo cáo|rà soát|gửi|lập|"
    r"tiếp tục|tăng cường|thực hiện|nghiêm túc|hướng dẫn|theo dõi|đôn đốc|kiểm tra|giám sát|tổng hợp|"
    r"tuyên truyền|phổ biến|chỉ đạo|quan tâm|"
    r"khẩn trương|cử|bố trí|chuẩn bị|cung cấp|niêm yết|công khai|đăng tải|ban hành|vận động|phát động|"
    r"phân công|đẩy mạnh|"
    r"tiến hành|kịp thời|thường xuyên|đề xuất|trình|cập nhật|thông báo|giải quyết|xử lý|hoàn thành|"
    r"hoàn thiện|góp ý|tham gia|tập trung|"
    r"bảo đảm|đảm bảo|đề nghị|yêu cầu|đến dự|tham dự|dự họp|sắp xếp|lồng ghép|phát huy|nâng cao|"
    r"cân đối|thẩm định|quán triệt|nghiên cứu|"
    r"cho ý kiến|hỗ trợ|tạo điều kiện|mở|tiếp nhận|duy trì|rút kinh nghiệm|phải|cần|được giao|"
    r"là đơn vị|là cơ quan|đưa|tiếp|lấy ý kiến|xác nhận|thi hành|khắc phục|chấn chỉnh|trực tiếp|"
    r"phản ánh|kiện toàn|nộp|truyền thanh|phát thanh|tự|giao|sử dụng|quản lý(?=\s+(?:chặt|tốt))|biết|"
    r"xem xét|quyết định|phê duyệt|cho phép|thông qua|chấp thuận|sớm|cho chủ trương|tăng|vận hành|"
    r"phân bổ|hoàn tất|(?<!hường )trực(?!\s+(?:thuộc|tiếp))|lựa chọn|bổ sung|sửa đổi|giới thiệu|huy động|"
    r"khuyến khích|rà|thống kê|điều tra|khảo sát|kê khai|đăng ký|ký|trả lời|nghiên cứu|"
    r"thu(?=\s+(?:xếp|tiền|phí|hồi|gom|thập|các|đủ|nộp|quỹ|dọn))|đánh giá|sơ kết|tổng kết|thành lập|công bố|phát hiện|"
    r"xác minh|xác định|nắm|bám sát|tích cực|gương mẫu|chấp hành|đối chiếu|giải trình|làm(?=\s+(?:tốt|việc|đầu|rõ))|"
    r"bầu|chọn|thống nhất|liên hệ|trao đổi|nhập|kết nối|tích hợp|đẩy nhanh|tháo gỡ|nghiệm thu|quyết toán|chi trả|"
    r"lãnh đạo(?=,?\s+(?:chỉ đạo|rà|thực|triển|quán|tổ|các|việc|xây|tăng|đẩy)))"
)
_ENDS = re.compile(
    rf"(?<!được)(?<!chịu sự)\s+(?:{_ACTS}|để|nhằm|trong(?:\s+(?:quá trình|việc|tháng|quý|thời|phạm vi))|theo|trước|"
    rf"chậm nhất|qua|khi|nếu|như|tại(?!\s+Điều)|về|vào)(?![\w])"
    rf"|\s*[:.\n]|\s*\((?!bà\b|ông\b)|;(?!\s*(?:{_MANY}|{_PROPER}))"
    r"|,\s*(?=(?:" + _ACTS + r"|trên cơ sở|căn cứ|theo|trong|đồng thời|để|nhằm|trước|trên)\b)"
)
# One body with "và" in its name: "Văn phòng HĐND và UBND", "Phòng Văn hóa và …".
_ONE_NAME = r"(?<!Văn phòng Hội đồng nhân dân)(?<!HĐND)(?<!Văn hóa)(?<!Báo)"
_SPLIT = re.compile(
    rf"(?:\s*[,;]\s*(?:và\s+|cùng\s+)?|{_ONE_NAME}\s+và\s+|\s+cùng\s+(?:với\s+)?)"
    rf"(?={_MANY}|{_PROPER}|đại biểu\s(?:Hội|HĐND|Quốc))"
)
_FRONT = re.compile(
    r"mat tran|mttq|doan the|to chuc chinh tri|hoi phu nu|hoi nong dan|hoi cuu chien|doan thanh nien|"
    r"hoi lien hiep|lien doan lao dong|cong doan"
)


def names_unit(text: str) -> bool:
    """Whether the text begins with the name of a unit, an office or a post."""
    return bool(_STARTS.match(text)) and len(text.split()) > 1


def units_at(text: str) -> tuple[list[str], int]:
    """The units a text begins with and where they end: "Phòng Kinh tế, Công an xã chủ trì …" → two units.

    It is cut only before a capital or "các …", so a list of bare nouns stays one unit ("các ban, ngành, đoàn thể xã").
    ([], 0) when the text begins otherwise.
    """
    if not _STARTS.match(text):
        return [], 0
    end = next((m.start() for m in _ENDS.finditer(text) if len(text[: m.start()].split()) > 1), len(text))
    phrase = text[:end].strip(" ,")
    if len(phrase) > 420:
        return [], 0
    return split_units(phrase), end


def split_units(phrase: str) -> list[str]:
    """A printed list of units → the units, blanks and dashes made regular, the wording kept."""
    phrase = squeezed(plain_dashes(phrase)).strip(" ,.;:")
    phrase = re.sub(
        r"^(?:đồng thời\s+)?(?:giao|đề nghị|yêu cầu|kính đề nghị|mời)(?:\s+cho)?\s+", "", phrase, flags=re.IGNORECASE
    )
    return [piece for piece in (p.strip(" ,.;:") for p in _SPLIT.split(phrase)) if piece]


def is_front(unit: str) -> bool:
    """Whether a unit is the Front or one of its organisations: the committee asks them, it does not order them."""
    return bool(_FRONT.search(fold(unit))) and "phong" not in fold(unit).split()[:1]
