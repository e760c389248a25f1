"""What people type about scripts, broadcasts, stations and what village heads told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.channels.models import Station
from danchu.channels.models.airing import DIALECT_LABELS
from danchu.channels.models.announcing import FORM_LABELS, WAY_LABELS
from danchu.channels.rules import airing as rules
from danchu.channels.speaker import names
from danchu.channels.states import LOGGED, Dialect
from danchu.core.forms import DateField
from danchu.organisation.models import Unit

_DAY = _("Ngày/tháng/năm. Ví dụ: 24/02/2026")
_ALL, STILL = "all", ""


class FilterForm(forms.Form):
    """The filter bar of the list, sent by GET."""

    tim = forms.CharField(label=_("Tìm nội dung"), required=False, max_length=100)
    loc = forms.ChoiceField(
        label=_("Tình trạng"), required=False,
        choices=[(STILL, _("Đang thông báo")), ("word", _("Chờ xác nhận đã phát")), ("plan", _("Chưa có lịch phát")),
                 ("heads", _("Thôn, bản chưa báo")), (_ALL, _("Tất cả"))],
    )  # fmt: skip

    @property
    def chosen(self) -> dict:
        """What was chosen and understood: field name → value, nothing for the rest."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class TimesField(forms.CharField):
    """Times of day, "05:30, 17:00"; cleans to a tuple of times."""

    def clean(self, value):
        """The text typed → times in order; a sentence with an example when a part is none."""
        try:
            return rules.times_of(super().clean(value))
        except ValueError as wrong:
            raise forms.ValidationError(
                _("“%(part)s” chưa phải là giờ. Viết giờ:phút, cách nhau dấu phẩy. Ví dụ: 05:30, 17:00"),
                params={"part": str(wrong)[:30]},
            ) from wrong


