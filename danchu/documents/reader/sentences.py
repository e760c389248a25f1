"""Sentences and instructions: where one ends, and whether it tells, asks or invites somebody to do something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from danchu.documents.reader.paper import Mode, Span
from danchu.documents.reader.units import is_front, names_unit, units_at

_CAPITAL = "A-ZĐƯƠÔÂÊĂÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ"
_END = re.compile(
    rf"(?<![\s.][A-ZĐ])(?<!\bTP)(?<!\bTS)(?<!\bThS)(?<!\bTM)(?<!\bKT)(?<!\bđ/c)(?:[.!?…]+[”\"’)]?)\s+(?=[“\"(]?[{_CAPITAL}])"
)

# How an instruction in a plan begins when it names nobody.
_VERBS = (
    "tăng cường|đẩy mạnh|thực hiện|tổ chức|xây dựng|ban hành|nâng cao|phát huy|chủ động|tiếp tục|"
    "thường xuyên|gắn|tạo|phối hợp|"
    "tham mưu|rà soát|báo cáo|tổng hợp|kiểm tra|đôn đốc|giám sát|chỉ đạo|lãnh đạo|quán triệt|"
    "tuyên truyền|phổ biến|triển khai|hướng dẫn|"
    "bố trí|cân đối|lập|niêm yết|công khai|đăng tải|đăng|phát thanh|truyền thanh|gửi|cung cấp|"
    "cập nhật|theo dõi|đánh giá|sơ kết|tổng kết|"
    "khắc phục|chấn chỉnh|xử lý|giải quyết|tiếp nhận|tiếp công dân|bảo đảm|đảm bảo|huy động|vận động|"
    "khuyến khích|lồng ghép|chuẩn bị|"
    "hoàn thành|hoàn thiện|kiện toàn|củng cố|thành lập|phân công|xác định|đưa|lấy|mở|thu thập|"
    "quản lý|bồi dưỡng|tập huấn|đào tạo|đề xuất|"
    "trình|thẩm định|thanh tra|phát hiện|ngăn chặn|phòng ngừa|phòng, chống|kiên quyết|nghiêm túc|"
    "khẩn trương|quan tâm|chú trọng|tập trung|duy trì|"
    "nghiên cứu|ưu tiên|hỗ trợ|thông báo|thông tin|kịp thời|định kỳ|chủ trì|cử|cụ thể hóa|đổi mới|"
    "nêu cao|làm tốt|coi trọng|đề cao|"
    "sử dụng|ứng dụng|nhân rộng|biểu dương|khen thưởng|tham gia|lựa chọn|phát động|in|cấp|đề ra|"
    "thống kê|phân loại|trả lời|giải trình|"
    "tiếp thu|lấy ý kiến|họp|bầu|góp ý|đăng ký|ký cam kết|nộp|nhập|số hóa|vận hành|bàn giao|"
    "tiến hành|căn cứ|trên cơ sở|góp phần|giữ vững|"
    "làm|lưu trữ|sắp xếp|phê duyệt|thu|chi|khảo sát|đo đạc|điều tra|hòa giải|tư vấn|tháo gỡ|xem xét|"
    "chấp hành|tuân thủ|phân tích|quy định rõ|giáo dục|"
    "phát|biên soạn|soạn|in ấn|treo|kẻ|dán|viết|xin|chọn|cải tạo|sửa chữa|trang bị|mua sắm|lắp đặt|"
    "trồng|dọn|thăm|kê khai|ghi|chi trả|lắng nghe|đối thoại|"
    "bình xét|công nhận|xây|tu sửa|nạo vét|phối kết hợp|liên hệ|trao đổi|giao lưu|tặng|thăm hỏi|đón|"
    "tiếp xúc|nắm|giữ|loại bỏ|bãi bỏ|sửa đổi|bổ sung|"
    "điều chỉnh|thay thế|hủy bỏ|tạm dừng|cảnh báo|dự báo|mời|yêu cầu|giao|rút kinh nghiệm|làm rõ|"
    "xây mới|chỉnh trang|tổ chức lại|quyết liệt|phấn đấu|bám sát|phân bổ|tích cực|gương mẫu|kết hợp|khai thác|"
    "tích hợp|kết nối|đồng bộ|chuẩn hóa|chuẩn hoá|công bố|đa dạng hóa|thực hành|thí điểm|chia sẻ|thu hút|bảo vệ|"
    "nhắc nhở|phản ánh|kiến nghị|tôn vinh|tuyên dương|ra quân|quyết toán|nghiệm thu|thi công|củng cố|khơi dậy|"
    "hoàn chỉnh"
)
_IMPERATIVE = re.compile(rf"^(?:{_VERBS})(?![\w])", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:(?:đồng thời|bên cạnh đó|ngoài ra|cùng với đó|trước mắt)\s*,?\s+|"
    r"(?:trong phạm vi [^;]{3,160}?(?:được giao|của mình|quản lý)|riêng [^,;]{3,120}|"
    r"đối với [^,;]{3,120}|trong (?:phạm vi|quá trình|thời gian|trường hợp)[^,;]{3,200}|"
    r"trên cơ sở [^,;]{3,200}|"
    r"căn cứ [^;]{3,300}?|trên đây là [^;]{3,260}?|để [^,;]{3,220}|nhằm [^,;]{3,220}|"
    r"(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)|định kỳ [^,;]{3,40}|trước (?:ngày|tháng|"
    r"quý)?\s*[\d/]+[^,;]{0,30}|chậm nhất [^,;]{3,60}|trong (?:tháng|quý|năm) [^,;]{1,20}|"
    r"từ ngày [^,;]{3,60}|"
    r"thực hiện [^;]{3,300}?|triển khai [^;]{3,300}?|theo [^;]{3,250}?|vì vậy|do đó|"
    r"tại hội nghị[^,]{0,80}|sau khi [^,;]{3,160}|nhận được [^,;]{3,120}|căn cứ [^,;]{3,80}(?:này)|"
    r"nếu [^,;]{3,160}|khi [^,;]{3,120}|qua [^,;]{3,120})\s*,\s*(?:nếu [^,;]{3,140}, )?)",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"^(?:(?:trân trọng|rất|cũng|thì)\s+)*(?:kính\s+)?(?:đề nghị|kiến nghị|mời|mong|trân trọng mời|"
    r"kính mong)(?![\w])\s*(?:với\s+)?",
    re.IGNORECASE,
)
_TELL = re.compile(
    r"^(?:(?:thống nhất|nay|và|cũng)\s+)*(?:giao(?:\s+trách nhiệm)?(?:\s+cho)?|yêu cầu|phân công|"
    r"ủy quyền(?:\s+cho)?|chỉ đạo(?=\s+(?:các|Phòng|Công an|UBND)))(?![\w])\s*(?:nhiệm vụ\s+)?",
    re.IGNORECASE,
)
_WITH = re.compile(r"^(?:tích cực |chủ động |tiếp tục )*phối hợp (?:chặt chẽ |cùng )?(?:với|cùng)?\s*", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?P<who>(?:UBND|Ủy ban nhân dân|Ủy ban|Chủ tịch|Sở|Bộ|Phòng|Ban|Văn phòng|Công an|Đảng ủy|HĐND|"
    r"Thường trực|Trung tâm|Cục|Hội nghị|Cuộc họp|Đồng chí|Hội đồng|Trường|Tổ)[^.;:]{0,70}?)\s+"
    r"(?P<verb>(?:trân trọng |rất )?(?:kính )?(?:đề nghị|kiến nghị|mời|mong)|(?:thống nhất )?(?:giao|"
    r"yêu cầu|phân công))(?![\w]|\s*,|\s+(?:của|chính đáng|hợp pháp)\b)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_ACT = re.compile(
    r"^\s*,?\s*(?:[,\s]*(?:theo|trong|trên cơ sở|căn cứ)[^,;]{3,200},\s*)*(?:có|chịu|chủ|phối|căn|"
    r"tham|tổ|triển|xây|báo|rà|gửi|lập|tiếp|tăng|thực|nghiêm|hướng|theo|đôn|kiểm|giám|tổng|tuyên|phổ|"
    r"chỉ đạo|quan|khẩn|cử|bố|chuẩn|cung|niêm|công khai|đăng|ban|vận|phát|phân|đẩy|tiến|kịp|thường|đề|"
    r"trình|cập|thông|giải|xử|hoàn|góp|tham|tập|bảo|đảm|sắp|lồng|nâng|cân|thẩm|quán|nghiên|cho|hỗ|tạo|"
    r"mở|duy|rút|phải|cần|đưa|lấy|xác|thi|khắc|chấn|trực|phản|kiện|nộp|tự|quản|trong|trước|"
    r"chậm|quyết định|xem xét|phê duyệt|công nhận|chuyển|trả lời|nắm|khai|ký|đối thoại|tạm|thăm|đón|tuần tra|khảo sát|"
    r"sử dụng|vận hành|định kỳ|hằng|hàng|lãnh đạo|thu|đánh giá|sơ kết|thành lập|bám sát|tích cực|gương mẫu|đối chiếu|"
    r"làm|bầu|chọn|thống nhất|liên hệ|nhập|kết nối|nghiệm thu|quyết toán|chi trả|huy động|lựa chọn|bổ sung|sửa đổi|"
    r"giới thiệu|thống kê|điều tra|kê khai|đăng ký)(?![\w])",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:đã (?!được giao|ban hành liên|ban hành)|vừa qua|năm qua|đạt được|đạt \d|còn (?:hạn chế|"
    r"chậm|một số)|chiếm \d|tăng \d|giảm \d)",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"^Trên đây là\b", re.IGNORECASE)
_LETS_KNOW = re.compile(r"^[^.;:]{0,70}\bthông báo (?:để|tới|đến)\b")
_NOT_TOLD = re.compile(
    r"^(?:qua đó|(?:[^,;:.]{0,60} )?rất mong (?:nhận|sự|được)|việc|đây là|như vậy|kết quả|theo đó|trân trọng|"
    r"gồm|bao gồm|nơi|kính gửi|luật|"
    r"nghị định|nghị quyết|quyết định này|kế hoạch này)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Instruction:
    """What a sentence lays on whom. `explicit`: it says giao, đề nghị, yêu cầu, or names its unit."""

    mode: Mode
    units: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    explicit: bool = False
    laid: bool = False  # it says giao, yêu cầu, đề nghị itself


def sentences_in(text: str, span: Span) -> Iterator[Span]:
    """The sentences within a stretch of the text, without blanks at their ends."""
    piece = text[span.start : span.end]
    start = 0
    for m in [*_END.finditer(piece), None]:
        end = m.end() if m else len(piece)
        words = piece[start:end]
        left = len(words) - len(words.lstrip())
        if words.strip():
            yield Span(span.start + start + left, span.start + start + len(words.rstrip()))
        start = end


def parts_of(text: str, span: Span) -> list[Span]:
    """A sentence's pieces between semicolons that stand outside brackets."""
    parts, depth, start = [], 0, span.start
    for i in range(span.start, span.end):
        c = text[i]
        depth += (c in "(“") - (c in ")”")
        if c == ";" and depth <= 0:
            parts.append(Span(start, i))
            start = i + 1
    parts.append(Span(start, span.end))
    return [_trimmed(text, p) for p in parts if text[p.start : p.end].strip(" .;")]


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip(" ,;")), span.start + len(words.rstrip(" ;")))


