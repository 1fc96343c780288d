"""The numbers of a sentence, however they are said, and what each of them counts."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from vp_desk.inspection import counting as words
from vp_desk.inspection import foreign
from vp_desk.inspection.sentences import Sentence
from vp_desk.inspection.words import Kind, canonical

#: So far after a number stands what it counts, at most.
_REACH = 7
#: One of these, and which: `de melding over pesten`.
_DEFINITE = frozenset(("de", "het", "die", "deze"))
_MATTERS = frozenset(
    ("zaak", "melding", "klacht", "kwestie", "casus", "dossier", "incident", "voorval")
)


class Way(Enum):
    """How a number is said."""

    COUNT = "drie, 3, een drietal"
    SHARE = "30%, de helft, 1 op de 10"
    TIMES = "driemaal, 3 keer"
    ORDINAL = "de derde"
    ONE = "een zaak, iemand"
    NONE = "geen, niemand, kwam niet voor"
    MULTIPLE = "twee keer zoveel"


class Counts(Enum):
    """What a noun means."""

    CASES = "cases"
    TALKS = "talks"
    PEOPLE = "people"
    #: Hours and minutes.
    TIME = "time"
    #: What everyone may count.
    OTHER = "other"


#: Of these a report tells how many.
OURS = frozenset((Counts.CASES, Counts.TALKS, Counts.PEOPLE))


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted."""

    counts: Counts
    #: Its place in the sentence.
    at: int


@dataclass(frozen=True, slots=True)
class Amount:
    """One number."""

    way: Way
    #: As `canonical` gives it.
    number: str
    #: Its first and last word.
    at: int
    last: int
    noun: Noun | None = None
    #: Whether it is said loosely: `ruim 40%`, `de helft`.
    rough: bool = False


