"""One model of everything that any file of a life tells, and the outside attack on it.

A figure has one variable for each value that it had when it was told. Two values of one figure are tied by
their difference, of which a reader is supposed to know whether it went up or down.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from tests.attacker import Known, disclosed
from tests.lives.figures import QUARTERS, Figures, Value
from tests.lives.publications import MisreadError, Spot, both, years_of
from tests.lives.reading import UNTOLD, File, Words, figure
from tests.lives.truth import Amount, parts_of
from vp_desk.demo_lives import OWN_READERS, Life

#: A unit with fewer people is never shown apart.
SMALL_UNIT = 10


@dataclass
class Outcome:
    """What the attack found."""

    #: Figures (and differences) that must not be known, and how many figures there are.
    secret: int
    figures: int
    #: Known to who knows nothing more, and to who knows which figures are small.
    at_a: dict[str, int]
    at_p: dict[str, int]
    #: Known, and no fault of what was released since: not small by the threshold of when it was told, or
    #: given away by totals of before there was a vault, by the word of the program.
    before: dict[str, int]


class Everything(Figures):
    """The model."""

    def __init__(
        self, life: Life, spots: Sequence[Spot], words: Words, *, forgetful: bool = False
    ) -> None:
        """Build it.

        Args:
            life: what happened.
            spots: the publications, read back.
            words: labels.
            forgetful: the program did not remember what it told before, so that no year was frozen.
        """
        super().__init__(life, spots, words)
        self._life = life
        self._words = words
        self._forgetful = forgetful
        self._spots = spots
        self._small_units = {code for (code, _), n in life.headcounts.items() if n < SMALL_UNIT}
        #: Variable → what a reader knows who knows which figures are small.
        self.knows_small: dict[str, Known] = {}
        #: Variables that must not be known → the name of their figure.
        self.secret: dict[str, str] = {}
        #: Those that became small by a later threshold → the publication with that one.
        self.raised: dict[str, int] = {}
        #: Variables that stood in a table that readers got, in whatever way.
        self._told: set[str] = set()
        self._build()

    # --- which values there are ---

    def _build(self) -> None:
        own: dict[int, Spot] = {}
        trend: dict[int, Spot] = {}
        for spot in self._spots:
            self._freeze(spot, own, trend)
            if not self._forgetful:
                told = [
                    year for year in spot.years if year != spot.year and self._tells(spot, year)
                ]
                trend |= dict.fromkeys(told, spot)
                if self._is_over(spot):
                    own[spot.year] = spot
            self._tell(spot)
        for name, values in self.values.items():
            self._changes(name, values)

    def _is_over(self, spot: Spot) -> bool:
        """Whether the year was over: what was told before that was provisional and binds nobody."""
        end = date(spot.year + 1, self._life.first_month, 1)
        return spot.left.day >= end

    def _tells(self, spot: Spot, year: int) -> bool:
        """Whether its readers got the total of a year of its trend."""
        telling = spot.left.telling
        merged = {code for each in telling.merged if each.axis == "period" for code in each.codes}
        without = {
            "coordinator",
            *(OWN_READERS for e in self._life.editions if "trend" not in e.tables),
        }
        given = any(output.edition not in without for output, _ in spot.left.files)
        return given and "trend" not in telling.dropped and str(year) not in merged

    @staticmethod
    def _freeze(spot: Spot, own: Mapping[int, Spot], trend: Mapping[int, Spot]) -> None:
        """Which figures a publication tells: a year that was told before keeps those of then."""
        before = None if spot.left.published.restated else own.get(spot.year)
        if before is not None:
            spot.late = before.late
        for year in spot.years:
            last = before if before is not None and year in before.counted else own.get(year)
            last = last or trend.get(year)
            if last is None or (year == spot.year and before is None):
                spot.counted[year] = spot.place
                continue
            spot.counted[year] = last.counted[year]
            if before is None:
                spot.late[year] = (last.moment, spot.place)
        spot.moment = spot.place if before is None else before.moment

    def _var(self, name: str, spot: Spot) -> str:
        """The variable of a figure as a publication tells it."""
        singles = parts_of(name) if "&" in name else [name]
        values = [self._value(single, spot.counted[next(years_of(single))]) for single in singles]
        if len(singles) == 1:
            return values[0].name
        merged = f"{name}@{spot.place}"
        if merged not in self.known:
            cases = sum(value.amount.cases for value in values)
            if not name.startswith("cases|"):
                cases = max(value.amount.cases for value in values)
            self.known[merged] = UNTOLD
            self.amounts[merged] = sum(value.amount.value for value in values)
            self._sum(merged, [value.name for value in values])
            if 0 < cases < spot.threshold and not any(value.public for value in values):
                self.secret[merged] = name
        return merged

    # --- what a publication tells ---

    def _tell(self, spot: Spot) -> None:
        for year, place in spot.counted.items():
            self._sums_of_year(spot, year, place)
        for file in spot.files:
            for relation in file.relations:
                names: dict[str, int] = {}
                for name, factor in relation:
                    var = self._late(name, spot) or self._var(name, spot)
                    names[var] = names.get(var, 0) + factor
                self.relations[tuple((n, f) for n, f in names.items() if f)] = None
            for name, known in file.known.items():
                var = self._late(name, spot) or self._var(name, spot)
                self._learn(self.known, var, known, file)
                if known == UNTOLD:
                    self._suppose(var, name, spot)
        self._suppose_merged(spot)
        for file in spot.files:
            self._told |= {self._var(name, spot) for name in self._in_tables(file, spot)}
        self._mark(spot)

    def _in_tables(self, file: File, spot: Spot) -> Iterator[str]:
        """Everything in the tables of a file, also the rows that a report leaves out."""
        yield from (name for name in file.known if not name.startswith("late|"))
        for table in file.tables - {"trend", "linked_cases", "late_cases"}:
            axes = self._words.axes[table]
            quarters = any("." in code for code, _, _ in axes["period"])
            periods = [str(spot.year), *(f"{spot.year}.{n}" for n in QUARTERS if quarters)]
            others = {axis: [c[0] for c in axes[axis]] for axis in axes if axis != "period"}
            if "unit" in others:
                others["unit"] = [code for code, _ in self._codes["unit"]]
            measure = self._words.measures[table]
            for codes in product(periods, *others.values()):
                yield figure(measure, dict(zip(("period", *others), codes, strict=True)))

    def _learn(self, into: dict[str, Known], var: str, known: Known, file: File) -> None:
        true = self.amounts[var]
        low, high = (known, known) if isinstance(known, int) else known
        if true >= 0 and not (low <= true and (high is None or true <= high)):
            raise MisreadError(f"{file.path.name} tells {known} of {var}, which is {true}")
        into[var] = both(into.get(var, UNTOLD), known, var)

    def _suppose(self, var: str, name: str, spot: Spot) -> None:
        """What a reader supposes of a figure that is not told, when she knows which of them are small."""
        if var in self._told:
            return  # it stands as it was told then
        amount = self._amount(var, name, spot)
        unit = next((p[5:] for p in name.split("|") if p.startswith("unit=")), "")
        if set(unit.split("&")) <= self._small_units:
            return
        t = spot.threshold
        guess: Known = UNTOLD
        if spot.left.bands:
            if amount.value >= t:
                guess = (t, None)
        elif 0 < amount.cases < t and not self._is_collapsed(name, spot):
            counts_cases = not name.startswith("contacts|")
            guess = (1, t - 1 if counts_cases and amount.value < t else None)
        self.knows_small[var] = both(self.knows_small.get(var, UNTOLD), guess, var)

    def _suppose_merged(self, spot: Spot) -> None:
        """A reader supposes that the rows behind a merged one were small, of the tables that she got."""
        codes = [(m.axis, code) for m in spot.left.telling.merged for code in m.codes]
        for axis, code in codes:
            for name, place in self._names_with(spot, axis, code):
                value = self._value(name, place)
                if 0 <= value.amount.value < spot.threshold:
                    guess = (0, spot.threshold - 1)
                    before = self.knows_small.get(value.name, UNTOLD)
                    self.knows_small[value.name] = both(before, guess, value.name)

    def _names_with(self, spot: Spot, axis: str, code: str) -> Iterator[tuple[str, int]]:
        year = int(code) if axis == "period" else spot.year
        place = spot.counted.get(year)
        if place is None:
            return
        shapes = {
            (self._words.measures[table], *sorted(self._words.axes[table]))
            for file in spot.files
            for table in file.tables
            if axis in self._words.axes[table]
        }
        for name, at in self._at:
            measure, *parts = name.split("|")
            shape = (measure, *sorted(part.partition("=")[0] for part in parts))
            if at == place and shape in shapes and f"{axis}={code}" in parts:
                many = name.count("|") > 2
                told = any(name in file.known for file in spot.files)
                if not many and not told and year in years_of(name):
                    yield name, place

    def _amount(self, var: str, name: str, spot: Spot) -> Amount:
        if "&" in name or name.startswith("late|"):
            return Amount(self.amounts[var], self.amounts[var])
        return self._value(name, spot.counted[next(years_of(name))]).amount

    def _is_collapsed(self, name: str, spot: Spot) -> bool:
        """Whether it is a part of a small total: such a total is never broken down."""
        measure, *parts = name.split("|")
        for number, part in enumerate(parts):
            if "&" in "|".join([*parts[:number], *parts[number + 1 :]]):
                continue  # the total of a joint row is one of its own
            key, _, code = part.partition("=")
            rest = parts[:number] + parts[number + 1 :]
            if key == "period" and "." in code:
                whole = "|".join([measure, *sorted([*rest, f"period={code.partition('.')[0]}"])])
            elif key == "period":
                continue
            elif key == "types" and "." in code:
                whole = "|".join([measure, *sorted([*rest, f"types={code.partition('.')[0]}"])])
            else:
                whole = "|".join([measure, *rest])
            place = spot.counted[next(years_of(name))]
            if 0 < self._value(whole, place).amount.cases < spot.threshold:
                return True
            if self._is_collapsed(whole, spot):
                return True
        return False

    # --- late cases ---

    def _late(self, name: str, spot: Spot) -> str | None:
        """The variable of a number of late cases, tied to the totals of their year."""
        if not name.startswith("late|"):
            return None
        years = [*years_of(name)]
        then, now = spot.late[years[0]]
        var = f"{name}@{now}"
        if var in self.known:
            return var
        self.known[var] = UNTOLD
        if len(years) > 1:
            parts = [self._late(part, spot) or "" for part in parts_of(name)]
            self.amounts[var] = sum(self.amounts[part] for part in parts)
            self._sum(var, parts)
        else:
            self.amounts[var] = self._late_cases(years[0], then, now)
            told = [
                f.known[name]
                for s in self._spots
                if s.place == now
                for f in s.files
                if name in f.known
            ]
            exact = next((known for known in told if isinstance(known, int)), self.amounts[var])
            if exact != self.amounts[var]:
                spot.miscounted.append(f"{name}: {exact}, not {self.amounts[var]}")
                self.amounts[var] = exact
            else:
                self._tie_late(years[0], then, now, var)
        if 0 < self.amounts[var] < spot.threshold:
            self.secret[var] = name
        return var

    def _late_cases(self, year: int, then: int, now: int) -> int:
        """How many counted cases of a year were not there yet."""
        counted = self.truth(now, year).under.get(f"cases|period={year}", Counter[str]())
        return len(set(counted) - set(self._by_place[then].dossier.cases))

    def _tie_late(self, year: int, then: int, now: int, var: str) -> None:
        """The total grew by the late cases, less those that went on balance."""
        total = f"cases|period={year}"
        if self._by_place[then].counted.get(year) != then:
            return  # the figures of the year are older than that
        before, after = self._value(total, then), self._value(total, now)
        gone = self.amounts[var] - (after.amount.value - before.amount.value)
        change = f"gone|period={year}@{now}"
        self.known[change] = UNTOLD if gone else 0
        self.amounts[change] = abs(gone)
        factors = {after.name: 1}
        factors[before.name] = factors.get(before.name, 0) - 1
        factors |= {var: -1, change: 1 if gone >= 0 else -1}
        self.relations[tuple((name, factor) for name, factor in factors.items() if factor)] = None

    def true(self, name: str, spot: Spot) -> tuple[int, bool]:
        """What a figure of a publication really is, and whether it must not be known."""
        var = self._late(name, spot) or self._var(name, spot)
        return self.amounts[var], var in self.secret

    # --- what must not be known ---

    def _mark(self, spot: Spot) -> None:
        """Figures of this publication that are small by its threshold, unless told exactly before."""
        places = set(spot.counted.items())
        for (name, place), value in self._at.items():
            if (next(years_of(name)), place) not in places or value.public:
                continue
            if value.secret or not 0 < value.amount.cases < spot.threshold:
                continue
            value.secret = True
            self.secret[value.name] = name
            if min(self._first_told(at) for at in self._places_of(name, value)) < spot.place:
                self.raised[value.name] = spot.place

    def _places_of(self, name: str, value: Value) -> list[int]:
        """Where a figure had this value, of those that were told."""
        told = {place for spot in self._spots for place in spot.counted.values()}
        return [
            at
            for (each, at), found in self._at.items()
            if each == name and found is value and at in told
        ]

    def _first_told(self, place: int) -> int:
        return min(s.place for s in self._spots if place in s.counted.values())

    def _changes(self, name: str, values: Sequence[Value]) -> None:
        """The differences between the values that a figure had."""
        for one, two in combinations(values, 2):
            if one.public or two.public or -1 in (one.amount.value, two.amount.value):
                continue
            up = two.amount.value - one.amount.value
            if up == 0:
                continue  # another value in between: nobody knows that it is what it was
            change = f"{two.name} - {one.name}"
            self.known[change] = UNTOLD
            self.amounts[change] = abs(up)
            high, low = (two, one) if up > 0 else (one, two)
            self._sum(high.name, [low.name, change])
            few, t = abs(two.amount.cases - one.amount.cases), self._by_place[two.at[0]].threshold
            if few < t and abs(up) < t:
                # What was shown and is not any more has changed, and mostly by little.
                gone = isinstance(self.known[one.name], int) and self.known[two.name] == UNTOLD
                gone = (
                    gone and two.name in self._told
                )  # in a table all the same, without its figure
                self.knows_small[change] = (1 if gone else 0, t - 1)
            if 0 < few < t:
                self.secret[change] = f"change:{name}"

    # --- the attack ---

    def check_truth(self) -> None:
        """The truth must be one of the possibilities, or the model is wrong."""
        unsure = {name for name, value in self.amounts.items() if value < 0}
        for relation in self.relations:
            together = sum(factor * self.amounts[name] for name, factor in relation)
            if together and not unsure.intersection(name for name, _ in relation):
                raise MisreadError(f"the truth does not fit {relation}")
        for name, known in (*self.known.items(), *self.knows_small.items()):
            low, high = (known, known) if isinstance(known, int) else known
            true = self.amounts[name]
            if true >= 0 and not (low <= true and (high is None or true <= high)):
                raise MisreadError(f"{known} is known of {name}, which is {true}")

    def attack(self) -> Outcome:
        """What anybody can work out."""
        found = self.disclosed(self.secret)
        before = {
            name: value
            for place in {self.raised[name] for name in found if name in self.raised}
            for name, value in self._known_before(place, found).items()
        }
        given = {name for spot in self._spots for name in spot.left.given_away}
        before |= {
            name: value
            for name, value in found.items()
            if self.secret[name] in given and self._is_of_totals(self.secret[name])
        }
        at_p = {name: value for name, value in found.items() if name not in before}
        at_a = disclosed(self._capped(self.known), [*self.relations], list(at_p)) if at_p else {}
        return Outcome(len(self.secret), len(self.known), at_a, at_p, before)

    def disclosed(self, names: Iterable[str]) -> dict[str, int]:
        """Those of the names that a reader knows who knows which figures are small."""
        self.check_truth()
        known = {
            name: both(known, self.knows_small.get(name, UNTOLD), name)
            for name, known in self.known.items()
        }
        return disclosed(self._capped(known), [*self.relations], list(names))

    def _capped(self, known: Mapping[str, Known]) -> dict[str, Known]:
        """The same with an end to everything: who leaves fewer values open finds more, never less."""
        end = 2 * max(self.amounts.values()) + 100
        return {
            name: (told[0], end) if isinstance(told, tuple) and told[1] is None else told
            for name, told in known.items()
        }

    def _known_before(self, place: int, found: Mapping[str, int]) -> dict[str, int]:
        """Those that were known, and not small, before a publication with a higher threshold."""
        earlier = [spot for spot in self._spots if spot.place < place]
        then = Everything(self._life, earlier, self._words, forgetful=self._forgetful)
        asked = [
            name
            for name in found
            if self.raised.get(name) == place and name in then.known and name not in then.secret
        ]
        return then.disclosed(asked) if asked else {}

    def _is_of_totals(self, name: str) -> bool:
        years = {*years_of(name)}
        return any(years & spot.dossier.totals.keys() for spot in self._spots)
