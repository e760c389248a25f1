"""The report on how the people discussed and decided, to a regular session of the People's Council (Art. 23.1)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danchu.core.tables import set_together
from danchu.decisions.states import ReportState
from danchu.disclosure.models import CouncilSession, SessionReport
from danchu.organisation.models import Person

REPORT_LABELS = {
    ReportState.DRAFT: _("Đang soạn"),
    ReportState.APPROVED: _("Đã duyệt, chờ phát hành"),
    ReportState.SENT: _("Đã gửi"),
}


class DecisionsReport(SessionReport):
    """One report to one session, with copy to the Front."""

    session = models.OneToOneField(CouncilSession, on_delete=models.PROTECT, related_name="decisions_report")
    state = models.CharField(max_length=8, choices=list(REPORT_LABELS.items()), default=ReportState.DRAFT)
    sent_on = models.DateField(_("ngày gửi"), null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("báo cáo Hội đồng nhân dân về việc dân bàn và quyết định")
        ordering = ("-session__opens_on",)
        constraints = [
            models.CheckConstraint(condition=Q(period_from__lte=F("period_to")), name="decisions_report_period"),
            set_together("decisions_report", "approved"),
            set_together("decisions_report", "sent"),
        ]

    def __str__(self):
        day = self.session.opens_on
        return str(_("Báo cáo việc dân bàn và quyết định, kỳ họp %(day)s") % {"day": f"{day:%d/%m/%Y}"})

    @property
    def subject(self) -> str:
        """How other areas refer to it."""
        return f"decisions.decisionsreport:{self.pk}"
