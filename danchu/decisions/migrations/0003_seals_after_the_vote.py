from django.db import migrations

from danchu.decisions import triggers


class Migration(migrations.Migration):
    """The triggers anew: they now also hold what comes after a vote, and refuse to empty a sealed table."""

    dependencies = [("decisions", "0002_seals")]

    operations = [
        migrations.RunPython(lambda apps, editor: triggers.drop(editor.connection), migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