def instruction_in(sentence: str, *, verbs: bool = True, told: bool = True) -> Instruction | None:
    """A sentence → whom it tells what, or None.

    verbs: a bare verb at the beginning is an instruction (in plans, not in narratives). told: a unit followed by what
    it does is one too.
    """
    words = sentence.strip(" -–+•")
    if _NOT_TOLD.match(words) or _LETS_KNOW.search(words):
        return None
    if is_closing(words):
        return None
    for candidate in _without_lead_ins(words):
        found = _read(candidate, verbs=verbs, told=told)
        if found:
            return found
    return None


def is_closing(words: str) -> bool:
    """Whether a sentence closes the paper ("Trên đây là Kế hoạch …, yêu cầu các đơn vị nghiêm túc thực hiện").

    It orders nothing that was not ordered above, unless it names a day.
    """
    return bool(_CLOSES.match(words)) and not re.search(r"\d{1,2}\s?/\s?\d{1,2}|\bngày \d|\btháng \d", words)


def tells_to_do(words: str) -> bool:
    """Whether words begin with a verb that tells what to do, and so are a sentence rather than a heading."""
    return bool(_IMPERATIVE.match(words)) and ":" not in words


def _without_lead_ins(words: str) -> list[str]:
    """The sentence, then what is left when its openings ("Trên cơ sở …,", "Trước ngày …,") are taken off one by one."""
    candidates = [words]
    rest = words
    for _ in range(3):
        m = _LEAD_IN.match(rest)
        if not m:
            break
        rest = rest[m.end() :]
        candidates.append(rest)
    for m in list(re.finditer(r",\s+", words))[:8]:
        behind = words[m.end() :]
        if _says_so(behind):
            return [behind, *candidates]
    if len(candidates) > 1:
        explicit = [c for c in candidates[1:] if _ASK.match(c) or _TELL.match(c) or _SUBJECT.match(c) or names_unit(c)]
        return explicit[:1] + candidates
    return candidates


