"""docs/law.md: every rule with its citation and how sure it is. Generated; a test compares the file."""

from danchu.core.calendar import Evidence

from .loading import Rulebook
from .model import LegalText, Rule, Unit

_EVIDENCE = {
    Evidence.CONFIRMED: "đã xác nhận",
    Evidence.UNCONFIRMED: "**chưa xác nhận**",
    Evidence.UNKNOWN: "**chưa tìm thấy**",
}
_UNITS = {
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.CONSECUTIVE_DAYS: "ngày liên tục",
    Unit.MONTHS: "tháng",
    Unit.YEARS: "năm",
    Unit.TIMES_PER_YEAR: "lần trong năm",
    Unit.DAYS_PER_YEAR: "ngày trong năm",
    Unit.HOUSEHOLDS: "hộ",
    Unit.PEOPLE: "người",
    Unit.BALLOTS_PER_HOUSEHOLD: "phiếu mỗi hộ",
    Unit.PERCENT_OF_HOUSEHOLDS: "% tổng số hộ",
    Unit.PERCENT_OF_HOUSEHOLD_REPRESENTATIVES: "% tổng số đại diện hộ",
    Unit.PERCENT_OF_ATTENDING_REPRESENTATIVES: "% đại diện hộ dự họp",
    Unit.PERCENT_OF_ATTENDING_STAFF: "% người dự hội nghị",
    Unit.SHARE_OF_HOUSEHOLD_REPRESENTATIVES: "tổng số đại diện hộ",
    Unit.SHARE_OF_VILLAGES: "tổng số thôn, tổ dân phố",
    Unit.SHARE_OF_STAFF: "tổng số người của cơ quan",
}


def catalogue_markdown(book: Rulebook | None = None) -> str:
    """The whole catalogue as Markdown, ending with one newline. Without `book`, that of the data files."""
    if book is None:
        from danchu.rulebook import book as loaded

        book = loaded()
    unsure = sum(rule.evidence is not Evidence.CONFIRMED for rule in book.rules)
    parts = [
        "# Sổ quy định",
        "Tạo từ `danchu/rulebook/data/`; không sửa tay. Lời là tóm tắt, không phải trích nguyên văn.",
        f"{len(book.rules)} dòng trong {len(book.texts)} văn bản; {unsure} dòng chưa xác nhận.",
    ]
    for text in book.texts:
        parts += [f"## {text.name}", _about(text), _table([rule for rule in book.rules if rule.source_text == text])]
    parts += ["## Lịch nghỉ và làm bù", _calendar(book), "## Việc lặp lại theo luật", _duties(book)]
    return "\n\n".join(parts) + "\n"


def _about(text: LegalText) -> str:
    kind = "Cam kết của xã. " if text.is_commitment else ""
    return f"{text.title}. {kind}Hiệu lực từ {text.effective:%d/%m/%Y}. Nguồn: {text.source}."


def _table(rules: list[Rule]) -> str:
    lines = ["| Mã | Trích dẫn | Nội dung | Giá trị | Chứng cứ |", "|---|---|---|---|---|"]
    for rule in rules:
        words = rule.text + (f" ({rule.note})" if rule.note else "")
        cells = (f"`{rule.id}`", f"`{rule.citation}`", words, _figure(rule), _EVIDENCE[rule.evidence])
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _figure(rule: Rule) -> str:
    if rule.unit is Unit.PERMANENT:
        return "thường xuyên"
    if rule.value is None or rule.unit is None:
        return ""
    if rule.unit is Unit.PERIOD:
        return "mỗi quý" if rule.value == "quarter" else str(rule.value)
    if rule.unit is Unit.DATE:
        return f"{rule.value:%d/%m/%Y}"
    values = rule.value if isinstance(rule.value, tuple) else (rule.value,)
    if rule.unit is Unit.DAY_OF_YEAR:
        days = ", ".join("/".join(reversed(str(value).split("-"))) for value in values)
        return f"trước {days}" if rule.op == "<" else days
    return f"{rule.op} {'–'.join(map(str, values))} {_UNITS[rule.unit]}".strip()


def _calendar(book: Rulebook) -> str:
    lines = ["| Ngày | Tên | | Căn cứ | Chứng cứ |", "|---|---|---|---|---|"]
    for row in book.calendar.rows:
        kind = "làm việc" if row.works else "nghỉ"
        lines.append(f"| {row.day:%d/%m/%Y} | {row.name} | {kind} | `{row.rule}` | {_EVIDENCE[row.evidence]} |")
    return "\n".join(lines)


def _duties(book: Rulebook) -> str:
    every = {"quarter": "mỗi quý", "half_year": "mỗi 06 tháng", "year": "mỗi năm", "session": "mỗi kỳ họp thường lệ"}
    due = {"rule": "theo luật", "suggested": "luật gợi ý ngày", "period": "luật không định ngày"}
    lines = ["| Mã | Việc | Căn cứ | Kỳ | Hạn |", "|---|---|---|---|---|"]
    for duty in book.duties:
        period = every[duty.every] + (" (kỳ của xã)" if duty.own_period else "")
        lines.append(f"| `{duty.id}` | {duty.title} | `{duty.rule}` | {period} | {due[duty.due]} |")
    return "\n".join(lines)
