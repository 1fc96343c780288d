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
from vp_desk.loop import Loop, ToldTheme
from vp_desk.loop_making import Sources, loop_of
from vp_desk.own_text import texts_for
from vp_desk.periods import ReportingCalendar
from vp_desk.released import Publication, Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import BulletList, Document, Figure, Paragraph, Run, Section, Table
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import OwnWork
from vp_desk.reporting.standing_texts import LEADS
from vp_desk.reporting.tables import cell_at
from vp_desk.reporting.text import all_text
from vp_desk.reporting.themes import theme_words
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
    earlier, more = found.sections[1].blocks[1:]
    assert isinstance(earlier, Paragraph)
    assert earlier.text == "Eerdere aanbevelingen: 1 uitgevoerd, 1 begonnen."
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


# --- the loop ---


def words_of(section: Section) -> str:
    return " ".join(all_text(replace_section(section)))


def replace_section(section: Section) -> object:
    return Document("", "", "", "", "", date(2026, 2, 3), (section,)).to_json()


def test_advice_is_printed_with_what_came_of_it(
    publication: Publication, written: ReportFacts
) -> None:
    document = annual_report(publication, written)
    advice = words_of(chapter(document, Chapter.RECOMMENDATIONS))
    for words in (
        "Structuurmaatregel",
        "Aan: Secretaris-generaal.",
        "Antwoord gevraagd uiterlijk 1 april 2026.",
        "Eerder gegeven in 2022 (geen reactie ontvangen).",
        "Onderwerp: Ongewenste omgangsvormen. Werkproces: samenwerken op afstand.",
        "Eerder gegeven in het signaal ‘Stille druk in teams’ (september 2025; overgenomen).",
        "deels overgenomen (20 mei 2025; gevraagd uiterlijk 1 april 2025).",
        "Wat er precies is geantwoord, staat in het hoofdstuk ‘Reactie van het bevoegd gezag’.",
        "uitgevoerd.",
        "In gesprekken gaat het minder over berichten in groepen.",
    ):
        assert words in advice
    answers = words_of(chapter(document, Chapter.RESPONSE))
    assert "Overgenomen (12 maart 2024)." in answers
    assert "Niet overgenomen (12 januari 2026)." in answers
    assert "Deels overgenomen (20 mei 2025; gevraagd uiterlijk 1 april 2025)." in answers
    assert "De aanbeveling uit 2022 zonder antwoord is in 2023 herhaald" in answers


def test_without_the_chapter_of_answers_nothing_points_at_it(
    publication: Publication, written: ReportFacts, editions: dict[str, Edition]
) -> None:
    held = [each for each in CHAPTERS if each is not Chapter.RESPONSE]
    edition = editions["authority"].with_chapters(held, publication_plan().chapter_of)
    document = annual_report(publication.for_edition(edition), written)
    assert Chapter.RESPONSE.label not in words_of(chapter(document, Chapter.RECOMMENDATIONS))


def test_no_answer_is_printed_as_plainly(publication: Publication, facts: ReportFacts) -> None:
    told = replace(facts, loop=told_loop(2023))
    document = annual_report(publication, told)
    assert "Geen reactie ontvangen (gevraagd uiterlijk 1 april 2023)." in words_of(
        chapter(document, Chapter.RESPONSE)
    )
    assert "niet ontvangen." in words_of(chapter(document, Chapter.RECOMMENDATIONS))
    assert "De aanbeveling wordt in dit verslag herhaald." in words_of(
        chapter(document, Chapter.RECOMMENDATIONS)
    )


def test_the_self_check_and_the_talks_stand_in_chapter_two(
    publication: Publication, written: ReportFacts
) -> None:
    role = chapter(annual_report(publication, written), Chapter.ROLE)
    found = [b for part in role.sections for b in part.blocks if isinstance(b, Table)]
    talks, checks = found
    assert [(row.head, *map(text_of, row.cells)) for row in talks.rows] == [
        ("Bevoegd gezag", "4"),
        ("Ondernemingsraad", "2"),
        ("Integriteitscoördinator", "0"),
    ]
    assert [column.text for column in checks.columns] == ["2022", "2023", "2024", "2025"]
    assert [text_of(cell) for cell in checks.rows[2].cells] == ["1", "2", "4", "4"]
    words = words_of(role)
    assert "grotendeels op orde." in words
    assert "(loopt nog)" in words
    assert "Afgesproken met het bevoegd gezag" in words
    assert "Met de ondernemingsraad is een volgend gesprek gepland." in words
    assert "(nagekomen)" in words
    plain = chapter(annual_report(publication, replace(written, loop=Loop())), Chapter.ROLE)
    assert not [b for part in plain.sections for b in part.blocks if isinstance(b, Table)]


def test_the_risk_picture_is_a_heat_map_for_whom_may_see_units_crossed(
    publication: Publication, editions: dict[str, Edition], written: ReportFacts
) -> None:
    for code, has_map in (("authority", True), ("works_council", False)):
        document = annual_report(publication.for_edition(editions[code]), written)
        signals = chapter(document, Chapter.SIGNALS)
        blocks = [block for part in signals.sections for block in part.blocks]
        assert [b for b in blocks if isinstance(b, Table) and b.shaded] != [] or not has_map
        titles = [part.title for part in signals.sections]
        assert "Meldklimaat" in titles
        assert "Tussentijdse signalen" in titles
        route = chapter(document, Chapter.ROUTE)
        reasons = next(part for part in route.sections if "Waarom" in part.title)
        assert not [block for block in reasons.blocks if isinstance(block, Figure)]


def test_a_theme_is_named_only_where_its_figure_is_shown(
    publication: Publication, editions: dict[str, Edition]
) -> None:
    whole = publication.for_edition(editions["authority"]).tables
    council = publication.for_edition(editions["works_council"]).tables
    conduct = (("conduct", "Ongewenste omgangsvormen"),)
    unit = (("uitvoering", "Uitvoering"),)
    small = (("bestuursbureau", "Bestuursbureau"),)
    crossed = ToldTheme((conduct,), (unit,), ("werving",))
    assert theme_words(crossed, whole).together == "Ongewenste omgangsvormen, Uitvoering, werving"
    assert theme_words(crossed, whole).sentences == (
        "Onderwerp: Ongewenste omgangsvormen.",
        "Onderdeel: Uitvoering.",
        "Werkproces: werving.",
    )
    # Type and unit together say more than apart: these readers do not get them crossed.
    assert theme_words(crossed, council).together == "Ongewenste omgangsvormen, werving"
    assert theme_words(ToldTheme((), (unit,)), council).together == "Uitvoering"
    assert theme_words(ToldTheme((), (small,)), whole).together == ""
    assert theme_words(ToldTheme(((("mars", "Mars"),),)), whole).together == ""
    hidden = next(
        node.code
        for node in whole["types"].axis("types").nodes
        if node.depth == 1 and not isinstance(cell_at(whole["types"], types=node.code), Shown)
    )
    assert theme_words(ToldTheme((((hidden, "Verborgen"),),)), whole).together == ""
    # A subtype that is not shown gives way to the type of which it is a part.
    part = ((f"{hidden}.x", "Deel"), *conduct)
    assert theme_words(ToldTheme((part,)), whole).together == "Ongewenste omgangsvormen"
    assert theme_words(crossed, {}).together == "Werving"
