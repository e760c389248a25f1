"""The staff home."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.organisation.states import Permission
from danchu.workspace import queries


@staff_page
def home(request):
    """What must I do today, what is late, who waits for me. While the commune is set up, the way to the set-up."""
    access = request.access
    if access.commune.is_being_set_up and access.may(Permission.ADMINISTER):
        return redirect("organisation:setup")
    gathered = queries.home(access, clock.today())
    context = {
        "home": gathered,
        "actions": _actions(access),
        "shown": queries.SHOWN,
        "nothing_presses": not (gathered.late or gathered.today or gathered.soon or gathered.waiting),
    }
    return render(request, "workspace/home.html", context)


def _actions(access) -> list[dict]:
    """The quick ways in a person may take."""
    offered = [
        (_("Đưa kế hoạch, công văn vào"), "plans:new", Permission.MANAGE_PLANS),
        (_("Tổng hợp báo cáo"), "reports:list", Permission.COORDINATE),
        (_("Cấp số, phát hành văn bản"), "documents:desk", Permission.RECORDS),
        (_("Thêm người"), "organisation:person_add", Permission.ADMINISTER),
        (_("Ngày nghỉ, cam kết riêng của xã"), "workspace:days", Permission.ADMINISTER),
    ]
    return [{"label": label, "url": reverse(name)} for label, name, permission in offered if access.may(permission)]
