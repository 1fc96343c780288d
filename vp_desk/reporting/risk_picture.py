"""The risk picture of chapter 8: which themes where, the advice on them, and why people did not report."""

from collections.abc import Iterator
from dataclasses import replace

from vp_desk.chapters import Chapter
from vp_desk.released import ReleasedTable
from vp_desk.reporting.document import Block, BulletList, Paragraph, Section, paragraph, strong
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.loop_chapters import signals_section
from vp_desk.reporting.own_blocks import gist, own_blocks
from vp_desk.reporting.standing_texts import CLIMATE_LEAD, LEADS, RISK_ADVICE, RISK_LEAD
from vp_desk.reporting.tables import bar_figure, table_of
from vp_desk.reporting.themes import Tables, theme_words


def signals_chapter(
    facts: ReportFacts,
    tables: Tables,
    crossed: ReleasedTable | None,
    reasons: ReleasedTable | None,
) -> Section | None:
    """Chapter 8.

    Args:
        facts: of the report.
        tables: of its edition, by name.
        crossed: themes by unit; None = these readers do not get it.
        reasons: for not reporting.
    """
    own = tuple(own_blocks(facts.texts.get(Chapter.SIGNALS, "")))
    parts = [
        *([found] if (found := signals_section(facts)) else ()),
        *([found] if (found := _risks(facts, tables, crossed)) else ()),
        *([found] if (found := _climate(reasons)) else ()),
    ]
    if not (own or parts):
        return None
    return Section(
        Chapter.SIGNALS.label, 1, (paragraph(LEADS[Chapter.SIGNALS]), *own), tuple(parts)
    )


def _risks(facts: ReportFacts, tables: Tables, crossed: ReleasedTable | None) -> Section | None:
    blocks: list[Block] = []
    if crossed is not None:
        table = replace(table_of(crossed, rows="types", columns="unit"), shaded=True)
        blocks += [paragraph(RISK_LEAD), table]
    blocks += _advice(facts, tables)
    return Section("Risicobeeld", 2, tuple(blocks)) if blocks else None


def _advice(facts: ReportFacts, tables: Tables) -> Iterator[Block]:
    """The advice of this report beside the themes that it is about."""
    items = [
        Paragraph((strong(f"{theme}: "), *gist(each.text)[0].runs))
        for each in facts.loop.given
        if (theme := theme_words(each.theme, tables).together)
    ]
    if items:
        yield paragraph(RISK_ADVICE)
        yield BulletList(tuple(items))


def _climate(reasons: ReleasedTable | None) -> Section | None:
    if reasons is None:
        return None
    figure = bar_figure(reasons, "no_report_reason", f"{reasons.label}: aantal {reasons.measure}")
    return Section("Meldklimaat", 2, (paragraph(CLIMATE_LEAD), *figure)) if figure else None
