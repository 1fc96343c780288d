"""Numbers in running text: each must be a figure that is told, of the category it stands with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vp_desk.axes import PERIOD
from vp_desk.inspection.chance_claims import Claims, may_claim
from vp_desk.inspection.knowledge import Bounds, Figure, Knowledge, bounds_of
from vp_desk.inspection.model import Finding
from vp_desk.inspection.words import NUMBER_WORDS, Kind, Place, Token, canonical
from vp_desk.released import ReleasedTable, Shown
from vp_desk.reporting.told import GAP_WORDS, HIDDEN_WORDS

#: A sentence that begins so names rows of zeros.
_ZERO = "nul"
#: Sentences that begin so are lists of rows.
_LISTS = (_ZERO, "niet in de tabel")
#: How words begin that stand in the place of a figure.
_NO_FIGURE = frozenset((HIDDEN_WORDS.split()[0], GAP_WORDS.split()[0]))
#: What is counted, as it stands beside a number.
_COUNTED = frozenset(
    [
        "zaak",
        "zaken",
        "gesprek",
        "gesprekken",
        "vermelding",
        "vermeldingen",
        "melding",
        "meldingen",
        "melder",
        "melders",
        "kwestie",
        "kwesties",
        "persoon",
        "personen",
        "mensen",
        "keer",
        "medewerker",
        "medewerkers",
    ]
)
#: What our figures count: after a number in a word it is one of them.
_FIGURES = frozenset(
    ("zaak", "zaken", "gesprek", "gesprekken", "vermelding", "vermeldingen", "melding", "meldingen")
)
#: So near must a number in a word stand to a label.
_NEAR_WORD = 6
#: So near must a number stand to a label or to what is counted to be about it.
_NEAR = 3
#: A sentence that is longer is judged in pieces.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text that stands in one place."""

    text: str
    #: In Dutch, as in `Finding.where`.
    where: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A number, with what it is about."""

    text: str
    #: As `canonical` gives it.
    number: str
    #: The category that it stands with.
    owner: Token | None
    #: All that says which figure it is.
    named: tuple[Token, ...]


class Prose:
    """Checks texts, and remembers what they told."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known = knowledge
        self._claims = Claims(knowledge.allowed)
        self.told: dict[str, Bounds] = {}

    def check(self, text: str, where: str, *, owned_only: bool = False) -> Iterator[Finding]:
        """Judge one text.

        Args:
            text: as it was read.
            where: for the finding.
            owned_only: numbers mean nothing here unless a category stands with them.
        """
        yield from self.check_all([Segment(text, where)], owned_only=owned_only)

    def check_all(
        self,
        segments: Sequence[Segment],
        tables: Sequence[ReleasedTable] | None = None,
        *,
        owned_only: bool = False,
    ) -> Iterator[Finding]:
        """Judge a text that runs on over several places; each begins a sentence, unless it is known."""
        if not any(_may_count(s.text) or may_claim(s.text) for s in segments):
            return
        text, starts = "", list[int]()
        for segment in segments:
            starts.append(len(text))
            text += f"{segment.text}\n"
        sentence: list[Token] = []
        before: Token | None = None
        just_before: list[Token] = []
        for token in (*self._known.lexicon.tokens(text), Token(Kind.STOP, "", len(text))):
            if token.kind is not Kind.STOP:
                sentence.append(token)
                if len(sentence) < _LONGEST:
                    continue
            for at, finding in (
                *self._sentence(sentence, before, tables, owned=owned_only),
                *((sentence[0].start, f) for f in self._claims.check(sentence, just_before)),
            ):
                place = max(n for n, start in enumerate(starts) if start <= at)
                yield replace(finding, where=segments[place].where)
            labels = [each for each in sentence if is_category(each)]
            before = labels[-1] if labels else before
            just_before = labels if sentence else just_before
            sentence = []

    def _sentence(
        self,
        tokens: Sequence[Token],
        before: Token | None,
        tables: Sequence[ReleasedTable] | None,
        *,
        owned: bool,
    ) -> Iterator[tuple[int, Finding]]:
        tokens = self._with_odd_labels(tokens)
        has_category = any(is_category(token) for token in tokens)
        if tokens and tokens[0].text.lower() == _ZERO and has_category:
            yield from self._zeros(tokens, tables)
        is_list = " ".join(token.text for token in tokens[:4]).lower().startswith(_LISTS)
        labels = _labels(tokens)
        judged: dict[_Said, Finding | None] = {}
        for at, token in enumerate(tokens):
            number = _number_of(token)
            if is_list and self._is_row(token, tables):
                continue
            if token.kind is Kind.PHRASE and token.text in self._known.breaks:
                yield from self._in_break(token)
            if number is None or (token.kind is Kind.WORD and not _tells(tokens, at)):
                continue
            if (token.stuck or owned) and not has_category:
                continue
            said = _Said(token.text, number, *_owner_and_named(labels, at))
            if said not in judged:  # `1 1 1 1 ...`
                judged[said] = self._number(said, before, tables)
            if (finding := judged[said]) is not None:
                yield token.start, finding

    def _number(
        self, said: _Said, before: Token | None, tables: Sequence[ReleasedTable] | None
    ) -> Finding | None:
        number, owner = said.number, said.owner
        if owner is None and (number in self._known.rates or number in self._known.bands):
            return None
        if self.tells(number, self.meant(said.named, tables if owner else None)):
            return None
        beside = owner or before
        about = beside.text if beside else ""
        return self._known.finding("", said.text, about, coordinates(beside, *said.named))

    def meant(
        self, named: Sequence[Token], tables: Sequence[ReleasedTable] | None
    ) -> Iterator[Figure]:
        """The figures that words can mean: those at all places named, and totals of the year elsewhere."""
        owner = next((token for token in named if is_category(token)), None)
        figures = self._known.at(owner.places, tables) if owner else self._known.totals
        for figure in figures:
            free = dict(figure.places)
            for token in named:
                for axis, code in token.places:
                    if free.get(axis) == code:
                        del free[axis]
                        break
                else:
                    break
            else:
                usual = self._known.usual[figure.table.name]
                if all(code == usual[axis] for axis, code in free.items()):
                    yield figure

    def tells(self, number: str, figures: Iterable[Figure]) -> bool:
        """Whether a number is told as one of these figures; remembered when it is."""
        found = [figure for figure in figures if number in figure.texts]
        for figure in found:
            if bounds := bounds_of(figure.cell):
                self.told[figure.id] = bounds
        return bool(found)

    def _zeros(
        self, tokens: Sequence[Token], tables: Sequence[ReleasedTable] | None
    ) -> Iterator[tuple[int, Finding]]:
        for token in tokens:
            if not is_category(token):
                continue
            figures = self._known.at(token.places, tables)
            zeros = [figure for figure in figures if figure.cell == Shown(0)]
            self.told.update({figure.id: (0, 0) for figure in zeros})
            if figures and not zeros:
                finding = self._known.finding("", "0", token.text, coordinates(token))
                yield token.start, finding

    def _with_odd_labels(self, tokens: Sequence[Token]) -> list[Token]:
        """A number, year or word with a figure right behind it is a label where a category is called so.

        `12 34, Zaken niet getoond`: two units, of which the second is not told.
        """
        found = list(tokens)
        for at, (token, after) in enumerate(pairwise(tokens)):
            is_beside = after.start - token.start - len(token.text) <= 1
            is_figure = after.kind is Kind.NUMBER or after.text.lower() in _NO_FIGURE
            is_odd = token.text.isdigit() if token.kind is Kind.NUMBER else token.kind is Kind.WORD
            is_odd = is_odd or _is_period(token)
            if is_beside and is_figure and is_odd:
                called = self._known.lexicon.called(token.text)
                places = frozenset(place for place in called if place[0] != PERIOD)
                if places:
                    found[at] = replace(token, kind=Kind.LABEL, places=places)
        return found

    def _is_row(self, token: Token, tables: Sequence[ReleasedTable] | None) -> bool:
        """Whether a number is what a row of these tables is called: `Team` can be called `3`."""
        axes = {axis.key for table in tables or () for axis in table.axes} - {PERIOD}
        return any(axis in axes for axis, _ in self._known.lexicon.called(token.text))

    def _in_break(self, phrase: Token) -> Iterator[tuple[int, Finding]]:
        """What the adviser wrote of a break may not name a figure that is not told."""
        tokens = self._known.plain_lexicon.tokens(phrase.text)
        labels = _labels(tokens)
        for at, token in enumerate(tokens):
            number = _number_of(token)
            owner = _nearest(labels, at, is_category)
            if number is None or owner is None or not _counts(tokens, at):
                continue
            period = _nearest(labels, at, _is_period)
            figure = self._known.leaking(number, coordinates(owner, period))
            if figure is not None and not self.tells(number, self._known.at(owner.places)):
                found = self._known.finding("", token.text, owner.text, figure=figure)
                yield phrase.start, found


