"""Find a code by a few letters: in its label, in other ways to write it, in what it is a part of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vp_desk.taxonomy import Code, CodeList, folded

#: Before another way to write what was found.
ALSO: Final = "ook: "


@dataclass(frozen=True, slots=True)
class Match:
    """One code that fits what was typed."""

    code: str
    label: str
    #: What makes it clear which one it is: the category above it, or the word that was found.
    context: str


def find_codes(codes: CodeList, typed: str, without: Sequence[str] = ()) -> tuple[Match, ...]:
    """The codes on offer that fit, best first; all of them, in order, when nothing was typed.

    Every word that was typed must begin a word of the label, of one alias or of the category above;
    from four letters on it may also stand inside a word ("schrijdend").
    """
    words = folded(typed).split()
    ranked: list[tuple[int, int, Match]] = []
    for place, entry in enumerate(codes.offered()):
        if entry.code in without:
            continue
        above = codes.label_of(entry.parent) if entry.parent else ""
        if not words:
            ranked.append((0, place, Match(entry.code, entry.label, above)))
            continue
        found = _rank(entry, above, words)
        if found is not None:
            rank, context = found
            ranked.append((rank, place, Match(entry.code, entry.label, context)))
    ranked.sort(key=lambda hit: hit[:2])
    return tuple(match for _, _, match in ranked)


def _rank(entry: Code, above: str, words: Sequence[str]) -> tuple[int, str] | None:
    """How well an entry fits, 0 best, and its context; None when it does not."""
    label = folded(entry.label)
    if label.startswith(" ".join(words)):
        return 0, above
    if _fits(label, words):
        return 1, above
    for alias in entry.aliases:
        if _fits(folded(alias), words):
            return 2, f"{ALSO}{alias}"
    if above and _fits(f"{label} {folded(above)}", words):
        return 3, above
    return None


def _fits(text: str, words: Sequence[str]) -> bool:
    parts = text.split()
    return all(
        any(part.startswith(word) or (len(word) > 3 and word in part) for part in parts)
        for word in words
    )
