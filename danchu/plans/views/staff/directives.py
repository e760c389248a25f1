"""Tasks given out from a paper in the incoming register."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.core.text import whole_number
from danchu.documents import queries as documents
from danchu.documents.states import ScanState
from danchu.plans import policies, services
from danchu.plans.forms import TakeUpForm
from danchu.plans.models import Plan
from danchu.plans.views.staff.loading import home


@staff_page
@form_page
def from_incoming(request, pk):
    """The paper is read, its tasks are proposed on the page where every plan is righted."""
    line = documents.incoming(request.access).filter(pk=pk, mistaken_at__isnull=True).first()
    if line is None:
        raise Http404
    policies.check_manage(request.access)
    form = TakeUpForm(sent(request), initial={"upload_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.take_up(line=line, by=request.access.person, now=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(home(made) if isinstance(made, Plan) else reverse("plans:scan", args=[made.pk]))
    return render(
        request,
        "core/confirm.html",
        {
            "title": _("Giao việc từ văn bản đến"), "lede": line.title, "form": form,
            "action": _("Đọc và đề xuất việc"),
            "back_url": reverse("incoming:detail", args=[pk]),
            "consequences": [
                _("Máy đọc tệp “%(name)s” đã đính kèm trong sổ.") % {"name": line.file.name} if line.file
                else _("Sổ chưa có tệp của văn bản này: hãy dán phần chữ vào ô dưới."),
                _("Bạn xem lại từng việc rồi mới xác nhận; chưa đơn vị nào bị giao việc."),
                _("Sổ văn bản đến hiện các việc này và tình trạng của chúng."),
            ],
        },
        status=422 if form.errors else 200,
    )  # fmt: skip


_REFRESH = 3  # seconds
_WAITING = (ScanState.WAITING, ScanState.READING)


@staff_page
@require_safe
def scan(request, pk):
    """How far the worker is with a long scan; when it is through, the page where its tasks are righted."""
    found = documents.scan(pk, request.access.commune)
    if found is None:
        raise Http404
    policies.check_manage(request.access)
    plan = Plan.objects.filter(commune=request.access.commune, pk=whole_number(found.subject.partition(":")[2])).first()
    if plan:
        return redirect(home(plan))
    response = render(request, "plans/scan.html", {"scan": found, "waits": found.state in _WAITING})
    if found.state in _WAITING:
        response.headers["Refresh"] = str(_REFRESH)
    return response
