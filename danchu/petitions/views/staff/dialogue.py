"""A dialogue about a matter in the workspace, and what was promised in it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.petitions.forms.dialogue import DialogueForm, DoneForm, MoveForm, NotComeForm, TalkForm
from danchu.petitions.forms.sorting import WordsForm
from danchu.petitions.messages import dialogue as words
from danchu.petitions.models import Dialogue, Pledge
from danchu.petitions.policies.dialogue import can_talk, check_pledge, check_talk
from danchu.petitions.queries.dialogue import may_chair
from danchu.petitions.services import cases as services
from danchu.petitions.services.cases import Promised
from danchu.petitions.views.staff.cases import case_or_404
from danchu.petitions.views.staff.sorting import case_step, units_of


def _dialogue_or_404(request, pk: int) -> Dialogue:
    """A dialogue of a matter that the person sees; for everybody else it is not there."""
    one = get_object_or_404(Dialogue.objects.select_related("chaired_by", "set_by", "noted_by"), pk=pk)
    one.case = case_or_404(request, one.case_id)
    return one


def _talking(request, pk: int) -> tuple[Dialogue, object]:
    one = _dialogue_or_404(request, pk)
    check_talk(request.access, one.case)
    return one, request.access.person


def _step(request, one: Dialogue, form, act, **page):
    """A step of a dialogue: its matter stands above, and it leads to the dialogue's page."""
    home = reverse("petition_dialogue:dialogue", args=[one.pk])
    return step(
        request, form, act, then=home, back_url=home, one=one.case, template="petitions/dialogue/step.html",
        dialogue=one, lede=words.when_and_where(one), **page,
    )  # fmt: skip


@staff_page
@form_page
def announce(request, pk):
    """A dialogue is announced: the person reads it at once."""
    case = case_or_404(request, pk)
    check_talk(request.access, case)
    form = DialogueForm(
        request.POST or None, people=may_chair(case, clock.today()),
        initial={"place": case.commune.address or _("trụ sở Ủy ban nhân dân xã")},
    )  # fmt: skip
    return case_step(
        request, case, form,
        lambda form: services.announce(case=case, **form.cleaned_data, by=request.access.person, now=clock.now()),
        said=_("Đã hẹn đối thoại. Người gửi thấy ngay."), title=_("Hẹn đối thoại"), action=_("Hẹn"),
        lede=case.summary or case.name,
        consequences=[
            _("Người gửi thấy ngày, giờ, nơi, ai chủ trì, ai được mời bằng mã và số PIN. Không dùng mạng thì in giấy "
              "mời gửi tận tay."),
            _("Chưa ghi kết quả hoặc chưa hủy thì chưa trả lời được. Hạn trả lời vẫn chạy."),
            words.whose_choice(),
        ],
    )  # fmt: skip


@staff_page
@require_safe
def detail(request, pk):
    """One dialogue: when and where, what became of it, what was promised."""
    one = _dialogue_or_404(request, pk)
    context = {
        "one": one.case, "dialogue": one, "when": words.when_and_where(one), "tag": words.TAGS[one.state],
        "pledges": one.pledges.select_related("unit"), "may": can_talk(request.access, one.case) and one.is_ahead,
        "absence": words.absence(one) if one.excused is not None else "", "choice": words.whose_choice(),
    }  # fmt: skip
    return render(request, "petitions/dialogue/detail.html", context)


@staff_page
@form_page
def move(request, pk):
    """Another day, hour or place."""
    one, person = _talking(request, pk)
    form = MoveForm(request.POST or None, initial={"on": one.on, "begins": one.begins, "place": one.place})
    return _step(
        request, one, form,
        lambda form: services.move_dialogue(dialogue=one, **form.cleaned_data, by=person, now=clock.now()),
        said=_("Đã dời. Người gửi thấy ngay."), title=_("Dời buổi đối thoại"), action=_("Dời"),
        consequences=[_("Người gửi đọc được ngày mới và lý do. Hạn trả lời không đổi.")],
    )  # fmt: skip


@staff_page
@form_page
def call_off(request, pk):
    """It does not take place."""
    one, person = _talking(request, pk)
    form = WordsForm(request.POST or None, label=_("Lý do hủy"), hint=_("Người gửi đọc được câu này."))
    return _step(
        request, one, form,
        lambda form: services.call_off(dialogue=one, why=form.cleaned_data["words"], by=person, now=clock.now()),
        said=_("Đã hủy buổi đối thoại."), title=_("Hủy buổi đối thoại?"), action=_("Hủy buổi này"), danger=True,
        consequences=[_("Việc vẫn được xem xét, trả lời đúng hạn.")],
    )  # fmt: skip


@staff_page
@form_page
def note_talk(request, pk):
    """It was held."""
    one, person = _talking(request, pk)
    form = TalkForm(request.POST or None, units=units_of(one.case.commune))
    return _step(
        request, one, form,
        lambda form: services.note_talk(
            dialogue=one, **form.outcome, promised=[Promised(*each) for each in form.promised], by=person,
            now=clock.now(),
        ),
        said=_("Đã ghi kết quả. In biên bản ở mục giấy tờ để các bên ký."), title=_("Ghi kết quả đối thoại"),
        action=_("Ghi kết quả"),
        consequences=[
            _("Người gửi đọc được điều đã thống nhất, điều còn khác nhau và việc hẹn."),
            _("Đơn vị có việc hẹn thấy trong việc phải làm."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def note_not_come(request, pk):
    """The person did not come."""
    one, person = _talking(request, pk)
    return _step(
        request, one, NotComeForm(request.POST or None),
        lambda form: services.note_not_come(dialogue=one, **form.cleaned_data, by=person, now=clock.now()),
        said=_("Đã ghi."), title=_("Người gửi không đến"), action=_("Ghi"),
        consequences=[_("Không đến cũng không mất quyền được trả lời: việc vẫn xem xét tiếp, hoặc hẹn buổi khác.")],
    )  # fmt: skip


@staff_page
@form_page
def pledge(request, pk):
    """What was promised, for the unit that owes it too: done."""
    rows = Pledge.objects.visible_to(request.access).select_related("dialogue__case__commune", "unit").distinct()
    one = get_object_or_404(rows, pk=pk)
    check_pledge(request.access, one)
    if one.done_on:
        return render(request, "petitions/dialogue/pledge.html", {"pledge": one})
    return step(
        request, DoneForm(request.POST or None, initial={"on": clock.today()}),
        lambda form: services.keep_pledge(pledge=one, **form.cleaned_data, by=request.access.person, now=clock.now()),
        then=reverse("petition_dialogue:pledge", args=[one.pk]), said=_("Đã ghi là xong."),
        back_url=reverse("workspace:home"),
        title=_("Việc hẹn sau đối thoại"), action=_("Ghi đã làm"), pledge=one,
        template="petitions/dialogue/pledge_step.html",
        lede=one.what,
    )  # fmt: skip
