"""What advice is about, in words, as far as these readers may know that there is anything.

A type or a unit is named only where this edition shows its figure: that there is advice on it would else tell
that something lies under a figure that is hidden. See docs/decisions/0019-signal-loop.md.
"""

from collections.abc import Mapping, Sequence

from vp_desk.axes import PERIOD
from vp_desk.loop import Named, ToldTheme
from vp_desk.released import ReleasedTable, Shown
from vp_desk.reporting.tables import cell_at
from vp_desk.taxonomy import TYPES, UNITS, truncated

Tables = Mapping[str, ReleasedTable]

_TYPES, _UNIT, _CROSSED = "types", "unit", "types_by_unit"


def theme_words(theme: ToldTheme, tables: Tables) -> str:
    """Types, units and processes: `Ongewenste omgangsvormen, Uitvoering, werving`; may be empty."""
    types = [named for chain in theme.types if (named := _nearest(chain, tables, _TYPES, TYPES))]
    units = [named for chain in theme.units if (named := _nearest(chain, tables, _UNIT, UNITS))]
    if types and units and not _all_crossed(types, units, tables):
        units = []
    names = [label for _, label in (*types, *units)]
    return ", ".join(dict.fromkeys((*names, *theme.processes)))


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
