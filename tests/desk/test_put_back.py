"""An older copy of a vault comes back: the releases since are not forgotten in silence."""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.desk.a_release import TODAY, copied, late, opened, prepared, record, total_of
from vp_desk.desk import (
    AnotherVaultError,
    Desk,
    LedgerGapError,
    NothingToTakeOverError,
    create_vault,
)
from vp_desk.released import Shown
from vp_desk.releases import EventKind, Origin, ReleaseEvent, reference
from vp_desk.storage import releases, settings


@pytest.fixture
def put_back(two_years: Desk, vault_path: Path, out: Path, tmp_path: Path) -> tuple[Path, Path]:
    """An older copy of the vault in its place, and the newer copy."""
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    two_years.close()
    old = copied(vault_path, tmp_path / "oud")
    with opened(vault_path) as desk:
        ready = prepared(desk)
        desk.write_report(ready, "works_council", out / "b.pdf", TODAY)
        desk.write_aggregates(ready, "coordinator", out / "c.json", TODAY)
    new = tmp_path / "nieuw"
    vault_path.rename(new)
    old.rename(vault_path)
    return vault_path, new


def test_an_older_copy_does_not_forget_in_silence(put_back: tuple[Path, Path], out: Path) -> None:
    with opened(put_back[0]) as desk:
        assert desk.released.missing() == (2, 3)
        ready = prepared(desk)
        with pytest.raises(LedgerGapError, match="2 tot en met 3"):
            desk.write_report(ready, "authority", out / "d.pdf", TODAY)
        assert not (out / "d.pdf").exists()


def test_releases_come_back_from_a_newer_copy(put_back: tuple[Path, Path], out: Path) -> None:
    vault, new = put_back
    with opened(vault) as desk:
        assert desk.released.take_over(new, PASSPHRASE, limits=CHEAP_LIMITS) == 2
        assert desk.released.missing() == ()
        assert [each.number for each in desk.released.releases()] == [3, 2, 1]
        for path in out.iterdir():
            assert desk.released.identify(path).origin is Origin.RELEASED
        desk.write_report(prepared(desk), "authority", out / "d.pdf", TODAY)
        with pytest.raises(NothingToTakeOverError):
            desk.released.take_over(new, PASSPHRASE, limits=CHEAP_LIMITS)
        assert desk.check() == ()


def test_another_vault_gives_no_releases(put_back: tuple[Path, Path], tmp_path: Path) -> None:
    create_vault(tmp_path / "x", PASSPHRASE, "x", cost=CHEAP, limits=CHEAP_LIMITS).desk.close()
    with opened(put_back[0]) as desk, pytest.raises(AnotherVaultError):
        desk.released.take_over(tmp_path / "x", PASSPHRASE, limits=CHEAP_LIMITS)


def test_after_an_answer_the_numbers_go_on(put_back: tuple[Path, Path], out: Path) -> None:
    with opened(put_back[0]) as desk:
        assert desk.released.answer(TODAY, "vernietigd, nooit overhandigd").kinds
        assert desk.released.missing() == ()
        lost = desk.released.releases()[0]
        assert (lost.number, lost.lost, lost.pending) == (3, True, False)
        assert desk.released.identify(out / "c.json").origin is Origin.FORGOTTEN
        desk.write_report(prepared(desk), "authority", out / "d.pdf", TODAY)
        assert desk.released.releases()[0].number == 4


def test_what_was_given_out_twice_under_one_number_is_kept_twice(
    put_back: tuple[Path, Path], out: Path
) -> None:
    vault, new = put_back
    with opened(vault) as desk:
        desk.released.answer(TODAY, "onbekend")
        desk.write_report(prepared(desk), "authority", out / "d.pdf", TODAY)
        assert desk.released.take_over(new, PASSPHRASE, limits=CHEAP_LIMITS) == 2
        found = desk.released.releases()
        assert [each.number for each in found] == [6, 5, 4, 3, 2, 1]
        assert found[1].events[-1].text == "nummer 2"
        assert desk.released.identify(out / "b.pdf").origin is Origin.RELEASED


def test_what_came_from_another_copy_does_not_have_the_last_word_over_what_left_after_it(
    two_years: Desk, vault_path: Path, out: Path, tmp_path: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    two_years.close()
    copy = copied(vault_path, tmp_path / "kopie")
    for path, many, day in ((copy, 7, date(2026, 3, 2)), (vault_path, 14, date(2026, 5, 4))):
        with opened(path) as desk:
            if desk.released.missing():
                desk.released.answer(day, "onbekend")
            record(desk, late(many))
            ready = prepared(desk, restated=True)
            desk.write_report(ready, "authority", out / f"{many}.pdf", day)
    with opened(vault_path) as desk:
        assert desk.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS) == 1
        assert total_of(prepared(desk)) == Shown(45 + 14)


def test_a_file_that_failed_here_and_came_at_its_place_there_is_taken_over(
    two_years: Desk, vault_path: Path, out: Path, tmp_path: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    two_years.close()
    copy = copied(vault_path, tmp_path / "kopie")
    with opened(vault_path) as desk, desk._vault.write() as db:
        releases.add_event(db, 1, ReleaseEvent(EventKind.FAILED, TODAY))
    with opened(vault_path) as desk:
        assert not desk.released.ledger().given()
        assert desk.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS) == 1
        assert desk.released.ledger().given()
        with pytest.raises(NothingToTakeOverError):
            desk.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS)


def test_on_another_computer_a_file_with_a_higher_number_tells_of_the_gap(
    put_back: tuple[Path, Path], out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    with opened(put_back[0]) as desk:
        assert desk.released.missing() == ()
        assert desk.released.identify(out / "c.json").origin is Origin.FORGOTTEN
        assert desk.released.missing() == (2, 3)


def test_a_computer_that_cannot_remember_is_no_reason_to_refuse(
    two_years: Desk, out: Path, state_folder: Path
) -> None:
    (state_folder / "vp-desk").write_text("in the way")
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    assert two_years.released.missing() == ()


def test_a_computer_that_remembers_nonsense_remembers_nothing(
    two_years: Desk, out: Path, state_folder: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    (place,) = (state_folder / "vp-desk" / "releases").iterdir()
    place.write_text("1000000000000")
    assert two_years.released.missing() == ()
    two_years.write_report(prepared(two_years), "authority", out / "b.pdf", TODAY)
    assert place.read_text() == "2\n"


def test_letters_that_fit_a_number_by_chance_are_no_release(two_years: Desk, out: Path) -> None:
    with two_years._vault.read() as db:
        secret = settings.disclosure_seed(db)
    (out / "lijst.csv").write_text("\n".join(reference(secret, n) for n in (1001, 731680)))
    assert two_years.released.identify(out / "lijst.csv").origin is Origin.UNKNOWN
    assert two_years.released.missing() == ()
