"""How a reader could work a figure out, in words that need no mathematics. For the adviser's screen.

`Totaal is 28. 28 min 8 (2e kwartaal 2025), 8 (3e kwartaal 2025) en 8 (4e kwartaal 2025) is 4.`
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vp_desk.aggregate import CountTable, Measure
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.disclosure import Release
from vp_desk.dutch import listing, number
from vp_desk.suppression import Bounds, Deduction, Finding, Reader, State, explain

_TOTAL: Final = "totaal"
_NO_CHAIN: Final = "Alleen wie alle totalen samen doorrekent, vindt de enige mogelijkheid:"
#: More figures than this in one sum are told together.
_MOST_NAMED: Final = 5

#: What a figure counts, said in full; the last ones are no measures but what is left of others.
_FULL_LABELS: Final[Mapping[str, str]] = {
    Measure.SIDE_MENTIONS: "genoemd naast het eerste",
    Measure.MENTIONS: "alle vermeldingen",
    Measure.CASES: "zaken",
    "more_contacts": "gesprekken boven één per zaak",
    "further_contacts": "gesprekken boven één per zaak en per doorlopende zaak",
    "without": "zaken met andere antwoorden",
}


@dataclass(frozen=True, slots=True)
class Reasoning:
    """A figure that a reader could know, and how."""

    #: `Ongewenste omgangsvormen, 1e kwartaal 2025 (zaken)`.
    figure: str
    value: int
    #: One sentence per step.
    sentences: tuple[str, ...]


def unguarded(
    release: Release, tables: Iterable[CountTable], reader: Reader = Reader.P
) -> tuple[Reasoning, ...]:
    """What a reader could have known had nothing been hidden but the small figures themselves.

    Args:
        release: what passed the gate.
        tables: the exact tables behind it, for their labels.
        reader: what is known beside the figures.
    """
    small = {cell.id for cell in release.cells if cell.state is State.HIDDEN}
    found = explain(release.cells, release.relations, small, reader=reader)
    return in_words(found, tables)


def in_words(findings: Sequence[Finding], tables: Iterable[CountTable]) -> tuple[Reasoning, ...]:
    """Findings of the audit, in the words of the tables."""
    names = _Names(tables)
    return tuple(
        Reasoning(
            names.of(finding.cell),
            finding.value,
            tuple(_sentence(step, names) for step in finding.steps)
            or (f"{_NO_CHAIN} {number(finding.value)}.",),
        )
        for finding in findings
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure: what is counted, and its node along each axis that is not at its total."""

    measure: str
    codes: Mapping[str, str]

    @classmethod
    def of(cls, cell: str) -> "_Place":
        measure, *parts = cell.split("|")
        pairs = (part.partition("=") for part in parts)
        return cls(measure, {axis: code for axis, _, code in pairs})


class _Names:
    """The words for figures, from the labels in the tables."""

    def __init__(self, tables: Iterable[CountTable]) -> None:
        self._labels = {
            (axis.key, node.code): node.label
            for table in tables
            for axis in table.axes
            for node in axis.nodes
        }

    def of(self, cell: str) -> str:
        """In full: `Lekken, 2025 (zaken)`."""
        place = _Place.of(cell)
        return f"{self._words(place, place.codes)} ({self._measure(place)})"

    def within(self, cells: Iterable[str]) -> dict[str, str]:
        """Each figure by what sets it apart from the others: `2e kwartaal 2025`, `totaal`."""
        places = {cell: _Place.of(cell) for cell in cells}
        axes = sorted({axis for place in places.values() for axis in place.codes})
        apart = [
            axis for axis in axes if len({p.codes.get(axis, TOTAL) for p in places.values()}) > 1
        ]
        measures = len({place.measure for place in places.values()}) > 1
        found: dict[str, str] = {}
        for cell, place in places.items():
            words = self._words(place, [axis for axis in apart if axis in place.codes])
            told = [self._measure(place)] if measures else []
            found[cell] = ", ".join([*([words] if words else []), *told]) or "totaal"
        return found

    def _words(self, place: _Place, axes: Iterable[str]) -> str:
        # What it is about before when it was.
        order = sorted(axes, key=lambda axis: (axis == PERIOD, axis))
        return ", ".join(
            self._labels.get((axis, place.codes[axis]), place.codes[axis]) for axis in order
        )

    @staticmethod
    def _measure(place: _Place) -> str:
        name = place.measure.partition(":")[0]
        told = _FULL_LABELS.get(name)
        return told or (Measure(name).label if name in frozenset(Measure) else name)


