"""A vault is made, opened, refused, changed and cut off."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.storage import cases, settings
from vp_desk.storage.database import (
    DatabaseDamagedError,
    DatabaseMissingError,
    StorageFaultError,
)
from vp_desk.storage.files import (
    DiskFullError,
    NoPermissionError,
    VaultInUseError,
    write_file,
)
from vp_desk.storage.keys import (
    EmptyPassphraseError,
    NewerVaultError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from vp_desk.storage.recovery import RecoveryCode, RecoveryCodeCheckError
from vp_desk.storage.vault import Vault
from vp_desk.storage.vault_folder import (
    FolderNotEmptyError,
    KeyFileMissingError,
    NotAVaultError,
    UnfinishedVaultError,
    VaultExistsError,
    VaultMissingError,
)

ROOT = Path(__file__).resolve().parents[2]
BIRD = "kanariepiet"
CANARY = f"{BIRD} zonder naam"


def opened(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    return Vault.open(folder, passphrase, limits=CHEAP_LIMITS)


def created(folder: Path, step: Callable[[str], None] = lambda _: None) -> Vault:
    return Vault.create(folder, PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS, step=step).vault


def a_case(code: str = "bodemi-fa", note: str = CANARY) -> Case:
    return Case(code=CaseCode(code), month=Month(2025, 3), types=("conduct",), note=note)


def in_python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_a_new_vault_opens_with_the_passphrase_and_with_the_code(tmp_path: Path) -> None:
    made = Vault.create(tmp_path / "kluis", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    with made.vault as vault, vault.write() as db:
        cases.add(db, a_case())
    with opened(tmp_path / "kluis") as vault, vault.read() as db:
        assert cases.get(db, CaseCode("bodemi-fa")).note == CANARY
    by_code = Vault.open_with_recovery_code(
        tmp_path / "kluis", made.recovery_code.text, limits=CHEAP_LIMITS
    )
    with by_code, by_code.read() as db:
        assert cases.get(db, CaseCode("bodemi-fa")).note == CANARY
        assert len(settings.disclosure_seed(db)) == 32


def test_two_vaults_share_no_secret(tmp_path: Path) -> None:
    with created(tmp_path / "a") as one, created(tmp_path / "b") as other:
        assert one.vault_id != other.vault_id
        with one.read() as db:
            seed = settings.disclosure_seed(db)
        with other.read() as db:
            assert settings.disclosure_seed(db) != seed


def test_the_default_cost_is_paid_when_nothing_is_said(tmp_path: Path) -> None:
    Vault.create(tmp_path / "kluis", PASSPHRASE).vault.close()
    assert '"memory_kib": 262144' in (tmp_path / "kluis" / "vault.keys").read_text()
    Vault.open(tmp_path / "kluis", PASSPHRASE).close()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of the user's folder")
def test_only_the_owner_can_read_what_is_in_the_folder(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        (tmp_path / "kluis").mkdir(mode=0o777)
        with created(tmp_path / "kluis") as vault, vault.write() as db:
            cases.add(db, a_case())
            modes = {
                path.name: stat.S_IMODE(path.stat().st_mode)
                for path in [tmp_path / "kluis", *(tmp_path / "kluis").rglob("*")]
            }
    finally:
        os.umask(before)
    assert modes.pop("kluis") == 0o700
    assert modes.pop("backups") == 0o700
    assert set(modes) == {
        "notes.db", "notes.db-journal", "vault.keys", "vault.lock", "vault.reserve", "LEESMIJ.txt"
    }  # fmt: skip
    assert set(modes.values()) == {0o600}


def test_no_file_holds_anything_in_the_clear(tmp_path: Path) -> None:
    with created(tmp_path / "kluis") as vault:
        with vault.write() as db:
            for number in range(200):
                cases.add(db, a_case(f"zaak-{number}", f"{CANARY} {number} " * 50))
        seen: list[str] = []
        with vault.write() as db:
            cases.delete(db, CaseCode("zaak-7"))
            seen += _holding(tmp_path, "journal")  # while the journal is hot
            assert (tmp_path / "kluis" / "notes.db-journal").stat().st_size > 0
    seen += _holding(tmp_path, "closed")
    assert seen == []


def _holding(folder: Path, when: str) -> list[str]:
    words = [
        BIRD.encode(),
        b"ezels lezen",
        b"SQLite format",
        b"conduct",
    ]
    found: list[str] = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [f"{when}: {path.name}" for word in words if word in content]
    return found


def test_a_deleted_note_leaves_no_word_in_the_search_index(vault: Vault) -> None:
    with vault.write() as db:
        cases.add(db, a_case(note="zeldzaamwoord"))
        cases.add(db, a_case("dagoru-ki", note="blijft"))
    with vault.write() as db:
        cases.delete(db, CaseCode("bodemi-fa"))
    with vault.read() as db:
        content = b"".join(block for (block,) in db.rows("SELECT block FROM case_search_data"))
        assert b"blijft" in content
        assert b"zeldzaam" not in content


def test_the_database_is_set_up_as_decided(vault: Vault) -> None:
    with vault.read() as db:
        answers = {
            name: db.value(f"PRAGMA {name}")
            for name in (
                "cipher_status", "journal_mode", "synchronous", "temp_store", "foreign_keys",
                "trusted_schema", "cell_size_check", "secure_delete", "mmap_size",
                "cipher_memory_security",
            )
        }  # fmt: skip
        assert db.value("SELECT v FROM case_search_config WHERE k = 'secure-delete'") == 1
    assert answers == {
        "cipher_status": "1",
        "journal_mode": "truncate",
        "synchronous": 3,
        "temp_store": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "mmap_size": 0,
        "cipher_memory_security": "0",
    }


def test_a_wrong_passphrase_and_a_wrong_code_are_refused_and_change_nothing(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(WrongPassphraseError):
        opened(folder, "vier ezels lezen boeken")
    with pytest.raises(EmptyPassphraseError):
        opened(folder, "")
    with pytest.raises(WrongRecoveryCodeError):
        Vault.open_with_recovery_code(folder, RecoveryCode.new().text, limits=CHEAP_LIMITS)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    opened(folder).close()


def test_the_retyped_code_is_checked_against_this_very_vault(vault: Vault, code: str) -> None:
    vault.check_recovery_code(code.lower().replace("-", " "))
    with pytest.raises(WrongRecoveryCodeError):
        vault.check_recovery_code(RecoveryCode.new().text)
    with pytest.raises(RecoveryCodeCheckError):
        vault.check_recovery_code(code[:-1] + ("2" if code[-1] != "2" else "3"))


def test_a_changed_passphrase_replaces_the_old_one(folder: Path, code: str) -> None:
    with opened(folder) as vault:
        with pytest.raises(WrongPassphraseError):
            vault.change_passphrase("iets anders", "nieuw", cost=CHEAP)
        vault.change_passphrase(PASSPHRASE, "nieuw", cost=CHEAP)
        assert (folder / "vault.keys.prev").exists()
    with pytest.raises(WrongPassphraseError):
        opened(folder)
    opened(folder, "nieuw").close()
    assert not (folder / "vault.keys.prev").exists()
    by_code = Vault.open_with_recovery_code(folder, code, limits=CHEAP_LIMITS)
    by_code.set_passphrase("nog nieuwer", cost=CHEAP)
    by_code.close()
    opened(folder, "nog nieuwer").close()


def test_places_without_a_vault_say_what_they_are(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(VaultMissingError):
        opened(tmp_path / "nergens")
    (tmp_path / "foto's").mkdir()
    with pytest.raises(NotAVaultError):
        opened(tmp_path / "foto's")
    assert list((tmp_path / "foto's").iterdir()) == []
    (folder / "vault.keys").unlink()
    with pytest.raises(KeyFileMissingError):
        opened(folder)


def test_a_missing_or_an_empty_database_is_never_replaced_by_a_new_one(folder: Path) -> None:
    (folder / "notes.db").write_bytes(b"")
    with pytest.raises(DatabaseDamagedError):
        opened(folder)
    assert (folder / "notes.db").read_bytes() == b""
    (folder / "notes.db").unlink()
    with pytest.raises(DatabaseMissingError):
        opened(folder)
    assert not (folder / "notes.db").exists()


def test_the_database_of_another_vault_is_not_taken_for_this_one(
    folder: Path, tmp_path: Path
) -> None:
    created(tmp_path / "ander").close()
    shutil.copy(tmp_path / "ander" / "notes.db", folder / "notes.db")
    with pytest.raises(DatabaseDamagedError):
        opened(folder)


def test_a_plain_database_is_not_taken_for_a_vault(folder: Path) -> None:
    (folder / "notes.db").write_bytes(b"SQLite format 3\0" + bytes(4080))
    with pytest.raises(DatabaseDamagedError):
        opened(folder)


def test_a_new_vault_is_not_made_over_something_else(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("x")
    for place in (tmp_path / "vol", tmp_path / "vol" / "brief.txt"):
        with pytest.raises(FolderNotEmptyError):
            created(place)
    with pytest.raises(VaultExistsError):
        created(folder)
    assert [path.name for path in (tmp_path / "vol").iterdir()] == ["brief.txt"]
    opened(folder).close()


def test_a_newer_database_names_both_versions(folder: Path) -> None:
    with opened(folder) as vault, vault.write() as db:
        settings.put(db, "program", "7.2")
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerVaultError, match=r"VP-Desk 7\.2"):
        opened(folder)


def test_a_second_program_is_refused_and_a_killed_one_is_not_in_the_way(folder: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            (
                "import sys; from pathlib import Path\n"
                "from tests.storage.test_vault import opened\n"
                "vault = opened(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
            ),
            str(folder),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(VaultInUseError):
        opened(folder)
    holder.kill()
    holder.communicate()
    opened(folder).close()


def test_a_second_opening_in_the_same_program_is_refused(vault: Vault) -> None:
    with pytest.raises(VaultInUseError):
        opened(vault.folder)


@pytest.mark.parametrize("step", ["sign", "readme", "database", "keys", "clean"])
def test_a_creation_killed_at_any_step_leaves_a_vault_or_nothing(tmp_path: Path, step: str) -> None:
    killed = in_python(
        "import os, sys; from pathlib import Path; from tests.storage.test_vault import created\n"
        "created(Path(sys.argv[1]), lambda name: os._exit(9) if name == sys.argv[2] else None)",
        tmp_path / "kluis",
        step,
    )
    assert killed.returncode == 9, killed.stderr
    if step in ("keys", "clean"):
        opened(tmp_path / "kluis").close()
    else:
        with pytest.raises(UnfinishedVaultError):
            opened(tmp_path / "kluis")
        created(tmp_path / "kluis").close()
    opened(tmp_path / "kluis").close()
    names = {path.name for path in (tmp_path / "kluis").iterdir()}
    assert names - {"notes.db-journal"} == {
        "notes.db", "vault.keys", "vault.lock", "vault.reserve", "backups", "LEESMIJ.txt"
    }  # fmt: skip


def test_leftovers_are_only_removed_when_nothing_else_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "kluis"
    folder.mkdir()
    for name in ("vault.part", "notes.db", "brief.txt"):
        (folder / name).write_text("x")
    with pytest.raises(FolderNotEmptyError):
        created(folder)
    assert (folder / "brief.txt").exists()


def test_a_change_of_passphrase_that_was_cut_off_is_cleaned_up(folder: Path) -> None:
    shutil.copy(folder / "vault.keys", folder / "vault.keys.prev")
    (folder / "vault.keys.new").write_text("half")
    opened(folder).close()
    assert not list(folder.glob("vault.keys.*"))


def test_a_failed_creation_can_be_tried_again(tmp_path: Path) -> None:
    def fail(step: str) -> None:
        if step == "database":
            raise OSError(28, "full")

    with pytest.raises(DiskFullError):
        created(tmp_path / "kluis", fail)
    created(tmp_path / "kluis").close()


def test_a_full_disk_keeps_what_was_there(folder: Path) -> None:
    with opened(folder) as vault:
        with vault.write() as db:
            cases.add(db, a_case())
        with vault.read() as db:
            db.execute(f"PRAGMA max_page_count = {db.value('PRAGMA page_count')}")
        with pytest.raises(DiskFullError), vault.write() as db:
            cases.add(db, a_case("dagoru-ki", "x" * 100_000))
    with opened(folder) as vault, vault.read() as db:
        assert cases.codes(db) == {"bodemi-fa"}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file to set")
def test_on_a_full_disk_what_was_typed_can_be_stored_at_the_next_try(small_disk: Path) -> None:
    vault = created(small_disk / "kluis")
    reserve = vault.folder / "vault.reserve"
    assert reserve.stat().st_size > 200_000
    with (small_disk / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while ballast.write(bytes(4096)):
            pass
    note = CANARY * 2000
    with pytest.raises(DiskFullError), vault.write() as db:
        cases.add(db, a_case(note=note))
    assert not reserve.exists()
    with vault.write() as db:
        cases.add(db, a_case(note=note))
    vault.close()
    (small_disk / "ballast").unlink()
    with opened(vault.folder) as again, again.read() as db:
        assert cases.get(db, CaseCode("bodemi-fa")).note == note
    assert reserve.exists()


def test_a_file_that_does_not_fit_leaves_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "vault.keys"
    path.write_bytes(b"old")
    done = in_python(
        "import resource, signal, sys; from pathlib import Path\n"
        "from vp_desk.storage.files import explained, write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "path = Path(sys.argv[1])\n"
        "with explained(path): write_file(path, bytes(200))",
        path,
    )
    assert "DiskFullError" in done.stderr
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("vault.keys", b"old")]


def test_a_written_file_replaces_the_old_one(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"one")
    write_file(tmp_path / "a", b"two")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"two")]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs users as Unix has them")
def test_a_place_of_somebody_else_is_named(master: tuple[Path, str], tmp_path: Path) -> None:
    """As another user when the tests run as root, because nothing is forbidden to root."""
    closed = tmp_path / "dicht"
    closed.mkdir(mode=0o500)
    if os.geteuid() != 0:
        with pytest.raises(NoPermissionError):
            created(closed / "kluis")
        return
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_mode & 0o077 == 0:
            parent.chmod(0o711)
    closed.chmod(0o555)
    done = in_python(
        "import os, sys; from pathlib import Path; from tests.storage.test_vault import created\n"
        "os.setuid(65534)\n"
        "created(Path(sys.argv[1]) / 'kluis')",
        closed,
    )
    assert "NoPermissionError" in done.stderr


def test_an_error_of_the_database_carries_no_text_of_a_note(vault: Vault) -> None:
    with pytest.raises(StorageFaultError) as caught, vault.write() as db:
        db.execute(f"SELECT '{CANARY}' FROM {BIRD}")  # noqa: S608 - on purpose
    assert str(caught.value) == "OperationalError SQLITE_ERROR"
    with pytest.raises(DatabaseDamagedError) as undecodable, vault.read() as db:
        db.rows("SELECT CAST(x'ff6b616e617269657069657441' AS TEXT)")
    for error in (caught.value, undecodable.value):
        chained: BaseException | None = error
        while chained is not None:
            assert BIRD not in str(chained)
            chained = chained.__context__
