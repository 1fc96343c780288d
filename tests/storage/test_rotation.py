"""The key of the database is replaced: whole or not at all, and nothing else changes."""

import shutil
import threading
from functools import partial
from pathlib import Path

import pytest

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from tests.vaults.make_sample import SAMPLE_PASSPHRASE
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.storage import cases, keys, verify
from vp_desk.storage.database import DatabaseDamagedError, connect
from vp_desk.storage.keys import WrongPassphraseError
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.replacing import DATABASE, KEYS, NEXT
from vp_desk.storage.slots import LIMITS, wrapped_slot
from vp_desk.storage.vault import NewVault, Vault

SAMPLES = Path(__file__).resolve().parents[1] / "vaults"
NOTE = "kanariepiet zonder naam"


class CutOffError(Exception):
    """The power fails."""


@pytest.fixture
def made(tmp_path: Path) -> NewVault:
    new = Vault.create(tmp_path / "kluis", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    with new.vault.write() as db:
        cases.add(db, a_case())
    return new


def a_case(code: str = "bodemi-fa") -> Case:
    return Case(code=CaseCode(code), month=Month(2025, 3), types=("conduct",), note=NOTE)


def reopened(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    return Vault.open(folder, passphrase, limits=CHEAP_LIMITS)


def demand_whole(vault: Vault) -> None:
    assert verify.problems(vault) == ()
    with vault.read() as db:
        assert cases.get(db, CaseCode("bodemi-fa")) == a_case()


def test_every_page_and_the_salt_are_other_ones_and_the_rows_are_the_same(made: NewVault) -> None:
    vault, folder = made.vault, made.vault.folder
    before = (folder / DATABASE).read_bytes()
    with vault.read() as db:
        seals = db.rows("SELECT seal FROM cases UNION ALL SELECT seal FROM settings")
    assert vault.rotate_key(PASSPHRASE, cost=CHEAP) is None
    demand_whole(vault)
    after = (folder / DATABASE).read_bytes()
    pages = [
        (before[at : at + 4096], after[at : at + 4096])
        for at in range(0, min(len(before), len(after)), 4096)
    ]
    assert all(old != new for old, new in pages)
    with vault.read() as db:
        assert seals == db.rows("SELECT seal FROM cases UNION ALL SELECT seal FROM settings")
    with vault.write() as db:
        cases.add(db, a_case("nog-een"))
    vault.close()
    with reopened(folder) as vault:
        demand_whole(vault)
    code = made.recovery_code.text
    with Vault.open_with_recovery_code(folder, code, limits=CHEAP_LIMITS) as vault:
        demand_whole(vault)
    assert not (folder / NEXT).exists()


def test_the_old_key_file_does_not_open_the_new_database(made: NewVault) -> None:
    folder = made.vault.folder
    old = (folder / KEYS).read_bytes()
    made.vault.rotate_key(PASSPHRASE, cost=CHEAP)
    made.vault.close()
    (folder / KEYS).write_bytes(old)
    with pytest.raises(DatabaseDamagedError):
        reopened(folder)


def test_a_wrong_passphrase_changes_nothing(made: NewVault) -> None:
    folder = made.vault.folder
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(WrongPassphraseError):
        made.vault.rotate_key("een andere wachtzin", cost=CHEAP)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    demand_whole(made.vault)


@pytest.mark.parametrize("step", ["copy", "keys", "named"])
def test_cut_off_at_a_step_the_vault_opens_with_all_that_was_in_it(
    made: NewVault, tmp_path: Path, step: str
) -> None:
    folder, copy = made.vault.folder, tmp_path / "copy"

    def cut(at: str) -> None:
        if at == step:
            shutil.copytree(folder, copy)  # what a power cut would leave
            raise CutOffError

    with pytest.raises(CutOffError):
        made.vault.rotate_key(PASSPHRASE, cost=CHEAP, step=cut)
    demand_whole(made.vault)  # also the vault that stays open goes on
    with made.vault.write() as db:
        cases.add(db, a_case("nog-een"))
    made.vault.close()
    for left in (folder, copy):
        with reopened(left) as vault:
            demand_whole(vault)
        assert not (left / NEXT).exists()


def test_what_was_cut_off_in_a_database_that_waits_for_its_name_is_played_back(
    made: NewVault, tmp_path: Path
) -> None:
    """The last step of a rotation failed, the session went on, and was killed in the middle of a change."""
    folder, copy = made.vault.folder, tmp_path / "copy"
    old = (folder / DATABASE).read_bytes()
    made.vault.rotate_key(PASSPHRASE, cost=CHEAP)
    made.vault._sessions.close()
    (folder / DATABASE).rename(folder / NEXT)
    (folder / DATABASE).write_bytes(old)
    database = connect(folder / NEXT, made.vault._key)
    database.execute("PRAGMA cache_size = 1")
    database.execute("BEGIN IMMEDIATE")
    for number in range(400):
        cases.add(database, a_case(f"half-{number}"))
    assert (folder / f"{NEXT}-journal").stat().st_size > 0
    shutil.copytree(folder, copy)
    database.execute("ROLLBACK")
    database.connection.close()
    with reopened(copy) as vault:
        demand_whole(vault)
        with vault.read() as db:
            assert cases.codes(db) == {"bodemi-fa"}


def test_two_changes_of_the_keys_at_once_are_made_one_after_the_other(made: NewVault) -> None:
    vault, folder = made.vault, made.vault.folder
    other = threading.Thread(target=lambda: vault.set_passphrase("een andere wachtzin", cost=CHEAP))

    def begin(step: str) -> None:
        if step == "copy":
            other.start()

    vault.rotate_key(PASSPHRASE, cost=CHEAP, step=begin)
    other.join()
    vault.close()
    with reopened(folder, "een andere wachtzin") as again:
        demand_whole(again)


def test_who_closes_the_vault_meanwhile_waits_until_the_key_is_replaced(made: NewVault) -> None:
    vault = made.vault
    closing = threading.Thread(target=vault.close)
    waited: list[bool] = []

    def begin(step: str) -> None:
        if step == "copy":
            closing.start()
            closing.join(0.3)
            waited.append(closing.is_alive())

    vault.rotate_key(PASSPHRASE, cost=CHEAP, step=begin)
    closing.join()
    assert waited == [True]
    with reopened(vault.folder) as again:
        demand_whole(again)


def test_the_key_is_replaced_while_the_vault_is_looked_at(made: NewVault) -> None:
    vault, stop = made.vault, threading.Event()

    def look() -> None:
        while not stop.is_set():
            vault.proven = None
            verify.assured(vault)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(4):
            vault.rotate_key(PASSPHRASE, cost=CHEAP)
    finally:
        stop.set()
        looking.join()
    demand_whole(vault)


def test_damage_is_not_copied_into_a_database_that_seems_whole(made: NewVault) -> None:
    folder = made.vault.folder
    content = bytearray((folder / DATABASE).read_bytes())
    content[-100] ^= 1
    (folder / DATABASE).write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        made.vault.rotate_key(PASSPHRASE, cost=CHEAP)
    assert (folder / DATABASE).read_bytes() == content
    assert not (folder / NEXT).exists()


def test_others_wait_and_go_on_with_the_new_key(made: NewVault) -> None:
    vault, stop = made.vault, threading.Event()
    problems: list[BaseException] = []
    seen = 0

    def look() -> None:
        nonlocal seen
        try:
            while not stop.is_set():
                demand_whole(vault)
                seen += 1
        except BaseException as error:  # noqa: BLE001 - told to the test
            problems.append(error)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        vault.rotate_key(PASSPHRASE, cost=CHEAP)
    before = seen
    while seen < before + 4 and not problems:
        stop.wait(0.01)
    stop.set()
    for reader in readers:
        reader.join()
    assert problems == []


@pytest.fixture
def old(tmp_path: Path) -> Vault:
    """A vault whose key file is of format 1: its code is not sealed."""
    folder = tmp_path / "oud"
    shutil.copytree(SAMPLES / "v0003", folder)
    folder.chmod(0o700)
    return Vault.open(folder, SAMPLE_PASSPHRASE, limits=LIMITS)


def test_an_old_vault_gets_a_new_code_with_its_new_key(old: Vault) -> None:
    code = old.rotate_key(SAMPLE_PASSPHRASE)
    assert code is not None
    old.close()
    with Vault.open_with_recovery_code(old.folder, code.text) as vault:
        assert verify.problems(vault) == ()
        assert vault.rotate_key(SAMPLE_PASSPHRASE) is None  # from now on it stays


def test_the_code_of_an_old_vault_is_sealed_as_soon_as_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The samples were made by older programs and nobody kept their codes: such a file is made here."""
    monkeypatch.setattr(keys, "sealed_slot", partial(wrapped_slot, "recovery"))
    made = Vault.create(tmp_path / "kluis", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS)
    monkeypatch.undo()
    with made.vault as vault:
        vault.check_recovery_code(made.recovery_code.text, cost=CHEAP)
        assert vault.rotate_key(PASSPHRASE, cost=CHEAP) is None
        vault.check_recovery_code(made.recovery_code.text, cost=CHEAP)


def test_a_code_of_another_vault_is_refused(made: NewVault) -> None:
    made.vault.rotate_key(PASSPHRASE, cost=CHEAP)
    with pytest.raises(Exception, match="hoort niet bij deze kluis"):
        made.vault.check_recovery_code(RecoveryCode.new().text, cost=CHEAP)
