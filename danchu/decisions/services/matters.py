"""A matter is brought up, worked on, and made ready: its question stands, with its digest in the register."""

import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels import services as channels
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.text import fold, same_breaks
from danchu.decisions.messages import choices as words
from danchu.decisions.models import Matter
from danchu.decisions.queries import matters as queries
from danchu.decisions.queries.carrying import STANDING
from danchu.decisions.rules import public_path, question_digest
from danchu.decisions.rules.lawful import proposers
from danchu.decisions.states import MATTER_NEXT, MatterState, Proposer
from danchu.documents import redaction
from danchu.duties.messages import cite
from danchu.organisation.models import Commune, Unit
from danchu.organisation.states import UnitKind
from danchu.register import services as register
from danchu.rulebook import voting

CHANGEABLE = (
    "clause", "form", "title", "question", "explanation", "proposer", "proposed_on", "initiator", "front_agreed_on",
    "front_agreed_by", "handed_in_on", "scattered", "seats",
)  # fmt: skip


@act(gettext_lazy("Đề xuất việc đưa ra dân bàn"), on="result")
def open_matter(
    *, commune, village: Unit | None, clause: str, title: str, question: str, proposer: Proposer,
    proposed_on: datetime.date, by, now, form: str = "", amends: Matter | None = None, **fields,
) -> Matter:  # fmt: skip
    """A new matter of one village, or (`village` None) of every village of the commune (Law 10/2022, Art. 16).

    `amends`: the decision that the people are to amend, replace or take back themselves (Art. 22.3). Raises Refused
    with the article when the matter is none of such a scope, or may not be brought up by such a person.
    """
    if amends and (amends.commune_id != commune.pk or amends.village != village or amends.state not in STANDING):
        raise Refused(_("Chỉ sửa đổi, thay thế quyết định còn hiệu lực của chính cộng đồng dân cư ấy."))
    locked(Commune.objects).get(pk=commune.pk)  # numbers follow one another
    year = proposed_on.year
    last = Matter.objects.filter(commune=commune, year=year).aggregate(last=Max("number"))["last"] or 0
    matter = Matter(
        commune=commune, village=village, scope="village" if village else "commune", year=year, number=last + 1,
        clause=clause, title=title, question=question, proposer=proposer, proposed_on=proposed_on, form=form,
        folded=fold(f"{title} {question}"), amends=amends, made_at=now, made_by=by, **fields,
    )  # fmt: skip
    _same_breaks(matter)
    check_proposed(matter, timezone.localdate(now))
    matter.save(force_insert=True)
    return matter


@act(gettext_lazy("Sửa việc đưa ra dân bàn"), on="matter")
def change(*, matter: Matter, version: int, by, now, **values) -> Matter:
    """Other words, another form, another proposer, while the question does not stand yet; `values` of `CHANGEABLE`.

    Raises Stale when somebody else changed it since `version`, Refused with the article when it would be unlawful.
    """
    matter = in_work(matter)
    if matter.version != version:
        raise Stale(_("Việc này vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp; chữ bạn gõ vẫn còn ở đây."))
    for name, value in values.items():
        if name not in CHANGEABLE:
            raise ValueError(name)
        setattr(matter, name, value)
    _same_breaks(matter)
    check_proposed(matter, timezone.localdate(now))
    matter.folded, matter.version = fold(f"{matter.title} {matter.question}"), matter.version + 1
    matter.save()
    return matter


def _same_breaks(matter: Matter) -> None:
    """Who counts the digest from the words as they are shown comes to the same one."""
    matter.question, matter.explanation = same_breaks(matter.question), same_breaks(matter.explanation)


