"""How forms look and speak: the renderer behind `{{ form }}`, dates as people type them, errors that say what to do."""

import datetime as dt
import re
import secrets

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_OWN_WIDGETS = {
    "django/forms/widgets/select.html": "core/widgets/select.html",  # the framework's includes a file per option
    "django/forms/widgets/radio.html": "core/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "core/widgets/choices.html",
    "django/forms/widgets/clearable_file_input.html": "core/widgets/file.html",
}
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{4})")
_DAY_FIRST_RUN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_TIMES = ["%H:%M", "%H.%M", "%Hh%M", "%Hh", "%H"]
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def fresh_key() -> str:
    """For one showing of a form: sent twice it is one act. At random, so that it is the sender's alone."""
    return secrets.token_urlsafe(24)


class FormRenderer(DjangoTemplates):
    """Draws every form of the product; named once, as `FORM_RENDERER = "danchu.core.forms.FormRenderer"`.

    `{{ form.name.as_field_group }}` gives label, hint, error and control with `aria-describedby` and `aria-invalid`;
    `{{ form }}` gives all of them, hidden ones included.
    """

    form_template_name = "core/form.html"
    formset_template_name = "core/formset.html"
    field_template_name = "core/field.html"

    def get_template(self, template_name):
        return super().get_template(_OWN_WIDGETS.get(template_name, template_name))


class DateInput(forms.DateInput):
    """A day as typed, shown `24/02/2026`. A text box: the browser's own date picker follows the browser's language."""

    def __init__(self, attrs=None):
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}, format="%d/%m/%Y")


class DateField(forms.DateField):
    """A day typed as `dd/mm/yyyy`, `d/m/yyyy`, `dd-mm-yyyy`, `dd.mm.yyyy`, `ddmmyyyy` or ISO `yyyy-mm-dd`.

    Cleans to a `datetime.date`. Raises a sentence with an example when the text is no day, or a day no calendar has.
    """

    widget = DateInput
    default_error_messages = {
        "invalid": gettext_lazy("“%(value)s” chưa phải là ngày. Viết ngày/tháng/năm đủ bốn chữ số. Ví dụ: 24/02/2026"),
        "no_such_day": gettext_lazy("Lịch không có ngày %(value)s. Xem lại ngày và tháng. Ví dụ: 24/02/2026"),
        "far_away": gettext_lazy("Năm phải từ 1900 đến 2200. Ví dụ: 24/02/2026"),
    }

    def to_python(self, value):
        """The text typed → a `datetime.date`, or None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        text = str(value).strip()
        if match := _DAY_FIRST.fullmatch(text) or _DAY_FIRST_RUN.fullmatch(text):
            day, month, year = map(int, match.groups())
        elif match := _ISO.fullmatch(text):
            year, month, day = map(int, match.groups())
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": text[:40]})
        try:
            date = dt.date(year, month, day)
        except ValueError as error:
            raise ValidationError(
                self.error_messages["no_such_day"], code="no_such_day", params={"value": text}
            ) from error
        if not 1900 <= year <= 2200:
            raise ValidationError(self.error_messages["far_away"], code="far_away")
        return date


class TimeField(forms.TimeField):
    """An hour as people type it: 19:30, 19h30, 19h."""

    default_error_messages = {"invalid": gettext_lazy("Viết giờ và phút. Ví dụ: 19:30")}

    def __init__(self, **kwargs):
        widget = forms.TimeInput(format="%H:%M", attrs={"class": "short", "autocomplete": "off"})
        super().__init__(input_formats=_TIMES, widget=widget, **kwargs)


def error_sentences(field: BoundField) -> list[str]:
    """The errors of a bound field, each a sentence that says what to do.

    Where a form has not worded an error itself, the framework's sentence ("this field is required") is replaced by
    one that names the field, because it also stands in the summary at the top of the page.
    """
    sentences = []
    for error in field.errors.as_data():
        worded = _wording(field, error)
        if worded:
            values = {"label": field.label, **(error.params or {})}
            sentences.append(worded % values)
        else:
            sentences.extend(str(message) for message in error.messages)
    return sentences


def _wording(field: BoundField, error: ValidationError) -> str:
    """Our sentence for an error nobody has worded, with places for `label` and the error's own values; else ""."""
    kind = type(field.field)
    if error.message is forms.Field.default_error_messages["required"]:
        if issubclass(kind, forms.BooleanField):
            return _("Hãy đánh dấu: %(label)s")
        if issubclass(kind, forms.FileField):
            return _("Hãy đính kèm: %(label)s")
        if issubclass(kind, forms.ChoiceField | forms.ModelChoiceField):
            return _("Hãy chọn: %(label)s")
        return _("Hãy điền: %(label)s")
    if error.code == "null_characters_not_allowed":
        return _("%(label)s: có ký tự không nhìn thấy được. Hãy xóa đoạn đó rồi gõ lại.")
    if error.message is validators.MinValueValidator.message:
        return _("%(label)s: viết số từ %(limit_value)s trở lên.")
    if error.message is validators.MaxValueValidator.message:
        return _("%(label)s: viết số không quá %(limit_value)s.")
    if error.message is validators.MaxLengthValidator.message:
        return _("%(label)s: viết ngắn lại, nhiều nhất %(limit_value)s ký tự; đang có %(show_value)s.")
    if error.message is forms.IntegerField.default_error_messages["invalid"]:
        return _("%(label)s: chỉ viết chữ số. Ví dụ: 120")
    return ""


def control_id(field: BoundField) -> str:
    """The id of the control a link from the error summary must land on; the first one of a group of choices."""
    single = field.id_for_label
    if single or not field.auto_id:
        return single
    return f"{field.auto_id}_0"
