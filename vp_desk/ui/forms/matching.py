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


def find_codes(
    codes: CodeList, typed: str, without: Sequence[str] = (), favourites: Sequence[str] = ()
) -> tuple[Match, ...]:
    """The codes on offer that fit, best first; all of them when nothing was typed.

    Of those that fit as well, the favourites come first, in their order; then the order of the list.

    Every word that was typed must begin a word of the label, of one everyday word or of the category
    above; from four letters on it may also stand inside a word ("schrijdend").
    """
    words = folded(typed).split()
    ranked: list[tuple[int, int, Match]] = []
    liked = {code: place - len(favourites) for place, code in enumerate(favourites)}
    for number, entry in enumerate(codes.offered()):
        place = liked.get(entry.code, number)
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
    for rank, fits in ((1, _begins), (3, _fits)):
        if fits(label, words):
            return rank, above
        for word in entry.found_by:
            if fits(folded(word), words):
                return rank + 1, f"{ALSO}{word}"
    return (5, above) if above and _fits(f"{label} {folded(above)}", words) else None


def _begins(text: str, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the text."""
    parts = text.split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def _fits(text: str, words: Sequence[str]) -> bool:
    """The same, or for a longer word: stands inside a word of the text."""
    parts = text.split()
    return all(
        any(part.startswith(word) or (len(word) > 3 and word in part) for part in parts)
        for word in words
    )
