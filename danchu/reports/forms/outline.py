"""Editing the outline: a section, an indicator, adopting a version."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.reports.rules.editing import Edit


class EditsForm(forms.Form):
    """A change of the outline: how many edits the person saw."""

    edits = forms.IntegerField(widget=forms.HiddenInput)


class AdoptForm(EditsForm):
    """Why the outline is changed."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do sửa"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ví dụ: theo đề cương tại Công văn số 12/SNV ngày 02/4/2026 của Sở Nội vụ."),
    )  # fmt: skip


class SectionEditForm(EditsForm):
    """A section: its title, what should be written there."""

    code = forms.CharField(
        label=gettext_lazy("Số mục"), max_length=8,
        help_text=gettext_lazy("Số La Mã, mục con thêm số. Ví dụ: IX hoặc III.4"),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Tên mục"), max_length=250, widget=forms.Textarea(attrs={"rows": 2}))
    hints = forms.CharField(
        label=gettext_lazy("Gợi ý cho người viết"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000, help_text=gettext_lazy("Mỗi ý một dòng."),
    )  # fmt: skip
    weaknesses = forms.BooleanField(label=gettext_lazy("Nêu hạn chế ở mục này"), required=False)

    def __init__(self, *args, section=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.section = section
        if section:
            del self.fields["code"]
            self.initial = {
                **(self.initial or {}), "title": section.title, "hints": "\n".join(section.hints),
                "weaknesses": section.weaknesses,
            }  # fmt: skip
            if section.heading_only:
                del self.fields["hints"], self.fields["weaknesses"]

    def edit(self) -> Edit:
        """The change (after `is_valid`)."""
        data = self.cleaned_data
        return Edit(
            "section", "save" if self.section else "add", self.section.code if self.section else data["code"].strip(),
            title=" ".join(data["title"].split()), weaknesses=data.get("weaknesses", False),
            hints=tuple(filter(None, (line.strip() for line in data.get("hints", "").splitlines()))),
        )  # fmt: skip


class IndicatorEditForm(EditsForm):
    """An indicator: its name, where it stands, its numbers."""

    group = forms.ChoiceField(label=gettext_lazy("Nhóm"))
    title = forms.CharField(
        label=gettext_lazy("Tên chỉ tiêu"), max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )
    section = forms.ChoiceField(label=gettext_lazy("Đứng ở mục"))
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"), required=False, max_length=200, widget=forms.TextInput(attrs={"class": "input"})
    )
    hint = forms.CharField(
        label=gettext_lazy("Lời nhắc cho người ghi"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"class": "input"}),
    )  # fmt: skip
    level = forms.ChoiceField(
        label=gettext_lazy("Ai đếm"), widget=forms.RadioSelect, initial="unit",
        choices=[
            ("unit", gettext_lazy("Từng đơn vị đếm, xã cộng lại")), ("commune", gettext_lazy("Xã đếm một lần")),
        ],
    )  # fmt: skip
    new_parts = forms.CharField(
        label=gettext_lazy("Thêm số liệu nhập tay"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1500, help_text=gettext_lazy("Mỗi số một dòng: tên | đơn vị tính. Ví dụ: đã tổ chức | cuộc"),
    )  # fmt: skip

    def __init__(self, *args, outline, indicator=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.fields["section"].choices = [(each.code, f"{each.code}. {each.title}") for each in outline.written]
        self.fields["group"].choices = [(letter, f"{letter}. {title}") for letter, title in outline.groups]
        if not indicator:
            self.fields["new_parts"].required = True
            return
        del self.fields["group"], self.fields["level"]
        self.initial = {
            **(self.initial or {}),
            "title": indicator.name,
            "section": indicator.section,
            "basis": indicator.basis,
            "hint": indicator.hint,
        }
        for part in indicator.parts:
            names = {"name": part.name}
            self.fields[f"name:{part.id}"] = forms.CharField(
                label=_("Tên số liệu"), max_length=120, initial=part.name, required=False,
                help_text=_("Để trống là bỏ số liệu này."), widget=forms.TextInput(attrs={"class": "input"}),
            )  # fmt: skip
            self.fields[f"unit:{part.id}"] = forms.CharField(
                label=_("Đơn vị tính của “%(name)s”") % names, max_length=30, initial=part.unit,
                widget=forms.TextInput(attrs={"class": "input short"}),
            )  # fmt: skip
            if part.figure:
                self.fields[f"counted:{part.id}"] = forms.BooleanField(
                    label=_("Hệ thống đếm “%(name)s”; bỏ dấu thì nhập tay") % names, required=False,
                    initial=part.source == "computed",
                )  # fmt: skip

    def clean_new_parts(self) -> list[tuple[str, str, str]]:
        """Lines of "name | unit"."""
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["new_parts"].splitlines())):
            name, bar, unit = (piece.strip() for piece in line.partition("|"))
            if not (bar and name and unit):
                raise forms.ValidationError(_("Dòng “%(line)s” thiếu đơn vị tính. Ví dụ: đã tổ chức | cuộc"),
                                            params={"line": line[:60]})  # fmt: skip
            found.append(("", name[:120], unit[:30]))
        return found

    def edit(self) -> Edit:
        """The change (after `is_valid`)."""
        data, parts, by_hand = self.cleaned_data, [], set()
        for part in self.indicator.parts if self.indicator else ():
            if data[f"name:{part.id}"].strip():
                parts.append((part.id, data[f"name:{part.id}"].strip(), data[f"unit:{part.id}"].strip()))
            if part.figure and not data[f"counted:{part.id}"]:
                by_hand.add(part.id)
        return Edit(
            "indicator", "save" if self.indicator else "add", self.indicator.id if self.indicator else data["group"],
            title=" ".join(data["title"].split()), section=data["section"], basis=data["basis"].strip(),
            hint=data["hint"].strip(), parts=(*parts, *data["new_parts"]), by_hand=frozenset(by_hand),
            by_unit=data.get("level", "unit") == "unit",
        )  # fmt: skip
