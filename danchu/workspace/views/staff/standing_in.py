"""Who stands in for whom: the list; somebody goes away, looked at before it is saved; ended early."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.models import PERMISSION_LABELS, Person, Post, StandIn
from danchu.organisation.policies.standing_in import (
    check_arrange,
    check_can_end,
    check_stand_in,
    passing,
    people_arranged,
)
from danchu.organisation.queries import stand_ins
from danchu.organisation.states import Permission
from danchu.petitions.queries.desk import kept_by
from danchu.workspace import services
from danchu.workspace.forms import StandInForm


@staff_page
@require_safe
def listing(request):
    """Who is away now and soon, for everybody; what is past for who was away, who stood in and who arranges it."""
    access, today = request.access, clock.today()
    arranged = set(people_arranged(access, today).values_list("pk", flat=True))
    found = stand_ins(access.commune, today)
    mine = {access.person.pk}
    for row in (*found["present"], *found["coming"]):
        row.may_end = bool({row.absent_id, row.colleague_id} & mine or row.absent_id in arranged)
    found["past"] = [
        row for row in found["past"] if {row.absent_id, row.colleague_id} & mine or row.absent_id in arranged
    ]
    return render(request, "workspace/standing_in/list.html", found | {"tabs": access.may(Permission.ADMINISTER)})


@staff_page
@form_page
def arrange(request):
    """Typed, then looked at (what passes on, what does not), then saved."""
    access, today = request.access, clock.today()
    people = Person.objects.filter(commune=access.commune, account__is_active=True)
    form = StandInForm(
        request.POST or None, own=access.person, absentees=people_arranged(access, today),
        colleagues=people.filter(pk__in=Post.objects.on(today).values("person")).exclude(pk=access.person.pk),
        initial={"starts_on": today},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        given = form.cleaned_data
        check_arrange(access, given["absent"], today)
        try:
            if "confirm" in request.POST:
                return _saved(request, given, today)
            check_stand_in(**given, by=access.person, today=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "workspace/standing_in/arrange.html", _looked_at(request, given))
    status = 422 if form.errors and "back" not in request.POST else 200
    return render(request, "workspace/standing_in/arrange.html", {"form": form}, status=status)


def _looked_at(request, given) -> dict:
    """What the page says before it is saved; of what is sealed, to the keeper alone."""
    absent, colleague, first, last = (given[name] for name in ("absent", "colleague", "starts_on", "ends_on"))
    others = StandIn.objects.meeting(first, last).filter(colleague=absent).select_related("absent")
    itself = absent.pk == request.access.person.pk
    return {
        "looking": True, "given": given, "others": [row.absent for row in others],
        "passes": [PERMISSION_LABELS[permission] for permission in passing(absent, first)],
        "kept": kept_by(absent).count() if itself else 0,
        "hidden": [
            ("absent", absent.pk), ("colleague", colleague.pk), ("starts_on", first.isoformat()),
            ("ends_on", last.isoformat()),
        ],
    }  # fmt: skip


def _saved(request, given, today):
    person = request.access.person
    kept = services.arrange_absence(**given, by=person, today=today, now=clock.now())
    messages.success(
        request, _("Đã ghi. %(colleague)s làm thay và được báo ngay.") % {"colleague": given["colleague"]}
    )  # fmt: skip
    return redirect("petitions:sealed" if kept and given["absent"].pk == person.pk else "workspace:stand_ins")


@staff_page
@form_page
def end(request, pk):
    """Back early, or not going: by who is away, who stands in (who cannot), and who arranges it."""
    access, today = request.access, clock.today()
    rows = StandIn.objects.filter(commune=access.commune).select_related("absent", "colleague")
    row = get_object_or_404(rows, pk=pk)
    if row.colleague_id != access.person.pk:
        check_arrange(access, row.absent, today)
    try:
        check_can_end(row, today)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    return step(
        request, None, lambda form: services.end_absence(row=row, by=access.person, today=today, now=clock.now()),
        then=reverse("workspace:stand_ins"), said=_("Đã kết thúc. Việc trở lại với người giữ chức vụ."),
        title=_("Kết thúc làm thay?"), action=_("Kết thúc"), back_url=reverse("workspace:stand_ins"),
        lede=_("%(colleague)s làm thay %(absent)s từ %(first)s đến hết %(last)s.")
        % {"colleague": row.colleague, "absent": row.absent, "first": day(row.starts_on), "last": day(row.ends_on)},
        consequences=[
            _("%(colleague)s không còn thấy và làm việc của %(absent)s, ngay từ lúc này.")
            % {"colleague": row.colleague, "absent": row.absent},
            _("Những gì đã làm vẫn mang tên người làm. Cần thì ghi lại một lần mới."),
        ],
    )  # fmt: skip
