"""Forms of the report on discussing and deciding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.disclosure import sessions


class WriteForm(sessions.WriteForm):
    """What people add to the facts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["causes"].help_text = _(
            "Vì sao có việc chưa thông qua, chưa công nhận, gửi muộn. Không ghi tên người dân."
        )


class SendForm(forms.Form):
    """The day on which it went out."""

    sent_on = DateField(label=_("Ngày gửi"), help_text=_("Ngày/tháng/năm. Ví dụ: 15/7/2026"))
