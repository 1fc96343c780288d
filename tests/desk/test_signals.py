"""Interim signals: words alone on paper, through the gate, the attack and the ledger."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.attacker import Known, Relation, possible_values
from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.advice import NoTextError
from vp_desk.desk import (
    ChangeKind,
    Desk,
    LeakError,
    LedgerGapError,
    Recommendation,
    Response,
    ResponseKind,
    Signal,
    SignalGoneOutError,
    SignalId,
    StillLinkedError,
    Theme,
    ThemeTooSmallError,
    UnknownCodeError,
    WrongSuffixError,
    open_vault,
)
from vp_desk.desk.signalling import Issue
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.release_words import what_words
from vp_desk.storage import settings
from vp_desk.storage.rows import RecordMissingError
from vp_desk.storage.vault import Vault

TODAY = date(2025, 10, 6)
SIGNAL = Signal(
    made_on=TODAY,
    year=2025,
    title="Stille druk",
    text="Mensen worden buiten een overleg gehouden.\n\n- Elk voorval is klein.\n- Niemand begint erover.",
    theme=Theme(("conduct",), (), ("overleggen",)),
    addressed_to="Secretaris-generaal",
    asked_by=date(2025, 11, 3),
)


def stored(desk: Desk, signal: Signal = SIGNAL) -> Signal:
    desk.add_signal(signal)
    return max(desk.signals(), key=lambda each: each.id)


def pdf_text(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# --- in the vault ---


def test_a_signal_is_kept_changed_and_taken_back(vault_path: Path, desk: Desk) -> None:
    signal = stored(desk, replace(SIGNAL, release=7))
    assert signal.release is None  # only leaving the vault gives it a number
    assert desk.change_signal(replace(signal, title="Anders")).kinds == {ChangeKind.ADVICE}
    desk.respond_to_signal(signal.id, Response(ResponseKind.DECLINED, "Nee."))
    desk.undo()
    assert desk.signal(signal.id) == replace(signal, title="Anders")
    desk.delete_signal(signal.id, TODAY)
    assert [item.words for item in desk.bin_items()] == ["Signaal van 6 oktober 2025"]
    desk.undo()
    desk.redo()
    desk.restore(desk.bin_items()[0].id)
    with pytest.raises(UnknownCodeError):
        desk.add_signal(replace(SIGNAL, theme=Theme(("mars",))))
    with pytest.raises(NoTextError):
        replace(SIGNAL, text=" ")
    desk.close()
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as again:
        assert again.signals() == (replace(signal, title="Anders"),)
        assert again.check() == ()


def test_a_signal_with_advice_in_it_stays(desk: Desk) -> None:
    signal = stored(desk)
    desk.add_recommendation(Recommendation(year=2025, text="Raad.", signal=signal.id))
    with pytest.raises(StillLinkedError, match="aanbeveling"):
        desk.delete_signal(signal.id, TODAY)


# --- on paper ---


def test_a_signal_leaves_as_a_letter_of_words(two_years: Desk, out: Path) -> None:
    signal = stored(two_years)
    two_years.add_recommendation(
        Recommendation(year=2025, text="Spreek af wie waarover gaat.", signal=signal.id)
    )
    written = two_years.write_signal(signal.id, out / "signaal.pdf", TODAY)
    assert written.pages <= 2
    text = pdf_text(written.path)
    for words in (
        "Signaal van de vertrouwenspersoon",
        "Stille druk",
        "Aan: Secretaris-generaal",
        "Onderwerp: Ongewenste omgangsvormen",
        "Werkproces: overleggen",
        "6 oktober 2025",
        "3 november 2025",
        written.reference,
        "Elk voorval is klein.",
        "Spreek af wie waarover gaat.",
        "Het is niet onderzocht",
    ):
        assert words in text
    (release,) = two_years.released.releases()
    assert release.signal
    assert not release.everything
    assert not release.lost
    assert (release.year, release.readers, release.day) == ("2025", "Secretaris-generaal", TODAY)
    assert what_words(release) == "Signaal (PDF)"
    held = two_years.signal(signal.id)
    assert held is not None
    assert held.release == release.number == 1
    assert two_years.released.identify(written.path).release == release
    assert two_years.check() == ()


def test_the_preview_is_what_would_be_written_and_leaves_nothing(
    two_years: Desk, out: Path
) -> None:
    draft = two_years.draft_signal(SIGNAL, TODAY)  # not even stored
    assert two_years.released.releases() == ()
    signal = stored(two_years)
    assert two_years.check_signal(signal, TODAY).safe
    again = two_years.draft_signal(signal, TODAY)
    written = two_years.write_signal(signal.id, out / "a.pdf", TODAY)
    assert draft.content == again.content == written.path.read_bytes()
    assert again.reference == written.reference


def test_the_words_of_a_signal_that_somebody_has_stay(two_years: Desk, out: Path) -> None:
    signal = stored(two_years)
    two_years.write_signal(signal.id, out / "a.pdf", TODAY)
    held = two_years.signal(signal.id)
    assert held is not None
    with pytest.raises(SignalGoneOutError):
        two_years.change_signal(replace(held, text="Anders."))
    with pytest.raises(SignalGoneOutError):
        two_years.delete_signal(held.id, TODAY)
    answer = Response(ResponseKind.ADOPTED, "Dat gaan wij doen.", date(2025, 10, 20))
    two_years.respond_to_signal(held.id, answer)
    two_years.change_signal(replace(held, response=answer, in_report=False))
    now = two_years.signal(held.id)
    assert now == replace(held, response=answer, in_report=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Drie meldingen gaan over hetzelfde team.", "Drie meldingen"),
        ("Er waren 12 gesprekken over roosters.", "12 gesprekken"),
        ("Pesten: 4.", "4"),
        ("Het gaat om vijf medewerkers.", "vijf medewerkers"),
    ],
)
def test_a_count_in_a_signal_is_refused_with_a_sentence(
    two_years: Desk, out: Path, text: str, words: str
) -> None:
    signal = stored(two_years, replace(SIGNAL, text=text))
    with pytest.raises(LeakError) as caught:
        two_years.write_signal(signal.id, out / "a.pdf", TODAY)
    told = str(caught.value)
    assert f"In uw eigen tekst bij ‘Signaal’ staat ‘{words}’." in told
    assert "Schrijf het zonder getal" in told
    assert not two_years.check_signal(signal, TODAY).safe
    assert not list(out.iterdir())
    assert two_years.released.releases() == ()
    held = two_years.signal(signal.id)
    assert held is not None
    assert held.release is None
    two_years.change_signal(replace(signal, text="Meerdere meldingen gaan over hetzelfde."))
    two_years.write_signal(signal.id, out / "a.pdf", TODAY)


def test_also_the_title_and_the_advice_are_looked_into(two_years: Desk, out: Path) -> None:
    signal = stored(two_years, replace(SIGNAL, title="Vier meldingen over pesten"))
    assert not two_years.check_signal(signal, TODAY).safe
    plain = stored(two_years)
    two_years.add_recommendation(
        Recommendation(year=2025, text="Bespreek de drie klachten.", signal=plain.id)
    )
    assert not two_years.check_signal(plain, TODAY).safe


def test_a_recommendation_that_names_a_hidden_figure_stops_the_report(
    two_years: Desk, out: Path
) -> None:
    prepared = two_years.prepare(2025)
    two_years.add_recommendation(
        Recommendation(year=2025, text="Drie meldingen gingen over hetzelfde: doe daar iets aan.")
    )
    with pytest.raises(LeakError) as caught:
        two_years.write_report(prepared, "authority", out / "a.pdf", date(2026, 1, 12))
    assert "bij ‘Aanbevelingen en opvolging’ staat ‘Drie meldingen’" in str(caught.value)
    assert two_years.check_release(prepared, "coordinator", date(2026, 1, 12)).safe


# --- a theme ---


def months(desk: Desk, counts: Sequence[tuple[str, int, str]], month: Month) -> None:
    number = len(desk.released.releases()) * 1000 + desk.today(TODAY).cases
    for code, cases, unit in counts:
        for _ in range(cases):
            number += 1
            desk.add_case(
                Case(
                    code=CaseCode(f"zaak-{number}"),
                    month=month,
                    types=(code,),
                    unit=unit or None,
                    status="closed",
                ),
                None,
            )


def test_a_theme_is_named_from_the_threshold_on(desk: Desk, out: Path) -> None:
    desk.add_unit("Noord", {2025: 40})
    desk.add_unit("Klein", {2025: 4})
    noord, klein = (code.code for code in desk.lists["unit"])
    months(desk, [("conduct.gossip", 4, noord), ("conduct.bullying", 3, noord)], Month(2025, 3))
    months(desk, [("financial", 6, klein)], Month(2025, 3))
    months(desk, [("position", 9, noord)], Month(2025, 11))

    def problem(*types: str, units: tuple[str, ...] = ()) -> str:
        return desk.theme_problem(Theme(types, units), 2025, TODAY)

    assert problem() == ""
    assert problem("conduct") == ""
    assert problem("conduct", units=(noord,)) == ""
    assert problem(units=(noord,)) == ""
    assert "‘Kwaadspreken of roddel’" in problem("conduct.gossip")
    assert "te weinig zaken" in problem("conduct.gossip", units=(noord,))
    assert "te weinig zaken" in problem("position")  # of a month that is still to come
    assert "Bij Klein werken in 2025 te weinig mensen" in problem("financial", units=(klein,))
    desk.add_unit("Nieuw", {2024: 80})
    nieuw = desk.lists["unit"].codes[-1].code
    assert problem(units=(nieuw,)).startswith(
        "Voor 2025 is niet ingevuld hoeveel mensen er bij Nieuw werken. Vul dat in bij Instellingen, Onderdelen"
    )
    both = problem(units=(klein, nieuw))
    assert "Bij Klein werken" in both
    assert "bij Nieuw werken" in both
    few = stored(desk, replace(SIGNAL, theme=Theme(("conduct.gossip",))))
    with pytest.raises(ThemeTooSmallError):
        desk.write_signal(few.id, out / "a.pdf", TODAY)
    assert desk.released.releases() == ()
    desk.change_signal(replace(few, theme=Theme()))
    desk.write_signal(few.id, out / "a.pdf", TODAY)
    (release,) = desk.released.releases()
    assert release.publication is None
    assert release.signal
    assert not release.everything


def test_a_signal_can_be_given_in_a_year_with_nothing_in_it(desk: Desk, out: Path) -> None:
    signal = stored(desk, replace(SIGNAL, theme=Theme(processes=("werving",))))
    assert desk.write_signal(signal.id, out / "a.pdf", TODAY).pages == 1


def test_other_places_and_numbers_that_are_missing_are_refused(two_years: Desk, out: Path) -> None:
    signal = stored(two_years)
    with pytest.raises(WrongSuffixError):
        two_years.write_signal(signal.id, out / "a.docx", TODAY)
    with pytest.raises(RecordMissingError):
        two_years.write_signal(SignalId(99), out / "a.pdf", TODAY)
    vault = two_years._vault
    two_years.released._marks.put(vault.vault_id, 5)
    with pytest.raises(LedgerGapError):
        two_years.write_signal(signal.id, out / "a.pdf", TODAY)


# --- what its existence tells ---


def read_types(path: Path) -> tuple[dict[str, Known], list[Relation]]:
    """The types of the year, as a JSON export tells them, and their sum."""
    (edition,) = json.loads(path.read_text(encoding="utf-8"))["editions"]
    (table,) = (table for table in edition["tables"] if table["name"] == "types")
    known: dict[str, Known] = {}
    for cell in table["cells"]:
        name = cell["id"]
        if name == "cases|period=2025" or name.count(".") == 0:
            known[name] = (0, None) if cell["value"] is None else int(cell["value"])
    parts = [name for name in known if "types=" in name]
    return known, [(("cases|period=2025", 1), *((name, -1) for name in parts))]


FEW, PARTNER = "cases|period=2025|types=financial", "cases|period=2025|types=conduct"
COUNTS = (
    ("financial", 1, ""),
    ("conduct", 5, ""),
    ("information", 9, ""),
    ("communication", 11, ""),
    ("position", 14, ""),
)


def thinkable(path: Path) -> tuple[int, int | None]:
    """What the small figure may be, to who knows that it is small and that there was a signal."""
    known, relations = read_types(path)
    assert known[FEW] == (0, None)
    known[FEW] = (1, 4)
    known[PARTNER] = known[PARTNER] if isinstance(known[PARTNER], int) else (5, None)
    return possible_values(known, relations, [FEW])[FEW]


@pytest.fixture
def partnered(vault_path: Path) -> Iterator[Desk]:
    """An open vault with a secret by which `PARTNER` is what is hidden beside the small figure."""
    with Vault.open(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as vault, vault.write() as db:
        settings.put(db, "disclosure_seed", (bytes([1]) * 32).hex())
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        yield desk


def report_beside_signal(desk: Desk, out: Path) -> tuple[int, int | None]:
    months(desk, COUNTS, Month(2025, 2))
    signal = stored(desk, replace(SIGNAL, theme=Theme(("conduct",))))
    desk.write_signal(signal.id, out / "signaal.pdf", TODAY)
    desk.write_aggregates(desk.prepare(2025), "works_council", out / "a.json", date(2026, 1, 12))
    return thinkable(out / "a.json")


def test_the_report_of_the_year_reckons_with_what_the_signal_told(
    partnered: Desk, out: Path
) -> None:
    low, high = report_beside_signal(partnered, out)
    assert high is None or low < high


def test_without_that_the_two_together_would_give_a_small_figure_away(
    partnered: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the ledger keeps of a signal is worth something: without it the same figures leak."""
    monkeypatch.setattr(Issue, "publication", lambda *_: None)
    assert report_beside_signal(partnered, out) == (1, 1)


