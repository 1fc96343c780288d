"""What chance says of the years of a trend, in the sentences of a report: the words for many rows together.

All of it follows from released cells that are told exactly (`released_chance`). A row of which the figure of
this year is not told is named as such, and nothing else is said of it: not even a direction.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vp_desk.axes import PERIOD, TOTAL, Node
from vp_desk.chance import (
    Direction,
    Judgement,
    LineSaying,
    Linked,
    Row,
    Saying,
    Verdict,
    YearCount,
    comparable,
)
from vp_desk.chance_words import ALWAYS, among_words, difference_words, line_words, years_words
from vp_desk.dutch import listing, number
from vp_desk.released import ReleasedTable
from vp_desk.released_chance import is_untold, judge_table, told_row
from vp_desk.reporting.document import Block, BulletList, Paragraph, Section, paragraph, strong
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import Blank, Ratio, average, rate_over, reach_of_rate
from vp_desk.taxonomy import UNKNOWN
from vp_desk.telling import JOINT

TITLE: Final = "Wat is te zeggen over toeval?"
_INTRO: Final = (
    "Aantallen gaan elk jaar op en neer, ook als er niets verandert. Hier staat wat daarover te zeggen is. "
    "Over een aantal dat niet getoond wordt, zeggen wij niets."
)
_NO_CAUSE: Final = "over de oorzaak zeggen de cijfers niets"
_ALONE: Final = "Er is geen eerder jaar met een getoond aantal om mee te vergelijken"
_NO_PROOF: Final = "geen bewijs van verandering"
#: Of years in which cases may be about one matter, and of years of which that is not known.
_LINKED: Final = (
    "Soms komen meer mensen over dezelfde kwestie. Hun zaken komen samen, niet los van elkaar. Wat hier staat, "
    "klopt ook als wij zulke zaken samen één keer tellen."
)
_NOT_KNOWN: Final = (
    "Niet van alle jaren is bekend of er zaken waren over dezelfde kwestie. Elke zaak van die jaren telt hier "
    "apart. Kwamen mensen samen, dan is een verschil eerder toeval dan hier staat."
)
#: Sayings in which stands in how many years chance does as much.
_WITH_YEARS: Final = (Saying.MANY_YEARS, Saying.SOME_YEARS)
#: What stands in the summary when no row may be said to differ.
NO_ROW: Final = (
    "Bij geen enkel type is te zien dat er meer aan de hand is dan toeval. Het hoofdstuk ‘Meerjarentrend’ "
    "legt dat uit."
)


@dataclass(frozen=True)
class Chance:
    """What may be said of one table of cases by years."""

    table: ReleasedTable
    facts: ReportFacts
    judgement: Judgement
    total: Row | None
    #: What is told of cases that are about one matter.
    linked: Linked

    @property
    def year(self) -> str:
        """The reporting year in words."""
        return self.facts.year.label

    def earlier(self, code: str) -> Sequence[YearCount]:
        """The years of a row that this year was laid beside."""
        row = told_row(self.table, code, self.facts.headcounts)
        return () if row is None else comparable(row.series, row.breaks)[:-1]

    @property
    def nodes(self) -> Sequence[Node]:
        """The rows that are asked about, in the order of the table."""
        axis = next(axis for axis in self.table.axes if axis.key != PERIOD)
        return [node for node in axis.nodes if node.depth == 1 and node.code != UNKNOWN]

    def of_years(self, points: Sequence[YearCount]) -> str:
        """Some years in words: `2021 tot en met 2024`, `2021 en 2024`."""
        labels = [self.table.axis(PERIOD).by_code[str(point.year)].label for point in points]
        on_a_row = points[-1].year - points[0].year == len(points) - 1
        if len(points) > 2 and on_a_row:
            return f"{labels[0]} tot en met {labels[-1]}"
        return listing(labels)

    def against(self, earlier: Sequence[YearCount]) -> str:
        """What this year is laid beside: `tegen gemiddeld 18,3 per jaar in 2021 tot en met 2024`."""
        if len(earlier) == 1:
            return f"tegen {number(earlier[0].count)} in {self.of_years(earlier)}"
        return f"tegen gemiddeld {average(earlier).text} per jaar in {self.of_years(earlier)}"


def chance_of(table: ReleasedTable, facts: ReportFacts, linked: Linked) -> Chance:
    """What may be said of a table of cases by types and years.

    Args:
        table: as it may be told.
        facts: with the members of staff of each year.
        linked: what is told of cases that are about one matter.
    """
    judgement = judge_table(table, facts.year.year, facts.headcounts, linked)
    return Chance(table, facts, judgement, told_row(table, TOTAL, facts.headcounts), linked)


def chance_section(chance: Chance) -> Section:
    """The part of the chapter on several years about chance."""
    blocks: list[Block] = [paragraph(_INTRO), *_matters(chance), _total(chance)]
    if chance.judgement.total is not None:
        blocks.append(paragraph(_line(chance.judgement.total)))
    if points := [*_rows(chance), *_silent(chance)]:
        lead = f"Alleen {chance.year} vergeleken met de jaren ervoor, per type:"
        blocks += [paragraph(lead), _list(points)]
    if points := [*_lines(chance)]:
        blocks += [paragraph("Alle jaren samen, per type:"), _list(points)]
    blocks += [*_rates(chance), paragraph(strong(ALWAYS))]
    return Section(TITLE, 2, tuple(blocks))


def chance_in_short(chance: Chance) -> Iterator[Paragraph]:
    """The same for the summary: of the total, and of rows that differ by more than chance."""
    if chance.judgement.total is not None:
        yield _total(chance)
    beyond = [*_beyond(chance), *_lines_beyond(chance)]
    yield from map(paragraph, beyond)
    if not beyond and any(v.saying is not Saying.ALONE for v in chance.judgement.rows.values()):
        yield paragraph(NO_ROW)


def _list(points: Sequence[str]) -> BulletList:
    return BulletList(tuple(map(paragraph, points)))


def _matters(chance: Chance) -> Iterator[Paragraph]:
    """How cases about one matter were reckoned with."""
    years = [point.year for point in chance.total.series] if chance.total else []
    told = [chance.linked[year] for year in years if year in chance.linked]
    if any(high for _, high in told):
        yield paragraph(_LINKED)
    if len(told) < len(years):
        yield paragraph(_NOT_KNOWN)


def _total(chance: Chance) -> Paragraph:
    verdict = chance.judgement.total
    if verdict is None or chance.total is None:
        untold = is_untold(chance.table, TOTAL, chance.facts.year.code)
        why = "het niet precies getoond wordt" if untold else "er een opmerking bij dat jaar hoort"
        return paragraph(f"Over het totaal van {chance.year} staat hier niets, omdat {why}.")
    now, earlier = chance.total.series[-1], chance.earlier(TOTAL)
    cases = f"{number(now.count)} {'nieuwe zaak' if now.count == 1 else 'nieuwe zaken'}"
    begin = f"In {chance.year} {'was' if now.count == 1 else 'waren'} er "
    if not earlier:
        words = f". {_ALONE}."
        return paragraph(begin, strong(cases), words)
    told = f", {chance.against(earlier)}."
    rates = rate_over([now]), rate_over(earlier)
    if all(isinstance(rate, Ratio) for rate in rates):
        first, second = (rate.text for rate in rates if isinstance(rate, Ratio))
        before = "het jaar" if len(earlier) == 1 else "de jaren"
        told += f" Per 100 medewerkers is dat {first}, tegen {second} in {before} ervoor."
    saying = difference_words(verdict.saying, verdict.comparison, verdict.questions)
    return paragraph(begin, strong(cases), f"{told} {saying}")


def _line(verdict: Verdict) -> str:
    return line_words(verdict.line_saying, verdict.trend, verdict.questions)


def _rows(chance: Chance) -> Iterator[str]:
    """One sentence for all rows of which the same is to be said: the same number of years too."""
    groups: dict[Saying, dict[str, dict[str, Verdict]]] = defaultdict(lambda: defaultdict(dict))
    for node in chance.nodes:
        if (verdict := chance.judgement.rows.get(node.code)) is not None:
            often = "" if verdict.comparison is None else years_words([verdict.comparison.p])
            often = often if verdict.saying in _WITH_YEARS else ""
            groups[verdict.saying][often][_name(node)] = verdict
    yield from _beyond(chance)
    for saying in reversed(Saying):
        if saying in groups and saying is not Saying.BEYOND_CHANCE:
            yield from (_of_group(saying, rows) for rows in groups[saying].values())


def _of_group(saying: Saying, rows: Mapping[str, Verdict]) -> str:
    names = listing([*rows])
    times = years_words([v.comparison.p for v in rows.values() if v.comparison])
    questions = max(verdict.questions for verdict in rows.values())
    return {
        Saying.ALONE: f"Bij {names} is er geen eerder jaar met een getoond aantal om mee te vergelijken; "
        "of dit jaar anders is, valt dus niet te zeggen.",
        Saying.TOO_FEW: f"Bij {names} zijn er te weinig meldingen om een verandering van toeval te "
        "onderscheiden; iets kan er wel veranderd zijn.",
        Saying.MOST_YEARS: f"Bij {names} ontstaat een verschil als dit heel vaak door toeval: ook als er niets "
        "veranderd is, zie je dat in de meeste jaren.",
        Saying.MANY_YEARS: f"Bij {names} ontstaat een verschil als dit vaak door toeval: ook als er niets "
        f"veranderd is, zie je in ongeveer {times} een verschil dat minstens zo groot is.",
        Saying.SOME_YEARS: f"Bij {names} kan het verschil door toeval komen: ook als er niets veranderd is, "
        f"zie je in ongeveer {times} een verschil dat minstens zo groot is.",
        Saying.TOGETHER: f"Bij {names} kan het verschil ook komen doordat meer zaken over dezelfde kwestie "
        f"gaan; het is daarom {_NO_PROOF}.",
        Saying.ONE_OF_MANY: f"Bij {names} lijkt het verschil groot, maar het is {_NO_PROOF}: "
        f"{among_words(questions)}.",
    }[saying]


def _beyond(chance: Chance) -> Iterator[str]:
    for node in chance.nodes:
        verdict = chance.judgement.rows.get(node.code)
        if verdict is None or verdict.saying is not Saying.BEYOND_CHANCE or not verdict.comparison:
            continue
        earlier, count = chance.earlier(node.code), verdict.comparison.now
        yield (
            f"Bij {_name(node)} is het verschil groter dan je door toeval mag verwachten: {number(count)} "
            f"{'zaak' if count == 1 else 'zaken'} in {chance.year}, {chance.against(earlier)}; {_NO_CAUSE}."
        )


def _lines(chance: Chance) -> Iterator[str]:
    groups: dict[LineSaying, list[str]] = defaultdict(list)
    for node in chance.nodes:
        if (verdict := chance.judgement.rows.get(node.code)) is not None:
            groups[verdict.line_saying].append(_name(node))
    yield from _lines_beyond(chance)
    questions = max((v.questions for v in chance.judgement.every), default=1)
    words = {
        LineSaying.TOGETHER: "kan de stijgende of dalende lijn ook komen doordat meer zaken over dezelfde "
        f"kwestie gaan; zij is daarom {_NO_PROOF}.",
        LineSaying.ONE_OF_MANY: f"lijkt er een stijgende of dalende lijn te zijn, maar die is {_NO_PROOF}: "
        f"{among_words(questions)}.",
        LineSaying.ONE_YEAR: f"hangt de stijgende of dalende lijn aan één jaar; zij is daarom {_NO_PROOF}.",
        LineSaying.NO_LINE: "is er geen stijgende of dalende lijn die groter is dan je door toeval mag "
        "verwachten.",
    }
    for saying, told in words.items():
        if groups[saying]:
            yield f"Bij {listing(groups[saying])} {told}"


def _lines_beyond(chance: Chance) -> Iterator[str]:
    for node in chance.nodes:
        verdict = chance.judgement.rows.get(node.code)
        if verdict and verdict.trend and verdict.line_saying is LineSaying.BEYOND_CHANCE:
            line = "dalende" if verdict.trend.direction is Direction.DOWN else "stijgende"
            yield (
                f"Bij {_name(node)} is er een {line} lijn over de jaren, en die is groter dan je door toeval "
                f"mag verwachten; {_NO_CAUSE}."
            )


def _silent(chance: Chance) -> Iterator[str]:
    """Rows of which nothing is said, with why; it can be seen in the table."""
    code = chance.facts.year.code
    hidden = [_name(node) for node in chance.nodes if is_untold(chance.table, node.code, code)]
    if hidden:
        why = f"het aantal van {chance.year} niet precies getoond wordt"
        yield f"Over {listing(hidden)} staat hier niets, omdat {why}."


def _rates(chance: Chance) -> Iterator[Block]:
    """New cases per 100 members of staff, year by year, as far as their number is known."""
    told = [
        f"{chance.of_years([point])}: {rate.text} per 100 medewerkers ({reach.text})"
        for point in (chance.total.series if chance.total else ())
        if isinstance(rate := rate_over([point]), Ratio)
        and not isinstance(reach := reach_of_rate(point), Blank)
    ]
    if told:
        yield paragraph(
            "Nieuwe zaken per 100 medewerkers, met tussen haakjes hoe ver het getal door toeval lager of hoger "
            "had kunnen uitvallen:"
        )
        yield _list(told)


def _name(node: Node) -> str:
    """Short, and between quotes: a name may hold the word between two names."""
    return f"‘{node.label if JOINT in node.code else node.short}’"