class StationForm(forms.Form):
    """A loudspeaker station."""

    name = forms.CharField(label=_("Tên cụm loa"), max_length=120, help_text=_("Ví dụ: Cụm loa trung tâm xã"))
    unit = forms.ModelChoiceField(
        label=_("Của ai"), queryset=Unit.objects.none(), empty_label=_("Hãy chọn"),
        help_text=_("Ủy ban nhân dân xã nếu là cụm loa chung; tên thôn, bản nếu là loa riêng của thôn, bản."),
    )  # fmt: skip
    where = forms.CharField(label=_("Chỗ đặt"), max_length=200, required=False)
    times = TimesField(
        label=_("Giờ phát thường ngày"), max_length=60, initial="05:30, 17:00", help_text=_("Ví dụ: 05:30, 17:00")
    )
    language = forms.CharField(
        label=_("Tiếng phát thêm"), max_length=40, required=False, help_text=_("Để trống nếu chỉ phát tiếng Việt.")
    )
    hears = forms.ModelMultipleChoiceField(
        label=_("Các thôn, bản nghe được"), queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, owners, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset, self.fields["hears"].queryset = owners, villages


class CloseForm(forms.Form):
    """A station is no longer used."""

    on = DateField(label=_("Dùng đến hết ngày"), help_text=_DAY)


class ScriptForm(forms.Form):
    """The words that are read out."""

    text = forms.CharField(
        label=_("Lời đọc"), widget=forms.Textarea(attrs={"rows": 14}), max_length=4000, required=False,
        help_text=_("Mỗi câu một ý, câu ngắn. Không nêu tên người, số giấy tờ. Nhiều nhất 90 giây."),
    )  # fmt: skip
    dialect = forms.ChoiceField(
        label=_("Giọng máy đọc thử"), choices=[(each.value, label) for each, label in DIALECT_LABELS.items()],
        initial=Dialect.NORTH,
    )  # fmt: skip
    live = forms.BooleanField(label=_("Phát thanh viên đọc trực tiếp, không dùng giọng máy"), required=False)
    looked = forms.BooleanField(required=False, label=_("Tôi đã xem lại: đây không phải tên hay số máy của một người"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, phones=(), needs_text=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.phones, self.fields["text"].required = phones, needs_text
        if not (self.is_bound and self._doubtful(self.data.get("text", ""))):
            self.fields["looked"].widget = forms.HiddenInput()

    def _doubtful(self, text: str) -> list[str]:
        return [*names.likely_people(text), *names.phones(text, known=self.phones)]

    def clean(self):
        """What reads like a name or somebody's telephone number is looked at by a person once more."""
        given = super().clean()
        doubtful = self._doubtful(given.get("text", ""))
        if doubtful and not given.get("looked"):
            self.add_error(
                "looked",
                forms.ValidationError(
                    _("“%(words)s” giống tên hoặc số máy của một người. Loa không đọc tên người: hãy bỏ, hoặc đánh dấu "
                      "vào ô này nếu không phải."), params={"words": doubtful[0]},
                ),
            )  # fmt: skip
        return given


class LanguageForm(ScriptForm):
    """A script in a village's language: which, the words where it is written, a person who reads it."""

    language = forms.CharField(label=_("Tiếng"), max_length=40, help_text=_("Ví dụ: Mông, Thái, Dao"))
    field_order = ("language", "text")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_text=False, **kwargs)
        self.fields["text"].help_text = _("Viết lời bằng tiếng ấy nếu viết được; không thì ghi âm là đủ.")
        del self.fields["dialect"], self.fields["live"]


class RecordingForm(forms.Form):
    """A person's voice."""

    file = forms.FileField(
        label=_("Tệp ghi âm"), help_text=_("Ghi bằng điện thoại cũng được: .mp3, .m4a, .ogg, .wav; đến 90 giây."),
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*,.mp3,.m4a,.ogg,.wav"}),
    )  # fmt: skip
    reader = forms.CharField(
        label=_("Người đọc"),
        max_length=100,
        help_text=_("Chỉ cán bộ xã xem được tên này, không hiện trên trang công khai."),
    )
    agreed = forms.BooleanField(label=_("Người đọc đồng ý cho phát và đăng giọng của mình"))
    seconds = forms.IntegerField(
        label=_("Dài bao nhiêu giây"), required=False, min_value=1, max_value=90,
        help_text=_("Chỉ ghi khi hệ thống không đọc được độ dài của tệp."),
    )  # fmt: skip


class PlanForm(forms.Form):
    """The broadcast sheet: which stations, from which day, how many days, at what times."""

    stations = forms.ModelMultipleChoiceField(
        label=_("Cụm loa"), queryset=Station.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    first = DateField(label=_("Từ ngày"), help_text=_DAY)
    days = forms.IntegerField(
        label=_("Số ngày liên tục"), min_value=1, max_value=30,
        help_text=_("Ít nhất 3 ngày liên tục với nội dung ở khoản 7 đến 12 Điều 11 (khoản 3 Điều 13)."),
    )  # fmt: skip
    times = TimesField(
        label=_("Giờ phát"), required=False, max_length=60,
        help_text=_("Để trống: theo giờ thường ngày của từng cụm loa. Ví dụ: 05:30, 17:00"),
    )  # fmt: skip

    def __init__(self, *args, stations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stations"].queryset = stations


class AnswerForm(forms.Form):
    """What happened to one planned broadcast."""

    happened = forms.ChoiceField(
        label=_("Đã phát chưa"),
        required=False,
        choices=[("", _("Chưa rõ")), ("yes", _("Đã phát")), ("no", _("Không phát"))],
    )
    reason = forms.CharField(label=_("Lý do không phát"), required=False, max_length=300)

    def clean(self):
        """A missed one has a reason."""
        given = super().clean()
        if given.get("happened") == "no" and not given.get("reason", "").strip():
            self.add_error("reason", _("Buổi không phát thì ghi lý do. Ví dụ: mất điện."))
        return given


class DropForm(forms.Form):
    """Why a planned broadcast will not be heard."""

    reason = forms.CharField(label=_("Lý do bỏ buổi phát"), max_length=300, help_text=_("Ví dụ: loa hỏng, đang sửa."))


class MeetingForm(forms.Form):
    """A reading at a meeting of a village."""

    village = forms.ModelChoiceField(label=_("Thôn, bản"), queryset=Unit.objects.none(), empty_label=_("Hãy chọn"))
    on = DateField(label=_("Ngày họp"), help_text=_DAY)
    note = forms.CharField(
        label=_("Ghi chú"), max_length=300, required=False, help_text=_("Ví dụ: họp bản tháng 2, 31 hộ dự.")
    )

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages


class TellForm(forms.Form):
    """How a village head told people."""

    way = forms.ChoiceField(
        label=_("Báo bằng cách nào"), widget=forms.RadioSelect, choices=[(k.value, v) for k, v in WAY_LABELS.items()]
    )
    told_on = DateField(label=_("Ngày báo"), help_text=_DAY)
    households = forms.IntegerField(label=_("Số hộ đã báo"), required=False, min_value=1, max_value=20000)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)


class TellRowForm(forms.Form):
    """One village of the clerk's list: left empty, nothing is written for it."""

    way = forms.ChoiceField(
        label=_("Cách báo"),
        required=False,
        choices=[("", _("Chưa báo")), *((k.value, v) for k, v in WAY_LABELS.items())],
    )
    told_on = DateField(label=_("Ngày báo"), required=False)
    households = forms.IntegerField(label=_("Số hộ"), required=False, min_value=1, max_value=20000)

    def clean(self):
        """A way without a day, or a day without a way, says too little."""
        given = super().clean()
        if given.get("way") and "told_on" not in self.errors and not given.get("told_on"):
            self.add_error("told_on", _("Hãy ghi ngày báo. Ví dụ: 24/02/2026"))
        if (given.get("told_on") or given.get("households")) and not given.get("way"):
            self.add_error("way", _("Hãy chọn cách báo."))
        return given


class LogForm(forms.Form):
    """Another form of Art. 12.1."""

    form = forms.ChoiceField(
        label=_("Hình thức"), widget=forms.RadioSelect,
        choices=[(each.value, label) for each, label in FORM_LABELS.items() if each in LOGGED],
    )  # fmt: skip
    on = DateField(label=_("Ngày làm"), help_text=_DAY)
    note = forms.CharField(label=_("Ở đâu, với ai"), max_length=300, help_text=_("Không ghi tên người dân."))
    file = forms.FileField(
        label=_("Tệp đính kèm"),
        required=False,
        help_text=_("Biên bản, giấy mời, ảnh: .pdf, .docx, .jpg, .png; đến 20 MB."),
    )


class ReasonForm(forms.Form):
    """Why a line is struck out."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
