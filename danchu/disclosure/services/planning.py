"""The yearly disclosure plan (Law 10/2022, Art. 14.1): proposed by the catalogue, edited, approved, public."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.disclosure import catalogue, messages, papers, queries, rules
from danchu.disclosure.models import DisclosurePlan, PlanLine
from danchu.disclosure.services.issuing import release, signed_as
from danchu.disclosure.services.opening import follow_plan
from danchu.disclosure.services.wording import check_words
from danchu.disclosure.states import PLAN_NEXT, PlanState
from danchu.documents import services as documents
from danchu.documents.states import DocumentKind
from danchu.duties import services as duties
from danchu.organisation.models import Unit
from danchu.organisation.policies import root_unit
from danchu.register import services as register

KIND = "disclosure-plan"
LAW_DUTY = "law:disclosure-plan"


@act(gettext_lazy("Lập kế hoạch công khai"), on="result")
def begin_plan(*, commune, year: int, by, now) -> DisclosurePlan:
    """The plan of the year, proposed from the catalogue, with last year's units and own lines; the one there is."""
    plan, made = DisclosurePlan.objects.get_or_create(
        commune=commune, year=year, defaults={"made_at": now, "made_by": by}
    )
    if not made:
        return plan
    units = list(Unit.objects.filter(commune=commune).on(now.date()))
    alive = {unit.pk: unit for unit in units}
    last = list(PlanLine.objects.filter(plan__commune=commune, plan__year=year - 1).order_by("order", "pk"))
    before = {line.kind: line for line in last if not line.by_hand}
    lines = []
    for kind, line in rules.proposed(year):
        old = before.get(kind.id)
        unit = alive.get(old.unit_id) if old else None
        lines.append(
            PlanLine(
                plan=plan, kind=kind.id, title=line.title, clause=line.clause, when=line.when, how_long=line.how_long,
                forms=rules.forms_of(line.clause, kind, old.forms if old else ""),
                unit=unit or rules.unit_for(kind.units, units) or root_unit(commune),
            )
        )  # fmt: skip
    for old in last:
        if old.by_hand and old.kept:
            lines.append(_copied(old, plan, alive.get(old.unit_id) or root_unit(commune)))
    _in_order(lines)
    PlanLine.objects.bulk_create(lines)
    return plan


def _copied(old: PlanLine, plan: DisclosurePlan, unit: Unit) -> PlanLine:
    return PlanLine(
        plan=plan, kind=old.kind, title=old.title, clause=old.clause, forms=old.forms, when=old.when,
        how_long=old.how_long, unit=unit, by_hand=True,
    )  # fmt: skip


def _in_order(lines: list[PlanLine]) -> None:
    for at, line in enumerate(sorted(lines, key=lambda line: line.clause), start=1):
        line.order = at


@act(gettext_lazy("Sửa dòng của kế hoạch công khai"), on="line")
def write_line(*, line: PlanLine, title: str, unit: Unit, forms: str, when: str, how_long: str, by, now) -> PlanLine:
    """A line in other words, by another unit, in more forms; the mandatory forms stay whatever `forms` says."""
    line = _open(line)
    line.title, line.unit, line.when, line.how_long = _said(title), unit, when.strip()[:200], how_long.strip()[:200]
    line.forms = rules.forms_of(line.clause, catalogue.find(line.kind), forms)
    line.save()
    return line


@act(gettext_lazy("Thêm dòng vào kế hoạch công khai"), on="result")
def add_line(
    *, plan: DisclosurePlan, clause: int, title: str, unit: Unit, forms: str, when: str, how_long: str, by, now
) -> PlanLine:
    """A content of the commune's own, at the end of its clause. Raises Refused without words or twice the same."""
    plan = in_state(plan, PlanState.APPROVED)
    if plan.lines.filter(title=_said(title), by_hand=True).exists():
        raise Refused(_("Kế hoạch đã có nội dung này."))
    after = plan.lines.filter(clause__lte=clause).order_by("-order").values_list("order", flat=True).first() or 0
    return PlanLine.objects.create(
        plan=plan, kind=catalogue.OWN, clause=clause, title=_said(title), unit=unit, by_hand=True, order=after,
        forms=rules.forms_of(clause, None, forms), when=when.strip()[:200], how_long=how_long.strip()[:200],
    )  # fmt: skip


@act(gettext_lazy("Bỏ dòng khỏi kế hoạch công khai"), on="line")
def drop_line(*, line: PlanLine, why: str, by, now) -> PlanLine:
    """The line is left out of the plan, for a reason that stays with it. Raises Refused without one."""
    line = _open(line)
    if not why.strip():
        raise Refused(_("Hãy ghi lý do không đưa nội dung này vào kế hoạch."))
    line.kept, line.dropped_why = False, why.strip()[:300]
    line.save(update_fields=["kept", "dropped_why"])
    return line


