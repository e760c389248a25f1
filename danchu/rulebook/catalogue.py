"""docs/law.md: every rule with its citation and how sure it is. Generated; a test compares the file."""

from collections.abc import Mapping
from datetime import date

from danchu.core.calendar import Evidence

from .coverage import Reason
from .examples import Example, load_examples
from .loading import Rulebook
from .model import LegalText, Period, Rule, Unit, Variant

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
    Unit.HOURS: "giờ",
    Unit.TIMES: "lần",
    Unit.DAYS_PER_WEEK: "ngày mỗi tuần",
    Unit.DAYS_PER_MONTH: "ngày mỗi tháng",
    Unit.YEARS_OF_AGE: "tuổi",
    Unit.CRITERIA: "tiêu chí",
    Unit.COLUMNS: "cột",
    Unit.PERCENT_OF_VOTERS: "% cử tri",
    Unit.POINTS: "pt",
    Unit.MILLIMETRES: "mm",
    Unit.DOTS_PER_INCH: "dpi",
    Unit.DONG: "đồng",
}


_PERIODS = {
    Period.WEEK: "mỗi tuần",
    Period.MONTH: "mỗi tháng",
    Period.QUARTER: "mỗi quý",
    Period.HALF_YEAR: "mỗi 06 tháng",
    Period.YEAR: "mỗi năm",
    Period.SESSION: "mỗi kỳ họp thường lệ",
}


def catalogue_markdown(book: Rulebook | None = None) -> str:
    """The whole catalogue as Markdown, ending with one newline. Without `book`, that of the data files."""
    if book is None:
        from danchu.rulebook import book as loaded

        book = loaded()
    examples = load_examples()
    reasons = {rule_id: reason for reason in book.not_computed for rule_id in reason.rules}
    parts = ["# Sổ quy định", *_opening(book)]
    for text in book.texts:
        rules = [rule for rule in book.rules if rule.source_text == text]
        parts += [f"## {text.name}", _about(text), _table(rules, examples, reasons)]
    parts += ["## Không tính và vì sao", *_not_computed(book)]
    parts += ["## Lịch nghỉ và làm bù", _calendar(book), "## Việc lặp lại theo luật", _duties(book)]
    return "\n\n".join(parts) + "\n"


def _opening(book: Rulebook) -> list[str]:
    count = {evidence: sum(rule.evidence is evidence for rule in book.rules) for evidence in Evidence}
    computed = sum(rule.has_figure for rule in book.rules)
    collected = sum(not rule.further for rule in book.rules)
    return [
        "Tạo từ `danchu/rulebook/data/` bằng `danchu docs`; không sửa tay. Lời là tóm tắt, không trích nguyên văn.",
        f"{len(book.rules)} dòng trong {len(book.texts)} văn bản: {count[Evidence.CONFIRMED]} đã xác nhận, "
        f"{count[Evidence.UNCONFIRMED]} chưa xác nhận, {count[Evidence.UNKNOWN]} chưa tìm thấy con số. {computed} dòng "
        f"có con số, đều có ví dụ được thử; {len(book.rules) - computed} dòng không tính, có lý do.",
        f"Luật được gom thành {collected + len(book.outside)} dòng: {collected} là quy định, {len(book.outside)} không "
        f"phải; {len(book.rules) - collected} dòng thêm để mỗi dòng một con số.",
        "Một vụ việc theo luật của ngày nó bắt đầu: hỏi một dòng không có hiệu lực vào ngày ấy, hay không dành cho dữ "
        "kiện ấy, thì được trả lời bằng dòng cùng nhóm.",
    ]


def _about(text: LegalText) -> str:
    kind = "Cam kết của xã. " if text.is_commitment else ""
    until = f" đến {text.until:%d/%m/%Y}" if text.until else ""
    replaces = f" Thay {', '.join(text.replaces)}." if text.replaces else ""
    return f"{text.title}. {kind}Hiệu lực từ {text.effective:%d/%m/%Y}{until}.{replaces} Nguồn: {text.source}."


