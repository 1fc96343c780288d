"""Looking after a vault: what the adviser is told and can do, on real vaults."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.desk.a_release import TODAY, opened, prepared
from tests.vaults.make_sample import SAMPLE_PASSPHRASE
from vp_desk.desk import (
    BackupDamagedError,
    DamagedVaultError,
    Desk,
    NewVault,
    NoBackupError,
    SecondPlaceGoneError,
    WeakPassphraseError,
    WrongSuffixError,
    backups_of,
    create_vault,
    open_vault_with_code,
    restore_vault,
    restore_vault_with_code,
)
from vp_desk.desk.settings import SettingError, VaultSettings
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.release_words import release_line
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.trail import TrailKind

NOTE = "kanariepiet zonder naam"
SAMPLES = Path(__file__).resolve().parents[1] / "vaults"
OTHER = "heel andere losse woorden"


@pytest.fixture
def made(tmp_path: Path) -> NewVault:
    new = create_vault(tmp_path / "eigen", PASSPHRASE, "Dienst", cost=CHEAP, limits=CHEAP_LIMITS)
    record(new.desk)
    return new


def record(desk: Desk) -> CaseCode:
    code = desk.new_case_code()
    desk.add_case(Case(code=code, month=Month(2025, 3), types=("conduct",), note=NOTE), None)
    return code


def kinds(desk: Desk) -> list[TrailKind]:
    return [entry.kind for entry in desk.safety.trail()]


def harm(folder: Path) -> None:
    database = folder / "notes.db"
    content = bytearray(database.read_bytes())
    content[20] ^= 1
    database.write_bytes(content)


# --- the trail ---


def test_the_trail_tells_what_was_done_and_nothing_of_the_content(
    made: NewVault, tmp_path: Path
) -> None:
    desk = made.desk
    desk.safety.test_code(made.recovery_code)
    desk.change_passphrase(PASSPHRASE, OTHER)
    desk.safety.rotate_key(OTHER)
    desk.safety.drill()
    desk.close()
    desk.close()
    with open_vault_with_code(desk.path, made.recovery_code, limits=CHEAP_LIMITS) as again:
        assert list(reversed(kinds(again))) == [
            TrailKind.CREATED,
            TrailKind.CODE_TESTED,
            TrailKind.PASSPHRASE_CHANGED,
            TrailKind.KEY_REPLACED,
            TrailKind.BACKED_UP,
            TrailKind.DRILLED,
            TrailKind.LOCKED,
            TrailKind.OPENED_WITH_CODE,
        ]


def test_what_leaves_and_what_is_erased_is_in_the_trail(two_years: Desk, tmp_path: Path) -> None:
    two_years.write_report(prepared(two_years), "authority", tmp_path / "r.pdf", TODAY)
    two_years.delete_case(record(two_years), TODAY)
    two_years.empty_bin()
    erased, exported, *_ = two_years.safety.trail()
    assert (erased.kind, erased.number) == (TrailKind.ERASED, 1)
    assert (exported.kind, exported.number) == (TrailKind.EXPORTED, 1)


def test_a_vault_that_cannot_be_written_is_locked_all_the_same(made: NewVault) -> None:
    made.desk._vault.refuse_writing()
    made.desk.close()
    with opened(made.desk.path) as again:
        assert TrailKind.LOCKED not in kinds(again)


# --- how it stands ---


def test_a_new_vault_asks_for_a_second_place_after_two_weeks_and_for_a_drill_after_a_month(
    made: NewVault,
) -> None:
    safety, today = made.desk.safety, date.today()  # noqa: DTZ011 - as on the wall
    state = safety.state(today)
    assert (state.newest_backup, state.second_place, state.code_tested) == (None, None, None)
    assert (state.second_due, state.drill_due, state.damaged) == (False, False, False)
    assert state.size == (made.desk.path / "notes.db").stat().st_size
    assert safety.state(today + timedelta(days=14)).second_due
    assert not safety.state(today + timedelta(days=40)).drill_due  # there is nothing to drill with
    safety.back_up()
    assert safety.state(today).newest_backup == today
    assert safety.state(today + timedelta(days=31)).drill_due
    safety.drill()
    assert not safety.state(today + timedelta(days=30)).drill_due
    assert safety.state(today).last_drill == today


def test_a_second_place_is_used_remembered_and_missed(made: NewVault, tmp_path: Path) -> None:
    safety, today = made.desk.safety, date.today()  # noqa: DTZ011
    with pytest.raises(SecondPlaceGoneError):
        safety.back_up_to_second()
    stick = tmp_path / "stick"
    with pytest.raises(SecondPlaceGoneError):
        safety.set_second_place(stick)
    stick.mkdir()
    safety.set_second_place(stick)
    done = safety.back_up_to_second()
    assert (done.place, done.path.is_relative_to(stick)) == ("second", True)
    state = safety.state(today)
    assert (state.second_place, state.second_backup, state.second_due) == (stick, today, False)
    assert backups_of(stick) == (done,)
    stick.rename(tmp_path / "weg")
    state = safety.state(today + timedelta(days=13))
    assert (state.second_backup, state.second_due) == (today, False)  # as the trail remembers
    with pytest.raises(SecondPlaceGoneError, match="Sluit de stick"):
        safety.back_up_to_second()
    safety.set_second_place(None)
    assert safety.second_place is None


def test_a_session_that_changed_something_ends_with_a_backup_and_another_one_does_not(
    made: NewVault,
) -> None:
    desk = made.desk
    assert desk.safety.after_session() is not None
    assert desk.safety.after_session() is None
    desk.close()
    with opened(desk.path) as again:
        assert again.safety.after_session() is None
        record(again)
    # Killed before its backup: the next session knows.
    with opened(desk.path) as again:
        later = again.safety
        assert later.catch_up() is not None
        assert later.catch_up() is None
        assert later.after_session() is None


def test_a_backup_that_could_not_be_made_stays_due(made: NewVault) -> None:
    (made.desk.path / "backups").rmdir()
    (made.desk.path / "backups").touch()
    with pytest.raises(VpDeskError):
        made.desk.safety.back_up()
    assert made.desk.safety.overdue
    assert made.desk.safety.after_session() is None  # and does not keep the vault open


def test_a_drill_needs_a_backup_and_tells_when_it_is_damaged(made: NewVault) -> None:
    with pytest.raises(NoBackupError):
        made.desk.safety.drill()
    done = made.desk.safety.back_up()
    assert made.desk.safety.drill() == done
    harm(done.path)
    with pytest.raises(BackupDamagedError):
        made.desk.safety.drill()


def test_a_damaged_trail_does_not_hide_how_the_vault_stands(made: NewVault) -> None:
    with made.desk._vault.write() as db:
        db.execute("DROP TRIGGER trail_kept")
        db.execute("DELETE FROM trail")
    assert made.desk.safety.state(TODAY).last_drill is None
    with pytest.raises(DatabaseDamagedError):
        made.desk.safety.trail()


class KilledError(BaseException):
    """The program is killed."""


def test_who_is_killed_before_the_backup_is_there_has_none_and_knows(made: NewVault) -> None:
    def kill(done: int, of: int) -> None:
        raise KilledError

    with pytest.raises(KilledError):
        made.desk.safety.back_up(kill)
    assert made.desk.safety.overdue
    assert TrailKind.BACKED_UP not in kinds(made.desk)


def test_a_drill_with_a_backup_of_before_the_key_was_replaced_asks_for_a_new_one(
    made: NewVault, tmp_path: Path
) -> None:
    done = made.desk.safety.back_up()
    put_back = restore_vault(
        done.path, tmp_path / "terug", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS
    )
    with put_back.desk as desk:
        assert desk.safety.overdue
        (desk.path / "backups").rmdir()
        (made.desk.path / "backups").rename(desk.path / "backups")
        with pytest.raises(VpDeskError, match="Maak eerst een nieuwe"):
            desk.safety.drill()
        desk.safety.back_up()
        desk.safety.drill()


# --- putting back ---


def test_after_damage_a_backup_takes_the_place_of_the_vault_and_no_release_is_forgotten(
    two_years: Desk, tmp_path: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", tmp_path / "a.pdf", TODAY)
    done = two_years.safety.back_up()
    two_years.write_report(prepared(two_years), "works_council", tmp_path / "b.pdf", TODAY)
    path = two_years.path
    two_years.close()
    put_back = restore_vault(done.path, path, PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    with put_back.desk as desk:
        assert desk.check() == ()
        assert put_back.taken_over == 1  # the vault that stood there could still be read
        assert [release.number for release in desk.released.releases()] == [2, 1]
        assert desk.released.missing() == ()
        assert kinds(desk)[0] is TrailKind.RESTORED


def test_releases_are_taken_over_with_the_code_as_well_and_the_other_copy_stays_as_it_is(
    made: NewVault, tmp_path: Path
) -> None:
    desk = made.desk
    done = desk.safety.back_up()
    desk.export_all(tmp_path / "alles.json", TODAY)
    desk.close()
    before = {
        path.name: path.read_bytes()
        for path in desk.path.iterdir()
        if path.suffix in (".db", ".keys")
    }
    put_back = restore_vault_with_code(
        done.path, desk.path, made.recovery_code, OTHER, cost=CHEAP, limits=CHEAP_LIMITS
    )
    with put_back.desk as again:
        assert put_back.taken_over == 1
        assert [release.number for release in again.released.releases()] == [1]
    assert put_back.kept_aside is not None
    aside = {
        path.name: path.read_bytes()
        for path in put_back.kept_aside.iterdir()
        if path.stat().st_size
    }
    assert aside == before


def test_releases_that_nobody_can_read_any_more_are_missed(two_years: Desk, tmp_path: Path) -> None:
    done = two_years.safety.back_up()
    two_years.write_report(prepared(two_years), "authority", tmp_path / "a.pdf", TODAY)
    path = two_years.path
    two_years.close()
    harm(path)
    put_back = restore_vault(done.path, path, PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    with put_back.desk as desk:
        assert put_back.taken_over == 0
        assert desk.released.missing() == (1,)


def test_a_backup_is_put_back_with_the_code_and_a_new_passphrase(
    made: NewVault, tmp_path: Path
) -> None:
    done = made.desk.safety.back_up()
    into = tmp_path / "terug"
    with pytest.raises(WeakPassphraseError):
        restore_vault_with_code(done.path, into, made.recovery_code, "kort")
    put_back = restore_vault_with_code(
        done.path, into, made.recovery_code, OTHER, cost=CHEAP, limits=CHEAP_LIMITS
    )
    put_back.desk.close()
    assert put_back.recovery_code is None
    with open_vault_with_code(into, made.recovery_code, limits=CHEAP_LIMITS) as desk:
        desk.change_passphrase(OTHER, PASSPHRASE)


def test_a_backup_with_an_old_kind_of_key_file_gets_a_new_code_and_the_trail_says_so(
    tmp_path: Path,
) -> None:
    shutil.copytree(SAMPLES / "v0001", tmp_path / "oud")
    into = tmp_path / "terug"
    put_back = restore_vault(
        tmp_path / "oud", into, SAMPLE_PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS
    )
    with put_back.desk as desk:
        assert kinds(desk)[:2] == [TrailKind.CODE_REPLACED, TrailKind.RESTORED]
    assert put_back.recovery_code is not None
    with open_vault_with_code(into, put_back.recovery_code, limits=CHEAP_LIMITS):
        """The new code is the one that opens it."""


# --- everything in the clear ---


def test_everything_is_written_as_one_readable_file_and_is_in_the_ledger(
    made: NewVault, tmp_path: Path
) -> None:
    desk, out = made.desk, tmp_path / "alles.json"
    reference = desk.export_all(out, TODAY)
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["uitgave"] == reference
    tables = document["tabellen"]
    assert [row["note"] for row in tables["case_notes"]] == [NOTE]
    assert tables["cases"][0]["month"] == 202503
    assert document["lijsten"]["types"]["conduct"]
    assert not any("seal" in row for rows in tables.values() for row in rows)
    assert "disclosure_seed" not in {row["key"] for row in tables["settings"]}
    (release,) = desk.released.releases()
    assert (release.everything, release.lost, release.pending, release.counts) == (
        True,
        False,
        False,
        True,
    )
    assert "Alle gegevens, niet versleuteld (JSON)" in release_line(release)
    assert desk.released.identify(out).release == release
    assert kinds(desk)[0] is TrailKind.EXPORTED_ALL
    assert desk.check() == ()


def test_everything_that_was_written_does_not_count_as_told_to_readers(
    two_years: Desk, tmp_path: Path
) -> None:
    two_years.export_all(tmp_path / "alles.json", TODAY)
    before = prepared(two_years).release.publication.tables
    two_years.write_report(prepared(two_years), "authority", tmp_path / "a.pdf", TODAY)
    assert prepared(two_years).release.publication.tables == before
    assert two_years.released.ledger().given()[0].publication.kept.year == "2025"


def test_nothing_is_written_from_a_damaged_vault_or_under_another_suffix(
    made: NewVault, tmp_path: Path
) -> None:
    with pytest.raises(WrongSuffixError):
        made.desk.export_all(tmp_path / "alles.txt", TODAY)
    with made.desk._vault.write() as db:
        db.execute("UPDATE case_notes SET note = 'veranderd'")
    with pytest.raises(DamagedVaultError):
        made.desk.export_all(tmp_path / "alles.json", TODAY)
    assert not (tmp_path / "alles.json").exists()
    assert made.desk.released.releases() == ()


def test_every_row_of_every_table_comes_out(two_years: Desk, tmp_path: Path) -> None:
    with two_years._vault.read() as db:
        there = {
            table: int(db.value(f'SELECT count(*) FROM "{table}"'))  # noqa: S608 - from the schema
            for (table,) in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not table.startswith("case_search")
        }
    two_years.export_all(tmp_path / "alles.json", TODAY)
    tables = json.loads((tmp_path / "alles.json").read_text(encoding="utf-8"))["tabellen"]
    there["settings"] -= 1  # the seed of the disclosure control
    assert {table: len(rows) for table, rows in tables.items()} == there
    assert there["cases"] == 75


def test_settings_of_the_lock_and_of_keeping_that_cannot_be_are_refused() -> None:
    for wrong in ({"lock_minutes": 3}, {"retention_years": 0}, {"retention_years": 31}):
        with pytest.raises(SettingError):
            VaultSettings(**wrong)  # type: ignore[arg-type]
