from django.db import migrations

from danchu.disclosure import triggers


class Migration(migrations.Migration):
    """The triggers anew: a sealed table is not emptied, and no row takes the place of a sealed one."""

    dependencies = [("disclosure", "0003_paper_work")]

    operations = [
        migrations.RunPython(lambda apps, editor: triggers.drop(editor.connection), migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
