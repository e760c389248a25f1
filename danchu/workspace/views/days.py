"""The commune's own days and promises: an administrator sees, adds, takes back; first what would move, then the act."""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu import rulebook
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import staff_page
from danchu.core.text import fold
from danchu.duties import queries as duties
from danchu.duties.messages import cite, figure_in_words
from danchu.duties.services import days
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission
from danchu.workspace import services
from danchu.workspace.forms import DayForm, PromiseForm, ReasonForm, RuleSearchForm

PER_PAGE = 20


def admin_page(view):
    """A page of whoever administers the commune; 403 for the rest."""

    @staff_page
    @wraps(view)
    def guarded(request, *args, **kwargs):
        check_may(request.access, Permission.ADMINISTER)
        return view(request, *args, **kwargs)

    return guarded


@admin_page
@require_safe
def listing(request):
    """The commune's own days and promises, as they hold now."""
    commune = request.access.commune
    context = {
        "days": duties.own_days(commune),
        "promises": [_promise_row(own) for own in duties.own_promises(commune)],
        "changes": duties.days_changes(commune)[:3],
    }
    return render(request, "workspace/days/list.html", context)


def _promise_row(own) -> dict:
    rule = rulebook.find(own.rule)
    return {
        "own": own, "place": cite(rule), "text": rule.text,
        "figure": figure_in_words(rule, duties.promise_of(own).value), "rule_figure": figure_in_words(rule, rule.value),
    }  # fmt: skip


@admin_page
@require_safe
def log(request):
    """Every change of days, newest first, with the duties that it moved."""
    rows = duties.days_changes(request.access.commune)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "workspace/days/log.html", {"page": page})


@admin_page
def add_day(request):
    """Days that are other in this commune: typed, then looked at, then saved."""
    form = DayForm(request.POST or None, initial={"kind": "off", "evidence": "confirmed"})
    title = _("Thêm ngày nghỉ, ngày làm bù của xã")
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return _typing(request, form, title)
    given = form.cleaned_data
    change = {key: given[key] for key in ("kind", "name", "evidence", "make_up")} | {"days": form.days}

    def draft():
        return days.draft_days(commune=request.access.commune, now=clock.now(), **change)

    def save():
        return services.change_days(
            commune=request.access.commune, source=given["source"], reason=given["reason"],
            by=request.access.person, now=clock.now(), **change,
        )  # fmt: skip

    return _looked_at_or_saved(request, form, title, draft, save)


@admin_page
@require_safe
def rules(request):
    """The rules of which a commune may promise its own figure, searched without marks."""
    form = RuleSearchForm(request.GET)
    form.is_valid()
    words = fold(form.cleaned_data.get("q", "")).split()
    promisable = [rule for rule in rulebook.rules_on(clock.today()) if rulebook.promisable(rule)]
    found = [
        {"rule": rule, "place": cite(rule), "figure": figure_in_words(rule, rule.value)}
        for rule in promisable
        if _holds(words, rule.text, cite(rule), rule.topic, rule.id)
    ]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "workspace/days/rules.html", {"search": form, "page": page, "words": words})


def _holds(words, *texts) -> bool:
    whole = fold(" ".join(texts))
    return all(word in whole for word in words)


@admin_page
def promise(request, rule):
    """The commune's own figure for one rule: typed, then looked at, then saved."""
    found = _promisable_or_404(rule)
    form = PromiseForm(request.POST or None, rule=found, initial={"evidence": "confirmed"})
    title = _("Cam kết riêng của xã")
    lede = f"{cite(found)}: {found.text} ({figure_in_words(found, found.value)})."
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return _typing(request, form, title, lede=lede, back="workspace:promise_rules")
    given = form.cleaned_data
    change = {"rule_id": found.id, "value": form.value, "evidence": given["evidence"]}

    def draft():
        return days.draft_promise(commune=request.access.commune, **change)

    def save():
        return services.promise(
            commune=request.access.commune, source=given["source"], reason=given["reason"],
            by=request.access.person, now=clock.now(), **change,
        )  # fmt: skip

    return _looked_at_or_saved(request, form, title, draft, save, lede=lede)


def _promisable_or_404(rule_id: str):
    found = next((one for one in rulebook.rules_on(clock.today()) if one.id == rule_id), None)
    if found is None or not rulebook.promisable(found):
        raise Http404
    return found


@staff_page
def remove_day(request, pk):
    """A day of the commune's own is taken back, with a reason; what would move is shown first."""
    own = _own_or_404(request, duties.own_days, pk)
    return _taken_back(request, own, days.draft_day_removed, services.remove_day, _("Bỏ ngày này khỏi lịch của xã"))


@staff_page
def remove_promise(request, pk):
    """A promise of the commune is taken back, with a reason; what would move is shown first."""
    own = _own_or_404(request, duties.own_promises, pk)
    return _taken_back(request, own, days.draft_promise_removed, services.remove_promise, _("Bỏ cam kết này của xã"))


def _own_or_404(request, rows, pk: int):
    """A row of the person's own commune, for whoever administers it; for others it is not there."""
    if not request.access.may(Permission.ADMINISTER):
        raise Http404
    return get_object_or_404(rows(request.access.commune), pk=pk)


# -- the three pages of every change ----------------------------------------------------------------------------------
def _typing(request, form, title, *, lede="", back="workspace:days"):
    context = {"form": form, "title": title, "lede": lede, "back_url": reverse(back), "looking": False}
    return render(request, "workspace/days/change.html", context, status=422 if form.errors else 200)


def _looked_at_or_saved(request, form, title, draft, save, *, lede=""):
    """Shows what would move; with the second button the change is made."""
    try:
        if "confirm" in request.POST:
            return _saved(request, save())
        shown = draft()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _typing(request, form, title, lede=lede)
    kept = [(name, value) for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "confirm")]
    context = {"title": title, "lede": shown.what, "hidden": kept, "moves": shown.moves, "looking": True}
    return render(request, "workspace/days/change.html", context)


def _taken_back(request, own, draft, remove, title):
    form = ReasonForm(request.POST or None)
    own.commune = request.access.commune
    shown = draft(own=own)
    if request.method == "POST" and form.is_valid():
        try:
            change = remove(
                own=own, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, change)
    context = {
        "form": form, "title": title, "lede": shown.what, "moves": shown.moves, "danger": True,
        "action": title, "back_url": reverse("workspace:days"),
    }  # fmt: skip
    return render(request, "workspace/days/remove.html", context, status=422 if form.errors else 200)


def _saved(request, change):
    messages.success(request, _("Đã lưu: %(what)s. Các việc đổi hạn ghi ở dưới.") % {"what": change.what})
    return redirect("workspace:days_log")
