"""What looks wrong in a paper, what was inferred, and what was expected and is missing. Sentences for the reader."""

import re
from collections import Counter
from datetime import date

from danchu.core.text import fold, plain_dashes
from danchu.documents.reader.calendar_words import WEEKDAYS
from danchu.documents.reader.citations import contradictions
from danchu.documents.reader.names import initials
from danchu.documents.reader.old_fonts import old_font_of
from danchu.documents.reader.paper import Citation, Deadline, Paper, Remark, Span
from danchu.documents.reader.sections import gaps

# Words that are doubled in good Vietnamese.
_DOUBLED_RIGHTLY = set(
    "luôn xã ngày ngành nhà người thường dần từ từng mãi hơn rất xanh đời ai nơi đâu năm mọi cao "
    "song chung chuyên dài đều "
    "hằng lâu lần nhiều ngang oang riêng sâu thôn to vừa xa xưa gần ba bà chị em cô các đo đỏ khư "
    "lăm lâng rưng sát thoang trùng ầm ào".split()
)
# "cơ quan quan tâm" repeats a syllable and no word.
_COMPOUNDS = set(
    "quan tâm,quan trọng,quan hệ,quan điểm,quan sát,dân tộc,dân chủ,dân cư,dân sự,dân vận,dân số,bộ "
    "đội,bộ máy,bộ phận,bộ ngành,hội viên,"
    "hội nghị,hội họp,hội đồng,hội thảo,quyền lợi,quyền hạn,quyền làm,hiện đại,hiện nay,hiện "
    "trạng,hiện tượng,chức năng,chức danh,chức vụ,"
    "chính sách,chính quyền,chính thức,chính trị,chính đáng,sinh hoạt,sinh viên,sinh sống,xuất "
    "hiện,thể hiện,thể thao,thể chế,thể thức,"
    "công khai,công tác,công việc,công chức,công dân,công trình,công an,nhân dân,nhân viên,nhân "
    "lực,nhân sự,viên chức,hành chính,hành động,"
    "phát triển,phát sinh,phát huy,tổ chức,chủ trì,chủ động,chủ trương,chủ tịch,trình tự,trình "
    "độ,tác động,thực hiện,thực tế,tham gia,tham mưu,"
    "hợp tác,hợp pháp,đảng viên,nghị quyết,quyết định,đoàn thể,đoàn viên,kết quả,kết luận,tin "
    "tưởng,lập kế,đạo đức,bản sắc,phương pháp".split(",")
)
_WORD_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,})\s+\1(?![\w-])", re.IGNORECASE)
_TWICE_IN_SYMBOL = re.compile(r"\d+/(?P<symbol>[A-ZĐ]+(?:-[A-ZĐ]+)*)\s+(?P<again>[A-ZĐ]{3,})\s+(?:ngày|của)")
_GONE = [
    (
        "district",
        re.compile(
            r"\bcấp huyện\b|\bcủa huyện\b|\b(?:UBND|HĐND|Ủy ban nhân dân|"
            r"Hội đồng nhân dân)\s+(?:các\s+)?(?:huyện|quận|thị xã)\b|\bHuyện ủy\b|"
            r"\bphòng \S+(?: \S+){0,3} huyện\b|\btrên địa bàn huyện\b|\bhuyện [A-ZĐ]"
        ),
        "cấp huyện",
    ),
    ("township", re.compile(r"\bthị trấn\b"), "thị trấn"),
]
_WEEKDAY = re.compile(
    r"[Tt]hứ\s+(?P<day>[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|"
    r"[2-7])\s*[,(]?\s*(?:ngày\s+)(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{4})"
)
_ARCHIVE = re.compile(r"^Lưu\s*:\s*VT\b\s*[,;]?\s*(?P<rest>.*)$")
_REORGANISED = date(2025, 7, 1)
_COMMON = {
    "va",
    "cua",
    "nhan",
    "dan",
    "uy",
    "ban",
    "ngay",
    "thang",
    "nam",
    "cac",
    "thuc",
    "hien",
    "xa",
    "tinh",
    "theo",
    "cong",
    "van",
    "ke",
    "hoach",
}
_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]")


def is_vietnamese(text: str) -> bool:
    """Whether enough letters carry Vietnamese marks; short texts get the benefit of the doubt."""
    sample = text[:60_000].lower()
    letters = sum(map(str.isalpha, sample))
    return letters < 40 or len(_MARKED.findall(sample)) / letters > 0.08


def language_remarks(text: str) -> list[Remark]:
    if old_font_of(text):
        return [
            Remark(
                "old_font",
                "Chữ trông như phông cũ (TCVN3 hoặc VNI). Hãy chuyển sang Unicode rồi nộp lại; nội "
                "dung đọc được bên dưới có thể sai.",
            )
        ]
    if not is_vietnamese(text):
        words = fold(text).split()
        if words and sum(w in _COMMON for w in words) / len(words) > 0.12:
            return [Remark("no_marks", "Văn bản viết không dấu nên không đọc được chắc chắn. Hãy nộp bản có dấu.")]
        return [Remark("not_vietnamese", "Văn bản không phải tiếng Việt; không có mục nào được suy ra từ nội dung.")]
    return []


