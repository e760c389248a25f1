"""A village's vote on a matter: the frozen roll, ballots, two separate counts, the result that never changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danchu.decisions.models.matters import FORM_LABELS, Matter
from danchu.decisions.rules.ballots import spaced
from danchu.decisions.states import BallotState, HandState, Mark, VoteState
from danchu.organisation.models import SEX_LABELS, Commune, Household, Person, Unit

VOTE_LABELS = {
    VoteState.PLANNED: _("Đang chuẩn bị"),
    VoteState.OPEN: _("Đã chốt danh sách hộ, đang biểu quyết"),
    VoteState.COUNTING: _("Đang kiểm đếm"),
    VoteState.RESULT: _("Đã có kết quả"),
    VoteState.DROPPED: _("Đã hủy"),
}
MARK_LABELS = {
    Mark.YES: _("Đồng ý"),
    Mark.NO: _("Không đồng ý"),
    Mark.OTHER: _("Ý kiến khác"),
    Mark.INVALID: _("Không hợp lệ"),
}
BALLOT_LABELS = {BallotState.PRINTED: _("Đã in"), BallotState.SPOILED: _("Hỏng hoặc không dùng")}
HAND_LABELS = {
    HandState.ISSUED: _("Đã phát"),
    HandState.RETURNED: _("Đã thu"),
    HandState.UNRETURNED: _("Không thu được"),
}


class Vote(models.Model):
    """One village, one matter, one form. A ballot after a meeting that was too small is another vote (`after`)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="votes")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=7, choices=list(FORM_LABELS.items()))
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    state = models.CharField(max_length=8, choices=list(VOTE_LABELS.items()), default=VoteState.PLANNED)
    secret = models.BooleanField(_("bỏ phiếu kín"), default=False)
    opens_on = models.DateField(null=True)  # ballots: the day they go out; a meeting: its day
    closes_on = models.DateField(null=True)
    announced_on = models.DateField(null=True)  # of a ballot: content, time and team made known (Art. 19.2)
    scattered = models.BooleanField(_("dân cư sống không tập trung"), default=False)  # clusters below 200 (Art. 18.3)
    cluster_plan_on = models.DateField(_("ngày UBND xã quyết định phương án họp theo cụm"), null=True, blank=True)
    cluster_plan_number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    dropped_why = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("cuộc biểu quyết của thôn, bản")
        ordering = ("village__order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("matter", "village", "form"), condition=~Q(state=VoteState.DROPPED), name="vote_once"
            )
        ]
        indexes = [models.Index(fields=("commune", "state"))]

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"decisions.vote:{self.pk}"


class Roll(models.Model):
    """The households of a village as they stood when the roll was frozen; its salted digest is in the register."""

    vote = models.OneToOneField(Vote, on_delete=models.CASCADE, related_name="roll")
    round = models.PositiveSmallIntegerField(default=1)  # of freezing: a roll that was thawed is frozen anew
    households = models.PositiveIntegerField()
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("danh sách hộ đã chốt")


class RollEntry(models.Model):
    """One household of a frozen roll, as it stood."""

    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    cluster = models.CharField(max_length=60, blank=True)
    representative = models.CharField(max_length=100)
    representative_sex = models.CharField(max_length=6, choices=list(SEX_LABELS.items()), blank=True)
    substitute = models.CharField(max_length=100, blank=True)
    substitute_sex = models.CharField(max_length=6, choices=list(SEX_LABELS.items()), blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("roll", "number"), name="roll_entry_number_once"),
            models.UniqueConstraint(fields=("roll", "household"), name="roll_entry_household_once"),
        ]


class Count(models.Model):
    """What one of two people typed of a count, without seeing the other's; `meeting` is set where clusters count."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="counts")
    meeting = models.ForeignKey("decisions.Meeting", on_delete=models.CASCADE, null=True, related_name="counts")
    slot = models.PositiveSmallIntegerField()  # 1 or 2
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    invalid = models.PositiveIntegerField(default=0)
    for_candidates = models.JSONField(default=dict)  # candidate's number → votes
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần nhập kết quả kiểm đếm")
        constraints = [
            models.UniqueConstraint(fields=("vote", "slot"), condition=Q(meeting__isnull=True), name="count_once"),
            models.UniqueConstraint(fields=("vote", "meeting", "slot"), name="count_once_a_meeting"),
            models.CheckConstraint(condition=Q(slot__in=(1, 2)), name="count_slot"),
        ]


class Ballot(models.Model):
    """A ballot with a random serial in its QR code. Which household got it is written nowhere (decision 0072)."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    serial = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=8, choices=list(BALLOT_LABELS.items()), default=BallotState.PRINTED)
    spoiled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("phiếu")
        ordering = ("serial",)
        indexes = [models.Index(fields=("vote", "state"))]

    @property
    def shown(self) -> str:
        """The number as it is printed: "483 920 6175"."""
        return spaced(self.serial)


class Handing(models.Model):
    """The issue list: a household got a ballot, and a ballot came back from it."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="handings")
    entry = models.OneToOneField(RollEntry, on_delete=models.PROTECT, related_name="handing")
    state = models.CharField(max_length=10, choices=list(HAND_LABELS.items()), default=HandState.ISSUED)
    issued_on = models.DateField()
    returned_on = models.DateField(null=True)
    swapped = models.PositiveSmallIntegerField(default=0)  # damaged ones swapped for another
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("việc phát và thu phiếu")
        indexes = [models.Index(fields=("vote", "state"))]


class BallotReading(models.Model):
    """What one of two people read on a ballot."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="readings")
    slot = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=7, choices=list(MARK_LABELS.items()))
    chosen = models.CharField(max_length=60, blank=True)  # an election: the candidates' numbers, "1,3"
    words = models.CharField(_("ý kiến khác ghi trên phiếu"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("ballot", "slot"), name="ballot_reading_once"),
            models.CheckConstraint(condition=Q(slot__in=(1, 2)), name="ballot_reading_slot"),
        ]


class Result(models.Model):
    """What a village decided: the sums, and the verdict with its denominator and article. Never changed."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="result")
    households = models.PositiveIntegerField()
    attending = models.PositiveIntegerField(null=True)  # representatives who came, or ballots that came back
    women = models.PositiveIntegerField(null=True)
    men = models.PositiveIntegerField(null=True)
    issued = models.PositiveIntegerField(null=True)  # ballots
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    other = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()
    for_candidates = models.JSONField(default=dict)
    outcome = models.CharField(max_length=20)  # rulebook.voting.Outcome
    verdict = models.JSONField()  # rulebook.voting.verdict_as_json, with the sentence
    decided_on = models.DateField()
    line_sequence = models.PositiveBigIntegerField(null=True)
    salt = models.CharField(max_length=64, blank=True)  # of the digest of the single counts in its line
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kết quả")


class CountAgreed(models.Model):
    """The two counts differed and were settled at the paper: what stands, and why."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="settlements")
    meeting = models.ForeignKey("decisions.Meeting", on_delete=models.CASCADE, null=True, related_name="+")
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, null=True, related_name="settlements")
    stands = models.JSONField()
    why = models.CharField(_("đã xem lại bản giấy: vì sao"), max_length=300)
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần thống nhất số đếm")
        constraints = [models.UniqueConstraint(fields=("ballot",), name="ballot_settled_once")]
