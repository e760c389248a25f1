"""The steps of who answers: take up, ask, extend, hand over, answer."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once
from danchu.petitions.forms.bringing import GivenForm
from danchu.petitions.forms.dialogue import CheckForm, PauseForm
from danchu.petitions.forms.sorting import AnswerForm, HandForm, WordsForm
from danchu.petitions.messages.answers import lack_words
from danchu.petitions.policies import cases as policies
from danchu.petitions.queries.cases import is_talk_ahead
from danchu.petitions.rules.answers import PLACE_OF, Draft, lacking
from danchu.petitions.services import cases as services
from danchu.petitions.states import CaseState, Decision
from danchu.petitions.views.staff.cases import case_or_404
from danchu.petitions.views.staff.sorting import case_step, moving, units_of


def _handling(request, pk):
    one = case_or_404(request, pk)
    policies.check_handle(request.access, one)
    return one, request.access.person


@staff_page
@form_page
def attach(request, pk):
    """A letter, a photo, a paper the person gave to who wrote down or who handles."""
    one, person = case_or_404(request, pk), request.access.person
    policies.check_attach(request.access, one)
    return case_step(
        request, one, GivenForm(request.POST or None, request.FILES or None),
        lambda form: services.attach(case=one, uploads=form.cleaned_data["uploads"], by=person, now=clock.now()),
        said=_("Đã đính kèm."), title=_("Đính ảnh, giấy tờ người dân đưa"), action=_("Đính kèm"),
        consequences=[_("Ai xem được việc này thì xem được giấy tờ. Nơi chụp, máy chụp trong ảnh được xóa.")],
    )  # fmt: skip


@staff_page
@require_POST
def take_up(request, pk):
    """The unit has it in hand."""
    one, person = moving(request, pk, CaseState.HANDLING)
    return at_once(
        request, lambda: services.take_up(case=one, by=person, now=clock.now()),
        then=reverse("petitions:case", args=[pk]), said=_("Đã ghi: đang xử lý. Người gửi thấy ngay."),
    )  # fmt: skip


@staff_page
@form_page
def ask(request, pk):
    """The person is asked."""
    one, person = _handling(request, pk)
    form = WordsForm(
        request.POST or None,
        label=_("Câu hỏi"),
        hint=_("Người gửi đọc và trả lời bằng mã và số PIN. Hỏi một điều một."),
    )
    return case_step(
        request, one, form,
        lambda form: services.ask(case=one, text=form.cleaned_data["words"], by=person, now=clock.now()),
        said=_("Đã hỏi người gửi."), title=_("Hỏi lại người gửi"), action=_("Hỏi"),
        consequences=[_("Chưa có trả lời thì chưa khép việc được. Hạn vẫn chạy.")],
    )  # fmt: skip


@staff_page
@form_page
def give_up(request, pk, question):
    """The answer is no longer waited for."""
    one, person = _handling(request, pk)
    asked = get_object_or_404(one.questions, pk=question)
    form = WordsForm(request.POST or None, label=_("Vì sao không chờ nữa"), hint=_("Ví dụ: hỏi hai lần, quá 10 ngày."))
    return case_step(
        request, one, form,
        lambda form: services.give_up(question=asked, why=form.cleaned_data["words"], by=person, now=clock.now()),
        said=_("Đã ghi lý do."), title=_("Không chờ câu trả lời nữa?"), lede=asked.text,
        action=_("Không chờ nữa"), consequences=[],
    )  # fmt: skip


@staff_page
@form_page
def extend(request, pk):
    """Once more time."""
    one, person = _handling(request, pk)
    form = WordsForm(request.POST or None, label=_("Lý do gia hạn"), hint=_("Người gửi đọc được câu này."))
    return case_step(
        request, one, form,
        lambda form: services.extend(case=one, why=form.cleaned_data["words"], by=person, now=clock.now()),
        said=_("Đã gia hạn."), title=_("Gia hạn trả lời"), action=_("Gia hạn"),
        consequences=[_("Chỉ một lần, khi còn trong hạn; người gửi thấy hạn mới và lý do.")],
    )  # fmt: skip


@staff_page
@form_page
def check(request, pk):
    """Somebody went and looked."""
    one, person = _handling(request, pk)
    return case_step(
        request, one, CheckForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.note_check(case=one, **form.cleaned_data, by=person, now=clock.now()),
        said=_("Đã ghi kiểm tra."), title=_("Ghi kiểm tra tại chỗ"), action=_("Ghi kiểm tra"),
        consequences=[_("Người gửi đọc được. Từ đây lập được thông báo kết luận.")],
    )  # fmt: skip


@staff_page
@form_page
def pause(request, pk):
    """It cannot be looked into for now."""
    one, person = _handling(request, pk)
    return case_step(
        request, one, PauseForm(request.POST or None),
        lambda form: services.pause(case=one, **form.cleaned_data, by=person, now=clock.now()),
        said=_("Đã ghi tạm dừng. Người gửi thấy ngay."), title=_("Tạm dừng xem xét"), action=_("Tạm dừng"),
        consequences=[
            _("Hạn trả lời không đổi: luật chỉ cho tạm đình chỉ khi giải quyết khiếu nại, không phải phản ánh, kiến "
              "nghị. Cần thêm thời gian thì gia hạn."),
            _("Đến ngày xem lại, đơn vị được nhắc."),
        ],
    )  # fmt: skip


@staff_page
@require_POST
def resume(request, pk):
    """What was waited for is there."""
    one, person = _handling(request, pk)
    return at_once(
        request, lambda: services.resume(case=one, by=person, now=clock.now()),
        then=reverse("petitions:case", args=[pk]), said=_("Đã ghi: xem xét tiếp. Người gửi thấy ngay."),
    )  # fmt: skip


@staff_page
@form_page
def hand_over(request, pk):
    """Another unit answers."""
    one, person = _handling(request, pk)
    form = HandForm(request.POST or None, units=units_of(one.commune).exclude(pk=one.unit_id))
    return case_step(
        request, one, form,
        lambda form: services.hand_over(case=one, unit=form.cleaned_data["unit"], by=person, now=clock.now()),
        then=reverse("petitions:index"), said=_("Đã chuyển đơn vị."), title=_("Chuyển đơn vị trả lời"),
        action=_("Chuyển"),
        consequences=[_("Hạn trả lời giữ nguyên.")],
    )  # fmt: skip


@staff_page
@form_page
def answer(request, pk):
    """The answer; what is lacking is said at its field."""
    one, person = moving(request, pk, CaseState.ANSWERED)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if form.is_bound:
        form.full_clean()
        for lack in _lacks(one, form.cleaned_data):
            if (place := PLACE_OF.get(lack.value)) not in form.errors:  # the field has already said so itself
                form.add_error(place, lack_words(lack))

    def act(form):
        data = dict(form.cleaned_data)
        data["decision"] = Decision(data["decision"])
        services.answer(case=one, by=person, now=clock.now(), **data)

    return case_step(
        request, one, form, act, said=_("Đã trả lời."), title=_("Trả lời"), lede=one.summary or one.name,
        action=_("Gửi trả lời"),
        consequences=[
            _("Người gửi đọc được bằng mã và số PIN, rồi cho biết đã được giải quyết chưa."),
            _("Chưa được thì việc mở lại một lần, không cần đơn mới."),
        ],
    )  # fmt: skip


def _lacks(one, data) -> list:
    """Everything that is lacking, whatever the form itself found wrong: one look, one list."""

    def said(name: str) -> str:
        return data.get(name, "")

    waiting = sum(1 for question in one.questions.all() if question.is_open)
    draft = Draft(
        Decision(data.get("decision") or Decision.RIGHT), said("reasons"), said("basis"), said("next_step"),
        data.get("next_by"), len(data.get("uploads", ())), said("no_evidence"), said("turn_to"), waiting,
        is_talk_ahead(one),
    )  # fmt: skip
    return lacking(draft, clock.today())
