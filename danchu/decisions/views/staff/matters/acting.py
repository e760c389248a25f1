"""What moves a matter on: the question stands, everyone is told, a vote is opened; or it is taken back, dropped."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent, step
from danchu.decisions import policies, services
from danchu.decisions.forms.matters import ReasonForm, TellForm
from danchu.decisions.messages import choices as law
from danchu.decisions.messages import matters as words
from danchu.decisions.queries import matters as queries
from danchu.decisions.services.contents import ELECTIONS
from danchu.decisions.views.staff.matters.loading import matter_or_404, matter_to_run


def _confirm(request, matter, act, *, done: str, form=None, then: str | Callable = "", **page):
    """A page that says what will happen; sent, `act(form)` is called and (without `then`) the matter shown again."""
    home = reverse("decisions:matter", args=[matter.pk])
    return step(
        request, form, act, then=then or home, said=done, template="decisions/matters/confirm.html", one=matter,
        back_url=home, **page,
    )  # fmt: skip


def _cautions(matter) -> list[str]:
    """What nobody can put right once the question stands, and may have been forgotten."""
    found = []
    if matter.form:
        choice = queries.choice_of(matter, matter.form, clock.today())
        found += [said for said in (law.caution(choice),) if said]
    if matter.clause in ELECTIONS and not matter.candidates.exists():
        found.append(_("Chưa ghi người ứng cử nào: chỉ đúng khi đây là việc cho thôi, không phải bầu."))
    return found


@staff_page
@form_page
def ready(request, pk):
    """The question as it will stand, and what follows."""
    matter = matter_to_run(request, pk)
    return _confirm(
        request, matter, lambda _form: services.ready(matter=matter, by=request.access.person, now=clock.now()),
        done=_("Câu hỏi đã chốt và đã vào sổ công khai."), title=_("Chốt câu hỏi"), lede=matter.question,
        action=_("Chốt câu hỏi này"), cautions=_cautions(matter),
        consequences=[
            _("Sổ công khai ghi câu hỏi và mã của nó; ai cũng so được với tờ phiếu."),
            _("Từ đó không ai lặng lẽ sửa được câu hỏi, tài liệu, người ứng cử."),
            _("Khi chưa ai biểu quyết, vẫn đưa về soạn lại được; sổ sẽ ghi cả việc đó và lý do."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def take_back(request, pk):
    """Back to editing while nobody votes."""
    matter = matter_to_run(request, pk)
    return _confirm(
        request, matter,
        lambda form: services.take_back(
            matter=matter, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        form=ReasonForm(sent(request)), done=_("Đã đưa về soạn lại."), title=_("Đưa về soạn lại"), lede=matter.title,
        action=_("Đưa về soạn lại"),
        consequences=[
            _("Câu hỏi không còn đứng trong sổ; sổ ghi thêm một dòng với lý do, ai cũng đọc được."),
            _("Giấy báo đã dán phải gỡ xuống."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def drop(request, pk):
    """It is not put to the people."""
    matter = matter_to_run(request, pk)
    return _confirm(
        request, matter,
        lambda form: services.drop(
            matter=matter, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        form=ReasonForm(sent(request)), done=_("Đã ghi là không đưa ra nữa."), title=_("Không đưa ra nữa"),
        lede=matter.title, danger=True,
        action=_("Không đưa ra nữa"), consequences=words.what_dropping_does(matter, queries.called_meetings(matter)),
    )  # fmt: skip


@staff_page
@form_page
def tell(request, pk):
    """Boards and village heads get their orders, the loudspeaker where wanted."""
    matter = matter_to_run(request, pk)
    where = words.whose(matter) if matter.village else _("mọi thôn, bản")
    return _confirm(
        request, matter,
        lambda form: services.tell(
            matter=matter, aired=form.cleaned_data["aired"], by=request.access.person, now=clock.now()
        ),
        form=TellForm(sent(request)), done=_("Đã giao dán bảng và báo tin."), title=_("Thông báo đến bà con"),
        lede=matter.title, action=_("Thông báo"),
        consequences=[
            _("Bảng tin ở %(where)s có lệnh dán giấy báo; Trưởng thôn có lệnh báo đến từng hộ.") % {"where": where},
            _("Nội dung là câu hỏi và lời nói rõ thêm. Giấy mời họp có ngày giờ thì in ở phần cuộc họp."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def open_votes(request, pk):
    """The matter is put to its village, or to every village at once."""
    matter, today = matter_to_run(request, pk), clock.today()
    villages = [matter.village] if matter.village else queries.villages_of(matter.commune, today)

    def act(_form):
        by, now = request.access.person, clock.now()
        if matter.village:
            services.open_vote(matter=matter, village=matter.village, by=by, now=now)
        else:
            services.open_votes(matter=matter, by=by, now=now)

    begun = set(matter.votes.values_list("village", flat=True))
    counts = [(one.name, queries.households_on(one, today).count()) for one in villages if one.pk not in begun]
    return _confirm(
        request, matter, act, done=_("Đã mở cuộc biểu quyết."), title=_("Mở cuộc biểu quyết"), lede=matter.question,
        action=_("Mở cuộc biểu quyết"),
        consequences=[
            *(
                _("%(village)s: %(n)s hộ trong danh sách.") % {"village": name, "n": count}
                if count
                else _("%(village)s: danh sách hộ còn trống, phải nhập trước khi chốt.") % {"village": name}
                for name, count in counts
            ),
            _("Câu hỏi không sửa, không đưa về soạn lại được nữa; mở nhầm thì vẫn hủy được khi chưa hộ nào đến họp hay "
              "nhận phiếu."),
            _("Bước sau: chốt danh sách hộ của từng thôn, bản."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def ballots(request, pk, vote):
    """Ballots in a village whose meeting was too small (Law 10/2022, Art. 19.1.b): its own people open them."""
    matter = matter_or_404(request, pk)
    held = get_object_or_404(matter.votes.select_related("village"), pk=vote)
    policies.check_run(request.access, held.village)
    return _confirm(
        request, matter,
        lambda _form: services.open_vote(
            matter=matter, village=held.village, form="ballot", after=held, by=request.access.person, now=clock.now()
        ),
        then=lambda made: reverse("ballots:vote", args=[made.pk]),
        done=_("Đã mở việc phát phiếu ở %(village)s.") % {"village": held.village.name},
        title=_("Phát phiếu đến từng hộ ở %(village)s") % {"village": held.village.name}, lede=matter.question,
        action=_("Mở việc phát phiếu"),
        consequences=[
            _("Cùng câu hỏi, cùng tỷ lệ phải đạt; danh sách hộ được chốt lại."),
            _("Kết quả của cuộc họp vẫn còn nguyên trong sổ."),
        ],
    )  # fmt: skip
