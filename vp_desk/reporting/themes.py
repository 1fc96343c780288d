"""What advice is about, in words, as far as these readers may know that there is anything.

A type or a unit is named only where this edition shows its figure: that there is advice on it would else tell
that something lies under a figure that is hidden. See docs/decisions/0019-signal-loop.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vp_desk.axes import PERIOD
from vp_desk.loop import Named, ToldTheme
from vp_desk.released import ReleasedTable, Shown
from vp_desk.reporting.tables import cell_at
from vp_desk.taxonomy import TYPES, UNITS, truncated

Tables = Mapping[str, ReleasedTable]

_TYPES, _UNIT, _CROSSED = "types", "unit", "types_by_unit"


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """What may be named, by its labels."""

    types: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()

    @property
    def together(self) -> str:
        """`Ongewenste omgangsvormen, Uitvoering, werving`, begun with a capital; may be empty."""
        words = ", ".join(dict.fromkeys((*self.types, *self.units, *self.processes)))
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """`Onderwerp`, `Onderdeel` and `Werkproces`, each with its words, as far as there are any."""
        held = {"Onderwerp": self.types, "Onderdeel": self.units, "Werkproces": self.processes}
        return tuple((head, ", ".join(dict.fromkeys(each))) for head, each in held.items() if each)

    @property
    def sentences(self) -> tuple[str, ...]:
        """`Onderwerp: Ongewenste omgangsvormen.`, `Onderdeel: Uitvoering.` and `Werkproces: werving.`."""
        return tuple(f"{head}: {words}." for head, words in self.parts)


def theme_words(theme: ToldTheme, tables: Tables) -> ThemeWords:
    """Its types, units and processes, as far as they may be named."""
    types = [named for chain in theme.types if (named := _nearest(chain, tables, _TYPES, TYPES))]
    units = [named for chain in theme.units if (named := _nearest(chain, tables, _UNIT, UNITS))]
    if types and units and not _all_crossed(types, units, tables):
        units = []
    return ThemeWords(
        tuple(label for _, label in types), tuple(label for _, label in units), theme.processes
    )


def _nearest(chain: Sequence[Named], tables: Tables, name: str, axis: str) -> Named | None:
    """The code itself, or the nearest of which it is a part, whose figure stands in a table."""
    table = tables.get(name)
    if table is None:
        return None
    return next((named for named in chain if _is_shown(table, **{axis: named[0]})), None)


def _all_crossed(types: Sequence[Named], units: Sequence[Named], tables: Tables) -> bool:
    """Whether each type in each unit has a figure that is shown: together they say more than apart."""
    table = tables.get(_CROSSED)
    return table is not None and all(
        _is_shown(table, **{TYPES: truncated(code, 1), UNITS: truncated(unit, 1)})
        for code, _ in types
        for unit, _ in units
    )


def _is_shown(table: ReleasedTable, **place: str) -> bool:
    known = all(code in table.axis(axis).by_code for axis, code in place.items())
    cell = cell_at(table, **place) if known and PERIOD not in place else None
    return isinstance(cell, Shown) and cell.value > 0