class Numbers:
    """Reads the numbers of one sentence."""

    def __init__(self, sentence: Sentence, language: str = "") -> None:
        self._s = sentence
        self._language = language
        #: Place → the number there, as far as it was asked for.
        self._known: dict[int, str | None] = {}
        self._foreign: Mapping[str, int] = foreign.numbers_of(language)

    # --- what a number is ---

    @cached_property
    def amounts(self) -> list[Amount]:
        """All of them that are no year, date or the like, in order."""
        found: list[Amount] = []
        at = 0
        while at < len(self._s.tokens):
            amount = self._amount(at)
            if amount is not None:
                found.append(amount)
                at = amount.last
            at += 1
        return found

    def _amount(self, at: int) -> Amount | None:
        if self._language:
            return self._foreign_amount(at)
        word = self._s.word(at)
        if (share := self._share(at)) is not None:
            return share
        if word in words.REPEATED and self._s.word(at - 1) != "nu":
            return Amount(Way.TIMES, str(words.REPEATED[word]), at, at, self._after(at))
        if self._is_ordinal(at):
            number = str(words.ORDINALS.get(word) or canonical(self._s.tokens[at].text))
            return Amount(Way.ORDINAL, number, at, at, self._after(at))
        counted = self._number(at)
        if counted is not None:
            return None if self._is_reference(at) else self._counted(at, counted)
        return self._none(at) or self._one(at) or self._doubled(at)

    def _counted(self, at: int, number: str) -> Amount:
        last = at
        if self._s.word(at + 1) == "tal":
            last = at + 1
        after = self._s.word(last + 1)
        if after in words.TIMES:
            as_much = self._s.word(last + 2) in words.AS_MUCH
            way = Way.MULTIPLE if as_much else Way.TIMES
            return Amount(
                way, number, at, last + 1, self._after(last + 1) or self._one_of(last + 1)
            )
        return Amount(Way.COUNT, number, at, last, self.noun_of(at, last))

    def _one_of(self, times: int) -> Noun | None:
        """`drie keer een melding`, `drie keer iemand`."""
        is_one = self._s.word(times + 1) == "een"
        if self._s.word(times + 1) == "iemand":
            return self.noun_at(times + 1)
        return self._after(times + 1) if is_one else None

    def _number(self, at: int) -> str | None:
        if at not in self._known:
            self._known[at] = self._read(at)
        return self._known[at]

    def _read(self, at: int) -> str | None:
        token, word = self._s.tokens[at], self._s.word(at)
        if token.kind is Kind.NUMBER:
            return canonical(token.text)
        if token.kind is not Kind.WORD:
            return None
        if word == "een" and (self._s.word(at - 1) in words.ONLY or self._s.word(at + 1) == "tal"):
            return "1"
        value = words.VALUES.get(word, words.VALUES.get(_without_stress(word)))
        if value is None and at and self._s.is_category(at - 1):
            value = words.ROMAN.get(token.text)
        return None if value is None else str(value)

    def _share(self, at: int) -> Amount | None:
        word, number = self._s.word(at), self._number(at)
        rough = self._s.word(at - 1) in words.ROUGHLY or self._s.word(at - 2) in words.ROUGHLY
        if number and number.endswith("%"):
            return Amount(Way.SHARE, number, at, at, self._after(at), rough)
        if number and self._s.word(at + 1) in ("procent", "percent"):
            return Amount(Way.SHARE, f"{number}%", at, at + 1, self._after(at + 1), rough)
        first = "1" if word == "een" else number
        if first and self._s.word(at + 1) == "op":
            steps = 3 if self._s.word(at + 2) in ("de", "elke", "iedere") else 2
            whole = self._number(at + steps) if at + steps < len(self._s.tokens) else None
            if whole and whole.isdigit() and first.isdigit() and 0 < int(first) < int(whole):
                percent = f"{_half_up(100 * int(first) / int(whole))}%"
                last = at + steps
                return Amount(Way.SHARE, percent, at, last, self._after(last), rough=True)
        for place in (at, at + 1):
            if (part := self._fraction(place, alone=place == at)) is None:
                continue
            times = int(number) if place > at and number and number.isdigit() else 1
            if place > at and not number and word != "een":
                return None
            if times * part < 100:
                noun = self._after(place)
                return Amount(Way.SHARE, f"{_half_up(times * part)}%", at, place, noun, rough=True)
        return None

    def _fraction(self, at: int, *, alone: bool) -> float | None:
        word = self._s.word(at)
        part = words.FRACTIONS.get(word)
        before = self._s.word(at - 1)
        if part is None or (word == "helft" and before in ("eerste", "tweede", "e", "1e", "2e")):
            return None
        if alone and word in words.ORDINALS:
            return None
        return part

    def _is_ordinal(self, at: int) -> bool:
        word = self._s.word(at)
        if word in words.ORDINALS:
            return True
        after = self._s.word(at + 1)
        stuck = at + 1 < len(self._s.tokens) and not self._s.before(at + 1)
        return self._s.tokens[at].kind is Kind.NUMBER and stuck and after in ("e", "de", "ste")

    def _is_reference(self, at: int) -> bool:  # noqa: PLR0911 - a list of what is none
        """A year, a date, a number of something that has numbers, or part of a word."""
        s, token = self._s, self._s.tokens[at]
        before, after = s.before(at), s.after(at)
        one, two = s.word(at - 1), s.word(at + 1)
        number = self._number(at) or ""
        is_digits = token.kind is Kind.NUMBER
        if one in words.POINTING or one in words.EACH:
            return True
        if two == "tal":
            return False
        if is_digits and (token.stuck or "€" in before or at in self._telephones):
            return True
        is_item = at == 0 and s.is_begin and after.startswith(")") and "(" not in before
        if is_item or (is_digits and (self._is_split(at) or self._is_split(at + 1))):
            return True
        if two in words.MONTH_NAMES:
            return True
        is_plain = is_digits and number.isdigit() and "." not in token.text
        if is_plain and 1900 <= int(number) < 2100:
            return True
        noun = self._after(at)
        if noun is not None and noun.counts in OURS:
            return False
        if one in words.REFERRING or (is_digits and one == "een" and noun is None):
            return True
        joined = two in words.BETWEEN and self._number(at + 2) if at + 2 < len(s.tokens) else None
        if joined and s.word(at + 3) in words.MONTH_NAMES:
            return True
        return (
            one in words.BETWEEN
            and at > 1
            and self._number(at - 2) is not None
            and self._is_reference(at - 2)
        )

    def _is_split(self, at: int) -> bool:
        """Whether a number goes on behind a sign: `9.30`, `paragraaf 3.2`."""
        s = self._s
        if not 0 < at < len(s.tokens) or s.before(at) not in (".", ":"):
            return False
        return s.tokens[at].kind is Kind.NUMBER and s.tokens[at - 1].kind is Kind.NUMBER

    @cached_property
    def _telephones(self) -> frozenset[int]:
        """Where a telephone number stands: it begins with a nought."""
        found: set[int] = set()
        for at, token in enumerate(self._s.tokens):
            is_next = at - 1 in found and self._s.before(at).strip(" -–/") == ""
            starts = token.text[:1] == "0" and len(token.text) > 1 and token.text[1:2].isdigit()
            if token.kind is Kind.NUMBER and (starts or is_next):
                found.add(at)
        return frozenset(found)

    def _none(self, at: int) -> Amount | None:
        word = self._s.word(at)
        is_nothing = word in ("niet", "nooit") and words.HAPPENING & set(self._s.words[at:])
        after = self._s.word(at + 1)
        is_other = (word, after) == ("niemand", "anders") or (
            after == "van" and self._s.word(at + 2) in words.BOTH
        )
        is_other = is_other or self._s.word(at - 1) in words.NEARLY
        if (word in words.NONE or is_nothing) and not is_other:
            return Amount(Way.NONE, "0", at, at, self._after(at))
        return None

    def _one(self, at: int) -> Amount | None:
        word = self._s.word(at)
        if word == "iemand":
            has_not_come = words.DID.isdisjoint(self._s.has)
            if has_not_come and self._s.word(at - 1) in words.WHOEVER:
                return None
            return Amount(Way.ONE, "1", at, at, self.noun_at(at))
        if word not in _DEFINITE and word not in ("een", "enige", "enkele"):
            return None
        noun = self._after(at)
        if noun is None or noun.counts not in OURS or noun.at - at > 3:
            return None
        said = self._s.word(noun.at)
        is_label = self._s.is_category(noun.at)
        fits = said in _MATTERS if word in _DEFINITE else (said in words.SINGULAR or is_label)
        compound = said.endswith(("melding", "klacht", "melder"))
        anyone = noun.counts is Counts.PEOPLE and words.DID.isdisjoint(self._s.has)
        if word == "een" and is_label and anyone:
            return None  # `waar een leidinggevende om vraagt`: whoever it is
        return Amount(Way.ONE, "1", at, at, noun) if fits or compound else None

    def _doubled(self, at: int) -> Amount | None:
        if self._s.word(at).startswith(words.DOUBLED):
            return Amount(Way.MULTIPLE, "2", at, at)
        return None

    # --- what it counts ---

    def noun_at(self, at: int) -> Noun | None:
        """What a word means, when it is a noun that can be counted."""
        if not 0 <= at < len(self._s.tokens):
            return None
        word = self._s.word(at)
        if self._s.tokens[at].kind is Kind.LABEL and self._s.is_category(at):
            for part in word.split():
                if (counts := _meaning(part)) is not None and counts in OURS:
                    return Noun(counts, at)
            return None
        counts = _meaning(word)
        return None if counts is None else Noun(counts, at)

    def noun_of(self, at: int, last: int) -> Noun | None:
        """What a number counts, behind it or before it."""
        noun = self._after(last) or self._before(at)
        is_group = self._s.word(at) in words.TOGETHER
        of_them = self._s.word(last + 1) == "van" and self._s.word(last + 2) == "hen"
        return Noun(Counts.PEOPLE, at) if noun is None and (is_group or of_them) else noun

    def _after(self, at: int) -> Noun | None:
        """`drie (nieuwe) zaken`, `twee van deze gesprekken`, `van 8 naar 12 meldingen`."""
        s, place = self._s, at + 1
        while place <= min(at + _REACH, len(s.tokens) - 1):
            if ")" in s.before(place) or (":" in s.before(place) and place > at):
                return None
            if (noun := self.noun_at(place)) is not None and not (
                noun.counts is Counts.OTHER
                and s.word(place) in ("jaar", "soort")
                and place > at + 1
            ):
                return noun
            word = s.word(place)
            is_number = self._number(place) is not None
            after_is_number = place + 1 < len(s.tokens) and self._number(place + 1) is not None
            of_them = word == "van" and (s.word(place + 1) in words.ARTICLES or after_is_number)
            goes_on = (
                is_number
                or (word in words.BETWEEN and after_is_number)
                or of_them
                or (word in words.ARTICLES and s.word(place - 1) in ("van", "de", "alle", "al"))
                or (word in words.ARTICLES and place == at + 1)
                or words.may_stand_between(word)
            )
            is_verb = word in words.NO_NOUN and not of_them and word not in ("en", "of", "dit")
            if not goes_on or (is_verb and word != "van" and word not in words.ARTICLES):
                return None
            place += 1
        return None

    def _before(self, at: int) -> Noun | None:
        """`meldingen: 3`, `gesprekken waren er vijf`, `het aantal zaken steeg naar 12`."""
        s, place = self._s, at - 1
        while s.word(place) in words.COUNTING_VERBS:
            place -= 1
        noun = self.noun_at(place)
        joined = any(sign in ":(=" for sign in s.before(at))
        if noun is not None and noun.counts is not Counts.TIME and (place < at - 1 or joined):
            return noun
        number = self._number_of_what
        return number if number is not None and number.at < at else None

    @cached_property
    def _number_of_what(self) -> Noun | None:
        """`het aantal zaken`."""
        for at, word in enumerate(self._s.words):
            if word == "aantal" and (noun := self._after(at)) is not None:
                return noun
        return None

    @cached_property
    def nouns(self) -> list[Noun]:
        """All nouns that mean something to us."""
        found = (self.noun_at(at) for at in range(len(self._s.tokens)))
        return [noun for noun in found if noun is not None]

    # --- other languages ---

    def _foreign_amount(self, at: int) -> Amount | None:
        token, word = self._s.tokens[at], self._s.word(at)
        number = canonical(token.text) if token.kind is Kind.NUMBER else None
        if number is not None and number.isdigit() and 1900 <= int(number) < 2100:
            return None
        after = self._s.word(at + 1)
        if number is None and token.kind is Kind.WORD:
            value = self._foreign.get(word)
            is_one = value is None and foreign.is_one(self._language, word, after)
            number = "1" if is_one else None if value is None else str(value)
        if number is None or any(foreign.is_other(self._s.word(at + n)) for n in (1, 2)):
            return None
        return Amount(Way.COUNT, number, at, min(at + 1, len(self._s.tokens) - 1))


def _meaning(word: str) -> Counts | None:
    if words.is_talk(word):
        return Counts.TALKS
    if words.is_case(word):
        return Counts.CASES
    if words.is_people(word):
        return Counts.PEOPLE
    if word in words.TIME:
        return Counts.TIME
    return Counts.OTHER if words.is_other(word) else None


def _without_stress(word: str) -> str:
    """`drié` is `drie`."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", parts.replace("\u0301", "").replace("\u0300", ""))


def _half_up(value: float) -> int:
    return int(value + 0.5)


def amounts_of(sentence: Sentence, language: str) -> Iterator[Amount]:
    """The numbers of a sentence."""
    yield from Numbers(sentence, language).amounts
