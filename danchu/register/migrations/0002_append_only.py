"""The register is append-only in the database itself (danchu/register/triggers.py)."""

from django.db import migrations

from danchu.register import triggers


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        )
    ]
