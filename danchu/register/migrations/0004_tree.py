"""The Merkle tree over the lines; it grows here for the registers that exist already."""

from django.db import migrations, models

from danchu.register import triggers
from danchu.register.rules import line_bytes, tree

FIELDS = ("commune", "sequence", "event", "subject", "unit", "happened_on", "recorded_at", "body")
AT_ONCE = 2000  # nodes written together


def grow(apps, editor):
    """Leaves from the lines as they stand: a line that was tampered with is left for `register verify` to name."""
    Line, Node = apps.get_model("register", "Line"), apps.get_model("register", "Node")
    commune, previous, edge, waiting = None, "", {}, []
    for line in Line.objects.order_by("commune", "sequence").iterator(chunk_size=2000):
        if line.commune != commune:
            commune, previous, edge, index = line.commune, "", {}, 0
        values = {name: getattr(line, name) for name in FIELDS}
        leaf = tree.leaf_hash(line_bytes(**values, previous=previous))
        made = tree.grown(index, leaf, edge.__getitem__)
        waiting += [Node(commune=commune, level=level, number=number, hash=h) for (level, number), h in made]
        for place in tree.siblings(index):
            del edge[place]
        edge[made[-1][0]] = made[-1][1]  # what stands left of it is whole; only this one will meet a sibling
        index, previous = index + 1, line.digest
        if len(waiting) >= AT_ONCE:
            Node.objects.bulk_create(waiting)
            waiting = []
    Node.objects.bulk_create(waiting)


class Migration(migrations.Migration):
    dependencies = [("register", "0003_no_replacing")]

    operations = [
        migrations.CreateModel(
            name="Node",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("commune", models.CharField(max_length=80)),
                ("level", models.PositiveSmallIntegerField()),
                ("number", models.PositiveBigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("commune", "level", "number"), name="node_once")],
            },
        ),
        migrations.RunPython(grow, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection), migrations.RunPython.noop
        ),
    ]
