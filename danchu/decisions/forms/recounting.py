"""The numbers of a vote, typed by anyone to count it again; by GET, so that a reckoning has an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from danchu.core.forms import DateField
from danchu.decisions.models.matters import CLAUSE_LABELS, FORM_LABELS, SCOPE_LABELS
from danchu.rulebook.voting import Form, Matter, Scope, Situation

YES_NO = [("", _("không nói đến")), ("co", _("có")), ("khong", _("không"))]
MOST = 1_000_000


def _count(label, hint=""):
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST, help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class RecountForm(forms.Form):
    """What is voted on, how, and the counts; only content, scope and form must be there."""

    khoan = forms.ChoiceField(label=_("Nội dung theo Điều 15"), choices=list(CLAUSE_LABELS.items()))
    pham_vi = forms.ChoiceField(label=_("Phạm vi"), choices=list(SCOPE_LABELS.items()))
    hinh_thuc = forms.ChoiceField(label=_("Hình thức"), choices=list(FORM_LABELS.items()))
    ngay = DateField(label=_("Ngày quyết định"), required=False, help_text=_("Để tính theo quy định của ngày ấy."))
    ho = _count(_("Tổng số hộ của thôn"), _("Mọi hộ trong danh sách đã chốt, kể cả hộ vắng mặt."))
    du = _count(_("Số hộ có người dự họp"))
    phat = _count(_("Số phiếu phát ra"))
    dong_y = _count(_("Đồng ý"))
    khong = _count(_("Không đồng ý"))
    khac = _count(_("Ý kiến khác"))
    hong = _count(_("Không hợp lệ"))
    hop_truoc = _count(_("Số hộ dự cuộc họp trước đó"), _("Chỉ khi phát phiếu sau một cuộc họp không đủ hộ."))
    dong_thuan = _count(_("Số hộ đồng thuận với sáng kiến"), _("Chỉ khi công dân đề xuất."))
    chon = _count(_("Số hộ chọn biểu quyết trực tuyến"), _("Chỉ khi biểu quyết trực tuyến."))
    mat_tran = forms.ChoiceField(label=_("Mặt trận thống nhất"), required=False, choices=YES_NO)
    xa_nhau = forms.ChoiceField(label=_("Dân cư sống không tập trung"), required=False, choices=YES_NO)
    phuong_an = forms.ChoiceField(label=_("Xã quyết định phương án họp theo cụm"), required=False, choices=YES_NO)
    chung = forms.ChoiceField(label=_("Phần của thôn trong việc của toàn xã"), required=False, choices=YES_NO)
    da_xet = forms.ChoiceField(label=_("Việc đề xuất đã xét là đúng luật"), required=False, choices=YES_NO)
    so_thon = _count(_("Tổng số thôn, bản của xã"), _("Chỉ với việc của toàn xã."))
    thon_thuan = _count(_("Số thôn, bản tán thành"), _("Chỉ với việc của toàn xã."))

    COUNTS = {
        "ho": "households", "du": "attending", "phat": "ballots_issued", "dong_y": "yes", "khong": "no",
        "khac": "other", "hong": "invalid", "hop_truoc": "earlier_meeting_attending", "dong_thuan": "assents",
        "chon": "online_optin", "so_thon": "villages", "thon_thuan": "villages_passing",
    }  # fmt: skip
    FACTS = {
        "mat_tran": "front_agrees",
        "xa_nhau": "scattered",
        "phuong_an": "cluster_plan_approved",
        "chung": "commune_wide",
        "da_xet": "brought_up",
    }
    MEANS = {"co": True, "khong": False}

    def __init__(self, data=None, **kwargs):
        super().__init__(data or None, auto_id="%s", **kwargs)

    @property
    def situation(self) -> Situation:
        """The typed numbers as the rulebook takes them; the form must be valid."""
        typed = self.cleaned_data
        counts = {name: typed.get(field) for field, name in self.COUNTS.items()}
        facts = {name: self.MEANS.get(typed.get(field, "")) for field, name in self.FACTS.items()}
        return Situation(
            matter=Matter(typed["khoan"]), scope=Scope(typed["pham_vi"]), form=Form(typed["hinh_thuc"]), **counts,
            **facts,
        )  # fmt: skip

    @classmethod
    def typed_from(cls, situation: Situation, on=None) -> dict[str, str]:
        """The fields' values for a situation, as an address carries them."""
        values = {
            "khoan": str(situation.matter.value), "pham_vi": situation.scope.value, "hinh_thuc": situation.form.value,
        }  # fmt: skip
        if on:
            values["ngay"] = f"{on:%d/%m/%Y}"
        for name, attribute in cls.COUNTS.items():
            if (count := getattr(situation, attribute)) is not None:
                values[name] = str(count)
        said = {meaning: word for word, meaning in cls.MEANS.items()}
        for name, attribute in cls.FACTS.items():
            if (fact := getattr(situation, attribute)) is not None:
                values[name] = said[fact]
        return values
