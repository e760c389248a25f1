"""Showing an answered matter: words proposed, seen as everybody will, then public; taking one down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.petitions.forms.showing import DownForm, ShowForm
from danchu.petitions.models import Showing
from danchu.petitions.policies import showing as policies
from danchu.petitions.queries import showing as queries
from danchu.petitions.rules.masking import without_data
from danchu.petitions.services import showing as services
from danchu.petitions.states import DownGround
from danchu.petitions.views.staff.cases import case_or_404


@staff_page
@form_page
def show(request, pk):
    """GET: the words with what the machine finds covered. POST: as everybody will read them; sent again, public."""
    case = case_or_404(request, pk)
    policies.check_decide(request.access)
    try:
        policies.check_showable(case)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("petitions:case", pk=pk)
    form = ShowForm(request.POST or None, initial=_proposed(case))
    context = {"one": case, "form": form, "village": case.submission.village, "given": queries.last_answer(case)}
    status = 200
    if request.method == "POST" and "change" not in request.POST:
        status = 422
        if form.is_valid():
            if "send" not in request.POST:
                return render(request, "petitions/shown/preview.html", context)
            words = {name: form.cleaned_data[name] for name in ("title", "question", "answer", "next_step")}
            try:
                showing = services.show(case=case, by=request.access.person, now=clock.now(), **words)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409 if isinstance(refusal, Stale) else 422
            else:
                messages.success(request, _("Đã đăng. Ai cũng đọc được từ bây giờ."))
                return redirect("heard_public:one", commune=case.commune.slug, number=showing.number)
    return render(request, "petitions/shown/words.html", context, status=status)


def _proposed(case) -> dict[str, str]:
    """The words to begin with: what may tell of anybody is covered."""
    names, answer = queries.names_in(case), queries.last_answer(case)
    parts = {"title": case.summary, "question": case.text, "answer": answer.reasons, "next_step": answer.next_step}
    return {name: without_data(text, names) if text else "" for name, text in parts.items()}


@staff_page
@form_page
def take_down(request, pk):
    """No longer shown: the ground and the reason are public."""
    showing = get_object_or_404(Showing.objects.up().filter(commune=request.access.commune), pk=pk)
    case_or_404(request, showing.case_id)
    policies.check_decide(request.access)
    back = reverse("petitions:case", args=[showing.case_id])
    return step(
        request, DownForm(request.POST or None),
        lambda form: services.take_down(
            showing=showing, ground=DownGround(form.cleaned_data["ground"]), why=form.cleaned_data["why"],
            by=request.access.person, now=clock.now(),
        ),
        then=back, said=_("Đã gỡ."), title=_("Gỡ câu hỏi và trả lời đã đăng"), lede=showing.title,
        consequences=[
            _("Lời đã đăng bị xóa khỏi trang của xã ngay."),
            _("Căn cứ và lý do gỡ công khai, ghi vào sổ công khai; ai cũng khiếu nại được."),
        ],
        action=_("Gỡ"), danger=True, back_url=back,
    )  # fmt: skip
