"""The adviser's own text: it may hold no figure that the report does not show.

Ordinary numbers are nobody's secret: years, dates, norms, workshops. A number is refused in three cases:

1. it is that of a figure that these readers do not get, and the sentence names all that this figure is about;
2. it counts cases, conversations or people, and the report does not show it for what the sentence names;
3. it is shown, but for fewer of the categories that the sentence names together.

Without a number, a sentence is refused that says how a figure changed which these readers do not get.

See docs/decisions/0013-own-work.md.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vp_desk.chapters import Chapter
from vp_desk.inspection import counting as words
from vp_desk.inspection.amounts import OURS, Amount, Counts, Noun, Numbers, Way
from vp_desk.inspection.directions import Directions, change_in
from vp_desk.inspection.knowledge import Figure, Knowledge
from vp_desk.inspection.model import Finding
from vp_desk.inspection.sentences import Named, Sentence, own_lexicon, sentences
from vp_desk.inspection.shown import ShownFigures
from vp_desk.inspection.untold import Secrets, Untold, categories_of
from vp_desk.inspection.words import Token, plain
from vp_desk.own_text import Line, parts_of

#: Hears how many paragraphs were read, of how many; may raise to stop.
Progress = Callable[[int, int], None]

_CURE = (
    "Schrijf het zonder getal, of noem een aantal dat wel in dit verslag staat, met dezelfde woorden als in "
    "de tabel."
)
_ONE_CURE = (
    "Schrijf het zo dat niet te lezen is hoeveel het er waren, bijvoorbeeld in het meervoud."
)
_CHANGE_CURE = "Schrijf het zonder te vergelijken, of over iets wat wel in dit verslag staat."

_NO_COUNTS = "In een signaal staan geen aantallen."
_WITHOUT = "Schrijf het zonder getal, zoals ‘meerdere meldingen’."


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text of the adviser stands."""

    title: str
    #: It tells no counts at all.
    without_counts: bool = False


_SIGNAL = TextPlace("Signaal", without_counts=True)


def own_text_findings(known: Knowledge, progress: Progress | None = None) -> Iterator[Finding]:
    """What the adviser wrote in this report and may not stand there."""
    checker = OwnTexts(known)
    in_signal = known.allowed.facts.letter is not None
    parts = [
        (chapter, part)
        for chapter, text in known.allowed.facts.own_texts
        for part in parts_of(text)
    ]
    before: Chapter | None = None
    for number, (chapter, part) in enumerate(parts):
        if progress is not None:
            progress(number, len(parts))
        if chapter is not before:
            checker.begin()
        before = chapter
        # A sentence runs on over the end of a line.
        for language, lines in groupby(part.lines, key=lambda line: line.language):
            whole = Line(" ".join(line.text for line in lines), language)
            yield from checker.read(_SIGNAL if in_signal else TextPlace(chapter.label), whole)


@dataclass(frozen=True)
class _Said:
    """One number in its sentence, with what it is about."""

    sentence: Sentence
    amount: Amount
    #: What the whole sentence names, and what was named before when it goes on about that.
    all: Named
    #: What its own part of the sentence names.
    near: Named
    noun: Noun | None
    #: Whether a noun was left out that stands before: `drie daarvan`.
    is_bare: bool


