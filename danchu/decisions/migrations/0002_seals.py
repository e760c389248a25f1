from django.db import migrations

from danchu.decisions import triggers


class Migration(migrations.Migration):
    """The triggers on what is sealed. SQLite drops them with a table that is rebuilt: they come last, and after every
    migration that touches a sealed table they are created anew.
    """

    dependencies = [("decisions", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
