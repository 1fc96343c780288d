"""Backups: whole vaults by themselves, proven, kept for a year at most, and put back."""

import errno
import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.storage import backups, cases, restoring, verify
from vp_desk.storage.backups import Backup, BackupDamagedError
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.storage.files import VaultInUseError
from vp_desk.storage.keys import (
    KeyFileDamagedError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.replacing import DATABASE, KEYS, NEXT
from vp_desk.storage.restoring import Restored, Secrets, restore
from vp_desk.storage.slots import KeyFileAlteredError
from vp_desk.storage.vault import NewVault, Vault
from vp_desk.storage.vault_folder import FolderNotEmptyError, KeyFileMissingError, NotAVaultError

NOON = datetime(2026, 3, 12, 12, 0, 0)  # noqa: DTZ001 - the clock on the wall
NOTE = "kanariepiet zonder naam"
OTHER = "een heel andere wachtzin"


class CutOffError(Exception):
    """The power fails."""


@pytest.fixture
def made(tmp_path: Path) -> NewVault:
    new = Vault.create(tmp_path / "kluis", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    record(new.vault)
    return new


def record(vault: Vault, code: str = "bodemi-fa") -> None:
    with vault.write() as db:
        cases.add(
            db, Case(code=CaseCode(code), month=Month(2025, 3), types=("conduct",), note=NOTE)
        )


def backup(vault: Vault, moment: datetime = NOON) -> Backup:
    return backups.make(vault, backups.own_place(vault.folder), moment)


def codes(vault: Vault) -> list[str]:
    assert verify.problems(vault) == ()
    with vault.read() as db:
        return sorted(file.case.code for file in cases.files(db))


def put_back(copy: Path, into: Path, secret: str | RecoveryCode = PASSPHRASE) -> Restored:
    return restore(copy, into, Secrets(secret, OTHER), cost=CHEAP, limits=CHEAP_LIMITS)


def test_a_backup_is_the_vault_byte_for_byte_and_opens_by_itself(
    made: NewVault, tmp_path: Path
) -> None:
    done = backup(made.vault)
    assert done.path.name == "2026-03-12-120000"
    assert (done.made, done.day, done.place) == (NOON, NOON.date(), "own")
    assert done.size == (done.path / DATABASE).stat().st_size
    record(made.vault, "later")
    made.vault.close()
    shutil.copytree(done.path, tmp_path / "los")
    (tmp_path / "los").chmod(0o700)
    with Vault.open(tmp_path / "los", PASSPHRASE, limits=CHEAP_LIMITS) as vault:
        assert codes(vault) == ["bodemi-fa"]
    assert backups.found_in(backups.own_place(made.vault.folder)) == (done,)


def test_nobody_else_can_read_a_backup(made: NewVault) -> None:
    before = os.umask(0)
    try:
        done = backup(made.vault)
    finally:
        os.umask(before)
    for path in (done.path, *done.path.iterdir(), done.path.parent):
        assert path.stat().st_mode & 0o077 == 0


def test_damage_is_not_copied_over_sound_backups(made: NewVault) -> None:
    sound = backup(made.vault)
    database = made.vault.folder / DATABASE
    content = bytearray(database.read_bytes())
    content[-100] ^= 1
    database.write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        backup(made.vault, NOON + timedelta(days=1))
    assert backups.found_in(sound.path.parent) == (sound,)
    assert [path.name for path in sound.path.parent.iterdir()] == [sound.path.name]


def test_what_a_cut_off_backup_left_is_none_and_goes_with_the_next_one(made: NewVault) -> None:
    folder = backups.own_place(made.vault.folder)
    part = folder / "2026-03-11-120000.part"
    part.mkdir()
    (part / DATABASE).write_bytes(b"half")
    half = folder / "2026-03-10-120000.part"  # it was being removed when the power failed
    half.mkdir()
    (half / DATABASE).write_bytes(b"half")
    (folder / "iets-anders").mkdir()
    photos = folder / "2024-08-01-101500"  # what only bears such a name is not ours
    photos.mkdir()
    (photos / "foto.jpg").touch()
    assert backups.found_in(folder) == ()
    done = backup(made.vault)
    assert {path.name for path in folder.iterdir()} == {
        done.path.name, "iets-anders", photos.name
    }  # fmt: skip
    assert (photos / "foto.jpg").exists()


def test_the_folder_of_a_place_that_is_not_there_or_says_no_such_day_holds_no_backups(
    tmp_path: Path,
) -> None:
    assert backups.found_in(tmp_path / "niets") == ()
    for name in ("2026-13-45-120000", "2026-03-12", "2026-03-12-120000x"):
        (tmp_path / name).mkdir()
        for file in (DATABASE, KEYS):
            (tmp_path / name / file).touch()
    assert backups.found_in(tmp_path) == ()


def test_kept_are_seven_days_four_weeks_and_twelve_months() -> None:
    today = date(2026, 3, 12)
    made_ = [
        Backup(Path(f"{days}-{hour}"), NOON - timedelta(days=days, hours=hour), 1)
        for days in range(800)
        for hour in (0, 3)
    ]
    kept = sorted((today - each.day).days for each in backups.kept(made_, today))
    assert len(kept) == len(set(kept))  # of a day only the last one
    assert kept[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len([days for days in kept if days <= 31]) <= 7 + 4
    assert kept[-1] <= 366
    months = {
        ((today - timedelta(days=days)).year, (today - timedelta(days=days)).month) for days in kept
    }
    assert len(months) == 12
    assert all(each.made.hour == 12 for each in backups.kept(made_, today))


def test_the_last_one_stays_however_old_it_is() -> None:
    old = Backup(Path("oud"), NOON - timedelta(days=2000), 1)
    older = Backup(Path("ouder"), NOON - timedelta(days=2001), 1)
    assert backups.kept([older, old], date(2026, 3, 12)) == {old, older}
    assert backups.kept([], date(2026, 3, 12)) == set()


def test_a_clock_that_is_wrong_removes_no_backups_that_were_made_by_a_right_one(
    made: NewVault,
) -> None:
    days = [backup(made.vault, NOON + timedelta(days=day)) for day in range(5)]
    ahead = backup(made.vault, NOON + timedelta(days=800))
    assert set(backups.found_in(ahead.path.parent)) == {*days, ahead}
    back = backup(made.vault, NOON + timedelta(days=4, minutes=-10))  # the end of summer time
    assert back in backups.found_in(back.path.parent)


def test_backups_of_another_vault_in_the_same_folder_stay(made: NewVault, tmp_path: Path) -> None:
    other = Vault.create(tmp_path / "andere", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS).vault
    first = backups.make(other, tmp_path / "samen", NOON)
    second = backups.make(made.vault, tmp_path / "samen", NOON + timedelta(hours=1))
    assert set(backups.found_in(tmp_path / "samen")) == {first, second}


def test_older_ones_make_room(made: NewVault) -> None:
    first = backup(made.vault, NOON - timedelta(hours=2))
    last = backup(made.vault)
    assert backups.found_in(last.path.parent) == (last,)
    assert not first.path.exists()


def test_a_drill_tells_every_damage(made: NewVault) -> None:
    done = backup(made.vault)
    assert backups.problems(made.vault, done.path) == ()
    content = (done.path / DATABASE).read_bytes()
    damaged = bytearray(content)
    damaged[-100] ^= 1
    (done.path / DATABASE).write_bytes(damaged)
    assert backups.problems(made.vault, done.path)
    (done.path / DATABASE).write_bytes(content)
    keys = bytearray((done.path / KEYS).read_bytes())
    keys[50] ^= 1
    (done.path / KEYS).write_bytes(keys)
    with pytest.raises(KeyFileDamagedError):
        backups.problems(made.vault, done.path)


def test_a_backup_of_another_vault_is_no_backup_of_this_one(made: NewVault, tmp_path: Path) -> None:
    other = Vault.create(tmp_path / "andere", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS).vault
    with pytest.raises(KeyFileAlteredError):
        backups.problems(made.vault, backup(other).path)


# --- putting back ---


@pytest.mark.parametrize("by_code", [False, True])
def test_a_backup_is_put_back_in_a_new_folder_with_exactly_its_records(
    made: NewVault, tmp_path: Path, *, by_code: bool
) -> None:
    done = backup(made.vault)
    record(made.vault, "later")
    restored = put_back(
        done.path, tmp_path / "terug", made.recovery_code if by_code else PASSPHRASE
    )
    with restored.vault as vault:
        assert codes(vault) == ["bodemi-fa"]
        assert vault.vault_id == made.vault.vault_id
    assert (restored.recovery_code, restored.kept_aside) == (None, None)
    with Vault.open(tmp_path / "terug", OTHER, limits=CHEAP_LIMITS) as vault:
        assert codes(vault) == ["bodemi-fa"]
        vault.check_recovery_code(made.recovery_code.text, cost=CHEAP)


def harm(folder: Path, how: str) -> None:
    database, keys = folder / DATABASE, folder / KEYS
    if how == "page":
        content = bytearray(database.read_bytes())
        content[20] ^= 1
        database.write_bytes(content)
    elif how == "cut":
        database.write_bytes(database.read_bytes()[:5000])
    elif how == "no database":
        database.unlink()
    elif how == "no keys":
        keys.unlink()
    elif how == "keys":
        keys.write_bytes(b"{}")
    else:
        (folder / f"{DATABASE}-journal").write_bytes(
            b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600)
        )


@pytest.mark.parametrize("how", ["page", "cut", "no database", "no keys", "keys", "journal"])
def test_a_backup_takes_the_place_of_a_damaged_vault_whose_files_stay(
    made: NewVault, how: str
) -> None:
    done = backup(made.vault)
    folder = made.vault.folder
    made.vault.close()
    harm(folder, how)
    damaged = {
        name: (folder / name).read_bytes() for name in (DATABASE, KEYS) if (folder / name).exists()
    }
    restored = put_back(done.path, folder)
    with restored.vault as vault:
        assert codes(vault) == ["bodemi-fa"]
        assert backups.found_in(backups.own_place(folder)) == (done,)
    assert restored.kept_aside == folder / "beschadigd" / "1"
    for name, content in damaged.items():
        assert (restored.kept_aside / name).read_bytes() == content
    again = put_back(done.path, folder)
    again.vault.close()
    assert again.kept_aside == folder / "beschadigd" / "2"


def test_a_backup_is_put_back_where_nothing_else_is_left_of_the_vault(made: NewVault) -> None:
    done = backup(made.vault)
    folder = made.vault.folder
    made.vault.close()
    (folder / DATABASE).unlink()
    (folder / KEYS).unlink()
    (folder / f"{DATABASE}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    with put_back(done.path, folder).vault as vault:
        assert codes(vault) == ["bodemi-fa"]


def test_what_was_kept_aside_goes_when_the_oldest_backup_would(made: NewVault) -> None:
    done = backup(made.vault)
    folder = made.vault.folder
    made.vault.close()
    for _ in range(2):
        put_back(done.path, folder).vault.close()
    old = (NOON - timedelta(days=400)).timestamp()
    os.utime(folder / "beschadigd" / "1", (old, old))
    (folder / "beschadigd" / "van mij").mkdir()
    os.utime(folder / "beschadigd" / "van mij", (old, old))
    restoring.forget_old(folder, NOON)
    assert {path.name for path in (folder / "beschadigd").iterdir()} == {"2", "van mij"}
    restoring.forget_old(folder / "niets", NOON)


def test_a_database_that_the_disk_cannot_read_does_not_keep_a_backup_from_coming_back(
    made: NewVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a stick without second names the damaged file is copied, and may be beyond copying."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "bad sector")

    done = backup(made.vault)
    made.vault.close()
    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(shutil, "copyfile", fail)
    with put_back(done.path, made.vault.folder).vault as vault:
        assert codes(vault) == ["bodemi-fa"]


def test_what_was_stored_between_the_look_and_the_copy_is_looked_at_in_the_copy(
    made: NewVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    assure = verify.assured

    def and_then_store(vault: Vault, progress: verify.Progress) -> tuple[verify.Problem, ...]:
        found = assure(vault, progress)
        record(made.vault, "tussendoor")
        return found

    monkeypatch.setattr(verify, "assured", and_then_store)
    done = backup(made.vault)
    made.vault.close()
    with put_back(done.path, made.vault.folder).vault as vault:
        assert codes(vault) == ["bodemi-fa", "tussendoor"]


@pytest.mark.parametrize("step", ["copy", "aside", "waiting", "keys", "named"])
@pytest.mark.parametrize("where", ["vault", "new"])
def test_cut_off_at_a_step_there_is_the_vault_of_before_or_that_of_the_backup(
    made: NewVault, tmp_path: Path, step: str, where: str
) -> None:
    done = backup(made.vault)
    record(made.vault, "later")
    made.vault.close()
    into = made.vault.folder if where == "vault" else tmp_path / "terug"
    copy = tmp_path / "copy"

    def cut(at: str) -> None:
        if at == step:
            shutil.copytree(into, copy)  # what a power cut would leave
            raise CutOffError

    opening = Secrets(PASSPHRASE, OTHER)
    with pytest.raises(CutOffError):
        restore(done.path, into, opening, cost=CHEAP, limits=CHEAP_LIMITS, step=cut)
    for left in (into, copy):
        if step in ("keys", "named"):
            with Vault.open(left, OTHER, limits=CHEAP_LIMITS) as vault:
                assert codes(vault) == ["bodemi-fa"]
        elif where == "vault":
            with Vault.open(left, PASSPHRASE, limits=CHEAP_LIMITS) as vault:
                assert codes(vault) == ["bodemi-fa", "later"]
        else:
            with put_back(done.path, left).vault as vault:
                assert codes(vault) == ["bodemi-fa"]
        assert not (left / NEXT).exists()


@pytest.mark.parametrize("how", ["damaged backup", "aside", "waiting"])
def test_a_vault_whose_database_waits_for_its_name_survives_a_failed_putting_back(
    made: NewVault, how: str
) -> None:
    def cut(at: str) -> None:
        if at == how:
            raise CutOffError

    done = backup(made.vault)
    folder = made.vault.folder
    old = (folder / DATABASE).read_bytes()
    made.vault.rotate_key(PASSPHRASE, cost=CHEAP)
    record(made.vault, "later")
    made.vault.close()
    (folder / DATABASE).rename(folder / NEXT)  # cut off before the last step
    (folder / DATABASE).write_bytes(old)
    if how == "damaged backup":
        harm(done.path, "page")
    opening = Secrets(PASSPHRASE, OTHER)
    with pytest.raises((BackupDamagedError, CutOffError)):
        restore(done.path, folder, opening, cost=CHEAP, limits=CHEAP_LIMITS, step=cut)
    assert not list((folder / restoring.KEPT_ASIDE).glob("*"))
    with Vault.open(folder, PASSPHRASE, limits=CHEAP_LIMITS) as vault:
        assert codes(vault) == ["bodemi-fa", "later"]


def test_what_is_no_backup_or_does_not_open_changes_nothing(made: NewVault, tmp_path: Path) -> None:
    done = backup(made.vault)
    into = tmp_path / "terug"
    with pytest.raises(WrongPassphraseError):
        put_back(done.path, into, "niet deze wachtzin")
    with pytest.raises(WrongRecoveryCodeError):
        put_back(done.path, into, RecoveryCode.new())
    (tmp_path / "leeg").mkdir()
    with pytest.raises(NotAVaultError):
        put_back(tmp_path / "leeg", into)
    (tmp_path / "leeg" / DATABASE).touch()
    with pytest.raises(KeyFileMissingError):
        put_back(tmp_path / "leeg", into)
    assert not into.exists()


def test_a_damaged_backup_is_refused_and_leaves_the_folder_as_it_was(
    made: NewVault, tmp_path: Path
) -> None:
    done = backup(made.vault)
    made.vault.close()
    content = bytearray((done.path / DATABASE).read_bytes())
    content[-100] ^= 1
    (done.path / DATABASE).write_bytes(content)
    with pytest.raises(BackupDamagedError, match="Kies een andere reservekopie"):
        put_back(done.path, made.vault.folder)
    with Vault.open(made.vault.folder, PASSPHRASE, limits=CHEAP_LIMITS) as vault:
        assert codes(vault) == ["bodemi-fa"]
    assert not (made.vault.folder / restoring.KEPT_ASIDE).exists()
    (done.path / DATABASE).unlink()
    with pytest.raises(BackupDamagedError, match="ontbreekt"):
        put_back(done.path, tmp_path / "terug")


def test_nothing_is_put_back_over_other_files_or_in_an_open_vault(
    made: NewVault, tmp_path: Path
) -> None:
    done = backup(made.vault)
    with pytest.raises(VaultInUseError):
        put_back(done.path, made.vault.folder)
    other = tmp_path / "vakantie"
    other.mkdir()
    (other / "foto.jpg").touch()
    with pytest.raises(FolderNotEmptyError):
        put_back(done.path, other)
    with pytest.raises(FolderNotEmptyError):
        put_back(done.path, other / "foto.jpg")
    with pytest.raises(FolderNotEmptyError):
        put_back(done.path, done.path)
    assert [path.name for path in other.iterdir()] == ["foto.jpg"]


def test_a_read_only_stick_is_good_enough(made: NewVault, tmp_path: Path) -> None:
    done = backup(made.vault)
    for path in (*done.path.iterdir(), done.path):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        before = {path.name for path in done.path.iterdir()}
        with put_back(done.path, tmp_path / "terug").vault as vault:
            assert codes(vault) == ["bodemi-fa"]
        assert backups.problems(made.vault, done.path) == ()
        assert {path.name for path in done.path.iterdir()} >= before
    finally:
        done.path.chmod(0o700)
