"""What the portal says: the six words of the law's motto, the present channel of each, register lines in words."""

import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import cite, figure_in_words, span
from danchu.organisation.models import Commune
from danchu.portal import queries
from danchu.rulebook import Evidence, Rule, Unit
from danchu.rulebook.catalogue import figure_words
from danchu.rulebook.model import Variant


@dataclass(frozen=True)
class Door:
    """One of the six: what it means, which article it stands on, how it is done today without this site."""

    slug: str
    label: str
    text: str
    law: str
    ways: tuple[str, ...]


DOORS = (
    Door(
        "dan-biet",
        gettext_lazy("Dân biết"),
        gettext_lazy("Những gì xã phải nói cho dân rõ: tiền, đất, công trình, chính sách, thủ tục."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 11 đến Điều 14"),
        (
            gettext_lazy("Xem bảng niêm yết ở trụ sở Ủy ban nhân dân xã và ở nhà văn hóa thôn, bản."),
            gettext_lazy("Nghe đài truyền thanh của xã, hỏi Trưởng thôn, bản hoặc hỏi tại cuộc họp dân."),
            gettext_lazy("Muốn xem một văn bản, hãy đến trụ sở hoặc gửi giấy đề nghị cung cấp thông tin."),
        ),
    ),
    Door(
        "dan-ban",
        gettext_lazy("Dân bàn"),
        gettext_lazy("Việc dân họp và quyết định; việc dân góp ý trước khi xã quyết định."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 15 đến Điều 29"),
        (
            gettext_lazy("Nêu ý kiến tại cuộc họp của thôn, bản; hỏi Trưởng thôn, bản ngày họp."),
            gettext_lazy("Viết ý kiến vào giấy, gửi Trưởng thôn, bản hoặc mang đến trụ sở Ủy ban nhân dân xã."),
            gettext_lazy("Gặp và nói trực tiếp vào ngày tiếp công dân."),
        ),
    ),
    Door(
        "dan-lam",
        gettext_lazy("Dân làm"),
        gettext_lazy("Kế hoạch của xã, từng việc một, ai làm và đã đến đâu."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 24"),
        (gettext_lazy("Hỏi Trưởng thôn, bản hoặc đến trụ sở Ủy ban nhân dân xã để biết việc đã làm đến đâu."),),
    ),
    Door(
        "dan-kiem-tra",
        gettext_lazy("Dân kiểm tra"),
        gettext_lazy("Kiểm tra xem điều dân đã bàn và quyết định có được làm đúng không."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 30 khoản 1, Điều 31"),
        (
            gettext_lazy("Hỏi thẳng người phụ trách công trình, Trưởng thôn, bản hoặc công chức của xã."),
            gettext_lazy("Báo Ban Giám sát đầu tư của cộng đồng hoặc Ban Thanh tra nhân dân của xã."),
            gettext_lazy("Gửi giấy kiến nghị về Ủy ban nhân dân xã; giữ lại giấy hẹn trả lời."),
        ),
    ),
    Door(
        "dan-giam-sat",
        gettext_lazy("Dân giám sát"),
        gettext_lazy("Theo dõi việc làm của chính quyền và cán bộ, công chức xã."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 30 khoản 2, Điều 31, Điều 36 đến Điều 45"),
        (
            gettext_lazy("Nói với Ủy ban Mặt trận Tổ quốc xã hoặc Ban Thanh tra nhân dân."),
            gettext_lazy("Dự hội nghị trao đổi, đối thoại của Ủy ban nhân dân xã, mỗi năm ít nhất một lần."),
            gettext_lazy("Gặp lãnh đạo xã vào ngày tiếp công dân; gửi đơn kiến nghị, phản ánh."),
        ),
    ),
    Door(
        "dan-thu-huong",
        gettext_lazy("Dân thụ hưởng"),
        gettext_lazy("Những gì dân được nhận: thủ tục, chính sách, phúc lợi, kết quả của xã."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 7"),
        (
            gettext_lazy("Làm thủ tục tại Trung tâm Phục vụ hành chính công của xã."),
            gettext_lazy("Hỏi về chính sách, trợ cấp tại trụ sở Ủy ban nhân dân xã hoặc hỏi Trưởng thôn, bản."),
        ),
    ),
)

# doors that are built → the name of their address
BUILT = {"dan-biet": "disclosure_public:list", "dan-ban": "decisions_public:list", "dan-lam": "plans_public:list"}


def doors(commune: Commune, today) -> list[dict]:
    """The six doors for the component; what is not built leads to its present channel (4 queries)."""
    facts = {
        "dan-biet": queries.disclosure_fact(commune, today), "dan-ban": queries.decisions_fact(commune),
        "dan-lam": queries.plan_fact(commune, today),
    }  # fmt: skip
    return [
        {
            "label": door.label,
            "text": door.text,
            "url": reverse(BUILT[door.slug], args=[commune.slug])
            if door.slug in BUILT
            else reverse("portal:channel", args=[commune.slug, door.slug]),
            "fact": facts.get(door.slug) or "",
        }
        for door in DOORS
    ]


# event → the sentence a reader understands, `%(title)s` from the line's public part. The one table of events: what
# stands before the dot is the kind that the register is filtered by, named below.
_SENTENCES = {
    "plans.published": gettext_lazy("Công bố kế hoạch: %(title)s"),
    "reports.published": gettext_lazy("Công bố báo cáo: %(title)s"),
    "reports.corrected": gettext_lazy("Đính chính báo cáo: %(title)s"),
    "disclosure.published": gettext_lazy("Công khai: %(title)s"),
    "disclosure.corrected": gettext_lazy("Công khai bản sửa: %(title)s"),
    "disclosure.withdrawn": gettext_lazy("Gỡ khỏi công khai: %(title)s"),
    "disclosure.plan_approved": gettext_lazy("Duyệt kế hoạch công khai: %(title)s"),
    "disclosure.list_approved": gettext_lazy("Duyệt danh sách đã công khai: %(title)s"),
    "disclosure.report_approved": gettext_lazy("Duyệt báo cáo công khai gửi Hội đồng nhân dân: %(title)s"),
    "decisions.question": gettext_lazy("Chốt câu hỏi đưa ra dân bàn: %(title)s"),
    "decisions.question_taken_back": gettext_lazy("Đưa câu hỏi về viết lại: %(title)s"),
    "decisions.dropped": gettext_lazy("Không đưa ra dân bàn nữa: %(title)s"),
    "decisions.vote_dropped": gettext_lazy("Hủy việc phát phiếu đến từng hộ: %(title)s"),
    "decisions.roll_frozen": gettext_lazy("Chốt danh sách hộ để biểu quyết: %(title)s"),
    "decisions.roll_thawed": gettext_lazy("Mở lại danh sách hộ: %(title)s"),
    "decisions.meeting_called": gettext_lazy("Mời họp: %(title)s"),
    "decisions.meeting_called_off": gettext_lazy("Không họp: %(title)s"),
    "decisions.minutes": gettext_lazy("Lưu biên bản họp: %(title)s"),
    "decisions.conference": gettext_lazy("Đã họp hội nghị thôn: %(title)s"),
    "decisions.ballots_announced": gettext_lazy("Báo việc phát phiếu đến từng hộ: %(title)s"),
    "decisions.ballots_printed": gettext_lazy("In phiếu: %(title)s"),
    "decisions.ballots_counted": gettext_lazy("Kiểm phiếu: %(title)s"),
    "decisions.ballot_minutes": gettext_lazy("Lưu biên bản kiểm phiếu: %(title)s"),
    "decisions.result": gettext_lazy("Kết quả biểu quyết: %(title)s"),
    "decisions.decided": gettext_lazy("Dân đã quyết định: %(title)s"),
    "decisions.sent": gettext_lazy("Gửi quyết định của dân: %(title)s"),
    "decisions.recognised": gettext_lazy("Công nhận quyết định của dân: %(title)s"),
    "decisions.refused": gettext_lazy("Không công nhận quyết định của dân: %(title)s"),
    "decisions.effect_set": gettext_lazy("Định ngày có hiệu lực: %(title)s"),
    "decisions.amendment_asked": gettext_lazy("Đề nghị dân sửa đổi quyết định: %(title)s"),
    "decisions.annulled": gettext_lazy("Bãi bỏ quyết định của dân: %(title)s"),
    "decisions.line": gettext_lazy("Ghi thu, chi, tiến độ việc dân quyết định: %(title)s"),
    "decisions.line_struck": gettext_lazy("Gạch một dòng thu, chi, tiến độ: %(title)s"),
    "petitions.sums": gettext_lazy("Chốt số liệu: %(title)s"),
    "petitions.mediation_sums": gettext_lazy("Chốt số liệu: %(title)s"),
    "petitions.shown": gettext_lazy("Đăng câu hỏi và trả lời: %(title)s"),
    "petitions.taken_down": gettext_lazy("Gỡ câu hỏi và trả lời: %(title)s"),
    "petitions.schedule_published": gettext_lazy("Công bố: %(title)s"),
    "petitions.day_added": gettext_lazy("Thêm buổi tiếp công dân đột xuất: ngày %(title)s"),
    "petitions.day_moved": gettext_lazy("Dời ngày tiếp công dân: ngày %(title)s"),
    "petitions.day_cancelled": gettext_lazy("Hủy ngày tiếp công dân: ngày %(title)s"),
    "petitions.day_held": gettext_lazy("Đã tiếp công dân: ngày %(title)s"),
    "petitions.day_missed": gettext_lazy("Không tiếp công dân: ngày %(title)s"),
    "petitions.day_taken_back": gettext_lazy("Ghi lại việc tiếp công dân: ngày %(title)s"),
}


_KINDS = {
    "plans": gettext_lazy("Kế hoạch"),
    "reports": gettext_lazy("Báo cáo"),
    "disclosure": gettext_lazy("Nội dung phải công khai"),
    "channels": gettext_lazy("Niêm yết, phát thanh"),
    "decisions": gettext_lazy("Dân bàn và quyết định"),
    "petitions": gettext_lazy("Tiếp công dân, phản ánh, kiến nghị"),
}


def kinds() -> list[tuple[str, str]]:
    """The kinds of public acts there can be a line of, as choices."""
    known = dict.fromkeys(event.partition(".")[0] for event in _SENTENCES)
    return [(kind, str(_KINDS.get(kind, kind))) for kind in known]


def told(line, commune) -> dict:
    """A register line as people read it: `title`, `on`, `text` (the author unit), `url` ("" where there is no page)."""
    public = json.loads(line.body)["public"]
    sentence = _SENTENCES.get(line.event) or gettext_lazy("Công bố: %(title)s")
    title = public.get("title") or public.get("matter") or line.unit or line.subject
    return {
        "title": str(sentence) % {"title": title}, "on": line.happened_on,
        "text": line.unit, "url": _address(line, public, commune), "sequence": line.sequence, "digest": line.digest,
    }  # fmt: skip


def _address(line, public: dict, commune) -> str:
    """Where the line's matter stands: by the path it names itself, else by what it is."""
    if path := public.get("path", ""):
        return reverse("portal:home", args=[commune.slug]) + path
    if line.event == "plans.published":
        return queries.plan_address(commune, int(line.subject.rpartition(":")[2]))
    if line.event in ("reports.published", "reports.corrected"):
        return queries.report_address(commune, public["cycle"])
    if line.event.startswith("decisions."):
        return queries.decision_address(commune, line.sequence)
    return ""


# -- the law ----------------------------------------------------------------------------------------------------------
EVIDENCE = {
    Evidence.CONFIRMED: ("done", gettext_lazy("đã xác nhận")),
    Evidence.UNCONFIRMED: ("draft", gettext_lazy("chưa xác nhận")),
    Evidence.UNKNOWN: ("nodata", gettext_lazy("chưa tìm thấy")),
}
EVIDENCE_MEANS = {
    Evidence.CONFIRMED: gettext_lazy("Đã đọc chính văn bản."),
    Evidence.UNCONFIRMED: gettext_lazy(
        "Chưa đọc được chính văn bản, hoặc chưa chắc còn đúng. Hãy hỏi lại trước khi dùng."
    ),
    Evidence.UNKNOWN: gettext_lazy("Biết là có quy định, chưa tìm thấy con số."),
}
FACTS = {
    "area": gettext_lazy("Địa bàn"),
    "complex": gettext_lazy("Vụ việc phức tạp"),
    "instance": gettext_lazy("Lần giải quyết"),
    "extensions": gettext_lazy("Số lần gia hạn"),
    "disclosure_clause": gettext_lazy("Nội dung công khai theo khoản"),
    "channel": gettext_lazy("Nộp qua"),
    "request": gettext_lazy("Yêu cầu"),
    "third_party": gettext_lazy("Liên quan người khác"),
    "matter": gettext_lazy("Nội dung"),
    "period": gettext_lazy("Kỳ"),
}
_FACT_VALUES = {
    ("area", "ordinary"): gettext_lazy("bình thường"),
    ("area", "remote"): gettext_lazy("vùng sâu, vùng xa, đi lại khó khăn"),
    ("complex", "false"): gettext_lazy("không"),
    ("complex", "true"): gettext_lazy("phức tạp"),
    ("complex", "very"): gettext_lazy("đặc biệt phức tạp"),
    ("instance", "1"): gettext_lazy("lần đầu"),
    ("instance", "2"): gettext_lazy("lần hai"),
    ("channel", "office"): gettext_lazy("trực tiếp tại trụ sở"),
    ("channel", "online"): gettext_lazy("qua mạng"),
    ("channel", "post"): gettext_lazy("qua bưu điện"),
    ("request", "answer"): gettext_lazy("trả lời"),
    ("request", "view"): gettext_lazy("xem, sửa dữ liệu"),
    ("request", "withdraw"): gettext_lazy("rút đồng ý, hạn chế xử lý"),
    ("request", "erase"): gettext_lazy("xóa dữ liệu"),
    ("request", "protect"): gettext_lazy("áp dụng biện pháp bảo vệ"),
    ("third_party", "false"): gettext_lazy("không"),
    ("third_party", "true"): gettext_lazy("có"),
    ("matter", "policy"): gettext_lazy("chính sách hỗ trợ trực tiếp"),
    ("matter", "results"): gettext_lazy("kết quả chi trả"),
    ("matter", "funds"): gettext_lazy("quỹ ngoài ngân sách"),
    ("matter", "procedures"): gettext_lazy("thủ tục ngân sách"),
    ("period", "quarter"): gettext_lazy("quý"),
    ("period", "half_year"): gettext_lazy("6 tháng"),
    ("period", "year"): gettext_lazy("năm"),
}
_COUNTED = (Unit.HOURS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.CONSECUTIVE_DAYS, Unit.MONTHS, Unit.YEARS)


def fact_words(name: str, value: str) -> str:
    """A fact's value as people say it; as it is where there is nothing to say."""
    return str(_FACT_VALUES.get((name, value), value))


def figure(rule: Rule) -> str:
    """The rule's own figure in words, without its variants; empty where it has none."""
    if rule.unit in _COUNTED and isinstance(rule.value, int):
        return figure_in_words(rule, rule.value)
    return "" if rule.variants else figure_words(rule)


def validity(rule: Rule, today) -> str:
    """From when until when the rule holds, in words."""
    days = {"since": written(rule.valid_from), "until": written(rule.valid_to) if rule.valid_to else ""}
    if rule.valid_from > today:
        return _("sẽ có hiệu lực từ %(since)s") % days
    if rule.valid_to is None:
        return _("có hiệu lực từ %(since)s") % days
    if rule.valid_to < today:
        return _("hết hiệu lực: áp dụng từ %(since)s đến hết %(until)s") % days
    return _("có hiệu lực từ %(since)s đến hết %(until)s") % days


def rule_row(rule: Rule, day) -> dict:
    """A rule as lists show it: its words, article, figure, validity, mark of evidence."""
    tag, word = EVIDENCE[rule.evidence]
    return {
        "id": rule.id, "text": rule.text, "place": cite(rule), "figure": figure(rule), "law": rule.source_text,
        "validity": validity(rule, day), "over": not rule.in_force(day), "tag": tag, "word": word,
    }  # fmt: skip


def version_row(rule: Rule, today) -> dict:
    """A dated version of a rule."""
    return {"text": rule.text, "figure": figure(rule), "validity": validity(rule, today), "now": rule.in_force(today)}


def rule_pairs(rule: Rule, today) -> list[dict]:
    """What is known of a rule, as pairs of a name and words."""
    rows = [
        (_("Văn bản"), rule.source_text.title),
        (_("Con số"), figure(rule)),
        (_("Tính từ"), rule.counted_from),
        (_("Ai làm"), rule.actor),
        (_("Hiệu lực"), validity(rule, today)),
        (_("Mức chắc chắn"), f"{EVIDENCE[rule.evidence][1]}. {EVIDENCE_MEANS[rule.evidence]}"),
        (_("Nguồn"), rule.source),
        (_("Ghi chú"), rule.note),
        (_("Mã"), rule.id),
    ]
    return [{"key": key, "value": str(value)} for key, value in rows if value]


def variant_rows(rule: Rule) -> list[str]:
    """The rule's other figures, each with the facts it is for."""
    return [_variant(rule, variant) for variant in rule.variants]


def _variant(rule: Rule, variant: Variant) -> str:
    facts = ", ".join(f"{FACTS.get(name, name)}: {fact_words(name, value)}" for name, value in variant.when.items())
    unit = variant.unit or rule.unit
    return f"{facts}: {span(variant.value, unit)}"
