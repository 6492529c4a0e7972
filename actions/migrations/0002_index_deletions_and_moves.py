from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0001_actions_leads_progress"),
        ("plans", "0001_people_councils_plans"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="historicalaction",
            index=models.Index(condition=models.Q(("history_type", "-")), fields=["commitment"], name="action_gone"),
        ),
        migrations.AddIndex(
            model_name="historicalaction",
            index=models.Index(
                condition=models.Q(
                    models.Q(("history_type", "~"), _negated=True),
                    models.Q(("old_status", models.F("status")), _negated=True),
                    _connector="OR",
                ),
                fields=["id", "history_date", "history_type", "old_status", "status"],
                name="action_moves",
            ),
        ),
        migrations.AddIndex(
            model_name="historicallead",
            index=models.Index(condition=models.Q(("history_type", "-")), fields=["council"], name="lead_gone"),
        ),
    ]
