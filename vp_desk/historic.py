"""Totals of earlier years: what was counted or printed before there was a vault.

A published total is known to everyone and is shown as it was printed, errors included. One that was
never published is protected like the adviser's own counts. Nothing is corrected silently: a total that
contradicts its rows is kept, flagged with both numbers and left out of the equations.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from vp_desk.aggregate import Measure
from vp_desk.axes import TOTAL, NoteKind, TableNote
from vp_desk.dutch import listing, number
from vp_desk.taxonomy import CURRENT_TYPES, TYPES, CodeList, folded, type_versions

#: How the row that holds the sum of a year is written.
TOTAL_LABEL = "TOTAAL"


@dataclass(frozen=True, slots=True)
class HistoricTotal:
    """One figure of an earlier year."""

    year: int
    measure: Measure
    #: Version of the list of types whose rows these are: a code of `taxonomy.type_versions`.
    code_list: str
    #: Row as it was written.
    category: str
    subcategory: str
    #: Code of the row in its list, `TOTAL`, or None when the list does not know it.
    code: str | None
    #: The figure as it was written, and what it says (None = no upper bound known).
    text: str
    low: int
    high: int | None
    source: str
    published: bool
    note: str = ""

    @property
    def label(self) -> str:
        """The row in one line."""
        return f"{self.category} › {self.subcategory}" if self.subcategory else self.category

    @property
    def exact(self) -> bool:
        """Whether the figure is one whole number."""
        return self.low == self.high


def read_figure(text: str) -> tuple[int, int | None] | None:
    """What a written figure says: `12` → (12, 12), `<5` → (0, 4), `ca. 1000` → (0, None).

    Returns None for what is no figure at all.
    """
    plain = text.strip().replace("\u00a0", " ")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+|\d+", plain):
        value = int(plain.replace(".", ""))
        return value, value
    if found := re.fullmatch(r"(?:<|minder dan)\s*(\d+)", plain, re.IGNORECASE):
        return (0, int(found[1]) - 1) if int(found[1]) > 0 else None
    if re.fullmatch(r"(?:ca\.?|circa|ongeveer|±|ruim|bijna)\s*[\d.]+", plain, re.IGNORECASE):
        return 0, None
    return None


def best_list(labels: Iterable[str]) -> str:
    """The version of the types that knows most of the rows; the current one when none does better."""
    written = set(labels)

    def known(version: CodeList) -> int:
        return sum(version.find(label) is not None for label in written)

    versions = type_versions()
    return max(versions, key=lambda code: (known(versions[code]), code == CURRENT_TYPES))


def code_of(category: str, subcategory: str, version: CodeList) -> str | None:
    """The code of a row: `TOTAL`, a code of the list, or None when the list does not know it."""
    if folded(category) == folded(TOTAL_LABEL) and not subcategory:
        return TOTAL
    if subcategory:
        found = version.find(subcategory)
        return found if found and found.startswith(f"{version.find(category)}.") else None
    return version.find(category)


@dataclass(frozen=True)
class HistoricYear:
    """The rows of one year, one list and one measure."""

    year: int
    version: CodeList
    rows: Mapping[str, HistoricTotal]

    @property
    def total(self) -> HistoricTotal | None:
        """The printed sum of the year."""
        return self.rows.get(TOTAL)

    @cached_property
    def outermost(self) -> tuple[HistoricTotal, ...]:
        """The rows that are part of no other printed row."""
        return tuple(
            row
            for code, row in self.rows.items()
            if code != TOTAL
            and not any(code.startswith(f"{other}.") for other in self.rows if other != code)
        )

    @property
    def sum(self) -> int | None:
        """The sum of the rows; None when one of them is no exact number."""
        if all(row.exact for row in self.outermost):
            return sum(row.low for row in self.outermost)
        return None

    @property
    def published(self) -> bool:
        """Whether all of it is known to everyone."""
        return all(row.published for row in self.rows.values())

    @property
    def adds_up(self) -> bool:
        """Whether the printed total is the sum of the rows."""
        return self.total is not None and self.total.exact and self.sum == self.total.low

    @property
    def may_add_up(self) -> bool:
        """Whether the total may be the sum of the rows, when some are no exact number: `<5`."""
        if self.total is None:
            return False
        low, highs = sum(r.low for r in self.outermost), [r.high for r in self.outermost]
        high = None if None in highs else sum(each or 0 for each in highs)
        least, most = self.total.low, self.total.high
        return (most is None or low <= most) and (high is None or least <= high)

    def is_incomplete(self, neighbours: Sequence["HistoricYear"]) -> bool:
        """Whether rows are missing, so that the sum may well fall short of the total.

        A year counts as complete when it has every row of a neighbouring year that adds up.
        """
        if self.adds_up:
            return False
        too_high = self.total is not None and self.sum is not None and self.sum > self.total.low
        mine = set(map(top_of, self.rows))
        return not too_high and not any(
            near.version == self.version and near.adds_up and set(map(top_of, near.rows)) <= mine
            for near in neighbours
        )

    def contradicts(self, neighbours: Sequence["HistoricYear"]) -> bool:
        """Whether the printed total is not the sum of its rows, and no missing row explains it."""
        known = self.total is not None and self.total.exact and self.sum is not None
        return known and not self.adds_up and not self.is_incomplete(neighbours)


def top_of(code: str) -> str:
    """The outermost category of a code."""
    return code.partition(".")[0]


def category_of(list_name: str, code: str) -> str:
    """How a recorded break names the row it is about: a type by its code, others with their list."""
    return code if list_name == TYPES else f"{list_name}:{code}"


def row_of(category: str) -> tuple[str, str]:
    """The list and the code of `category_of`."""
    name, colon, code = category.partition(":")
    return (name, code) if colon else (TYPES, category)


def by_year(totals: Iterable[HistoricTotal], measure: Measure) -> dict[int, HistoricYear]:
    """The rows that a trend can use, by year: the types of one measure.

    Rows that no list knows and subtypes stay out.
    """
    found: dict[int, dict[str, HistoricTotal]] = {}
    versions = type_versions()
    for row in totals:
        if row.measure is measure and row.code is not None:
            is_subtype = "." in row.code and not versions[row.code_list].parts_are_rows
            if not is_subtype:
                found.setdefault(row.year, {})[row.code] = row
    return {
        year: HistoricYear(year, versions[next(iter(rows.values())).code_list], rows)
        for year, rows in sorted(found.items())
    }


def neighbours_of(year: int, years: Mapping[int, HistoricYear]) -> list[HistoricYear]:
    """The known years just before and just after."""
    before = [y for y in years if y < year]
    after = [y for y in years if y > year]
    return [years[y] for y in (*before[-1:], *after[:1])]


def remarks_on(
    years: Mapping[int, HistoricYear], *, for_adviser: bool = False
) -> Iterator[TableNote]:
    """What one has to know about the figures: contradictions, gaps and breaks, in Dutch.

    Args:
        years: the rows of each year.
        for_adviser: with numbers that were never published. From the sum of the rows of such a year
            readers would work out a row that is not told.
    """
    for year, rows in years.items():
        near = neighbours_of(year, years)
        if rows.contradicts(near) and rows.total is not None and rows.sum is not None:
            text = f"{year}: het totaal is niet de som van de rijen."
            if rows.published or for_adviser:
                printed = "gedrukte totaal" if rows.published else "totaal"
                kept = "gepubliceerd" if rows.published else "ingevoerd"
                text = (
                    f"{year}: het {printed} is {number(rows.total.low)}, maar de rijen tellen op tot "
                    f"{number(rows.sum)}. Beide staan hier zoals ze {kept} zijn."
                )
            yield TableNote(NoteKind.CONTRADICTION, str(year), TOTAL, text)
        elif rows.is_incomplete(near):
            yield TableNote(
                NoteKind.INCOMPLETE,
                str(year),
                None,
                f"{year}: niet alle rijen van dit jaar zijn bekend.",
            )
    yield from _breaks(years)


def _breaks(years: Mapping[int, HistoricYear]) -> Iterator[TableNote]:
    known = list(years.items())
    for (_, old), (year, new) in pairwise(known):
        if old.version != new.version:
            text = f"Vanaf {year} geldt een andere indeling: {new.version.label}."
            yield TableNote(NoteKind.BREAK, str(year), None, text)
    # A year that names neither the whole nor its parts says nothing about how they were kept.
    for version in {rows.version.name: rows.version for rows in years.values()}.values():
        for whole in version:
            parts = version.parts(whole.code)
            if parts and version.parts_are_rows:
                yield from _breaks_of(whole.code, version, years)


def _breaks_of(
    whole: str, version: CodeList, years: Mapping[int, HistoricYear]
) -> Iterator[TableNote]:
    parts = [part.code for part in version.parts(whole)]
    names = listing([f"‘{version.label_of(part)}’" for part in parts])
    was_split: bool | None = None
    for year, rows in years.items():
        if rows.version != version or not rows.rows.keys() & {whole, *parts}:
            continue
        is_split = bool(rows.rows.keys() & set(parts))
        if was_split is not None and was_split != is_split:
            text = (
                f"Vanaf {year} is ‘{version.label_of(whole)}’ gesplitst in {names}."
                if is_split
                else f"Vanaf {year} zijn {names} samen één rij: ‘{version.label_of(whole)}’."
            )
            yield TableNote(NoteKind.BREAK, str(year), whole, text)
        was_split = is_split
