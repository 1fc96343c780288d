"""Interim signals of a life, read back as somebody outside would, and laid beside its reports.

That a theme is named tells that there are at least so many cases on it as the threshold that reports print.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.lives.everything import Everything
from tests.lives.figures import QUARTERS
from tests.lives.publications import Spot
from tests.lives.reading import Words
from vp_desk.demo_lives import Life
from vp_desk.desk import SignalLeft

_THEME = re.compile(
    r"^(Onderwerp|Onderdeel): (.+(?:\n.+)*?)\n(?=Onderdeel: |Werkproces: |Datum: )", re.MULTILINE
)
#: What a head of a signal is about.
_AXES = {"Onderwerp": "types", "Onderdeel": "unit"}


@dataclass(frozen=True)
class ReadSignal:
    """What stands in a file."""

    left: SignalLeft
    #: Axis and code of each part of its theme.
    theme: tuple[tuple[str, str], ...]
    #: Every number that stands in it, but for dates, its reference and its pages.
    numbers: tuple[str, ...]


def text_of(path: Path) -> str:
    """The words of a file, line by line."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return "\n".join(" ".join(line.split()) for line in done.stdout.decode().splitlines())


def read_signal(left: SignalLeft, words: Words) -> ReadSignal:
    """Read one signal."""
    text = text_of(left.path)
    found = _THEME.findall(text)
    assert found, text
    theme: list[tuple[str, str]] = []
    for head, told in found:
        labels, axis = " ".join(told.split()), _AXES[head]
        nodes = sorted(words.axes[axis][axis], key=lambda node: -len(node[1]))
        for code, label, _ in nodes:
            if re.search(rf"(^|, ){re.escape(label)}(,|$)", labels):
                theme.append((axis, code))
                break
    plain = re.sub(r"\d{1,2} [a-z]+ \d{4}|\d+-[A-Z]{4}|Pagina \d+ van \d+", "", text)
    return ReadSignal(left, tuple(theme), tuple(re.findall(r"\d+", plain)))


class WithSignals(Everything):
    """The model, with what each signal tells of the figures that later reports are about."""

    def __init__(
        self, life: Life, spots: Sequence[Spot], words: Words, signals: Iterable[ReadSignal]
    ) -> None:
        super().__init__(life, spots, words)
        #: How often a signal was laid beside a report.
        self.laid = 0
        for signal in signals:
            for spot in spots:
                if spot.year == signal.left.year and spot.place > signal.left.place:
                    self._lay(signal, spot)

    def _lay(self, signal: ReadSignal, spot: Spot) -> None:
        place = spot.counted[spot.year]
        day = signal.left.day
        quarter = spot.dossier.quarter_of(day.month)
        for codes in self._parts_of(signal.theme):
            is_sub = any("." in part for part in codes)
            until = [str(spot.year)] if is_sub else self._until(spot.year, quarter)
            parts = [
                self._value("|".join(("cases", *sorted((f"period={p}", *codes)))), place).name
                for p in until
            ]
            together = sum(self.amounts[part] for part in parts)
            if together < signal.left.threshold:
                continue  # corrected since: what it told is not so any more
            name = f"signal {self.laid}"
            self.known[name], self.amounts[name] = (signal.left.threshold, None), together
            self._sum(name, parts)
            self.laid += 1

    @staticmethod
    def _until(year: int, quarter: int) -> list[str]:
        return [f"{year}.{number}" for number in QUARTERS[:quarter]]

    @staticmethod
    def _parts_of(theme: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
        """Each part by itself, and type and unit together, as far as tables go."""
        yield from ([f"{axis}={code}"] for axis, code in theme)
        tops = [f"{axis}={code.partition('.')[0]}" for axis, code in theme]
        yield tops
        yield from ([top] for top in tops)
