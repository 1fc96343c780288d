"""The key file and the recovery code."""

import ast
import base64
import json
import subprocess
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vp_desk
from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from vp_desk.errors import VpDeskError
from vp_desk.storage.keys import (
    EmptyPassphraseError,
    KeyFile,
    KeyFileDamagedError,
    NewerVaultError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
    new_key_file,
    read_key_file,
)
from vp_desk.storage.recovery import (
    RecoveryCode,
    RecoveryCodeCheckError,
    RecoveryCodeLengthError,
    RecoveryCodeLetterError,
    RecoveryCodeTypoError,
)
from vp_desk.storage.slots import (
    DEFAULT_COST,
    LIMITS,
    Cost,
    DatabaseKey,
    KeyFileAlteredError,
    Limits,
    Wrapping,
)

KEY = DatabaseKey.new()
CODE = RecoveryCode.new()
PASSPHRASE = "een zin van café en zee"  # noqa: S105 - of test vaults


BY = Wrapping("1.0", CHEAP, CHEAP_LIMITS)


def made(passphrase: str = PASSPHRASE) -> KeyFile:
    return new_key_file(KEY, passphrase, CODE, BY)


FILE = made().to_bytes()


def read(content: bytes) -> KeyFile:
    return read_key_file(content, program="1.0", limits=CHEAP_LIMITS)


def rewritten(**changes: object) -> bytes:
    """The file with other content and a checksum that fits: what somebody with an editor can do."""
    document = {**json.loads(FILE), **changes}
    del document["sha256"]
    body = (json.dumps(document, indent=1) + "\n").encode()
    document["sha256"] = sha256(body).hexdigest()
    return (json.dumps(document, indent=1) + "\n").encode()


def slots(**changes: object) -> list[dict[str, Any]]:
    return [{**slot, **changes} for slot in json.loads(FILE)["slots"]]


def test_both_secrets_give_the_same_database_key() -> None:
    assert read(FILE).unlock_with_passphrase(PASSPHRASE) == KEY
    assert read(FILE).unlock_with_recovery_code(RecoveryCode.parse(CODE.text)) == KEY


def test_a_passphrase_is_the_same_however_the_keyboard_sends_it() -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert read(FILE).unlock_with_passphrase(decomposed) == KEY


@pytest.mark.parametrize("passphrase", ["ab" * 32, "x'" + "ab" * 48 + "'", "\ud800", "\x00"])
def test_a_passphrase_that_looks_like_a_key_or_like_no_text_is_just_a_passphrase(
    passphrase: str,
) -> None:
    assert made(passphrase).unlock_with_passphrase(passphrase) == KEY


def test_a_wrong_secret_is_told_apart_from_damage() -> None:
    with pytest.raises(WrongPassphraseError):
        read(FILE).unlock_with_passphrase(PASSPHRASE.upper())
    with pytest.raises(WrongRecoveryCodeError):
        read(FILE).unlock_with_recovery_code(RecoveryCode.new())


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(EmptyPassphraseError):
        made("")


def test_every_flipped_bit_and_every_cut_is_damage() -> None:
    for place in range(len(FILE)):
        flipped = bytearray(FILE)
        flipped[place] ^= 1 << place % 8
        with pytest.raises(KeyFileDamagedError):
            read(bytes(flipped))
        with pytest.raises(KeyFileDamagedError):
            read(FILE[:place])


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b"\xff", b"[" * 9000, b"x" * 99999]
)
def test_what_is_no_key_file_at_all_is_damage(content: bytes) -> None:
    with pytest.raises(KeyFileDamagedError):
        read(content)


def test_the_same_content_written_otherwise_is_damage() -> None:
    with pytest.raises(KeyFileDamagedError):
        read(FILE.replace(b"\n", b"\r\n"))
    with pytest.raises(KeyFileDamagedError):
        read(FILE + b" ")


def test_a_file_somebody_altered_is_told_apart_from_damage() -> None:
    with pytest.raises(KeyFileAlteredError):
        read(rewritten(program="9.9")).unlock_with_passphrase(PASSPHRASE)
    with pytest.raises(KeyFileAlteredError):
        read(rewritten(slots=slots()[:1])).unlock_with_passphrase(PASSPHRASE)


def test_a_slot_of_another_vault_does_not_open_this_one() -> None:
    with pytest.raises(WrongPassphraseError):
        read(rewritten(vault="00" * 16)).unlock_with_passphrase(PASSPHRASE)


