"""Who may write, approve, plan and confirm broadcasts, tell people as a village head, and keep the stations.

What a script says was approved with the summary it is taken from (`disclosure.publish`); that it may be heard so is
said by whoever signs for the commune or coordinates its offices.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.channels.models import Airing, Announcement, Logged, Relay, Script
from danchu.channels.speaker import names, pace
from danchu.channels.states import AnnouncementState, ScriptState
from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.states import Permission

_COMMUNES_DESKS = (Permission.COORDINATE, Permission.RECORDS)


def check_stations(access) -> None:
    """Raises PermissionDenied unless the person keeps the list of stations."""
    if not any(access.may(permission) for permission in (*_COMMUNES_DESKS, Permission.ADMINISTER)):
        raise PermissionDenied(_("Văn thư, người tổng hợp hoặc quản trị của xã mới sửa được danh sách cụm loa."))


def check_work(access, announcement: Announcement) -> None:
    """Raises PermissionDenied unless the person does the announcement's work: its unit, or the commune's desks."""
    if not access.may(Permission.WORK, announcement.unit_id) and not any(access.may(each) for each in _COMMUNES_DESKS):
        raise PermissionDenied(
            _("Người của %(unit)s, văn thư hoặc người tổng hợp của xã mới làm được việc này.")
            % {"unit": announcement.unit}
        )


def check_current(announcement: Announcement) -> None:
    """Raises Refused when word is no longer to be spread."""
    if announcement.state != AnnouncementState.CURRENT:
        raise Refused(_("Nội dung này đã được thay hoặc đã rút, không phát nữa."))


def check_write(access, script: Script) -> None:
    """Raises unless the person may change this script now."""
    check_work(access, script.announcement)
    check_open(script)


def check_open(script: Script) -> None:
    """Raises Refused when the script was approved: it is opened again first, and is silent until then."""
    check_current(script.announcement)
    if script.state != ScriptState.DRAFT:
        raise Refused(_("Bài đã duyệt. Hãy mở lại bài trước khi sửa."))


def check_approves(access) -> None:
    """Raises PermissionDenied unless the person may approve scripts."""
    if not access.may(Permission.APPROVE) and not access.may(Permission.COORDINATE):
        raise PermissionDenied(_("Lãnh đạo xã hoặc người tổng hợp của xã mới duyệt được bài phát thanh."))


def check_words(text: str) -> None:
    """Raises Refused when the words name a person or an identity paper: nobody is named over a loudspeaker."""
    if found := names.people(text):
        raise Refused(
            _("Loa không đọc tên người: “%(name)s”. Hãy bỏ tên và nói xem ở bảng tin nào.") % {"name": found[0]}
        )
    if found := names.identity_numbers(text):
        raise Refused(
            _("Loa không đọc số giấy tờ: “%(number)s”. Hãy bỏ số này và nói xem ở bảng tin nào.") % {"number": found[0]}
        )


def check_approvable(script: Script) -> None:
    """Raises Refused when the script cannot be approved as it stands: nothing to hear, too long, names."""
    check_open(script)
    if not script.text.strip() and script.recording_id is None:
        raise Refused(_("Bài chưa có lời đọc, cũng chưa có bản ghi âm."))
    check_words(script.text)
    if script.seconds > pace.LONGEST:
        raise Refused(
            _("Bài dài khoảng %(seconds)s giây, nhiều nhất %(longest)s giây. Hãy bớt câu.")
            % {"seconds": script.seconds, "longest": pace.LONGEST}
        )


def check_confirm(access, airing: Airing) -> None:
    """Raises PermissionDenied unless the person may say what happened: the work's people, or the station's own."""
    if airing.station_id and access.may(Permission.WORK, airing.station.unit_id):
        return
    if airing.village_id and access.may(Permission.WORK, airing.village_id):
        return
    check_work(access, airing.announcement)


def check_happened(on, today) -> None:
    """Raises Refused for a day that has not come: nothing is confirmed ahead."""
    if on > today:
        raise Refused(_("Ngày %(day)s chưa đến, chưa xác nhận được.") % {"day": day(on)})


def check_tell(access, relay: Relay) -> None:
    """Raises PermissionDenied unless the person speaks for the village or writes down what village heads report."""
    if not access.may(Permission.WORK, relay.village_id):
        check_work(access, relay.announcement)


def check_strike(access, logged: Logged) -> None:
    """Raises unless the person may strike this out now."""
    check_work(access, logged.announcement)
    if logged.struck_at:
        raise Refused(_("Dòng này đã được gạch."))