def check_proposed(matter: Matter, on: datetime.date) -> None:
    """Raises Refused, with the article, when scope, proposer or form of a matter are not lawful on a day."""
    if matter.village is not None and (
        matter.village.kind != UnitKind.VILLAGE or matter.village.commune_id != matter.commune_id
    ):
        raise Refused(_("Chỉ thôn, bản, tổ dân phố của xã mới bàn và quyết định."))
    meeting = queries.choice_of(matter, "meeting", on)
    if not meeting.is_open:
        raise Refused(words.why(meeting))
    allowed = proposers(voting.Matter(matter.clause), voting.Scope(matter.scope), on=on)
    if matter.proposer not in allowed:
        whose = _("Việc của toàn xã") if matter.village is None else _("Việc trong thôn, bản")
        places = "; ".join(cite(rule) for rule in allowed.values())
        raise Refused(
            _("%(whose)s không do người này đề xuất. Căn cứ: %(places)s.") % {"whose": whose, "places": places}
        )
    if matter.form:
        check_form(matter, matter.form, on)


def check_form(matter: Matter, form: str, on: datetime.date) -> None:
    """Raises Refused, with the article, when this form is not lawful for the matter; a doubtful one passes."""
    if form == voting.Form.ONLINE and queries.choice_of(matter, form, on).is_open:
        raise Refused(str(words.NOT_HERE_YET))
    choice = queries.choice_of(matter, form, on)
    if not choice.is_open:
        raise Refused(words.why(choice))


def check_papers(matter: Matter, form: str, on: datetime.date) -> None:
    """Raises Refused, with the article, when a meeting needs papers for every household and the matter has none.

    Decree 59/2023, Art. 3.4, knows no exception for clauses 1 to 3, and papers cannot be added once the question
    stands: so it is asked before.
    """
    choice = queries.choice_of(matter, form, on)
    if choice.papers and not matter.papers.exists():
        raise Refused(words.no_papers(choice))


# -- the question stands ----------------------------------------------------------------------------------------------
@act(gettext_lazy("Chốt câu hỏi đưa ra dân bàn"), on="matter")
def ready(*, matter: Matter, by, now) -> Matter:
    """The question stands: its digest becomes a line of the register, and nothing of it changes while people vote.

    Raises Refused with the article when the form is not lawful, papers for the households are missing (Decree 59/2023,
    Art. 3.4), or it was not lawfully brought up (Art. 16).
    """
    matter, today = in_state(matter, MatterState.READY), timezone.localdate(now)
    if not matter.form:
        raise Refused(_("Hãy chọn hình thức để dân bàn và quyết định."))
    check_proposed(matter, today)
    matter.brought_up = brought_up(matter, today)
    check_papers(matter, matter.form, today)
    names = list(matter.candidates.values_list("name", flat=True))
    matter.question_digest = question_digest(
        clause=matter.clause, scope=matter.scope, question=matter.question, candidates=names
    )
    matter.state, matter.version = MatterState.READY, matter.version + 1
    matter.save()
    papers = matter.papers.select_related("file")
    register.append(
        commune=matter.commune.slug, event="decisions.question", subject=matter.subject,
        unit=(matter.village or matter.commune).name, on=today,
        public={
            "path": public_path(matter),
            "title": matter.title, "clause": matter.clause, "scope": matter.scope, "question": matter.question,
            "question_sha256": matter.question_digest, "number": f"{matter.year}/{matter.number}",
            "form": matter.form, "proposer": matter.proposer, "brought_up": matter.brought_up,
            "papers": [{"title": paper.title, "sha256": paper.file.sha256} for paper in papers],
            **({"amends": f"{matter.amends.year}/{matter.amends.number}"} if matter.amends else {}),
        },
    )  # fmt: skip
    return matter


