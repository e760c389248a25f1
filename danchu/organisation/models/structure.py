"""Provinces, communes, units over time; accounts, people, posts, grants. The shared kernel of the house."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.organisation.rules import place_name
from danchu.organisation.states import Change, ImportKind, Permission, Role, UnitKind

UNIT_KIND_LABELS = {
    UnitKind.COMMITTEE: _("Ủy ban nhân dân"),
    UnitKind.COUNCIL: _("Hội đồng nhân dân"),
    UnitKind.PARTY: _("Đảng ủy"),
    UnitKind.FRONT: _("Mặt trận Tổ quốc"),
    UnitKind.ORGANISATION: _("Tổ chức đoàn thể"),
    UnitKind.OFFICE: _("Cơ quan, phòng chuyên môn"),
    UnitKind.CENTRE: _("Trung tâm, đơn vị sự nghiệp"),
    UnitKind.SCHOOL: _("Trường học"),
    UnitKind.HEALTH: _("Trạm y tế"),
    UnitKind.VILLAGE: _("Thôn, bản, tổ dân phố"),
    UnitKind.INSPECTION_BOARD: _("Ban Thanh tra nhân dân"),
    UnitKind.SUPERIOR: _("Cơ quan cấp trên"),
}
ROLE_LABELS = {
    Role.CHAIR: _("Chủ tịch"),
    Role.DEPUTY_CHAIR: _("Phó Chủ tịch"),
    Role.HEAD: _("Người đứng đầu đơn vị"),
    Role.DEPUTY_HEAD: _("Cấp phó của đơn vị"),
    Role.OFFICER: _("Công chức, viên chức"),
    Role.RECORDS_CLERK: _("Văn thư"),
    Role.VILLAGE_HEAD: _("Trưởng thôn, bản, tổ dân phố"),
    Role.ADMINISTRATOR: _("Quản trị hệ thống của xã"),
    Role.PROVINCE_READER: _("Theo dõi cấp tỉnh"),
    Role.MEDIATOR: _("Hòa giải viên của thôn, bản"),
}
CHANGE_LABELS = {
    Change.RENAME: _("Đổi tên"),
    Change.MERGE: _("Nhập"),
    Change.SPLIT: _("Chia tách"),
    Change.MOVE: _("Chuyển cấp trên trực tiếp"),
}
IMPORT_LABELS = {
    ImportKind.PEOPLE: _("Người dùng và chức vụ"),
    ImportKind.UNITS: _("Đơn vị, thôn, bản"),
    ImportKind.HOUSEHOLDS: _("Hộ gia đình"),
    ImportKind.BOARDS: _("Bảng niêm yết"),
}
PERMISSION_LABELS = {
    Permission.ADMINISTER: _("Quản trị đơn vị, người dùng"),
    Permission.SEE_ALL: _("Xem việc của mọi đơn vị"),
    Permission.WORK: _("Làm việc của đơn vị"),
    Permission.SUBMIT: _("Thay mặt đơn vị gửi báo cáo"),
    Permission.ACCEPT: _("Nghiệm thu, trả lại việc"),
    Permission.MANAGE_PLANS: _("Lập và xác nhận kế hoạch"),
    Permission.COORDINATE: _("Tổng hợp báo cáo của xã"),
    Permission.APPROVE: _("Phê duyệt, ký văn bản"),
    Permission.RECORDS: _("Văn thư: cấp số, phát hành"),
    Permission.RECEIVE: _("Tiếp dân: nhận và phân loại đơn, phản ánh, kiến nghị"),
}


class Province(models.Model):
    """A province or city under the central government."""

    code = models.CharField(_("mã tỉnh"), max_length=2, unique=True)
    name = models.CharField(_("tên"), max_length=100)

    def __str__(self):
        return self.name


class LivesInTime(models.Model):
    """What has a first and a last day; acts of old keep the old unit."""

    valid_from = models.DateField(_("có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    class Meta:
        abstract = True


class LivingQuerySet(models.QuerySet):
    """Adds the question of the day to what lives in time."""

    def on(self, day):
        """Those that exist on `day`, both ends included."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class CommuneQuerySet(LivingQuerySet):
    """Communes in the domain's words."""

    def begun(self):
        """Those that work with the system or did: neither mere entries of the country's list nor being set up."""
        return self.filter(begins_on__isnull=False, is_being_set_up=False)


