"""Whatever writes, it is recorded: 31 paths, of which django-simple-history alone would record 12.

The three paths of django-import-export stand here as what its resources do to the database: ``update_or_create`` row
by row, ``bulk_update`` in batches, and statements in bulk. Imports in the admin are tested in tests/admin/exchange.
"""

import json

import pytest
from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Case, F, Value, When
from django.urls import reverse

from actions.models import Action, ActionLead, Timescale
from plans.audit.context import audit
from tests.audit.checks import (
    assert_history_is_whole,
    at_once,
    execute,
    execute_outside,
    form_of,
    newest,
    rows_of,
    tables,
    trail,
)
from tests.builders import make_action, make_plan, make_timescale

REWORDED = [("+", ""), ("~", "Reworded")]
GONE = [("+", ""), ("-", "")]
TABLE, HISTORY = tables(Action)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def whole_afterwards(db):
    yield
    assert_history_is_whole()


def test_01_save(action):
    action.current_text = "Reworded"
    action.save()
    assert trail(action) == REWORDED


def test_02_save_of_some_fields_records_no_phantom_of_the_others(action):
    action.current_text, action.subheading = "Reworded", "Never saved"
    action.save(update_fields=["current_text"])
    assert trail(action) == REWORDED
    assert newest(action).subheading == ""


def test_03_update_of_a_queryset(action):
    Action.objects.filter(pk=action.pk).update(current_text="Reworded")
    assert trail(action) == REWORDED


def test_04_update_of_a_queryset_filtered_by_what_changes(action):
    Action.objects.filter(current_text="").update(current_text="Reworded")
    assert trail(action) == REWORDED


def test_05_update_past_the_model_s_own_manager(action):
    Action._base_manager.filter(pk=action.pk).update(status="in_progress")
    assert trail(action, "status") == [("+", "not_started"), ("~", "in_progress")]
    assert newest(action).old_status == "not_started"


def test_06_bulk_update(plan):
    actions = [make_action(plan) for _ in range(3)]
    for action in actions:
        action.current_text = "Reworded"
    Action.objects.bulk_update(actions, ["current_text"])
    assert [trail(action) for action in actions] == [REWORDED] * 3


def test_07_bulk_create(plan):
    made = Timescale.objects.bulk_create(Timescale(plan=plan, position=n, text=f"{n} May") for n in (1, 2, 3))
    assert [trail(one, "text") for one in made] == [[("+", "1 May")], [("+", "2 May")], [("+", "3 May")]]


def test_08_bulk_create_over_what_is_there(plan):
    there = make_timescale(plan, "May")
    Timescale.objects.bulk_create(
        [Timescale(plan=plan, position=there.position, text="June")],
        update_conflicts=True,
        unique_fields=["plan", "position"],
        update_fields=["text"],
    )
    assert trail(there, "text") == [("+", "May"), ("~", "June")]


def test_09_save_of_an_expression(action):
    action.position = F("position") + 1
    action.save()
    assert trail(action, "position") == [("+", 1), ("~", 2)]


def test_10_update_by_case(action):
    words = Case(When(position=1, then=Value("Reworded")), default=Value("Other"))
    Action.objects.update(current_text=words)
    assert trail(action) == REWORDED


def test_11_raw_sql_in_the_application(action):
    execute(f"UPDATE {TABLE} SET current_text = %s WHERE id = %s", "Reworded", action.pk)
    assert trail(action) == REWORDED
    assert newest(action).source == "application"


@pytest.mark.django_db(transaction=True)
def test_12_raw_sql_of_another_program(action):
    execute_outside(f"UPDATE {TABLE} SET current_text = %s WHERE id = %s", "Reworded", action.pk)
    assert trail(action) == REWORDED
    assert (newest(action).source, newest(action).history_user_id) == ("outside the application", None)


def test_13_loaddata(action, tmp_path):
    call_command("dumpdata", "actions.action", output=str(tmp_path / "dump.json"))
    rows = json.loads((tmp_path / "dump.json").read_text())
    rows[0]["fields"]["current_text"] = "Reworded"
    (tmp_path / "dump.json").write_text(json.dumps(rows))
    call_command("loaddata", str(tmp_path / "dump.json"), verbosity=0)
    assert trail(action) == REWORDED


def test_14_the_admin_s_form(client, equality_lead, action):
    client.force_login(equality_lead)
    address = reverse("admin:actions_action_change", args=[action.pk])
    data = form_of(client.get(address)) | {"current_text": "Reworded", "change_reason": "Clearer"}
    assert client.post(address, data).status_code == 302
    assert trail(action) == REWORDED
    assert (newest(action).history_user_id, newest(action).history_change_reason) == (equality_lead.pk, "Clearer")


def test_15_the_admin_s_rows_within_a_form(client, equality_lead, action):
    client.force_login(equality_lead)
    address = reverse("admin:actions_action_change", args=[action.pk])
    data = form_of(client.get(address)) | {"action_leads-0-role": "supporting", "change_reason": "They help"}
    assert client.post(address, data).status_code == 302
    named = ActionLead.objects.get(action=action)
    assert trail(named, "role") == [("+", "joint"), ("~", "supporting")]
    assert newest(named).history_user_id == equality_lead.pk