class OwnTexts:
    """Reads paragraphs one after the other, and remembers what they are about."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self._lexicon = own_lexicon(known)
        self._secrets = Secrets(known)
        self._shown = ShownFigures(known)
        self._directions = Directions(known)
        year = known.allowed.facts.year
        self._years = (year.code, year.previous(1).code)
        self.begin()

    def begin(self) -> None:
        """A chapter begins: nothing was named."""
        self._before = Named()
        self._topic: Counts | None = None
        self._same_part = True
        self._item = 0

    def read(self, place: TextPlace, line: Line) -> Iterator[Finding]:
        """What may not stand in a paragraph, or a piece of it in one language; each once."""
        text = plain(line.text)
        if not any(char.isalpha() for char in text) and any(map(str.isdigit, text)):
            yield _finding(
                place, text, "", None, "Een getal zonder woorden zegt niet wat het telt."
            )
            return
        seen: set[str] = set()
        self._item, self._same_part = 0, False
        tokens = self._lexicon.tokens(text)
        for number, sentence in enumerate(
            sentences(text, tokens, self._years, is_dutch=not line.language)
        ):
            numbers = Numbers(sentence, line.language)
            for finding in self._sentence(place, sentence, numbers, is_first=not number):
                if finding.number not in seen:
                    seen.add(finding.number)
                    yield finding
            self._remember(sentence, numbers)

    def _remember(self, sentence: Sentence, numbers: Numbers) -> None:
        if sentence.named.categories:
            self._before = sentence.named
        counted = [a.noun for a in numbers.amounts if a.noun and a.noun.counts is not Counts.TIME]
        topics = [noun for noun in (counted or numbers.nouns) if noun.counts is not Counts.TIME]
        if topics:
            self._topic = topics[0].counts
        self._same_part = True

    def _sentence(
        self, place: TextPlace, sentence: Sentence, numbers: Numbers, *, is_first: bool
    ) -> Iterator[Finding]:
        amounts = numbers.amounts
        for amount in amounts:
            if self._is_item(sentence, amount, is_first=is_first):
                continue
            said = self._said(sentence, amount, numbers)
            yield from self._judged(place, said, amounts)
        yield from self._all_of_them(place, sentence, numbers)
        yield from self._changed(place, sentence, numbers)

    def _changed(self, place: TextPlace, sentence: Sentence, numbers: Numbers) -> Iterator[Finding]:
        """`pesten is toegenomen`: how a figure changed that is not told. A signal is about what changed."""
        at = None if place.without_counts or not sentence.is_dutch else change_in(sentence)
        if at is None:
            return
        about: Sequence[Token] = self._directions.untold(sentence, numbers, at, self._before)
        if about:
            places = [n for n, token in enumerate(sentence.tokens) if token in about]
            said = sentence.said(min((*at, *places)), max((*at, *places)))
            labels = " en ".join(f"‘{token.text}’" for token in about)
            why = f"Hoe het aantal bij {labels} veranderde, is in dit verslag niet te zien."
            yield _finding(place, said, about[0].text, None, why, _CHANGE_CURE)

    def _all_of_them(
        self, place: TextPlace, sentence: Sentence, numbers: Numbers
    ) -> Iterator[Finding]:
        """`alle zaken over pesten kwamen uit ICT`: a figure of two categories without a number."""
        if "alle" not in sentence.has or words.PAST.isdisjoint(sentence.has):
            return
        at = sentence.words.index("alle")
        noun = next((noun for noun in numbers.nouns if noun.at > at), None)
        needed = sentence.named.needed
        crosses = any(one.isdisjoint(two) for one in needed for two in needed)
        if noun is not None and noun.counts in OURS and crosses:
            labels = dict.fromkeys(token.text for token in sentence.named.categories)
            yield _finding(place, sentence.said(at, noun.at), "", None, _crossing(labels))

    def _is_item(self, sentence: Sentence, amount: Amount, *, is_first: bool) -> bool:
        """The number of a point: `1. Pesten 2. Roddel`."""
        if not sentence.after(amount.last).startswith(". ") or not amount.number.isdigit():
            return False
        if len(sentence.tokens) == 1 and is_first:
            self._item = int(amount.number)
            return True
        is_last = amount.last == len(sentence.tokens) - 1
        if is_last and self._item and int(amount.number) == self._item + 1 and amount.noun is None:
            self._item += 1
            return True
        return False

    def _said(self, sentence: Sentence, amount: Amount, numbers: Numbers) -> _Said:
        noun, is_bare = amount.noun, False
        if (
            noun is None
            and amount.way in (Way.COUNT, Way.SHARE)
            and _stands_alone(sentence, amount)
        ):
            noun, is_bare = self._left_out(amount, numbers, sentence), True
        named = sentence.named
        goes_on = bool(words.GOING_ON & sentence.has) or not sentence.is_begin
        near = _near(sentence, amount, numbers.amounts)
        is_ours = noun is not None and noun.counts in OURS
        carries = self._same_part or is_bare or is_ours
        if amount.way in (Way.ONE, Way.NONE):  # words of every day: `iemand`, `geen`
            carries = goes_on or (self._same_part and not words.DID.isdisjoint(sentence.has))
        if not named.categories and carries:
            named = named + self._before
        elif goes_on:
            named, near = named + self._before, near + self._before
        return _Said(sentence, amount, named, near, noun, is_bare)

    def _left_out(self, amount: Amount, numbers: Numbers, sentence: Sentence) -> Noun | None:
        """The noun that a number stands for: the last that was counted, else what the text is about."""
        before = [n for n in numbers.nouns if n.at < amount.at and n.counts is not Counts.TIME]
        counted = [a.noun for a in numbers.amounts if a.noun in before]
        topic = (counted or before)[-1].counts if counted or before else self._topic
        if topic is Counts.OTHER and words.POINTING_BACK.isdisjoint(sentence.has):
            topic = None
        if topic is None and (sentence.named.categories or self._before.categories):
            topic = Counts.CASES
        return None if topic is None else Noun(topic, amount.last)

    # --- the rules ---

    def _judged(
        self, place: TextPlace, said: _Said, amounts: Sequence[Amount]
    ) -> Iterator[Finding]:
        amount, noun = said.amount, said.noun
        if noun is not None and noun.counts is Counts.TIME:
            if (spent := _spent_on(said.sentence, noun)) is not None:
                why = "Tijd die gesprekken of zaken kostten, toont dit verslag niet."
                words_ = said.sentence.said(min(amount.at, spent.at), max(noun.at, spent.at))
                yield _finding(place, words_, "", None, why)
            return
        if self._is_free(said):
            return
        waived = _is_whole(said, amounts)
        told = list(self._shown.told(said.near, amount, noun, said.sentence, waived=waived))
        if not told and not said.near.categories:
            told = list(self._shown.told(said.all, amount, noun, said.sentence, waived=waived))
        if (leak := self._leak(said, told)) is not None:
            yield self._given_away(place, said, leak)
            return
        if told or amount.way in (Way.ONE, Way.NONE, Way.ORDINAL):
            return
        if not said.sentence.is_dutch:
            if not self._shown.is_total(amount.number):
                why = "In een andere taal kan niet worden nagegaan wat een getal telt."
                yield _finding(place, _words(said), "", None, why)
            return
        yield from self._unshown(place, said)

    def _leak(self, said: _Said, told: Sequence[Figure]) -> Untold | None:
        """The figure that a number gives away, unless it is told for all that stands there."""
        amount = said.amount
        sentence = said.sentence
        if amount.way in (Way.NONE, Way.ONE) and words.GENERAL & sentence.has:
            return None
        goes_on = sentence.named.categories or words.GOING_ON & sentence.has
        if amount.way is Way.NONE and said.noun is None and not goes_on:
            return None  # `geen van beiden heeft een functie`, whatever was named before
        about = said.near if told and said.near.categories else said.all
        found = self._secrets.given_by(amount.number, about)
        if said.noun is not None and said.noun.counts is Counts.TALKS:
            main = "contacts"
        elif said.noun is not None and said.sentence.word(said.noun.at) in words.MENTIONS:
            main = "mentions"
        else:
            main = "cases"
        for each in found:
            if not any(
                categories_of(figure) >= each.categories
                and (_measure(figure) == each.measure or _measure(figure).startswith(main))
                for figure in told
            ):
                return each
        return None

    def _unshown(self, place: TextPlace, said: _Said) -> Iterator[Finding]:
        """A count of ours that the report does not show like this."""
        amount, noun, sentence = said.amount, said.noun, said.sentence
        is_ours = noun is not None and noun.counts in OURS
        if amount.way is Way.MULTIPLE:
            is_ours = is_ours or bool(said.all.categories)
        about = said.near if said.near.categories else said.all
        partly = len(about.categories) > 1 and self._shown.is_shown_for_part(amount, about)
        if partly and (is_ours or amount.way is Way.TIMES):
            labels = dict.fromkeys(token.text for token in about.categories)
            yield _finding(place, _words(said), "", None, _crossing(labels))
            return
        is_multiple = amount.way is Way.MULTIPLE
        if not is_ours or (
            not is_multiple and self._shown.is_ordinary(said.all, amount, noun, sentence)
        ):
            return
        if self._shown.is_anywhere(amount.number):
            why = f"Het getal {amount.number} staat wel in dit verslag, maar niet voor wat u hier schrijft."
        else:
            why = "Dit verslag toont dat aantal niet, dus lezers zouden het alleen hieruit weten."
        yield _finding(place, _words(said), "", None, why)

    def _is_free(self, said: _Said) -> bool:  # noqa: PLR0911 - a list of what is free
        """Whether a number counts what is nobody's secret, whatever else the sentence names."""
        s, amount, noun = said.sentence, said.amount, said.noun
        label = amount.last + 1
        if label < len(s.tokens) and s.is_category(label) and not s.begins("verw", "doorv"):
            axes = {axis for axis, _ in s.tokens[label].places}
            if axes == {"referral"} and amount.way in (Way.COUNT, Way.ONE):
                return True
        if s.word(amount.last + 1) == "per" and amount.way is Way.TIMES:
            return True
        if s.word(amount.at) in words.BOTH and not s.named.categories:
            is_case = noun is not None and noun.counts in (Counts.CASES, Counts.TALKS)
            came = not words.DID.isdisjoint(s.has) and s.word(amount.at - 1) != "van"
            if amount.way is Way.COUNT and not is_case and not came:
                return True  # `beide afdelingen`, `geen van beiden heeft ...`
        if noun is None:
            return False
        if noun.counts is Counts.OTHER:
            return amount.way is not Way.NONE or not s.named.categories
        after = s.word(noun.at + 1)
        if after in words.ADVISER or (after == "als" and s.word(noun.at + 2) in words.ADVISER):
            return True
        if noun.counts is Counts.TALKS and amount.way is not Way.NONE and _is_with_body(s, noun.at):
            return True
        if noun.counts is Counts.PEOPLE and amount.way in (Way.COUNT, Way.ORDINAL):
            return self._is_audience(s, amount)
        return False

    def _is_audience(self, s: Sentence, amount: Amount) -> bool:
        """Whether people are those who came to listen or to learn."""
        has_work = s.begins(*words.OWN_WORK) or any(
            word.endswith(words.OWN_WORK) for word in s.words
        )
        if not has_work or s.begins(*words.TELLING):
            return False
        work = [n for n in range(amount.at) if s.word(n).endswith(words.OWN_WORK)]
        is_for = s.word(amount.at - 1) == "voor" or (
            s.word(amount.at - 2) == "voor" and s.word(amount.at - 1) in words.ARTICLES
        )
        return s.begins(*words.TAKING_PART) or (is_for and bool(work or has_work))

    # --- words for it ---

    def _given_away(self, place: TextPlace, said: _Said, leak: Untold) -> Finding:
        name = self._known.allowed.names.get(leak.id, "")
        cure = _ONE_CURE if said.amount.way in (Way.ONE, Way.NONE) else _CURE
        why = f"Dat verraadt ‘{name}’, en dat mag in deze editie niet te zien zijn."
        about = next((t.text for t in said.all.categories if t.places & leak.categories), "")
        return _finding(place, _words(said, leak), about, leak.id, why, cure, name)


