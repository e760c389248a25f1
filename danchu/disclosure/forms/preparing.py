"""Forms of whoever makes a version ready: words, papers, what is found in them, names."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from danchu.channels.queries import form_words
from danchu.channels.states import Form
from danchu.core.text import squeezed
from danchu.disclosure import rules
from danchu.disclosure.states import NamesOnWeb

ACCEPTED = ".pdf,.docx,.xlsx,.txt,.jpg,.jpeg,.png,.tif,.tiff"


class RevisionForm(forms.Form):
    """Which state of the draft the person has seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WordsForm(RevisionForm):
    """The summary in plain words, further forms; of a correction what it changes and why."""

    summary = forms.CharField(
        label=_("Tóm tắt bằng lời dễ hiểu"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Ba đến năm câu ngắn: việc gì, bao nhiêu, ở đâu, từ khi nào, ai được gì hoặc phải làm gì. "
                    "Lời này in trên bảng tin và đọc trên loa; không ghi tên người."),
    )  # fmt: skip
    what_changed = forms.CharField(
        label=_("Thay đổi gì, vì sao"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Người dân đọc được phần này cạnh bản mới (khoản 1 Điều 14)."),
    )  # fmt: skip
    extra_forms = forms.MultipleChoiceField(
        label=_("Hình thức thêm"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Ngoài những hình thức luật buộc ở trên. Chọn thì phải làm và có bằng chứng."),
    )  # fmt: skip

    def __init__(self, data, *, demanded: str, is_correction: bool, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["extra_forms"].choices = [
            (form.value, form_words(form)) for form in Form if form.value not in demanded
        ]
        if not is_correction:
            del self.fields["what_changed"]

    def words(self) -> dict:
        """As the services take them."""
        given = self.cleaned_data
        return {
            "summary": given["summary"], "what_changed": given.get("what_changed", ""),
            "extra_forms": "".join(given["extra_forms"]),
        }  # fmt: skip


class PaperForm(forms.Form):
    """A paper from a file."""

    title = forms.CharField(
        label=_("Tên văn bản, như người dân sẽ thấy"), max_length=280,
        help_text=_("Ví dụ: Nghị quyết 05/NQ-HĐND về dự toán ngân sách năm 2026"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Tệp"), allow_empty_file=True,
        help_text=_("Tệp .pdf, .docx, .xlsx, .txt hoặc ảnh .jpg, .png, .tif. Lớn nhất 20 MB. Tốt nhất là PDF: "
                    "mở được trên mọi điện thoại."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )  # fmt: skip


class TitleForm(forms.Form):
    """Another title for a paper."""

    title = forms.CharField(label=_("Tên văn bản, như người dân sẽ thấy"), max_length=280)


class FindDocumentForm(forms.Form):
    """Looks among the issued papers."""

    tim = forms.CharField(label=_("Tìm số, trích yếu"), required=False, max_length=100)


class DecisionsForm(forms.Form):
    """What becomes of each finding: taken out, or kept for a reason."""

    OUT, KEEP = "che", "giu"
    rest = forms.BooleanField(label=_("Che hết những chỗ tôi chưa chọn"), required=False)

    def __init__(self, data, *, findings: list[dict], **kwargs):
        super().__init__(data, **kwargs)
        self.findings = findings
        for at, row in enumerate(findings):
            chosen = {True: self.OUT, False: self.KEEP, None: self.OUT if row["sure"] else None}[row["out"]]
            self.fields[f"out_{at}"] = forms.ChoiceField(
                label=_("Chỗ này"), required=False, initial=chosen, widget=forms.RadioSelect,
                choices=[(self.OUT, _("Che đi")), (self.KEEP, _("Giữ lại"))],
            )  # fmt: skip
            self.fields[f"why_{at}"] = forms.CharField(
                label=_("Lý do giữ lại"), required=False, max_length=200, initial=row["why"],
                help_text=_("Chỉ ghi khi chọn giữ. Ví dụ: số điện thoại trực của Ủy ban nhân dân xã."),
            )  # fmt: skip

    def rows(self):
        """(finding, field of the choice, field of the reason) of each."""
        return [(row, self[f"out_{at}"], self[f"why_{at}"]) for at, row in enumerate(self.findings)]

    def clean(self):
        """Each has to be decided; what stays needs a reason."""
        data = super().clean() or {}
        for at in range(len(self.findings)):
            if not data.get(f"out_{at}") and not data.get("rest"):
                self.add_error(f"out_{at}", _t("Chỗ %(n)s: hãy chọn che hoặc giữ.") % {"n": at + 1})
            if data.get(f"out_{at}") == self.KEEP and not squeezed(data.get(f"why_{at}", "")):
                self.add_error(f"why_{at}", _t("Chỗ %(n)s: giữ lại thì ghi lý do được công khai.") % {"n": at + 1})
        return data

    @property
    def decisions(self) -> dict[str, tuple[bool, str]]:
        """As the service takes them."""
        given = self.cleaned_data
        return {
            row["id"]: (given.get(f"out_{at}") != self.KEEP, given.get(f"why_{at}", ""))
            for at, row in enumerate(self.findings)
        }


class RegionForm(forms.Form):
    """A rectangle of a page between two squares of the grid that lies over its picture, as in a spreadsheet."""

    page = forms.IntegerField(label=_("Trang"), min_value=1, widget=forms.HiddenInput)
    first = forms.CharField(label=_("Từ ô"), max_length=3, help_text=_("Góc trên bên trái. Ví dụ: B3"))
    last = forms.CharField(label=_("Đến ô"), max_length=3, help_text=_("Góc dưới bên phải. Ví dụ: F4"))

    def _square(self, name: str) -> tuple[int, int]:
        square = rules.square(self.cleaned_data[name])
        if square is None:
            raise forms.ValidationError(
                _t("“%(words)s” không phải là ô. Viết chữ cột rồi số hàng, như trên hình. Ví dụ: B3"),
                params={"words": self.cleaned_data[name]},
            )
        return square

    def clean_first(self):
        """A square → its column and row, from 0."""
        return self._square("first")

    def clean_last(self):
        """A square → its column and row, from 0."""
        return self._square("last")

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, top, width, height in per cent of the page."""
        return rules.rectangle(self.cleaned_data["first"], self.cleaned_data["last"])


class NamesForm(RevisionForm):
    """A named list: from a sheet, or typed row by row."""

    file = forms.FileField(
        label=_("Tệp danh sách"), required=False, allow_empty_file=True,
        help_text=_("Tệp .xlsx hoặc .csv. Dòng đầu ghi tên cột, trong đó có cột “Họ và tên”."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
    typed = forms.CharField(
        label=_("Hoặc gõ danh sách"), required=False, strip=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("Mỗi người một dòng, các cột cách nhau bằng dấu chấm phẩy: Lò Văn Một; bản Nà Mẫu. "
                    "Có thêm cột thì dòng đầu ghi tên cột."),
    )  # fmt: skip

    def clean(self):
        """One of the two ways."""
        data = super().clean() or {}
        if not data.get("file") and not (data.get("typed") or "").strip() and "file" not in self.errors:
            raise forms.ValidationError(_t("Hãy chọn tệp danh sách, hoặc gõ danh sách vào ô."))
        return data


class NamesShownForm(RevisionForm):
    """Which columns of the list go out, and how it stands on the web."""

    columns = forms.MultipleChoiceField(
        label=_("Cột được công khai"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Họ tên và thôn, bản luôn có. Bỏ dấu cột nào thì cột đó bị xóa khỏi danh sách."),
    )  # fmt: skip
    on_web = forms.ChoiceField(label=_("Trên mạng"), widget=forms.RadioSelect)

    def __init__(self, data, *, names, may_be_listed: bool, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["columns"].choices = [(str(at), column) for at, column in enumerate(names.columns)]
        self.fields["columns"].initial = [str(at) for at in range(len(names.columns))]
        if not names.columns:
            del self.fields["columns"]
        ways = [(NamesOnWeb.MASKED.value, _("Chỉ hiện chữ cái đầu của tên"))]
        if may_be_listed:
            ways.append((NamesOnWeb.LISTED.value, _("Hiện đủ tên trong thời gian niêm yết; máy tìm kiếm không lấy")))
        self.fields["on_web"].choices, self.fields["on_web"].initial = ways, names.on_web
