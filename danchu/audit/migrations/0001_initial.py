"""The trail of staff acts, append-only in the database itself (danchu/audit/triggers.py)."""

from django.db import migrations, models

from danchu.audit import triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("commune", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("person", models.PositiveBigIntegerField(null=True)),
                ("name", models.CharField(max_length=100)),
                ("unit", models.PositiveBigIntegerField(null=True)),
                ("post", models.CharField(blank=True, max_length=300)),
                ("kind", models.CharField(max_length=60)),
                ("subject", models.CharField(blank=True, max_length=120)),
                ("folded", models.CharField(blank=True, max_length=420)),
            ],
            options={
                "ordering": ("commune", "-at", "-id"),
                "indexes": [models.Index(fields=["commune", "at", "id"], name="audit_act_commune_cbaaee_idx")],
            },
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.create(editor.connection),
            lambda apps, editor: triggers.drop(editor.connection),
        ),
    ]
