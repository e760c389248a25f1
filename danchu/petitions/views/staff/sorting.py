"""The steps of who sorts: accept, send on, show the way, protect, refuse, name, split, link."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, step
from danchu.organisation.models import Person, Unit
from danchu.organisation.states import ASKED_NOT_ORDERED
from danchu.petitions.forms.sorting import (
    AboutForm,
    AcceptForm,
    EntrustForm,
    ProtectForm,
    RefuseForm,
    SendForm,
    SplitForm,
)
from danchu.petitions.messages import cases as words
from danchu.petitions.policies import cases as policies
from danchu.petitions.queries import cases as queries
from danchu.petitions.queries.desk import may_keep
from danchu.petitions.services import cases as services
from danchu.petitions.services.cases.sorting import Piece
from danchu.petitions.states import CaseState, Ground, Kind, Topic
from danchu.petitions.views.staff.cases import case_or_404


def units_of(commune):
    """The commune's own units that may be given something to answer."""
    return Unit.objects.filter(commune=commune).on(clock.today()).exclude(kind__in=ASKED_NOT_ORDERED)


def moving(request, pk, to: CaseState):
    """The matter and who acts, for who may bring it to the state `to`. A page of a step that another has overtaken is
    refused; a form sent from one is answered by its service, so that nothing typed is lost.
    """
    one = case_or_404(request, pk)
    try:
        policies.check_move(request.access, one, to)
    except Refused as refusal:
        if request.method != "POST":
            raise PermissionDenied(str(refusal)) from refusal
    return one, request.access.person


def _desk(request, pk):
    one = case_or_404(request, pk)
    policies.check_sort(request.access, one)
    return one, request.access.person


def case_step(request, one, form, act, *, then: str = "", lede: str = "", **page):
    """A step of a matter: its name stands above, and both done and given up it leads (without `then`) to its page."""
    home = reverse("petitions:case", args=[one.pk])
    return step(
        request, form, act, then=then or home, lede=lede or one.name, back_url=home, one=one,
        template="petitions/cases/sort.html", **page,
    )  # fmt: skip


@staff_page
@form_page
def accept(request, pk):
    """It is the commune's own: a unit answers."""
    one, person = moving(request, pk, CaseState.ACCEPTED)
    form = AcceptForm(request.POST or None, units=units_of(one.commune), initial={"kind": one.kind, "topic": one.topic})

    def act(form):
        data = form.cleaned_data
        services.accept(
            case=one, unit=data["unit"], kind=Kind(data["kind"]), topic=Topic(data["topic"]), summary=data["summary"],
            checks=form.checks, by=person, now=clock.now(),
        )  # fmt: skip

    return case_step(
        request, one, form, act, said=_("Đã giao đơn vị trả lời."), title=_("Phân loại, giao trả lời"),
        action=_("Giao trả lời"),
        consequences=[_("Người gửi thấy ngay ai trả lời và chậm nhất ngày nào."), _("Việc vào sổ, có số.")],
    )  # fmt: skip


@staff_page
@form_page
def transfer(request, pk):
    """Another body's: sent on, with a slip."""
    one, person = moving(request, pk, CaseState.TRANSFERRED)

    def act(form):
        services.transfer(case=one, by=person, now=clock.now(), **form.cleaned_data)

    return case_step(
        request, one, SendForm(request.POST or None), act, said=_("Đã chuyển. In phiếu chuyển để gửi kèm."),
        title=_("Chuyển nơi có thẩm quyền"), action=_("Chuyển"),
        consequences=[_("Việc ở xã kết thúc; người gửi biết chuyển đến đâu, hỏi ai.")],
    )  # fmt: skip


@staff_page
@form_page
def guide(request, pk):
    """Shown the right place; nothing is sent."""
    one, person = moving(request, pk, CaseState.GUIDED)

    def act(form):
        services.guide(case=one, by=person, now=clock.now(), **form.cleaned_data)

    return case_step(
        request, one, SendForm(request.POST or None), act, said=_("Đã hướng dẫn."),
        title=_("Hướng dẫn đúng nơi"), action=_("Gửi hướng dẫn"),
        consequences=[_("Việc ở xã kết thúc; không gửi gì đi đâu.")],
    )  # fmt: skip


@staff_page
@form_page
def refuse(request, pk):
    """On a ground of the closed list."""
    one, person = moving(request, pk, CaseState.REFUSED)

    def act(form):
        data = form.cleaned_data
        services.decline(
            case=one, ground=Ground(data["ground"]), told=data["told"], turn_to=data["turn_to"], by=person,
            now=clock.now(),
        )  # fmt: skip

    return case_step(
        request, one, RefuseForm(request.POST or None), act, said=_("Đã ghi căn cứ và lý do."),
        title=_("Không xử lý?"), action=_("Không xử lý"), danger=True,
        consequences=[_("Người gửi đọc được căn cứ, lý do và nơi cần đến.")],
    )  # fmt: skip


