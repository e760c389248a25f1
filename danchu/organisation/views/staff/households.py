"""Households of a village: the list a village head keeps on a phone, one household with its history, what changes it.

Nobody but the village's own people and the office that helps every village sees them: a village of others is not there.
"""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.organisation import queries
from danchu.organisation.forms.households import (
    EndForm,
    HouseholdForm,
    HouseholdSearchForm,
    MoveHouseholdForm,
    RepresentativeForm,
)
from danchu.organisation.models import Household, Unit
from danchu.organisation.policies import check_keep_households, villages_kept
from danchu.organisation.services import households as services

PER_PAGE = 50
_SECRET = {"representative_sex", "substitute_sex"}  # counted in sums, never shown of a person


def households_page(view):
    """Marks a page about households: others are told whom to ask; one household or village is not there for them."""

    @staff_page
    @form_page
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if "pk" in kwargs and not villages_kept(request.access).exists():
            raise Http404
        check_keep_households(request.access)
        return view(request, *args, **kwargs)

    return guarded


def village_or_none(request) -> Unit | None:
    """The village asked for (`?thon=`), or the only one the person keeps; 404 for another's, None when to be chosen."""
    kept = villages_kept(request.access).select_related("commune")
    asked = request.GET.get("thon") or request.POST.get("thon")
    if asked:
        if not asked.isdigit():
            raise Http404
        return get_object_or_404(kept, pk=asked)
    several = list(kept.on(clock.today())[:2])
    return several[0] if len(several) == 1 else None


def _household(request, pk) -> Household:
    rows = Household.objects.select_related("village", "commune")
    return get_object_or_404(rows, pk=pk, village__in=villages_kept(request.access))


def of_village(village: Unit, name: str = "households:list") -> str:
    """An address about one village."""
    return f"{reverse(name)}?thon={village.pk}"


# -- lists ------------------------------------------------------------------------------------------------------------
@households_page
def listing(request):
    """The households of a village, found without marks, by cluster; for who helps many villages, the villages first."""
    today = clock.today()
    village = village_or_none(request)
    if village is None:
        rows = queries.villages_with_households(villages_kept(request.access), today)
        return render(request, "organisation/households/villages.html", {"villages": rows, "today": today})
    clusters = queries.clusters_of(village)
    form = HouseholdSearchForm(request.GET, clusters=clusters)
    form.is_valid()
    asked = form.cleaned_data
    narrowed = {"words": asked.get("q", ""), "cluster": asked.get("cum", ""), "shown": asked.get("hien", "")}
    rows = queries.households_of(village, today, **narrowed)
    whole = queries.villages_with_households(Unit.objects.filter(pk=village.pk), today)
    context = {
        "village": village, "search": form, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "narrowed": any(narrowed.values()), "sums": whole[0] if whole else None, "here": of_village(village),
        "ended": narrowed["shown"] == "ended", "several": villages_kept(request.access).count() > 1,
        "heirs": queries.heirs_of(village, today) if village.valid_to else [],
        "undivided": _undivided(village, today),
    }  # fmt: skip
    return render(request, "organisation/households/list.html", context)


def _undivided(village: Unit, today) -> list[Unit]:
    """Villages that were split, this one being a part, and still have households."""
    before = [row.predecessor for row in village.follows.filter(on__lte=today).select_related("predecessor")]
    return [old for old in before if old.households.filter(valid_to__isnull=True).exists()]


@households_page
def print_roll(request):
    """The roll on paper: to be read aloud, ticked, and put right with a pen."""
    village = _village_to(request)
    if isinstance(village, Unit):
        rows = queries.households_of(village, clock.today())
        return render(request, "organisation/households/print.html", {"village": village, "rows": rows})
    return village


def _village_to(request):
    """The village asked for; where none can be told, the way to the choice."""
    return village_or_none(request) or redirect("households:list")


