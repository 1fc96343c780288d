"""How a filter of the list of cases reads."""

import pytest

from vp_desk.periods import Month, ReportingCalendar
from vp_desk.selection import Selection, Span
from vp_desk.taxonomy import built_in_lists
from vp_desk.ui.selection_words import words_of

YEAR = Span(Month(2025, 1), Month(2026, 1))
MAIN = frozenset({"types"})


def conduct(*codes: str) -> dict[str, frozenset[str]]:
    return {"types": frozenset(codes)}


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(words="aap", order="code"), ""),
        (
            Selection(codes=conduct("conduct", "force"), first_only=MAIN),
            "Hoofdtype: Ongewenste omgangsvormen of Misbruik geweldsbevoegdheid",
        ),
        (Selection(codes=conduct("conduct.bullying")), "Type schending: Pesten"),
        (
            Selection(codes=conduct("conduct.-")),
            "Type schending: Ongewenste omgangsvormen, zonder subtype",
        ),
        (Selection(codes={"relation": frozenset({"-"})}), "Relatie: niet geregistreerd"),
        (Selection(begin=YEAR.begin, end=YEAR.end), "2025"),
        (Selection(begin=Month(2025, 4), end=Month(2025, 7)), "2e kwartaal 2025"),
        (
            Selection(begin=Month(2025, 2), end=Month(2025, 5)),
            "februari 2025 tot en met april 2025",
        ),
        (Selection(begin=Month(2025, 2)), "vanaf februari 2025"),
        (
            Selection(end=YEAR.begin, talks=YEAR),
            "begonnen vóór januari 2025 · met een gesprek in 2025",
        ),
        (
            Selection(without_status=frozenset({"sparring"})),
            "zonder status Sparren of oriëntatie",
        ),
    ],
)
def test_a_filter_reads_as_a_person_would_say_it(selection: Selection, words: str) -> None:
    assert words_of(selection, built_in_lists(), ReportingCalendar()) == words


def test_a_school_year_and_its_quarters_have_their_own_names() -> None:
    calendar = ReportingCalendar(9)
    year = Selection(begin=Month(2025, 9), end=Month(2026, 9))
    quarter = Selection(begin=Month(2026, 6), end=Month(2026, 9))
    assert words_of(year, built_in_lists(), calendar) == "2025-2026"
    assert words_of(quarter, built_in_lists(), calendar) == "4e kwartaal 2025-2026"
