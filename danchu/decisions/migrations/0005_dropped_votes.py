from django.db import migrations, models

from danchu.decisions import triggers

_ONCE = ("matter", "village", "form")
_STATES = [
    ("planned", "Đang chuẩn bị"), ("open", "Đã chốt danh sách hộ, đang biểu quyết"), ("counting", "Đang kiểm đếm"),
    ("result", "Đã có kết quả"), ("dropped", "Đã hủy"),
]  # fmt: skip


class Migration(migrations.Migration):
    """A vote that was opened and not held after all. SQLite rebuilds the table: the locks come last."""

    dependencies = [("decisions", "0004_salt_of_lines")]

    operations = [
        migrations.RunPython(lambda apps, editor: triggers.drop(editor.connection), migrations.RunPython.noop),
        migrations.AddField("vote", "dropped_why", models.CharField(blank=True, default="", max_length=300)),
        migrations.AlterField(
            "vote", "state", models.CharField(choices=_STATES, default="planned", max_length=8)
        ),
        migrations.RemoveConstraint("vote", "vote_once"),
        migrations.AddConstraint(
            "vote",
            models.UniqueConstraint(condition=~models.Q(state="dropped"), fields=_ONCE, name="vote_once"),
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
