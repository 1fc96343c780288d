"""Figures with every value that they had, and what a reader knows of their sums anyway."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.attacker import Known, Relation
from tests.lives.publications import Spot, years_of
from tests.lives.reading import UNTOLD, Words
from tests.lives.truth import Amount, Truth, totals_of
from vp_desk.demo_lives import Life

QUARTERS = (1, 2, 3, 4)


@dataclass
class Value:
    """One value that a figure had."""

    name: str
    amount: Amount
    #: The publications for which it was counted with this value.
    at: list[int] = field(default_factory=list)
    secret: bool = False
    #: Everyone knows it from long before there was a vault.
    public: bool = False


class Figures:
    """All figures of all publications by name, with the sums that tie them."""

    def __init__(self, life: Life, spots: Sequence[Spot], words: Words) -> None:
        self._codes = {
            axis: [(code, parent) for code, _, parent in nodes]
            for axes in words.axes.values()
            for axis, nodes in axes.items()
            if axis != "period"
        }
        self._codes["subtypes"] = [
            (code, parent) for code, _, parent in words.axes["types"]["types"]
        ]
        self._codes["types"] = [c for c in self._codes["subtypes"] if c[1] in (None, "*")]
        units = [unit.code for unit in life.units]
        self._codes["unit"] = [("*", None), *((code, "*") for code in (*units, "-"))]
        self._truth: dict[tuple[int, int], Truth] = {}
        #: Figure → its values, in the order in which they were told.
        self.values: dict[str, list[Value]] = {}
        #: (figure, place) → the value it had there.
        self._at: dict[tuple[str, int], Value] = {}
        #: Variable → what everybody knows of it.
        self.known: dict[str, Known] = {}
        #: What adds up to nothing.
        self.relations: dict[Relation, None] = {}
        #: Variable → what it really is; -1 when nobody knows.
        self.amounts: dict[str, int] = {}
        self._by_place = {spot.place: spot for spot in spots}

    def truth(self, place: int, year: int) -> Truth:
        key = place, year
        if key not in self._truth:
            self._truth[key] = Truth(self._by_place[place].dossier, year)
        return self._truth[key]

    def _value(self, name: str, place: int) -> Value:
        """The value of a figure of one year at a place; a new one when it is not what it was."""
        if (name, place) in self._at:
            return self._at[name, place]
        year = next(years_of(name))
        totals = totals_of(self._by_place[place].dossier.totals, year)
        public = False
        if totals:
            text, public = totals.get(name, ("0", True))
            number = int(text) if text.isdigit() else -1
            amount = Amount(number, number)
        else:
            amount = self.truth(place, year)[name]
        value = self._among(name, amount)
        value.public = public
        value.at.append(place)
        self._at[name, place] = value
        return value

    def _among(self, name: str, amount: Amount) -> Value:
        had = self.values.setdefault(name, [])
        if had and had[-1].amount.value == amount.value:
            if had[-1].amount.cases > amount.cases:
                had[-1].amount = amount
            return had[-1]
        had.append(Value(f"{name}#{len(had) + 1}", amount))
        self.known[had[-1].name] = UNTOLD
        self.amounts[had[-1].name] = amount.value
        return had[-1]

    def _sum(self, whole: str, parts: Iterable[str]) -> None:
        factors: dict[str, int] = {whole: 1}
        for part in parts:
            factors[part] = factors.get(part, 0) - 1
        self.relations[tuple((name, factor) for name, factor in factors.items() if factor)] = None

    # --- what a reader knows anyway ---

    def _sums_of_year(self, spot: Spot, year: int, place: int) -> None:
        """All sums of one year as it was counted at a place."""
        totals = totals_of(self._by_place[place].dossier.totals, year)
        y = f"period={year}"
        tops = self._parts("types", "*")
        self._whole(place, "cases", [y], [[y, f"types={code}"] for code in tops])
        if totals or year != spot.year:
            return
        quarters = [f"period={year}.{number}" for number in QUARTERS]
        units = self._parts("unit", "*")
        periods = (y, *quarters)
        types = [None, *(f"types={code}" for code in tops)]
        places = [None, *(f"unit={code}" for code in units)]
        for period in periods:
            for unit in places:
                rest = [period, *([unit] if unit else [])]
                self._whole(place, "cases", rest, [[*rest, t] for t in types if t])
            for kind in types:
                rest = [period, *([kind] if kind else [])]
                self._whole(place, "cases", rest, [[*rest, u] for u in places if u])
        for kind in types:
            for unit in places:
                rest = [each for each in (kind, unit) if each]
                self._whole(place, "cases", [y, *rest], [[q, *rest] for q in quarters])
        for code in tops:
            subs = self._parts("subtypes", code)
            if subs:
                parts = [[y, f"types={sub}"] for sub in subs]
                self._whole(place, "cases", [y, f"types={code}"], parts)
        for axis in ("reporter_role", "relation", "route", "referral", "no_report_reason"):
            parts = [[y, f"{axis}={code}"] for code in self._parts(axis, "*")]
            self._whole(place, "cases", [y], parts)
        kinds = [[y, f"contact_kind={code}"] for code in self._parts("contact_kind", "*")]
        self._whole(place, "contacts", [y], [[q] for q in quarters])
        self._whole(place, "contacts", [y], kinds)
        for key in ("types", "route", "referral", "no_report_reason"):
            self._mentions(place, key, y)
        self._talks(place, [y, *quarters])
        self._at_least(self._named(place, "cases", [y]), [self._named(place, "linked", [y])])

    def _parts(self, axis: str, whole: str) -> list[str]:
        return [code for code, parent in self._codes.get(axis, ()) if parent == whole]

    def _named(self, place: int, measure: str, at: Sequence[str]) -> Value:
        return self._value("|".join([measure, *sorted(at)]), place)

    def _whole(
        self, place: int, measure: str, whole: Sequence[str], parts: Sequence[Sequence[str]]
    ) -> None:
        names = [self._named(place, measure, part).name for part in parts]
        self._sum(self._named(place, measure, whole).name, names)

    def _mentions(self, place: int, key: str, year: str) -> None:
        """A mention is the first of its case or stands beside it; no case names a thing twice."""
        codes = self._parts(key, "*")
        parts = [[year, f"{key}={code}"] for code in codes]
        for measure in (f"mentions:{key}", f"side_mentions:{key}"):
            self._whole(place, measure, [year], parts)
        everyone = self._named(place, "cases", [year])
        silent = self._named(place, f"mentions:{key}", [year, f"{key}=-"])
        for code in codes:
            at = [year, f"{key}={code}"]
            mention = self._named(place, f"mentions:{key}", at)
            main = self._named(place, "cases", at)
            side = self._named(place, f"side_mentions:{key}", at)
            self._sum(mention.name, [main.name, side.name])
            if code == "-":
                self.known[side.name] = 0
            else:
                self._at_least(everyone, [silent, mention])

    def _talks(self, place: int, periods: Sequence[str]) -> None:
        """Every new case has its first conversation, and every carried one has a conversation."""
        year = periods[0]
        for period in periods:
            talks, cases = (self._named(place, m, [period]) for m in ("contacts", "cases"))
            carried = [self._named(place, "carried", [year])] if period == year else []
            self._at_least(talks, [cases, *carried])
        first = self._named(place, "contacts", [year, "contact_kind=first"])
        cases = self._named(place, "cases", [year])
        if first.amount.value == cases.amount.value:
            self._sum(first.name, [cases.name])

    def _at_least(self, whole: Value, parts: Sequence[Value]) -> None:
        """What a reader reckons with where it is so."""
        left = whole.amount.value - sum(part.amount.value for part in parts)
        if left >= 0:
            names = [part.name for part in parts]
            rest = f"{whole.name} beyond {' and '.join(names)}"
            self.known[rest] = UNTOLD
            self.amounts[rest] = left
            self._sum(whole.name, [*names, rest])