@staff_page
@form_page
def protect(request, pk):
    """A complaint or a denunciation: sealed, and the lawful way shown."""
    one, person = moving(request, pk, CaseState.GUIDED)
    policies.check_sort(request.access, one)
    kind = Kind.COMPLAINT if request.GET.get("loai") == "khieu-nai" else Kind.DENUNCIATION
    meant = [about.person for about in one.abouts.select_related("person")]
    leader = queries.is_of_a_leader(meant, one.commune, clock.today())
    where, told = words.lawful_way(kind, one.commune, of_a_leader=leader)
    form = ProtectForm(request.POST or None, initial={"kind": kind, "where": where, "told": told})

    def act(form):
        data = form.cleaned_data
        services.protect(
            case=one, kind=Kind(data["kind"]), where=data["where"], told=data["told"], checks=form.checks, by=person,
            now=clock.now(),
        )  # fmt: skip

    said = [
        _("Việc được niêm kín: chỉ bạn còn mở được; không vào sổ chung, không vào thống kê từng việc."),
        _("Người gửi đọc lời nói dưới đây bằng mã và số PIN."),
    ]
    if leader:
        said.append(_("Nói về Chủ tịch hoặc Phó Chủ tịch: chỉ nơi cấp trên; hai người ấy không xem được."))
    return case_step(
        request, one, form, act, said=_("Đã niêm kín và chỉ cách gửi."), title=_("Khiếu nại, tố cáo: niêm kín"),
        action=_("Niêm kín, gửi hướng dẫn"),
        consequences=said,
    )  # fmt: skip


@staff_page
@form_page
def entrust(request, pk):
    """A sealed matter is kept by another at the desk."""
    one, person = _desk(request, pk)
    meant = {about.person_id for about in one.abouts.all()}
    others = [each.pk for each in may_keep(one.commune, clock.today(), meant=meant) if each.pk != person.pk]
    form = EntrustForm(request.POST or None, people=Person.objects.filter(pk__in=others))
    return case_step(
        request, one, form,
        lambda form: services.entrust(case=one, to=form.cleaned_data["to"], by=person, now=clock.now()),
        then=reverse("petitions:index"), said=_("Đã giao. Bạn không còn mở được việc này."),
        title=_("Giao người khác giữ"), action=_("Giao"),
        consequences=[_("Bạn không còn mở được việc này.")],
    )  # fmt: skip


@staff_page
@form_page
def name_people(request, pk):
    """Whom it is about."""
    one, person = _desk(request, pk)
    people = queries.who_may_be_meant(one.commune, clock.today())
    meant = [about.person_id for about in one.abouts.all()]
    form = AboutForm(request.POST or None, people=people, initial={"people": meant})

    def act(form):
        services.name_people(case=one, people=form.cleaned_data["people"], by=person, now=clock.now())

    return case_step(
        request, one, form, act, said=_("Đã ghi. Những người ấy không xem được việc này."),
        title=_("Việc này nói về ai"), action=_("Ghi lại"),
        consequences=[_("Người được chọn không thấy việc này ở danh sách, tìm kiếm, thông báo nào.")],
    )  # fmt: skip


@staff_page
@form_page
def split(request, pk):
    """One submission is several matters."""
    one, person = _desk(request, pk)
    attachments = list(one.submission.attachments.select_related("file"))
    initial = {"keep": one.text, "keep_files": [each.pk for each in attachments]}
    form = SplitForm(request.POST or None, attachments=attachments, initial=initial)

    def act(form):
        pieces = [Piece(text, Kind(kind), Topic(topic), files) for text, kind, topic, files in form.pieces()]
        kept = frozenset(form.cleaned_data.get("keep_files") or ())
        services.split(
            case=one, keep=form.cleaned_data["keep"], pieces=pieces, files=kept, by=person, now=clock.now()
        )  # fmt: skip

    return case_step(
        request, one, form, act, said=_("Đã tách. Mỗi việc phân loại riêng."), title=_("Tách thành nhiều việc"),
        action=_("Tách"),
        consequences=[
            _("Mỗi việc một số, một đơn vị trả lời, nối với nhau; người gửi vẫn dùng một mã."),
            _("Khiếu nại, tố cáo tách ra được niêm kín ngay."),
        ],
    )  # fmt: skip


@staff_page
@require_POST
def link(request, pk, other):
    """A person says that two matters are the same."""
    one, person = _desk(request, pk)
    earlier = case_or_404(request, other)
    return at_once(
        request, lambda: services.link(case=one, earlier=earlier, by=person, now=clock.now()),
        then=reverse("petitions:case", args=[pk]),
        said=_("Đã nối hai việc. Mỗi việc vẫn được trả lời cho người gửi của nó."),
    )  # fmt: skip
