"""After the vote: sent, recognised or refused, and carried out with everyone looking on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.decisions.models.matters import Matter
from danchu.decisions.models.votes import Vote
from danchu.decisions.states import ContributionKind, Ground, Sent
from danchu.organisation.models import Person

KIND_LABELS = {
    ContributionKind.MONEY: _("Tiền"),
    ContributionKind.LABOUR: _("Ngày công"),
    ContributionKind.LAND: _("Đất"),
    ContributionKind.MATERIAL: _("Vật liệu, hiện vật"),
}
SENT_LABELS = {
    Sent.DECISION: _("Quyết định của cộng đồng dân cư, bản đã ký"),
    Sent.MINUTES: _("Biên bản họp, biên bản kiểm phiếu"),
    Sent.CONVENTION: _("Hương ước, quy ước đã được thông qua"),
    Sent.OTHER: _("Giấy tờ khác"),
}
GROUND_LABELS = {
    Ground.CONTENT: _("Nội dung trái pháp luật, không phù hợp thuần phong, mỹ tục, đạo đức xã hội (điểm a)"),
    Ground.PROCEDURE: _("Không đúng trình tự, thủ tục thông qua (điểm b)"),
}


class Recognition(models.Model):
    """A village's decision on its way to who recognises it (Art. 20.3, 21.2), each step with its clock.

    Without a `vote`: the People's Committee sets the day from which what the whole commune decided binds.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="recognitions")
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, null=True, related_name="recognitions")
    send_by = models.DateField(null=True)
    sent_on = models.DateField(_("ngày gửi"), null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    received_on = models.DateField(_("ngày nhận"), null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    needs_answer = models.BooleanField(default=False)
    answer_by = models.DateField(null=True)
    explanations = models.JSONField(default=dict)  # "send", "answer": how both days were reckoned, each with its rule
    by_front = models.BooleanField(default=False)  # clause 5: the Front recognises
    recognised = models.BooleanField(null=True)
    answered_on = models.DateField(_("ngày quyết định"), null=True)
    number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    reasons = models.TextField(_("lý do không công nhận"), blank=True)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("việc công nhận")
        ordering = ("pk",)
        constraints = [
            *(set_together("recognition", act) for act in ("sent", "received", "answered")),
            models.UniqueConstraint(fields=("vote",), condition=Q(vote__isnull=False), name="recognition_once_a_vote"),
            models.UniqueConstraint(fields=("matter",), condition=Q(vote__isnull=True), name="recognition_once_whole"),
            models.CheckConstraint(
                condition=Q(recognised__isnull=True) | Q(answered_at__isnull=False, file__isnull=False),
                name="recognition_answer_in_writing",
                violation_error_message=_("Công nhận hoặc không công nhận đều phải có văn bản kèm theo."),
            ),
            models.CheckConstraint(
                condition=Q(recognised__isnull=True) | Q(recognised=True) | ~Q(reasons=""),
                name="recognition_refused_with_reasons",
                violation_error_message=_("Không công nhận thì phải nêu rõ lý do."),
            ),
        ]

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"decisions.recognition:{self.pk}"


class SentPaper(models.Model):
    """A signed paper that went with a decision. Names and signatures stand on it: the register has a salted digest."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(_("giấy tờ"), max_length=10, choices=list(SENT_LABELS.items()))
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("giấy tờ đã gửi kèm")
        ordering = ("pk",)


class Annulment(models.Model):
    """The People's Committee annuls a decision of the people (Art. 22.2): in writing, with its ground and reasons."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="annulment")
    ground = models.CharField(_("trường hợp (khoản 1 Điều 22)"), max_length=10, choices=list(GROUND_LABELS.items()))
    reasons = models.TextField(_("lý do bãi bỏ"))
    number = models.CharField(_("số quyết định"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"))
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("việc bãi bỏ quyết định của dân")


class AmendmentRequest(models.Model):
    """The People's Committee asks the people to amend or replace what was adopted in the wrong way (Art. 22.2): the
    decision stands until they decide anew."""

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="amendment_request")
    reasons = models.TextField(_("điều chưa đúng và đề nghị"))
    number = models.CharField(_("số văn bản"), max_length=60)
    requested_on = models.DateField(_("ngày văn bản"))
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("đề nghị sửa đổi, bổ sung, thay thế quyết định của dân")


class Given(models.Model):
    """What a line of money or work has in common; struck out rather than removed."""

    on = models.DateField(_("ngày"))
    what = models.CharField(_("nội dung"), max_length=300)
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    struck_why = models.CharField(max_length=300, blank=True)
    salt = models.CharField(max_length=64, blank=True, default="")  # of the line's digest in the register
    form_key = models.CharField(
        max_length=40, blank=True, default=""
    )  # of the form it came with: sent twice, it is one line

    class Meta:
        abstract = True
        ordering = ("on", "pk")


def _once_and_struck(model: str) -> list:
    """A form is one line however often it is sent; whoever strikes a line out is named with the moment."""
    return [
        models.UniqueConstraint(fields=("matter", "form_key"), condition=~Q(form_key=""), name=f"{model}_form_once"),
        set_together(model, "struck"),
    ]


class Contribution(Given):
    """What came in, in sums: from how many households, never from which."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(_("loại đóng góp"), max_length=8, choices=list(KIND_LABELS.items()))
    amount = models.DecimalField(_("số lượng"), max_digits=16, decimal_places=2)
    measure = models.CharField(_("đơn vị tính"), max_length=30)
    households = models.PositiveIntegerField(_("từ bao nhiêu hộ"), null=True)

    class Meta(Given.Meta):
        verbose_name = _("đóng góp")
        constraints = _once_and_struck("contribution")


class Spending(Given):
    """What was spent."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="spendings")
    amount = models.DecimalField(_("số tiền (đồng)"), max_digits=16, decimal_places=0)

    class Meta(Given.Meta):
        verbose_name = _("khoản chi")
        constraints = _once_and_struck("spending")


class Progress(Given):
    """How far the work is."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="progress")
    per_cent = models.PositiveSmallIntegerField(_("đã làm được (%)"))

    class Meta(Given.Meta):
        verbose_name = _("tiến độ")
        constraints = _once_and_struck("progress")
