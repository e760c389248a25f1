"""Forms of organisation."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from danchu.core.forms import DateField
from danchu.core.text import fold, squeezed
from danchu.organisation.models import (
    PERMISSION_LABELS,
    ROLE_LABELS,
    UNIT_KIND_LABELS,
    Commune,
    Person,
    Post,
    Unit,
)
from danchu.organisation.rules import COMMUNE_CODE, PROVINCE_CODE, USERNAME
from danchu.organisation.states import Permission, Role, UnitKind

PASTED_ROWS = 300  # lines of one pasted list of units


# -- the commune ----------------------------------------------------------------------------------------------------
_CONTACT = ("address", "phone", "office_hours", "reception_days", "website")


class ContactForm(forms.ModelForm):
    """How the commune is reached; what the public pages show."""

    class Meta:
        model = Commune
        fields = _CONTACT
        help_texts = {
            "office_hours": _("Ví dụ: thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ"),
            "reception_days": _("Ví dụ: thứ Ba và thứ Năm hằng tuần, tại phòng tiếp công dân"),
            "phone": _("Số có người nghe trong giờ làm việc."),
        }

    def contact(self) -> dict:
        """What was typed, as `services.change_contact` takes it."""
        return {name: self.cleaned_data[name] for name in _CONTACT}


class CommuneForm(ContactForm):
    """Step 1 of the set-up: which commune this is."""

    province_name = forms.CharField(label=_("Tỉnh, thành phố"), max_length=100, help_text=_("Ví dụ: tỉnh Lai Châu"))
    province_code = forms.RegexField(
        PROVINCE_CODE,
        label=_("Mã tỉnh"),
        error_messages={"invalid": _("Mã tỉnh gồm 2 chữ số. Ví dụ: 12")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    code = forms.RegexField(
        COMMUNE_CODE,
        label=_("Mã xã"),
        error_messages={"invalid": _("Mã xã gồm 5 chữ số. Ví dụ: 03390")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    begins_on = DateField(
        label=_("Ngày bắt đầu dùng hệ thống"),
        help_text=_("Việc đến hạn trước ngày này được ghi “trước khi dùng hệ thống”, không bao giờ tính là trễ."),
    )
    merged_on = DateField(
        label=_("Ngày thành lập trên cơ sở sắp xếp"),
        required=False,
        help_text=_("Nếu xã mới sắp xếp. Số liệu trước ngày này không so sánh được. Ví dụ: 01/7/2025"),
    )
    field_order = ("province_name", "province_code", "name", "code", "begins_on", "merged_on", *_CONTACT)

    class Meta(ContactForm.Meta):
        fields = ("name", "code", "begins_on", "merged_on", *_CONTACT)
        help_texts = {
            **ContactForm.Meta.help_texts,
            "name": _("Viết đủ, bắt đầu bằng xã, phường hoặc đặc khu. Ví dụ: xã Bình Lư"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("province_name", self.instance.province.name)
        self.initial.setdefault("province_code", self.instance.province.code)

    def clean_name(self):
        """The name starts with what kind of place it is, as papers write it."""
        name = squeezed(self.cleaned_data["name"])
        if not re.match(r"(xã|phường|đặc khu)\s+\S", name, re.IGNORECASE):
            raise forms.ValidationError(_("Tên phải bắt đầu bằng xã, phường hoặc đặc khu. Ví dụ: xã Bình Lư"))
        return name[:1].lower() + name[1:]


# -- units ----------------------------------------------------------------------------------------------------------
class UnitForm(forms.ModelForm):
    """A unit's own particulars."""

    valid_from = DateField(label=_("Có từ ngày"), required=False)

    class Meta:
        model = Unit
        fields = ("name", "kind", "short_name", "parent", "phone", "email", "reports", "valid_from", "order")
        labels = {"parent": _("Trực thuộc"), "order": _("Thứ tự khi liệt kê")}

    def __init__(self, *args, commune: Commune, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Chọn loại"))] + [
            (kind, label)
            for kind, label in UNIT_KIND_LABELS.items()
            if kind != UnitKind.COMMITTEE or self.instance.kind == UnitKind.COMMITTEE
        ]
        above = Unit.objects.filter(commune=commune).on(today).exclude(pk__in=_below(self.instance))
        self.fields["parent"].queryset = above
        self.fields["parent"].empty_label = _("Không trực thuộc đơn vị nào")
        self.fields["order"].required = False
        if self.instance.kind == UnitKind.COMMITTEE:
            del self.fields["kind"], self.fields["parent"]
        elif not self.instance.pk:
            self.fields["parent"].initial = above.filter(kind=UnitKind.COMMITTEE).first()

    def clean_name(self):
        """Without stray blanks."""
        return squeezed(self.cleaned_data["name"])

    def clean_order(self):
        """Nothing typed stands for the front of the list."""
        return self.cleaned_data["order"] or 0


