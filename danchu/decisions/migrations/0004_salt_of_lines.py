from django.db import migrations, models

from danchu.decisions import triggers


class Migration(migrations.Migration):
    """A line of money or work has the salt of its digest in the register. SQLite rebuilds the tables: locks come last."""

    dependencies = [("decisions", "0003_seals_after_the_vote")]

    operations = [
        migrations.RunPython(lambda apps, editor: triggers.drop(editor.connection), migrations.RunPython.noop),
        *(
            migrations.AddField(name, "salt", models.CharField(blank=True, default="", max_length=64))
            for name in ("contribution", "progress", "spending")
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
