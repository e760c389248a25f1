"""What the worker is doing to a long paper, while whoever asked for it does something else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.disclosure.models.items import Paper
from danchu.disclosure.states import PaperTask
from danchu.organisation.models import Person

TASK_LABELS = {PaperTask.LOOK: _("Máy đang đọc văn bản"), PaperTask.CLEAN: _("Máy đang che và làm sạch văn bản")}


class PaperWork(models.Model):
    """One task for one paper of a draft. The row goes when the task is done; `problem` says why it could not be."""

    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, related_name="work")
    task = models.CharField(max_length=5, choices=list(TASK_LABELS.items()))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    pages_done = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)  # 0 until the worker has opened the file
    problem = models.CharField(max_length=600, blank=True)

    class Meta:
        verbose_name = _("việc máy đang làm với văn bản")

    @property
    def waits(self) -> bool:
        """Whether it is still to be done."""
        return not self.problem
