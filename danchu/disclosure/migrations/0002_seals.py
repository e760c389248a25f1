from django.db import migrations

from danchu.disclosure import triggers


class Migration(migrations.Migration):
    """The triggers on what was public. SQLite drops them with a table that is rebuilt: they come last, and after every
    migration that touches `version` or `paper` they are created anew.
    """

    dependencies = [("disclosure", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
