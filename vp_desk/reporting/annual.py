"""The annual report: from a publication to a document. Every number comes from a released cell."""

from collections.abc import Callable, Iterable, Sequence

from vp_desk.axes import PERIOD
from vp_desk.chapters import CHAPTERS, Chapter
from vp_desk.released import Publication, ReleasedTable, Shown
from vp_desk.released_chance import LINKED, linked_in
from vp_desk.reporting.document import (
    Block,
    Document,
    Row,
    Section,
    Table,
    numbered,
    paragraph,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.loop_chapters import recommendations_chapter, response_chapter
from vp_desk.reporting.own_blocks import own_blocks
from vp_desk.reporting.ratios import Blank
from vp_desk.reporting.reading_guide import reading_guide
from vp_desk.reporting.risk_picture import signals_chapter
from vp_desk.reporting.standing_chapters import (
    appendix,
    role_chapter,
    work_chapter,
)
from vp_desk.reporting.standing_texts import LEADS
from vp_desk.reporting.summary import summary
from vp_desk.reporting.tables import (
    bar_figure,
    cell_at,
    quarter_figure,
    table_of,
)
from vp_desk.reporting.told import Signs, text_of
from vp_desk.reporting.trend_chapter import trend_blocks
from vp_desk.reporting.trend_words import chance_of, chance_section

TITLE = "Jaarverslag vertrouwenspersoon"
LATE = (
    "Deze zaken zijn pas vastgelegd nadat over hun jaar verslag was gedaan. De cijfers van die jaren "
    "blijven zoals ze toen zijn verteld; de nagekomen zaken staan alleen hier."
)

__all__ = ["ReportFacts", "annual_report"]


def annual_report(publication: Publication, facts: ReportFacts) -> Document:
    """The report of one year for the readers of one publication.

    A chapter is left out when the edition does not hold it, and when there is nothing to put in it: neither
    figures nor a text of the adviser. The chapters that are there are numbered consecutively.
    """
    report = _Report(publication, facts)
    edition = publication.edition
    return Document(
        title=TITLE,
        subtitle=facts.year.label,
        organisation=facts.organisation,
        period=facts.period,
        edition=edition.label if edition else "Alle tabellen",
        date=facts.date,
        sections=numbered(report.chapters()),
        author=facts.author,
        reference=facts.reference,
        replaces=facts.replaces,
        concept=facts.concept,
        logo=facts.logo,
        logo_words=f"Logo van {facts.organisation or 'de organisatie'}" if facts.logo else "",
    )


class _Report:
    """One report in the making; remembers which tables have been told."""

    def __init__(self, publication: Publication, facts: ReportFacts) -> None:
        self._publication = publication
        self._tables = publication.tables
        self._facts = facts
        self._told: set[str] = set()

    def chapters(self) -> Iterable[Section]:
        """All chapters with something in them."""
        edition = self._publication.edition
        held = edition.chapters if edition else CHAPTERS
        makers: dict[Chapter, Callable[[], Section | None]] = {
            Chapter.SUMMARY: lambda: summary(self._publication, self._facts),
            Chapter.ROLE: lambda: role_chapter(self._facts),
            Chapter.FIGURES: self._figures,
            Chapter.NATURE: self._nature,
            Chapter.WHO: self._who,
            Chapter.ROUTE: self._route,
            Chapter.TREND: self._trend,
            Chapter.SIGNALS: self._signals,
            Chapter.WORK: lambda: work_chapter(self._facts),
            Chapter.RECOMMENDATIONS: lambda: recommendations_chapter(
                self._facts, self._tables, has_responses=Chapter.RESPONSE in held
            ),
            Chapter.RESPONSE: lambda: response_chapter(self._facts),
            Chapter.APPENDIX: lambda: appendix(self._publication, self._facts),
        }
        yield reading_guide(self._publication, self._facts)
        made = {chapter: makers[chapter]() for chapter in held}
        for chapter, section in made.items():
            if chapter is Chapter.APPENDIX:
                yield from self._others()
            if section is not None:
                yield section
        if Chapter.APPENDIX not in made:
            yield from self._others()

    def _table(self, name: str) -> ReleasedTable | None:
        table = self._tables.get(name)
        if table is not None:
            self._told.add(name)
        return table

    def _chapter(self, chapter: Chapter, parts: Sequence[Section]) -> Section | None:
        """A chapter of figures: what it is, what the adviser writes of it, its tables."""
        own = self._own(chapter)
        if not (own or parts):
            return None
        return Section(chapter.label, 1, (paragraph(LEADS[chapter]), *own), tuple(parts))

    def _own(self, chapter: Chapter) -> tuple[Block, ...]:
        return tuple(own_blocks(self._facts.texts.get(chapter, "")))

    def _figures(self) -> Section | None:
        parts: list[Section] = []
        cases, contacts = self._table("cases_by_quarter"), self._table("contacts_by_quarter")
        carried = self._table("carried_cases")
        quarterly = [table for table in (cases, contacts) if table is not None]
        if quarterly:
            parts.append(_by_quarter(quarterly, carried))
        kinds = self._table("contacts_by_kind")
        if kinds is not None:
            parts.append(_plain(kinds, "Soorten gesprekken", shares=True))
        late = self._table("late_cases")
        if late is not None:
            parts.append(_plain(late, "Nagekomen zaken", LATE))
        return self._chapter(Chapter.FIGURES, parts)

    def _nature(self) -> Section | None:
        parts: list[Section] = []
        types, mentions = self._table("types"), self._table("type_mentions")
        quarters = self._table("types_by_quarter")
        if types is not None:
            lead = (
                "Elke zaak telt hier één keer: bij het type dat voorop stond. De ingesprongen rijen zijn "
                "de subtypen van het type erboven."
            )
            parts.append(
                Section(
                    "Zaken naar hoofdtype",
                    2,
                    (
                        paragraph(lead),
                        *bar_figure(types, "types", "Nieuwe zaken naar hoofdtype"),
                        table_of(types, shares=True),
                    ),
                )
            )
        if mentions is not None:
            lead = (
                "Een zaak kan over meer dan één type gaan. Hier telt elk genoemd type, dus de som van de "
                "vermeldingen is groter dan het aantal zaken als er zaken met meer typen zijn."
            )
            parts.append(_plain(mentions, "Alle genoemde typen", lead))
        if quarters is not None:
            parts.append(_plain(quarters, "Hoofdtypen per kwartaal"))
        return self._chapter(Chapter.NATURE, parts)

    def _who(self) -> Section | None:
        parts: list[Section] = []
        role, relation = self._table("reporter_role"), self._table("relation")
        unit = self._table("unit")
        if role is not None:
            parts.append(_plain(role, "Rol van de melder", axis="reporter_role", shares=True))
        if relation is not None:
            parts.append(
                _plain(relation, "Relatie: van de beklaagde naar de melder", axis="relation")
            )
        if unit is not None:
            parts.append(_plain(unit, "Organisatieonderdeel", axis="unit"))
        return self._chapter(Chapter.WHO, parts)

    def _route(self) -> Section | None:
        parts: list[Section] = []
        routes, reasons = self._table("routes"), self._table("no_report_reasons")
        referrals = self._table("referrals")
        lead = "Bij een zaak kan meer dan één antwoord horen; de som is dan groter dan het aantal zaken."
        if routes is not None:
            parts.append(_plain(routes, "Gekozen route", lead, axis="route"))
        if referrals is not None:
            parts.append(_plain(referrals, "Doorverwijzing", lead))
        if reasons is not None:
            title = "Waarom geen formele melding"
            axis = None if self._has_signals else "no_report_reason"
            parts.append(_plain(reasons, title, lead, axis=axis))
        return self._chapter(Chapter.ROUTE, parts)

    @property
    def _has_signals(self) -> bool:
        edition = self._publication.edition
        return Chapter.SIGNALS in (edition.chapters if edition else CHAPTERS)

    def _signals(self) -> Section | None:
        crossed = self._table("types_by_unit")
        reasons = self._tables.get("no_report_reasons")
        return signals_chapter(self._facts, self._tables, crossed, reasons)

    def _trend(self) -> Section | None:
        table, own = self._table("trend"), self._own(Chapter.TREND)
        linked = self._table(LINKED) if table else None
        lead, *blocks = trend_blocks(table, linked) if table else (None,)
        told = (*((lead,) if lead else ()), *own, *blocks)
        parts: tuple[Section, ...] = ()
        if table and blocks:
            chance = chance_of(table, self._facts, linked_in(self._publication))
            parts = (chance_section(chance),)
        return Section(Chapter.TREND.label, 1, told, parts) if told else None

    def _others(self) -> Iterable[Section]:
        """Tables that the plan has and no chapter knows: never left out in silence."""
        left = [table for name, table in self._tables.items() if name not in self._told]
        if left:
            yield Section(
                "Overige tabellen", 1, (), tuple(_plain(table, table.label) for table in left)
            )


def _plain(
    table: ReleasedTable,
    title: str,
    lead: str = "",
    *,
    axis: str | None = None,
    shares: bool = False,
) -> Section:
    """A section with a table, and a figure of bars when an axis for it is given."""
    blocks: list[Block] = [paragraph(lead)] if lead else []
    if axis is not None:
        blocks += bar_figure(table, axis, f"{table.label}: aantal {table.measure}")
    across = next((a.key for a in table.axes[1:] if a.key != PERIOD), PERIOD)
    blocks.append(table_of(table, columns=across, shares=shares))
    return Section(title, 2, tuple(blocks))


def _by_quarter(tables: list[ReleasedTable], carried: ReleasedTable | None) -> Section:
    """Cases and conversations per quarter in one table, with the carried cases of the year."""
    parts = [table_of(table) for table in tables]
    heads = parts[0].columns
    rows = [row for part in parts for row in part.rows]
    if carried is not None:
        cell = cell_at(carried)
        empty = (Blank(),) * (len(heads) - 1)
        rows.append(Row(carried.label, (*empty, cell)))
    caption = "Zaken en gesprekken per kwartaal"
    legend = Signs.of([cell for row in rows for cell in row.cells]).legend()
    table = Table(caption, "Aantal", heads, tuple(rows), legend=legend)
    sentence = [
        f"{text_of(cell_at(table))} {'nieuwe zaken' if table.measure == 'zaken' else table.measure}"
        for table in tables
        if isinstance(cell_at(table), Shown)
    ]
    blocks: list[Block] = []
    if sentence:
        blocks.append(paragraph(f"Dit jaar waren er {' en '.join(sentence)}."))
    for source in tables:
        blocks += quarter_figure(source, source.label, caption)
    blocks.append(table)
    return Section("Zaken en gesprekken", 2, tuple(blocks))
