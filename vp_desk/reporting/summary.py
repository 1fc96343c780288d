"""The summary: the key figures, and in short what the adviser writes of signals and recommendations."""

from collections import Counter
from collections.abc import Iterator, Mapping

from vp_desk.axes import PERIOD, TOTAL
from vp_desk.chance_words import ALWAYS
from vp_desk.chapters import Chapter
from vp_desk.dutch import number
from vp_desk.released import Publication, ReleasedCell, ReleasedTable, Shown
from vp_desk.released_chance import linked_in
from vp_desk.reporting.document import (
    Block,
    BulletList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.own_blocks import MOST_POINTS, gist, own_blocks
from vp_desk.reporting.ratios import Ratio, rate
from vp_desk.reporting.reading_guide import NOT_WORSE
from vp_desk.reporting.tables import cell_at
from vp_desk.reporting.trend_chapter import has_course
from vp_desk.reporting.trend_words import chance_in_short, chance_of

#: Chapters of which the gist stands here, with its heading.
_GISTS = {Chapter.SIGNALS: "Signalen", Chapter.RECOMMENDATIONS: "Aanbevelingen"}
#: Tables with the number of new cases of the year, in the order in which they are asked.
_WITH_TOTAL = ("cases_by_quarter", "types", "types_by_quarter", "trend")
_NO_FIGURES = "Dit verslag heeft voor deze lezers geen kerncijfers."


def summary(publication: Publication, facts: ReportFacts) -> Section:
    """The chapter."""
    return Section(
        Chapter.SUMMARY.label,
        1,
        (*_figures(publication, facts), *own_blocks(facts.texts.get(Chapter.SUMMARY, ""))),
        tuple(_gists(facts)),
    )


def _figures(publication: Publication, facts: ReportFacts) -> Iterator[Block]:
    tables = publication.tables
    figures = tuple(_key_figures(tables, facts))
    if figures:
        yield KeyFigures(figures)
    chance = tuple(_chance(publication, facts))
    yield from chance
    yield from _most_frequent(tables)
    if not figures:
        yield paragraph(_NO_FIGURES)
    yield paragraph(strong(ALWAYS if chance else NOT_WORSE), " De leeswijzer legt uit waarom.")


def _chance(publication: Publication, facts: ReportFacts) -> Iterator[Block]:
    trend = publication.tables.get("trend")
    if trend is not None and has_course(trend):
        yield from chance_in_short(chance_of(trend, facts, linked_in(publication)))


def _gists(facts: ReportFacts) -> Iterator[Section]:
    for chapter, title in _GISTS.items():
        points = gist(facts.texts.get(chapter, ""))
        if chapter is Chapter.RECOMMENDATIONS:
            given = (point for each in facts.loop.given for point in gist(each.text)[:1])
            points = (*points, *given)[:MOST_POINTS]
        told: tuple[Block, ...] = points if len(points) < 2 else (BulletList(points),)
        if chapter is Chapter.RECOMMENDATIONS:
            told = (*told, *_earlier_advice(facts))
        if told:
            more = paragraph(f"Meer hierover staat in het hoofdstuk ‘{chapter.label}’.")
            yield Section(title, 2, (*told, more))


def _earlier_advice(facts: ReportFacts) -> Iterator[Paragraph]:
    """How far the advice of earlier reports is. The attack on the finished file knows this sentence."""
    states = Counter(each.stand for each in facts.loop.earlier)
    if states:
        told = ", ".join(f"{number(times)} {state}" for state, times in states.items())
        yield paragraph(f"Eerdere aanbevelingen: {told}.")


def _key_figures(tables: Mapping[str, ReleasedTable], facts: ReportFacts) -> Iterator[KeyFigure]:
    cases = next((tables[name] for name in _WITH_TOTAL if name in tables), None)
    if cases is not None:
        yield KeyFigure(cell_at(cases), "nieuwe zaken", _comparison(tables, facts))
        yield from _rate(cell_at(cases), facts.headcount)
    contacts = tables.get("contacts_by_quarter")
    if contacts is not None:
        yield KeyFigure(cell_at(contacts), "gesprekken", f"gevoerd in {facts.year.label}")
    carried = tables.get("carried_cases")
    if carried is not None:
        yield KeyFigure(cell_at(carried), "doorlopende zaken", "begonnen in een eerder jaar")


def _rate(cell: ReleasedCell, staff: int | None) -> Iterator[KeyFigure]:
    found = rate(cell, staff)
    if staff and isinstance(found, Ratio):
        yield KeyFigure(found, "nieuwe zaken per 100 medewerkers", f"{number(staff)} medewerkers")


def _comparison(tables: Mapping[str, ReleasedTable], facts: ReportFacts) -> str:
    """The figure of the year before, when it may be told."""
    trend = tables.get("trend")
    before = facts.year.previous()
    if trend is None or before.code not in trend.axis(PERIOD).by_code:
        return ""
    cell = cell_at(trend, **{PERIOD: before.code})
    return f"in {before.label}: {cell.value}" if isinstance(cell, Shown) else ""


def _most_frequent(tables: Mapping[str, ReleasedTable]) -> Iterator[Paragraph]:
    """The largest of all main types, when what is told leaves no doubt about it.

    What is not told may not be larger: at most the total less all that is told.
    """
    table = tables.get("types")
    if table is None:
        return
    total = cell_at(table, types=TOTAL)
    told = sorted(
        (
            (cell.value, node.label)
            for node in table.axis("types").nodes
            if node.depth == 1 and isinstance(cell := cell_at(table, types=node.code), Shown)
        ),
        reverse=True,
    )
    if not told or not isinstance(total, Shown):
        return
    count, label = told[0]
    others = [value for value, _ in told[1:]]
    untold = total.value - count - sum(others)
    if count > max(untold, *others, 0):
        yield paragraph(
            "Van alle hoofdtypen komt ",
            strong(label),
            f" het meest voor: {number(count)} zaken.",
        )
