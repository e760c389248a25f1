"""How the report on discussing and deciding says its facts, on paper and on the page."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core.templatetags.vietnamese import day, number
from danchu.decisions.models.matters import CLAUSE_LABELS, STATE_LABELS
from danchu.decisions.states import MatterState

# A number of `figures.FIGURES`, in words, and in what it is counted.
NUMBERS = (
    ("C1_households", gettext_lazy("Số hộ ở các thôn, bản"), gettext_lazy("hộ")),
    ("C2_village", gettext_lazy("Cuộc họp của cả thôn, bản"), gettext_lazy("cuộc")),
    ("C2_cluster", gettext_lazy("Cuộc họp theo cụm dân cư"), gettext_lazy("cuộc")),
    ("C3_invited", gettext_lazy("Lượt đại diện hộ được mời họp"), gettext_lazy("lượt")),
    ("C3_attended", gettext_lazy("Lượt đại diện hộ dự họp"), gettext_lazy("lượt")),
    ("C4_meeting", gettext_lazy("Việc có kết quả tại cuộc họp"), gettext_lazy("việc")),
    ("C4_ballot", gettext_lazy("Việc có kết quả bằng phiếu đến từng hộ"), gettext_lazy("việc")),
    ("C5_passed", gettext_lazy("Việc được thông qua"), gettext_lazy("việc")),
    ("C5_failed", gettext_lazy("Việc không được thông qua"), gettext_lazy("việc")),
    ("C6_sent", gettext_lazy("Quyết định của thôn, bản đã gửi"), gettext_lazy("quyết định")),
    ("C6_on_time", gettext_lazy("Trong đó gửi đúng hạn"), gettext_lazy("quyết định")),
    ("C7_recognised", gettext_lazy("Được công nhận"), gettext_lazy("quyết định")),
    ("C7_refused", gettext_lazy("Không được công nhận"), gettext_lazy("quyết định")),
    ("C7_on_time", gettext_lazy("Trả lời đúng hạn"), gettext_lazy("quyết định")),
    ("C8_money", gettext_lazy("Nhân dân đóng góp bằng tiền"), gettext_lazy("triệu đồng")),
    ("C8_labour", gettext_lazy("Nhân dân góp ngày công"), gettext_lazy("ngày công")),
    ("C8_land", gettext_lazy("Nhân dân hiến đất"), gettext_lazy("m²")),
    ("C9_works", gettext_lazy("Công trình dân đã quyết định, đang hoặc đã làm"), gettext_lazy("công trình")),
)
# Numbers of which the list behind is told as well.
TOLD = (
    ("C5_failed", gettext_lazy("Việc không được thông qua")),
    ("C7_refused", gettext_lazy("Quyết định không được công nhận")),
    ("C9_works", gettext_lazy("Công trình dân đã quyết định")),
)


def rows(facts: dict) -> list[tuple[str, str, str]]:
    """Each number: its words, its value ("" is never zero: nobody knows), what it is counted in."""
    return [(str(words), value(facts["numbers"].get(code)), str(unit)) for code, words, unit in NUMBERS]


def value(written: str | None) -> str:
    """A number of the facts as it is printed."""
    return _("chưa có số liệu") if written is None else number(float(written) if "." in written else int(written))


def matter(row: dict) -> str:
    """What was put to the whole commune, in one sentence."""
    words = {
        "title": row["title"], "clause": str(CLAUSE_LABELS[row["clause"]]), "villages": row["villages"],
        "passing": row["passing"], "yes": number(row["yes"]), "households": number(row["households"]),
        "state": str(STATE_LABELS[MatterState(row["state"])]).lower(),
        "day": day(datetime.date.fromisoformat(row["decided_on"])) if row["decided_on"] else "",
    }  # fmt: skip
    if row["decided_on"]:
        return _(
            "%(title)s (%(clause)s): có kết quả ngày %(day)s, %(state)s. %(passing)s trên %(villages)s thôn, bản tán "
            "thành; %(yes)s trên %(households)s hộ đồng ý."
        ) % words  # fmt: skip
    return _("%(title)s (%(clause)s): %(state)s; đã có kết quả ở %(villages)s thôn, bản.") % words
