"""Invented lives of a vault: nothing small follows from all the files that ever left it.

Short here, long with `make attack`. The reader and the model of these tests share no code with the product.
"""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.lives.everything import Everything
from tests.lives.examining import Examined, attacked, examine
from tests.lives.reading import Words

LONG = bool(os.environ.get("VP_DESK_ATTACK"))
#: How many lives the long form lives, from which seed on, and how many of them without a memory.
LIVES, FORGETFUL = 220, 40
FIRST = int(os.environ.get("VP_DESK_FIRST_LIFE", "0"))
#: Seed → years and cases a year, of the short form.
SMALL = {3: (2, 9), 6: (2, 14), 8: (2, 11), 12: (2, 18)}


def examined_in(folder: Path, words: Words, seed: int, *, remembers: bool = True) -> Examined:
    years, size = (None, None) if LONG else SMALL[seed]
    return examine(seed, folder / str(seed), words, years, size, remembers=remembers)


def say(capsys: pytest.CaptureFixture[str], *lines: object) -> None:
    """Print sizes and times, in the long form."""
    if not LONG:
        return
    with capsys.disabled():
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()


def examined(folder: Path, words: Words) -> Iterator[Examined]:
    """The lives: a few one after the other, or hundreds on all processors."""
    work = partial(examined_in, folder, words)
    if not LONG:
        yield from map(work, SMALL)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(work, range(FIRST, FIRST + LIVES))


def test_nothing_small_follows_from_everything_that_a_life_released(
    tmp_path: Path, words: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = time.monotonic()
    lives: list[Examined] = []
    for found in examined(tmp_path, words):
        lives.append(found)
        leaks = (f"    {name} = {value}" for name, value in found.outcome.at_p.items())
        say(capsys, found, *(f"    {fault}" for fault in found.faults), *leaks)
    sizes = sorted(found.cases for found in lives)
    leaking = {found.seed: found.outcome.at_p for found in lives if found.outcome.at_p}
    faults = {found.seed: found.faults for found in lives if found.faults}
    say(
        capsys,
        f"{len(lives)} lives of {sizes[0]} to {sizes[-1]} cases (median {sizes[len(sizes) // 2]}), "
        f"{sum(len(found.lived.files) for found in lives)} files, in {time.monotonic() - begin:.0f} s: "
        f"{len(leaking)} leak, {len(faults)} with faults, "
        f"{sum(len(found.outcome.before) for found in lives)} figures known before",
    )
    assert leaking == {}
    assert faults == {}
    assert sum(found.outcome.secret for found in lives) > 50 * len(lives)
    assert sum(len(found.lived.files) for found in lives) > 2 * len(lives)


def test_without_the_earlier_releases_lives_leak_and_the_attack_sees_it(
    tmp_path: Path, words: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each publication is safe by itself; only together do they tell too much."""
    seeds = range(FIRST, FIRST + FORGETFUL) if LONG else (6, 12)
    found = [examined_in(tmp_path, words, seed, remembers=False) for seed in seeds]
    leaking = [each for each in found if each.outcome.at_a]
    assert [each.faults for each in found if each.faults] == []
    assert len(leaking) > len(found) / 2
    say(capsys, f"With the ledger forgotten {len(leaking)} of {len(found)} lives leak.")


def test_a_hidden_figure_that_is_put_into_a_later_file_is_found(
    tmp_path: Path, words: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    found = examine(12, tmp_path / "leven", words, 2, 18)
    everything = Everything(found.lived.life, found.spots, words)
    last = found.spots[-1]
    assert len(found.spots) > 1
    assert found.outcome.at_p == {}
    hidden = [
        (file, name)
        for file in range(len(last.files))
        for name, known in last.files[file].known.items()
        if not isinstance(known, int) and everything.true(name, last)[0] > 0
    ]
    tried, leaked = 0, 0
    chance = Random(1)  # noqa: S311 - the same figures each time
    for file, name in chance.sample(hidden, min(len(hidden), 40 if LONG else 8)):
        value, secret = everything.true(name, last)
        planted = deepcopy(found)
        planted.spots[-1].files[file].known[name] = value
        attacked(planted, words)
        assert planted.outcome.at_a or not secret
        tried, leaked = tried + 1, leaked + bool(planted.outcome.at_a)
    assert leaked > tried / 3
    say(capsys, f"{leaked} of {tried} figures put into the last file were found to leak.")
