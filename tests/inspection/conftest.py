"""Real publications with what their readers may know, and files as our own writers make them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pytest

from tests.reporting.conftest import YEAR, exact_tables
from vp_desk.aggregate import Count, CountTable, Edition, publication_plan
from vp_desk.disclosure import Policy, release
from vp_desk.inspection import Allowed, Inspection, inspect_file
from vp_desk.released import Band, Hidden, Publication, Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.export import FORMATS, Source
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.pdf import write_pdf
from vp_desk.shaping import shaped

STAFF = {2025 - ago: 809 - 10 * ago for ago in range(10)}
FACTS = ReportFacts("Dienst Voorbeeld", YEAR, date(2026, 2, 3), headcount=809, headcounts=STAFF)
POLICY = Policy(seed=b"s" * 32)
EDITIONS = {edition.code: edition for edition in publication_plan().editions}
READERS = tuple(EDITIONS)


def exact_and_names(tables: Sequence[CountTable]) -> tuple[dict[str, int], dict[str, str]]:
    """Exact values and Dutch words of every figure, by id."""
    exact: dict[str, int] = {}
    names: dict[str, str] = {}
    for table in tables:
        for key, cell in table.cells.items():
            if isinstance(cell, Count):
                nodes = [a.by_code[code] for a, code in zip(table.axes, key, strict=True)]
                name = table.id_of(key)
                exact[name] = cell.value
                words = ", ".join(node.label for node in nodes if node.depth)
                names.setdefault(name, f"{table.spec.label}: {words}")
    return exact, names


@dataclass(frozen=True)
class Year:
    """One reporting year through the gate."""

    tables: Sequence[CountTable]
    publication: Publication
    facts: ReportFacts = FACTS

    @cached_property
    def known(self) -> tuple[dict[str, int], dict[str, str]]:
        return exact_and_names(self.tables)

    def allowed(self, *editions: Edition) -> Allowed:
        parts = [self.publication.for_edition(edition) for edition in editions]
        return Allowed(parts, self.publication, self.facts, *self.known)

    def pdf(self, edition: Edition) -> bytes:
        return write_pdf(annual_report(self.publication.for_edition(edition), self.facts))

    def tables_in(self, *editions: Edition) -> dict[str, bytes]:
        """Every other file, by its name."""
        parts = [self.publication.for_edition(edition) for edition in editions]
        source = Source(parts, self.facts)
        return {
            name: content
            for form in FORMATS.values()
            for name, content in form.files(source, "cijfers").items()
        }

    def every_file(self) -> Iterator[tuple[str, bytes, Allowed]]:
        """All files of all editions, apart and together."""
        for edition in EDITIONS.values():
            allowed = self.allowed(edition)
            yield f"{edition.code}.pdf", self.pdf(edition), allowed
            for name, content in self.tables_in(edition).items():
                yield name, content, allowed
        together = tuple(EDITIONS.values())
        for name, content in self.tables_in(*together).items():
            yield name, content, self.allowed(*together)

    def inspect(self, name: str, content: bytes, edition: str = "authority") -> Inspection:
        return inspect_file(name, content, self.allowed(EDITIONS[edition]))

    def hidden(self, edition: str = "authority") -> Mapping[str, int]:
        """Exact value of every figure that an edition does not tell exactly, by id."""
        exact, _ = self.known
        part = self.publication.for_edition(EDITIONS[edition])
        return {
            table.ids[key]: exact[table.ids[key]]
            for table in part.tables.values()
            for key, cell in table.cells.items()
            if isinstance(cell, (Hidden, Band))
        }

    def small(self, edition: str = "authority") -> dict[str, int]:
        """Those of 1 up to the threshold."""
        least = self.publication.threshold
        return {name: n for name, n in self.hidden(edition).items() if 0 < n < least}

    def words(self, name: str) -> str:
        """The category of a figure: `Pesten`, `Vertrouwelijke melding`."""
        labels = {
            f"{axis.key}={node.code}": node.label
            for table in self.publication.tables.values()
            for axis in table.axes
            for node in axis.nodes
        }
        year = f"period={self.publication.year}"
        return " bij ".join(labels[p] for p in name.split("|")[1:] if p != year)

    def leaking(self, name: str, value: int) -> "Year":
        """The same year with a gate that tells one figure too much."""
        told = {
            of: replace(
                table,
                cells={
                    key: Shown(value) if table.ids[key] == name else cell
                    for key, cell in table.cells.items()
                },
            )
            for of, table in self.publication.tables.items()
        }
        return replace(self, publication=replace(self.publication, tables=told))


def year_of(sizes: tuple[int, ...], policy: Policy = POLICY, facts: ReportFacts = FACTS) -> Year:
    tables = exact_tables(sizes)
    return Year(shaped(tables, policy), release(tables, policy, estimate=True).publication, facts)


@pytest.fixture(scope="session")
def hiding() -> Year:
    """A year in which small figures are hidden."""
    return year_of((38, 44, 41, 52, 61))


@pytest.fixture(scope="session")
def banded() -> Year:
    """A small year, told in bands."""
    return year_of((12, 14, 20, 30, 26))


@pytest.fixture(params=["hiding", "banded"])
def year(request: pytest.FixtureRequest) -> Year:
    found: Year = request.getfixturevalue(request.param)
    return found
