"""One number beside one figure: may it stand there?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vp_desk.inspection.knowledge import Bounds, Figure, Knowledge, bounds_of, written
from vp_desk.inspection.model import Finding
from vp_desk.inspection.prose import Prose, Segment
from vp_desk.inspection.words import canonical, numbers_in
from vp_desk.released import ReleasedTable
from vp_desk.reporting.told import GAP_SIGN, GAP_WORDS, HIDDEN_SIGN, HIDDEN_WORDS

#: What stands where a figure is not told: it tells nothing.
_SIGNS = frozenset((GAP_SIGN, GAP_WORDS, HIDDEN_SIGN, HIDDEN_WORDS))


def is_sign(text: str) -> bool:
    """Whether a text says that there is no figure here."""
    return text in _SIGNS


class Judge:
    """Judges numbers of which it is known where they belong, and remembers what they told."""

    def __init__(self, knowledge: Knowledge, prose: Prose) -> None:
        self._known = knowledge
        self._prose = prose
        self.told: dict[str, Bounds] = {}

    def judge(
        self, text: str, figures: Sequence[Figure], where: str, about: str, *, shares: bool = False
    ) -> Iterator[Finding]:
        """A number as it stands, and the figures that it can be.

        Args:
            text: what stands there.
            figures: more than one when a label that is cut off can be several.
            where: for the finding.
            about: the category that it stands with.
            shares: whether a percentage may stand here, and nothing else.
        """
        if is_sign(text):
            return
        numbers = [canonical(number) for number in numbers_in(text)]
        if not numbers:
            yield from self._prose.check(f"{about}: {text}", where)
            return
        for number in numbers:
            fitting = [
                figure
                for figure in figures
                if (number in figure.texts if shares else number in written(figure.cell))
            ]
            for figure in fitting:
                if bounds := bounds_of(figure.cell):
                    self.told[figure.id] = bounds
            if not fitting:
                yield self._finding(number, text, figures, where, about)

    def _finding(
        self, number: str, text: str, figures: Sequence[Figure], where: str, about: str
    ) -> Finding:
        exact = self._known.allowed.exact
        untold = (f.id for f in figures if f.id not in self._known.told_exactly)
        named = next((name for name in untold if str(exact.get(name)) == number), None)
        places = [figure.places for figure in figures[:1]]
        return self._known.finding(where, text, about, places, figure=named)

    def loosely(
        self, text: str, about: str, tables: Sequence[ReleasedTable], where: str
    ) -> Iterator[Finding]:
        """A number beside a label, when more cannot be said of where it belongs."""
        if is_sign(text):
            return
        for found in self._prose.check_all([Segment(f"{about}: {text}", where)], tables):
            yield replace(found, about=found.about or about)