# -- one household ----------------------------------------------------------------------------------------------------
@households_page
def detail(request, pk):
    """One household and what was changed of it, newest first."""
    household = _household(request, pk)
    labels = {field.name: str(field.verbose_name) for field in Household._meta.fields}
    labels |= {"moved_to": _("Chuyển sang"), "village": _("Thôn, bản")}
    events = [
        {"at": change.at, "by": change.by, "title": _title(change), "text": _said(change, labels)}
        for change in household.changes.select_related("by")
    ]
    context = {"household": household, "events": events, "list_url": of_village(household.village)}
    return render(request, "organisation/households/detail.html", context)


def _title(change) -> str:
    if not change.before and "village" not in change.after:
        return _("Thêm vào danh sách")
    if "valid_to" in change.after:
        return _("Đưa ra khỏi danh sách") if change.after["valid_to"] else _("Đưa trở lại danh sách")
    if "village" in change.after:
        return _("Sang %(village)s") % {"village": change.after["village"]}
    return _("Sửa thông tin")


def _said(change, labels: dict[str, str]) -> str:
    """What stood there and what stands now; of a sex only that it was put right."""
    parts = [change.reason] if change.reason else []
    for name, value in change.after.items():
        if name in ("valid_to", "valid_from", "village"):
            continue
        label = labels.get(name, name)
        label = label[:1].upper() + label[1:]
        if name in _SECRET:
            parts.append(_("%(label)s: đã ghi lại") % {"label": label})
        elif name in change.before:
            before, after = _word(change.before[name]), _word(value)
            if before != after:
                parts.append(f"{label}: {before} → {after}")
        else:
            parts.append(f"{label}: {_word(value)}")
    return "; ".join(parts)


def _word(value) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value) or _("(trống)")


@households_page
def add(request):
    """A new household."""
    village = _village_to(request)
    if not isinstance(village, Unit):
        return village
    form = HouseholdForm(request.POST or None, instance=Household(), clusters=queries.clusters_of(village))
    if request.method == "POST" and form.is_valid():
        try:
            household = services.add_household(
                village=village, by=request.access.person, now=clock.now(), **form.values()
            )
        except Refused as refused:
            form.add_error("code" if "mã" in str(refused).lower() else None, str(refused))
        else:
            messages.success(request, _("Đã thêm hộ %(code)s.") % {"code": household.code})
            again = "again" in request.POST
            return redirect(of_village(village, "households:add") if again else of_village(village))
    context = {
        "form": form, "title": _("Thêm hộ"), "eyebrow": village.name, "action": _("Thêm hộ"), "village": village,
        "back_url": of_village(village), "list_url": of_village(village), "again": _("Thêm rồi ghi hộ tiếp"),
    }  # fmt: skip
    return render(request, "organisation/households/form.html", context)


