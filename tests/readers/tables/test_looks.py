"""What a column's cells look like."""

import pytest

from actions.readers.tables.looks import Look, look_of


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        ([], Look.EMPTY),
        (["", "  "], Look.EMPTY),
        (["1.1", "1.2", "2.10"], Look.REFERENCE),
        (["1", "2", "3"], Look.REFERENCE),
        (["a.", "b.", "c)"], Look.REFERENCE),
        (["EDI-1", "EDI-2"], Look.REFERENCE),
        (["x", "✓", ""], Look.TICK),
        (["Yes", "No"], Look.TICK),
        (["R", "A", "G"], Look.RAG),
        (["Green", "Amber / Red"], Look.RAG),
        (["High", "Low", "Medium"], Look.LEVEL),
        (["Complete", "On track", "Not started"], Look.STATUS),
        (["March 2024", "Ongoing", "Q3 2024/25"], Look.WHEN),
        (["Autumn Term 2017", "By end of year"], Look.WHEN),
        (["October2021", "12 months"], Look.WHEN),
        (["Head of HR", "MH/ALNCO", "Policy Officer"], Look.LEAD),
        (["AG", "ZW"], Look.LEAD),
        (["Claire Collins", "Dennis Francis"], Look.LEAD),
        (["Train all managers", "Review the policy"], Look.SENTENCES),
        (["We know that some staff do not feel comfortable with it"], Look.SENTENCES),
        (["Race", "Disability", "Age and sex"], Look.WORDS),
    ],
)
def test_cells_look_like_what_most_of_them_are(cells, look):
    assert look_of(cells) is look


def test_a_few_other_cells_do_not_change_the_look():
    assert look_of(["1.1", "1.2", "1.3", "1.4", "see above"]) is Look.REFERENCE
    assert look_of(["March 2024", "May 2024", "to be agreed"]) is Look.WHEN
