from django.db import migrations, models

from danchu.core.words import Words


def create(apps, schema_editor):
    for table in ("petitions_case", "petitions_showing"):
        Words(table).create(schema_editor.connection)


def drop(apps, schema_editor):
    for table in ("petitions_case", "petitions_showing"):
        Words(table).drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0008_receive_permission"),
        ("petitions", "0004_dialogue_and_heard"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="case", name="petitions_c_commune_cd7b16_idx"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)), fields=["commune", "due_on"], name="case_not_over"
            ),
        ),
        migrations.AddIndex(
            model_name="showing",
            index=models.Index(
                condition=models.Q(("down_on__isnull", True)), fields=["commune", "up_on"], name="showing_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="showing",
            index=models.Index(
                condition=models.Q(("down_on__isnull", True)),
                fields=["commune", "received_on"],
                name="showing_received",
            ),
        ),
        migrations.RunPython(create, drop),
    ]
