"""Round which figures readers may see what chance leaves open."""

import pytest

from vp_desk.aggregate import Printed
from vp_desk.chance import count_interval
from vp_desk.released import Band, Gap, Hidden, ReleasedCell, Shown
from vp_desk.whiskers import rate_whisker, told_count, whisker


@pytest.mark.parametrize("cell", [Shown(9), Printed("9", 9, 9)])
def test_a_figure_that_is_told_has_its_exact_interval(cell: ReleasedCell) -> None:
    assert told_count(cell) == 9
    assert whisker(cell) == count_interval(9)
    per_staff = rate_whisker(cell, 2025, 300)
    assert per_staff is not None
    assert per_staff.low == pytest.approx(count_interval(9).low / 3)
    assert rate_whisker(cell, 2025, None) is None


@pytest.mark.parametrize(
    "cell", [Hidden(), Gap(), Band(1, 4), Printed("<5", 1, 4), Printed("ca. 9", 9, None)]
)
def test_a_figure_that_is_not_told_exactly_has_none(cell: ReleasedCell) -> None:
    assert told_count(cell) is None
    assert whisker(cell) is None
    assert rate_whisker(cell, 2025, 300) is None