@act(gettext_lazy("Đưa dòng trở lại kế hoạch công khai"), on="line")
def keep_line(*, line: PlanLine, by, now) -> PlanLine:
    """What was left out is in the plan again."""
    line = _open(line)
    line.kept, line.dropped_why = True, ""
    line.save(update_fields=["kept", "dropped_why"])
    return line


def _said(title: str) -> str:
    if not title.strip():
        raise Refused(_("Hãy ghi nội dung công khai."))
    check_words(title)
    return title.strip()[:300]


def _open(line: PlanLine) -> PlanLine:
    in_state(line.plan, PlanState.APPROVED)
    return locked(PlanLine.objects.select_related("plan__commune", "unit")).get(pk=line.pk)


@act(gettext_lazy("Duyệt kế hoạch công khai"), on="plan")
def approve_plan(*, plan: DisclosurePlan, post, by, now) -> DisclosurePlan:
    """The chair, or a deputy for the chair, agrees: a paper that waits for its number, and its items are owed.

    The law's duty to have a plan is fulfilled. Raises Refused when the post may not sign, Stale on a second click.
    """
    plan = in_state(plan, PlanState.APPROVED)
    right = signed_as(post)
    with override(messages.LANGUAGE):
        content = papers.plan_paper(plan, list(queries.lines_of(plan)), draft=False)
        document = documents.open_document(
            commune=plan.commune, unit=root_unit(plan.commune), kind=DocumentKind.PLAN, title=content.title,
            subject=plan.subject, content=content, now=now,
        )  # fmt: skip
        plan.document = documents.approve(
            document=document, content=content, signed_as=right, by=by, post=post, now=now
        )
    plan.state, plan.approved_at, plan.approved_by = PlanState.APPROVED, now, by
    plan.save()
    duties.fulfil(commune=plan.commune, subject=f"{LAW_DUTY}:{plan.year}", by_what=plan.subject, on=now.date(), now=now)
    follow_plan(plan=plan, on=now.date(), now=now)
    register.touch(commune=plan.commune.slug)
    return plan


@act(gettext_lazy("Công khai kế hoạch công khai"), on="plan")
def publish_plan(*, plan: DisclosurePlan, by, now) -> DisclosurePlan:
    """The issued paper is itself public: an item of Art. 11.14, with its line of the register.

    Raises Refused while the paper has no number and signed copy, Stale on a second click.
    """
    plan = in_state(plan, PlanState.PUBLIC)
    lines = [line for line in queries.lines_of(plan) if line.kept]
    with override(messages.LANGUAGE):
        title = papers.plan_title(plan)
        release(
            commune=plan.commune, unit=root_unit(plan.commune), key=f"{KIND}:{plan.year}", kind=KIND, title=title,
            summary=messages.plan_summary(plan, len(lines)), document=plan.document, year=plan.year,
            text=" ".join(line.title for line in lines), forms=rules.demand(14, catalogue.find(KIND)).forms,
            what_changed=plan.changed_why if plan.revision > 1 else "", by=by, now=now,
        )  # fmt: skip
    plan.state = PlanState.PUBLIC
    plan.save(update_fields=["state"])
    return plan


@act(gettext_lazy("Điều chỉnh kế hoạch công khai"), on="plan")
def change_plan(*, plan: DisclosurePlan, why: str, by, now) -> DisclosurePlan:
    """The plan is open to be changed, for a reason. What is open already is owed as before until the change is
    approved; what comes round meanwhile follows the line as it stands.

    Raises Refused without a reason, or while the approved paper waits for its number and signature.
    """
    plan = in_state(plan, PlanState.DRAFT)
    if not why.strip():
        raise Refused(_("Hãy ghi lý do điều chỉnh kế hoạch."))
    check_words(why)
    if not queries.is_issued(plan):
        raise Refused(_("Bản đã duyệt đang chờ văn thư phát hành. Phát hành xong thì điều chỉnh được."))
    plan.state, plan.changed_why = PlanState.DRAFT, why.strip()[:300]
    plan.revision += 1
    plan.save()
    return plan


def in_state(plan: DisclosurePlan, to: PlanState) -> DisclosurePlan:
    """The plan as it stands, locked, when it may go to the state `to`. Raises Stale otherwise."""
    plan = locked(DisclosurePlan.objects.select_related("commune", "document")).get(pk=plan.pk)
    if to not in PLAN_NEXT[PlanState(plan.state)]:
        raise Stale(
            _("Kế hoạch đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": plan.get_state_display()}
        )
    return plan
