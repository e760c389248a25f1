"""What is read out: proposed from the summary, edited by a person, with a voice, approved."""

import math

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels import speaker
from danchu.channels.models import Announcement, Script
from danchu.channels.policies import airing as policies
from danchu.channels.speaker import pace
from danchu.channels.states import Dialect, ScriptState, Voice
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.documents import services as documents
from danchu.documents import sounds
from danchu.register import services as register

VIETNAMESE = "Việt"


@act(gettext_lazy("Soạn bài phát thanh"), on="announcement")
def begin_script(
    *, announcement: Announcement, text: str, by, now, language: str = VIETNAMESE, dialect: Dialect = Dialect.NORTH,
) -> Script:  # fmt: skip
    """The script of an announcement in one language; one that is there already is given back as it is.

    Raises Refused when the words name a person, or the announcement was withdrawn.
    """
    policies.check_current(announcement)
    policies.check_words(text)
    script, _made = Script.objects.get_or_create(
        announcement=announcement, language=language.strip()[:40] or VIETNAMESE,
        defaults={
            "text": text.strip(), "seconds": pace.seconds(text), "dialect": dialect, "written_at": now,
            "written_by": by,
            "voice": Voice.MACHINE if language == VIETNAMESE else Voice.LIVE,
        },
    )  # fmt: skip
    return script


@act(gettext_lazy("Sửa bài phát thanh"), on="script")
def write_script(*, script: Script, text: str, dialect: Dialect, live: bool, seen: str, by, now) -> Script:
    """Changes the words. `seen` is the mark of what the writer had before them: when another person wrote since,
    Stale is raised. A recording of other words is let go: it no longer says what stands here.
    """
    script = _open(script)
    if seen and seen != script.mark:
        raise Stale(_("Người khác vừa sửa bài này. Hãy chép phần bạn viết, mở lại trang rồi sửa tiếp."))
    policies.check_words(text)
    text = text.strip()
    if text == script.text and dialect == script.dialect and live == (script.voice == Voice.LIVE):
        return script
    if text != script.text or script.recording_id is None:
        script.recording, script.reader, script.reader_agreed = None, "", False
        script.voice, script.seconds = Voice.LIVE if live else Voice.MACHINE, pace.seconds(text)
    script.text, script.dialect, script.written_at, script.written_by = text, dialect, now, by
    script.save()
    return script


@act(gettext_lazy("Gắn bản ghi âm bài phát thanh"), on="script")
def record(
    *, script: Script, upload, reader: str, agreed: bool, by, now, seconds: int | None = None
) -> Script:  # fmt: skip
    """A person's voice: the recording, without its tags, and who reads. `seconds` where the file does not tell.

    Raises Refused when the reader has not agreed, the file is no recording, or it lasts longer than a script may.
    """
    script = _open(script)
    if not agreed or not reader.strip():
        raise Refused(_("Hãy ghi tên người đọc và xác nhận người đó đồng ý cho phát giọng của mình."))
    kept = documents.keep_upload(
        commune=script.announcement.commune, upload=upload, by=by, now=now, only=sounds.KINDS
    )  # fmt: skip
    upload.seek(0)
    told = sounds.clean(upload.read()).seconds or seconds
    if not told:
        raise Refused(_("Tệp không cho biết dài bao lâu. Hãy nghe lại và ghi số giây."))
    script.seconds = math.ceil(told)
    if script.seconds > pace.LONGEST:
        raise Refused(
            _("Bản ghi dài %(seconds)s giây, nhiều nhất %(longest)s giây. Hãy bớt câu rồi ghi lại.")
            % {"seconds": script.seconds, "longest": pace.LONGEST}
        )
    script.recording, script.voice = kept, Voice.PERSON
    script.reader, script.reader_agreed = reader.strip()[:100], True
    script.save()
    return script


@act(gettext_lazy("Bỏ bản ghi âm bài phát thanh"), on="script")
def drop_recording(*, script: Script, by, now) -> Script:
    """The recording is let go (a reader who no longer wants to be heard, say); the reader's name goes with it."""
    script = locked(Script.objects.select_related("announcement__commune")).get(pk=script.pk)
    if script.voice != Voice.PERSON:
        return script
    script.recording, script.reader, script.reader_agreed = None, "", False
    script.voice = Voice.MACHINE if script.language == VIETNAMESE else Voice.LIVE
    script.seconds = pace.seconds(script.text)
    _silence(script)
    script.save()
    return script


@act(gettext_lazy("Duyệt bài phát thanh"), on="script")
def approve_script(*, script: Script, by, now) -> Script:
    """The script may be heard. Without a person's recording the machine voice's sound is kept now, so that what is
    public never depends on a program; where there is none, the script is read out by the announcer.
    """
    script = locked(Script.objects.select_related("announcement__commune")).get(pk=script.pk)
    if script.state == ScriptState.APPROVED:
        return script
    if script.voice == Voice.MACHINE:
        _spoken(script, by=by, now=now)
    policies.check_approvable(script)
    script.state, script.approved_at, script.approved_by = ScriptState.APPROVED, now, by
    script.save()
    register.touch(commune=script.announcement.commune.slug)
    return script


def _spoken(script: Script, *, by, now) -> None:
    policies.check_approvable(script)
    try:
        sound = speaker.machine().speak(script.text, Dialect(script.dialect))
    except speaker.Silent:
        script.voice = Voice.LIVE
        return
    script.seconds = sound.seconds
    script.recording = documents.stored(
        commune=script.announcement.commune, name=f"bai-phat-thanh-{script.pk}.mp3", data=sound.mp3, kind=sounds.MP3,
        by=by, now=now,
    )  # fmt: skip


@act(gettext_lazy("Mở lại bài phát thanh"), on="script")
def reopen_script(*, script: Script, by, now) -> Script:
    """An approved script is worked on again; until it is approved anew nobody hears it on the web."""
    script = locked(Script.objects.select_related("announcement__commune")).get(pk=script.pk)
    _silence(script)
    if script.voice == Voice.MACHINE:
        script.recording = None
    script.save()
    return script


def _silence(script: Script) -> None:
    if script.state == ScriptState.APPROVED:
        script.state, script.approved_at, script.approved_by = ScriptState.DRAFT, None, None
        register.touch(commune=script.announcement.commune.slug)


def _open(script: Script) -> Script:
    script = locked(Script.objects.select_related("announcement__commune")).get(pk=script.pk)
    policies.check_open(script)
    return script
