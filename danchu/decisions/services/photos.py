"""Photos of a meeting: kept for the file, never public, for faces are on them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.decisions.models import Meeting, MeetingPhoto
from danchu.decisions.states import MeetingState
from danchu.documents import files
from danchu.documents.services import keep_upload

MOST = 12


@act(gettext_lazy("Thêm ảnh cuộc họp"), on="meeting")
def add_photo(*, meeting: Meeting, upload, note: str, by, now) -> MeetingPhoto:
    """A photo, without its location data. Raises Refused beyond what a file needs."""
    meeting = locked(Meeting.objects.select_related("commune")).get(pk=meeting.pk)
    if meeting.state not in (MeetingState.CALLED, MeetingState.HELD):
        raise Refused(_("Cuộc họp chưa được báo mời, hoặc không họp."))
    if meeting.photos.count() >= MOST:
        raise Refused(_("Đã có %(n)s ảnh. Hãy bỏ bớt ảnh không cần.") % {"n": MOST})
    kept = keep_upload(commune=meeting.commune, upload=upload, by=by, now=now, only=frozenset({files.JPEG, files.PNG}))
    return MeetingPhoto.objects.create(meeting=meeting, file=kept, note=note.strip()[:200], at=now, by=by)


@act(gettext_lazy("Bỏ ảnh cuộc họp"), on="meeting")
def drop_photo(*, meeting: Meeting, photo: MeetingPhoto, by, now) -> None:
    """Takes a photo off the meeting: somebody on it asked, or it shows nothing."""
    photo.delete()
