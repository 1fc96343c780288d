"""Damage is told, never shown as a wrong passphrase and never read as other text."""

import random
import secrets
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from vp_desk.aggregate import CaseFile
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.selection import Selection
from vp_desk.storage import cases, settings, verify
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.storage.files import DiskFaultError
from vp_desk.storage.keys import KeyFileDamagedError, WrongPassphraseError
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import built_in_lists

PAGE = 4096
COPIES = "Plaatsen waar de tellingen niet kloppen met de zaken zelf"
#: Fixed rounds here; `make attack` may ask for more.
ROUNDS = 120


def opened(folder: Path) -> Vault:
    return Vault.open(folder, PASSPHRASE, limits=CHEAP_LIMITS)


def sample_files() -> list[CaseFile]:
    letters = random.Random(7)  # noqa: S311 - invented text
    files: list[CaseFile] = []
    for number in range(60):
        code = CaseCode(f"zaak-{number}")
        words = " ".join(str(letters.random()) for _ in range(1 + number % 9 * 40))
        case = Case(
            code=code,
            month=Month(2025, 1 + number % 12),
            types=("conduct.bullying", "powers"),
            route=("mediation",),
            note=words,
        )
        talk = Contact(case=code, held_on=date(2025, 1 + number % 12, 3), note=words[::-1])
        files.append(CaseFile(case, (talk,)))
    return files


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "kluis"
    made = Vault.create(folder, PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    with made.vault as vault, vault.write() as db:
        cases.add_files(db, sample_files())
    return folder


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "kopie"))


def stored_texts() -> set[str]:
    return {
        text
        for file in sample_files()
        for text in (file.case.note, *(talk.note for talk in file.contacts))
    }


def read_everything(folder: Path) -> Iterator[str]:
    """Every text, read in the ways that the program reads, as far as the damage lets it."""
    with opened(folder) as vault:
        for number in range(60):
            with vault.read() as db:
                yield cases.get(db, CaseCode(f"zaak-{number}")).note
        with vault.read() as db:
            yield from (case.note for case in cases.page(db, Selection(), built_in_lists()))
        with vault.read() as db:
            for file in cases.files(db):
                yield from (talk.note for talk in file.contacts)


