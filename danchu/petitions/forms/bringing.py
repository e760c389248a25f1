"""What a person brings, typed by themselves or for them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.documents.forms import FilesField
from danchu.intake.forms import EVERY_WAY, ContactFields, ReadBackFields
from danchu.intake.states import ASSISTED, Way
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.petitions.messages.cases import group_wrong
from danchu.petitions.models.cases import TOPIC_LABELS
from danchu.petitions.queries.cases import LED, people_meant, units_named, villages
from danchu.petitions.rules.cases import representatives_wrong

LONGEST = 8000
MOST_PHOTOS = 4
TYPED_IN = (Way.DESK, Way.PHONE, Way.BOX, Way.POST, Way.FRONT, Way.BOARD, Way.PORTAL)  # by which way, at the office
PASSED_ON = {Way.FRONT, Way.BOARD}


class BringForm(ContactFields):
    """What it is, where, and whom it is about. Everything but the words and the topic may be left empty."""

    text = forms.CharField(
        label=_("Việc gì?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Viết như nói. Việc gì, từ bao giờ, muốn xã làm gì."),
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Về việc"), choices=[("", _("Chọn một loại")), *TOPIC_LABELS.items()])
    village = forms.ModelChoiceField(
        label=_("Ở thôn, bản nào"), required=False, queryset=Unit.objects.none(),
        empty_label=_("Không rõ, hoặc cả xã"),
    )  # fmt: skip
    landmark = forms.CharField(
        label=_("Chỗ nào, gần đâu"), required=False, max_length=200,
        help_text=_("Ví dụ: cạnh nhà văn hóa, dốc sau trường học. Không cần bản đồ."),
    )  # fmt: skip
    about = forms.ChoiceField(
        label=_("Việc này có nói về cán bộ, Trưởng thôn, bản nào không?"), required=False,
        help_text=_("Chọn nơi người ấy làm việc. Không ai ở đó xem được, kể cả biết là có việc này."),
    )  # fmt: skip
    may_show = forms.BooleanField(
        label=_("Cho xã đăng câu hỏi và câu trả lời để bà con cùng biết (không nêu tên tôi)"), required=False
    )
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args, commune, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.commune, self.on = commune, on
        self.fields["village"].queryset = villages(commune, on)
        units = [(str(unit.pk), unit.name) for unit in units_named(commune, on)]
        self.fields["about"].choices = [("", _("Không nói về ai")), (LED, _("Chủ tịch, Phó Chủ tịch xã")), *units]

    @property
    def meant(self) -> list:
        """The people it is about, as far as the form says (after `is_valid`)."""
        return people_meant(self.commune, self.cleaned_data["about"], self.on)


class ReportForm(BringForm):
    """The person writes it themselves, without an account."""

    photos = FilesField(
        label=_("Ảnh, nhiều nhất 4"), required=False,
        help_text=_("Ảnh chụp chỗ hỏng, chỗ vướng. Nơi chụp, máy chụp trong ảnh được xóa."),
    )  # fmt: skip

    field_order = (
        "text", "topic", "village", "landmark", "photos", "about", "may_show", "name", "address", "phone", "email",
        "form_key",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"].widget.attrs["accept"] = "image/jpeg,image/png"

    def clean_photos(self):
        """Not more than a submission takes, before anything is done with them."""
        photos = self.cleaned_data["photos"]
        if len(photos) > MOST_PHOTOS:
            raise forms.ValidationError(_("Nhiều nhất 4 ảnh. Hãy bỏ bớt."))
        return photos


class SpeakersFields(forms.Form):
    """Who stands for a group (Law 42/2013, Art. 29)."""

    representatives = forms.CharField(
        label=_("Người đại diện"), required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Chỉ khi từ 5 người trở lên. Mỗi dòng một người: họ tên, nơi cư trú."),
    )  # fmt: skip

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """The representatives as (name, address), none where the form does not ask (after `is_valid`)."""
        lines = [line.strip() for line in self.cleaned_data.get("representatives", "").splitlines() if line.strip()]
        return [(name.strip(), address.strip()) for name, _comma, address in (line.partition(",") for line in lines)]


class WriteDownForm(SpeakersFields, BringForm):
    """Written down for a person, or typed in from what was passed on. `village_head`: it comes by their village."""

    way = forms.ChoiceField(
        label=_("Nhận bằng cách nào"), widget=forms.RadioSelect, 
        choices=[(way, label) for way, label in EVERY_WAY if way in TYPED_IN],
        initial=Way.DESK,
    )  # fmt: skip
    passed_by = forms.ModelChoiceField(
        label=_("Nơi chuyển đến"), required=False, queryset=Unit.objects.none(), empty_label=_("Không ai chuyển"),
        help_text=_("Khi Mặt trận, đoàn thể, Ban Thanh tra nhân dân chuyển đến."),
    )  # fmt: skip
    envelope = forms.CharField(
        label=_("Mã in trên phong bì"), required=False, max_length=20,
        help_text=_("Chỉ khi mở một phong bì có mã. Người gửi giữ số PIN trong tay."),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("Số người cùng gửi"), initial=1, min_value=1, max_value=9999,
        help_text=_("Từ 5 đến 10 người cử 1–2 người đại diện; trên 10 người nhiều nhất 5."),
    )  # fmt: skip

    field_order = (
        "way", "passed_by", "envelope", "text", "topic", "village", "landmark", "about", "people", "representatives",
        "may_show", "name", "address", "phone", "email", "form_key",
    )  # fmt: skip

    def __init__(self, *args, village_head: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Lời người dân nói")
        self.fields["text"].help_text = _("Ghi đúng lời họ. Bước sau đọc lại cho họ nghe.")
        kinds = (UnitKind.FRONT, UnitKind.ORGANISATION, UnitKind.INSPECTION_BOARD)
        self.fields["passed_by"].queryset = Unit.objects.filter(commune=self.commune, kind__in=kinds).on(self.on)
        self.village_head = village_head
        if village_head:
            del self.fields["way"]
            del self.fields["passed_by"]
            del self.fields["envelope"]

    @property
    def came_by(self) -> Way:
        """By which way it came (after `is_valid`)."""
        return Way.VILLAGE_HEAD if self.village_head else Way(self.cleaned_data["way"])

    def clean(self):
        data = super().clean() or {}
        if not self.village_head and data.get("way") in PASSED_ON and not data.get("passed_by"):
            self.add_error("passed_by", _("Hãy chọn nơi chuyển đến."))
        if data.get("envelope") and data.get("way") in ASSISTED:
            self.add_error("way", _("Phong bì dán kín thì chọn hòm thư, bưu điện, hoặc nơi chuyển đến."))
        known = "people" in data and "representatives" in data
        if known and representatives_wrong(data["people"], len(self.spoken)):
            self.add_error("representatives", group_wrong())
        return data


class GivenForm(forms.Form):
    """What the person gave to who wrote down."""

    uploads = FilesField(
        label=_("Ảnh, giấy tờ"), help_text=_("Ảnh .jpg, .png hoặc tệp .pdf, mỗi lần nhiều nhất 4. Giấy thì chụp lại."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uploads"].widget.attrs["accept"] = "image/jpeg,image/png,application/pdf"


class EnvelopesForm(forms.Form):
    """How many envelopes are printed."""

    count = forms.IntegerField(label=_("Số phong bì"), min_value=1, max_value=12, initial=6)


class ReadBackForm(ReadBackFields):
    """Whether what was written was read back; not asked of what came written."""

    def __init__(self, *args, way: Way, **kwargs):
        super().__init__(*args, **kwargs)
        if way not in ASSISTED:
            del self.fields["read_back"]


class FollowForm(forms.Form):
    """A few words of the person, with the page's ticket."""

    text = forms.CharField(label=_("Nói thêm"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
