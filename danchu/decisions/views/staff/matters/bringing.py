"""Bringing a matter up, step by step in one page whose fields travel along; and working on one that is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.core.text import whole_number
from danchu.decisions import policies, services
from danchu.decisions.forms.matters import (
    COMMUNE,
    ClauseForm,
    FormForm,
    ProposerForm,
    QuestionForm,
    VersionForm,
    WhoseForm,
)
from danchu.decisions.messages import choices as law
from danchu.decisions.models.matters import FORM_LABELS, Matter
from danchu.decisions.queries import matters as queries
from danchu.decisions.rules.lawful import Choice, Known, choices, proposers
from danchu.decisions.states import Proposer
from danchu.decisions.views.staff.matters.loading import matter_or_404, matter_to_run, run_villages
from danchu.organisation.models import Unit
from danchu.rulebook import voting
from danchu.rulebook.voting import Form, Scope

STEPS = (ClauseForm, WhoseForm, ProposerForm, QuestionForm, FormForm)
PARTS = {"noi-dung": ClauseForm, "de-xuat": ProposerForm, "cau-hoi": QuestionForm, "hinh-thuc": FormForm}


@dataclass
class Context:
    """What earlier steps settled, as the later ones need it."""

    today: date
    villages: Sequence[Unit] = ()
    may_whole: bool = False
    clause: str = ""
    village: Unit | None = None
    known: Known = field(default_factory=Known)
    amends: Matter | None = None

    @property
    def in_village(self) -> bool:
        return self.village is not None

    @property
    def scope(self) -> Scope:
        return Scope.VILLAGE if self.village else Scope.COMMUNE

    @property
    def proposers(self) -> list[Proposer]:
        """Who may bring this up."""
        return list(proposers(voting.Matter(self.clause), self.scope, on=self.today)) if self.clause else []

    @property
    def choices(self) -> tuple[Choice, ...]:
        return choices(voting.Matter(self.clause), self.scope, on=self.today, known=self.known)

    @property
    def options(self) -> list[dict]:
        """Every form with what the law says to it, ready to be shown."""
        return [_option(one) for one in sorted(self.choices, key=lambda one: _SHOWN.index(one.form))]


_SHOWN = (Form.MEETING, Form.CLUSTER, Form.BALLOT, Form.ONLINE)


def _option(one: Choice) -> dict:
    not_here = one.form is Form.ONLINE and one.is_open
    return {
        "value": one.form.value, "label": FORM_LABELS[one.form.value], "tag": law.TAGS[one.standing],
        "word": law.STANDINGS[one.standing], "why": law.why(one), "follows": law.follows(one) if one.is_open else [],
        "refusal": str(law.NOT_HERE_YET) if not_here else "" if one.is_open else law.why(one),
    }  # fmt: skip


@staff_page
@form_page
def new(request):
    """One question a page; what was answered before travels along, and "back" loses nothing."""
    today, access = clock.today(), request.access
    villages = run_villages(request, today)
    policies.check_bring_up(access, villages)
    context = Context(today, villages=villages, may_whole=policies.may_ask_whole(access), amends=_amended(request))
    if request.method != "POST":
        return _step(request, ClauseForm(context=context, initial=_usual(context)), 0, context)
    at = min(int(request.POST.get("buoc", "0")) if request.POST.get("buoc", "").isdigit() else 0, len(STEPS) - 1)
    forms = []
    for number in range(at + 1):  # what came before is looked at again: the page may be old
        form = STEPS[number](request.POST, context=context)
        if "quay-lai" in request.POST and number == at - 1:
            return _step(request, _kept(STEPS[number], request, context), number, context)
        if not form.is_valid() or not _settled(form, context):
            return _step(request, form, number, context)
        forms.append(form)
    if at + 1 < len(STEPS):
        return _step(request, _kept(STEPS[at + 1], request, context), at + 1, context)
    values = {name: value for form in forms for name, value in form.cleaned_data.items() if name != "where"}
    try:
        matter = services.open_matter(
            commune=access.commune,
            village=context.village,
            amends=context.amends,
            by=access.person,
            now=clock.now(),
            **values,
        )
    except Refused as refusal:
        forms[-1].add_error(None, str(refusal))
        return _step(request, forms[-1], at, context)
    messages.success(request, _("Đã ghi việc này. Xem còn thiếu gì rồi chốt câu hỏi."))
    return redirect("decisions:matter", pk=matter.pk)


def _settled(form, context: Context) -> bool:
    """Takes what a step settled into the context; False, with the article, when it is not lawful."""
    if isinstance(form, ClauseForm):
        context.clause = form.cleaned_data["clause"]
    if isinstance(form, WhoseForm):
        where = form.cleaned_data["where"]
        context.village = next((one for one in context.villages if str(one.pk) == where), None)
        meeting = context.choices[0]
        if where == COMMUNE and not meeting.is_open:
            form.add_error("where", law.why(meeting))
            return False
        if context.village:
            context.known = Known(households=queries.households_on(context.village, context.today).count() or None)
    return True


def _kept(step, request, context: Context):
    """A step with what was typed into it before, without saying yet what is wrong with it."""
    names = step(context=context).fields
    typed = {name: request.POST[name] for name in names if name in request.POST}
    return step(context=context, initial={**_usual(context), **typed})


def _usual(context: Context) -> dict:
    """What the fields say before anybody typed; of a decision that is to be amended what it said."""
    usual = {"proposed_on": context.today, "proposer": context.proposers[0] if len(context.proposers) == 1 else None}
    if old := context.amends:
        title = _("Sửa đổi: %(title)s") % {"title": old.title}
        usual |= {
            "clause": old.clause, "where": str(old.village_id or COMMUNE), "title": title[:300],
            "question": old.question,
        }  # fmt: skip
    return usual


def _amended(request) -> Matter | None:
    """The decision that is brought up to be amended (`?sua=`), of the person's own commune."""
    asked = whole_number((request.POST if request.method == "POST" else request.GET).get("sua", ""))
    return matter_or_404(request, asked) if asked is not None else None


