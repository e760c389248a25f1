import django.db.models.deletion
from django.db import migrations, models

from danchu.decisions import triggers

_PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """The People's Committee asks the people to amend a decision, and a matter says which decision it amends."""

    dependencies = [
        ("decisions", "0005_dropped_votes"), ("documents", "0002_incoming_register"),
        ("organisation", "0006_households"),
    ]  # fmt: skip

    operations = [
        migrations.RunPython(lambda apps, editor: triggers.drop(editor.connection), migrations.RunPython.noop),
        migrations.AddField(
            "matter", "amends",
            models.ForeignKey("decisions.matter", null=True, on_delete=_PROTECT, related_name="amended_by"),
        ),
        migrations.CreateModel(
            "AmendmentRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.OneToOneField(
                    "decisions.matter", on_delete=django.db.models.deletion.CASCADE, related_name="amendment_request"
                )),
                ("reasons", models.TextField(verbose_name="điều chưa đúng và đề nghị")),
                ("number", models.CharField(max_length=60, verbose_name="số văn bản")),
                ("requested_on", models.DateField(verbose_name="ngày văn bản")),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey("organisation.person", on_delete=_PROTECT, related_name="+")),
                ("file", models.ForeignKey("documents.storedfile", on_delete=_PROTECT, related_name="+")),
            ],
            options={"verbose_name": "đề nghị sửa đổi, bổ sung, thay thế quyết định của dân"},
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]  # fmt: skip
