"""The adviser's own text, sentence by sentence: its words, and the categories and periods that it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from vp_desk.axes import PERIOD
from vp_desk.inspection import counting
from vp_desk.inspection.knowledge import Knowledge
from vp_desk.inspection.words import Kind, Lexicon, Place, Token

#: A sentence that is longer is read in pieces, each as if it went on about what the one before named.
_LONGEST = 60
#: Labels that are words of every day: a category only as they are written.
_EVERYDAY = frozenset(("anders", "onbekend", "overig", "totaal", "niet gevraagd", "student"))
#: Who comes, whoever it is: named or not, it says nothing.
_ANYONE = frozenset(("medewerker",))
#: Parts of labels that are words of every day by themselves.
_NO_PART = frozenset(("samenwerking", "beoordeling", "veiligheid", "samenwerken"))
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
#: Other forms of the words of the lists, by code.
_FORMS = {
    "conduct.bullying": ("gepest", "pesterij", "pesterijen", "pestgedrag"),
    "conduct.discrimination": ("gediscrimineerd", "discriminerend", "discriminerende"),
    "conduct.intimidation": ("geïntimideerd",),
    "conduct.sexual_harassment": ("seksueel geïntimideerd", "seksueel grensoverschrijdend gedrag"),
    "conduct.gossip": ("geroddeld",),
    "conduct.exclusion": ("buitengesloten", "uitsluiting", "uitgesloten"),
    "conduct.abuse_of_power": ("misbruik van macht",),
    "position": ("misbruik van positie", "misbruik positie"),
    "powers": ("misbruik van bevoegdheden",),
    "information.leak": ("gelekt",),
    "financial.fraud": ("gefraudeerd",),
    "financial.theft": ("gestolen",),
    "position.side_job": ("nevenwerkzaamheden", "nevenfunctie", "nevenfuncties"),
    "hired": ("inhuurkracht", "inhuurkrachten", "uitzendkracht", "uitzendkrachten"),
}


def own_lexicon(known: Knowledge) -> Lexicon:
    """Labels as people write them in a sentence: in parts, in the plural, with a quarter in words."""
    return Lexicon(_labels(known), ())


def _labels(known: Knowledge) -> Iterator[tuple[str, Place]]:
    whole = known.plain_lexicon.places
    for label, place in known.labels():
        yield label, place
        axis, code = place
        if axis == PERIOD:
            if "." in code and quarter_name_ends(label):
                yield f"{_ORDINALS[int(code.rpartition('.')[2]) - 1]} kwartaal", place
            continue
        parts = _parts(label) if axis == "types" else ()
        for form in (*parts, *_plurals(label), *_FORMS.get(code, ())):
            if form.lower() not in _EVERYDAY and "".join(form.lower().split()) not in whole:
                yield form, place


def quarter_name_ends(label: str) -> bool:
    """Whether a label is that of a quarter: `1e kwartaal`."""
    return label.endswith("kwartaal") and label[:1] in "1234"


def _parts(label: str) -> Iterator[str]:
    """`Kwaadspreken of roddel` is called `roddel` as well."""
    bare = label.partition(" (")[0] if label.endswith(")") else label
    if bare != label:
        yield bare
    for link in (" of ", " en "):
        parts = [part.strip() for part in bare.split(link)]
        if len(parts) == 2 and all(len(part) > 5 and "/" not in part for part in parts):
            yield from (p for p in parts if len(p.split()) < 3 and p.lower() not in _NO_PART)


def _plurals(label: str) -> Iterator[str]:
    if label.isalpha() and label.endswith(("ende", "aris")):
        yield f"{label}n" if label.endswith("e") else f"{label}sen"
    elif label.endswith(("gesprek", "melding", "klacht")) or label == "Mediation":
        end = "ken" if label.endswith("k") else "s" if label.endswith("n") else "en"
        yield label + end
    elif label.isalpha() and label.endswith(("air", "iger", "ant", "ent", "werker")):
        if label.lower() not in _ANYONE:
            yield from (f"{label}s", f"{label}en")
    elif label == "Ex-medewerker":
        yield from (
            "ex-medewerkers",
            "oud-medewerker",
            "oud-medewerkers",
            "ex-collega",
            "oud-collega",
        )


@dataclass(frozen=True)
class Named:
    """What a sentence, or a piece of it, says that it is about."""

    categories: tuple[Token, ...] = ()
    periods: frozenset[str] = frozenset()

    @cached_property
    def places(self) -> frozenset[Place]:
        """Everything that is called so."""
        return frozenset(place for token in self.categories for place in token.places)

    def __add__(self, other: "Named") -> "Named":
        """All that either names."""
        return Named((*self.categories, *other.categories), self.periods | other.periods)

    @property
    def needed(self) -> list[frozenset[str]]:
        """The axes of each category that says more than that somebody came."""
        return [
            frozenset(axis for axis, _ in token.places)
            for token in self.categories
            if token.text.lower() not in _ANYONE
        ]


class Sentence:
    """A row of words, with the signs between them."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        years: tuple[str, str],
        *,
        is_begin: bool,
        is_dutch: bool = True,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.words = [token.text.lower() for token in tokens]
        self.is_dutch = is_dutch
        #: Whether it is no later piece of a long sentence.
        self.is_begin = is_begin
        self._years = years
        starts = [token.start for token in tokens]
        self._ends = [self._end_of(n) for n in range(len(tokens))]
        #: What stands before each word.
        self.gaps = [
            text[self._ends[n - 1] : start] if n else text[max(start - 2, 0) : start]
            for n, start in enumerate(starts)
        ]
        self.has = frozenset(self.words)

    def _end_of(self, at: int) -> int:
        token = self.tokens[at]
        flat = "".join(token.text.split())
        place, left = token.start, len(flat)
        while place < len(self.text) and left:
            left -= not self.text[place].isspace()
            place += 1
        return place

    def word(self, at: int) -> str:
        """In small letters; nothing outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def before(self, at: int) -> str:
        """The signs before a word."""
        return self.gaps[at] if 0 <= at < len(self.gaps) else ""

    def after(self, at: int) -> str:
        """The signs behind a word."""
        if at + 1 < len(self.gaps):
            return self.gaps[at + 1]
        end = self._ends[at]
        return self.text[end : end + 2]

    def begins(self, *stems: str) -> bool:
        """Whether a word begins with one of these."""
        return any(word.startswith(stems) for word in self.words)

    def said(self, first: int, last: int) -> str:
        """The words from one to another, as they were typed."""
        end = self._ends[last]
        while end < len(self.text) and (self.text[end].isalnum() or self.text[end] in "’'-"):
            end += 1
        return " ".join(self.text[self.tokens[first].start : end].split())

    def is_category(self, at: int) -> bool:
        """Whether a word is the label of a category."""
        token = self.tokens[at]
        if token.kind is not Kind.LABEL or all(axis == PERIOD for axis, _ in token.places):
            return False
        if self.word(at + 1) in counting.ADVISER:
            return False  # `een externe vertrouwenspersoon` is none who came
        typed = self.text[token.start : self._ends[at]]
        return typed.lower() not in _EVERYDAY or not typed.islower()

    @cached_property
    def named(self) -> Named:
        """All that it names."""
        return self.names(range(len(self.tokens)))

    def names(self, places: range) -> Named:
        """What the words at some places name."""
        labels = [self.tokens[n] for n in self._labels if n in places]
        categories = tuple(
            self.tokens[n] for n in self._labels if n in places and self.is_category(n)
        )
        periods = {code for t in labels for axis, code in t.places if axis == PERIOD}
        words = set(self.words[places.start : places.stop])
        if self._has_quarter:
            periods |= {f"{self._years[0]}.{n}" for n, w in enumerate(_ORDINALS, 1) if w in words}
        this, last = self._years
        if {"vorig", "daarvoor"} & words or ("eerder" in words and "jaar" in words):
            periods.add(last)
        if "jaar" in words and {"dit", "afgelopen"} & words:
            periods.add(this)
        return Named(categories, frozenset(periods))

    @cached_property
    def _labels(self) -> list[int]:
        return [n for n, token in enumerate(self.tokens) if token.kind is Kind.LABEL]

    @cached_property
    def _has_quarter(self) -> bool:
        return any(word.endswith("kwartaal") for word in self.words)

    @cached_property
    def clauses(self) -> list[range]:
        """Its parts, between commas and words such as `dan`; a bracket stays with what it explains."""
        borders = [0]
        for n in range(1, len(self.tokens)):
            gap = self.gaps[n]
            is_joint = any(sign in gap for sign in ",)–—") and "(" not in gap
            if is_joint or (self.words[n] in counting.TURNING and self.words[n - 1] != "meer"):
                borders.append(n)
        borders.append(len(self.tokens))
        return [range(a, b) for a, b in pairwise(borders) if b > a]


def sentences(
    text: str, tokens: Sequence[Token], years: tuple[str, str], *, is_dutch: bool
) -> Iterator[Sentence]:
    """The sentences of a text; one that is very long comes in pieces."""
    found: list[Token] = []
    is_begin = True
    for token in tokens:
        if token.kind is Kind.STOP or len(found) == _LONGEST:
            if found:
                yield Sentence(text, found, years, is_begin=is_begin, is_dutch=is_dutch)
            is_begin = token.kind is Kind.STOP
            found = []
        if token.kind is not Kind.STOP:
            found.append(token)
    if found:
        yield Sentence(text, found, years, is_begin=is_begin, is_dutch=is_dutch)