def _below(unit: Unit) -> set[int]:
    """The unit and everything under it: none of these can become its parent."""
    reach = {unit.pk} if unit.pk else set()
    while reach and (more := set(Unit.objects.filter(parent__in=reach).values_list("pk", flat=True)) - reach):
        reach |= more
    return reach


# What people call a kind of unit, without marks → the kind. The longest that fits wins.
_KIND_WORDS = {
    "hoi dong nhan dan": UnitKind.COUNCIL, "hdnd": UnitKind.COUNCIL,
    "dang uy": UnitKind.PARTY,
    "mat tran": UnitKind.FRONT, "mttq": UnitKind.FRONT,
    "doan the": UnitKind.ORGANISATION, "to chuc doan the": UnitKind.ORGANISATION, "hoi": UnitKind.ORGANISATION,
    "co quan": UnitKind.OFFICE, "phong": UnitKind.OFFICE, "van phong": UnitKind.OFFICE,
    "phong chuyen mon": UnitKind.OFFICE,
    "trung tam": UnitKind.CENTRE, "don vi su nghiep": UnitKind.CENTRE,
    "truong": UnitKind.SCHOOL, "truong hoc": UnitKind.SCHOOL,
    "tram y te": UnitKind.HEALTH, "y te": UnitKind.HEALTH,
    "thon": UnitKind.VILLAGE, "ban": UnitKind.VILLAGE, "to dan pho": UnitKind.VILLAGE, "khu pho": UnitKind.VILLAGE,
    "ban thanh tra nhan dan": UnitKind.INSPECTION_BOARD, "thanh tra nhan dan": UnitKind.INSPECTION_BOARD,
}  # fmt: skip


def unit_kind(words: str) -> UnitKind | None:
    """The kind a person means by `words` ("Phòng", "thôn", "Trường học"); None when it is none of ours."""
    folded = squeezed(fold(words))
    if folded in _KIND_WORDS:
        return _KIND_WORDS[folded]
    labels = {squeezed(fold(str(label))): kind for kind, label in UNIT_KIND_LABELS.items()}
    return labels.get(folded)


class PastedUnitsForm(forms.Form):
    """A list of units, one a line: "Tên; loại; điện thoại"."""

    pasted = forms.CharField(
        label=_("Danh sách đơn vị"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi dòng một đơn vị: Tên; loại; điện thoại. Chép thẳng từ bảng tính cũng được."),
    )

    reports = forms.BooleanField(
        label=_("Các đơn vị này phải gửi báo cáo định kỳ"),
        required=False,
        initial=True,
        help_text=_("Bỏ đánh dấu nếu không. Sau đó vẫn sửa được ở trang của từng đơn vị."),
    )

    def __init__(self, *args, commune: Commune, **kwargs):
        super().__init__(*args, **kwargs)
        self.commune = commune
        self.rows: list[dict] = []

    def clean_pasted(self):
        """Reads every line into `rows`; each has `line`, `name`, `kind`, `phone`, `error` ("" when it may be added)."""
        text = self.cleaned_data["pasted"]
        lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) > PASTED_ROWS:
            raise forms.ValidationError(
                _("Danh sách quá dài. Mỗi lần dán nhiều nhất %(n)s dòng."), params={"n": PASTED_ROWS}
            )
        open_units = Unit.objects.filter(commune=self.commune, valid_to__isnull=True)
        taken = {squeezed(fold(name)) for name in open_units.values_list("name", flat=True)}
        self.rows = [self._read(at, line, taken) for at, line in lines]
        wrong = [row for row in self.rows if row["error"]]
        if wrong:
            raise forms.ValidationError(
                ngettext(
                    "Có %(n)s dòng chưa đọc được. Xem bảng bên dưới, sửa rồi xem lại.",
                    "Có %(n)s dòng chưa đọc được. Xem bảng bên dưới, sửa rồi xem lại.",
                    len(wrong),
                )
                % {"n": len(wrong)}
            )
        return text

    def _read(self, at: int, line: str, taken: set[str]) -> dict:
        parts = [squeezed(part) for part in re.split(r"[;\t|]", line)]
        name, kind_words, phone = (*parts, "", "", "")[:3]
        kind = unit_kind(kind_words) if kind_words else None
        folded = squeezed(fold(name))
        if not name:
            error = _("Thiếu tên.")
        elif len(name) > 150:
            error = _("Tên dài quá 150 ký tự.")
        elif folded in taken:
            error = _("Đã có đơn vị mang tên này.")
        elif not kind_words:
            error = _("Thiếu loại. Ví dụ: %(name)s; phòng") % {"name": name[:40]}
        elif kind is None:
            error = _("Không rõ loại “%(kind)s”.") % {"kind": kind_words[:40]}
        elif len(phone) > 40:
            error = _("Điện thoại dài quá 40 ký tự.")
        elif len(parts) > 3:
            error = _("Thừa dấu chấm phẩy: mỗi dòng chỉ có tên, loại, điện thoại.")
        else:
            error = ""
        taken.add(folded)
        return {"line": at, "name": name, "kind": kind, "phone": phone, "error": error, "kind_words": kind_words}


