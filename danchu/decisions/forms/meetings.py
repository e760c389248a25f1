"""Forms of a meeting: planned, called, called off, written down, its photos; the yearly conference."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField, TimeField
from danchu.decisions.models.meetings import MEETING_LABELS, REPORTER_LABELS
from danchu.decisions.states import Reporter
from danchu.organisation.models import Unit

# How a notice may go out: Decree 59/2023, Art. 3.3; of the conference Art. 11.1.c.
WAYS = (
    ("giay", _("Giấy mời")),
    ("tan_nha", _("Thông báo trực tiếp đến từng hộ")),
    ("loa", _("Loa truyền thanh của thôn")),
    ("dien_thoai", _("Điện thoại")),
    ("mang", _("Ứng dụng mạng xã hội thôn đã thống nhất dùng")),
)


class MeetingForm(forms.Form):
    """What a meeting is: when, where, who calls it, what about."""

    title = forms.CharField(label=_("Tên cuộc họp"), max_length=300)
    on = DateField(label=_("Ngày họp"), help_text=_("Ví dụ: 24/02/2026"))
    at = TimeField(label=_("Giờ bắt đầu"), help_text=_("Ví dụ: 19:30"))
    place = forms.CharField(label=_("Địa điểm"), max_length=200)
    convenor = forms.CharField(label=_("Người triệu tập, chủ trì"), max_length=150)
    agenda = forms.CharField(
        label=_("Chương trình"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Mỗi việc một dòng, in vào giấy mời và biên bản."),
    )  # fmt: skip

    def __init__(self, *args, clusters: list[str] | None = None, convenor_hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["convenor"].help_text = convenor_hint
        if clusters is not None:
            self.fields["cluster"] = forms.ChoiceField(
                label=_("Cụm dân cư"), choices=[("", _("Chọn cụm")), *((name, name) for name in clusters)],
                help_text=_("Mỗi cụm một cuộc họp; kết quả các cụm cộng lại thành kết quả của thôn."),
            )  # fmt: skip
            self.order_fields(["title", "cluster"])

    @property
    def values(self) -> dict:
        """What the services take."""
        data = dict(self.cleaned_data)
        on, at = data.pop("on"), data.pop("at")
        data["begins_at"] = timezone.make_aware(datetime.datetime.combine(on, at))
        return data


class ChangeForm(MeetingForm):
    """A meeting that nobody has been called to yet, as it stood when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class VillageForm(forms.Form):
    """Which village holds its conference."""

    thon = forms.ModelChoiceField(label=_("Thôn, bản"), queryset=Unit.objects.none(), empty_label=_("Chọn"))

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thon"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in villages])


class CallForm(forms.Form):
    """That the notice went out, when and how; the documents with it."""

    called_on = DateField(label=_("Ngày báo mời đến các hộ"))
    ways = forms.MultipleChoiceField(
        label=_("Báo mời bằng cách nào"), choices=WAYS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy đánh dấu ít nhất một cách báo mời.")},
    )  # fmt: skip

    def __init__(self, *args, documents: str = "", is_conference: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if documents:
            self.fields["documents_on"] = DateField(
                label=_("Ngày gửi tài liệu đến từng hộ"), help_text=documents, required=False
            )
        if is_conference:
            self.fields["plan_sent_on"] = DateField(
                label=_("Ngày gửi kế hoạch hội nghị"), required=False,
                help_text=_("Gửi Ủy ban nhân dân xã, Mặt trận xã, Ban Thanh tra nhân dân để thống nhất trước."),
            )  # fmt: skip
        else:
            self.fields["posted"] = forms.BooleanField(
                label=_("Thông báo đã niêm yết tại nhà văn hóa, điểm sinh hoạt cộng đồng"), required=False
            )

    @property
    def values(self) -> dict:
        """What `services.call` takes."""
        data = dict(self.cleaned_data)
        names = dict(WAYS)
        data["called_how"] = "; ".join(str(names[way]) for way in data.pop("ways"))
        return data


class WhyForm(forms.Form):
    """Why the meeting is not held."""

    why = forms.CharField(label=_("Lý do không họp"), max_length=300, help_text=_("Sẽ công khai. Ví dụ: mưa lũ."))


class ClusterPlanForm(forms.Form):
    """What the People's Committee decided about meeting by clusters."""

    plan_on = DateField(label=_("Ngày Ủy ban nhân dân xã quyết định phương án họp theo cụm"))
    number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    scattered = forms.BooleanField(
        label=_("Thôn dưới 200 hộ nhưng dân cư sống không tập trung"), required=False,
    )  # fmt: skip


class WriteForm(forms.Form):
    """What was said and concluded."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    remarks = forms.CharField(
        label=_("Ý kiến thảo luận"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Ghi ý kiến; chỉ ghi tên người nói khi họ muốn."),
    )  # fmt: skip
    conclusions = forms.CharField(
        label=_("Kết luận của cuộc họp"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )  # fmt: skip
    language = forms.CharField(
        label=_("Cuộc họp dùng tiếng nào"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ: tiếng Thái và tiếng Việt"),
    )
    interpreter = forms.CharField(label=_("Người phiên dịch"), max_length=100, required=False)
    ended = TimeField(label=_("Giờ kết thúc"), required=False, help_text=_("Ví dụ: 21:30"))


class PhotoForm(forms.Form):
    """A photo of the meeting."""

    photo = forms.FileField(
        label=_("Ảnh cuộc họp"), help_text=_("Chỉ để lưu hồ sơ, không bao giờ công khai."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    note = forms.CharField(label=_("Ghi chú"), max_length=200, required=False)


class SignedForm(forms.Form):
    """The signed minutes, scanned."""

    signed = forms.FileField(
        label=_("Bản quét biên bản đã ký"), help_text=_("PDF hoặc ảnh. Đính kèm rồi thì không thay được."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip


class ReportForm(forms.Form):
    """A report that was given to the conference, or why there was none."""

    of = forms.ChoiceField(label=_("Báo cáo của"), choices=list(REPORTER_LABELS.items()), widget=forms.RadioSelect)
    missing = forms.BooleanField(label=_("Không có báo cáo này"), required=False)
    text = forms.CharField(
        label=_("Tóm tắt báo cáo, hoặc vì sao không có"), widget=forms.Textarea(attrs={"rows": 5})
    )  # fmt: skip
    file = forms.FileField(label=_("Tệp báo cáo"), required=False)

    def clean_of(self):
        return Reporter(self.cleaned_data["of"])


class ConcludeForm(forms.Form):
    """What the conference approved and concluded."""

    conclusions = forms.CharField(
        label=_("Kết luận, các nội dung đã thông qua"), widget=forms.Textarea(attrs={"rows": 6})
    )  # fmt: skip


class SentForm(forms.Form):
    """When the written report went out."""

    sent_on = DateField(label=_("Ngày gửi báo cáo kết quả hội nghị"))


class MeetingFilterForm(forms.Form):
    """Of the list: village, state, words."""

    tim = forms.CharField(label=_("Tìm"), required=False, widget=forms.SearchInput)
    thon = forms.ChoiceField(label=_("Thôn, bản"), required=False)
    buoc = forms.ChoiceField(label=_("Bước"), required=False, choices=[("", _("Mọi bước")), *MEETING_LABELS.items()])

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thon"].choices = [("", _("Mọi thôn, bản")), *((str(unit.pk), unit.name) for unit in villages)]
        if len(villages) < 2:
            del self.fields["thon"]

    @property
    def chosen(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