def test_a_signal_that_would_give_away_what_was_released_is_refused(
    partnered: Desk, out: Path
) -> None:
    """The other way round: the figures of the year until now were out already."""
    months(partnered, COUNTS, Month(2025, 2))
    partnered.write_aggregates(partnered.prepare(2025), "works_council", out / "a.json", TODAY)
    known, _ = read_types(out / "a.json")
    assert known[PARTNER] == (0, None)
    signal = stored(partnered, replace(SIGNAL, theme=Theme(("conduct",))))
    with pytest.raises(LeakError, match="Samen met wat eerder is uitgegeven is uit te rekenen"):
        partnered.write_signal(signal.id, out / "signaal.pdf", TODAY)
    assert not (out / "signaal.pdf").exists()


def test_a_signal_does_not_freeze_its_year_and_is_not_replaced(two_years: Desk, out: Path) -> None:
    signal = stored(two_years)
    two_years.write_signal(signal.id, out / "signaal.pdf", TODAY)
    prepared = two_years.prepare(2025)
    assert prepared.counted.frozen is None
    two_years.write_report(prepared, "authority", out / "a.pdf", date(2026, 1, 12))
    text = pdf_text(out / "a.pdf")
    assert "Stille druk (oktober 2025, aan: Secretaris-generaal)" in text
    assert "Vervangt" not in text
    report, letter = two_years.released.releases()
    assert report.is_final_report
    assert not letter.is_final_report
    assert letter.last is None