def _may_count(text: str) -> bool:
    lower = text.lower()
    return any(char.isdigit() for char in text) or any(w in lower for w in (*NUMBER_WORDS, _ZERO))


#: The labels among some tokens, each with its place.
_Labels = Sequence[tuple[int, Token]]


def _labels(tokens: Sequence[Token]) -> _Labels:
    return [(at, token) for at, token in enumerate(tokens) if token.kind is Kind.LABEL]


def _owner_and_named(labels: _Labels, at: int) -> tuple[Token | None, tuple[Token, ...]]:
    owner = _nearest(labels, at, is_category)
    period = _nearest(labels, at, _is_period)
    others = [
        each
        for place, each in labels
        if place < at and owner and is_category(each) and _axes(each).isdisjoint(_axes(owner))
    ]
    return owner, tuple(each for each in (owner, period, *others[-1:]) if each is not None)


def is_category(token: Token) -> bool:
    """Whether a token is the label of a category."""
    return token.kind is Kind.LABEL and any(axis != PERIOD for axis, _ in token.places)


def _is_period(token: Token) -> bool:
    return token.kind is Kind.LABEL and all(axis == PERIOD for axis, _ in token.places)


def _axes(token: Token) -> frozenset[str]:
    return frozenset(axis for axis, _ in token.places)


def coordinates(*tokens: Token | None) -> list[frozenset[Place]]:
    """Where the labels among some tokens lie."""
    return [token.places for token in tokens if token is not None]


def _number_of(token: Token) -> str | None:
    """The number that a token tells, in digits or in a word."""
    if token.kind is Kind.NUMBER:
        return canonical(token.text)
    if token.kind is Kind.WORD and (value := NUMBER_WORDS.get(token.text.lower())):
        return str(value)
    return None


def _nearest(labels: _Labels, at: int, fits: Callable[[Token], bool]) -> Token | None:
    """The last label before a place that fits; else the first after it."""
    before = (token for place, token in reversed(labels) if place < at)
    after = (token for place, token in labels if place > at)
    return next((token for token in (*before, *after) if fits(token)), None)


def _tells(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number in a word tells a figure: a category is near, or it counts cases or talks."""
    near = tokens[max(at - _NEAR_WORD, 0) : at + _NEAR_WORD + 1]
    noun = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    return noun in _FIGURES or any(is_category(token) for token in near)


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number counts something: a noun of what is counted, or a label, is near."""
    near = tokens[max(at - 1, 0) : at + _NEAR]
    return any(is_category(token) or token.text.lower() in _COUNTED for token in near)
