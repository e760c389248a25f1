"""The public register: one append-only line per public act of a commune, and its head.

It refers to everything by text and knows nobody; personal data never enters it.
"""

from django.db import models

DIRECTORY = ""  # in the place of a commune: the list of communes itself, which has a revision and no lines


class Head(models.Model):
    """Where a commune's register stands. `revision` also moves with what is public without being a line."""

    commune = models.CharField(max_length=80, unique=True)  # the commune's slug, which never changes
    sequence = models.PositiveBigIntegerField(default=0)
    revision = models.PositiveBigIntegerField(default=0)
    recorded_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)


class Line(models.Model):
    """One public act. Never changed, never removed: triggers in the database see to it (triggers.py)."""

    commune = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    unit = models.CharField(max_length=150)  # the author unit, as it was called that day
    happened_on = models.DateField()  # the local day of the act
    recorded_at = models.DateTimeField()  # the machine's own moment
    body = models.TextField()  # canonical JSON of what is public, digests of files inside
    digest = models.CharField(max_length=64)  # SHA-256 of the line's canonical bytes, the line before it included

    class Meta:
        constraints = [models.UniqueConstraint(fields=("commune", "sequence"), name="line_once")]
        indexes = [models.Index(fields=("commune", "subject"))]
        ordering = ("commune", "sequence")

    def __str__(self):
        return f"{self.commune} {self.sequence} {self.event}"


class Node(models.Model):
    """A whole node of a register's Merkle tree (rules/tree.py). Never changed, never removed, as the lines are."""

    commune = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField()  # 0: the leaves
    number = models.PositiveBigIntegerField()  # on its level, from 0
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("commune", "level", "number"), name="node_once")]

    def __str__(self):
        return f"{self.commune} {self.level}/{self.number}"
