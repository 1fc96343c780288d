"""The adviser's own text: a count of cases, conversations or people must be a figure that is told.

Ordinary numbers are nobody's secret: years, dates, norms, recommendations, talks with the works council. So
not every number is looked into, as elsewhere in a file, but every number beside what it counts, in digits or
in words, and every number beside a category.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from vp_desk.chapters import Chapter
from vp_desk.inspection import counting as words
from vp_desk.inspection.knowledge import Figure, Knowledge
from vp_desk.inspection.model import Finding
from vp_desk.inspection.prose import Prose, coordinates, is_category, owner_and_named
from vp_desk.inspection.words import Kind, Token, canonical, plain
from vp_desk.own_text import Line, parts_of
from vp_desk.released import Shown

#: So far after a number stands what it counts, at most.
_REACH = 6
#: So near must a category stand to a number that counts nothing else.
_NEAR = 3
#: What our figures count.
_TALKS, _CASES, _MENTIONS = "gesprekken", "zaken", "vermeldingen"
_CURE = (
    "Schrijf het zonder getal, of noem een aantal dat wel in dit verslag staat, met dezelfde woorden als in "
    "de tabel."
)
#: A signal tells no counts at all.
_SIGNAL = "Signaal"
_NO_COUNTS = "In een signaal staan geen aantallen."
_WITHOUT = "Schrijf het zonder getal, zoals ‘meerdere meldingen’."


class _Counts(Enum):
    CASES = "cases"
    TALKS = "talks"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class _Noun:
    counts: _Counts
    #: Its place in the sentence.
    at: int


def own_text_findings(known: Knowledge) -> Iterator[Finding]:
    """What the adviser wrote in this report and may not stand there."""
    for chapter, text in known.allowed.facts.own_texts:
        for part in parts_of(text):
            # A sentence runs on over the end of a line.
            for language, lines in groupby(part.lines, key=lambda line: line.language):
                whole = Line(" ".join(line.text for line in lines), language)
                yield from _Reader(known, chapter, whole).findings()


class _Reader:
    """What runs on in one language."""

    def __init__(self, known: Knowledge, chapter: Chapter, line: Line) -> None:
        self._known = known
        self._prose = Prose(known)
        self._chapter = chapter
        self._text = plain(line.text)
        self._is_dutch = not line.language
        self._tokens: Sequence[Token] = ()

    def findings(self) -> Iterator[Finding]:
        """Everything in it that tells too much, once each."""
        seen: set[str] = set()
        if not any(char.isalpha() for char in self._text) and any(map(str.isdigit, self._text)):
            yield self._finding(self._text, "", None)
            return
        for sentence in _sentences(self._known.plain_lexicon.tokens(self._text)):
            self._tokens = sentence
            for finding in self._sentence():
                if finding.number not in seen:
                    seen.add(finding.number)
                    yield finding

    def _sentence(self) -> Iterator[Finding]:
        for at in range(len(self._tokens)):
            if self._word(at) in words.FRACTIONS and self._word(at + 1) == "van":
                yield from self._part(at, f"{self._fraction(at)}%")
            elif self._word(at) == "geen":
                yield from self._unsaid(at, "0")
            elif self._word(at) == "een" and self._word(at - 1) not in words.ONLY:
                yield from self._unsaid(at, "1")
            elif (number := self._number(at)) is not None and not self._is_reference(at):
                yield from self._judged(at, number)

    def _judged(self, at: int, number: str) -> Iterator[Finding]:
        if number.endswith("%") or self._word(at + 1) in ("procent", "percent"):
            yield from self._part(at, number if number.endswith("%") else f"{number}%")
        elif self._word(at + 1) in words.TIME:
            yield from self._time(at)
        elif (noun := self._noun_of(at)) is not None:
            if not self._is_known(at, number, noun):
                yield self._leak(at, number, min(at, noun.at), max(at, noun.at))
        elif not self._is_dutch and self._tokens[at].kind is Kind.NUMBER:
            yield self._leak(at, number, at, min(at + 2, len(self._tokens) - 1))
        else:
            yield from self._beside_category(at, number)

    # --- what a number is ---

    def _word(self, at: int) -> str:
        inside = 0 <= at < len(self._tokens)
        return self._tokens[at].text.lower() if inside else ""

    def _number(self, at: int) -> str | None:
        """In digits, as `canonical` gives it."""
        token, word = self._tokens[at], self._word(at)
        if token.kind is Kind.NUMBER:
            return canonical(token.text)
        if token.kind is not Kind.WORD:
            return None
        if word == "een" and self._word(at - 1) in words.ONLY:
            return "1"
        value = words.VALUES.get(word)
        if value is None and not self._is_dutch:
            value = words.ENGLISH.get(word)
        return None if value is None else str(value)

    def _fraction(self, at: int) -> int:
        part = words.FRACTIONS[self._word(at)]
        return round(200 / 3) if part == 33 and self._word(at - 1) == "twee" else part

    def _is_reference(self, at: int) -> bool:
        """A year, a date, a number of something that has numbers, or part of a word."""
        token, number = self._tokens[at], self._number(at) or ""
        end = token.start + len(token.text)
        before, after = self._text[max(token.start - 2, 0) : token.start], self._text[end : end + 1]
        is_clock = before[-1:] in ".:" and before[:1].isdigit()
        is_item = after == ")" and "(" not in before
        if token.stuck or is_clock or is_item or self._word(at - 1) in words.EACH:
            return True
        if self._word(at - 1) in words.REFERRING and self._after(at) is None:
            return True
        if self._word(at + 1) in words.MONTH_NAMES:
            return True
        is_plain = token.kind is Kind.NUMBER and number.isdigit() and "." not in token.text
        return is_plain and 1900 <= int(number) < 2100

    # --- what it counts ---

    def _noun_at(self, at: int) -> _Noun | None:
        word = self._word(at)
        # What an axis calls a reporter is a label as well: `Medewerker`.
        if words.is_talk(word):
            return _Noun(_Counts.TALKS, at)
        if words.is_case(word):
            return _Noun(_Counts.CASES, at)
        return _Noun(_Counts.PEOPLE, at) if words.is_people(word) else None

    def _noun_of(self, at: int) -> _Noun | None:
        return self._after(at) or self._before(at)

    def _after(self, at: int) -> _Noun | None:
        """`drie (nieuwe) zaken`, `twee van deze gesprekken`, `van 8 naar 12 meldingen`."""
        end = min(at + _REACH, len(self._tokens))
        for place in range(at + 1, end):
            if (noun := self._noun_at(place)) is not None:
                return noun
            word = self._word(place)
            begins_other = word in words.BETWEEN and place + 1 < end and self._number(place + 1)
            is_times = word in words.TIMES and self._word(place + 1) == "een"
            after_times = word == "een" and self._word(place - 1) in words.TIMES
            goes_on = bool(begins_other or self._number(place)) or is_times or after_times
            if not (goes_on or words.may_stand_between(word)):
                return None
        return None

    def _before(self, at: int) -> _Noun | None:
        """`meldingen: 3`, `gesprekken waren er vijf`, `het aantal zaken steeg naar 12`."""
        place = at - 1
        while self._word(place) in words.COUNTING_VERBS:
            place -= 1
        noun = self._noun_at(place)
        if noun is not None and (place < at - 1 or self._joined(place, at)):
            return noun
        counted = (self._after(place) for place in range(at) if self._word(place) == "aantal")
        return next((noun for noun in counted if noun is not None and noun.at < at), None)

    def _joined(self, before: int, at: int) -> bool:
        """Whether a colon, a bracket or an equals sign stands between two tokens that follow each other."""
        one, two = self._tokens[before], self._tokens[at]
        return any(sign in ":(=" for sign in self._text[one.start + len(one.text) : two.start])

    # --- whether it may stand there ---

    def _is_known(self, at: int, number: str, noun: _Noun) -> bool:
        if noun.counts is _Counts.TALKS and self._is_with_body(noun.at):
            return True
        after = self._word(noun.at + 1)
        if after in words.ADVISER or (after == "als" and self._word(noun.at + 2) in words.ADVISER):
            return True
        if noun.counts is _Counts.PEOPLE and self._is_everyone(at, number):
            return True
        if number in self._known.rates and self._word(noun.at + 1) == "per":
            return True
        return self._prose.tells(number, self._counted(at, noun))

    def _is_everyone(self, at: int, number: str) -> bool:
        """Whether people are not those of the cases: all staff, who came to listen, or more than we count."""
        allowed = self._known.allowed
        most = max(allowed.exact.values(), default=0)
        return (
            number == str(allowed.facts.headcount)
            or (number.isdigit() and int(number) > most)
            or self._word(at) in words.BOTH
            or self._is_own_work(number)
        )

    def _is_with_body(self, at: int) -> bool:
        """Whether talks are with those who run the organisation or speak for its people."""
        near = [self._word(place) for place in range(at + 1, at + _REACH)]
        return "met" in near[:2] and not words.BODIES.isdisjoint(near)

    def _is_own_work(self, number: str) -> bool:
        """Whether it is how many came to listen: told in the chapter on own work."""
        people = {str(line.participants) for line in self._known.allowed.facts.work.kinds}
        near = " ".join(token.text.lower() for token in self._tokens)
        has_category = any(map(is_category, self._tokens))
        return number in people and not has_category and any(w in near for w in words.OWN_WORK)

    def _meant(self, at: int) -> Iterable[Figure]:
        _, named = owner_and_named(self._tokens, at)
        return self._prose.meant(named, None)

    def _counted(self, at: int, noun: _Noun) -> Iterator[Figure]:
        """The figures that a number of something can be."""
        word, sentence = self._word(noun.at), " ".join(t.text.lower() for t in self._tokens)
        has_category = any(map(is_category, self._tokens))
        if noun.counts is _Counts.PEOPLE and word not in words.ANYONE and not has_category:
            return
        measures = {_TALKS} if noun.counts is _Counts.TALKS else {_CASES}
        if noun.counts is not _Counts.TALKS:
            measures |= {_MENTIONS} if has_category else set()
            measures |= {m for m, ws in words.OTHER_CASES.items() if any(w in sentence for w in ws)}
        if word in words.MENTIONS:
            measures = {_MENTIONS}
        yield from (f for f in self._meant(at) if f.table.measure in measures)

    def _part(self, at: int, number: str) -> Iterator[Finding]:
        """A percentage or a fraction of cases or conversations."""
        noun = self._after(at)
        of_cases = noun is not None and noun.counts is not _Counts.PEOPLE
        owner, named = owner_and_named(self._tokens, at)
        told = any(number in figure.texts for figure in self._meant(at))
        leaks = owner is not None and self._known.leaking(number, coordinates(owner, *named))
        if not told and (of_cases or leaks):
            yield self._leak(at, number, at, noun.at if noun else at)

    def _time(self, at: int) -> Iterator[Finding]:
        """Hours on cases or conversations: told nowhere. `4 uur per week` is what was agreed."""
        place = at + 2
        while self._word(place) in words.SPENT_ON:
            place += 1
        found = [self._noun_at(place) or self._after(place)]
        if any(self._word(each) in words.LASTING for each in range(len(self._tokens))):
            found += [self._noun_at(each) for each in range(len(self._tokens))]
        for noun in found:
            if noun is None or noun.counts is _Counts.PEOPLE or self._is_with_body(noun.at):
                continue
            said = self._words(min(at, noun.at), max(at + 1, noun.at))
            yield self._finding(said, "", None)
            return

    def _unsaid(self, at: int, number: str) -> Iterator[Finding]:
        """`geen meldingen van aanranding`, `een melding van pesten`: a count where there were just so many."""
        noun = self._after(at)
        owner, named = owner_and_named(self._tokens, at)
        if noun is None or owner is None or noun.counts is _Counts.PEOPLE:
            return
        leaks = self._known.leaking(number, coordinates(owner, *named))
        figures = list(self._meant(at))
        is_told = any(figure.cell == Shown(int(number)) for figure in figures)
        if figures and leaks and not is_told:
            place = self._tokens.index(owner)
            yield self._leak(at, number, min(at, place), max(noun.at, place))

    def _beside_category(self, at: int, number: str) -> Iterator[Finding]:
        """`Pesten: 3`, `drie signalen over pesten`."""
        places = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(self._tokens)))
        if self._word(at + 1) in words.LOOSE:
            places = range(len(self._tokens))
        near = [place for place in places if is_category(self._tokens[place])]
        if not near or self._prose.tells(number, self._meant(at)):
            return
        nearest = min(near, key=lambda place: abs(place - at))
        owner, named = owner_and_named(self._tokens, at)
        leaks = self._known.leaking(number, coordinates(owner, *named)) is not None
        states = nearest == at - 1 and self._joined(nearest, at)
        is_loose = self._word(at + 1) in words.LOOSE
        counts = is_loose or self._tokens[at].kind is Kind.NUMBER or abs(nearest - at) == 1
        if states or (leaks and counts):
            yield self._leak(at, number, min(at, nearest), max(at, nearest))

    # --- words for it ---

    def _words(self, first: int, last: int) -> str:
        end = self._tokens[last].start + len(self._tokens[last].text)
        while end < len(self._text) and (self._text[end].isalnum() or self._text[end] in "’'-"):
            end += 1
        return " ".join(self._text[self._tokens[first].start : end].split())

    def _leak(self, at: int, number: str, first: int, last: int) -> Finding:
        owner, named = owner_and_named(self._tokens, at)
        figure = self._known.leaking(number, coordinates(owner, *named)) if owner else None
        return self._finding(self._words(first, last), owner.text if owner else "", figure)

    def _finding(self, said: str, about: str, figure: str | None) -> Finding:
        in_signal = self._known.allowed.facts.letter is not None
        title = _SIGNAL if in_signal else self._chapter.label
        name = self._known.allowed.names.get(figure, "") if figure else ""
        tells = "Dat aantal toont dit verslag nergens, dus lezers zouden het alleen hieruit weten."
        cure = _CURE
        if in_signal:
            tells, cure = _NO_COUNTS, _WITHOUT
        if name:
            tells = f"Dat verraadt ‘{name}’, en dat mag in deze editie niet te zien zijn."
        sentence = f"In uw eigen tekst bij ‘{title}’ staat ‘{said}’. {tells} {cure}"
        return Finding(f"hoofdstuk ‘{title}’", said, about, figure, name, sentence)


def _sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        if token.kind is Kind.STOP:
            yield sentence
            sentence = []
        else:
            sentence.append(token)
    yield sentence
