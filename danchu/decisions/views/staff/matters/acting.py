"""What moves a matter on: the question stands, everyone is told, a vote is opened; or it is taken back, dropped."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import staff_page
from danchu.decisions import services
from danchu.decisions.forms.matters import ReasonForm, TellForm
from danchu.decisions.messages import choices as law
from danchu.decisions.messages import matters as words
from danchu.decisions.queries import matters as queries
from danchu.decisions.views.staff.matters.loading import matter_to_run, sent

_either = require_http_methods(["GET", "HEAD", "POST"])


def _confirm(request, matter, act, *, done: str, form=None, **page):
    """A page that says what will happen; sent, `act()` is called and the matter shown again."""
    refused = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act()
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, done)
            return redirect("decisions:matter", pk=matter.pk)
    return render(request, "decisions/matters/confirm.html", {
        "form": form, "one": matter, "refused": refused, "back_url": reverse("decisions:matter", args=[matter.pk]),
        **page,
    }, status=422 if refused or (form is not None and form.errors) else 200)  # fmt: skip


@staff_page
@_either
def ready(request, pk):
    """The question as it will stand, and what follows."""
    matter = matter_to_run(request, pk)
    choice = queries.choice_of(matter, matter.form, clock.today()) if matter.form else None
    return _confirm(
        request, matter, lambda: services.ready(matter=matter, by=request.access.person, now=clock.now()),
        done=_("Câu hỏi đã chốt và đã vào sổ công khai."), title=_("Chốt câu hỏi"), lede=matter.question,
        action=_("Chốt câu hỏi này"), cautions=law.cautions(choice, papers=matter.papers.exists()) if choice else [],
        consequences=[
            _("Sổ công khai ghi câu hỏi và mã của nó; ai cũng so được với tờ phiếu."),
            _("Từ đó không ai lặng lẽ sửa được câu hỏi, tài liệu, người ứng cử."),
            _("Khi chưa ai biểu quyết, vẫn đưa về soạn lại được; sổ sẽ ghi cả việc đó và lý do."),
        ],
    )  # fmt: skip


@staff_page
@_either
def take_back(request, pk):
    """Back to editing while nobody votes."""
    matter, form = matter_to_run(request, pk), ReasonForm(sent(request))
    return _confirm(
        request, matter,
        lambda: services.take_back(
            matter=matter, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        form=form, done=_("Đã đưa về soạn lại."), title=_("Đưa về soạn lại"), lede=matter.title,
        action=_("Đưa về soạn lại"),
        consequences=[
            _("Câu hỏi không còn đứng trong sổ; sổ ghi thêm một dòng với lý do, ai cũng đọc được."),
            _("Giấy báo đã dán phải gỡ xuống."),
        ],
    )  # fmt: skip


@staff_page
@_either
def drop(request, pk):
    """It is not put to the people."""
    matter, form = matter_to_run(request, pk), ReasonForm(sent(request))
    return _confirm(
        request, matter,
        lambda: services.drop(
            matter=matter, reason=form.cleaned_data["reason"], by=request.access.person, now=clock.now()
        ),
        form=form, done=_("Đã ghi là không đưa ra nữa."), title=_("Không đưa ra nữa"), lede=matter.title, danger=True,
        action=_("Không đưa ra nữa"),
        consequences=[_("Việc này dừng hẳn và không mở lại được. Muốn bàn lại thì đưa ra một việc mới.")],
    )  # fmt: skip


@staff_page
@_either
def tell(request, pk):
    """Boards and village heads get their orders, the loudspeaker where wanted."""
    matter, form = matter_to_run(request, pk), TellForm(sent(request))
    where = words.whose(matter) if matter.village else _("mọi thôn, bản")
    return _confirm(
        request, matter,
        lambda: services.tell(
            matter=matter, aired=form.cleaned_data["aired"], by=request.access.person, now=clock.now()
        ),
        form=form, done=_("Đã giao dán bảng và báo tin."), title=_("Thông báo đến bà con"), lede=matter.title,
        action=_("Thông báo"),
        consequences=[
            _("Bảng tin ở %(where)s có lệnh dán giấy báo; Trưởng thôn có lệnh báo đến từng hộ.") % {"where": where},
            _("Nội dung là câu hỏi và lời nói rõ thêm. Giấy mời họp có ngày giờ thì in ở phần cuộc họp."),
        ],
    )  # fmt: skip


@staff_page
@_either
def open_votes(request, pk):
    """The matter is put to its village, or to every village at once."""
    matter, today = matter_to_run(request, pk), clock.today()
    villages = [matter.village] if matter.village else queries.villages_of(matter.commune, today)

    def act():
        by, now = request.access.person, clock.now()
        if matter.village:
            services.open_vote(matter=matter, village=matter.village, by=by, now=now)
        else:
            services.open_votes(matter=matter, by=by, now=now)

    counts = [(one.name, queries.households_on(one, today).count()) for one in villages]
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
            _("Câu hỏi không sửa, không đưa về soạn lại được nữa."),
            _("Bước sau: chốt danh sách hộ của từng thôn, bản."),
        ],
    )  # fmt: skip


@staff_page
@_either
def ballots(request, pk, vote):
    """Ballots in a village whose meeting was too small (Law 10/2022, Art. 19.1.b)."""
    matter = matter_to_run(request, pk)
    held = get_object_or_404(matter.votes.select_related("village"), pk=vote)

    def act():
        services.open_vote(
            matter=matter, village=held.village, form="ballot", after=held, by=request.access.person, now=clock.now()
        )

    return _confirm(
        request, matter, act, done=_("Đã mở việc phát phiếu ở %(village)s.") % {"village": held.village.name},
        title=_("Phát phiếu đến từng hộ ở %(village)s") % {"village": held.village.name}, lede=matter.question,
        action=_("Mở việc phát phiếu"),
        consequences=[
            _("Cùng câu hỏi, cùng tỷ lệ phải đạt; danh sách hộ được chốt lại."),
            _("Kết quả của cuộc họp vẫn còn nguyên trong sổ."),
        ],
    )  # fmt: skip
