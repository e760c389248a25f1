"""Named lists: people who are poor, ill, called up, helped. Names hang on the board for their window and no longer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.disclosure.models.items import Version
from danchu.disclosure.states import NamesOnWeb

ON_WEB_LABELS = {
    NamesOnWeb.MASKED: _("Chỉ hiện chữ cái đầu"),
    NamesOnWeb.LISTED: _("Hiện đủ tên trong thời gian niêm yết"),
}


class NamedList(models.Model):
    """The list of a version. After `names_until` its rows are erased; how many there were stays."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="names")
    columns = models.JSONField(default=list)  # headings beyond number, name and village; reasons of deferral never
    on_web = models.CharField(max_length=6, choices=list(ON_WEB_LABELS.items()), default=NamesOnWeb.MASKED)
    count = models.PositiveIntegerField(default=0)
    names_until = models.DateField(null=True)
    salt = models.CharField(max_length=64, blank=True)  # hex; erased with the names, so that the digest tells nothing
    digest = models.CharField(
        max_length=64, blank=True
    )  # SHA-256(salt ‖ the list's bytes), as its register line has it
    dropped = models.JSONField(default=list)  # columns that were left out: [heading, why]
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("danh sách có tên")


class NamedRow(models.Model):
    """One person of the list."""

    names = models.ForeignKey(NamedList, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    name = models.CharField(_("họ và tên"), max_length=100)
    village = models.CharField(_("thôn, bản"), max_length=150, blank=True)
    cells = models.JSONField(default=list)  # as `columns`

    class Meta:
        verbose_name = _("người trong danh sách")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("names", "number"), name="named_row_once")]
