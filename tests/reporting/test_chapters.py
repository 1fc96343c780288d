"""The chapters of the report: which are there, what they say, and the adviser's own text in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from vp_desk.advice import Party
from vp_desk.aggregate import Edition, publication_plan
from vp_desk.chapters import CHAPTERS, Chapter
from vp_desk.demo import LAST_YEAR, UNITS, invent
from vp_desk.demo_loop import invented_loop
from vp_desk.demo_texts import invented_texts
from vp_desk.loop import Loop, Sources, loop_of
from vp_desk.own_text import texts_for
from vp_desk.periods import ReportingCalendar
from vp_desk.released import Publication
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import BulletList, Document, Paragraph, Run, Section, Table
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import OwnWork
from vp_desk.reporting.standing_texts import LEADS
from vp_desk.reporting.text import all_text
from vp_desk.reporting.told import text_of
from vp_desk.taxonomy import UNITS as UNIT_LIST
from vp_desk.taxonomy import Code, built_in_lists
from vp_desk.work import Work, WorkLine, work_of

#: With neither figures nor own text, these are there all the same.
ALWAYS = {Chapter.SUMMARY, Chapter.ROLE, Chapter.APPENDIX}
OF_WORDS = {Chapter.WORK, Chapter.RECOMMENDATIONS, Chapter.RESPONSE}
TEXT = "Een alinea van de vertrouwenspersoon.\n\n- Punt een.\n- Punt twee.\n\n[en] In English."


@pytest.fixture
def written(facts: ReportFacts) -> ReportFacts:
    """With the invented texts and activities of the year."""
    texts = [own for own in invented_texts(facts.year.year) if own.year == facts.year.year]
    held = [a for a in invent().activities if a.held_on.year == facts.year.year]
    return replace(
        facts,
        texts=texts_for(texts, "authority"),
        work=work_of(held, built_in_lists()),
        loop=told_loop(facts.year.year),
    )


def told_loop(year: int) -> Loop:
    """What the invented adviser tells of her advice in the report of a year, four weeks after it."""
    loop = invented_loop(LAST_YEAR)
    units = [Code(code, label, label) for code, (label, _) in UNITS.items()]
    sources = Sources(
        loop.recommendations,
        tuple(replace(each, release=1) for each in loop.signals),
        loop.agreements,
        loop.planned,
        loop.checks,
        {Party.AUTHORITY: 4, Party.WORKS_COUNCIL: 2},
    )
    calendar = ReportingCalendar()
    lists = built_in_lists().with_own({UNIT_LIST: units})
    return loop_of(sources, calendar.year(year), calendar, date(year + 1, 2, 3), lists)


def chapters_in(document: Document) -> list[str]:
    return [section.title for section in document.sections]


def chapter(document: Document, of: Chapter) -> Section:
    return next(section for section in document.sections if section.title == of.label)


def test_the_whole_report_is_the_expected_one(
    publication: Publication,
    editions: dict[str, Edition],
    written: ReportFacts,
    same_as_expected: Callable[[str, object], None],
) -> None:
    document = annual_report(publication.for_edition(editions["works_council"]), written)
    same_as_expected("annual-works-council-written", document.to_json())


def test_the_report_for_the_coordinator_is_the_expected_one(
    publication: Publication,
    editions: dict[str, Edition],
    facts: ReportFacts,
    same_as_expected: Callable[[str, object], None],
) -> None:
    document = annual_report(publication.for_edition(editions["coordinator"]), facts)
    same_as_expected("annual-coordinator", document.to_json())


def test_all_twelve_are_there_in_their_order(
    publication: Publication, editions: dict[str, Edition], written: ReportFacts
) -> None:
    document = annual_report(publication.for_edition(editions["authority"]), written)
    assert chapters_in(document) == ["Leeswijzer", *(each.label for each in CHAPTERS)]
    assert [section.number for section in document.sections] == [str(n) for n in range(1, 14)]


@pytest.mark.parametrize("off", CHAPTERS)
def test_each_can_be_switched_off_and_takes_its_tables_along(
    publication: Publication, written: ReportFacts, editions: dict[str, Edition], off: Chapter
) -> None:
    plan = publication_plan()
    held = [each for each in CHAPTERS if each is not off]
    edition = editions["authority"].with_chapters(held, plan.chapter_of)
    document = annual_report(publication.for_edition(edition), written)
    assert chapters_in(document) == ["Leeswijzer", *(each.label for each in held)]
    told = set(all_text(document.to_json()))
    for name, label in plan.printed.items():
        if plan.chapter_of[name] is off:
            assert label not in told


def test_every_table_stands_in_the_chapter_that_the_plan_says(
    publication: Publication, facts: ReportFacts
) -> None:
    """Otherwise switching a chapter would switch another one's tables."""
    plan = publication_plan()
    document = annual_report(publication, facts)
    for name, place in plan.chapter_of.items():
        if name in publication.tables:
            told = set(all_text(chapter_json(document, place)))
            assert publication.tables[name].label in told


