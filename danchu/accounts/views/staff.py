"""For the commune's administrator: giving an account back, linking identities, what is asked of which roles."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.accounts import queries, services
from danchu.accounts.forms import LinkForm, RecoverForm, SecondFactorRuleForm
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import staff_page
from danchu.organisation.models import Person
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission


def _admin_page(view):
    """A page of the commune's administrator, who proves anew who they are; a person of elsewhere is not there."""
    proved = reauthentication_required(app="allauth.mfa")(view)

    @staff_page
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if "pk" in kwargs and not request.access.may(Permission.ADMINISTER):
            raise Http404
        check_may(request.access, Permission.ADMINISTER)
        if "pk" in kwargs:
            kwargs["person"] = _person(request, kwargs.pop("pk"))
        return proved(request, *args, **kwargs)

    return guarded


def _person(request, pk) -> Person:
    people = Person.objects.select_related("commune", "account").filter(account__isnull=False)
    return get_object_or_404(people, commune=request.access.commune, pk=pk)


@_admin_page
def recover(request, person):
    """A one-time password for somebody of the commune, shown once; with a reason, and never in silence."""
    form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.recover(person=person, by=request.access.person, now=clock.real_now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "accounts/recovered.html", {"made": made, "back_url": _page_of(person)})
    context = {
        "form": form, "shown": person, "back_url": _page_of(person), "factors": queries.factors_of(person.account),
        "identity": queries.identity_of(person.account), "events": queries.events_of(person.account),
        "provider": settings.OIDC.get("name", ""),
    }  # fmt: skip
    return render(request, "accounts/recover.html", context)


@_admin_page
def identity(request, person):
    """Linking a person's account to an identity, or taking it off."""
    if not settings.OIDC:
        raise Http404
    linked = queries.identity_of(person.account)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and (linked or form.is_valid()):
        by, now = request.access.person, clock.real_now()
        try:
            if linked:
                services.unlink_identity(account=person.account, by=by, now=now)
            else:
                services.link_identity(person=person, subject=form.cleaned_data["subject"], by=by, now=now)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Đã bỏ gắn.") if linked else _("Đã gắn tài khoản định danh."))
            return redirect("accounts:recover", person.pk)
    name = {"person": person.full_name, "provider": settings.OIDC["name"]}
    context = {
        "title": (_("Bỏ gắn %(provider)s của %(person)s") if linked else _("Gắn %(provider)s cho %(person)s")) % name,
        "consequences": [_("Người này được báo trong nơi làm việc và qua thư.")] if not linked else
                        [_("Người này không còn đăng nhập được bằng tài khoản định danh.")],
        "form": None if linked else form, "danger": bool(linked),
        "action": _("Bỏ gắn") if linked else _("Gắn tài khoản"),
        "back_url": reverse("accounts:recover", args=[person.pk]),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


@_admin_page
def rule(request):
    """Of which roles the commune asks a second factor, and who has none yet."""
    commune, today = request.access.commune, clock.today()
    kept = queries.rule_of(commune)
    start = {"roles": kept.roles, "from_on": kept.from_on} if kept else {"from_on": today}
    form = SecondFactorRuleForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        services.ask_second_factor(commune=commune, by=request.access.person, **form.cleaned_data)
        messages.success(request, _("Đã lưu."))
        return redirect("accounts:rule")
    missing = queries.asked_without_factor(commune, kept.roles, today) if kept else []
    return render(request, "accounts/rule.html", {"form": form, "rule": kept, "missing": missing})


def _page_of(person) -> str:
    return reverse("organisation:person", args=[person.pk])