def converted_remark(font: str) -> Remark:
    """Said of a text that was typed for an old font."""
    return Remark(
        "old_font",
        f"Văn bản gõ bằng phông cũ ({font}), đã tự chuyển sang Unicode. Hãy đối chiếu với bản gốc, nhất là chữ in hoa.",
    )


def scan_remarks(paper: Paper) -> list[Remark]:
    """Said of a paper recognised in a picture: that it was, and which words to look at first."""
    found = [Remark("scanned", "Văn bản được đọc bằng máy từ bản quét, cần soát lại với bản giấy.")]
    if paper.doubtful:
        words = list(dict.fromkeys(paper.text[start:end] for start, end in paper.doubtful))
        shown = ", ".join(f"“{word}”" for word in words[:30]) + (" …" if len(words) > 30 else "")
        found.append(Remark("scan_doubtful", f"Những chữ máy đọc chưa chắc ({len(words)}): {shown}."))
    return found


def spans_of_words(text: str, words: frozenset[str]) -> list[Span]:
    """Where each of the words stands in the text, as a whole word."""
    return [Span(*m.span()) for m in re.finditer(r"[^\W_]+", text) if m[0] in words]


def remarks_on(
    paper: Paper,
    citations: list[Citation],
    deadlines: list[Deadline],
    *,
    motto: bool,
    impossible_date: str | None,
    body: str,
) -> list[Remark]:
    """Everything worth a person's look, in a fixed order; each code once unless it concerns different things."""
    found: list[Remark] = []
    if paper.secrecy:
        found.append(Remark("secret", f"Văn bản đóng dấu {paper.secrecy}: không được đưa vào hệ thống này."))
    if not motto and paper.text:
        found.append(Remark("national_motto_missing", "Không thấy Quốc hiệu và Tiêu ngữ."))
    if paper.symbol and not paper.number:
        found.append(Remark("number_blank", f"Số của văn bản để trống (ký hiệu {paper.symbol})."))
    if impossible_date:
        found.append(Remark("date_impossible", f"Ngày của văn bản không có trong lịch: {impossible_date}."))
    found += _on_deadlines(paper, deadlines)
    found += _on_citations(citations)
    found += _on_words(paper, body)
    found += _on_structure(paper, body)
    return found


def _on_deadlines(paper: Paper, deadlines: list[Deadline]) -> list[Remark]:
    found: list[Remark] = []
    source = "ngày của" if paper.date else "ngày tháng hoặc tên của"
    inferred = [d for d in deadlines if d.year_inferred and d.date]
    for year in sorted({d.date.year for d in inferred if d.date}):
        texts = ", ".join(dict.fromkeys(f"“{d.text}”" for d in inferred if d.date and d.date.year == year))
        found.append(
            Remark("year_inferred", f"Thời hạn không ghi năm, được hiểu là năm {year} theo {source} văn bản: {texts}.")
        )
    unknown = [
        d
        for d in deadlines
        if d.date is None
        and not d.impossible
        and not d.recurrence
        and re.search(r"\d\s?/\s?\d|tháng \d|quý|cuối năm|đầu năm", d.text)
        and "kể từ" not in d.text
    ]
    if unknown and paper.date is None:
        texts = ", ".join(dict.fromkeys(f"“{d.text}”" for d in unknown))
        found.append(Remark("year_unknown", f"Không xác định được năm của thời hạn vì văn bản không có ngày: {texts}."))
    for d in deadlines:
        if d.impossible:
            found.append(Remark("date_impossible", f"Ngày không có trong lịch: “{d.text}”."))
        elif d.date and paper.date and d.date < paper.date and not d.recurrence:
            found.append(Remark("deadline_before_paper", f"Thời hạn “{d.text}” sớm hơn ngày của văn bản."))
    for m in _WEEKDAY.finditer(paper.text):
        try:
            day = date(int(m["y"]), int(m["m"]), int(m["d"]))
        except ValueError:
            continue
        if day.weekday() != WEEKDAYS[m["day"].lower()]:
            found.append(Remark("weekday_mismatch", f"Thứ và ngày không khớp: “{m[0]}”."))
    return list(dict.fromkeys(found))


def _on_citations(citations: list[Citation]) -> list[Remark]:
    found = [
        Remark("date_impossible", f"Ngày của văn bản viện dẫn {c.number or ''} không có trong lịch: {c.impossible}.")
        for c in citations
        if c.impossible
    ]
    for number, days in contradictions(citations):
        shown = " và ".join(day.strftime("%d/%m/%Y") for day in days)
        found.append(Remark("citation_dates_differ", f"Văn bản {number} được viện dẫn với ngày khác nhau: {shown}."))
    return list(dict.fromkeys(found))


