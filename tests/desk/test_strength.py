"""The meter of a passphrase: Dutch words do not count as random letters, and what it says is honest."""

import math
import secrets
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise

import pytest

from vp_desk.desk import WeakPassphraseError, check_new_passphrase
from vp_desk.desk.strength import (
    FAIR_FROM,
    MADE_OF,
    STRONG_FROM,
    Estimate,
    Strength,
    estimate,
    made_passphrase,
)
from vp_desk.resources import resource


def listed(name: str) -> list[str]:
    return resource(f"words/{name}.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "wachtwoord1234",
        "Welkom2024!",
        "gemeente amsterdam 1",
        "struisvogelpolitiek",
        "vertrouwenspersoon",
        "qwertyuiop12345",
        "aaaaaaaaaaaabbb",
        "hoi hoi hoi hoi hoi hoi hoi hoi",
        "ik ga naar huis toe",
        "12-11-1968 05-06-1997",
        "Wáchtwóórd Gehéím",
    ],
)
def test_what_people_think_of_first_is_weak(passphrase: str) -> None:
    assert estimate(passphrase).strength is Strength.WEAK


@pytest.mark.parametrize(
    "passphrase",
    [
        "maan stoel rivier kachel tulp",
        "uitgeef zeepbel kamille vitrine orgel",
        "q8Vm2xZp!rT6wKd9",
        "zeven scheve kabouters knutselen een ladder",
    ],
)
def test_five_words_without_a_bond_or_a_long_random_text_is_strong(passphrase: str) -> None:
    assert estimate(passphrase).strength is Strength.STRONG
    check_new_passphrase(passphrase)


def test_a_long_dutch_word_does_not_count_as_random_letters() -> None:
    word, letters = "verhuisdozen", "vqrhjzsdkxwp"
    assert len(word) == len(letters)
    assert estimate(word).bits < 26
    assert estimate(letters).bits > 36


def test_spaces_hyphens_and_capitals_between_words_are_nothing_to_guess() -> None:
    plain = estimate("kachel rivier tulp").bits
    for written in ("kachel-rivier-tulp", "kachel  rivier  tulp", "kachel. rivier, tulp"):
        assert estimate(written).bits == plain
    assert estimate("Kachel Rivier Tulp").bits <= plain + 3


def test_another_word_never_makes_it_weaker_and_usually_stronger() -> None:
    words = ["kachel", "rivier", "tulp", "maan", "stoel"]
    steps = [estimate(" ".join(words[:number])).bits for number in range(1, len(words) + 1)]
    assert all(after > before + 4 for before, after in pairwise(steps))


def test_the_name_of_the_organisation_is_tried_first() -> None:
    name = "Zuiderzeeschap Kwelderland"
    assert estimate(name, [name]).bits < estimate(name).bits - 10
    assert estimate(name).bits > 20, "another name does not stay behind"


def test_what_is_longer_than_anyone_guesses_is_measured_at_once() -> None:
    assert estimate("maan stoel rivier " * 40).bits < 60
    assert estimate("q8Vm2xZp!rT6wKd9" * 40).bits > 0


def test_the_words_that_are_chosen_are_many_plain_and_all_different() -> None:
    words = listed("five")
    assert len(words) == len(set(words))
    assert MADE_OF * math.log2(len(words)) >= 60
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert all(3 <= len(word) <= 8 for word in words)
    sounds = [word.replace("ij", "ei").replace("ou", "au") for word in words]
    assert len(sounds) == len(set(sounds)), "two that sound alike are written differently"


def test_a_passphrase_that_was_made_is_strong_and_never_the_same() -> None:
    made = {made_passphrase() for _ in range(200)}
    assert len(made) == 200
    for passphrase in made:
        assert estimate(passphrase).strength is Strength.STRONG
        check_new_passphrase(passphrase)
        assert set(passphrase.split(" ")) <= set(listed("five"))
        assert len(passphrase.split(" ")) == MADE_OF


def test_a_draw_that_the_meter_would_not_call_strong_is_drawn_again() -> None:
    draws = iter(["aap"] * MADE_OF + ["kachel", "rivier", "tulp", "zeepbel", "vitrine"])

    def choose(_: Sequence[str]) -> str:
        return next(draws)

    assert made_passphrase(choose) == "kachel rivier tulp zeepbel vitrine"


def test_the_draw_comes_from_the_system() -> None:
    assert made_passphrase.__defaults__ == (secrets.choice,)


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (10, "minder dan een minuut"),
        (20, "minder dan een uur"),
        (26, "minder dan een dag"),
        (31, "ongeveer 6 dagen"),
        (33.2, "ongeveer 4 weken"),
        (36, "ongeveer 7 maanden"),
        (40, "ongeveer 9 jaar"),
        (44, "ongeveer 100 jaar"),
        (48, "meer dan duizend jaar"),
    ],
)
def test_the_time_of_guessing_is_told_in_words_that_do_not_pretend_to_know(
    bits: float, words: str
) -> None:
    assert Estimate(bits).time == words


def test_the_limits_of_the_words_are_where_they_are_said_to_be() -> None:
    assert Estimate(FAIR_FROM - 0.1).strength is Strength.WEAK
    assert Estimate(FAIR_FROM).strength is Strength.FAIR
    assert Estimate(STRONG_FROM).strength is Strength.STRONG
    assert Estimate(STRONG_FROM).time == "meer dan duizend jaar"
    assert 0 < Estimate(FAIR_FROM).share < Estimate(STRONG_FROM).share < 1
    assert Estimate(90).share == 1


def test_a_weak_passphrase_is_refused_with_how_long_guessing_takes() -> None:
    with pytest.raises(WeakPassphraseError, match=r"te makkelijk te raden.*minder dan een uur"):
        check_new_passphrase("gemeente voorbeeld")
    with pytest.raises(WeakPassphraseError, match="te kort"):
        check_new_passphrase("q8Vm2xZp!rT")


def test_the_meter_is_not_loaded_before_a_passphrase_is_chosen() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", "import sys, vp_desk.desk; print('zxcvbn' in sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert seen.stdout.strip() == "False"
