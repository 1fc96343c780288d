"""What really happened in a life, counted by plain loops: no counting of the product."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vp_desk.demo_lives import (
    Copied,
    Corrected,
    Deleted,
    Entered,
    Life,
    PutBack,
    Rules,
    TakenOver,
)
from vp_desk.records import Case, Contact


@dataclass(frozen=True)
class Amount:
    """One figure: how much, and of how many different cases."""

    value: int
    cases: int

    @property
    def is_nothing(self) -> bool:
        return self.cases == 0


NOTHING = Amount(0, 0)


NO_RULES = Rules(5, "P1", 5, frozenset())


@dataclass
class Dossier:
    """What is in the vault at one moment."""

    day: date = date.min
    first_month: int = 1
    cases: dict[str, tuple[Case, tuple[Contact, ...]]] = field(default_factory=dict)
    rules: Rules = NO_RULES
    totals: dict[int, TakenOver] = field(default_factory=dict)

    def copy(self) -> "Dossier":
        return Dossier(self.day, self.first_month, dict(self.cases), self.rules, dict(self.totals))

    def year_of(self, year: int, month: int) -> int:
        return year if month >= self.first_month else year - 1

    def quarter_of(self, month: int) -> int:
        return (month - self.first_month) % 12 // 3 + 1


def dossiers(life: Life, places: Sequence[int]) -> dict[int, Dossier]:
    """What was in the vault when each of these things happened."""
    now, copied = Dossier(first_month=life.first_month), Dossier()
    found: dict[int, Dossier] = {}
    for place, happening in enumerate(life.happenings):
        event = happening.event
        now.day = happening.day
        if isinstance(event, Entered):
            now.cases.setdefault(event.file.case.code, (event.file.case, event.file.contacts))
        elif isinstance(event, Corrected):
            if event.case.code in now.cases:
                now.cases[event.case.code] = (event.case, now.cases[event.case.code][1])
        elif isinstance(event, Deleted):
            now.cases.pop(event.code, None)
        elif isinstance(event, Rules):
            now.rules = event
        elif isinstance(event, TakenOver):
            now.totals[event.year] = event
        elif isinstance(event, Copied):
            copied = now.copy()
        elif isinstance(event, PutBack):
            now = copied.copy()
        elif place in places:
            found[place] = now.copy()
    return found


class Truth:
    """Every figure of one reporting year of a dossier."""

    def __init__(self, dossier: Dossier, year: int) -> None:
        self._dossier = dossier
        self._year = year
        #: Figure → case → how much of it.
        self.under: dict[str, Counter[str]] = {}
        for code, (case, talks) in dossier.cases.items():
            if case.status in dossier.rules.uncounted:
                continue
            if dossier.year_of(case.month.year, case.month.month) == year:
                for name, amount in self._of_case(case):
                    self.under.setdefault(name, Counter())[code] += amount
            for name in set(self._carried(case, talks)):
                self.under.setdefault(name, Counter())[code] = 1
            for name in self._of_talks(talks):
                self.under.setdefault(name, Counter())[code] += 1

    def __getitem__(self, name: str) -> Amount:
        """A figure; of a merged row or merged years, of all together."""
        merged = [part for part in name.split("|") if "&" in part]
        if not merged:
            counter = self.under.get(name, Counter[str]())
            return Amount(sum(counter.values()), len(counter))
        together: Counter[str] = Counter()
        for single in parts_of(name):
            together.update(self.under.get(single, {}))
        return Amount(sum(together.values()), len(together))

    def _of_case(self, case: Case) -> Iterator[tuple[str, int]]:
        main = case.types[0]
        top, sub = main.partition(".")[0], ".".join(main.split(".")[:2])
        sub = sub if "." in sub else f"{top}.-"
        unit = case.unit or "-"
        quarter = f"{self._year}.{self._dossier.quarter_of(case.month.month)}"
        for period in (str(self._year), quarter):
            yield f"cases|period={period}", 1
            yield f"cases|period={period}|types={top}", 1
            yield f"cases|period={period}|unit={unit}", 1
            yield f"cases|period={period}|types={top}|unit={unit}", 1
        year = f"period={self._year}"
        yield f"cases|{year}|types={sub}", 1
        yield f"cases|{year}|reporter_role={case.reporter_role or '-'}", 1
        yield f"cases|{year}|relation={case.relation or '-'}", 1
        tops = [each.partition(".")[0] for each in case.types]
        yield from self._named("types", tops)
        several = {
            "route": case.route,
            "referral": case.referral,
            "no_report_reason": case.no_report_reason,
        }
        for key, codes in several.items():
            first = codes[0] if codes else "-"
            yield f"cases|{_at(key, first, year)}", 1
            yield from self._named(key, codes)

    def _named(self, key: str, codes: Sequence[str]) -> Iterator[tuple[str, int]]:
        year = f"period={self._year}"
        for code in codes or ("-",):
            yield f"mentions:{key}|{year}", 1
            yield f"mentions:{key}|{_at(key, code, year)}", 1
        for code in codes[1:]:
            yield f"side_mentions:{key}|{year}", 1
            yield f"side_mentions:{key}|{_at(key, code, year)}", 1

    def _held(self, talks: Sequence[Contact]) -> Iterator[Contact]:
        for talk in talks:
            day = talk.held_on
            in_year = self._dossier.year_of(day.year, day.month) == self._year
            if day <= self._dossier.day and in_year:
                yield talk

    def _of_talks(self, talks: Sequence[Contact]) -> Iterator[str]:
        for talk in self._held(talks):
            quarter = self._dossier.quarter_of(talk.held_on.month)
            yield f"contacts|period={self._year}"
            yield f"contacts|period={self._year}.{quarter}"
            yield f"contacts|contact_kind={talk.kind or '-'}|period={self._year}"

    def _carried(self, case: Case, talks: Sequence[Contact]) -> Iterator[str]:
        before = self._dossier.year_of(case.month.year, case.month.month) < self._year
        if before and any(True for _ in self._held(talks)):
            yield f"carried|period={self._year}"


def _at(key: str, code: str, year: str) -> str:
    return "|".join(sorted((f"{key}={code}", year)))


def parts_of(name: str) -> list[str]:
    """The figures that a merged one is the sum of: `…|types=a&b` → `…|types=a`, `…|types=b`."""
    found = [""]
    for part in name.split("|"):
        key, equals, codes = part.partition("=")
        pieces = [f"{key}={code}" for code in codes.split("&")] if equals else [part]
        found = [f"{one}|{piece}" if one else piece for one in found for piece in pieces]
    return found


def totals_of(taken: Mapping[int, TakenOver], year: int) -> dict[str, tuple[str, bool]]:
    """Totals of before there was a vault: figure → as written, and whether it was published."""
    if year not in taken:
        return {}
    return {
        f"cases|period={year}" + ("" if row.code == "*" else f"|types={row.code}"): (
            row.text,
            row.published,
        )
        for row in taken[year].rows
    }