class LastDayForm(forms.Form):
    """The last day of a unit or a post."""

    on = DateField(label=_("Ngày cuối cùng"))


# -- people ---------------------------------------------------------------------------------------------------------
class PersonForm(forms.ModelForm):
    """Who works with the commune."""

    class Meta:
        model = Person
        fields = ("full_name", "phone", "email")
        help_texts = {"email": _("Để nhận lời nhắc. Không có thì lời nhắc hiện ở trang làm việc.")}

    def clean_full_name(self):
        """Without stray blanks."""
        return squeezed(self.cleaned_data["full_name"])


class AccountForm(forms.Form):
    """A name to sign in with."""

    username = forms.RegexField(
        USERNAME,
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm, gạch ngang. Ví dụ: vanthu.binhlu"),
        error_messages={"invalid": _("Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số. Ví dụ: vanthu.binhlu")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )


class PostForm(forms.Form):
    """Which role a person holds in which unit, from when."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị"), empty_label=_("Chọn đơn vị"))
    role = forms.ChoiceField(label=_("Vai trò trong hệ thống"), choices=[("", _("Chọn vai trò")), *ROLE_LABELS.items()])
    title = forms.CharField(label=_("Chức vụ"), max_length=100, help_text=_("Ví dụ: Trưởng phòng"))
    is_acting = forms.BooleanField(label=_("Giữ quyền (ký Q.)"), required=False)
    is_interim = forms.BooleanField(
        label=_("Lâm thời (Trưởng thôn, bản, tổ dân phố)"),
        required=False,
        help_text=_("Không quá 06 tháng (Nghị định 185/2026/NĐ-CP, Điều 4 khoản 2; chưa đối chiếu bản đầy đủ)."),
    )
    starts_on = DateField(label=_("Từ ngày"))
    ends_on = DateField(
        label=_("Đến hết ngày"),
        required=False,
        help_text=_("Bỏ trống nếu chưa biết. Lâm thời mà bỏ trống thì lấy ngày muộn nhất luật cho phép."),
    )

    def __init__(self, *args, commune: Commune, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(commune=commune).exclude(valid_to__lt=today)
        self.fields["starts_on"].initial = today

    def clean_role(self):
        """As the domain's own word."""
        return Role(self.cleaned_data["role"])


class NewPersonForm(PersonForm):
    """A person with a first post, and a name to sign in where one is wanted: the set-up's step 3."""

    field_order = (
        "full_name", "unit", "role", "title", "is_acting", "is_interim", "starts_on", "ends_on", "phone", "email",
        "username",
    )  # fmt: skip

    def __init__(self, *args, commune: Commune, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= PostForm(commune=commune, today=today).fields
        self.fields["username"] = AccountForm().fields["username"]
        self.fields["username"].required = False
        self.fields["username"].help_text = _(
            "Bỏ trống nếu người này không cần đăng nhập. Chữ thường không dấu, chữ số. Ví dụ: vanthu.binhlu"
        )
        self.order_fields(self.field_order)

    clean_role = PostForm.clean_role


class GrantForm(forms.Form):
    """A permission beyond the role, over a unit and everything below it."""

    permission = forms.ChoiceField(label=_("Quyền"), choices=[("", _("Chọn quyền")), *PERMISSION_LABELS.items()])
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Trong phạm vi"),
        empty_label=_("Chọn đơn vị"),
        help_text=_("Đơn vị này và mọi đơn vị trực thuộc."),
    )

    def __init__(self, *args, post: Post, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(commune=post.unit.commune_id).on(today)

    def clean_permission(self):
        """As the domain's own word."""
        return Permission(self.cleaned_data["permission"])