@households_page
def edit(request, pk):
    """What stands of a household is put right."""
    household = _household(request, pk)
    form = HouseholdForm(
        request.POST or None, instance=_household(request, pk), clusters=queries.clusters_of(household.village),
        initial={"seen": household.last_change},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        kept = {"household": household, "seen": form.cleaned_data["seen"], **form.values()}
        if _done(request, form, services.change_household, _("Đã lưu."), **kept):
            return redirect("households:household", pk)
    return _form_page(request, form, household, title=_("Sửa thông tin hộ"), action=_("Lưu"))


@households_page
def name_representative(request, pk):
    """Whom the household named itself."""
    household = _household(request, pk)
    initial = {
        "representative": household.representative if household.named_by_household else "",
        "representative_sex": household.representative_sex if household.named_by_household else "",
        "seen": household.last_change,
    }  # fmt: skip
    form = RepresentativeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if not values["substitute"].strip():
            values = {**values, "substitute": None}
        said = _("Đã ghi người đại diện do hộ cử.")
        if _done(request, form, services.name_representative, said, household=household, **values):
            return redirect("households:household", pk)
    lede = _("Hộ nào cử ai thì người đó thay mặt hộ. Người đang ghi (%(name)s) sẽ là người đi thay.") % {
        "name": household.representative or _("chưa có")
    }
    return _form_page(request, form, household, title=_("Người đại diện do hộ cử"), action=_("Ghi"), lede=lede)


@households_page
def move(request, pk):
    """The household goes to another village of the commune."""
    household = _household(request, pk)
    today = clock.today()
    form = MoveHouseholdForm(request.POST or None, household=household, today=today, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        said = _("Đã chuyển hộ sang %(village)s.") % {"village": form.cleaned_data["to"].name}
        if _done(request, form, services.move_household, said, household=household, **form.cleaned_data):
            return redirect(of_village(household.village))
    lede = _("Hộ vẫn nằm trong những danh sách đã chốt trước ngày chuyển.")
    return _form_page(request, form, household, title=_("Chuyển hộ sang thôn, bản khác"), action=_("Chuyển"), lede=lede)


@households_page
def end(request, pk):
    """From a day on it is no household of the village."""
    household = _household(request, pk)
    form = EndForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        kept = {"household": household, "on": form.cleaned_data["on"], "reason": form.reason()}
        said = _("Đã đưa hộ %(code)s ra khỏi danh sách. Nếu nhầm, đưa trở lại được ở trang của hộ.")
        if _done(request, form, services.end_household, said % {"code": household.code}, **kept):
            return redirect("households:household", pk)
    context = {
        "title": _("Đưa hộ %(code)s ra khỏi danh sách") % {"code": household.code}, "lede": household.representative,
        "consequences": [
            _("Hộ không có trong danh sách chốt từ ngày này; danh sách đã chốt trước đó giữ nguyên."),
            _("Thông tin và lịch sử của hộ còn lại; đưa trở lại được."),
        ],
        "form": form, "action": _("Đưa ra khỏi danh sách"), "danger": True,
        "back_url": reverse("households:household", args=[pk]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


@households_page
def restore(request, pk):
    """A household that left the list is in it again."""
    household = _household(request, pk)
    back = reverse("households:household", args=[pk])
    return step(
        request, None,
        lambda _form: services.restore_household(household=household, by=request.access.person, now=clock.now()),
        then=back, said=lambda made: _("Hộ %(code)s đã trở lại danh sách.") % {"code": made.code},
        title=_("Đưa hộ %(code)s trở lại danh sách") % {"code": household.code}, lede=household.representative,
        action=_("Đưa trở lại"), back_url=back,
    )  # fmt: skip


@households_page
def divide(request):
    """After a village was split: which household lives in which of the villages that follow."""
    village = village_or_none(request)
    today = clock.today()
    heirs = queries.heirs_of(village, today) if village and village.valid_to else []
    if village is None or not heirs:
        raise Http404
    rows = queries.households_of(village, today, cluster=request.GET.get("cum", ""))
    if request.method == "POST":
        to = next((heir for heir in heirs if str(heir.pk) == request.POST.get("to")), None)
        chosen = [int(key) for key in request.POST.getlist("ho") if key.isdigit()]
        try:
            if to is None or not chosen:
                raise Refused(_("Hãy đánh dấu các hộ và chọn thôn, bản mới của các hộ đó."))
            moved = services.assign_households(households=chosen, to=to, by=request.access.person, now=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Đã chia %(n)s hộ về %(village)s.") % {"n": moved, "village": to.name})
        return redirect(of_village(village, "households:divide"))
    context = {"village": village, "heirs": heirs, "rows": rows, "clusters": queries.clusters_of(village)}
    return render(request, "organisation/households/divide.html", context)


def _done(request, form, service, said: str, **values) -> bool:
    """Calls the service; a refusal stands above the form and nothing typed is lost."""
    try:
        service(by=request.access.person, now=clock.now(), **values)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, said)
    return True


def _form_page(request, form, household: Household, *, title: str, action: str, lede: str = ""):
    context = {
        "form": form, "title": title, "eyebrow": f"{household.village.name} · {household.code}", "lede": lede,
        "action": action, "back_url": reverse("households:household", args=[household.pk]),
        "village": household.village, "list_url": of_village(household.village),
    }  # fmt: skip
    return render(request, "organisation/households/form.html", context)
