"""How a released cell reads: in a table, in a sentence, in a chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vp_desk.dutch import month_name, number
from vp_desk.released import Band, Gap, Hidden, ReleasedCell, Shown
from vp_desk.reporting.document import TableCell
from vp_desk.reporting.ratios import Blank, OwnWork, Ratio
from vp_desk.reporting.scene import Absent, Exact, Reading, Span, Untold

#: The one sign for a figure that is not told, whatever the reason.
HIDDEN_SIGN = "×"
#: There is no figure.
GAP_SIGN = "–"
#: Said in full where there is room, as in a chart.
HIDDEN_WORDS = "niet getoond"
GAP_WORDS = "geen cijfer"


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs occur in a set of cells, for a legend that explains no more than it must."""

    hidden: bool = False
    gap: bool = False
    bands: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, cells: Iterable[TableCell]) -> "Signs":
        """The signs among these cells."""
        cells = tuple(cells)
        bands = {(cell.low, cell.high) for cell in cells if isinstance(cell, Band)}
        return cls(
            any(isinstance(cell, Hidden) for cell in cells),
            any(isinstance(cell, Gap) for cell in cells),
            tuple(sorted(bands)),
        )

    def legend(self) -> tuple[str, ...]:
        """One sentence per sign."""
        lines = [*self.small_legend()]
        if self.gap:
            lines.append(f"{GAP_SIGN} = niet geregistreerd; dat is iets anders dan nul.")
        return tuple(lines)

    def small_legend(self) -> tuple[str, ...]:
        """The same, of figures that are there and not told as such."""
        lines: list[str] = []
        if self.hidden:
            lines.append(f"{HIDDEN_SIGN} = niet getoond, zodat niemand herkenbaar wordt.")
        if self.bands:
            spans = ", ".join(span_text(low, high) for low, high in self.bands)
            lines.append(f"{spans} = het aantal ligt tussen deze grenzen, grenzen inbegrepen.")
        return tuple(lines)


def span_text(low: int, high: int) -> str:
    """Two bounds: `0–4`."""
    return f"{number(low)}–{number(high)}"


def text_of(cell: TableCell) -> str:
    """As in a table: `12`, `0–4`, `×`, `–`, `12%`, or as it was printed before."""
    if isinstance(cell, Blank):
        return ""
    if isinstance(cell, Shown):
        return number(cell.value)
    if isinstance(cell, Band):
        return span_text(cell.low, cell.high)
    if isinstance(cell, Hidden):
        return HIDDEN_SIGN
    if isinstance(cell, Gap):
        return GAP_SIGN
    return cell.text if isinstance(cell, (Ratio, OwnWork)) else printed_text(cell.text)


def printed_text(text: str) -> str:
    """A figure as it was printed, with our points per thousand when it is a plain number."""
    return number(int(text)) if text.isascii() and text.isdigit() else text


def value_of(cell: ReleasedCell) -> int | None:
    """The number that everyone may know, or None."""
    if isinstance(cell, Shown):
        return cell.value
    if isinstance(cell, (Band, Hidden, Gap)):
        return None
    return cell.low if cell.low == cell.high else None


def reading(cell: ReleasedCell) -> Reading:
    """As in a chart."""
    if isinstance(cell, Hidden):
        return Untold(HIDDEN_WORDS)
    if isinstance(cell, Gap):
        return Absent(GAP_WORDS)
    text = text_of(cell)
    if isinstance(cell, Shown):
        return Exact(cell.value, text)
    if cell.high is None:
        return Untold(text)
    return Exact(cell.low, text) if cell.low == cell.high else Span(cell.low, cell.high, text)


def open_words(cells: Iterable[ReleasedCell]) -> str:
    """What an open bar in a chart means: `Open staafje: tussen 0 en 4.`; empty when there is none."""
    found = [reading(cell) for cell in cells]
    spans = sorted({(each.low, each.high) for each in found if isinstance(each, Span)})
    return " ".join(f"Open staafje: tussen {number(low)} en {number(high)}." for low, high in spans)


def day_text(day: date) -> str:
    """A date in words: `3 februari 2026`."""
    return f"{day.day} {month_name(day.month)} {day.year}"