def _measure(figure: Figure) -> str:
    return figure.id.partition("|")[0]


def _stands_alone(s: Sentence, amount: Amount) -> bool:
    """Whether nothing is named that a number counts: `drie over pesten`, `het waren er drie`."""
    after = s.after(amount.last)
    is_end = amount.last == len(s.tokens) - 1 or any(sign in after for sign in ",):(")
    return is_end or s.word(amount.last + 1) in words.NO_NOUN or s.word(amount.at - 1) == "er"


def _near(s: Sentence, amount: Amount, amounts: Sequence[Amount]) -> Named:
    """What the part of a sentence names in which a number stands, with parts that have no number."""
    clauses = s.clauses
    own = next(n for n, clause in enumerate(clauses) if amount.at in clause)
    filled = {a.at for a in amounts if _tells(a)}
    first = last = own
    while first > 0 and filled.isdisjoint(clauses[first - 1]):
        first -= 1
    while last + 1 < len(clauses) and filled.isdisjoint(clauses[last + 1]):
        last += 1
    begin = clauses[own][0]
    goes_on = not words.POINTING_BACK.isdisjoint(s.words[clauses[first][0] : clauses[own][-1] + 1])
    goes_on = goes_on or s.word(begin) in ("alle", "allemaal")
    own_names = s.names(range(clauses[first][0], clauses[last][-1] + 1))
    has_own = bool(s.names(clauses[own]).categories)
    if first > 0 and (goes_on or not has_own):
        first = 0
        own_names = s.names(range(clauses[last][-1] + 1))
    return own_names


