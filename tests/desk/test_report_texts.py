"""The adviser's own texts: kept, taken back, for whom they are, and what they may not tell."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from vp_desk.aggregate import publication_plan
from vp_desk.chapters import CHAPTERS, Chapter
from vp_desk.demo_texts import invented_texts
from vp_desk.desk import (
    ChangeKind,
    Desk,
    LeakError,
    ListRefusal,
    OwnText,
    Prepared,
    TooLongTextError,
    make_practice_vault,
    open_vault,
)
from vp_desk.own_text import LONGEST
from vp_desk.records import Activity
from vp_desk.storage import settings, verify

TODAY = date(2026, 1, 12)
YEAR = 2025
TEXT = "Een alinea.\n\n- Een punt.\n- Nog een punt."


def pdf_text(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def written(desk: Desk, out: Path, edition: str = "authority") -> str:
    path = out / f"{edition}.pdf"
    desk.write_report(desk.prepare(YEAR), edition, path, TODAY)
    return pdf_text(path)


# --- keeping ---


def test_a_text_is_kept_per_year_and_chapter_and_for_some_readers(
    vault_path: Path, desk: Desk
) -> None:
    changes = desk.set_report_text(YEAR, Chapter.SIGNALS, TEXT)
    assert changes.kinds == {ChangeKind.TEXTS}
    desk.set_report_text(YEAR, Chapter.SIGNALS, "Voor de OR.", edition="works_council")
    desk.set_report_text(YEAR, Chapter.ROLE, "Rol.")
    desk.set_report_text(2024, Chapter.SIGNALS, "Vorig jaar.")
    desk.close()
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as again:
        assert again.report_texts(YEAR) == (
            OwnText(YEAR, Chapter.ROLE, "Rol."),
            OwnText(YEAR, Chapter.SIGNALS, TEXT),
            OwnText(YEAR, Chapter.SIGNALS, "Voor de OR.", "works_council"),
        )
        assert again.report_texts(2023) == ()
        assert again.check() == ()


def test_a_change_can_be_taken_back_and_done_again(desk: Desk) -> None:
    desk.set_report_text(YEAR, Chapter.SIGNALS, "Eerst.")
    desk.set_report_text(YEAR, Chapter.SIGNALS, "Daarna.")
    step = desk.undo()
    assert step is not None
    assert step.words == "Tekst van ‘Signalen en duiding’ is gewijzigd"
    assert step.changes.kinds == {ChangeKind.TEXTS}
    assert [own.text for own in desk.report_texts(YEAR)] == ["Eerst."]
    desk.undo()
    assert desk.report_texts(YEAR) == ()
    desk.redo()
    desk.redo()
    assert [own.text for own in desk.report_texts(YEAR)] == ["Daarna."]


def test_an_empty_text_takes_it_away_and_one_that_is_too_long_is_refused(desk: Desk) -> None:
    desk.set_report_text(YEAR, Chapter.SIGNALS, "Eerst.")
    with pytest.raises(TooLongTextError, match="Maak de tekst korter"):
        desk.set_report_text(YEAR, Chapter.SIGNALS, "x" * (LONGEST + 1))
    assert [own.text for own in desk.report_texts(YEAR)] == ["Eerst."]
    desk.set_report_text(YEAR, Chapter.SIGNALS, " \n ")
    assert desk.report_texts(YEAR) == ()


def test_a_text_that_was_tampered_with_is_noticed(desk: Desk) -> None:
    desk.set_report_text(YEAR, Chapter.SIGNALS, "Eerst.")
    with desk._vault.write() as db:
        db.execute("UPDATE report_texts SET text = 'Anders.'")
    assert "eigen teksten voor het verslag" in str(verify.problems(desk._vault)[0])


def test_texts_are_in_what_is_exported_in_the_clear(desk: Desk, out: Path) -> None:
    desk.set_report_text(YEAR, Chapter.SIGNALS, TEXT)
    desk.export_all(out / "alles.json", TODAY)
    found = json.loads((out / "alles.json").read_text(encoding="utf-8"))
    assert found["tabellen"]["report_texts"] == [
        {"year": YEAR, "chapter": "signals", "edition": "", "text": TEXT}
    ]
    assert "report_texts" in found["uitleg"]["tabellen"]


# --- in the report ---


def test_each_reader_gets_the_text_that_is_meant(two_years: Desk, out: Path) -> None:
    for own in two_years.report_texts(YEAR):
        two_years.set_report_text(YEAR, own.chapter, "")
    two_years.set_report_text(YEAR, Chapter.SIGNALS, "Wat iedereen mag weten.")
    two_years.set_report_text(
        YEAR, Chapter.SIGNALS, "Wat alleen de raad leest.", edition="works_council"
    )
    two_years.set_report_text(2024, Chapter.ROLE, "Van een ander jaar.")
    board = written(two_years, out)
    assert "Signalen en duiding" in board
    assert "Wat iedereen mag weten." in board
    assert "alleen de raad" not in board
    assert "Van een ander jaar" not in board
    council = two_years._report(two_years.prepare(YEAR), "works_council", TODAY)
    assert council.facts.texts == {Chapter.SIGNALS: "Wat alleen de raad leest."}
    coordinator = two_years._report(two_years.prepare(YEAR), "coordinator", TODAY)
    assert coordinator.facts.texts == {}


def test_chapters_can_be_switched_also_for_the_readers_of_the_program(
    vault_path: Path, two_years: Desk, out: Path
) -> None:
    held = [c for c in CHAPTERS if c not in (Chapter.WHO, Chapter.RESPONSE)]
    changes = two_years.set_chapters("authority", held)
    assert changes.kinds == {ChangeKind.EDITIONS}
    text = written(two_years, out)
    assert "Reactie van het bevoegd gezag" not in text
    assert "Rol van de melder" not in text
    assert "Gekozen routes" in text
    (release,) = two_years.released.releases()
    assert not {"reporter_role", "relation", "unit"} & release.tables
    two_years.write_aggregates(two_years.prepare(YEAR), "authority", out / "a.csv", TODAY)
    assert "reporter_role" not in (out / "a.csv").read_text(encoding="utf-8")
    two_years.close()
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as again:
        assert again.editions()[0].chapters == tuple(held)
        again.set_chapters("authority", CHAPTERS)
        assert again.editions() == publication_plan().editions


def test_own_readers_keep_their_chapters(desk: Desk) -> None:
    fixed = publication_plan().editions
    desk.save_edition(
        replace(fixed[0], code="", label="Directie", chapters=(Chapter.FIGURES, Chapter.WORK))
    )
    own = desk.editions()[-1]
    assert own.chapters == (Chapter.FIGURES, Chapter.WORK)
    assert set(own.tables) <= {
        n for n, c in publication_plan().chapter_of.items() if c == "figures"
    }
    desk.set_chapters(own.code, (Chapter.WORK, Chapter.FIGURES, Chapter.SUMMARY))
    assert desk.editions()[-1].chapters == (Chapter.SUMMARY, Chapter.FIGURES, Chapter.WORK)
    with pytest.raises(ListRefusal, match="minstens één hoofdstuk met tabellen") as refused:
        desk.set_chapters(own.code, (Chapter.WORK,))
    assert refused.value.field == "chapters"
    assert desk.editions()[-1].chapters[0] is Chapter.SUMMARY


def test_editions_that_were_stored_before_chapters_have_all_of_them(desk: Desk) -> None:
    with desk._vault.write() as db:
        old = {"code": "own_mt", "label": "MT", "tables": ["routes"], "close": False}
        settings.put(db, "own_editions", {"editions": [old], "gone": []})
    assert desk.editions()[-1].chapters == CHAPTERS
    assert desk.editions()[:-1] == publication_plan().editions


# --- the gate ---


@pytest.fixture
def ready(two_years: Desk) -> Prepared:
    return two_years.prepare(YEAR)


def refused_text(desk: Desk, ready: Prepared, out: Path, text: str) -> str:
    desk.set_report_text(YEAR, Chapter.SIGNALS, text)
    with pytest.raises(LeakError) as caught:
        desk.write_report(ready, "authority", out / "a.pdf", TODAY)
    assert not list(out.iterdir())
    assert not desk.released.releases()
    assert desk.check_release(ready, "authority", TODAY) == caught.value.verdict
    assert caught.value.verdict.own_text
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Drie meldingen gingen over dezelfde afdeling.", "Drie meldingen"),
        ("- Rust.\n- Er waren 3 gesprekken over pesten.", "3 gesprekken"),
        ("Vier medewerkers noemden de nieuwe roosters.", "Vier medewerkers"),
        ("Een regel.\nTwee personen zijn vertrokken 😀.", "Twee personen"),
    ],
)
def test_a_planted_count_makes_the_report_fail_and_says_where(
    two_years: Desk, ready: Prepared, out: Path, text: str, words: str
) -> None:
    told = refused_text(two_years, ready, out, text)
    assert f"In uw eigen tekst bij ‘Signalen en duiding’ staat ‘{words}’." in told
    assert "Pas uw eigen tekst aan" in told
    two_years.set_report_text(YEAR, Chapter.SIGNALS, "Meer meldingen gingen over hetzelfde.")
    assert two_years.check_release(ready, "authority", TODAY).safe
    two_years.write_report(ready, "authority", out / "a.pdf", TODAY)


def test_tables_alone_hold_no_text_and_are_not_refused_for_it(
    two_years: Desk, ready: Prepared, out: Path
) -> None:
    two_years.set_report_text(YEAR, Chapter.SIGNALS, "Drie meldingen gingen over hetzelfde.")
    two_years.write_aggregates(ready, "authority", out / "a.csv", TODAY)
    assert two_years.check_release(ready, "coordinator", TODAY).safe  # has no such chapter
    assert not two_years.check_release(ready, "works_council", TODAY).safe


def test_ordinary_numbers_odd_signs_and_long_texts_pass_through_the_file(
    two_years: Desk, ready: Prepared, out: Path
) -> None:
    text = (
        "Tabel 3 en figuur 2 laten zien wat er sinds 1 maart 2024 is veranderd; zie norm 10 tot en met 12.\n\n"
        "Tabel 4 staat hieronder.\n\n"
        "Wij spraken 4 keer met de ondernemingsraad ☃ en gaven 12 workshops — zie <b>artikel 3</b> & "
        "bijlage 2.\n"
        "- 24 uur per dag bereikbaar\n- Norm 11\n\n"
        + "In 2025 is dit 3 keer herhaald, zonder dat er iets veranderde. " * 150
        + "\n\n[en] In 2025 the office moved.\n\n- 1. Eerst dit.\n- 2) Dan dat."
    )
    for chapter in CHAPTERS:
        two_years.set_report_text(YEAR, chapter, text)
    assert two_years.check_release(ready, "authority", TODAY).sentences == ()
    made = two_years.write_report(ready, "authority", out / "a.pdf", TODAY)
    assert "☃" in made.warnings[0]
    assert "<b>artikel 3</b> & bijlage 2" in pdf_text(made.path)


def test_a_number_that_is_alone_in_a_line_is_no_text(
    two_years: Desk, ready: Prepared, out: Path
) -> None:
    assert "bij ‘Signalen en duiding’ staat ‘7’" in refused_text(two_years, ready, out, "- 7")


# --- own work ---


def test_own_work_is_told_and_not_what_follows_from_conversations(
    desk: Desk, two_years: Desk, out: Path
) -> None:
    for activity in (
        Activity(
            held_on=date(2025, 2, 3),
            kind="information",
            audience="managers",
            participants=37,
            quarters=7,
        ),
        Activity(held_on=date(2025, 4, 8), kind="advice", quarters=871),
        Activity(held_on=date(2025, 4, 9), kind="administration", quarters=873),
        Activity(held_on=date(2024, 4, 9), kind="publicity", quarters=875),
    ):
        two_years.add_activity(activity)
    text = written(two_years, out)
    chapter = text[text.rindex("Naast het voeren van gesprekken") :]
    assert "Voorlichting" in chapter
    assert "Leidinggevenden" in chapter
    assert (
        "Ook ‘Advies aan leidinggevende, HR of bestuur’ en ‘Administratie of jaarverslag’"
        in chapter
    )
    assert "PR of intranet" not in chapter
    spent = two_years.hours(two_years.calendar.year(YEAR))
    telling = {871 // 4, 873 // 4, spent.cases // 4, spent.activities // 4}
    assert not telling & set(map(int, re.findall(r"\d+", chapter)))


# --- the invented ones ---


def test_the_practice_vault_has_texts_of_years_that_are_over(tmp_path: Path) -> None:
    with make_practice_vault(
        tmp_path / "oefen", date(2026, 3, 12), cost=CHEAP, limits=CHEAP_LIMITS
    ) as desk:
        assert desk.report_texts(2026) == ()
        wanted = {Chapter.ROLE, Chapter.SIGNALS, Chapter.RESPONSE}
        for year in (2023, 2024, 2025):
            assert {own.chapter for own in desk.report_texts(year)} == wanted
            assert desk.recommendations(year)
        assert desk.recommendations(2026) == ()


def test_no_invented_text_has_anything_in_it_that_is_refused(full: Desk) -> None:
    """Also not those of earlier years, beside the figures of the last one."""
    ready = full.prepare(YEAR)
    for year in range(2022, 2026):
        for own in invented_texts(2025):
            if own.year == year:
                full.set_report_text(YEAR, own.chapter, own.text)
        for edition in ("authority", "works_council"):
            assert full.check_release(ready, edition, TODAY).sentences == ()
