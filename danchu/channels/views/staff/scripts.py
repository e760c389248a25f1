"""A script: proposed, written, heard, recorded, approved."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.channels import services, speaker
from danchu.channels.forms.airing import LanguageForm, RecordingForm, ScriptForm
from danchu.channels.models import Announcement, Script
from danchu.channels.policies import airing as policies
from danchu.channels.queries.airing import VIETNAMESE, visible
from danchu.channels.rules import keep_until
from danchu.channels.speaker import pace, wording
from danchu.channels.speaker.reading import read_aloud
from danchu.channels.states import Dialect, ScriptState, Voice
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, not_now, step
from danchu.core.templatetags.vietnamese import day
from danchu.documents import files
from danchu.organisation.policies import can


def announcement_or_404(request, pk: int) -> Announcement:
    """An announcement of a unit whose work the person sees."""
    return get_object_or_404(visible(request.access).select_related("commune", "unit"), pk=pk)


def _script_or_404(request, pk: int) -> Script:
    scripts = Script.objects.filter(announcement__in=visible(request.access))
    return get_object_or_404(scripts.select_related("announcement__commune", "announcement__unit", "recording"), pk=pk)


def proposal_for(announcement: Announcement) -> str:
    """The words to begin with."""
    until = keep_until(announcement.on, announcement.hangs_days)
    return wording.proposal(
        commune=announcement.commune.name, title=announcement.title, summary=announcement.summary,
        until=day(until) if until else "", phone=announcement.commune.phone, named=bool(announcement.names_until),
    )  # fmt: skip


def _phones(announcement: Announcement) -> tuple[str, ...]:
    return (announcement.commune.phone, announcement.unit.phone)


@staff_page
@form_page
def begin(request, pk):
    """A new script in Vietnamese; one that is there is opened."""
    announcement = announcement_or_404(request, pk)
    policies.check_work(request.access, announcement)
    if script := announcement.scripts.filter(language=VIETNAMESE).first():
        return redirect("airing:script", pk=script.pk)
    form = ScriptForm(
        request.POST or None, initial={"text": proposal_for(announcement)}, phones=_phones(announcement)
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            script = services.begin_script(
                announcement=announcement, text=given["text"], dialect=Dialect(given["dialect"]),
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("text" if "Loa" in str(refusal) else None, str(refusal))
        else:
            messages.success(request, _("Đã lưu bài. Hãy nghe thử trước khi trình duyệt."))
            return redirect("airing:script", pk=script.pk)
    context = {"form": form, "announcement": announcement, "title": _("Soạn bài phát thanh")}
    return render(request, "channels/script_begin.html", context, status=422 if form.errors else 200)


@staff_page
@form_page
def begin_language(request, pk):
    """A script in a village's language."""
    announcement = announcement_or_404(request, pk)
    policies.check_work(request.access, announcement)
    form = LanguageForm(request.POST or None, phones=_phones(announcement))
    return step(
        request, form,
        lambda form: services.begin_script(
            announcement=announcement, text=form.cleaned_data["text"], language=form.cleaned_data["language"],
            by=request.access.person, now=clock.now(),
        ),
        then=lambda script: reverse("airing:script_record", args=[script.pk]),
        said=_("Đã lưu. Tiếp theo, gắn bản ghi âm của người đọc."), template="channels/script_begin.html",
        announcement=announcement, title=_("Bài bằng tiếng của thôn, bản"),
    )  # fmt: skip


@staff_page
@form_page
def edit(request, pk):
    """The words, how they are read out, how long, the sound; saved here, approved on a page of its own."""
    script = _script_or_404(request, pk)
    announcement, form = script.announcement, None
    if can(policies.check_write, request.access, script):
        initial = {
            "text": script.text, "dialect": script.dialect, "live": script.voice == Voice.LIVE, "seen": script.mark,
        }  # fmt: skip
        form = ScriptForm(
            request.POST or None, initial=initial, phones=_phones(announcement),
            needs_text=script.language == VIETNAMESE,
        )  # fmt: skip
    if request.method == "POST":
        policies.check_work(request.access, announcement)
        if form is None:
            messages.warning(request, _("Bài đã duyệt. Hãy mở lại bài trước khi sửa."))
            return redirect("airing:script", pk=script.pk)
        if form.is_valid() and _written(request, script, form):
            messages.success(request, _("Đã lưu bài."))
            return redirect("airing:script", pk=script.pk)
    context = {**_shown(request, script), "form": form, "title": _title(script)}
    return render(request, "channels/script.html", context, status=422 if form and form.errors else 200)


