"""The last steps: seen as the public will, put before who approves, published, corrected, taken down."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.channels.queries import form_words
from danchu.channels.states import Form
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import not_now, sent, step
from danchu.core.templatetags.vietnamese import day
from danchu.disclosure import policies, queries, rules, services
from danchu.disclosure.forms.deciding import CorrectForm, ReasonForm, SeenForm, WithdrawForm
from danchu.disclosure.forms.preparing import RevisionForm
from danchu.disclosure.queries.kinds import demand_of
from danchu.disclosure.states import Ground, VersionState
from danchu.disclosure.views.staff.items import as_public, law_behind, place_of
from danchu.disclosure.views.staff.loading import (
    begin_first,
    draft_of,
    item_or_404,
    item_to_prepare,
    way,
)  # fmt: skip


def seen(item, version, today: datetime.date) -> dict:
    """What the preview and the approver see: the version as the public will, and what follows from publishing it."""
    return {
        "item": item, "version": version, **as_public(item, version, today),
        "names": queries.names_shown(version, today, preview=True), "differences": queries.differences(version),
        "orders": _orders(item, version, today), "late_words": _lateness(item, today),
    }  # fmt: skip


def _orders(item, version, today: datetime.date) -> list[dict]:
    """What will be ordered the moment it is public: `words`, `when`, `why` (the article)."""
    put_up_by = max(item.due_on or today, today + datetime.timedelta(days=1))
    demand, law = demand_of(item), law_behind(item)
    hangs = demand.hangs_days if demand.is_posted else rules.HANGS_DAYS
    until = _("ít nhất %(n)s ngày liên tục, không tính ngày dán; dán ngày %(day)s thì giữ hết ngày %(last)s") % {
        "n": hangs, "day": day(put_up_by), "last": day(put_up_by + datetime.timedelta(days=hangs or 0)),
    } if hangs else _("dán thường xuyên, thay khi nội dung đổi")  # fmt: skip
    said = {
        "a": _("dán chậm nhất %(day)s; %(until)s") % {"day": day(put_up_by), "until": until},
        "b": _("ngay khi duyệt"),
        "c": _("ít nhất %(n)s ngày liên tục") % {"n": rules.AIRS_DAYS},
        "d": _("báo đến từng hộ hoặc tại cuộc họp của thôn, bản"),
    }
    letters = demand.forms + version.extra_forms
    found = []
    for form in Form:
        if form.value not in letters:
            continue
        place = place_of(rules.article_of(demand, form.value), law)
        found.append({
            "words": form_words(form), "when": said.get(form.value, _("ghi lại khi đã làm")),
            "why": place or _("xã chọn thêm"),
        })  # fmt: skip
    return found


def _lateness(item, today: datetime.date) -> str:
    """Whether publishing today is in time, in a sentence; "" where no day is known."""
    if item.due_on is None:
        return ""
    if item.public_on:
        return _("Công khai lần đầu ngày %(day)s.") % {"day": day(item.public_on)}
    if today > item.due_on:
        return _("Hạn là %(day)s, đã quá %(n)s ngày: bản này sẽ ghi là công khai muộn.") % {
            "day": day(item.due_on), "n": (today - item.due_on).days,
        }  # fmt: skip
    return _("Hạn là %(day)s: công khai hôm nay là đúng hạn.") % {"day": day(item.due_on)}


@staff_page
@form_page
def preview(request, pk):
    """The draft as the public will see it; sent, it goes before who approves."""
    item, version = draft_of(request, pk)
    if version is None:
        return begin_first(request, item)
    form = RevisionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.submit(version=version, by=request.access.person, now=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã trình duyệt. Chủ tịch, Phó Chủ tịch thấy bản này ở trang Hôm nay."))
            return redirect("disclosure:item", pk=pk)
    return render(request, "disclosure/staff/preview.html", {
        **seen(item, version, clock.today()), "form": form, "lacks": policies.lacks(version),
        "way": way(item, version, "preview"),
    }, status=422 if form.errors else 200)  # fmt: skip


@staff_page
@form_page
def approve(request, pk):
    """The version that waits, as the public will see it; approved, it is public at once."""
    item = item_or_404(request, pk)
    policies.check_approve(request.access, item)
    version = queries.in_making(item)
    if version is None or version.state != VersionState.WAITING:  # a second click, or the way back after it
        return redirect("disclosure:item", pk=pk)
    form = SeenForm(sent(request), initial={"revision": version.revision})
    if request.method == "POST" and form.is_valid():
        try:
            services.publish(
                version=version, revision=form.cleaned_data["revision"], by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            form = SeenForm(None, initial={"revision": version.revision})
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã công khai. Sổ công khai đã ghi; lệnh dán, phát, báo đã gửi đi."))
            return redirect("disclosure:item", pk=pk)
    return render(request, "disclosure/staff/approve.html", {
        **seen(item, version, clock.today()), "form": form,
        "own": version.submitted_by_id == request.access.person.pk,
    }, status=422 if form.errors else 200)  # fmt: skip


def _ask(request, form, item, act, **page):
    back = reverse("disclosure:item", args=[item.pk])
    return step(request, form, act, **{"then": back, "lede": item.title, "back_url": back, **page})


@staff_page
@form_page
def send_back(request, pk):
    """Not right yet, with the reason."""
    item = item_or_404(request, pk)
    policies.check_approve(request.access, item)
    version = queries.in_making(item)
    if version is None or version.state != VersionState.WAITING:
        return redirect("disclosure:item", pk=pk)
    form = ReasonForm(sent(request))
    return _ask(
        request, form, item,
        lambda form: services.return_to_writer(
            version=version, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        then="disclosure:list", said=_("Đã trả lại. Người soạn đọc được lý do."),
        title=_("Trả lại để sửa"), action=_("Trả lại kèm lý do"),
    )  # fmt: skip


@staff_page
@form_page
def correct(request, pk):
    """Begins the next version of what is public: with its words and papers, and what it changes."""
    item = item_to_prepare(request, pk)
    back = reverse("disclosure:item", args=[pk])
    if answer := not_now(request, lambda: policies.check_correct(request.access, item), back=back):
        return answer
    form = CorrectForm(sent(request))
    return _ask(
        request, form, item,
        lambda form: services.correct(
            item=item, what_changed=form.cleaned_data["what_changed"], by=request.access.person, now=clock.now()
        ),
        then=reverse("disclosure:words", args=[pk]), title=_("Đính chính nội dung công khai"),
        action=_("Soạn bản đính chính"),
        consequences=[
            _("Bản đang công khai vẫn giữ nguyên cho đến khi bản mới được duyệt."),
            _("Bản mới bắt đầu bằng lời, văn bản và danh sách của bản đang công khai; chỉ sửa chỗ sai."),
            _("Khi duyệt, bản mới được công khai lại từ đầu: dán lại, phát lại; người dân thấy chỗ nào đã đổi."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def withdraw(request, pk):
    """Takes down what is public, for a ground from the closed list."""
    item = item_or_404(request, pk)
    back = reverse("disclosure:item", args=[pk])
    if answer := not_now(request, lambda: policies.check_withdraw(request.access, item), back=back):
        return answer
    form = WithdrawForm(sent(request))
    return _ask(
        request, form, item,
        lambda form: services.withdraw(
            version=item.versions.filter(state=VersionState.PUBLIC).first(), ground=Ground(form.cleaned_data["ground"]),
            why=form.cleaned_data["why"], by=request.access.person, now=clock.now(),
        ),
        said=_("Đã gỡ. Sổ công khai ghi căn cứ và lý do; các bảng được báo gỡ xuống."),
        title=_("Gỡ nội dung công khai?"), action=_("Gỡ nội dung"), danger=True,
        consequences=[
            _("Không ai mở được văn bản của bản này nữa; các bảng tin phải gỡ xuống."),
            _("Việc đã công khai, ngày gỡ, căn cứ và lý do vẫn công khai; người dân thấy cách phản đối việc gỡ."),
            _("Bản gốc được giữ kín, không xóa. Chỉ sai số liệu thì nên đính chính thay vì gỡ."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def discard(request, pk):
    """A draft that will not go out is removed."""
    item, version = draft_of(request, pk)
    if version is None:
        return redirect("disclosure:item", pk=pk)
    form = RevisionForm(sent(request))
    return _ask(
        request, form, item,
        lambda _form: services.discard(item=item, by=request.access.person, now=clock.now()),
        said=_("Đã bỏ bản đang soạn."), title=_("Bỏ bản đang soạn?"), action=_("Bỏ bản này"), danger=True,
        consequences=[_("Lời, văn bản và danh sách của bản đang soạn bị xóa, không lấy lại được."),
                      _("Bản đang công khai, nếu có, không thay đổi.")],
    )  # fmt: skip
