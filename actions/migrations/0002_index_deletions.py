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
            model_name="historicallead",
            index=models.Index(condition=models.Q(("history_type", "-")), fields=["council"], name="lead_gone"),
        ),
    ]
