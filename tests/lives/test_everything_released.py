"""Invented lives of a vault: nothing small follows from all the files that ever left it.

Short here, long with `make attack`. The reader and the model of these tests share no code with the product.
"""

import os
import sys
import time
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
SMALL = {3: (2, 9), 6: (2, 14), 8: (3, 8), 12: (2, 18), 19: (2, 30)}


def examined_in(folder: Path, words: Words, seed: int, *, remembers: bool = True) -> Examined:
    years, size = (None, None) if LONG else SMALL[seed]
    return examine(seed, folder / str(seed), words, years, size, remembers=remembers)


def say(capsys: pytest.CaptureFixture[str], *lines: object) -> None:
    with capsys.disabled():
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()


@pytest.mark.parametrize("seed", SMALL)
@pytest.mark.skipif(LONG, reason="the long form lives more of them")
def test_nothing_small_follows_from_everything_that_a_life_released(
    seed: int, tmp_path: Path, words: Words
) -> None:
    found = examined_in(tmp_path, words, seed)
    assert found.faults == []
    assert found.outcome.at_p == {}
    assert found.outcome.at_a == {}
    assert len(found.lived.files) > 1
    assert found.outcome.secret > 20


@pytest.mark.skipif(not LONG, reason="takes half an hour or more: make attack")
def test_nothing_small_follows_from_everything_that_hundreds_of_lives_released(
    tmp_path: Path, words: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = time.monotonic()
    all_found: list[Examined] = []
    with ProcessPoolExecutor() as pool:
        for found in pool.map(partial(examined_in, tmp_path, words), range(FIRST, FIRST + LIVES)):
            all_found.append(found)
            leaks = (f"    {name} = {value}" for name, value in found.outcome.at_p.items())
            say(capsys, found, *(f"    {fault}" for fault in found.faults), *leaks)
    sizes = sorted(found.cases for found in all_found)
    leaking = [found.seed for found in all_found if found.outcome.at_p]
    faulty = [found.seed for found in all_found if found.faults]
    say(
        capsys,
        f"{LIVES} lives of {sizes[0]} to {sizes[-1]} cases (median {sizes[LIVES // 2]}), "
        f"{sum(len(found.lived.files) for found in all_found)} files, in "
        f"{time.monotonic() - begin:.0f} s: {len(leaking)} leak, {len(faulty)} with faults, "
        f"{sum(len(found.outcome.before) for found in all_found)} figures known before",
    )
    assert leaking == []
    assert faulty == []


def test_without_the_earlier_releases_lives_leak_and_the_attack_sees_it(
    tmp_path: Path, words: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each publication is safe by itself; only together do they tell too much."""
    seeds = range(FIRST, FIRST + FORGETFUL) if LONG else (6, 12, 19)
    found = [examined_in(tmp_path, words, seed, remembers=False) for seed in seeds]
    leaking = [each for each in found if each.outcome.at_a]
    assert [each.faults for each in found if each.faults] == []
    assert len(leaking) > len(found) / 2
    if LONG:
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
    if LONG:
        say(capsys, f"{leaked} of {tried} figures put into the last file were found to leak.")
