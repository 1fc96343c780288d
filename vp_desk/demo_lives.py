"""An invented life of a vault: what an adviser enters, corrects and publishes, year after year.

Everything that makes protection hard over the years happens in it: cases that are entered after the report
of their year, corrections, totals of before there was a vault, concepts in the middle of a year, reports
that are made again, other thresholds, and an older copy of the vault that is put back. Nobody in it exists.
The same seed gives the same life.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from vp_desk.aggregate import CaseFile, Edition, publication_plan
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.demo import (
    LAST_YEAR,
    ORGANISATION,
    STATUSES,
    UNITS,
    invented_activities,
    invented_case,
    invented_talks,
    invented_types,
    pick,
)
from vp_desk.periods import ReportingCalendar, ReportingYear
from vp_desk.records import Activity, Case, CaseCode
from vp_desk.taxonomy import CURRENT_TYPES, Code, type_versions
from vp_desk.telling import Merging, SmallFigures, Telling

#: Bounds of what one may ask for.
FEWEST_YEARS, MOST_YEARS = 2, 5
#: Stands for the code of the readers of her own, which the vault gives.
OWN_READERS: Final = "own"
#: New cases a year when nothing is asked: small to middle, a few large.
USUAL_SIZES: Mapping[tuple[int, int], float] = {(8, 20): 5, (20, 45): 5, (45, 80): 3, (80, 140): 1}

AS_PLANNED: Final = Telling()


@dataclass(frozen=True)
class Entered:
    """A case is entered; its conversations follow by their own date. Nothing when it is there."""

    file: CaseFile


@dataclass(frozen=True)
class Corrected:
    """A case turns out to be another one. Nothing when it is not there."""

    case: Case


@dataclass(frozen=True)
class Deleted:
    """A case is taken out. Nothing when it is not there."""

    code: CaseCode


@dataclass(frozen=True)
class TotalRow:
    """One figure of a year before there was a vault."""

    #: Code of a type, or `TOTAL`.
    code: str
    #: As written: `12`, `<5`.
    text: str
    published: bool


@dataclass(frozen=True)
class TakenOver:
    """Totals of a year before there was a vault are read in."""

    year: int
    rows: tuple[TotalRow, ...]


@dataclass(frozen=True)
class Rules:
    """The settings that bear on what is told."""

    threshold: int
    protection: str
    trend_years: int
    uncounted: frozenset[str]


@dataclass(frozen=True)
class Copied:
    """The folder of the vault is copied, as a backup does."""


@dataclass(frozen=True)
class PutBack:
    """The last copy takes the place of the vault; what was done since is gone."""


@dataclass(frozen=True)
class Output:
    """One file: a report (`.pdf`) or tables (`.csv`, `.xlsx`, `.json`)."""

    suffix: str
    #: None = all of them.
    edition: str | None


@dataclass(frozen=True)
class Published:
    """Files leave the vault."""

    year: int
    outputs: tuple[Output, ...]
    #: None = as the settings say.
    trend_years: int | None = None
    #: With the figures of now, of a year that was told before.
    restated: bool = False
    telling: Telling = AS_PLANNED


@dataclass(frozen=True)
class Signalled:
    """She gives interim signals, on themes that she may name by then."""

    year: int
    #: Draws the themes.
    seed: int


Event = Entered | Corrected | Deleted | TakenOver | Rules | Copied | PutBack | Published | Signalled


@dataclass(frozen=True)
class Happening:
    """Something on a day."""

    day: date
    event: Event


@dataclass(frozen=True)
class Life:
    """A life of a vault."""

    organisation: str
    first_month: int
    years: tuple[ReportingYear, ...]
    units: tuple[Code, ...]
    #: (unit, calendar year) → number of people.
    headcounts: Mapping[tuple[str, int], int]
    #: Readers of her own, beside those of the program; the code of each is `OWN_READERS`.
    editions: tuple[Edition, ...]
    activities: tuple[Activity, ...]
    #: In order of time.
    happenings: tuple[Happening, ...]


def with_signals(life: Life, seed: int) -> Life:
    """The same life with signals: in each year on two days, one of them late."""
    random = Random(f"{seed} signals")  # noqa: S311 - invented data, no secret
    more = [
        Happening(
            _first_day(year) + timedelta(days=random.randint(*span)),
            Signalled(year.year, random.randrange(1000)),
        )
        for year in life.years
        for span in ((120, 240), (260, 340))
    ]
    ordered = sorted((*life.happenings, *more), key=lambda each: each.day)
    return replace(life, happenings=tuple(ordered))


def invent_life(
    seed: int, years: int | None = None, size: int | None = None, last_year: int = LAST_YEAR
) -> Life:
    """Invent a life.

    Args:
        seed: the same seed gives the same life.
        years: number of reporting years, 2 to 5; None = some.
        size: about so many new cases a year; None = small or middle, now and then large.
        last_year: the last reporting year.
    """
    random = Random(seed)  # noqa: S311 - invented data, no secret
    if years is None:
        years = random.randint(FEWEST_YEARS, MOST_YEARS)
    if size is None:
        size = random.randint(*pick(random, USUAL_SIZES))
    return _Author(random, years, size, last_year).life()


class _Author:
    """Writes one life."""

    def __init__(self, random: Random, years: int, size: int, last_year: int) -> None:
        self._random = random
        self._size = size
        calendar = ReportingCalendar(random.choices((1, 8), (9, 1))[0])
        self._first_month = calendar.first_month
        self._years = tuple(calendar.year(last_year - years + 1 + n) for n in range(years))
        chosen = sorted(random.sample(range(len(UNITS)), random.randint(3, len(UNITS))))
        self._units = {code: UNITS[code] for code in (tuple(UNITS)[n] for n in chosen)}
        self._happenings: list[Happening] = []
        self._taken: set[str] = set()
        #: The day of the report of each year.
        self._reports = {year: self._report_day(year) for year in self._years}
        self._end = self._reports[self._years[-1]] + timedelta(days=300)
        self._editions = self._own_editions()

    def life(self) -> Life:
        """The whole of it."""
        begin = _first_day(self._years[0]) - timedelta(days=20)
        self._add(begin, self._rules())
        for number in self._totals_years():
            self._add(begin, self._totals(number))
        for year in self._years:
            for _ in range(max(3, round(self._size * self._random.uniform(0.6, 1.4)))):
                self._case(year)
            self._publications(year)
        self._copies()
        if self._chance(0.15):
            self._add(self._somewhere(self._years[0]), self._rules())
        self._happenings.sort(key=lambda each: each.day)
        return Life(
            ORGANISATION,
            self._first_month,
            self._years,
            tuple(Code(code, label, label) for code, (label, _) in self._units.items()),
            {
                (code, year.year): people
                for code, (_, people) in self._units.items()
                for year in self._years
            },
            self._editions,
            tuple(a for year in self._years for a in invented_activities(self._random, year)),
            tuple(_with_losses(self._random, self._happenings)),
        )

    def _chance(self, part: float) -> bool:
        return self._random.random() < part

    def _add(self, day: date, event: Event) -> None:
        self._happenings.append(Happening(day, event))

    def _report_day(self, year: ReportingYear) -> date:
        return _last_day(year) + timedelta(days=self._random.randint(10, 80))

    def _somewhere(self, year: ReportingYear) -> date:
        """A day between the report of a year and the end."""
        begin = self._reports[year]
        return begin + timedelta(days=self._random.randrange(1, (self._end - begin).days))

    def _rules(self) -> Rules:
        random = self._random
        return Rules(
            random.choices((5, 3, 4, 6, 8), (8, 2, 2, 2, 1))[0],
            random.choices(("P1", "P2"), (9, 1))[0],
            random.randint(2, 5),
            frozenset({"sparring"}) if self._chance(0.2) else frozenset(),
        )

    def _own_editions(self) -> tuple[Edition, ...]:
        if not self._chance(0.25):
            return ()
        names = [str(table["name"]) for table in publication_plan().tables if _is_printed(table)]
        chosen = set(self._random.sample(names, self._random.randint(2, 6)))
        tables = tuple(name for name in names if name in chosen)
        return (Edition("", "Managementteam", tables, self._chance(0.5)),)

    # --- totals of before ---

    def _totals_years(self) -> Sequence[int]:
        if self._chance(0.5):
            return ()
        first = self._years[0].year
        return range(first - self._random.randint(1, 3), first)

    def _totals(self, year: int) -> TakenOver:
        kind = pick(self._random, {"exact": 3, "few": 3, "secret": 2, "total": 1})
        codes = [code.code for code in type_versions()[CURRENT_TYPES] if code.depth == 1]
        counts = dict.fromkeys(codes, 0)
        for _ in range(max(3, round(self._size * self._random.uniform(0.5, 1.2)))):
            counts[invented_types(self._random)[0].partition(".")[0]] += 1
        known = kind in {"exact", "few"}
        rows = [
            TotalRow(code, "<5" if kind == "few" and count < 5 else str(count), known)
            for code, count in counts.items()
        ]
        total = TotalRow(TOTAL, str(sum(counts.values())), kind != "secret")
        return TakenOver(year, (*rows, total))

    # --- cases ---

    def _case(self, year: ReportingYear) -> None:
        random = self._random
        case = invented_case(random, year, self._taken, is_last=False)
        units = {code: float(people) for code, (_, people) in self._units.items()}
        case = replace(case, unit=pick(random, units) if self._chance(0.93) else None, note="")
        talks = invented_talks(random, case, self._years[-1].end.plus(6))
        talks = tuple(sorted(talks, key=lambda talk: talk.held_on))
        day = talks[0].held_on + timedelta(days=random.randrange(3))
        if self._chance(0.07):
            day = max(day, self._somewhere(year))
        self._add(day, Entered(CaseFile(case, talks)))
        if self._chance(0.10):
            later = day + timedelta(days=random.randrange(1, 500))
            self._add(later, self._correction(case))

    def _correction(self, case: Case) -> Corrected | Deleted:
        random = self._random
        kind = pick(random, {"types": 4, "unit": 3, "status": 3, "delete": 1})
        if kind == "delete":
            return Deleted(case.code)
        if kind == "unit":
            return Corrected(replace(case, unit=random.choice((*self._units, None))))
        if kind == "status":
            return Corrected(replace(case, status=pick(random, STATUSES)))
        return Corrected(replace(case, types=invented_types(random)))

    # --- publications ---

    def _publications(self, year: ReportingYear) -> None:
        random = self._random
        if self._chance(0.25):
            half = _first_day(year) + timedelta(days=random.randrange(180, 320))
            self._add(half, Published(year.year, self._outputs(1), telling=self._telling()))
        report = self._reports[year]
        self._add(report, Published(year.year, self._outputs(3), telling=self._telling()))
        if self._chance(0.4):
            again = Published(
                year.year,
                self._outputs(2),
                random.choice((None, None, random.randint(1, 5))),
                self._chance(0.5),
                self._telling(),
            )
            self._add(report + timedelta(days=random.randrange(20, 290)), again)
        if year != self._years[-1] and self._chance(0.12):
            again = Published(year.year, self._outputs(2), restated=self._chance(0.7))
            self._add(self._somewhere(year), again)

    def _outputs(self, most: int) -> tuple[Output, ...]:
        random = self._random
        editions = [edition.code for edition in publication_plan().editions]
        editions += [OWN_READERS for _ in self._editions]
        found: list[Output] = []
        for _ in range(random.randint(1, most)):
            edition = random.choice(editions)
            suffix = random.choice((".pdf", ".json", ".csv", ".xlsx"))
            if suffix != ".pdf" and self._chance(0.4):
                found.append(Output(suffix, None))
            else:
                found.append(Output(suffix, edition))
        return tuple(dict.fromkeys(found))

    def _telling(self) -> Telling:
        """Now and then with steps of the ladder."""
        random = self._random
        small = random.choices((None, SmallFigures.HIDE, SmallFigures.BAND), (6, 2, 2))[0]
        dropped: frozenset[str] = frozenset()
        if self._chance(0.15):
            dropped = frozenset({random.choice(("types_by_unit", "types_by_quarter", "trend"))})
        merged: tuple[Merging, ...] = ()
        if self._chance(0.12):
            types = [c.code for c in type_versions()[CURRENT_TYPES] if c.depth == 1]
            place = random.randrange(len(types) - 1)
            merged = (Merging("types", tuple(types[place : place + 2])),)
        elif self._chance(0.05):
            years = [str(year.year) for year in self._years[:2]]
            merged = (Merging(PERIOD, tuple(years)),)
        return Telling(small_figures=small, dropped=dropped, merged=merged)

    # --- the copy that is put back ---

    def _copies(self) -> None:
        """A copy is put back once, so that things are lost that were told already."""
        if not self._chance(0.6):
            return
        random = self._random
        year = random.choice(self._years[:-1])
        day = self._reports[year] + timedelta(days=random.randrange(-200, 200))
        self._add(day, Copied())
        self._add(day + timedelta(days=random.randrange(20, 400)), PutBack())


def _with_losses(random: Random, happenings: Sequence[Happening]) -> Iterator[Happening]:
    """After a copy is put back, most of what was lost is done again."""
    since: list[Happening] | None = None
    for happening in happenings:
        yield happening
        if isinstance(happening.event, Copied):
            since = []
        elif isinstance(happening.event, PutBack):
            for lost in since or ():
                if random.random() < 0.85:
                    yield Happening(happening.day, lost.event)
            since = None
        elif since is not None and isinstance(
            happening.event, (Entered, Corrected, Deleted, Rules)
        ):
            since.append(happening)


def _is_printed(table: Mapping[str, object]) -> bool:
    return bool(table.get("printed", True))


def _first_day(year: ReportingYear) -> date:
    return date(year.begin.year, year.begin.month, 1)


def _last_day(year: ReportingYear) -> date:
    return date(year.end.year, year.end.month, 1) - timedelta(days=1)
