"""Group disclosure: all cases of a category share an answer, and readers see it."""

from dataclasses import replace

from tests.core.test_disclosure import POLICY, tables_of
from vp_desk.aggregate import CaseFile, publication_plan
from vp_desk.disclosure import Release, release
from vp_desk.group_disclosure import SharedAnswer, shared_answers, unanswered
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.telling import SmallFigures

HIDE = replace(POLICY, small_figures=SmallFigures.HIDE)


def files(kind: str, number: int, unit: str | None, *months: int) -> tuple[CaseFile, ...]:
    return tuple(
        CaseFile(
            Case(
                code=CaseCode(f"{kind}-{unit}-{n}"),
                month=Month(2025, months[n % len(months)]),
                types=(kind,),
                unit=unit,
            )
        )
        for n in range(number)
    )


def shared_in(all_files: tuple[CaseFile, ...], edition: str) -> tuple[SharedAnswer, ...]:
    tables = tables_of(all_files)
    out: Release = release(tables, HIDE)
    chosen = next(e for e in publication_plan().editions if e.code == edition)
    exact = {table.spec.name: table for table in tables}
    return shared_answers(out.publication.for_edition(chosen), exact)


SPREAD = tuple(
    file
    for kind in ("conduct", "outside")
    for unit in ("north", "south")
    for file in files(kind, 20, unit, 1, 4, 7, 10)
)


def test_a_type_of_which_all_cases_are_in_one_unit_is_found() -> None:
    found = shared_in((*SPREAD, *files("force", 8, "south", 1, 4, 7, 10)), "authority")
    assert [(one.category, one.answer) for one in found] == [
        ("Misbruik geweldsbevoegdheid", "Zuid")
    ]
    assert found[0].sentence == (
        "Alle zaken van ‘Misbruik geweldsbevoegdheid’ hebben hetzelfde antwoord bij "
        "organisatieonderdeel: ‘Zuid’."
    )


def test_readers_who_do_not_get_the_crossed_table_do_not_see_it() -> None:
    everyone = (*SPREAD, *files("force", 8, "south", 1, 4, 7, 10))
    assert shared_in(everyone, "works_council") == ()


def test_a_type_of_which_all_cases_began_in_one_quarter_is_found_for_the_coordinator() -> None:
    found = shared_in((*SPREAD, *files("force", 8, "south", 5, 6)), "coordinator")
    assert [(one.category, one.field) for one in found] == [
        ("Misbruik geweldsbevoegdheid", "Kwartaal")
    ]


def test_cases_spread_over_answers_share_none() -> None:
    assert shared_in(SPREAD, "authority") == ()
    assert shared_in(SPREAD, "coordinator") == ()


def test_what_is_hidden_shares_nothing_with_readers() -> None:
    """A small category is not broken down: nobody sees where its cases were."""
    assert shared_in((*SPREAD, *files("force", 3, "south", 5)), "coordinator") == ()


def test_a_confirmation_is_of_one_answer() -> None:
    everyone = (*SPREAD, *files("force", 8, "south", 5), *files("private", 9, "south", 5))
    found = shared_in(everyone, "coordinator")
    assert len(found) == 2
    assert unanswered(found, frozenset({found[0].part})) == (found[1],)
    assert unanswered(found, frozenset(one.part for one in found)) == ()


def test_what_all_cases_of_the_year_share_is_a_warning_and_no_question() -> None:
    found = shared_in(files("conduct", 40, "north", 1, 4, 7, 10), "coordinator")
    (only,) = found
    assert only.sentence.startswith("Alle zaken van het jaar hebben hetzelfde antwoord")
    assert only.answer == "Ongewenste omgangsvormen"
    assert unanswered(found, frozenset()) == ()