def test_16_the_admin_s_deletion(client, equality_lead, council):
    unused = make_timescale(make_plan(council, status="draft"), "May")
    client.force_login(equality_lead)
    address = reverse("admin:actions_timescale_delete", args=[unused.pk])
    page = client.get(address)
    data = {"post": "yes", "change_reason": "Unused", "revision": page.context["form"].initial["revision"]}
    assert client.post(address, data).status_code == 302
    assert trail(unused, "text") == [("+", "May"), ("-", "May")]
    assert newest(unused).history_user_id == equality_lead.pk


def test_17_update_or_create_as_an_import_of_rows_does(plan):
    for text in ("May", "June"):
        Timescale.objects.update_or_create(plan=plan, position=1, defaults={"text": text})
    assert trail(Timescale.objects.get(plan=plan), "text") == [("+", "May"), ("~", "June")]


def test_18_bulk_update_in_batches_as_a_large_import_does(plan, officer):
    actions = [make_action(plan) for _ in range(5)]
    for action in actions:
        action.current_text = "Reworded"
    with audit(by=officer):
        Action.objects.bulk_update(actions, ["current_text"], batch_size=2)
    assert [trail(action) for action in actions] == [REWORDED] * 5
    assert {newest(action).history_user_id for action in actions} == {officer.pk}


def test_19_many_statements_at_once(plan):
    actions = [make_action(plan) for _ in range(3)]
    with connection.cursor() as cursor:
        rows = [("Reworded", action.pk) for action in actions]
        cursor.executemany(f"UPDATE {TABLE} SET current_text = %s WHERE id = %s", rows)
    assert [trail(action) for action in actions] == [REWORDED] * 3
    assert newest(actions[2]).source == "application"


def test_20_delete(action):
    pk = action.pk
    action.delete()
    assert trail(Action, pk=pk) == GONE


def test_21_delete_of_a_queryset(action):
    Action.objects.filter(pk=action.pk).delete()
    assert trail(Action, pk=action.pk) == GONE


def test_22_delete_of_what_it_belongs_to(plan, action):
    named = action.action_leads.get()
    action.commitment.theme.delete()
    assert trail(Action, pk=action.pk) == GONE
    assert trail(ActionLead, "role", pk=named.pk) == [("+", "joint"), ("-", "joint")]


def test_23_delete_past_the_collector(plan):
    action = make_action(plan)
    Action.objects.filter(pk=action.pk)._raw_delete(connection.alias)
    assert trail(Action, pk=action.pk) == GONE


def test_24_a_transaction_rolled_back_leaves_nothing(action):
    with transaction.atomic():
        action.current_text = "Reworded"
        action.save()
        Action.objects.update(current_text="Again")
        transaction.set_rollback(True)
    assert trail(action) == [("+", "")]


def test_25_a_savepoint_rolled_back_leaves_what_came_before(action):
    with transaction.atomic():
        Action.objects.update(current_text="Reworded")
        with transaction.atomic():
            Action.objects.update(current_text="Again")
            transaction.set_rollback(True)
    assert trail(action) == REWORDED


@pytest.mark.django_db(transaction=True)
def test_26_two_writers_at_once(action):
    words = ("One", "Other")
    at_once(lambda number: Action.objects.update(current_text=words[number]), 2)
    (_, first), (_, second) = trail(action)[1:]
    assert {first, second} == set(words)
    assert Action.objects.get().current_text == second


@pytest.mark.django_db(transaction=True)
def test_27_twenty_writers_of_five_saves_each(action):
    def save_five(number):
        for turn in range(5):
            mine = Action.objects.get(pk=action.pk)
            mine.current_text = f"{number}, {turn}"
            mine.save()

    assert at_once(save_five, 20) == [None] * 20
    recorded = [words for _, words in trail(action)]
    assert sorted(recorded) == sorted(["", *(f"{number}, {turn}" for number in range(20) for turn in range(5))])
    assert recorded[-1] == Action.objects.get().current_text


def test_28_a_history_that_cannot_be_written_stops_the_change(action):
    body = "BEGIN SELECT RAISE(ABORT, 'no'); END"
    if connection.vendor == "postgresql":
        body = "FOR EACH ROW EXECUTE FUNCTION edi_append_only()"
    execute(f"CREATE TRIGGER disk_full BEFORE INSERT ON {HISTORY} {body}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Action.objects.update(current_text="Reworded")
    assert (Action.objects.get().current_text, len(rows_of(action))) == ("", 1)


def test_29_a_data_migration(action):
    apps = MigrationLoader(connection).project_state().apps
    apps.get_model("actions", "Action").objects.update(current_text="Reworded")
    assert trail(action) == REWORDED


def test_30_a_save_that_asks_for_no_history(action):
    action.current_text = "Reworded"
    action.save_without_historical_record()
    assert trail(action) == REWORDED


def test_31_save_from_asynchronous_code(action):
    action.current_text = "Reworded"
    async_to_sync(action.asave)()
    assert trail(action) == REWORDED