def _table(rules: list[Rule], examples: Mapping[str, tuple[Example, ...]], reasons: Mapping[str, Reason]) -> str:
    lines = ["| Mã | Trích dẫn | Nội dung | Giá trị | Hiệu lực | Ví dụ | Chứng cứ |", "|---|---|---|---|---|---|---|"]
    for rule in rules:
        shown = "; ".join(dict.fromkeys(_example(one) for one in examples.get(rule.id, ())[:_EXAMPLES_SHOWN]))
        cells = (
            f"`{rule.id}`",
            f"`{rule.citation}`",
            _words(rule),
            figure_words(rule),
            _validity(rule),
            shown or f"không tính: {reasons[rule.id].name}",
            _EVIDENCE[rule.evidence],
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


_EXAMPLES_SHOWN = 4


def _words(rule: Rule) -> str:
    words = rule.text + (f" ({rule.note})" if rule.note else "")
    if rule.see:
        words += ". Xem " + ", ".join(f"`{other}`" for other in rule.see)
    if rule.source != rule.source_text.source:
        words += f". Nguồn: {rule.source}"
    return words


def _validity(rule: Rule) -> str:
    until = f" – {rule.valid_to:%d/%m/%Y}" if rule.valid_to else ""
    return f"{rule.valid_from:%d/%m/%Y}{until}"


def _example(example: Example) -> str:
    if example.start and example.due:
        facts = ", ".join(f"{key}={value}" for key, value in example.facts.items())
        return f"{example.start:%d/%m/%Y}{f' ({facts})' if facts else ''} → {example.due:%d/%m/%Y}"
    amount = f"{example.amount:%d/%m/%Y}" if isinstance(example.amount, date) else str(example.amount)
    measured = f"{example.part}: {amount}" if example.part else amount
    whole = f"/{example.of}" if example.of else ""
    return f"{measured}{whole} {'đạt' if example.fits else 'không'}"


def figure_words(rule: Rule) -> str:
    """The figure of a rule in words ("≥ 30 ngày", "mỗi quý") with its variants and extensions; empty without one."""
    main = _main_figure(rule)
    more = [_variant(rule, variant) for variant in rule.variants]
    if rule.extension:
        unit = _UNITS[rule.extension.unit or rule.unit or Unit.CALENDAR_DAYS]
        more.append(f"gia hạn {rule.extension.max} lần, mỗi lần {rule.extension.value} {unit}")
    more += [f"{name}: {_values(value)}" for name, value in rule.parts.items()]
    if rule.parts and rule.unit:
        more.append(f"({_UNITS[rule.unit]})")
    return "; ".join(part for part in (main, *more) if part)


def _main_figure(rule: Rule) -> str:
    if rule.unit is Unit.PERMANENT:
        return "thường xuyên"
    if rule.value is None or rule.unit is None:
        return ""
    op = rule.op.replace("<=", "≤").replace(">=", "≥")
    values = rule.value if isinstance(rule.value, tuple) else (rule.value,)
    if rule.unit is Unit.PERIOD:
        return ", ".join(_PERIODS[Period(str(value))] for value in values)
    if isinstance(rule.value, date):
        return f"{op} {rule.value:%d/%m/%Y}".strip()
    if rule.unit is Unit.DAY_OF_YEAR:
        days = ", ".join("/".join(reversed(str(value).split("-"))) for value in values)
        return f"trước {days}" if rule.op == "<" else days
    return f"{op} {_values(rule.value)} {_UNITS[rule.unit]}".strip()


def _variant(rule: Rule, variant: Variant) -> str:
    facts = ", ".join(f"{key}={value}" for key, value in variant.when.items())
    return f"{facts}: {variant.value} {_UNITS[variant.unit or rule.unit or Unit.CALENDAR_DAYS]}"


def _values(value: object) -> str:
    return "–".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _not_computed(book: Rulebook) -> list[str]:
    parts = []
    for reason in book.not_computed:
        ids = ", ".join(f"`{rule_id}`" for rule_id in reason.rules)
        parts.append(f"**{reason.name}** ({len(reason.rules)}). {reason.why}\n{ids}")
    parts.append("Gom cùng luật mà không phải quy định:")
    parts.append("\n".join(f"- `{one.id}`: {one.text}. {one.why}" for one in book.outside))
    return parts


def _calendar(book: Rulebook) -> str:
    lines = ["| Ngày | Tên | | Căn cứ | Chứng cứ |", "|---|---|---|---|---|"]
    for row in book.calendar.rows:
        kind = "làm việc" if row.works else "nghỉ"
        lines.append(f"| {row.day:%d/%m/%Y} | {row.name} | {kind} | `{row.rule}` | {_EVIDENCE[row.evidence]} |")
    return "\n".join(lines)


def _duties(book: Rulebook) -> str:
    due = {
        "rule": "theo luật",
        "after": "theo luật, sau kỳ",
        "suggested": "luật gợi ý ngày",
        "period": "luật không định ngày",
    }
    lines = ["| Mã | Việc | Căn cứ | Kỳ | Hạn |", "|---|---|---|---|---|"]
    for duty in book.duties:
        period = _PERIODS[duty.every] + (" (kỳ của xã)" if duty.own_period else "")
        period += f", chỉ {', '.join(duty.only)}" if duty.only else ""
        lines.append(f"| `{duty.id}` | {duty.title} | `{duty.rule}` | {period} | {due[duty.due]} |")
    return "\n".join(lines)
