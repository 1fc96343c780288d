"""What a text says of chance and change: a saying, a direction or a rate is as telling as a figure.

The sayings are made once more, from the tables that may be told. A sentence that says another thing of a
row, or anything of a row of which the figure of this year is not told, is a finding, also without a number.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vp_desk.axes import PERIOD, TOTAL
from vp_desk.chance import (
    Direction,
    Judgement,
    LineSaying,
    Saying,
    Verdict,
    YearCount,
    comparable,
    count_interval,
)
from vp_desk.dutch import decimal, number
from vp_desk.inspection.model import Allowed, Finding
from vp_desk.inspection.words import Kind, Token
from vp_desk.released import ReleasedTable
from vp_desk.released_chance import judge_table, linked_in, told_row
from vp_desk.reporting.ratios import LEAST_BASE

_NUMERALS: Final = (
    *(
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
    ),
    *("veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)
#: More than one year or question is told of in these; they count nothing of an organisation.
_STANDING: Final = (
    *(f"{numeral} vergelijkingen" for numeral in _NUMERALS),
    *(f"deze {numeral} jaren" for numeral in _NUMERALS),
    "aan één jaar",
    "samen één keer tellen",
    "vijf jaren op rij",
    "nieuwe zaken per 100 medewerkers, met tussen haakjes",
)
#: Words of change and chance: of a row that is not told none of them may be said.
_CHANGE: Final = re.compile(
    r"\b(?:stijg\w*|gestegen|da(?:al|l)(?:t|de|den|end|ende|ing)\w*|gedaald|to(?:e|ege)n(?:om|am|ame|omen)\w*"
    r"|af(?:ge)?n(?:am|ame|omen)\w*|verdubbel\w*|gehalveerd|halver\w*|hoger|lager|groter|kleiner|toeval|verschil"
    r"|lijn|gemiddeld|vaker|minder vaak)\b"
)
_TIMES: Final = re.compile(r"1 op de ([\d.]+)")
_AVERAGE: Final = re.compile(r"gemiddeld ([\d.,]+) per jaar")

_NO_ROW: Final = re.compile(r"bij geen enkel type is te zien")

_Fits = Callable[[Verdict], bool]


def _says(*sayings: Saying) -> _Fits:
    return lambda verdict: verdict.saying in sayings


def _line(*sayings: LineSaying, way: Direction | None = None) -> _Fits:
    return lambda verdict: (
        verdict.line_saying in sayings
        and (way is None or (verdict.trend is not None and verdict.trend.direction is way))
    )


#: Words → which verdicts they are right of; the first that are found in a sentence count.
_CLAIMS: Final[Sequence[tuple[re.Pattern[str], _Fits]]] = tuple(
    (re.compile(words), fits)
    for words, fits in (
        (
            r"lijn.*kan ook komen doordat|kan de .*lijn ook komen doordat",
            _line(LineSaying.TOGETHER),
        ),
        (r"ook komen doordat meer zaken over", _says(Saying.TOGETHER)),
        (r"geen stijgende of dalende lijn", _line(LineSaying.NO_LINE)),
        (r"stijgende of dalende lijn van toeval", _line(LineSaying.TOO_FEW)),
        (r"stijgende of dalende lijn aan", _line(LineSaying.ONE_YEAR)),
        (r"stijgende of dalende lijn is pas", _line(LineSaying.TOO_SHORT)),
        (r"lijn(?! aan).*geen bewijs", _line(LineSaying.ONE_OF_MANY, LineSaying.ONE_YEAR)),
        (r"stijgende lijn.*groter", _line(LineSaying.BEYOND_CHANCE, way=Direction.UP)),
        (r"dalende lijn.*groter", _line(LineSaying.BEYOND_CHANCE, way=Direction.DOWN)),
        (r"lijn.*hangt aan", _line(LineSaying.ONE_YEAR)),
        (r"toeval mag verwachten", _says(Saying.BEYOND_CHANCE)),
        (r"heel vaak door toeval", _says(Saying.MOST_YEARS)),
        (
            r"een verschil als dit vaak door toeval|ontstaat vaak door toeval",
            _says(Saying.MANY_YEARS),
        ),
        (r"door toeval komen", _says(Saying.SOME_YEARS)),
        (r"lijkt het verschil groot|dit verschil is daarom geen bewijs", _says(Saying.ONE_OF_MANY)),
        (r"te weinig meldingen", _says(Saying.TOO_FEW)),
        (r"geen eerder jaar", _says(Saying.ALONE)),
    )
)


@dataclass(frozen=True, slots=True)
class _Course:
    """A table of cases by years, and what may be said of it."""

    table: ReleasedTable
    judgement: Judgement
    staff: Mapping[int, float]

    @property
    def axis(self) -> str:
        return next(axis.key for axis in self.table.axes if axis.key != PERIOD)

    def verdict(self, code: str) -> Verdict | None:
        return self.judgement.total if code == TOTAL else self.judgement.rows.get(code)

    def figure(self, code: str) -> str:
        """Id of the figure of a row in the last year."""
        last = self.table.axis(PERIOD).nodes[-1].code
        return self.table.ids[tuple(last if a.key == PERIOD else code for a in self.table.axes)]

    def years(self, code: str) -> Sequence[YearCount]:
        row = told_row(self.table, code, self.staff)
        return () if row is None else comparable(row.series, row.breaks)

    @property
    def codes(self) -> Iterator[str]:
        yield from (TOTAL, *self.judgement.rows)


def courses(allowed: Allowed) -> Iterator[_Course]:
    """Every table with more years than one, as these readers get it."""
    year, staff = allowed.facts.year.year, allowed.facts.headcounts
    for part in allowed.publications:
        linked = linked_in(part)
        for table in part.tables.values():
            years = [node for node in table.axis(PERIOD).nodes if node.depth == 1]
            if len(years) > 1 and len(table.axes) == 2:
                yield _Course(table, judge_table(table, year, staff, linked), staff)


def chance_texts(allowed: Allowed) -> Iterator[str]:
    """Numbers that follow from figures that are told, in the words that go with them."""
    yield from _STANDING
    for course in courses(allowed):
        for code in course.codes:
            if verdict := course.verdict(code):
                yield from (f"1 op de {n}" for n in _times(verdict))
            if earlier := course.years(code)[:-1]:
                yield _average(earlier)
                yield from _single(earlier, allowed)
        yield from _rates(course)


def _times(verdict: Verdict) -> Iterator[str]:
    if verdict.comparison is not None and verdict.comparison.p:
        yield number(round(1 / verdict.comparison.p))


def _average(earlier: Sequence[YearCount]) -> str:
    return f"gemiddeld {decimal(sum(p.count for p in earlier) / len(earlier))} per jaar"


def _single(earlier: Sequence[YearCount], allowed: Allowed) -> Iterator[str]:
    if len(earlier) == 1:
        label = allowed.facts.year.previous(allowed.facts.year.year - earlier[0].year).label
        yield f"tegen {number(earlier[0].count)} in {label}"


def _rates(course: _Course) -> Iterator[str]:
    row = told_row(course.table, TOTAL, course.staff)
    points = () if row is None else row.series
    for point in points:
        if staff := _people([point]):
            found, rate = count_interval(point.count), 100 / staff
            bounds = f"{decimal(found.low * rate)} tot {decimal(found.high * rate)}"
            label = course.table.axis(PERIOD).by_code[str(point.year)].label
            yield f"{label}: {_per_100([point])} per 100 medewerkers ({bounds})"
    earlier, now = course.years(TOTAL)[:-1], course.years(TOTAL)[-1:]
    if _people(earlier) and _people(now):
        yield f"Per 100 medewerkers is dat {_per_100(now)}, tegen {_per_100(earlier)} in"


def _without_change(course: _Course) -> bool:
    """Whether no row may be said to differ by more than chance."""
    rows = course.judgement.rows.values()
    return not any(
        verdict.saying is Saying.BEYOND_CHANCE or verdict.line_saying is LineSaying.BEYOND_CHANCE
        for verdict in rows
    )


def _people(points: Sequence[YearCount]) -> float:
    """All of them together; zero when those of a year are not known or too few."""
    people = [point.exposure or 0.0 for point in points]
    return sum(people) if people and min(people) >= LEAST_BASE else 0.0


def _per_100(points: Sequence[YearCount]) -> str:
    return decimal(100 * sum(point.count for point in points) / _people(points))


def may_claim(text: str) -> bool:
    """Whether a text may say something of chance or change."""
    lower = " ".join(text.lower().split())
    return bool(_CHANGE.search(lower) or _NO_ROW.search(lower)) or any(
        words.search(lower) for words, _ in _CLAIMS
    )


class Claims:
    """Judges what sentences say of chance and change."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._courses = tuple(courses(allowed))
        self._axes = {course.axis for course in self._courses}

    def check(self, tokens: Sequence[Token], before: Sequence[Token]) -> Iterator[Finding]:
        """Judge one sentence.

        Args:
            tokens: of the sentence.
            before: labels of categories in the sentence right before; a saying without any is about those.
        """
        # Texts that are known as a whole are standing ones, or those of the adviser, which are judged apart.
        known = (Kind.LABEL, Kind.PHRASE)
        text = " ".join(token.text.lower() for token in tokens if token.kind not in known)
        if _NO_ROW.search(text):
            if not any(map(_without_change, self._courses)):
                yield self._finding(None)
            return
        claim = next((fits for words, fits in _CLAIMS if words.search(text)), None)
        times, average = set(_TIMES.findall(text)), _AVERAGE.search(text)
        labels = [token for token in tokens if _on(token, self._axes)]
        if claim is None and not times and average is None:
            if _CHANGE.search(text):
                yield from (self._finding(t) for t in labels if not any(self._verdicts(t)))
            return
        others = [t for t in tokens if t.kind is Kind.LABEL and not _on(t, {*self._axes, PERIOD})]
        yield from (self._finding(token) for token in others)
        about = labels or (list(before) if claim else [])
        if not about and not others:
            totals = [(course, course.judgement.total) for course in self._courses]
            if not any(v and self._fits(c, TOTAL, v, claim, times, average) for c, v in totals):
                yield self._finding(None)
        for token in about:
            if not any(
                self._fits(course, code, verdict, claim, times, average)
                for course, code, verdict in self._verdicts(token)
            ):
                yield self._finding(token)

    def _rows(self, token: Token | None) -> Iterator[tuple[_Course, str]]:
        for course in self._courses:
            for axis, code in token.places if token else ():
                if axis == course.axis and code in course.table.axis(axis).by_code:
                    yield course, code

    def _verdicts(self, token: Token) -> Iterator[tuple[_Course, str, Verdict]]:
        for course, code in self._rows(token):
            if (verdict := course.verdict(code)) is not None:
                yield course, code, verdict

    @staticmethod
    def _fits(
        course: _Course,
        code: str,
        verdict: Verdict,
        claim: _Fits | None,
        times: Iterable[str],
        average: re.Match[str] | None,
    ) -> bool:
        if claim is not None and not claim(verdict):
            return False
        if average is not None and average[0] != _average(course.years(code)[:-1]):
            return False
        told = [int(each.replace(".", "")) for each in times]
        mine = [int(each.replace(".", "")) for each in _times(verdict)]
        # Of more rows together the first and the last number of years are told.
        return not told or any(min(told) <= each <= max(told) for each in mine)

    def _finding(self, token: Token | None) -> Finding:
        about = token.text if token else ""
        beside = f"bij ‘{about}’ " if about else ""
        words = (
            f"In het verslag staat {beside}een uitspraak over verandering of toeval die niet volgt uit wat "
            "deze editie mag tonen."
        )
        figure = next((course.figure(code) for course, code in self._rows(token)), None)
        name = self._allowed.names.get(figure, "") if figure else ""
        return Finding("", "", about, figure, name, words)


def _on(token: Token, axes: Iterable[str]) -> bool:
    """Whether a token is the label of a category along one of these axes."""
    return token.kind is Kind.LABEL and any(axis in axes for axis, _ in token.places)
