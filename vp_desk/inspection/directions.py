"""Change in the adviser's own text: whoever reads that a hidden figure grew knows something of it.

`De meldingen over pesten zijn toegenomen` compares a figure of this year with one of another year, without
any number. It is refused where one of them stands in a table of this report and is not told. Much else may
grow, and is nobody's secret (attention, a training, the workload itself): so the sentence has to count cases
or conversations, or name a violation as what changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from vp_desk.axes import PERIOD
from vp_desk.inspection.amounts import Counts, Numbers
from vp_desk.inspection.counting import (
    ANYONE,
    ARTICLES,
    GENERAL,
    GOING_ON,
    SOURCES,
    is_case,
    is_people,
    is_talk,
    may_stand_between,
    words_in,
)
from vp_desk.inspection.knowledge import Bounds, Knowledge, bounds_of, places_in
from vp_desk.inspection.sentences import Named, Sentence
from vp_desk.inspection.words import Place, Token

#: How words begin that say that something grew or shrank; `verdubbeld` is a number (`Way.MULTIPLE`).
_CHANGED: Final = tuple(
    words_in(
        "toegenomen toename toenam gestegen steeg stegen stijging stijgend gegroeid groeide afgenomen afname "
        "afnam gedaald daalde daling dalend gekrompen kromp halvering vermindering verminderd teruggelopen "
        "terugliep terugloop"
    )
)
#: The same of what goes on, or of what is always so: `pesten neemt toe als niemand iets zegt`.
_CHANGES: Final = tuple(
    words_in(
        "toeneemt toenemen stijgt stijgen groeit groeien afneemt afnemen daalt dalen vermindert verminderen"
    )
)
#: A verb, and what is split off from it: `namen ... toe`.
_TOOK: Final = {
    "nam": words_in("toe af"),
    "namen": words_in("toe af"),
    "liep": words_in("terug op"),
    "liepen": words_in("terug op"),
    "bleef": words_in("gelijk"),
    "bleven": words_in("gelijk"),
}
_TAKES: Final = {"neemt": words_in("toe af"), "nemen": words_in("toe af")}
#: More or less than at another time.
_MORE: Final = words_in("meer minder evenveel")
_MORE_OFTEN: Final = words_in("vaker hoger lager")
#: The same of a number.
_LARGER: Final = words_in("groter kleiner")
#: Behind `meer`, when it is about what was named: `kwam minder voor`. Before another noun it is of that.
_OF_IT: Final = words_in("voor dan vaak gemeld genoemd over bij van dit")
_THAN: Final = words_in("dan als vergelijking opzichte")
_OTHER_TIME: Final = words_in(
    "vorig vorige eerder eerdere voorheen ervoor daarvoor voorgaand voorgaande"
)
#: `steeds meer`.
_EVER: Final = words_in("steeds alsmaar almaar")
#: Before a label, it is what something else is about: `aandacht voor pesten`.
_ABOUT: Final = words_in(
    "voor over tegen aan op rond rondom omtrent bij naar van met in uit onder tussen om door tot"
)
#: More people did so than before: `meer mensen kwamen over pesten`.
_CAME: Final = words_in("kwam kwamen meldde meldden vertelden spraken klaagden noemden benaderden")
#: Words for a change, and before a label what it is a change of: `de toename zit bij pesten`.
_NOUNS: Final = (
    "toename",
    "stijging",
    "afname",
    "daling",
    "halvering",
    "vermindering",
    "terugloop",
)
_IN: Final = words_in("bij van in")
#: At the begin, it goes on about what was named before: `dat aantal nam toe`.
_THAT: Final = words_in("dat dit die deze zulke dergelijke")
#: Between a change and a label, what is named is another thing: `een toename betekent niet dat ...`.
_APART: Final = words_in("dat omdat doordat waardoor zodat terwijl")
_AMOUNT: Final = words_in("aantal aantallen")
#: The list of what happened, and of it what goes on at work without anybody having come to talk of it.
_TYPES, _AT_WORK = "types", "outside"

#: Which measure is meant, of those that there are.
_CASES_FIRST, _TALKS_FIRST = ("cases", "contacts"), ("contacts", "cases")

_Categories = frozenset[Place]


@dataclass(frozen=True, slots=True)
class _Meant:
    """Which figures a sentence compares."""

    #: Codes of years or quarters.
    periods: frozenset[str]
    #: Measures; the first that there is.
    order: Sequence[str]


def change_in(sentence: Sentence) -> tuple[int, int] | None:
    """The first and the last word that say that something changed; None when none do."""
    is_rule = bool((GENERAL | SOURCES) & sentence.has) or "als" in sentence.has
    for at, word in enumerate(sentence.words):
        if word.startswith(_CHANGED) or (word.startswith(_CHANGES) and not is_rule):
            return at, at
        if word == "gelijk" and sentence.word(at + 1) == "gebleven":
            return at, at + 1
        ends = _TOOK.get(word) or (None if is_rule else _TAKES.get(word))
        split = (n for n in range(at + 1, len(sentence.words)) if sentence.word(n) in (ends or ()))
        if (last := next(split, None)) is not None and not _is_toe_aan(sentence, last):
            return at, last
        if _is_more(sentence, at) and (
            sentence.word(at - 1) in _EVER or _is_compared(sentence, at)
        ):
            return at, at
    return None


def _is_toe_aan(sentence: Sentence, at: int) -> bool:
    """`Wij nemen de tijd om er aan toe te komen`: nothing grew."""
    return sentence.word(at) == "toe" and sentence.word(at + 1) in ("aan", "te")


def _is_more(sentence: Sentence, at: int) -> bool:
    """Whether a word says that there is more or less of what is named, not of something else."""
    word = sentence.word(at)
    if word in _LARGER:
        return not _AMOUNT.isdisjoint(sentence.has)
    if word in _MORE:
        if sentence.word(at + 1) in _OF_IT:
            return True
        rest = sentence.words[at + 1 :]
        of = next((word for word in rest if _is_ours(word) or not may_stand_between(word)), "")
        return _is_ours(of)
    return word in _MORE_OFTEN


def _is_compared(sentence: Sentence, at: int) -> bool:
    """Whether another time follows: `meer dan vorig jaar`, `minder dan in 2024`."""
    for than in range(at + 1, len(sentence.words)):
        if sentence.word(than) in _THAN:
            rest = range(than + 1, len(sentence.words))
            return bool(
                sentence.names(rest).periods or _OTHER_TIME & set(sentence.words[than + 1 :])
            )
    return False


def _is_ours(word: str) -> bool:
    return is_case(word) or is_talk(word) or is_people(word)


class Directions:
    """Which figures the report shows so that a reader can compare them."""

    def __init__(self, known: Knowledge) -> None:
        year = known.allowed.facts.year
        self._usual = frozenset((year.code, year.previous(1).code))
        self._year = year.code
        #: Categories → measure → what is told, by period; None = there is a figure, and it is not told.
        self._bounds: dict[_Categories, dict[str, dict[str, Bounds | None]]] = {}
        for name in known.allowed.exact:
            if "|" in name:
                self._note(name, None)
        for figure in known.figures.values():
            self._note(figure.id, bounds_of(figure.cell))

    def _note(self, name: str, bounds: Bounds | None) -> None:
        places = places_in(name)
        period = next((code for axis, code in places if axis == PERIOD), self._year)
        categories = frozenset(place for place in places if place[0] != PERIOD)
        measures = self._bounds.setdefault(categories, {})
        periods = measures.setdefault(name.partition("|")[0], {})
        periods[period] = bounds or periods.get(period)

    def untold(
        self, sentence: Sentence, numbers: Numbers, at: tuple[int, int], before: Named
    ) -> tuple[Token, ...]:
        """The categories of which a sentence tells a change that the report does not show; none = it may.

        Args:
            sentence: in which something changed.
            numbers: what it counts.
            at: the words that say so.
            before: what was named before.
        """
        nouns = {noun.counts for noun in numbers.nouns}
        came = not _CAME.isdisjoint(sentence.has) and is_people(sentence.word(at[1] + 1))
        counts = bool(nouns & {Counts.CASES, Counts.TALKS}) or came
        order = (
            _TALKS_FIRST if Counts.CASES not in nouns and Counts.TALKS in nouns else _CASES_FIRST
        )
        named = sentence.named
        if named.categories:
            tokens = list(self._grown(sentence, at, counts=counts))
        else:
            named = named + before
            goes_on = GOING_ON & sentence.has and (counts or _AMOUNT & sentence.has)
            tokens = list(before.categories) if goes_on or sentence.word(0) in _THAT else []
        tokens = [token for token in tokens if token.text.lower() not in ANYONE]
        meant = _Meant(self._periods(named), order)
        for token in tokens:
            if not any(self._shows(frozenset((place,)), meant) for place in token.places):
                return (token,)
        clause = next((c for c in sentence.clauses if at[0] in c), range(0))
        near = [token for token in sentence.names(clause).categories if token in tokens]
        return self._crossing(near, meant) if counts else ()

    def _periods(self, named: Named) -> frozenset[str]:
        quarters = frozenset(code for code in named.periods if "." in code)
        if quarters:
            return quarters
        return self._usual if named.periods <= self._usual else named.periods | {self._year}

    @staticmethod
    def _grown(sentence: Sentence, at: tuple[int, int], *, counts: bool) -> Iterator[Token]:
        """The labels of what changed, or of what the cases were about whose number changed."""
        for n, token in enumerate(sentence.tokens):
            between = sentence.words[min(n, at[0]) + 1 : max(n, at[0])]
            if not sentence.is_category(n) or not _APART.isdisjoint(between):
                continue
            if counts:
                yield token
                continue
            place = n - 1
            while sentence.word(place) in ARTICLES:
                place -= 1
            is_object = sentence.word(place) in _ABOUT
            happened = any(
                axis == _TYPES and code.partition(".")[0] != _AT_WORK for axis, code in token.places
            )
            is_noun = sentence.word(at[0]).startswith(_NOUNS) and sentence.word(place) in _IN
            if happened and (not is_object or is_noun or place - 1 == at[1]):
                yield token

    def _crossing(self, tokens: Sequence[Token], meant: _Meant) -> tuple[Token, ...]:
        """`meldingen over pesten bij ICT namen toe`: a figure of two categories, shown in no table."""
        for one in tokens:
            for two in tokens:
                axes = {axis for axis, _ in one.places}, {axis for axis, _ in two.places}
                if axes[0].isdisjoint(axes[1]) and not any(
                    self._shows(frozenset((p, q)), meant, must_be=True)
                    for p in one.places
                    for q in two.places
                ):
                    return one, two
        return ()

    def _shows(self, categories: _Categories, meant: _Meant, *, must_be: bool = False) -> bool:
        """Whether a reader gets every figure of these periods that the report has; the rest is free."""
        measures = self._bounds.get(categories)
        if measures is None:
            return not must_be
        main = next((measures[name] for name in meant.order if name in measures), None)
        asked = measures.values() if main is None else (main,)
        return all(_comparable([told[p] for p in meant.periods & told.keys()]) for told in asked)


def _comparable(told: Sequence[Bounds | None]) -> bool:
    """Whether all is told exactly, or in bands that leave no doubt which is the higher."""
    bounds = [each for each in told if each is not None]
    if len(bounds) < len(told):
        return False
    if all(low == high for low, high in bounds):
        return True
    ordered = sorted(bounds, key=lambda each: each[0])
    return len(bounds) > 1 and all(
        high is not None and high < low for (_, high), (low, _) in pairwise(ordered)
    )
