"""People: the list, one person, how they sign in, the posts they hold, what they may do beyond their role."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.steps import step
from danchu.organisation import services
from danchu.organisation.forms import (
    AccountForm,
    GrantForm,
    LastDayForm,
    NewPersonForm,
    PersonForm,
    PostForm,
)
from danchu.organisation.forms.searching import PeopleSearchForm
from danchu.organisation.models import PERMISSION_LABELS, Grant, Person, Post
from danchu.organisation.policies import access_of
from danchu.organisation.queries import people_on
from danchu.organisation.views.staff import admin_page

PER_PAGE = 30


def _person_of(request, pk) -> Person:
    return get_object_or_404(
        Person.objects.select_related("commune", "account"), commune=request.access.commune, pk=pk
    )  # fmt: skip


def _post_of(request, pk) -> Post:
    posts = Post.objects.select_related("person__commune", "unit__commune")
    return get_object_or_404(posts, unit__commune=request.access.commune, pk=pk)


@admin_page
def listing(request):
    """Everybody who works with the commune; a search without marks over names, posts and units."""
    today = clock.today()
    form = PeopleSearchForm(request.GET, commune=request.access.commune, today=today)
    form.is_valid()
    words, wanted = form.cleaned_data.get("q", ""), form.cleaned_data
    people = people_on(
        request.access.commune, today, words, also_without_post=bool(wanted.get("ended")),
        unit=wanted.get("unit"), role=wanted.get("role", ""),
    )  # fmt: skip
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "organisation/people.html",
        {"search": form, "page": page, "words": words or wanted.get("unit") or wanted.get("role")},
    )


@admin_page
def detail(request, pk):
    """One person: posts with their grants, account, what they may do today."""
    person, today = _person_of(request, pk), clock.today()
    posts = list(
        person.posts.select_related("unit__commune", "person")
        .prefetch_related("grants__unit")
        .order_by("-starts_on", "pk")
    )
    held = [post for post in posts if post.starts_on <= today and (post.ends_on is None or post.ends_on >= today)]
    access = access_of(person, today)
    context = {
        "shown": person,
        "held": held,
        "coming": [post for post in posts if post.starts_on > today],
        "past": [post for post in posts if post.ends_on and post.ends_on < today],
        "permissions": [PERMISSION_LABELS[permission] for permission in PERMISSION_LABELS if access.may(permission)],
    }
    return render(request, "organisation/person.html", context)


@admin_page
def add(request):
    """A person with a first post and, when wanted, a way to sign in, whose password is shown once."""
    form = NewPersonForm(request.POST or None, commune=request.access.commune, today=clock.today())
    if request.method == "POST" and form.is_valid() and (answer := add_person(request, form)):
        return answer
    return _form_page(
        request, form, title=_("Thêm người"), action=_("Thêm người này"), back=_after(request),
        lede=_("Cán bộ, công chức, viên chức, trưởng thôn và những người làm việc cùng xã. Người dân không có ở đây."),
    )  # fmt: skip


def add_person(request, form):
    """Writes what a valid NewPersonForm says; the answer to give, or None when a sentence was added to the form."""
    values, by, commune = form.cleaned_data, request.access.person, request.access.commune
    particulars = {name: values[name] for name in ("full_name", "phone", "email")}
    particulars_of_post = ("unit", "role", "title", "starts_on", "ends_on", "is_acting", "is_interim")
    post = {name: values[name] for name in particulars_of_post}
    try:
        made = services.appoint(commune=commune, **particulars, username=values["username"], **post, by=by)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    if isinstance(made, Person):
        messages.success(request, _("Đã thêm %(person)s.") % {"person": made.full_name})
        return redirect(_after(request))
    return _password_page(request, made)


@admin_page
def edit(request, pk):
    """Correcting a person's particulars."""
    person = _person_of(request, pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(person=_person_of(request, pk), by=request.access.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("organisation:person", pk)
    return _form_page(request, form, title=_("Sửa thông tin người dùng"), action=_("Lưu"), back=_page_of(pk))


# -- how they sign in -----------------------------------------------------------------------------------------------
@admin_page
def give_account(request, pk):
    """A name to sign in with, and a password shown once."""
    person = _person_of(request, pk)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.give_account(
                person=person, username=form.cleaned_data["username"], by=request.access.person
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _password_page(request, made)
    title = _("Cấp tài khoản cho %(person)s") % {"person": person.full_name}
    return _form_page(request, form, title=title, action=_("Cấp tài khoản"), back=_page_of(pk))


@admin_page
def lock(request, pk):
    """Locking an account, or opening it again."""
    person = _person_of(request, pk)
    locking = bool(person.account and person.account.is_active)

    def turn(_form):
        if locking:
            services.lock_account(person=person, on=clock.today(), by=request.access.person)
        else:
            services.open_account(person=person, by=request.access.person)

    if locking:
        title = _("Khóa tài khoản của %(person)s") % {"person": person.full_name}
        consequences = [_("Người này không đăng nhập được nữa và bị thoát khỏi mọi máy."),
                        _("Việc đã làm và văn bản đã ký vẫn giữ nguyên. Có thể mở lại sau.")]  # fmt: skip
    else:
        title = _("Mở lại tài khoản của %(person)s") % {"person": person.full_name}
        consequences = [_("Người này đăng nhập được bằng mật khẩu cũ.")]
    return step(
        request, None, turn, then=_page_of(pk), title=title, consequences=consequences, danger=locking,
        said=_("Đã khóa tài khoản.") if locking else _("Đã mở lại tài khoản."), back_url=_page_of(pk),
        action=_("Khóa tài khoản") if locking else _("Mở lại tài khoản"),
    )  # fmt: skip


# -- posts and grants -----------------------------------------------------------------------------------------------
@admin_page
def give_post(request, pk):
    """One more post for a person."""
    person = _person_of(request, pk)
    form = PostForm(request.POST or None, commune=request.access.commune, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            services.give_post(person=person, by=request.access.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã giao chức vụ."))
            return redirect("organisation:person", pk)
    title = _("Giao chức vụ cho %(person)s") % {"person": person.full_name}
    return _form_page(request, form, title=title, action=_("Giao chức vụ"), back=_page_of(pk))


@admin_page
def end_post(request, pk):
    """The last day of a post."""
    post, today = _post_of(request, pk), clock.today()
    form = LastDayForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_post(post=post, on=form.cleaned_data["on"], by=request.access.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi ngày thôi giữ chức vụ."))
            return redirect("workspace:hand_over_start", post.pk)
    context = {
        "title": _("%(person)s thôi giữ chức vụ %(post)s")
        % {"person": post.person.full_name, "post": f"{post.title}, {post.unit.name}"},
        "consequences": [_("Sau ngày này, quyền đi cùng chức vụ cũng hết."),
                         _("Việc đã làm khi giữ chức vụ vẫn mang tên người này."),
                         _("Trang sau cho xem việc còn mở, để bàn giao từng việc.")],
        "form": form, "action": _("Ghi ngày thôi giữ chức vụ"), "danger": True, "back_url": _page_of(post.person_id),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


@admin_page
def give_grant(request, pk):
    """A permission beyond the role."""
    post = _post_of(request, pk)
    form = GrantForm(request.POST or None, post=post, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            services.grant(post=post, by=request.access.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã cấp thêm quyền."))
            return redirect("organisation:person", post.person_id)
    title = _("Cấp thêm quyền cho %(person)s") % {"person": post.person.full_name}
    return _form_page(
        request, form, title=title, lede=f"{post.title}, {post.unit.name}", action=_("Cấp quyền"),
        back=_page_of(post.person_id),
    )  # fmt: skip


@admin_page
def revoke(request, pk):
    """Taking back a permission."""
    grants = Grant.objects.select_related("post__person", "post__unit", "unit")
    given = get_object_or_404(grants, post__unit__commune=request.access.commune, pk=pk)
    person = given.post.person
    if request.method == "POST":
        services.revoke(grant=given, by=request.access.person)
        messages.success(request, _("Đã thu hồi quyền."))
        return redirect("organisation:person", person.pk)
    context = {
        "title": _("Thu hồi quyền của %(person)s") % {"person": person.full_name},
        "lede": f"{given.get_permission_display()} · {given.unit.name}",
        "action": _("Thu hồi quyền"), "danger": True, "back_url": _page_of(person.pk),
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


def _page_of(pk) -> str:
    return reverse("organisation:person", args=[pk])


def _after(request) -> str:
    return reverse("organisation:setup_people" if request.access.commune.is_being_set_up else "organisation:people")


def _password_page(request, made):
    """Shows a password once: it is neither kept nor put into the session, so no redirect comes between."""
    return render(request, "organisation/password_once.html", {"made": made, "back_url": _after(request)})


def _form_page(request, form, *, title, action, back, lede=""):
    context = {"form": form, "title": title, "lede": lede, "action": action, "back_url": back}
    return render(request, "organisation/form.html", context)