def test_a_cheaper_slot_cannot_be_slipped_in() -> None:
    with pytest.raises(WrongPassphraseError):
        read(rewritten(slots=slots(memory_kib=16))).unlock_with_passphrase(PASSPHRASE)


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 65535},
        {"passes": 2},
        {"lanes": 0},
        {"memory_kib": 2**31},
        {"passes": 65},
        {"lanes": 17},
    ],
)
def test_absurd_costs_are_refused_before_any_time_is_spent(cost: dict[str, int]) -> None:
    good = {"memory_kib": 65536, "passes": 3, "lanes": 1}
    read_key_file(rewritten(slots=slots(**good)), program="1.0")
    with pytest.raises(KeyFileAlteredError):
        read_key_file(rewritten(slots=slots(**{**good, **cost})), program="1.0")


def test_a_file_of_a_newer_format_names_both_versions() -> None:
    with pytest.raises(NewerVaultError, match=r"VP-Desk 3\.1.*versie 1\.0"):
        read(rewritten(format=3, program="3.1"))


def test_a_replaced_database_key_is_opened_by_the_same_two_secrets() -> None:
    new = KEY.replaced()
    assert new.row_key() == KEY.row_key()
    assert (new.key, new.salt) != (KEY.key, KEY.salt)
    changed, code = read(FILE).with_key(new, PASSPHRASE, BY)
    assert code is None
    again = read(changed.to_bytes())
    assert again.unlock_with_passphrase(PASSPHRASE) == new
    assert again.unlock_with_recovery_code(CODE) == new
    assert again.vault_id == read(FILE).vault_id
    twice, _ = again.with_key(new.replaced(), PASSPHRASE, BY)
    assert read(twice.to_bytes()).unlock_with_recovery_code(CODE).row_key() == KEY.row_key()


def test_who_knows_a_database_key_cannot_open_the_slot_of_the_next_one() -> None:
    """Everything that the file of before and its key hold is the same for both; the seal is another."""
    before, after = (
        read(FILE),
        read(FILE).with_key(KEY.replaced(), PASSPHRASE, BY)[0],
    )
    seals = [slot for file in (before, after) for slot in file.slots if slot.kind == "recovery"]
    assert seals[0].public == seals[1].public
    assert len({slot.ephemeral for slot in seals}) == 2
    assert len({slot.wrapped for slot in seals}) == 2


def test_another_code_takes_the_place_of_the_one_before() -> None:
    other = RecoveryCode.new()
    changed = made().with_recovery_code(KEY, other, BY)
    again = read(changed.to_bytes())
    assert again.unlock_with_recovery_code(other) == KEY
    assert again.unlock_with_passphrase(PASSPHRASE) == KEY
    with pytest.raises(WrongRecoveryCodeError):
        again.unlock_with_recovery_code(CODE)


@pytest.mark.parametrize("public", [bytes(32), bytes([1]) + bytes(31)])
def test_a_public_key_that_everyone_agrees_with_is_no_key(public: bytes) -> None:
    """Points of a small order (RFC 7748, 6.1) would give everyone the same secret."""
    written = base64.b64encode(public).decode()
    passphrase, recovery = slots()
    file = read(rewritten(slots=[passphrase, {**recovery, "ephemeral": written}]))
    with pytest.raises(KeyFileAlteredError):
        file.unlock_with_recovery_code(CODE)


def test_a_sealed_slot_that_somebody_changed_is_altered_and_no_wrong_code() -> None:
    passphrase, recovery = slots()
    other = base64.b64encode(bytes(12)).decode()
    file = read(rewritten(slots=[passphrase, {**recovery, "nonce": other}]))
    with pytest.raises(KeyFileAlteredError):
        file.unlock_with_recovery_code(CODE)


def test_a_sealed_slot_belongs_to_a_recovery_code_only() -> None:
    passphrase, recovery = slots()
    sealed = {k: recovery[k] for k in ("public", "ephemeral")}
    with pytest.raises(KeyFileDamagedError):
        read(rewritten(slots=[{**passphrase, **sealed}, recovery]))


def test_a_new_passphrase_leaves_the_recovery_code_as_it_was() -> None:
    changed = made().with_passphrase(KEY, "nieuw", BY)
    again = read(changed.to_bytes())
    assert again.unlock_with_passphrase("nieuw") == KEY
    assert again.unlock_with_recovery_code(CODE) == KEY
    with pytest.raises(WrongPassphraseError):
        again.unlock_with_passphrase(PASSPHRASE)


