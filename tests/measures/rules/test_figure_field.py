"""The box for a figure and its unit."""

import pytest

from measures.taking.figure_field import FigureField


@pytest.mark.parametrize("typed", ["12 cases", "12 Cases", "CASES 12", "12"])
def test_a_unit_is_known_in_whatever_case(typed):
    assert FigureField(label="Value", unit="cases").clean(typed) == 12