def _on_words(paper: Paper, body: str) -> list[Remark]:
    found: list[Remark] = []
    for m in _WORD_TWICE.finditer(body):
        following = re.match(r"\s+[^\W\d_]+", body[m.end() :])
        compound = f"{m[1]}{following[0]}".lower() if following else ""
        if m[1].lower() in _DOUBLED_RIGHTLY or m[1][0].isupper() or "\n" in m[0] or compound in _COMPOUNDS:
            continue
        found.append(Remark("doubled_word", f"Lặp từ: “{m[0]}”."))
    for m in _TWICE_IN_SYMBOL.finditer(body):
        if m["again"] in m["symbol"].split("-"):
            found.append(Remark("doubled_word", f"Lặp từ sau ký hiệu văn bản: “{m[0].rsplit(' ', 1)[0]}”."))
    if paper.date is None or paper.date >= _REORGANISED:
        for _, pattern, name in _GONE:
            hits = [m for m in pattern.finditer(body) if not _historic(body, m.start())]
            if hits:
                words = _around(body, hits[0].start(), hits[0].end())
                found.append(
                    Remark("body_no_longer_exists", f"Từ 01/7/2025 không còn {name}, nhưng văn bản nhắc: “{words}”.")
                )
    if body.count("“") != body.count("”"):
        found.append(Remark("quotation_unbalanced", "Dấu ngoặc kép mở và đóng không khớp."))
    if body.count("(") > body.count(")"):
        found.append(Remark("bracket_unbalanced", "Có dấu ngoặc đơn mở mà không đóng."))
    return list(dict.fromkeys(found))


def _historic(text: str, at: int) -> bool:
    """Names of old papers, places before the change, and sentences that speak of the change itself."""
    around = text[max(0, at - 90) : at + 60].lower()
    return bool(
        re.search(
            r"không còn|bỏ cấp|kết thúc hoạt động|trước đây|trước khi (?:sáp nhập|sắp xếp)|\(cũ\)|"
            r"cũ\b|trước ngày 01/7/2025|không tổ chức",
            around,
        )
    )


def _around(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in ",;.:\n") + 1
    return text[max(left, start - 60) : end].strip()


def _on_structure(paper: Paper, body: str) -> list[Remark]:
    found: list[Remark] = []
    for before, after in gaps(list(paper.sections)):
        if before:
            found.append(Remark("numbering_gap", f"Đánh số không liền: sau “{before}” là “{after}”."))
        else:
            found.append(Remark("numbering_gap", f"Đánh số bắt đầu từ “{after}”."))
    nameless = [s for s in paper.signatures if s.name is None]
    if nameless:
        posts = [s.post or (s.authority[-1] if s.authority else "") for s in nameless]
        named = ", ".join(dict.fromkeys(filter(None, posts)))
        found.append(Remark("signature_blank", f"Chưa có họ tên người ký{f' ({named})' if named else ''}."))
    for recipient in paper.recipients:
        m = _ARCHIVE.match(recipient)
        if m:
            found += _on_archive(m["rest"], body)
    return list(dict.fromkeys(found))


def _on_archive(rest: str, body: str) -> list[Remark]:
    """ "Lưu: VT, VHXX": an abbreviation one letter away from that of an office the paper names is probably a slip."""
    named = {
        initials(m[0])
        for m in re.finditer(
            r"(?:Phòng|Ban|Văn phòng|Trung tâm|Sở)(?:\s+[A-ZĐ][^\W\d_]+(?:\s+[a-zà-ỹđ]+)?)"
            r"(?:\s*[-–,]\s*[A-ZĐ][^\W\d_]+(?:\s+[a-zà-ỹđ]+)?)*",
            plain_dashes(body),
        )
    }
    found = []
    for short in re.findall(r"\b[A-ZĐ]{3,6}\b", rest):
        if short in named:
            continue
        near = [n for n in named if len(n) == len(short) and sum(a != b for a, b in zip(n, short, strict=True)) == 1]
        if len(near) == 1:
            found.append(
                Remark(
                    "abbreviation_odd",
                    f"Chữ viết tắt “{short}” ở Nơi nhận có thể nhầm; đơn vị trong văn bản viết tắt là {near[0]}.",
                )
            )
    return found


def missing_in(paper: Paper) -> tuple[str, ...]:
    """Names of fields that this kind of paper should have and does not, as the JSON names them."""
    expected = ["number", "symbol", "issuer", "place", "date", "kind", "title"]
    if paper.kind == "Biên bản":
        expected = ["date", "kind", "title"]
    missing = [name for name in expected if getattr(paper, name) is None or name in paper.inferred]
    if paper.kind == "Công văn" and not paper.addressees:
        missing.append("addressees")
    if not paper.recipients and paper.kind != "Biên bản":
        missing.append("recipients")
    if not paper.signatures:
        missing.append("signature")
    elif any(s.name is None for s in paper.signatures):
        missing.append("signature.name")
    return tuple(missing)


def most_common(words: list[str]) -> str | None:
    """The one that stands most often, the earlier at a tie."""
    return Counter(words).most_common(1)[0][0] if words else None