def test_damage_in_the_database_is_never_silent_wrong_text_nor_a_wrong_passphrase(
    filled: Path, tmp_path: Path
) -> None:
    chance = random.Random(secrets.randbits(32))  # noqa: S311 - where to flip a bit
    database = (filled / "notes.db").read_bytes()
    texts = stored_texts()
    noticed = 0
    folder = Path(shutil.copytree(filled, tmp_path / "kopie"))
    for number in range(ROUNDS):
        damaged = bytearray(database)
        place = chance.randrange(len(database))
        if number % 3 == 0:  # one bit; a whole page of noise; a page of another place
            damaged[place] ^= 1 << chance.randrange(8)
        else:
            begin = place // PAGE * PAGE
            other = chance.randrange(len(database) // PAGE) * PAGE
            noise = chance.randbytes(PAGE) if number % 3 == 1 else database[other : other + PAGE]
            damaged[begin : begin + PAGE] = noise
        (folder / "notes.db").write_bytes(damaged)
        try:
            seen = list(read_everything(folder))
            assert set(seen) <= texts
            assert len(seen) == 180
        except WrongPassphraseError:
            raise
        except (DatabaseDamagedError, DiskFaultError):
            noticed += 1
    assert noticed > ROUNDS // 4


def test_damage_that_reading_does_not_meet_is_found_by_the_check(copy: Path) -> None:
    content = bytearray((copy / "notes.db").read_bytes())
    with opened(copy) as vault:
        assert verify.problems(vault) == ()
    content[-100] ^= 1
    (copy / "notes.db").write_bytes(content)
    with opened(copy) as vault:
        assert "bladzijden in het gegevensbestand: 1" in str(verify.problems(vault)[0])
        assert vault.damaged


def asked(vault: Vault) -> tuple[list[str], bool]:
    """What `assured` says, and whether it looked at the rows for it."""
    steps: list[int] = []
    found = verify.assured(vault, lambda done, _of: steps.append(done))
    return [str(problem) for problem in found], bool(steps)


def test_a_sound_vault_is_looked_at_once_and_again_after_every_change_of_the_file(
    copy: Path,
) -> None:
    with opened(copy) as vault:
        assert asked(vault) == ([], True)
        assert asked(vault) == ([], False)
        with vault.write() as db:
            settings.put(db, "x", 1)
        assert asked(vault) == ([], True)
        assert asked(vault) == ([], False)
        with (copy / "notes.db").open("r+b") as file:  # behind our back, while it is open
            file.seek(-100, 2)
            byte = file.read(1)
            file.seek(-100, 2)
            file.write(bytes([byte[0] ^ 1]))
        found, looked = asked(vault)
        assert looked
        assert "bladzijden in het gegevensbestand: 1" in found[0]
    with opened(copy) as vault:
        assert asked(vault)[1], "what was found is not believed by the next program"


@pytest.mark.parametrize("step", range(8))
def test_what_is_saved_while_the_vault_is_checked_is_no_damage(copy: Path, step: int) -> None:
    with opened(copy) as vault:
        begun = threading.Event()

        def save() -> None:
            with vault.write() as db:
                settings.put(db, "x", step)
                begun.set()

        writer = threading.Thread(target=save, daemon=True)

        def progress(done: int, of: int) -> None:
            del of
            if done == step:
                writer.start()
                begun.wait(5)

        assert verify.assured(vault, progress) == ()
        writer.join(timeout=15)
        assert not vault.damaged
        with vault.read() as db:
            assert settings.get(db, "x") == step
        with vault.write() as db:
            settings.put(db, "x", "daarna")


def test_the_search_index_is_checked_once_the_writer_is_done(copy: Path) -> None:
    with opened(copy) as vault:
        begun, checking = threading.Event(), threading.Event()

        def save() -> None:
            with vault.write() as db:
                settings.put(db, "x", 1)
                begun.set()
                checking.wait(5)

        writer = threading.Thread(target=save, daemon=True)
        writer.start()
        begun.wait(5)
        threading.Timer(0.1, checking.set).start()
        assert verify.problems(vault) == ()
        writer.join(timeout=15)
        assert not vault.damaged


@pytest.mark.parametrize("keep", [0, 1, 100, 4095, 4096, 50_000])
def test_a_truncated_database_is_damage(copy: Path, keep: int) -> None:
    content = (copy / "notes.db").read_bytes()
    (copy / "notes.db").write_bytes(content[:keep])
    with pytest.raises((DatabaseDamagedError, DiskFaultError)):
        list(read_everything(copy))


@pytest.mark.parametrize("first", ["read", "write"])
@pytest.mark.parametrize("keep", [0, 100, 4096, 50_000])
def test_a_database_that_is_truncated_while_it_is_open_is_damage(
    copy: Path, keep: int, first: str
) -> None:
    with opened(copy) as vault:
        with vault.read() as db:
            cases.get(db, CaseCode("zaak-3"))
        (copy / "notes.db").write_bytes((copy / "notes.db").read_bytes()[:keep])
        with pytest.raises(DatabaseDamagedError), getattr(vault, first)() as db:
            settings.put(db, "x", db.value("SELECT count(note) FROM case_notes"))
        assert vault.damaged
        with pytest.raises(DatabaseDamagedError), vault.write():
            pass
    assert len((copy / "notes.db").read_bytes()) == keep, "nothing was written over what is left"


def test_damage_in_the_key_file_is_damage(copy: Path) -> None:
    content = (copy / "vault.keys").read_bytes()
    for place in range(0, len(content), 23):
        damaged = bytearray(content)
        damaged[place] ^= 4
        (copy / "vault.keys").write_bytes(damaged)
        with pytest.raises(KeyFileDamagedError):
            opened(copy)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE case_notes SET note = note || '.' WHERE case_id = 3", "Een zaak (nummer 3)"),
        ("DELETE FROM case_notes WHERE case_id = 3", "Een zaak (nummer 3)"),
        ("UPDATE cases SET status = 'closed' WHERE id = 4", "Een zaak (nummer 4)"),
        (
            "UPDATE case_values SET code = 'x' WHERE case_id = 5 AND position = 1",
            "Een zaak (nummer 5)",
        ),
        ("DELETE FROM case_values WHERE case_id = 5 AND field = 'route'", "Een zaak (nummer 5)"),
        ("UPDATE contacts SET held_on = 20250101 WHERE id = 6", "Een gesprek (nummer 6)"),
        ("UPDATE contact_notes SET note = '' WHERE contact_id = 6", "Een gesprek (nummer 6)"),
        ("UPDATE settings SET value = '1' WHERE key = 'program'", "In de instellingen"),
        (
            "UPDATE case_values SET month = 202401 WHERE case_id = 7",
            f"{COPIES}: 3",
        ),
        (
            "UPDATE contacts SET case_status = 'x' WHERE case_id = 7",
            f"{COPIES}: 1",
        ),
        (
            "DELETE FROM case_search WHERE rowid = (SELECT place FROM cases WHERE id = 8)",
            "De zoekindex",
        ),
    ],
)
def test_a_row_changed_behind_our_back_is_named_without_its_content(
    copy: Path, change: str, told: str
) -> None:
    with opened(copy) as vault:
        with vault.write() as db:
            db.execute(change)
        texts = [str(problem) for problem in verify.problems(vault)]
    assert any(text.startswith(told) for text in texts)
    notes = stored_texts()
    assert not any(note in text for note in notes for text in texts)


def test_a_changed_row_is_not_shown_and_nothing_is_written_after_it(copy: Path) -> None:
    with opened(copy) as vault:
        with vault.write() as db:
            db.execute("UPDATE case_notes SET note = 'anders' WHERE case_id = 3")
        with pytest.raises(DatabaseDamagedError), vault.read() as db:
            cases.get(db, CaseCode("zaak-2"))
        assert vault.damaged
        with pytest.raises(DatabaseDamagedError), vault.write():
            pass
        with vault.read() as db:
            assert cases.get(db, CaseCode("zaak-3")).note in stored_texts()


def test_progress_is_told_and_can_stop_the_check(copy: Path) -> None:
    told: list[tuple[int, int]] = []

    class StoppedError(VpDeskError):
        pass

    def stop(done: int, of: int) -> None:
        if done == 2:
            raise StoppedError

    with opened(copy) as vault:
        verify.problems(vault, lambda done, of: told.append((done, of)))
        with pytest.raises(StoppedError):
            verify.problems(vault, stop)
        with vault.write() as db:
            settings.put(db, "x", 1)
    assert told[0][0] == 0
    assert told[-1] == (told[0][1], told[0][1])