class Commune(LivesInTime):
    """A commune (xã, phường, đặc khu): the tenant. Every record of a commune carries it.

    Without `begins_on` it is a mere entry of the country's list: it has a code, a name and its slug, and nothing else.
    """

    province = models.ForeignKey(Province, on_delete=models.PROTECT, verbose_name=_("tỉnh, thành phố"))
    code = models.CharField(_("mã xã"), max_length=5, unique=True)
    name = models.CharField(_("tên đầy đủ"), max_length=100, help_text=_("Ví dụ: xã Bình Lư"))
    slug = models.SlugField(_("tên trên địa chỉ"), max_length=80, unique=True)
    is_sample = models.BooleanField(_("dữ liệu mẫu"), default=False)
    is_being_set_up = models.BooleanField(_("đang thiết lập"), default=False)  # until then nobody outside sees it
    begins_on = models.DateField(_("ngày bắt đầu dùng hệ thống"), null=True, blank=True)
    merged_on = models.DateField(_("ngày thành lập trên cơ sở sắp xếp"), null=True, blank=True)
    address = models.CharField(_("địa chỉ trụ sở"), max_length=200, blank=True)
    phone = models.CharField(_("điện thoại trực"), max_length=40, blank=True)
    office_hours = models.CharField(_("giờ làm việc"), max_length=200, blank=True)
    reception_days = models.CharField(_("ngày tiếp công dân"), max_length=200, blank=True)
    website = models.URLField(_("trang thông tin điện tử"), blank=True)
    days_mark = models.CharField(max_length=16, blank=True, editable=False)  # another at each change of its own days

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("xã")
        ordering = ("name",)

    def __str__(self):
        return self.name

    @property
    def place(self) -> str:
        """The name alone, as it stands before the date of a paper ("Bình Lư")."""
        return place_name(self.name)

    @property
    def title(self) -> str:
        """The name at the head of a page ("Xã Bình Lư")."""
        return self.name[:1].upper() + self.name[1:]


