"""Ballots on paper: the plan, who typed which of the two readings. The ballots themselves stand in `votes`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.decisions.models.votes import Vote
from danchu.organisation.models import Person


class BallotPlan(models.Model):
    """How a village's ballots are handed out, taken back and counted (Decree 59/2023, Art. 4.2), and what was counted.

    The days on which ballots go out and are due back stand on the vote, and who is on the team in `Member`.
    """

    vote = models.OneToOneField(Vote, on_delete=models.CASCADE, related_name="ballot_plan")
    number = models.CharField(_("số kế hoạch"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành kế hoạch"))
    purpose = models.TextField(_("mục đích, yêu cầu"))
    assignment = models.TextField(_("phân công thực hiện"))
    conditions = models.TextField(_("điều kiện bảo đảm"), blank=True)
    return_to = models.CharField(_("nơi nộp phiếu"), max_length=200)
    sent_on = models.DateField(_("ngày gửi kế hoạch cho Chủ tịch UBND và Mặt trận xã"), null=True, blank=True)
    form_number = models.CharField(_("số văn bản ban hành mẫu phiếu"), max_length=60, blank=True)
    form_on = models.DateField(_("ngày UBND xã ban hành mẫu phiếu"), null=True, blank=True)
    announced_how = models.CharField(_("cách công khai"), max_length=200, blank=True)
    lost = models.PositiveIntegerField(default=0)  # handed out, gone, and given anew: their numbers are not known
    # counted by hand, at the end
    closed_on = models.DateField(_("ngày thu xong"), null=True)
    not_issued_why = models.CharField(_("vì sao có hộ chưa được phát phiếu"), max_length=300, blank=True)
    unused = models.PositiveIntegerField(_("phiếu in mà không dùng"), null=True)
    in_box = models.PositiveIntegerField(_("phiếu đếm được khi mở hòm phiếu"), null=True)
    place = models.CharField(_("nơi kiểm phiếu"), max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    first_done_at = models.DateTimeField(null=True)
    second_done_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)  # sheets were still missing: what was typed before stays
    # the minutes, signed and scanned; the register has their salted digest
    minutes = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    minutes_salt = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("kế hoạch phát phiếu")
        constraints = [set_together("ballot_plan", "closed")]

    def done_at(self, slot: int):
        """When a reading was finished; None while it is being typed."""
        return self.first_done_at if slot == 1 else self.second_done_at


class BallotReader(models.Model):
    """Somebody types one of the two readings, and never any sheet of the other."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    slot = models.PositiveSmallIntegerField()  # 1 or 2
    at = models.DateTimeField()

    class Meta:
        ordering = ("slot", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("vote", "person"), name="ballot_reader_one_slot",
                violation_error_message=_("Mỗi người chỉ nhập một trong hai lần."),
            ),
            models.CheckConstraint(condition=Q(slot__in=(1, 2)), name="ballot_reader_slot"),
        ]  # fmt: skip