def brought_up(matter: Matter, today: datetime.date) -> dict:
    """What makes it lawful to put the matter to the people, as it is counted: `{"rule", "on", …}`, sums only.

    An initiative counts the assents that hold on the day on which it is handed to the village head (Art. 16.3: with a
    tenth of the households it *is sent* to the head); see docs/decisions/0091. Raises Refused with the article.
    """
    agreed = matter.front_agreed_on
    if agreed and agreed > today:
        raise Refused(_("Ngày Mặt trận thống nhất không được sau hôm nay."))
    rule = proposers(voting.Matter(matter.clause), voting.Scope(matter.scope), on=today)[Proposer(matter.proposer)]
    if matter.proposer == Proposer.CITIZENS:
        return _initiative(matter, today)
    by_decree = rule.id == "ND59-06-1a"  # an election is the chair's to decide on, together with the Front
    if not agreed and not by_decree:
        who = (
            _("Chủ tịch Ủy ban Mặt trận Tổ quốc xã")
            if matter.village is None
            else _("Trưởng ban công tác Mặt trận của thôn")
        )
        raise Refused(
            _("Chưa ghi ngày thống nhất với %(who)s. Chỉ đưa ra dân bàn sau khi đã thống nhất. Căn cứ: %(place)s.")
            % {"who": who, "place": cite(rule)}
        )
    return {"rule": rule.id, "on": today.isoformat()} | ({"front_agreed_on": agreed.isoformat()} if agreed else {})


def _initiative(matter: Matter, today: datetime.date) -> dict:
    day = matter.handed_in_on or today
    if day > today:
        raise Refused(_("Ngày công dân gửi đề xuất không được sau hôm nay."))
    stands = queries.support_of(matter, day)
    counted = {
        "on": day.isoformat(), "assents": stands.valid, "households": stands.households, "needed": stands.needed,
    }  # fmt: skip
    if stands.enough:
        return {"rule": "L10-A16-3a", **counted}
    if matter.front_agreed_on:
        return {"rule": "L10-A16-3b", **counted, "front_agreed_on": matter.front_agreed_on.isoformat()}
    raise Refused(
        _(
            "%(counted)s Chưa đủ thì vẫn đưa ra được nếu Ban công tác Mặt trận của thôn tán thành: hãy ghi ngày tán "
            "thành. Căn cứ: %(place)s."
        )
        % {"counted": words.counted(stands), "place": cite(stands.rule)}
    )


@act(gettext_lazy("Đưa việc về soạn lại"), on="matter")
def take_back(*, matter: Matter, reason: str, by, now) -> Matter:
    """Back to editing, while nobody votes: the question no longer stands, and the register says why."""
    matter = in_state(matter, MatterState.PROPOSED)
    reason = public_reason(reason, _("Hãy ghi lý do đưa về soạn lại. Lý do này công khai trong sổ."))
    register.append(
        commune=matter.commune.slug, event="decisions.question_taken_back", subject=matter.subject,
        unit=(matter.village or matter.commune).name, on=timezone.localdate(now),
        public={"question_sha256": matter.question_digest, "reason": reason},
    )  # fmt: skip
    channels.withdraw(commune=matter.commune, subject=told_subject(matter))
    matter.state, matter.question_digest, matter.brought_up = MatterState.PROPOSED, "", {}
    matter.told_on, matter.version = None, matter.version + 1
    matter.save()
    return matter


def public_reason(reason: str, asked: str) -> str:
    """A reason that everyone will read, without spaces around it. Raises Refused with `asked` when it is empty, and
    with a number of a person in it."""
    if not reason.strip():
        raise Refused(asked)
    if any(found.sure for found in redaction.find(reason.encode())):
        raise Refused(_("Lý do được công khai mà có số điện thoại, số giấy tờ hay tài khoản của người. Hãy bỏ đi."))
    return reason.strip()[:300]


def told_subject(matter: Matter) -> str:
    """What the channels call the notice of a matter: another each time its question was put into the register."""
    return f"{matter.subject}:{matter.version}"


def in_work(matter: Matter) -> Matter:
    """The matter, locked, while it is being written. Raises Stale once its question stands."""
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    if matter.state != MatterState.PROPOSED:
        raise Stale(_("Câu hỏi đã chốt nên không sửa được. Muốn sửa thì đưa về soạn lại trước."))
    return matter


def in_state(matter: Matter, to: MatterState) -> Matter:
    """The matter as it stands now, locked, when it may go to the state `to`. Raises Stale otherwise."""
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    if to not in MATTER_NEXT[MatterState(matter.state)]:
        raise Stale(
            _("Việc này đang ở bước “%(state)s”, không làm được. Hãy tải lại trang.")
            % {"state": matter.get_state_display()}
        )
    return matter