class Unit(LivesInTime):
    """An office, body or village of a commune; `parent` makes the tree, the People's Committee is its root."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(_("loại"), max_length=20, choices=list(UNIT_KIND_LABELS.items()))
    name = models.CharField(_("tên"), max_length=150)
    short_name = models.CharField(_("tên viết tắt"), max_length=40, blank=True, help_text=_("Ví dụ: VHXH"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    reports = models.BooleanField(_("phải gửi báo cáo định kỳ"), default=False)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    objects = LivingQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        ordering = ("order", "name")
        indexes = [models.Index(fields=("commune", "kind"))]
        constraints = [
            models.UniqueConstraint(
                fields=("commune", "name"),
                condition=Q(valid_to__isnull=True),
                name="unit_name_once_in_commune",
                violation_error_message=_("Xã đã có một đơn vị mang tên này. Hãy dùng tên khác."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_asked(self) -> bool:
        """True for bodies that are asked, not ordered: never reminded, never late."""
        from danchu.organisation.states import ASKED_NOT_ORDERED

        return self.kind in ASKED_NOT_ORDERED


class AccountManager(BaseUserManager):
    """Accounts are made by an administrator, never by sign-up."""

    def get_queryset(self):
        """With the person and their commune: whoever signs in is asked for all three, on every page."""
        return super().get_queryset().select_related("person__commune__province")

    def create_user(self, username, password=None, **fields):
        """Makes an account with a hashed password."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What signs in. The person behind it is another table, so that people exist without accounts."""

    username = models.CharField(
        _("tên đăng nhập"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng.")},
    )
    email = models.EmailField(_("thư điện tử"), blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Until when the present password, made by the system, may be used to choose one's own; empty: it is one's own.
    one_time_until = models.DateTimeField(null=True, blank=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("tài khoản")


class Person(models.Model):
    """A person who works with the commune; citizens have no row here."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="people")
    account = models.OneToOneField(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="person")
    full_name = models.CharField(_("họ và tên"), max_length=100)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)

    class Meta:
        verbose_name = _("người dùng")
        ordering = ("full_name",)

    def __str__(self):
        return self.full_name

    def standing_on(self, day) -> tuple[str, int | None]:
        """The posts held on a day and for whom they stand in, in words, and the unit of the first: for the trail of
        acts (2 queries).
        """
        held = sorted(self.posts.on(day).select_related("unit"), key=lambda post: post.role == Role.ADMINISTRATOR)
        absent = [f"đang làm thay {row.absent}" for row in self.stands_in.on(day).select_related("absent")]
        return "; ".join([*(str(post) for post in held), *absent]), held[0].unit_id if held else None


class PostQuerySet(models.QuerySet):
    """Posts held on a day."""

    def on(self, day):
        """Those held on `day`, both ends included."""
        return self.filter(Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Post(models.Model):
    """A person holds a role in a unit for a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("vai trò"), max_length=20, choices=list(ROLE_LABELS.items()))
    title = models.CharField(_("chức vụ"), max_length=100, help_text=_("Ví dụ: Trưởng phòng"))
    is_acting = models.BooleanField(_("quyền (Q.)"), default=False)
    is_interim = models.BooleanField(_("lâm thời"), default=False)  # a village head until the next election
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("chức vụ")
        ordering = ("unit__order", "role")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_starts",
                violation_error_message=_("Ngày thôi giữ chức vụ phải sau ngày bắt đầu."),
            ),
            models.CheckConstraint(
                condition=Q(is_interim=False) | Q(ends_on__isnull=False, role="village_head"),
                name="post_interim_is_a_village_heads_with_an_end",
                violation_error_message=_("Chỉ Trưởng thôn, bản, tổ dân phố mới có lâm thời, và phải có ngày cuối."),
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.unit}"


class Grant(models.Model):
    """A permission given beyond the role, over a unit and everything below it in the tree."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="grants")
    permission = models.CharField(_("quyền"), max_length=20, choices=list(PERMISSION_LABELS.items()))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("trong phạm vi"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=("post", "permission", "unit"), name="grant_once")]


# -- over time ------------------------------------------------------------------------------------------------------
class Rearrangement(models.Model):
    """Units renamed, merged, split or moved from a day on, by a decision. Old acts keep the old unit."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="rearrangements")
    change = models.CharField(_("cách sắp xếp"), max_length=10, choices=list(CHANGE_LABELS.items()))
    units = models.ManyToManyField(Unit, related_name="rearrangements", verbose_name=_("đơn vị"))
    on = models.DateField(_("có hiệu lực từ ngày"))
    decision = models.CharField(_("số quyết định"), max_length=120)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")  # of a move
    choices = models.JSONField(default=dict)  # text reference of what is open -> numbers of the successors that take it
    carried = models.JSONField(default=dict)  # what was changed and made, so that it can be undone
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)  # the open work went to the successors
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lần sắp xếp đơn vị")
        ordering = ("-on", "-pk")
        indexes = [models.Index(fields=("commune", "applied_at", "on"))]
        constraints = [set_together("rearrangement", "undone")]

    def __str__(self):
        return f"{self.get_change_display()} · {self.decision}"


class Succession(models.Model):
    """From the day `on` one unit stands in the place of another."""

    rearrangement = models.ForeignKey(Rearrangement, on_delete=models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="follows")
    on = models.DateField(_("từ ngày"))

    class Meta:
        verbose_name = _("đơn vị kế tiếp")
        ordering = ("on", "pk")
        constraints = [models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once")]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"


class CommuneSuccession(models.Model):
    """From the day `on` one commune stands in the place of another; its slug leads there for ever."""

    predecessor = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="follows")
    on = models.DateField(_("từ ngày"))
    decision = models.CharField(_("số nghị quyết, quyết định"), max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("xã kế tiếp")
        ordering = ("on", "pk")
        constraints = [models.UniqueConstraint(fields=("predecessor", "successor"), name="commune_succession_once")]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"


class Import(models.Model):
    """A list of people or units brought in at one go, and what it made, so that it can be undone."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="imports")
    kind = models.CharField(_("danh sách"), max_length=10, choices=list(IMPORT_LABELS.items()))
    file_name = models.CharField(_("tên tệp"), max_length=200)
    form_key = models.CharField(max_length=40)  # of the preview it was confirmed on: sent twice, it is one import
    # {"units": […], "people": […], "posts": […], "households": […]}: keys of what was made; "village": of households
    # {"boards": […]}: kept by the area of the boards, which also takes them back
    made = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lần nhập danh sách")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "form_key"), name="import_once"),
            set_together("import", "undone"),
        ]

    def __str__(self):
        return self.file_name
