"""What the ledger says, in words; and the name of a figure, whichever table it stood in."""

from dataclasses import replace
from datetime import date

import pytest

from vp_desk.earlier import CHANGE
from vp_desk.figure_words import figure_words
from vp_desk.periods import ReportingCalendar
from vp_desk.release_words import (
    event_words,
    identified_words,
    release_line,
    should_not_be_used,
    size_words,
    standing_words,
    state_words,
    what_words,
)
from vp_desk.releases import (
    SIGNAL,
    EventKind,
    Identified,
    Origin,
    Release,
    ReleasedFile,
    ReleaseEvent,
)
from vp_desk.taxonomy import built_in_lists

DAY = date(2026, 2, 3)
FILE = ReleasedFile("verslag.pdf", "0" * 64, 2048)
REPORT = Release(
    7, DAY, ".pdf", "2025", "2025", ("authority",), "Bevoegd gezag", frozenset({"types"}), "k", "/uit", (FILE,)
)  # fmt: skip
LOST = replace(REPORT, publication=None, files=(), year="", year_label="", readers="")
EVERYTHING = replace(REPORT, publication=None, suffix=".json", editions=())
LETTER = replace(REPORT, publication=None, editions=(SIGNAL,), tables=frozenset())
TABLES = replace(REPORT, suffix=".xlsx")


def after(release: Release, *kinds: EventKind, text: str = "") -> Release:
    return replace(release, events=tuple(ReleaseEvent(kind, DAY, text) for kind in kinds))


@pytest.mark.parametrize(
    ("release", "words"),
    [
        (REPORT, "Jaarverslag 2025 (PDF)"),
        (TABLES, "Tabellen 2025 (Excel)"),
        (LETTER, "Signaal (PDF)"),
        (EVERYTHING, "Alle gegevens, niet versleuteld (JSON)"),
        (LOST, "Onbekend"),
    ],
)
def test_a_release_is_called_by_what_it_is(release: Release, words: str) -> None:
    assert what_words(release) == words


@pytest.mark.parametrize(
    ("release", "state"),
    [
        (REPORT, "Onzeker: het programma stopte tijdens het schrijven; telt mee als uitgegeven"),
        (after(REPORT, EventKind.CONFIRMED), "Bewaard"),
        (after(REPORT, EventKind.FAILED), "Mislukt: er kwam geen bestand"),
        (
            after(REPORT, EventKind.CONFIRMED, EventKind.HANDED_OVER, text="de directeur"),
            "Overhandigd aan de directeur op 3 februari 2026",
        ),
        (after(REPORT, EventKind.HANDED_OVER), "Overhandigd op 3 februari 2026"),
        (
            after(REPORT, EventKind.WITHDRAWN, text="mei ontbrak"),
            "Ingetrokken op 3 februari 2026: mei ontbrak",
        ),
        (after(REPORT, EventKind.WITHDRAWN), "Ingetrokken op 3 februari 2026"),
        (after(REPORT, EventKind.REPLACED, text="uitgave 9"), "Vervangen door uitgave 9 op 3 februari 2026"),
        (LOST, "Onbekend"),
        (after(LOST, EventKind.ANSWERED, text="een proef"), "Onbekend: een proef"),
    ],
)  # fmt: skip
def test_what_became_of_it_is_one_sentence(release: Release, state: str) -> None:
    assert state_words(release) == state
    assert state.startswith(standing_words(release)[0])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (EventKind.CONFIRMED, "bestand bewaard"),
        (EventKind.FAILED, "er kwam geen bestand"),
        (EventKind.HANDED_OVER, "overhandigd aan X"),
        (EventKind.WITHDRAWN, "ingetrokken: X"),
        (EventKind.REPLACED, "vervangen door X"),
        (EventKind.ANSWERED, "overgenomen uit een andere kopie van de kluis; daar was dit X"),
    ],
)
def test_every_event_has_words(kind: EventKind, words: str) -> None:
    assert event_words(REPORT, ReleaseEvent(kind, DAY, "X")) == words


def test_an_event_says_no_more_than_it_knows() -> None:
    assert event_words(REPORT, ReleaseEvent(EventKind.HANDED_OVER, DAY)) == "overhandigd"
    assert event_words(REPORT, ReleaseEvent(EventKind.WITHDRAWN, DAY)) == "ingetrokken"
    answered = ReleaseEvent(EventKind.ANSWERED, DAY, "een proef")
    assert event_words(LOST, answered) == "u schreef hierover: een proef"


def test_a_line_tells_day_what_readers_files_and_state() -> None:
    assert release_line(after(REPORT, EventKind.CONFIRMED)) == (
        "3 februari 2026; Jaarverslag 2025 (PDF); Bevoegd gezag; verslag.pdf; Bewaard"
    )
    assert release_line(LOST) == "3 februari 2026; Onbekend"


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 byte"), (900, "900 bytes"), (2048, "2 kB"), (1536000, "1.500 kB")]
)
def test_a_size_is_told_as_people_say_it(size: int, words: str) -> None:
    assert size_words(size) == words


def test_what_was_withdrawn_or_replaced_should_not_be_used() -> None:
    assert not should_not_be_used(REPORT)
    assert not should_not_be_used(after(REPORT, EventKind.HANDED_OVER))
    assert should_not_be_used(after(REPORT, EventKind.WITHDRAWN))
    assert should_not_be_used(after(REPORT, EventKind.HANDED_OVER, EventKind.REPLACED))


@pytest.mark.parametrize(
    ("origin", "release", "told"),
    [
        (Origin.RELEASED, REPORT, "Dit is uitgave BCDF-7, onveranderd. Het is: Jaarverslag 2025"),
        (Origin.RELEASED, after(REPORT, EventKind.WITHDRAWN), "Let op: deze uitgave is ingetrokken op"),
        (Origin.CHANGED, REPORT, "Maar dit is niet het bestand van toen"),
        (Origin.CHANGED, LOST, "wat het was, weet de kluis niet meer"),
        (Origin.FORGOTTEN, None, "er is een oudere kopie teruggezet"),
        (Origin.UNKNOWN, None, "Niets wijst erop dat dit bestand uit deze kluis komt"),
    ],
)  # fmt: skip
def test_a_file_is_told_to_be_what_it_is(
    origin: Origin, release: Release | None, told: str
) -> None:
    assert told in identified_words(Identified(origin, "0" * 64, release, "BCDF-7"))


CALENDAR = ReportingCalendar()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cases|period=2025", "nieuwe zaken in 2025"),
        ("cases|period=2025.2|types=conduct.bullying", "nieuwe zaken in het 2e kwartaal van 2025 (Pesten)"),
        ("cases|period=2024&2025|types=conduct&force", "nieuwe zaken in 2024 en 2025 (Ongewenste "),
        ("cases|period=2025|reporter_role=-", "nieuwe zaken in 2025 (Niet geregistreerd)"),
        ("side_mentions|period=2025|types=conduct", "vermeldingen naast de eerste in 2025 (Ongewenste"),
        ("unheard_of|period=2025", "een aantal in 2025"),
        ("contacts:x", "gesprekken"),
        ("cases|period=2025@8", "nieuwe zaken in 2025-2026"),
        (f"{CHANGE}cases|period=2025", "het verschil tussen twee uitgaven bij nieuwe zaken in 2025"),
    ],
)  # fmt: skip
def test_a_figure_has_a_name_in_words(name: str, words: str) -> None:
    assert figure_words(name, built_in_lists(), CALENDAR).startswith(words)
