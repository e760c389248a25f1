"""The first step: the words of a version, and the forms it goes out by."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.disclosure import policies, queries, rules, services
from danchu.disclosure.forms.preparing import WordsForm
from danchu.disclosure.queries.kinds import demand_of
from danchu.disclosure.states import VersionState
from danchu.disclosure.views.staff.items import demanded
from danchu.disclosure.views.staff.loading import begin_first, item_to_prepare, told, way
from danchu.organisation.policies import can


@staff_page
@form_page
def words(request, pk):
    """Summary, further forms, of a correction what it changes. Saved, the draft begins or goes on."""
    item = item_to_prepare(request, pk)
    version = queries.in_making(item)
    if (version and version.state != VersionState.DRAFT) or not can(policies.check_edit, request.access, item):
        return begin_first(request, item)
    initial = {
        "summary": version.summary, "what_changed": version.what_changed, "extra_forms": list(version.extra_forms),
        "revision": version.revision,
    } if version else {}  # fmt: skip
    is_correction = item.versions.exclude(published_at=None).exists()
    form = WordsForm(sent(request), demanded=demand_of(item).forms, is_correction=is_correction, initial=initial)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        try:
            _save(request, item, version, form)
        except Refused as refusal:
            told(form, refusal, version)
        else:
            messages.success(request, _("Đã lưu lời tóm tắt."))
            return redirect("disclosure:papers", pk=pk)
    typed = form["summary"].value() or ""
    looked = request.method == "POST" and "look" in request.POST
    if looked:
        form = WordsForm(
            None, demanded=demand_of(item).forms, is_correction=is_correction, initial={
                "summary": typed, "what_changed": request.POST.get("what_changed", ""),
                "extra_forms": request.POST.getlist("extra_forms"), "revision": request.POST.get("revision", ""),
            },
        )  # fmt: skip
    return render(request, "disclosure/staff/words.html", {
        "item": item, "version": version, "form": form, "demanded": demanded(item), "way": way(item, version, "words"),
        "hints": [_said(hint) for hint in rules.hints(typed)], "looked": looked and not rules.hints(typed),
        "returned": version.returned_why if version else "",
    }, status=422 if form.errors else 200)  # fmt: skip


def _save(request, item, version, form) -> None:
    by, now, given = request.access.person, clock.now(), form.words()
    seen = form.cleaned_data["revision"]
    if version is None:
        made = services.draft(item=item, by=by, now=now, **given)
        if made.summary != given["summary"]:
            raise Stale(_("Người khác vừa bắt đầu soạn nội dung này. Những gì bạn nhập vẫn còn; xem lại rồi bấm."))
    else:  # without a revision: somebody began while this page was open; their words are not written over unseen
        services.write(version=version, by=by, now=now, revision=-1 if seen is None else seen, **given)


def _said(hint: rules.Hint) -> str:
    """A hint as a sentence that says what to do."""
    if hint.code == "long_sentence":
        return _("Câu dài, hãy tách làm hai: “%(words)s”") % {"words": hint.words}
    if hint.code == "long_summary":
        return _("Tóm tắt dài %(n)s tiếng. Khoảng 100 tiếng là vừa một phút loa.") % {"n": hint.words}
    if hint.instead:
        return _("Viết “%(instead)s” thay cho “%(words)s”.") % {"instead": hint.instead, "words": hint.words}
    return _("“%(words)s” là chữ tắt; người đọc có thể không hiểu. Hãy viết đủ.") % {"words": hint.words}
