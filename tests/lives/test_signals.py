"""Interim signals and the report of their year, laid beside each other by somebody outside."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS
from tests.lives.publications import Spot, agree, spots
from tests.lives.reading import Words
from tests.lives.signals import ReadSignal, WithSignals, read_signal
from vp_desk.desk import Doors, Lived, live

#: Seed → years and cases a year: small enough to hide much, large enough for a theme.
LIVES = {2: (2, 30), 3: (2, 26), 8: (2, 34)}


def lived_with_signals(folder: Path, seed: int, years: int, size: int) -> Lived:
    return live(folder, seed, years, size, doors=Doors(CHEAP, CHEAP_LIMITS), signals=True)


@pytest.mark.parametrize("seed", LIVES)
def test_no_small_figure_follows_from_signals_and_reports_together(
    tmp_path: Path, words: Words, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    lived = lived_with_signals(tmp_path / "leven", seed, *LIVES[seed])
    told: list[Spot] = spots(lived.life, lived.publications, words)
    left = [signal for signal in lived.signals if not signal.refused]
    read: list[ReadSignal] = [read_signal(signal, words) for signal in left]
    shutil.rmtree(tmp_path / "leven")
    assert len(read) > 3
    for signal in read:
        meant = {("types", code) for code in signal.left.theme.types}
        meant |= {("unit", code) for code in signal.left.theme.units}
        assert set(signal.theme) == meant
        assert signal.numbers == ()
    assert [each.words for each in lived.publications if each.refused == "LeakError"] == []
    assert [text for spot in told for text in agree(spot)] == []
    model = WithSignals(lived.life, told, words, read)
    assert model.laid > 3
    outcome = model.attack()
    assert outcome.secret > 20
    assert outcome.at_p == {}
