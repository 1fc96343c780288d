"""The annual report: from a publication to a document. Every number comes from a released cell."""

from collections.abc import Callable, Iterable

from vp_desk.axes import PERIOD, TOTAL
from vp_desk.dutch import number
from vp_desk.released import Publication, ReleasedCell, ReleasedTable, Shown
from vp_desk.reporting.document import (
    Block,
    Document,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Section,
    Table,
    numbered,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import Blank, Ratio, rate
from vp_desk.reporting.reading_guide import NOT_WORSE, reading_guide
from vp_desk.reporting.tables import (
    bar_figure,
    cell_at,
    quarter_figure,
    table_of,
)
from vp_desk.reporting.told import Signs, text_of
from vp_desk.reporting.trend_chapter import trend_chapter

TITLE = "Jaarverslag vertrouwenspersoon"
LATE = (
    "Deze zaken zijn pas vastgelegd nadat over hun jaar verslag was gedaan. De cijfers van die jaren "
    "blijven zoals ze toen zijn verteld; de nagekomen zaken staan alleen hier."
)

__all__ = ["ReportFacts", "annual_report"]


def annual_report(publication: Publication, facts: ReportFacts) -> Document:
    """The report of one year for the readers of one publication.

    A chapter is left out when the edition holds none of its tables; the chapters that are there are
    numbered consecutively.
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
        yield reading_guide(self._publication, self._facts)
        makers: tuple[Callable[[], Section | None], ...] = (
            self._figures,
            self._nature,
            self._who,
            self._route,
            self._trend,
            self._others,
        )
        chapters = [chapter for make in makers if (chapter := make()) is not None]
        yield self._summary()
        yield from chapters

    def _table(self, name: str) -> ReleasedTable | None:
        table = self._tables.get(name)
        if table is not None:
            self._told.add(name)
        return table

    def _summary(self) -> Section:
        blocks: list[Block] = []
        figures = tuple(self._key_figures())
        if figures:
            blocks.append(KeyFigures(figures))
        blocks += self._most_frequent()
        blocks.append(paragraph(strong(NOT_WORSE), " De leeswijzer legt uit waarom."))
        return Section("Samenvatting", 1, tuple(blocks))

    def _key_figures(self) -> Iterable[KeyFigure]:
        cases = self._tables.get("cases_by_quarter", self._tables.get("trend"))
        if cases is not None:
            yield KeyFigure(cell_at(cases), "nieuwe zaken", self._comparison())
            yield from self._rate(cell_at(cases))
        contacts = self._tables.get("contacts_by_quarter")
        if contacts is not None:
            yield KeyFigure(cell_at(contacts), "gesprekken", f"gevoerd in {self._facts.year.label}")
        carried = self._tables.get("carried_cases")
        if carried is not None:
            yield KeyFigure(cell_at(carried), "doorlopende zaken", "begonnen in een eerder jaar")

    def _rate(self, cell: ReleasedCell) -> Iterable[KeyFigure]:
        staff = self._facts.headcount
        found = rate(cell, staff)
        if staff and isinstance(found, Ratio):
            detail = f"{number(staff)} medewerkers"
            yield KeyFigure(found, "nieuwe zaken per 100 medewerkers", detail)

    def _comparison(self) -> str:
        """The figure of the year before, when it may be told."""
        trend = self._tables.get("trend")
        before = self._facts.year.previous()
        if trend is None or before.code not in trend.axis(PERIOD).by_code:
            return ""
        cell = cell_at(trend, **{PERIOD: before.code})
        return f"in {before.label}: {cell.value}" if isinstance(cell, Shown) else ""

    def _most_frequent(self) -> Iterable[Paragraph]:
        """The largest of all main types, when what is told leaves no doubt about it.

        What is not told may not be larger: at most the total less all that is told.
        """
        table = self._tables.get("types")
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
        return _chapter("Cijfers", parts)

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
        return _chapter("Aard van de zaken", parts)

    def _who(self) -> Section | None:
        parts: list[Section] = []
        role, relation = self._table("reporter_role"), self._table("relation")
        unit, crossed = self._table("unit"), self._table("types_by_unit")
        if role is not None:
            parts.append(_plain(role, "Rol van de melder", axis="reporter_role", shares=True))
        if relation is not None:
            parts.append(
                _plain(relation, "Relatie: van de beklaagde naar de melder", axis="relation")
            )
        if unit is not None:
            parts.append(_plain(unit, "Organisatieonderdeel", axis="unit"))
        if crossed is not None:
            table = table_of(crossed, rows="types", columns="unit")
            parts.append(Section("Hoofdtype per onderdeel", 2, (table,)))
        return _chapter("Wie en waar", parts)

    def _route(self) -> Section | None:
        parts: list[Section] = []
        routes, reasons = self._table("routes"), self._table("no_report_reasons")
        lead = "Bij een zaak kan meer dan één antwoord horen; de som is dan groter dan het aantal zaken."
        if routes is not None:
            parts.append(_plain(routes, "Gekozen route", lead, axis="route"))
        if reasons is not None:
            parts.append(_plain(reasons, "Waarom geen formele melding", lead))
        return _chapter("Route en vervolg", parts)

    def _trend(self) -> Section | None:
        table = self._table("trend")
        return None if table is None else trend_chapter(table)

    def _others(self) -> Section | None:
        """Tables that the plan has and no chapter knows: never left out in silence."""
        left = [table for name, table in self._tables.items() if name not in self._told]
        return _chapter("Overige tabellen", [_plain(table, table.label) for table in left])


def _chapter(title: str, parts: list[Section]) -> Section | None:
    return Section(title, 1, (), tuple(parts)) if parts else None


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
