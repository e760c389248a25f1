"""The trail of staff acts: one row per act, who and what and when. Knows nobody: everything is referred to by text.

Of citizens there is nothing here: no words of theirs, no address of a machine. Never changed, never removed:
triggers in the database see to it (triggers.py).
"""

from django.db import models


class Act(models.Model):
    """One act of a person of the commune, written in the act's own transaction (services.act)."""

    commune = models.PositiveBigIntegerField()  # the commune's row: its slug may still change while it is set up
    at = models.DateTimeField()
    person = models.PositiveBigIntegerField(null=True)  # the person's row; none: the console of the computer
    name = models.CharField(max_length=100)  # what they were called that day
    unit = models.PositiveBigIntegerField(null=True)  # the unit they acted for
    post = models.CharField(max_length=300, blank=True)  # the posts they held that day, in words
    kind = models.CharField(max_length=60)  # as in `plans.confirm`
    subject = models.CharField(max_length=120, blank=True)  # a reference, as in `plans.plan:12`; never its words
    folded = models.CharField(max_length=420, blank=True)  # name and posts without marks, to search in

    class Meta:
        indexes = [models.Index(fields=("commune", "at", "id"))]
        ordering = ("commune", "-at", "-id")

    def __str__(self):
        return f"{self.name} {self.kind} {self.subject}"
