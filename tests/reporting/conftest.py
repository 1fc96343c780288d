"""A real publication of the invented dossier, made once, and the facts of its report."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vp_desk.aggregate import CountTable, Edition, fetch_from, publication_plan, tabulate
from vp_desk.demo import LAST_YEAR, UNITS, YEAR_SIZES, invent
from vp_desk.disclosure import Policy, release
from vp_desk.periods import ReportingCalendar
from vp_desk.released import Publication
from vp_desk.reporting.facts import ReportFacts
from vp_desk.taxonomy import UNITS as UNIT_LIST
from vp_desk.taxonomy import Code, built_in_lists

CALENDAR = ReportingCalendar()
YEAR = CALENDAR.year(LAST_YEAR)
EXPECTED = Path(__file__).parent.parent / "expected"
#: Set to 1, the expected documents are written instead of compared.
UPDATE = "VP_DESK_UPDATE_EXPECTED"


def exact_tables(sizes: tuple[int, ...] = YEAR_SIZES) -> list[CountTable]:
    """Every table of a publication of the invented dossier, before the gate."""
    units = [Code(code, label, label) for code, (label, _) in UNITS.items()]
    lists = built_in_lists().with_own({UNIT_LIST: units})
    span = [YEAR.previous(n) for n in reversed(range(len(sizes)))]
    fetch = fetch_from(invent(sizes=sizes).files, CALENDAR)
    return [tabulate(spec, lists, fetch) for spec in publication_plan().specs(span)]


@pytest.fixture(scope="session")
def tables() -> list[CountTable]:
    return exact_tables()


@pytest.fixture(scope="session")
def publication(tables: list[CountTable]) -> Publication:
    """Small figures hidden."""
    return release(tables, Policy(seed=b"s" * 32)).publication


@pytest.fixture(scope="session")
def banded() -> Publication:
    """A small year: small figures as bands."""
    return release(exact_tables((12, 14, 20, 30, 26)), Policy(seed=b"s" * 32)).publication


@pytest.fixture(scope="session")
def editions() -> dict[str, Edition]:
    return {edition.code: edition for edition in publication_plan().editions}


@pytest.fixture(scope="session")
def facts() -> ReportFacts:
    return ReportFacts(
        "Dienst Voorbeeld",
        YEAR,
        date(2026, 2, 3),
        headcount=809,
        headcounts={2025: 809, 2024: 800, 2023: 790, 2022: 785, 2021: 770},
    )


@pytest.fixture
def same_as_expected() -> Callable[[str, object], None]:
    """Compare a plain form with `tests/expected/NAME.json`, or write it when UPDATE is set."""

    def compare(name: str, plain: object) -> None:
        path = EXPECTED / f"{name}.json"
        text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
        if os.environ.get(UPDATE) == "1":
            path.write_text(text, encoding="utf-8")
        assert json.loads(path.read_text(encoding="utf-8")) == json.loads(text)

    return compare