def chapter_json(document: Document, of: Chapter) -> object:
    return replace(document, sections=(chapter(document, of),)).to_json()


def test_a_chapter_with_neither_figures_nor_text_is_left_out_by_itself(
    publication: Publication, facts: ReportFacts
) -> None:
    empty = replace(publication, tables={}, edition=None)
    assert chapters_in(annual_report(empty, facts)) == [
        "Leeswijzer",
        *(each.label for each in CHAPTERS if each in ALWAYS),
    ]
    without = chapters_in(annual_report(publication, facts))
    assert not {each.label for each in OF_WORDS} & set(without)


@pytest.mark.parametrize("of", CHAPTERS)
def test_own_text_stands_in_its_chapter_as_ordinary_blocks(
    publication: Publication, facts: ReportFacts, of: Chapter
) -> None:
    empty = replace(publication, tables={}, edition=None)
    for source in (publication, empty):
        document = annual_report(source, replace(facts, texts={of: TEXT}))
        found = chapter(document, of)
        blocks = [*found.blocks, *(block for part in found.sections for block in part.blocks)]
        at = blocks.index(Paragraph((Run("Een alinea van de vertrouwenspersoon."),)))
        assert blocks[at + 1] == BulletList(
            (Paragraph((Run("Punt een."),)), Paragraph((Run("Punt twee."),)))
        )
        english = blocks[at + 2]
        assert english == Paragraph((Run("In English.", language="en"),))
        assert isinstance(english, Paragraph)
        assert english.language == "en"
        if of in LEADS:
            assert blocks[0] == Paragraph((Run(LEADS[of]),))


def test_own_text_is_never_markup(publication: Publication, facts: ReportFacts) -> None:
    text = "<b>vet</b> & <img src='/etc/passwd'/> **ook niet** # kop"
    document = annual_report(publication, replace(facts, texts={Chapter.SIGNALS: text}))
    assert text in set(all_text(document.to_json()))


def test_the_summary_says_in_short_what_the_text_says(
    publication: Publication, written: ReportFacts
) -> None:
    found = chapter(annual_report(publication, written), Chapter.SUMMARY)
    titles = [part.title for part in found.sections]
    assert titles == ["Signalen", "Aanbevelingen"]
    points = found.sections[1].blocks[0]
    assert isinstance(points, BulletList)
    assert len(points.items) == 2
    assert points.items[0].text.startswith("Bespreek in elk team wat sluipend")
    assert points.items[0].text.count(".") == 1
    more = found.sections[1].blocks[1]
    assert isinstance(more, Paragraph)
    assert more.text == "Meer hierover staat in het hoofdstuk ‘Aanbevelingen en opvolging’."
    without = annual_report(publication, replace(written, texts={}, loop=Loop()))
    assert chapter(without, Chapter.SUMMARY).sections == ()


def test_own_work_is_a_table_without_a_total(publication: Publication, facts: ReportFacts) -> None:
    work = Work(
        (WorkLine("Voorlichting", 3, 16, 32), WorkLine("Intervisie", 2, 9)),
        ("Leidinggevenden", "Ondernemingsraad"),
        ("Administratie of jaarverslag",),
    )
    found = chapter(annual_report(publication, replace(facts, work=work)), Chapter.WORK)
    (kinds,) = (block for block in found.blocks if isinstance(block, Table))
    assert [(row.head, *map(text_of, row.cells)) for row in kinds.rows] == [
        ("Voorlichting", "3", "4", "32"),
        ("Intervisie", "2", "2", ""),
    ]
    words = " ".join(block.text for block in found.blocks if isinstance(block, Paragraph))
    assert "Ook ‘Administratie of jaarverslag’ hoort bij het werk." in words
    assert "de doelgroep ‘Leidinggevenden’ en ‘Ondernemingsraad’" in words
    only = replace(facts, work=Work((), (), ("Administratie of jaarverslag",)))
    titles = [section.title for section in annual_report(publication, only).sections]
    assert Chapter.WORK.label not in titles


def test_standing_text_holds_no_number_but_those_of_norms_and_the_date(
    publication: Publication, facts: ReportFacts
) -> None:
    document = annual_report(publication, facts)
    for of in (Chapter.ROLE, Chapter.APPENDIX):
        whole = chapter(document, of)
        blocks = [block for part in (whole, *whole.sections) for block in part.blocks]
        told = [block for block in blocks if isinstance(block, Paragraph)]
        told += [item for block in blocks if isinstance(block, BulletList) for item in block.items]
        words = " ".join(each.text for each in told)
        for known in (
            "(2024)",
            "(norm 10)",
            "(norm 11)",
            "(norm 12)",
            "(norm 13)",
            "3 februari 2026",
        ):
            words = words.replace(known, "")
        assert not any(map(str.isdigit, words))


def test_a_figure_of_own_work_is_made_of_activities_alone() -> None:
    with pytest.raises(TypeError):
        OwnWork("12", object())
