"""A line of the register and the matter it belongs to; papers that were handed in."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.duties.messages import LANGUAGE
from danchu.petitions.forms.reception.heard import HandInForm, LinkForm, MakeCaseForm
from danchu.petitions.messages import reception as words
from danchu.petitions.papers.handed import handed_paper
from danchu.petitions.policies.reception import check_receive
from danchu.petitions.queries import heard as queries
from danchu.petitions.services import heard as services
from danchu.petitions.states import Condition, Topic
from danchu.petitions.views.staff.cases import slip
from danchu.petitions.views.staff.reception import paper_answer, visit_or_404


def _visit(request, pk: int):
    one = visit_or_404(request, pk)
    check_receive(request.access)
    return one, reverse("reception:visit", args=[pk])


@staff_page
@form_page
def make_case(request, pk):
    """What was heard becomes a matter; its slip with the PIN is the answer."""
    one, back = _visit(request, pk)
    form = MakeCaseForm(
        request.POST or None, request.FILES or None, is_group=one.is_group,
        initial={"text": one.about, "representatives": one.speakers},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            issued = services.make_case(
                visit=one, text=data["text"], topic=Topic(data["topic"]), read_back=data["read_back"],
                asked_first=data["asked_first"], landmark=data["landmark"], may_show=data["may_show"],
                representatives=form.spoken, uploads=data["uploads"], by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return slip(request, issued)
    context = {
        "form": form, "title": _("Lập phản ánh, kiến nghị"), "lede": words.visit_title(one), "back_url": back,
        "action": _("Lập và in biên nhận"),
        "consequences": [
            _("Người dân có mã và số PIN để theo dõi. Họ về rồi thì lần tới đến bàn cấp lại số PIN."),
            _("Phân loại xong là đã trả lời lượt tiếp này, không phải trả lời hai lần."),
        ],
    }  # fmt: skip
    return render(request, "core/confirm.html", context, status=422 if form.errors else 200)


@staff_page
@form_page
def link(request, pk):
    """The person names the code of what is there already."""
    one, back = _visit(request, pk)

    def act(form):
        found = queries.cases_with(request.access, form.cleaned_data["code"])
        case = next((each for each in found if each.part == form.cleaned_data["part"]), None)
        if case is None:  # the same sentence for what is not there and what is not to be seen
            raise Refused(_("Không có việc nào mang mã này mà bạn xử lý được. Xem lại mã trên giấy biên nhận."))
        services.link_visit(visit=one, case=case, by=request.access.person, now=clock.now())

    return step(
        request, LinkForm(request.POST or None), act, then=back, said=_("Đã nối. Đơn vị trả lời được báo."),
        title=_("Nối với việc đã có"), lede=words.visit_title(one), action=_("Nối"), back_url=back,
        consequences=[_("Người dân được trả lời một lần, ở việc ấy.")],
    )  # fmt: skip


@staff_page
@form_page
def hand_in(request, pk):
    """The papers handed in, for the receipt of form 02/TCD."""
    one, back = _visit(request, pk)

    def act(form):
        papers = [(name, pages, Condition(condition)) for name, pages, condition in form.papers]
        services.hand_in(visit=one, papers=papers, by=request.access.person, now=clock.now())

    return step(
        request, HandInForm(request.POST or None), act, then=back, said=_("Đã ghi. In giấy biên nhận đưa người dân."),
        title=_("Giấy tờ người dân nộp"), lede=words.visit_title(one), action=_("Ghi"), back_url=back,
    )  # fmt: skip


@staff_page
@require_safe
def receipt_paper(request, pk, fmt):
    """Form 02/TCD."""
    one, _back = _visit(request, pk)
    papers = list(one.handed.select_related("by"))
    if not papers:
        raise Http404
    with override(LANGUAGE):
        content = handed_paper(one, papers)
    return paper_answer(content, f"bien-nhan-{one.year}-{one.pk}", fmt)
