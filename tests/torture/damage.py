"""Bits that fall over, pages cut, swapped, zeroed or noise: never silent, never blamed on the passphrase.

Each damaged copy is read in every way in which the program reads. A text that comes back is the text that was
written, a record that does not come back is told by an error, and the error is not about the passphrase.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.torture.figures import Figure, Options, done, none_of, start
from tests.torture.product import TODAY, arm
from vp_desk.desk import (
    Case,
    CaseCode,
    Desk,
    Month,
    Selection,
    VpDeskError,
    create_vault,
    open_vault,
    restore_vault,
)
from vp_desk.records import Contact

_PASSPHRASE: Final = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing
_PAGE: Final = 4096
_CASES: Final = 60
#: An error that says so of a file that was damaged is a lie.
_LIES: Final = ("WrongPassphraseError", "WrongRecoveryCodeError", "EmptyPassphraseError")
Texts = dict[str, tuple[str, ...]]


def _bit(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _zeros(content: bytearray, chance: random.Random) -> None:
    begin, end = _page(content, chance)
    content[begin:end] = bytes(end - begin)


def _noise(content: bytearray, chance: random.Random) -> None:
    begin, end = _page(content, chance)
    content[begin:end] = chance.randbytes(end - begin)


def _swap(content: bytearray, chance: random.Random) -> None:
    """Two pages change places; of a file of one page, two bytes that differ."""
    if len(content) < 2 * _PAGE:
        one, other = chance.sample(range(len(content)), 2)
        if content[one] == content[other]:
            content[one] ^= 1
        content[one], content[other] = content[other], content[one]
        return
    first, second = chance.sample(range(len(content) // _PAGE), 2)
    here = slice(first * _PAGE, (first + 1) * _PAGE)
    there = slice(second * _PAGE, (second + 1) * _PAGE)
    content[here], content[there] = content[there], content[here]


def _page(content: bytearray, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(len(content)) // _PAGE * _PAGE
    return begin, min(begin + _PAGE, len(content))


DAMAGES: Final[dict[str, Callable[[bytearray, random.Random], None]]] = {
    "bit": _bit,
    "cut": _cut,
    "zeros": _zeros,
    "swap": _swap,
    "noise": _noise,
}


@dataclass
class Material:
    """A sound vault, a backup of it, and everything that stands in them."""

    vault: Path
    backup: Path
    texts: Texts


def make_material(folder: Path) -> Material:
    """Make them."""
    letters = random.Random(7)  # noqa: S311 - invented text
    vault = folder / "kluis"
    texts: Texts = {}
    with create_vault(vault, _PASSPHRASE, "Dienst Voorbeeld").desk as desk:
        for number in range(_CASES):
            code = desk.new_case_code()
            words = " ".join(str(letters.random()) for _ in range(1 + number % 9 * 40))
            case = Case(
                code=code, month=Month(2025, 1 + number % 12), types=("powers",), note=words
            )
            desk.add_case(case, Contact(case=code, held_on=TODAY, note=words[::-1]))
            texts[code] = (words, words[::-1])
        backup = desk.safety.back_up().path
    shutil.copytree(backup, folder / "reserve")
    shutil.rmtree(backup)
    return Material(vault, folder / "reserve", texts)


class Damaging:
    """The rounds of one run."""

    def __init__(self, options: Options) -> None:
        self._folder, self._chance = options.folder, random.Random(options.seed)  # noqa: S311
        arm(options.plant)
        options.folder.joinpath("sound").mkdir()
        self._sound = make_material(options.folder / "sound")
        self.silent: list[str] = []
        self.lies: list[str] = []
        self.crashes: list[str] = []
        self.unseen: list[str] = []
        self.told = Counter[str]()
        self.harmless = 0
        self._errors: list[str] = []

    def run(self, rounds: int) -> None:
        """Damage the database four times in seven, the key file once, a backup twice."""
        for number in range(rounds):
            kind = list(DAMAGES)[number // 7 % len(DAMAGES)]
            target = number % 7
            if target < 4:
                self._damage(self._sound.vault, "notes.db", kind, self._open_and_read)
            elif target == 4:
                self._damage(self._sound.vault, "vault.keys", kind, self._open_and_read)
            else:
                name = ("notes.db", "vault.keys")[self._chance.random() < 0.25]
                self._damage(self._sound.backup, name, kind, self._restore_and_read)

    def _damage(
        self, sound: Path, name: str, kind: str, read: Callable[[Path], Iterator[str]]
    ) -> None:
        place = self._folder / "broken"
        shutil.copytree(sound, place)
        content = bytearray((place / name).read_bytes())
        before = bytes(content)
        DAMAGES[kind](content, self._chance)
        (place / name).write_bytes(content)
        what = f"{kind} in {name} of {'a backup' if sound == self._sound.backup else 'the vault'}"
        errors = self._errors = []
        try:
            for wrong in read(place):  # counts also when an error follows: it was shown by then
                self.silent.append(f"{what}: {wrong}")
        except VpDeskError as error:
            errors.append(type(error).__name__)
        except Exception as error:  # noqa: BLE001 - a fault of ours is what is looked for
            self.crashes.append(f"{what}: {type(error).__name__}")
        if any(error in _LIES for error in errors):
            self.lies.append(f"{what}: {errors[0]}")
        self.told.update(set(errors))
        self.harmless += not errors
        if not errors and bytes(content) != before and not self._found_by_check(place):
            self.unseen.append(what)
        shutil.rmtree(place)
        shutil.rmtree(self._folder / "terug", ignore_errors=True)

    def _open_and_read(self, place: Path) -> Iterator[str]:
        with open_vault(place, _PASSPHRASE) as desk:
            yield from self._differences(desk)

    def _restore_and_read(self, place: Path) -> Iterator[str]:
        into = self._folder / "terug"
        with restore_vault(place, into, _PASSPHRASE).desk as desk:
            yield from self._differences(desk)

    def _differences(self, desk: Desk) -> Iterator[str]:
        """Every text of the vault, each read in three ways, beside what was written. Goes on after an error."""
        texts = self._sound.texts
        with self._told():
            if desk.count_cases(Selection()) != len(texts):
                yield "another number of cases"
        with self._told():
            rows = desk.page_of_cases(Selection(), 0, 2 * _CASES)
            if {row.case.code for row in rows} != texts.keys():
                yield "other cases in the list"
        for code, (note, talk) in texts.items():
            with self._told():
                file = desk.case(CaseCode(code))
                if file.case.note != note:
                    yield "another note"
                if [contact.note for contact in file.contacts] != [talk]:
                    yield "another conversation"
        for code, (note, _) in list(texts.items())[::7]:
            with self._told():
                words = Selection(words=note.split()[0].replace(".", " "))
                if code not in {row.case.code for row in desk.page_of_cases(words, 0, 9)}:
                    yield "a search that misses a note"

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except VpDeskError as error:
            self._errors.append(type(error).__name__)

    def _found_by_check(self, place: Path) -> bool:
        """Damage that reading did not meet is met by the check of everything."""
        if place.joinpath("..", "terug").exists():  # restored, and all of it as it was
            return True
        try:
            with open_vault(place, _PASSPHRASE) as desk:
                return bool(desk.check())
        except VpDeskError:
            return True


def run(options: Options) -> list[Figure]:
    """Damage so often as asked."""
    damaging = Damaging(options)
    damaging.run(options.rounds)
    told = ", ".join(f"{name} {number}" for name, number in damaging.told.most_common())
    return [
        Figure(
            "damages", f"{options.rounds} (told: {told}; never met by reading: {damaging.harmless})"
        ),
        done("told", damaging.told.total()),
        none_of("silent wrong or missing texts", damaging.silent),
        none_of("shown as a wrong passphrase or code", damaging.lies),
        none_of("met neither by reading nor by the check", damaging.unseen),
        none_of("faults of the program", damaging.crashes),
    ]


if __name__ == "__main__":
    start("damage", run, rounds=500)