def _says_so(words: str) -> bool:
    """Whether words open with who asks or tells whom: "UBND xã đề nghị các đơn vị …", "yêu cầu Phòng …"."""
    subject = _SUBJECT.match(words)
    if subject:
        return bool(units_at(subject["rest"].lstrip())[0])
    m = re.match(r"^(?:thì\s+)?(?:kính\s+)?(?:đề nghị|yêu cầu|giao)\s+", words)
    return bool(m and units_at(words[m.end() :])[0])


def _read(words: str, *, verbs: bool, told: bool) -> Instruction | None:
    subject = _SUBJECT.match(words)
    gives = subject and (re.search("đề nghị|kiến nghị", subject["verb"]) or units_at(subject["rest"].lstrip())[0])
    if subject and gives and not _IMPERATIVE.match(words):
        mode = Mode.ASSIGN if re.search(r"giao|yêu cầu|phân công", subject["verb"]) else Mode.REQUEST
        return _laid_on(subject["rest"], mode)
    ask = _ASK.match(words)
    if ask:
        return _laid_on(words[ask.end() :], Mode.REQUEST)
    tell = _TELL.match(words)
    if tell and not re.match(r"(?:thông|dịch|tiếp|lưu|ban|nộp|nhận|khoán)\b", words[tell.end() :]):
        return _laid_on(words[tell.end() :], Mode.ASSIGN)
    if names_unit(words):
        units, end = units_at(words)
        if units and told and _ACT.match(words[end:]) and not _PAST.search(words[: end + 12]):
            mode = Mode.REQUEST if all(is_front(u) for u in units) else Mode.ASSIGN
            return Instruction(mode, tuple(units), _partners(words[end:]), explicit=True)
        if units and re.match(r"^\s*:\s*\S", words[end:]) and told:
            mode = Mode.REQUEST if all(is_front(u) for u in units) else Mode.ASSIGN
            return Instruction(mode, tuple(units), _partners(words[end:]), explicit=True)
    if not verbs:
        return None
    together = _WITH.match(words)
    if together and not re.match(r"^chủ trì", words, re.IGNORECASE):
        return Instruction(Mode.COOPERATE, (), tuple(units_at(words[together.end() :])[0]))
    if _IMPERATIVE.match(words) and not re.search(r"\bđã\s+(?:được|có|tổ chức|thực hiện)", words[:60]):
        return Instruction(Mode.ASSIGN, (), _partners(words))
    return None


