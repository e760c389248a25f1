"""The desk: who sits there and how another is seated; what is sealed and kept by the person, given to another."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.organisation.models import Person
from danchu.organisation.policies import root_unit
from danchu.organisation.services import grant
from danchu.organisation.states import Permission
from danchu.petitions.forms.sorting import EntrustForm, SeatForm
from danchu.petitions.policies.cases import check_see_desk, check_sort
from danchu.petitions.queries import desk as queries
from danchu.petitions.services import cases as services


@staff_page
@form_page
def desk(request):
    """Who reads first and sorts; who administers the commune seats another, the rest see whom to ask."""
    access, today = request.access, clock.today()
    check_see_desk(access)
    commune = access.commune
    context = {
        "seats": queries.seats(commune, today), "helpers": queries.who_administers(commune, today),
        "back_url": reverse("workspace:home"), "title": _("Bàn tiếp dân"),
    }  # fmt: skip
    if not access.may(Permission.ADMINISTER):
        return render(request, "petitions/cases/desk.html", context)
    form = SeatForm(request.POST or None, posts=queries.may_be_seated(commune, today))

    def act(form):
        grant(post=form.cleaned_data["post"], permission=Permission.RECEIVE, unit=root_unit(commune), by=access.person)

    return step(
        request, form, act, then=reverse("petitions:desk"), template="petitions/cases/desk.html",
        action=_("Giao quyền"), said=_("Đã giao quyền tiếp dân. Thu hồi ở trang của người ấy."), **context,
    )  # fmt: skip


@staff_page
@form_page
def sealed(request):
    """What is sealed and kept by the person; all of it, or one by one, given to another at the desk."""
    person, today = request.access.person, clock.today()
    check_sort(request.access)
    kept = list(queries.kept_by(person).select_related("submission__receipt__commune").prefetch_related("abouts"))
    meant = {about.person_id for one in kept for about in one.abouts.all()}
    others = [each.pk for each in queries.may_keep(person.commune, today, meant=meant) if each.pk != person.pk]
    context = {"kept": kept, "others": others, "title": _("Việc niêm kín bạn giữ")}
    if not kept or not others:
        return render(request, "petitions/cases/sealed.html", context)
    form = EntrustForm(request.POST or None, people=Person.objects.filter(pk__in=others))
    return step(
        request, form,
        lambda form: services.entrust_all(to=form.cleaned_data["to"], by=person, now=clock.now()),
        then=reverse("petitions:sealed"), template="petitions/cases/sealed.html", action=_("Giao tất cả"),
        said=_("Đã giao. Bạn không còn mở được những việc ấy."), back_url=reverse("petitions:index"), **context,
    )  # fmt: skip
