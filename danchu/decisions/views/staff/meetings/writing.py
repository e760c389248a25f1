"""What was said, the signed minutes, photos; the reports of a conference and its closing."""

import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.decisions import services
from danchu.decisions.forms.meetings import ConcludeForm, PhotoForm, ReportForm, SentForm, SignedForm, WriteForm
from danchu.decisions.models import Meeting
from danchu.decisions.states import Duty
from danchu.decisions.views.staff.meetings import answer, meeting_or_404
from danchu.documents import files


@staff_page
@form_page
def write(request, pk):
    """Remarks, conclusions, language."""
    meeting = meeting_or_404(request, pk)
    interpreter = meeting.members.filter(duty=Duty.INTERPRETER).first()
    ended = timezone.localtime(meeting.ended_at).time() if meeting.ended_at else None
    initial = {
        "remarks": meeting.remarks, "conclusions": meeting.conclusions, "language": meeting.language,
        "interpreter": interpreter.name if interpreter else "", "ended": ended, "version": meeting.version,
    }  # fmt: skip
    form = WriteForm(request.POST or None, initial=initial)

    def act():
        values = dict(form.cleaned_data)
        at = values.pop("ended")
        begins = timezone.localtime(meeting.begins_at)
        values["ended_at"] = timezone.make_aware(datetime.datetime.combine(begins.date(), at)) if at else None
        services.write_down(meeting=meeting, by=request.access.person, now=clock.now(), **values)

    return answer(
        request,
        form,
        act,
        meeting=meeting,
        said=_("Đã lưu nội dung cuộc họp."),
        title=_("Ghi nội dung cuộc họp"),
        lede=_("Ghi dần trong lúc họp cũng được; biên bản in ra theo đây."),
        action=_("Lưu"),
    )


@staff_page
@form_page
def attach(request, pk):
    """The scan of the signed minutes."""
    meeting = meeting_or_404(request, pk)
    form = SignedForm(request.POST or None, request.FILES or None)
    return answer(
        request, form,
        lambda: services.attach_minutes(
            meeting=meeting, upload=form.cleaned_data["signed"], by=request.access.person, now=clock.now()
        ),
        meeting=meeting, said=_("Đã đính kèm biên bản đã ký."), title=_("Đính kèm biên bản đã ký"),
        action=_("Đính kèm"), consequences=[
            _("Mã của tệp được ghi vào sổ công khai; bản thân tệp chỉ cán bộ có việc xem được."),
            _("Sau đó nội dung cuộc họp không sửa được nữa."),
        ],
    )  # fmt: skip


@staff_page
@require_safe
def signed(request, pk):
    """The signed minutes: they carry names and signatures, so they are for those who run the village's meetings."""
    meeting = meeting_or_404(request, pk)
    if meeting.minutes is None:
        raise Http404
    return files.deliver(meeting.minutes, download=False)


@staff_page
@form_page
def photo_add(request, pk):
    """A photo, kept for the file."""
    meeting = meeting_or_404(request, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    return answer(
        request, form,
        lambda: services.add_photo(
            meeting=meeting, upload=form.cleaned_data["photo"], note=form.cleaned_data["note"],
            by=request.access.person, now=clock.now(),
        ),
        meeting=meeting, said=_("Đã lưu ảnh."), title=_("Thêm ảnh cuộc họp"), action=_("Lưu ảnh"),
    )  # fmt: skip


@staff_page
@require_safe
def photo(request, pk, photo_pk):
    """A photo, never for the public."""
    return files.deliver(_photo(meeting_or_404(request, pk), photo_pk).file, download=False)


@staff_page
@require_POST
def photo_drop(request, pk, photo_pk):
    """Somebody on it asked."""
    meeting = meeting_or_404(request, pk)
    services.drop_photo(meeting=meeting, photo=_photo(meeting, photo_pk), by=request.access.person, now=clock.now())
    messages.success(request, _("Đã bỏ ảnh."))
    return redirect("meetings:meeting", pk=pk)


def _photo(meeting: Meeting, pk: int):
    return get_object_or_404(meeting.photos.select_related("file"), pk=pk)


@staff_page
@form_page
def report(request, pk):
    """A report that was given to the conference."""
    meeting = _conference(request, pk)
    form = ReportForm(request.POST or None, request.FILES or None, initial={"of": request.GET.get("cua", "")})

    def act():
        data = form.cleaned_data
        services.note_report(
            meeting=meeting, of=data["of"], given=not data["missing"], text=data["text"], upload=data["file"],
            by=request.access.person, now=clock.now(),
        )  # fmt: skip

    return answer(
        request, form, act, meeting=meeting, said=_("Đã ghi báo cáo."), title=_("Báo cáo tại hội nghị"),
        action=_("Lưu"),
        lede=_("Hội nghị nghe Trưởng thôn, Ban công tác Mặt trận và thành viên Ban Thanh tra nhân dân báo cáo (khoản 3 "
               "Điều 33 Luật số 10/2022/QH15)."),
    )  # fmt: skip


@staff_page
@form_page
def conclude(request, pk):
    """The conference is over; the year's duty is done."""
    meeting = _conference(request, pk)
    form = ConcludeForm(request.POST or None, initial={"conclusions": meeting.conclusions})
    return answer(
        request, form,
        lambda: services.conclude_conference(
            meeting=meeting, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        meeting=meeting, said=_("Đã kết thúc hội nghị; việc tổ chức hội nghị của năm đã xong."),
        title=_("Kết thúc hội nghị"), action=_("Kết thúc hội nghị"),
    )  # fmt: skip


@staff_page
@form_page
def send(request, pk):
    """The written report went to the People's Committee and the Front (Decree 59/2023, Art. 11.2)."""
    meeting = _conference(request, pk)
    form = SentForm(request.POST or None, initial={"sent_on": clock.today()})
    return answer(
        request, form,
        lambda: services.send_report(meeting=meeting, by=request.access.person, now=clock.now(), **form.cleaned_data),
        meeting=meeting, said=_("Đã ghi ngày gửi báo cáo."), title=_("Đã gửi báo cáo kết quả hội nghị"),
        lede=_("Gửi Ủy ban nhân dân xã và Ủy ban Mặt trận Tổ quốc Việt Nam xã."), action=_("Lưu"),
    )  # fmt: skip


def _conference(request, pk: int) -> Meeting:
    meeting = meeting_or_404(request, pk)
    if not meeting.is_conference:
        raise Http404
    return meeting
