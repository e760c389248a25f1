"""What came in, and the matters in it. The words are for who handles them; whoever they are about sees nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import moment_key
from danchu.core.words import Words
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.states import Permission
from danchu.petitions.states import OPEN, OVER, CaseState, Ground, Kind, Link, Rating, Topic

KIND_LABELS = {
    Kind.FEEDBACK: _("Phản ánh"),
    Kind.PETITION: _("Kiến nghị"),
    Kind.COMPLAINT: _("Khiếu nại"),
    Kind.DENUNCIATION: _("Tố cáo"),
}
TOPIC_LABELS = {
    Topic.ROAD: _("Đường, cầu, cống"),
    Topic.WATER: _("Nước sinh hoạt, thủy lợi"),
    Topic.POWER: _("Điện, đèn đường, sóng điện thoại"),
    Topic.WASTE: _("Rác, môi trường, tiếng ồn"),
    Topic.LAND: _("Đất đai, ranh giới"),
    Topic.BUILDING: _("Nhà ở, xây dựng, công trình"),
    Topic.BENEFIT: _("Chính sách, trợ cấp, hộ nghèo"),
    Topic.MONEY: _("Các khoản thu, quỹ, đóng góp"),
    Topic.PAPERS: _("Giấy tờ, thủ tục hành chính"),
    Topic.MANNER: _("Thái độ, cách làm việc của cán bộ"),
    Topic.ORDER: _("An ninh, trật tự, giao thông"),
    Topic.SCHOOL: _("Trường học"),
    Topic.HEALTH: _("Y tế"),
    Topic.FARMING: _("Chăn nuôi, trồng trọt, rừng"),
    Topic.RULE: _("Quy định, biểu mẫu chưa hợp lý"),
    Topic.OTHER: _("Việc khác"),
}
CASE_LABELS = {
    CaseState.RECEIVED: _("Đã nhận, chờ phân loại"),
    CaseState.ACCEPTED: _("Đã giao đơn vị trả lời"),
    CaseState.HANDLING: _("Đang xử lý"),
    CaseState.ANSWERED: _("Đã trả lời, chờ người gửi xác nhận"),
    CaseState.CLOSED: _("Đã xong"),
    CaseState.TRANSFERRED: _("Đã chuyển cơ quan có thẩm quyền"),
    CaseState.GUIDED: _("Đã hướng dẫn đúng nơi"),
    CaseState.REFUSED: _("Không xử lý, có nêu căn cứ"),
    CaseState.WITHDRAWN: _("Người gửi đã rút"),
}
GROUND_LABELS = {
    Ground.NO_WORDS: _("Nội dung không rõ, không hỏi lại được người gửi"),
    Ground.SETTLED: _("Đã được trả lời, không có tình tiết mới"),
    Ground.COURT: _("Tòa án đang giải quyết hoặc đã xử"),
    Ground.PRIVATE: _("Tranh chấp giữa người dân với nhau: hòa giải ở cơ sở hoặc tòa án"),
    Ground.ABUSE: _("Chỉ có lời xúc phạm hoặc quảng cáo, không nêu việc gì"),
}
LINK_LABELS = {Link.SPLIT: _("Tách từ cùng một lần gửi"), Link.SAME: _("Cùng một việc")}
RATING_LABELS = {
    Rating.GOOD: _("Hài lòng"),
    Rating.FAIR: _("Tạm được"),
    Rating.POOR: _("Không hài lòng"),
}


WORDS = Words("petitions_case")


class Submission(models.Model):
    """What came in at one time, whole: one receipt, one code and PIN, perhaps several matters."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    receipt = models.OneToOneField("intake.Receipt", on_delete=models.PROTECT, related_name="+")
    form_key = models.CharField(max_length=40)  # of the form it came with: sent twice, it is one
    text = models.TextField(_("nội dung"))
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("ở thôn"))
    landmark = models.CharField(_("chỗ nào, gần đâu"), max_length=200, blank=True)
    may_show = models.BooleanField(_("cho đăng câu hỏi và trả lời, không nêu tên"), default=False)
    asked_first = models.BooleanField(
        default=False
    )  # whether it is about who writes it down, before a word was written
    passed_by = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")  # the Front, a board
    people = models.PositiveSmallIntegerField(_("số người cùng gửi"), default=1)

    class Meta:
        verbose_name = _("lần gửi")
        constraints = [
            models.UniqueConstraint(fields=("commune", "form_key"), name="submission_form_once"),
            models.CheckConstraint(
                condition=Q(people__gte=1), name="submission_of_somebody",
                violation_error_message=_("Ít nhất một người gửi."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.receipt)


class Representative(models.Model):
    """Who speaks for a group (Law 42/2013, Art. 29); erased with the way to be reached."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(_("họ và tên"), max_length=100)
    address = models.CharField(_("nơi cư trú"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("người đại diện")
        ordering = ("pk",)


class Attachment(models.Model):
    """A photo or a paper that came with it; photos are kept without where and with what they were taken."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ảnh, giấy tờ gửi kèm")
        ordering = ("pk",)


def matters_about(person):
    """Keys of the matters that are about a person."""
    return About.objects.filter(person=person).values("case")


def _seen_as(one) -> Q:
    """What is seen in the stead of one person (organisation.policies.Capacity), whoever it is about."""
    if one.may(Permission.RECEIVE):
        return Q()
    sorted_ = ~Q(state=CaseState.RECEIVED)
    return sorted_ if one.may(Permission.APPROVE) else sorted_ & Q(unit__in=one.units(Permission.WORK))


class CaseQuerySet(models.QuerySet):
    """Matters in the domain's words."""

    def visible_to(self, access):
        """Those whom a person may see: the one rule for lists, search, pages, files and exports.

        Nobody sees a matter about themselves, nor in a colleague's stead one about that colleague. What nobody has
        sorted is the desk's and its recorder's; what is sealed is its keeper's alone, while they sit at the desk (Law
        25/2018, Art. 9, 56); the rest is the unit's that answers, and who signs.
        """
        person = access.person
        # What is asked once, not of each of a million rows: the few that are about the person or came through them.
        written = Submission.objects.filter(receipt__written_by=person).values("pk")
        rows = self.filter(commune=access.commune).exclude(pk__in=matters_about(person))
        seen = _seen_as(access.own)
        if seen:  # not every matter
            seen |= Q(submission__in=written)
            for one in access.lent:
                seen |= _seen_as(one) & ~Q(pk__in=matters_about(one.person))
        seen = Q(sealed=False) & seen
        return rows.filter(seen | Q(sealed=True, sorted_by=person) if access.may(Permission.RECEIVE) else seen)

    def not_over(self):
        """What somebody still waits for: as many as the commune can keep in hand, however many came before."""
        return self.filter(closed_on__isnull=True)

    def open(self):
        """The commune owes something."""
        return self.not_over().filter(state__in=OPEN)

    def over(self):
        return self.filter(state__in=OVER)

    def with_words(self, commune, words: str):
        """Those of a commune in which every word occurs, a word by its beginning, marks and case ignored."""
        return WORDS.matching(self, commune, words)


class Case(models.Model):
    """One matter. A number in the book is given when it is sorted, and only where it is hidden from nobody: a gap in
    the numbers would tell whoever may not know.
    """

    id = models.BigAutoField(primary_key=True, default=moment_key)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="cases")
    part = models.PositiveSmallIntegerField(default=1)  # which of the submission's
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("số"), null=True)
    kind = models.CharField(_("loại"), max_length=12, choices=list(KIND_LABELS.items()))
    topic = models.CharField(_("lĩnh vực"), max_length=8, choices=list(TOPIC_LABELS.items()))
    summary = models.CharField(_("trích yếu"), max_length=200, blank=True)
    text = models.TextField(_("nội dung"))
    attachments = models.ManyToManyField(Attachment, related_name="cases")
    state = models.CharField(max_length=11, choices=list(CASE_LABELS.items()), default=CaseState.RECEIVED)
    sealed = models.BooleanField(default=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị trả lời")
    )
    checks = models.JSONField(default=dict)  # the questions of sorting → what was said
    received_on = models.DateField()
    sorted_at = models.DateTimeField(null=True)
    sorted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    # By when the person is told what becomes of it (Law 42/2013, Art. 28.1), and when they were.
    notice_due_on = models.DateField(null=True)
    notice = models.JSONField(default=dict)
    noticed_on = models.DateField(null=True)
    # By when it is answered or sent on: a rule of law, or the commune's own promise (`promised`).
    rule = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    promised = models.BooleanField(default=True)
    explanation = models.JSONField(default=dict)
    extensions = models.PositiveSmallIntegerField(default=0)
    reopened_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    ground = models.CharField(_("căn cứ"), max_length=8, choices=list(GROUND_LABELS.items()), blank=True)
    told = models.TextField(_("lời nói với người gửi"), blank=True)
    turn_to = models.CharField(_("nơi cần đến"), max_length=300, blank=True)
    rating = models.CharField(max_length=4, choices=list(RATING_LABELS.items()), blank=True)
    closed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    search = models.TextField(blank=True)  # folded

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phản ánh, kiến nghị")
        ordering = ("-received_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("commune", "year", "number"), name="case_number_once"),
            models.UniqueConstraint(fields=("submission", "part"), name="case_part_once"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(ground=""), name="case_refused_has_a_ground",
                violation_error_message=_("Không xử lý thì phải có căn cứ."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "handling", "answered", "closed")) | Q(unit__isnull=False),
                name="case_has_a_unit_to_answer",
                violation_error_message=_("Hãy chọn đơn vị trả lời."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("complaint", "denunciation")) | Q(sealed=True) | Q(state="received"),
                name="case_of_these_kinds_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_on__isnull=True)
                | Q(closed_at__isnull=False, closed_on__isnull=False),
                name="case_closed_day_and_moment",
            ),
            models.CheckConstraint(
                condition=Q(sorted_at__isnull=True, sorted_by__isnull=True)
                | Q(sorted_at__isnull=False, sorted_by__isnull=False),
                name="case_sorted_at_and_by",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=("commune", "due_on"), condition=Q(closed_on__isnull=True), name="case_not_over"),
            models.Index(fields=("commune", "received_on")),
            models.Index(fields=("commune", "topic", "received_on")),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """ "12/2026" by the book, else the code of its receipt with which part it is (needs `submission.receipt`)."""
        if self.number:
            return f"{self.number}/{self.year}"
        return f"{self.submission.receipt.code}.{self.part}"

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"petitions.case:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class About(models.Model):
    """Somebody of the commune a matter is about: from whom it is hidden."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="abouts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("người mà việc này nói về")
        constraints = [models.UniqueConstraint(fields=("case", "person"), name="about_once")]


class CaseLink(models.Model):
    """Two matters that belong together, because a person said so. `later` points to the `earlier`."""

    later = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    earlier = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=5, choices=list(LINK_LABELS.items()))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("liên kết giữa hai việc")
        constraints = [models.UniqueConstraint(fields=("later", "earlier"), name="case_link_once")]
