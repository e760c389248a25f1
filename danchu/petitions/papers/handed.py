"""Form 02/TCD for what was handed in when somebody was received (Decree 154/2026, Art. 15.4)."""

from collections.abc import Sequence

from django.utils import timezone

from danchu.core.templatetags.vietnamese import moment
from danchu.documents import paper
from danchu.petitions.models import Handed, Visit
from danchu.petitions.papers.cases import NO_IDENTITY, blocks, committee, lines_to_sign, post_of
from danchu.petitions.rules.papers import body, templates
from danchu.petitions.states import PaperKind


def handed_paper(visit: Visit, papers: Sequence[Handed]) -> paper.Paper:
    """The receipt, in the words of the papers of a matter (data/papers.toml) with the facts of the visit."""
    template, last, commune = templates()[PaperKind.RECEIPT], papers[-1], visit.commune
    facts = {
        "moment": moment(last.at), "place": visit.day.place if visit.day else f"trụ sở {committee(commune)}",
        "recorder": last.by.full_name, "recorder_post": post_of(last.by, timezone.localdate(last.at)),
        "sender": f"ông (bà) {visit.name}", "address": visit.address, "identity": visit.identity or NO_IDENTITY,
        "files": "\n- ".join(str(each) for each in papers),
    }  # fmt: skip
    return paper.Paper(
        issuing_body=committee(commune), kind=template.name, title=template.title, place=commune.place,
        date=timezone.localdate(last.at), body=blocks(body(template, facts)),
        signatures=lines_to_sign(template, {"recorder": last.by.full_name}),
        sample="DỮ LIỆU MẪU" if commune.is_sample else "",
    )  # fmt: skip