def _laid_on(rest: str, mode: Mode) -> Instruction:
    units, end = units_at(rest.lstrip())
    if mode is Mode.ASSIGN and units and all(is_front(u) for u in units):
        mode = Mode.REQUEST
    return Instruction(mode, tuple(units), _partners(rest[end:]), explicit=True, laid=True)


def _partners(words: str) -> tuple[str, ...]:
    """ "chủ trì, phối hợp với Công an xã …" → whom to work with."""
    m = re.search(r"phối hợp (?:chặt chẽ )?(?:với|cùng)\s+", words)
    return tuple(units_at(words[m.end() :])[0]) if m else ()


def heading_units(title: str) -> Instruction | None:
    """A heading that names who is meant: "Phòng Văn hóa - Xã hội", "Đề nghị Ủy ban MTTQ xã", "Trách nhiệm của …"."""
    words = re.sub(
        r"^(?:trách nhiệm (?:của )?|nhiệm vụ của |đối với |về phía )", "", title.strip(" .:"), flags=re.IGNORECASE
    )
    mode = None
    for pattern, its in ((_ASK, Mode.REQUEST), (_TELL, Mode.ASSIGN)):
        m = pattern.match(words)
        if m:
            words, mode = words[m.end() :], its
    if words.isupper() or not words:
        return None
    units, end = units_at(words)
    if not units:
        return None
    rest = words[end:].strip(" ,.:;")
    if rest and not re.match(r"^(?:chủ trì|có trách nhiệm|phối hợp|thực hiện|chịu trách nhiệm|\()", rest):
        return None
    if re.match(r"^(?:công tác|hội nghị|ban hành)\b", words, re.IGNORECASE):
        return None
    if mode is not Mode.REQUEST:
        mode = Mode.REQUEST if all(is_front(u) for u in units) else Mode.ASSIGN
    return Instruction(mode, tuple(units), _partners(rest), explicit=True)