def test_the_program_never_wraps_below_its_floor() -> None:
    assert LIMITS.allow(DEFAULT_COST)
    assert LIMITS.lowest.memory_kib >= 64 * 1024
    for cheap in (CHEAP, Cost(64 * 1024 - 1, 3, 1)):
        with pytest.raises(ValueError, match="cost"):
            Wrapping("1.0", cheap)


def test_a_key_that_needs_more_memory_than_there_is_is_told_by_that(tmp_path: Path) -> None:
    path = tmp_path / "vault.keys"
    path.write_bytes(FILE)
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from vp_desk.storage.slots import Cost, DatabaseKey, Limits, Wrapping\n"
        "from vp_desk.storage.keys import read_key_file\n"
        "cheap = Cost(8, 1, 1); limits = Limits(cheap, Cost(2 * 1024 * 1024, 64, 16))\n"
        "file = read_key_file(Path(sys.argv[1]).read_bytes(), program='1.0', limits=limits)\n"
        "key = file.unlock_with_passphrase(sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "file.with_passphrase(key, 'x', Wrapping('1.0', Cost(1024 * 1024, 1, 1), limits))\n"
    )
    command = [sys.executable, "-c", code, str(path), PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "NotEnoughMemoryError" in done.stderr
    assert "1024 MB" in done.stderr


def test_the_program_makes_no_other_limits_than_its_own() -> None:
    """Tests pass cheaper limits; no call in the program can."""
    calls = [
        path.name
        for path in sorted(Path(vp_desk.__file__).parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Limits"
    ]
    assert calls == ["slots.py"]


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"), [(7, 1, 1), (15, 1, 2), (8, 0, 1), (8, 1, 0)]
)
def test_limits_below_what_argon2_can_do_are_a_mistake(
    memory: int, passes: int, lanes: int
) -> None:
    with pytest.raises(ValueError, match="limits"):
        Limits(lowest=Cost(memory, passes, lanes), highest=Cost(2**20, 64, 16))


def test_no_secret_is_in_a_repr() -> None:
    assert KEY.key.hex() not in repr(KEY)
    assert repr(KEY) == "DatabaseKey()"
    assert repr(CODE) == "RecoveryCode()"


def test_keys_for_different_purposes_differ() -> None:
    assert KEY.subkey("row seal") != KEY.subkey("key file mac")
    assert KEY.subkey("row seal") != DatabaseKey(KEY.key, bytes(16)).subkey("row seal")


@given(st.binary(min_size=20, max_size=20))
def test_a_recovery_code_reads_back_however_it_is_typed(secret: bytes) -> None:
    code = RecoveryCode(secret)
    text = code.text
    assert len(text) == 9 * 4 + 8
    for typed in (text, text.lower(), text.replace("-", " "), text.replace("-", "")):
        assert RecoveryCode.parse(typed) == code
    lookalikes = text.replace("0", "O").replace("1", "l")
    assert RecoveryCode.parse(lookalikes) == code


@given(st.binary(min_size=20, max_size=20), st.integers(0, 43), st.sampled_from("0123456789ABCDEF"))
def test_a_slip_in_a_recovery_code_is_told(secret: bytes, place: int, letter: str) -> None:
    text = RecoveryCode(secret).text
    if text[place] in ("-", letter):
        return
    with pytest.raises(RecoveryCodeCheckError):
        RecoveryCode.parse(text[:place] + letter + text[place + 1 :])


def test_each_kind_of_slip_in_a_recovery_code_has_its_own_sentence() -> None:
    text = CODE.text
    with pytest.raises(RecoveryCodeLengthError, match="typte er 32"):
        RecoveryCode.parse(text[5:])
    with pytest.raises(RecoveryCodeLetterError):
        RecoveryCode.parse("U" + text[1:])
    with pytest.raises(RecoveryCodeTypoError):
        RecoveryCode.parse("")


def test_every_error_of_the_keys_is_a_dutch_sentence_of_its_own() -> None:
    errors: list[VpDeskError] = [
        WrongPassphraseError(),
        WrongRecoveryCodeError(),
        EmptyPassphraseError(),
        KeyFileDamagedError(),
        KeyFileAlteredError(),
        NewerVaultError("2.0", "1.0"),
        RecoveryCodeLetterError(),
        RecoveryCodeLengthError(3),
        RecoveryCodeCheckError(),
    ]
    texts = {str(error) for error in errors}
    assert len(texts) == len(errors)
    assert all(text.endswith(".") and len(text) > 40 for text in texts)
