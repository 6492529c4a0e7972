"""Web pages give their tables as a browser shows them, and what stands above each."""

import pytest

from plans.files.grids import Line, Refused
from plans.files.open import open_file
from tests.files.making import page


def grid_of(*pieces):
    (grid,) = open_file("plan.html", page(*pieces))
    return grid


def words_of(inner):
    """The words of one cell, beside another."""
    return grid_of(f"<table><tr><td>{inner}</td><td>x</td></tr></table>").rows[0][0]


def test_tables_come_in_order_with_the_lines_above_each():
    first, second = open_file(
        "plan.html",
        page(
            "<h1>The plan</h1><p>For <b>all</b> of\nus</p><table><tr><th>a</th><th>b</th></tr></table>",
            "<h3>Goal</h3><ul><li>one</ul><table><caption>Second</caption><tr><td>c<td>d</table>",
        ),
    )
    assert first.above == (Line("The plan", 1), Line("For all of us"))
    assert (first.name, first.rows) == ("Table 1", (("a", "b"),))
    assert second.above == (Line("Goal", 3), Line("• one"))
    assert (second.name, second.rows) == ("Second", (("c", "d"),))


def test_cells_that_span_have_their_words_once():
    grid = grid_of(
        "<table><thead><tr><th colspan=2>wide<th>a</thead>",
        "<tr><td rowspan=2>tall<td>b<td>c<tr><td>d<td>e<tr><td>f<td>g<td>h</table>",
    )
    assert grid.rows == (("wide", "", "a"), ("tall", "b", "c"), ("", "d", "e"), ("f", "g", "h"))
    assert grid.covered == {(0, 1), (2, 0)}


def test_a_cell_can_span_to_the_end_of_its_table():
    grid = grid_of("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>")
    assert grid.rows == (("a", "b"), ("", "c"), ("", "d"))
    assert grid.covered == {(1, 0), (2, 0)}


@pytest.mark.parametrize("span", ["x", "-1", "1.5", "", "99999999999", "²"])
def test_a_span_that_is_no_number_is_one_cell(span):
    assert grid_of(f"<table><tr><td colspan='{span}'>a<td>b</table>").rows == (("a", "b"),)


def test_a_span_wider_than_the_table_adds_no_columns():
    assert grid_of("<table><tr><th colspan=50>Goal<tr><td>a<td>b</table>").rows == (("Goal", ""), ("a", "b"))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("one<br>two<br/>\n three", "one\ntwo\nthree"),
        ("<p>one</p>\n<p>two</p>", "one\ntwo"),
        ("We will<ul><li>one</li>\n<li>two <b>three</b></li></ul>then", "We will\n• one\n• two three\nthen"),
        ("<ul><li>one<ul><li>deeper</ul><li><p>two<p>more</ul>", "• one\n• deeper\n• two\nmore"),
        ("  a \n  <i> b</i><span>c</span> ", "a bc"),
        ("fish &amp; chips &nbsp;&pound;5 &lt;b&gt;", "fish & chips \u00a0£5 <b>"),
        ("a<script>alert(1)</script><style>p{}</style><!-- c --><template>t</template>b", "ab"),
        ("<span hidden>not shown</span>shown", "shown"),
        ("<p>·<span>&nbsp; </span>typed</p>", "• typed"),
        ("<table><tr><td>one<td>two</table>after", "one\ntwo\nafter"),
        ("<h4>Title</h4>words", "Title\nwords"),
    ],
)
def test_words_are_those_that_a_browser_shows(inner, words):
    assert words_of(inner) == words


def test_a_table_that_only_lays_out_the_page_is_not_one():
    layout = "<table><tr><td><h2>Goal</h2><table><tr><td>a<td>b</table></td></tr></table>"
    assert grid_of(layout).rows == (("a", "b"),)
    assert grid_of(layout).above == (Line("Goal", 2),)
    said = "<table role=presentation><tr><td><p>left<td><table><tr><td>a<td>b</table></table>"
    assert grid_of(said).rows == (("a", "b"),)


def test_menus_and_footers_are_no_part_of_the_plan():
    menu = "<nav><ul><li>Home<li>Bins<li>Council tax</ul></nav>"
    with pytest.raises(Refused, match="no table"):
        open_file("plan.html", page(menu, "<p>Words</p>", menu.replace("nav", "footer")))


def test_of_a_page_that_says_what_its_main_part_is_only_that_is_read():
    aside = "<ul><li>1<li>2<li>3</ul>"
    grid = grid_of(aside, "<main><h1>Plan</h1><ul><li>a<li>b<li>c</ul></main>", aside)
    assert [row[4] for row in grid.rows[1:]] == ["a", "b", "c"]


def test_a_page_that_no_tag_ends_is_read_to_its_end():
    assert grid_of("<table><tr><td>a<td>b<tr><td>c<td>d").rows == (("a", "b"), ("c", "d"))


def test_words_between_cells_are_not_lost():
    assert grid_of("<table>loose<tr><td>a<td>b</table>").above == (Line("loose"),)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("windows-1250", "cp1250"),
        ("nonsense", "utf-8"),
    ],
)
def test_letters_are_read_by_what_the_page_declares(charset, encoding):
    text = f"<meta charset='{charset}'><table><tr><td>Café – ‘fair’</td><td>x</td></tr></table>"
    (grid,) = open_file("plan.html", text.encode(encoding))
    assert grid.rows[0][0] == "Café – ‘fair’"


def test_the_first_bytes_of_a_page_count_for_more_than_what_it_declares():
    text = "<meta charset='iso-8859-1'><table><tr><td>Café</td><td>x</td></tr></table>"
    for encoding in ("utf-8-sig", "utf-16"):
        assert open_file("plan.html", text.encode(encoding))[0].rows[0][0] == "Café"
    wrong = text.replace("iso-8859-1", "utf-8").encode("cp1252")
    assert open_file("plan.html", wrong)[0].rows[0][0] == "Café"


def test_nothing_that_a_page_names_is_fetched_or_put_in(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = f"""<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}">]><table><tr><td>&s;<td>
        <img src="file://{secret}"><iframe src="file://{secret}"></iframe>x</table>"""
    assert "secret" not in str(open_file("plan.html", text.encode())[0].rows).replace("secret.txt", "")
