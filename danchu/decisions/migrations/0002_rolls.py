from django.db import migrations, models

from danchu.decisions import triggers


class Migration(migrations.Migration):
    """A roll knows which freezing it is, a result keeps the salt of its counts; then the triggers.

    SQLite drops triggers with a table that is rebuilt: they come last, and after every migration that touches one of
    their tables they are created anew.
    """

    dependencies = [("decisions", "0001_initial")]

    operations = [
        migrations.AddField("roll", "round", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("result", "salt", models.CharField(blank=True, max_length=64)),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