class _Sum:
    """One sum around the figure that it gives: what is added, and what is taken away."""

    def __init__(self, step: Deduction) -> None:
        factors = dict(step.relation)
        mine = factors[step.cell]
        #: figure = sum of these, each as often as it says.
        self._times = {
            cell: -times if mine > 0 else times
            for cell, times in factors.items()
            if cell != step.cell
        }
        self._known = step.known
        self.simple = abs(mine) == 1

    @cached_property
    def plus(self) -> dict[str, Bounds]:
        """What is added, zeros left out."""
        return self._side(1)

    @cached_property
    def minus(self) -> dict[str, Bounds]:
        """What is taken away, zeros left out."""
        return self._side(-1)

    def _side(self, sign: int) -> dict[str, Bounds]:
        found: dict[str, Bounds] = {}
        for cell, times in self._times.items():
            known = self._known[cell]
            if times * sign > 0 and not (known.exact and not known.low):
                high = None if known.high is None else known.high * abs(times)
                found[cell] = Bounds(known.low * abs(times), high)
        return found


def _whole(step: Deduction) -> str | None:
    """The figure of a sum of which all others are the parts, when they count the same."""
    factors = dict(step.relation)
    for sign in (1, -1):
        one = [cell for cell, times in factors.items() if times * sign > 0]
        if len(one) == 1 and len({cell.partition("|")[0] for cell in factors}) == 1:
            return one[0]
    return None


def _term(value: int | str, words: str) -> str:
    return f"totaal {value}" if words == _TOTAL else f"{value} ({words})"


def _sentence(step: Deduction, names: _Names) -> str:
    around = _Sum(step)
    apart = names.within(cell for cell, _ in step.relation)
    if step.sums == 1 and (whole := _whole(step)):
        apart[whole] = _TOTAL
    mine = apart[step.cell]
    lead = "Leg twee totalen naast elkaar. " if step.sums > 1 else ""
    if all(known.exact for known in step.known.values()) and around.simple and step.after.exact:
        return lead + _plain(step, around, apart)
    return lead + _squeezed(step, around, apart, mine)


def _plain(step: Deduction, around: _Sum, apart: Mapping[str, str]) -> str:
    """Everything else is known: `28 (2025) min 8 (2e kwartaal) is 4 (1e kwartaal)`."""
    plus, minus = _told(around.plus, apart, "plus"), _told(around.minus, apart, "en")
    end = f"is {_term(number(step.after.low), apart[step.cell])}."
    if not plus and not minus:
        return f"Alles waaruit {_quoted(apart[step.cell])} bestaat is nul: dit dus ook."
    if not minus:
        return _capital(f"{plus} {end}")
    return _capital(f"{plus or 'nul'} min {minus} {end}")


def _told(side: Mapping[str, Bounds], apart: Mapping[str, str], word: str) -> str:
    if not side:
        return ""
    if len(side) > _MOST_NAMED:
        total = sum(bounds.low for bounds in side.values())
        return f"{number(total)} ({len(side)} andere samen)"
    return listing([_term(number(b.low), apart[cell]) for cell, b in side.items()], word)


def _squeezed(step: Deduction, around: _Sum, apart: Mapping[str, str], mine: str) -> str:
    """Something else is not known either, but what it can be leaves no room."""
    said: list[str] = []
    exact = {c: b for c, b in (around.plus | around.minus).items() if b.exact}
    loose = {c: b for c, b in (around.plus | around.minus).items() if not b.exact}
    if exact:
        told = _told(exact, apart, "en")
        said.append(f"Bekend {'is' if len(exact) == 1 else 'zijn'} {told}")
    if loose:
        told = listing([_term(_span(b), apart[cell]) for cell, b in loose.items()][:_MOST_NAMED])
        if len(loose) > _MOST_NAMED:
            told = f"nog {number(len(loose))} andere getallen"
        said.append(f"{'verder' if exact else 'niet getoond'} is {told}")
    words = ", ".join(said)
    if step.after.exact:
        end = f"dan blijft voor {_quoted(mine)} alleen {number(step.after.low)} over"
    elif step.after.high != step.before.high and step.after.high is not None:
        end = f"dan is {_quoted(mine)} hoogstens {number(step.after.high)}"
    else:
        end = f"dan is {_quoted(mine)} minstens {number(step.after.low)}"
    return _capital(f"{words}: {end}.") if words else _capital(f"{end}.")


def _span(bounds: Bounds) -> str:
    if bounds.high is None:
        return f"minstens {number(bounds.low)}"
    return f"{number(bounds.low)} tot en met {number(bounds.high)}"


def _quoted(words: str) -> str:
    return f"‘{words}’"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
