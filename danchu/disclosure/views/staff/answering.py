"""The steps of who handles a request: ask for more, say or extend the time, answer, refuse, pass on, hand over."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.disclosure.forms.requests import AnswerForm, CheckedForm, HandForm, RefuseForm, WordsForm
from danchu.disclosure.policies import requests as policies
from danchu.disclosure.services import requests as services
from danchu.disclosure.states import RequestKind
from danchu.disclosure.views.staff.requests import request_or_404
from danchu.organisation.models import Unit
from danchu.organisation.states import ASKED_NOT_ORDERED


def _open(request, pk):
    one = request_or_404(request, pk)
    policies.check_handle(request.access, one)
    return one, request.access.person, reverse("information:detail", args=[pk])


def _worded(request, pk, act, *, label: str, hint: str = "", done: str, **context):
    """A step that asks for a few words."""
    one, person, back = _open(request, pk)
    form = WordsForm(request.POST or None, label=label, hint=hint)

    def acting(form):
        act(one, form.cleaned_data["words"], person)
        messages.success(request, done)

    return step(request, form, acting, then=back, lede=str(one), back_url=back, **context)


@staff_page
@form_page
def complete(request, pk):
    """The person is asked to say more."""
    return _worded(
        request, pk,
        lambda one, said, by: services.ask_to_complete(request=one, what=said, by=by, now=clock.now()),
        label=_("Cần bổ sung điều gì"), hint=_("Người yêu cầu đọc được câu này khi nhập mã và số PIN."),
        title=_("Đề nghị bổ sung"), action=_("Gửi đề nghị bổ sung"), done=_("Đã đề nghị bổ sung; thời hạn tạm dừng."),
        consequences=[_("Thời hạn tạm dừng, tính lại từ ngày người yêu cầu bổ sung.")],
    )  # fmt: skip


@staff_page
@form_page
def accept(request, pk):
    """It has to be gathered: the longer time."""
    return _worded(
        request, pk, lambda one, said, by: services.accept(request=one, why=said, by=by, now=clock.now()),
        label=_("Vì sao cần tập hợp"), hint=_("Ví dụ: số liệu nằm ở nhiều phòng. Hệ thống tự ghi ngày trả lời."),
        title=_("Thông tin phải tập hợp, báo thời hạn"), action=_("Báo thời hạn"), done=_("Đã báo thời hạn mới."),
        consequences=[_("Áp dụng thời hạn dài hơn của thông tin phức tạp; người yêu cầu được báo ngày cụ thể.")],
    )  # fmt: skip


@staff_page
@form_page
def extend(request, pk):
    """Once more time, within what the law lets."""
    return _worded(
        request, pk, lambda one, said, by: services.extend(request=one, why=said, by=by, now=clock.now()),
        label=_("Lý do gia hạn"), title=_("Gia hạn trả lời"), action=_("Gia hạn"), done=_("Đã gia hạn."),
        consequences=[_("Chỉ gia hạn được một lần, khi còn trong hạn, nhiều nhất bằng mức luật cho phép.")],
    )  # fmt: skip


@staff_page
@form_page
def answer(request, pk):
    """The answer, with files; for something reported wrong, what came of checking."""
    one, person, back = _open(request, pk)
    if one.kind == RequestKind.WRONG:
        form = CheckedForm(request.POST or None)
        title, consequences = _("Trả lời người báo sai"), [_("Người báo đọc được câu trả lời bằng mã và số PIN.")]
    else:
        form = AnswerForm(request.POST or None, request.FILES or None, commune=one.commune)
        title, consequences = _("Trả lời"), [_("Người yêu cầu đọc câu trả lời, tải tệp bằng mã và số PIN.")]

    def act(form):
        given = dict(form.cleaned_data)
        services.answer(request=one, files=given.pop("uploads", ()), by=person, now=clock.now(), **given)
        messages.success(request, _("Đã trả lời."))

    return step(
        request, form, act, then=back, title=title, lede=str(one), action=_("Gửi trả lời"), back_url=back,
        consequences=consequences,
    )  # fmt: skip


@staff_page
@form_page
def refuse(request, pk):
    """A refusal, for a ground of the closed list."""
    one, person, back = _open(request, pk)

    def act(form):
        services.refuse(request=one, by=person, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Đã ghi từ chối kèm lý do."))

    return step(
        request, RefuseForm(request.POST or None), act, then=back, title=_("Từ chối cung cấp?"), lede=str(one),
        action=_("Từ chối"), danger=True, back_url=back,
        consequences=[
            _("Người yêu cầu đọc được căn cứ, lý do và cách khiếu nại."), _("Số lượt từ chối được công khai."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def pass_on(request, pk):
    """Another body holds it."""
    return _worded(
        request, pk,
        lambda one, said, by: services.pass_on_with_guidance(request=one, where=said, by=by, now=clock.now()),
        label=_("Cơ quan nào giữ, địa chỉ, điện thoại"), title=_("Hướng dẫn đến nơi khác"), action=_("Gửi hướng dẫn"),
        done=_("Đã hướng dẫn."), consequences=[_("Yêu cầu ở xã kết thúc; người yêu cầu được chỉ nơi cần đến.")],
    )  # fmt: skip


@staff_page
@form_page
def hand(request, pk):
    """Another unit of the commune handles it."""
    one, person, back = _open(request, pk)
    units = Unit.objects.filter(commune=one.commune).on(clock.today()).exclude(kind__in=ASKED_NOT_ORDERED)
    form = HandForm(request.POST or None, units=units.exclude(pk=one.unit_id))

    def act(form):
        services.hand_over(request=one, unit=form.cleaned_data["unit"], by=person, now=clock.now())
        messages.success(request, _("Đã chuyển."))

    return step(
        request, form, act, then=reverse("information:index"), title=_("Chuyển đơn vị xử lý"), lede=str(one),
        action=_("Chuyển"), back_url=back, consequences=[_("Hạn trả lời giữ nguyên.")],
    )  # fmt: skip
