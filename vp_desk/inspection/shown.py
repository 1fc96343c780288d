"""The figures that a report shows, to look a number of the adviser's own text up in."""

from collections.abc import Iterator

from vp_desk.axes import PERIOD
from vp_desk.inspection import counting as words
from vp_desk.inspection.amounts import Amount, Counts, Noun, Way
from vp_desk.inspection.knowledge import Figure, Knowledge
from vp_desk.inspection.sentences import Named, Sentence
from vp_desk.inspection.untold import categories_of, fitting, period_of
from vp_desk.released import Shown

#: What our figures count.
_TALKS, _CASES, _MENTIONS = "gesprekken", "zaken", "vermeldingen"
#: A share that is said loosely differs by no more than so many points from what is shown.
_ROUGH = 3
_HALVES = {"eerste": (1, 2), "tweede": (3, 4)}


class ShownFigures:
    """What these readers get."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self._by_text: dict[str, list[Figure]] = {}
        #: Those about everyone.
        self._totals: dict[str, list[Figure]] = {}
        for figure in known.figures.values():
            for text in figure.texts:
                self._by_text.setdefault(text, []).append(figure)
                if not categories_of(figure):
                    self._totals.setdefault(text, []).append(figure)
        self._usual = {name: usual[PERIOD] for name, usual in known.usual.items()}
        self._most = max(known.allowed.exact.values(), default=0)

    def told(
        self, named: Named, amount: Amount, noun: Noun | None, s: Sentence, *, waived: bool = False
    ) -> Iterator[Figure]:
        """The figures that a number can be, of what is named beside it.

        Args:
            named: by the words.
            amount: the number.
            noun: what it counts.
            s: its sentence.
            waived: whether it may be about less than all that is named.
        """
        measures = self._measures(named, noun, s)
        if measures is None:
            return
        needed = [] if waived else named.needed
        by_text = self._by_text if named.categories else self._totals
        for text in self._texts(amount):
            for figure in fitting(by_text.get(text, ()), named, needed, self._usual):
                if figure.table.measure in measures:
                    yield figure
        yield from self._half_year(amount, s, measures)

    def _texts(self, amount: Amount) -> list[str]:
        if amount.way is Way.SHARE and amount.rough and amount.number[:-1].isdigit():
            share = int(amount.number[:-1])
            return [f"{n}%" for n in range(share - _ROUGH, share + _ROUGH + 1)]
        return [] if amount.way is Way.MULTIPLE else [amount.number]

    def _measures(self, named: Named, noun: Noun | None, s: Sentence) -> set[str] | None:
        word = s.word(noun.at) if noun is not None else ""
        has_category = bool(named.categories)
        if noun is None:
            return {_CASES, _TALKS, _MENTIONS}
        if noun.counts is Counts.PEOPLE and word not in words.ANYONE and not has_category:
            return None
        if word in words.MENTIONS:
            return {_MENTIONS}
        if noun.counts is Counts.TALKS:
            return {_TALKS}
        measures = {_CASES}
        measures |= {_MENTIONS} if has_category else set()
        return measures | {m for m, stems in words.OTHER_CASES.items() if s.begins(*stems)}

    def _half_year(self, amount: Amount, s: Sentence, measures: set[str]) -> Iterator[Figure]:
        """`in de eerste helft van het jaar`: two quarters that are shown make it."""
        if "helft" not in s.has or not amount.number.isdigit():
            return
        which = _HALVES.get(s.word(s.words.index("helft") - 1))
        if which is None:
            return
        for table in self._known.tables.values():
            if table.measure not in measures or table.name not in self._usual:
                continue
            year = self._usual[table.name]
            quarters = [self._known.figures.get((table.name, (f"{year}.{n}",))) for n in which]
            cells = [figure.cell for figure in quarters if figure is not None]
            values = [cell.value for cell in cells if isinstance(cell, Shown)]
            if len(values) == 2 and sum(values) == int(amount.number):
                yield from (figure for figure in quarters if figure is not None)

    def is_total(self, number: str) -> bool:
        """Whether it is told of everyone."""
        return any(figure.is_total for figure in self._by_text.get(number, ()))

    def is_anywhere(self, number: str) -> bool:
        """Whether any figure is written so."""
        return number in self._by_text

    def is_shown_for_part(self, amount: Amount, named: Named) -> bool:
        """Whether it is the figure of some of the categories that are named."""
        return any(
            categories_of(figure) and categories_of(figure) <= named.places
            for figure in self._by_text.get(amount.number, ())
        )

    def is_ordinary(self, named: Named, amount: Amount, noun: Noun | None, s: Sentence) -> bool:
        """Whether a count that no table shows tells nothing of the cases: of all staff, or what may be."""
        if noun is None:
            return True
        if amount.way is Way.SHARE:
            return noun.counts is Counts.PEOPLE
        number = amount.number
        no_category = not named.categories
        is_rule = words.EVERYONE & set(s.words[: amount.at]) or "recht" in s.has
        return bool(
            (s.word(noun.at + 1) == "per" and number in self._known.rates)
            or ("per" in s.has and self._is_average(number))
            or (noun.counts is Counts.PEOPLE and self._is_everyone(amount, s))
            or (noun.counts is Counts.TALKS and is_rule)
            or ("intervisie" in s.has and no_category and noun.counts is Counts.CASES)
            or ("drempel" in s.has and no_category and self._is_threshold(number))
            or (s.begins(*words.CHANGED) and no_category and self._is_difference(number))
            or self._is_saying(amount, noun, s)
        )

    def _is_threshold(self, number: str) -> bool:
        return number in {str(part.threshold) for part in self._known.allowed.publications}

    def _is_difference(self, number: str) -> bool:
        """`met 9 toegenomen`: between the totals of two years that are shown."""
        totals = [
            figure.cell.value
            for figure in self._known.totals
            if figure.table.measure == _CASES and isinstance(figure.cell, Shown)
            if "." not in period_of(figure)
        ]
        return number in {str(abs(one - two)) for one in totals for two in totals if one != two}

    def _is_everyone(self, amount: Amount, s: Sentence) -> bool:
        """Whether people are not those of the cases: all staff, or more than we count."""
        number = amount.number
        work = {str(line.participants) for line in self._known.allowed.facts.work.kinds}
        is_work = number in work and s.begins(*words.OWN_WORK) and not s.named.needed
        return (
            number == str(self._known.allowed.facts.headcount)
            or (number.isdigit() and int(number) > self._most)
            or s.word(amount.at) in words.BOTH
            or is_work
            or (
                s.word(amount.at - 1) in ("uit", "met")
                and s.word(amount.at - 2).startswith("besta")
            )
            or ("samen" in s.has and s.begins("werk"))
        )

    def _is_average(self, number: str) -> bool:
        """`gemiddeld 2,4 gesprekken per zaak`, of what is told of the year."""
        totals = {
            figure.table.measure: figure.cell.value
            for figure in self._known.totals
            if isinstance(figure.cell, Shown)
            and period_of(figure) == self._usual[figure.table.name]
        }
        talks, cases = totals.get(_TALKS), totals.get(_CASES)
        if not talks or not cases:
            return False
        return number in (str(int(talks / cases + 0.5)), f"{talks / cases:.1f}".replace(".", ","))

    @staticmethod
    def _is_saying(amount: Amount, noun: Noun, s: Sentence) -> bool:
        """`in beide gevallen`, `één gesprek is soms al genoeg`, `in 9 van de 10 gevallen`."""
        word = s.word(noun.at)
        if s.word(amount.at) in words.BOTH and word in (
            "gevallen",
            "situaties",
            "partijen",
        ):
            return True
        if word == "gevallen" and amount.number in ("9", "10") and "9 van de 10" in s.text:
            return True
        if amount.number != "1":
            return False
        if words.GENERAL & s.has:
            return True
        is_anyone = word in ("persoon", "iemand", "collega")
        return is_anyone and bool(words.ASSIGNED & s.has)
