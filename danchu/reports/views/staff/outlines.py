"""The outline in its versions: reading, comparing, editing apart, adopting, going back."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Stale
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, step
from danchu.reports import policies, rules, services
from danchu.reports.forms import AdoptForm, EditsForm, IndicatorEditForm, SectionEditForm
from danchu.reports.models import SOURCE_LABELS, OutlineVersion
from danchu.reports.outline import Outline
from danchu.reports.rules import editing


def _version_or_404(request, pk: int) -> OutlineVersion:
    """A version of the person's commune, or one the product came with."""
    rows = OutlineVersion.objects.filter(Q(commune=request.access.commune) | Q(commune=None))
    return get_object_or_404(rows.select_related("based_on", "adopted_by", "commune"), pk=pk)


def _draft_or_404(request, pk: int) -> OutlineVersion:
    version = _version_or_404(request, pk)
    policies.check_outline(request.access)
    if version.number is not None:
        raise Http404
    return version


def _sources() -> dict[str, str]:
    return {source.value: str(label) for source, label in SOURCE_LABELS.items()}


@staff_page
@require_safe
def index(request):
    """The versions of the outline, the one that holds first."""
    own = list(OutlineVersion.objects.filter(commune=request.access.commune).select_related("adopted_by", "based_on"))
    versions = [each for each in own if each.number]
    context = {
        "versions": versions, "draft": next((each for each in own if not each.number), None),
        "shipped": OutlineVersion.objects.filter(commune=None).order_by("-pk").first(),
        "can_edit": policies.can_edit_outline(request.access),
    }  # fmt: skip
    return render(request, "reports/outlines.html", context)


@staff_page
@require_POST
def start(request):
    """Begins to edit: a copy of the version that holds, or of an older one to go back to."""
    policies.check_outline(request.access)
    source = _version_or_404(request, int(request.POST["from"])) if request.POST.get("from", "").isdecimal() else None
    own, by = request.access.commune, request.access.person
    return at_once(
        request, lambda: services.start_editing(commune=own, based_on=source, by=by, now=clock.now()),
        then=lambda draft: reverse("reports:outline", args=[draft.pk]), back="reports:outlines",
    )  # fmt: skip


@staff_page
@require_safe
def version(request, pk):
    """One version: its sections with the indicators that stand in them; the one being edited with its tools."""
    found = _version_or_404(request, pk)
    outline = found.outline
    editing_it = found.number is None and policies.can_edit_outline(request.access)
    by_section: dict[str, list] = {section.code: [] for section in outline.sections}
    for each in outline.indicators:
        by_section[each.section].append(each)
    context = {
        "version": found, "outline": outline, "editing": editing_it,
        "rows": [{"section": section, "lines": by_section[section.code]} for section in outline.sections],
        "left_out": editing.left_out(outline), "can_edit": policies.can_edit_outline(request.access),
    }  # fmt: skip
    return render(request, "reports/outline.html", context)


@staff_page
@require_safe
def differences(request, pk):
    """What a version says otherwise than the one it was made from."""
    found = _version_or_404(request, pk)
    if found.based_on is None:
        raise Http404
    changes = rules.outline_changes(found.based_on.outline, found.outline, _sources())
    return render(request, "reports/outline_changes.html", {"version": found, "changes": changes})


@staff_page
@form_page
def section(request, pk, code=""):
    """A section of the version being edited: its words; without a code, a new one."""
    draft = _draft_or_404(request, pk)
    found = draft.outline.section(code)
    if code and found is None:
        raise Http404
    form = SectionEditForm(request.POST or None, section=found, initial={"edits": draft.edits})
    return _save(request, draft, form, title=_("Sửa mục %(code)s") % {"code": code} if code else _("Thêm mục"))


@staff_page
@form_page
def indicator(request, pk, code=""):
    """An indicator of the version being edited; without a code, a new one."""
    draft = _draft_or_404(request, pk)
    outline: Outline = draft.outline
    found = outline.indicator(code)
    if code and found is None:
        raise Http404
    form = IndicatorEditForm(request.POST or None, outline=outline, indicator=found, initial={"edits": draft.edits})
    title = _("Sửa chỉ tiêu %(code)s") % {"code": code} if code else _("Thêm chỉ tiêu")
    return _save(request, draft, form, title=title)


def _save(request, draft: OutlineVersion, form, *, title: str):
    def edit(form):
        try:
            services.edit(
                version=draft, change=form.edit(), edits=form.cleaned_data["edits"], by=request.access.person,
                now=clock.now(),
            )  # fmt: skip
        except Stale:
            # What was typed stays; saved again it is laid over what the other person did.
            form.data = request.POST.copy()
            form.data["edits"] = str(OutlineVersion.objects.get(pk=draft.pk).edits)
            raise

    back = reverse("reports:outline", args=[draft.pk])
    return step(
        request, form, edit, then=back, said=_("Đã lưu vào bản đang sửa."), title=title, lede=str(draft),
        action=_("Lưu"), back_url=back,
    )  # fmt: skip


@staff_page
@require_POST
def change(request, pk):
    """Up, down, out, back: one press of a button in the list of the version being edited."""
    draft = _draft_or_404(request, pk)
    form = EditsForm(request.POST)
    what, _colon, code = request.POST.get("what", "").partition(":")
    how = request.POST.get("how", "")
    if not form.is_valid() or what not in ("section", "indicator") or how not in ("up", "down", "drop", "restore"):
        raise Http404
    return at_once(
        request,
        lambda: services.edit(
            version=draft, change=editing.Edit(what, how, code), edits=form.cleaned_data["edits"],
            by=request.access.person, now=clock.now(),
        ),
        then=reverse("reports:outline", args=[pk]) + f"#{what}-{code}",
    )  # fmt: skip


@staff_page
@form_page
def adopt(request, pk):
    """The edited version becomes the one that cycles open with."""
    draft = _draft_or_404(request, pk)
    form = AdoptForm(request.POST or None, initial={"edits": draft.edits})
    changes = rules.outline_changes(draft.based_on.outline, draft.outline, _sources()) if draft.based_on else []
    return step(
        request, form,
        lambda form: services.adopt(
            version=draft, reason=form.cleaned_data["reason"], edits=form.cleaned_data["edits"],
            by=request.access.person, now=clock.now(),
        ),
        then="reports:outlines", said=_("Đã ban hành bản đề cương mới."), template="reports/outline_adopt.html",
        version=draft, changes=changes,
    )  # fmt: skip


@staff_page
@form_page
def stop(request, pk):
    """Throwing the version being edited away, after asking."""
    draft = _draft_or_404(request, pk)
    form = EditsForm(request.POST or None, initial={"edits": draft.edits})
    return step(
        request, form,
        lambda form: services.stop_editing(
            version=draft, edits=form.cleaned_data["edits"], by=request.access.person, now=clock.now()
        ),
        then="reports:outlines", said=_("Đã bỏ bản đang sửa; đề cương đang dùng giữ nguyên."),
        title=_("Bỏ bản đang sửa?"), lede=_("Những chỗ đã sửa mất đi; đề cương đang dùng giữ nguyên."),
        action=_("Bỏ bản đang sửa"), danger=True, back_url=reverse("reports:outline", args=[pk]),
    )  # fmt: skip