def _tells(amount: Amount) -> bool:
    return amount.way in (Way.COUNT, Way.SHARE, Way.TIMES)


def _is_whole(said: _Said, amounts: Sequence[Amount]) -> bool:
    """`van de 61 zaken gingen er 25`: the first number need not be about all that is named."""
    s, at = said.sentence, said.amount.at
    of = s.word(at - 1) == "van" or (s.word(at - 1) in words.ARTICLES and s.word(at - 2) == "van")
    others = (a for a in amounts if a.at != at and _tells(a))
    return of and any(a.at > at or a.last in (at - 2, at - 3) for a in others)


def _is_with_body(s: Sentence, at: int) -> bool:
    """Whether talks are with those who run the organisation or speak for its people."""
    place = at + 1
    if s.word(place) != "met":
        return False
    place += 2 if s.word(place + 1) in (*words.ARTICLES, "een") else 1
    return s.word(place) in words.BODIES or (
        s.word(place) in ("bevoegd", "externe") and s.word(place + 1) in words.BODIES
    )


def _spent_on(s: Sentence, noun: Noun) -> Noun | None:
    """The cases or conversations that hours were spent on: told nowhere. `4 uur per week` was agreed."""
    numbers = Numbers(s)
    place = noun.at + 1
    while s.word(place) in words.SPENT_ON or s.word(place) in words.ARTICLES:
        place += 1
    found = numbers.noun_at(place) if place > noun.at + 1 else None
    ours = [n for n in ([found] if found else []) if n.counts in OURS]
    if words.LASTING & s.has:
        is_rule = s.has & {"duurt", "duren"} and not s.has & {"gemiddeld", "gemiddelde"}
        ours += [] if is_rule else [n for n in numbers.nouns if n.counts in OURS]
    fitting = (n for n in ours if n.counts is not Counts.PEOPLE and not _is_with_body(s, n.at))
    return next(fitting, None)


def _crossing(labels: Iterable[str]) -> str:
    names = " en ".join(f"‘{label}’" for label in labels)
    return f"Zo staat er een aantal voor {names} samen, en dat toont dit verslag niet."


def _words(said: _Said, leak: Untold | None = None) -> str:
    """From the number to what it counts, or to what it gives away."""
    amount, s = said.amount, said.sentence
    places = [amount.at, amount.last]
    if amount.noun is not None:
        places.append(amount.noun.at)
    if leak is not None:
        places += [
            n
            for n, token in enumerate(s.tokens)
            if s.is_category(n) and token.places & leak.categories
        ]
    return s.said(min(places), max(places))


def _finding(
    place: TextPlace,
    said: str,
    about: str,
    figure: str | None,
    why: str,
    cure: str = _CURE,
    name: str = "",
) -> Finding:
    if place.without_counts and figure is None:
        why, cure = _NO_COUNTS, _WITHOUT
    sentence = f"In uw eigen tekst bij ‘{place.title}’ staat ‘{said}’. {why} {cure}"
    return Finding(f"hoofdstuk ‘{place.title}’", said, about, figure, name, sentence)