def _step(request, form, at: int, context: Context):
    own = set(form.fields)
    hidden = [
        (name, value) for name, values in request.POST.lists() for value in values
        if name not in own | {"csrfmiddlewaretoken", "buoc", "quay-lai", "sua"}
    ]  # fmt: skip
    if context.amends:
        hidden.append(("sua", context.amends.pk))
    labels = [_("Việc gì"), _("Của ai"), _("Ai đề xuất"), _("Câu hỏi"), _("Cách quyết định")]
    return render(request, "decisions/matters/new.html", {
        "form": form, "at": at, "step": at + 1, "labels": labels, "hidden": hidden, "last": at + 1 == len(STEPS),
        "options": context.options if isinstance(form, FormForm) else None, "amends": context.amends,
    }, status=422 if form.errors else 200)  # fmt: skip


# -- one that is there -----------------------------------------------------------------------------------------------
@staff_page
@form_page
def edit(request, pk, part):
    """One part of a matter whose question does not stand yet."""
    matter, today = matter_to_run(request, pk), clock.today()
    context = Context(today, clause=matter.clause, village=matter.village, known=queries.known_of(matter, today))
    version = VersionForm(sent(request), initial={"version": matter.version})
    form = PARTS[part](sent(request), context=context, initial=_values(matter))
    if request.method == "POST" and form.is_valid() and version.is_valid():
        try:
            services.change(
                matter=matter, version=version.cleaned_data["version"], by=request.access.person, now=clock.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
            version = VersionForm(initial={"version": Matter.objects.values_list("version", flat=True).get(pk=pk)})
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("decisions:matter", pk=pk)
    return render(request, "decisions/matters/edit.html", {
        "one": matter, "form": form, "version": version,
        "options": context.options if part == "hinh-thuc" else None,
    }, status=422 if form.errors else 200)  # fmt: skip


def _values(matter: Matter) -> dict:
    names = (
        "clause", "form", "title", "question", "explanation", "proposer", "proposed_on", "initiator",
        "front_agreed_on", "front_agreed_by", "handed_in_on", "scattered",
    )  # fmt: skip
    return {name: getattr(matter, name) for name in names}
