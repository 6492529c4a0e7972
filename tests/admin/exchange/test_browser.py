"""The pages of import and export in a real browser: nothing inaccessible, nothing that the strict policy forbids."""

import pytest

from actions.models import Lead
from tests.admin.exchange.desk import address, as_csv, exported
from tests.admin.test_browser import WIDTHS, at_desk, broken, check, everything, press, visit  # noqa: F401 (fixtures)
from tests.builders import make_lead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def files(desk, here):
    """Two files of the leads: one that can be imported, one that cannot."""
    make_lead(here.council, "Head of Parks")
    good = exported(desk, Lead)
    good[0]["Name"] = "Head of Culture"
    bad = [row | {"Kind": "Robot"} for row in good]
    return {"good": as_csv(good), "bad": as_csv(bad)}


def choose(page, content):
    file = {"name": "leads.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("File").set_input_files(files=[file])
    press(page, "Show what it would change")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_is_brought_looked_at_and_imported(page, live_server, at_desk, check, files, width):  # noqa: F811
    visit(page, live_server, address(Lead, "changelist"), width)
    page.get_by_role("link", name="Import").click()
    check(width)
    choose(page, files["bad"])
    assert "Nothing of “leads.csv” was imported." in page.get_by_role("alert").inner_text()
    check(width)
    page.get_by_role("link", name="Choose another file").click()
    choose(page, files["good"])
    check(width)
    press(page, "Import 1 row")
    assert "0 added, 1 changed, 1 as they were" in page.locator(".messagelist").inner_text()
    check(width)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_is_exported_as_it_is_filtered(page, live_server, at_desk, check, everything, width):  # noqa: F811
    visit(page, live_server, address(Lead, "changelist") + "?q=Post", width)
    page.get_by_role("link", name="Export").click()
    check(width)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename.startswith("leads-")
    assert page.locator("input[name=q]").input_value() == "Post"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_that_cannot_be_opened_is_said_beside_the_box(page, live_server, at_desk, check, here, width):  # noqa: F811
    visit(page, live_server, address(Lead, "import"), width)
    choose(page, b"ID,Nome\n1,x\n")
    assert "There is no column “Nome”." in page.locator(".errorlist").inner_text()
    check(width)
