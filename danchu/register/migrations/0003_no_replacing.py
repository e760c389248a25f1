"""On SQLite a line could be replaced where it cannot be deleted (danchu/register/triggers.py)."""

from django.db import migrations

from danchu.register import triggers


class Migration(migrations.Migration):
    dependencies = [("register", "0002_append_only")]

    operations = [
        migrations.RunPython(lambda apps, editor: triggers.create(editor.connection), migrations.RunPython.noop)
    ]