def _written(request, script: Script, form: ScriptForm) -> bool:
    given = form.cleaned_data
    try:
        services.write_script(
            script=script, text=given["text"], dialect=Dialect(given["dialect"]), live=given["live"],
            seen=given["seen"], by=request.access.person, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("text" if "Loa" in str(refusal) else None, str(refusal))
        return False
    return True


def _title(script: Script) -> str:
    if script.language == VIETNAMESE:
        return _("Bài phát thanh")
    return _("Bài phát thanh, tiếng %(language)s") % {"language": script.language}


def _shown(request, script: Script) -> dict:
    hints = [
        _("Câu dài, nghe khó hiểu: “%(words)s…”. Hãy tách thành hai câu.") % {"words": " ".join(one.split()[:8])}
        for one in pace.long_sentences(script.text)
    ]
    if pace.numbers(script.text) > pace.MANY_NUMBERS:
        hints.append(_("Bài có nhiều con số. Người nghe nhớ được ít: hãy giữ những số cần nhất."))
    problem = ""
    try:
        policies.check_approvable(script)
    except Refused as refusal:
        problem = str(refusal)
    return {
        "script": script, "announcement": script.announcement, "said": read_aloud(script.text), "hints": hints,
        "longest": pace.LONGEST, "problem": problem if script.state == ScriptState.DRAFT else "",
        "has_sound": script.voice != Voice.LIVE or script.recording_id, "by_person": script.voice == Voice.PERSON,
        "is_approved": script.state == ScriptState.APPROVED,
        "may_write": can(policies.check_write, request.access, script),
        "may_work": can(policies.check_work, request.access, script.announcement),
        "may_approve": can(policies.check_approves, request.access),
    }  # fmt: skip


@staff_page
@require_safe
def listen(request, pk):
    """The sound as it stands: the recording, else the machine's voice made now; a sentence where nobody can speak."""
    script = _script_or_404(request, pk)
    if script.recording:
        response = files.deliver(script.recording, download=False)
        response.headers["Accept-Ranges"] = "none"
        return response
    if script.language != VIETNAMESE:
        raise Http404
    try:
        sound = speaker.machine().speak(script.text, Dialect(script.dialect))
    except speaker.Silent as silent:
        return HttpResponse(str(silent), status=404, content_type="text/plain; charset=utf-8")
    return HttpResponse(sound.mp3, content_type="audio/mpeg")


@staff_page
@form_page
def record(request, pk):
    """A person's voice is added."""
    script = _script_or_404(request, pk)
    back = reverse("airing:script", args=[script.pk])
    if answer := not_now(request, lambda: policies.check_write(request.access, script), back=back):
        return answer
    form = RecordingForm(request.POST or None, request.FILES or None)
    return _asked(
        request, script, form,
        lambda form: services.record(
            script=script, upload=form.cleaned_data["file"], by=request.access.person, now=clock.now(),
            **{name: form.cleaned_data[name] for name in ("reader", "agreed", "seconds")},
        ),
        said=_("Đã nhận bản ghi âm. Hãy nghe lại."), field="file", title=_("Bản ghi âm của người đọc"),
        action=_("Gắn bản ghi âm"),
    )  # fmt: skip


@staff_page
@form_page
def drop_recording(request, pk):
    """The recording is let go."""
    script = _script_or_404(request, pk)
    policies.check_work(request.access, script.announcement)
    consequences = [_("Bản ghi âm không còn phát được, tên người đọc bị xóa."), _("Bài đã duyệt thì phải duyệt lại.")]
    return _asked(
        request, script, None,
        lambda _form: services.drop_recording(script=script, by=request.access.person, now=clock.now()),
        said=_("Đã bỏ bản ghi âm và tên người đọc."), title=_("Bỏ bản ghi âm"), action=_("Bỏ bản ghi âm"), danger=True,
        consequences=consequences,
    )  # fmt: skip


@staff_page
@form_page
def approve(request, pk):
    """The script may be heard: read through once more, listened to, approved."""
    script = _script_or_404(request, pk)
    policies.check_approves(request.access)
    if script.state == ScriptState.APPROVED:
        messages.info(request, _("Bài này đã duyệt rồi."))
        return redirect("airing:script", pk=script.pk)
    back = reverse("airing:script", args=[script.pk])
    if answer := not_now(request, lambda: policies.check_approvable(script), back=back):
        return answer
    if request.method == "POST":
        return at_once(
            request, lambda: services.approve_script(script=script, by=request.access.person, now=clock.now()),
            then=reverse("airing:detail", args=[script.announcement_id]), back=back,
            said=lambda made: _("Đã duyệt. Bài này do phát thanh viên đọc trực tiếp.") if made.voice == Voice.LIVE
            else _("Đã duyệt. Người dân nghe được bài này trên trang công khai."),
        )  # fmt: skip
    context = {**_shown(request, script), "title": _("Duyệt bài phát thanh")}
    return render(request, "channels/script_approve.html", context)


@staff_page
@form_page
def reopen(request, pk):
    """An approved script is worked on again."""
    script = _script_or_404(request, pk)
    policies.check_work(request.access, script.announcement)
    consequences = [_("Trang công khai không phát bài này cho đến khi duyệt lại."), _("Lịch phát vẫn giữ.")]
    return _asked(
        request, script, None,
        lambda _form: services.reopen_script(script=script, by=request.access.person, now=clock.now()),
        said=_("Đã mở lại bài để sửa."), title=_("Mở lại bài để sửa"), action=_("Mở lại bài"),
        consequences=consequences,
    )  # fmt: skip


def _asked(request, script: Script, form, act, **words):
    back = reverse("airing:script", args=[script.pk])
    return step(
        request, form, act, then=back, back_url=back, template="channels/airing_ask.html", script=script,
        announcement=script.announcement, lede=script.announcement.title, **words,
    )  # fmt: skip
