"""How one reporting year is told: what the adviser chose for it, apart from the figures and the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, cast

#: Between the codes of a merged row: `force&private`. A row keeps the codes that it was made of.
JOINT: Final = "&"


class SmallFigures(Enum):
    """How a small figure is told."""

    HIDE = "hide"  # not at all; zeros stay visible
    BAND = "band"  # as "0 to 4", zeros included


@dataclass(frozen=True, slots=True)
class Merging:
    """Rows (or years) that become one row, a category of its own."""

    #: Key of the axis.
    axis: str
    #: In the order of the list; at least two.
    codes: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of the row that they become."""
        return JOINT.join(self.codes)

    def shares_with(self, other: "Merging") -> bool:
        """Whether a row of the one is a row of the other, so that they cannot both be."""
        return self.axis == other.axis and not frozenset(self.codes).isdisjoint(other.codes)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Steps of the ladder; without any, a year is told as planned."""

    #: None: bands for a year with few cases, hiding otherwise.
    small_figures: SmallFigures | None = None
    #: Names of tables that are not printed.
    dropped: frozenset[str] = frozenset()
    #: Rows or years that are told as one.
    merged: tuple[Merging, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A shared answer that the adviser looked at: these readers may know it of the whole group."""

    #: Code of the edition.
    edition: str
    #: Id of the figure of the answer.
    figure: str


@dataclass(frozen=True)
class Choices:
    """What the adviser chose for the report of one year; kept, so that it comes out the same again."""

    telling: Telling = Telling()
    confirmed: frozenset[Confirmed] = frozenset()

    def to_stored(self) -> dict[str, object]:
        """As JSON can hold it."""
        small = self.telling.small_figures
        return {
            "small_figures": small.value if small else None,
            "dropped": sorted(self.telling.dropped),
            "merged": [[each.axis, *each.codes] for each in self.telling.merged],
            "confirmed": sorted([each.edition, each.figure] for each in self.confirmed),
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, object]) -> "Choices":
        """Read what `to_stored` made."""
        small = cast("str | None", stored["small_figures"])
        merged = cast("Sequence[Sequence[str]]", stored["merged"])
        confirmed = cast("Sequence[Sequence[str]]", stored["confirmed"])
        return cls(
            Telling(
                small_figures=SmallFigures(small) if small else None,
                dropped=frozenset(cast("Sequence[str]", stored["dropped"])),
                merged=tuple(Merging(axis, tuple(codes)) for axis, *codes in merged),
            ),
            frozenset(Confirmed(edition, figure) for edition, figure in confirmed),
        )
