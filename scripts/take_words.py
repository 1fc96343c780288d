"""Make the word list for the strength of a passphrase anew: `python scripts/take_words.py DICTIONARY`.

DICTIONARY is the word list of OpenTaal as the Debian package `wdutch` installs it
(`/usr/share/dict/dutch`); its licence stands beside the list we make. How often a word is used is not in
it. What is: in how many other words it is the first or the last part, and the words that Dutch is made of
stand in the most. That order is good enough to tell a common word from a rare one.

`resources/words/five.txt`, the words the program itself chooses from, was taken by hand from the top of the
same order: three to eight letters, no inflected forms, no two that sound alike and are written
differently, nothing rude or sad.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Final

WORDS: Final = Path(__file__).parent.parent / "resources" / "words"
#: Longer words are put together of shorter ones, which are found by themselves.
LONGEST: Final = 12
KEPT: Final = 40_000

#: What begins most passphrases that people make up: small words, and those the question itself brings up.
_FIRST: Final = (
    "de het een en van ik je dat die in te is niet op aan met als voor zijn er om dan zich ook bij maar had "
    "of tot heb wat was hij zo mijn ze we u nog naar deze uit haar na wil kan al door zou over geen worden "
    "wordt dit mij meer heeft hebben ben bent hun hem weer waar jij zij wij jullie wie hoe veel heel altijd "
    "nooit mooi lief goed beste welkom wachtwoord wachtzin geheim kluis hallo liefde"
)


def ranked(dictionary: Path) -> list[str]:
    """All words, those that are most often a part of another one first."""
    every = dictionary.read_text(encoding="utf-8").split()
    words = {word for word in every if re.fullmatch(r"[a-z]{3,40}", word)}
    part_of: Counter[str] = Counter()
    for word in words:
        for place in range(3, len(word) - 2):
            first, last = word[:place], word[place:]
            if first not in words:
                continue
            if last in words:
                part_of.update((first, last))
            elif last[0] == "s" and len(last) > 4 and last[1:] in words:
                part_of.update((first, last[1:]))
    return sorted(words, key=lambda word: (-part_of[word], len(word), word))


def take(dictionary: Path) -> None:
    """Write the list."""
    short = (word for word in ranked(dictionary) if len(word) <= LONGEST)
    kept = list(dict.fromkeys([*_FIRST.split(), *short]))[:KEPT]
    (WORDS / "dutch.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    take(Path(sys.argv[1]))
