"""The key file of a vault: the random database key, wrapped for passphrase and for recovery code.

The passphrase never is the key of the database: changing it rewrites this file of about a kilobyte
and never a page of the database (`PRAGMA rekey` on a full disk can leave a file that no key opens).

Three layers tell three mishaps apart:

- a SHA-256 over the file: bits fell over, the file is *damaged*;
- AES-256-GCM over each wrapped key, with cost and salt as associated data: *wrong passphrase*;
- an HMAC over the file with a key that comes from the database key: somebody *altered* the file.

Every byte counts: a file that is not written exactly as `KeyFile.to_bytes` writes it is damaged.

Files of format 1 have a slot that is wrapped for the recovery code itself; they get a sealed one (see
`slots`) as soon as the code is typed.
"""

import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from vp_desk.errors import VpDeskError
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.slots import (
    LIMITS,
    DatabaseKey,
    KeyFileAlteredError,
    Limits,
    Slot,
    SlotKind,
    Wrapping,
    b64,
    canonical,
    sealed_slot,
    slot_of,
    unb64,
    wrapped_slot,
)

#: Format of the key file. A higher one is refused; `format`, `program`, `sha256` stay in each one.
FORMAT: Final = 2
_VAULT_ID_BYTES: Final = 16
#: A key file is about 1 kB; more than this is not one of ours.
MAX_FILE_BYTES: Final = 16 * 1024


class WrongPassphraseError(VpDeskError):
    """The passphrase does not open this vault; the key file itself is whole."""

    def __init__(self) -> None:
        super().__init__(
            "Deze wachtzin opent de kluis niet. Controleer hoofdletters en spaties en probeer het "
            "opnieuw. Weet u de wachtzin niet meer, open de kluis dan met de herstelcode."
        )


class WrongRecoveryCodeError(VpDeskError):
    """A well-formed recovery code, but of another vault, or an older one."""

    def __init__(self) -> None:
        super().__init__(
            "Deze herstelcode is goed overgetypt, maar hoort niet bij deze kluis. "
            "Zoek de herstelcode die u bij deze kluis opschreef."
        )


class EmptyPassphraseError(VpDeskError):
    """No passphrase was given."""

    def __init__(self) -> None:
        super().__init__("De wachtzin is leeg. Typ een wachtzin van enkele woorden.")


class KeyFileDamagedError(VpDeskError):
    """The key file is not as it was written."""

    def __init__(self) -> None:
        super().__init__(
            "Het sleutelbestand van deze kluis (vault.keys) is beschadigd. Aan uw wachtzin ligt "
            "het niet. Zet het bestand vault.keys terug uit een reservekopie van de map."
        )


class NewerVaultError(VpDeskError):
    """The vault was last used by a newer version of the program."""

    def __init__(self, needed: str, ours: str) -> None:
        super().__init__(
            f"Deze kluis is gemaakt of bijgewerkt met VP-Desk {needed}; dit is versie {ours}. "
            f"Open de kluis met VP-Desk {needed} of nieuwer."
        )


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What `vault.keys` holds. Made by `new_key_file` and `read_key_file` only."""

    vault_id: str
    program: str
    slots: tuple[Slot, ...]
    mac: bytes = b""
    #: 1 as long as no slot needs more.
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """The file as it is written."""
        body = {**self.body(), "mac": b64(self.mac)}
        return canonical({**body, "sha256": hashlib.sha256(canonical(body)).hexdigest()})

    def unlock_with_passphrase(self, passphrase: str) -> DatabaseKey:
        """Takes the time of one derivation (half a second by default): call it in a worker.

        Raises:
            WrongPassphraseError: it does not open this vault.
            KeyFileAlteredError: it does, but the rest of the file was changed.
        """
        key = self._unwrap("passphrase", _passphrase_bytes(passphrase))
        if key is None:
            raise WrongPassphraseError
        return self.checked(key)

    def unlock_with_recovery_code(self, code: RecoveryCode) -> DatabaseKey:
        """As `unlock_with_passphrase`.

        Raises:
            WrongRecoveryCodeError: a code of another vault.
            KeyFileAlteredError: the rest of the file was changed.
        """
        key = self._unwrap("recovery", code.secret)
        if key is None:
            raise WrongRecoveryCodeError
        return self.checked(key)

    def with_passphrase(self, key: DatabaseKey, passphrase: str, by: Wrapping) -> "KeyFile":
        """The same file with another passphrase; the recovery code keeps working.

        Raises:
            EmptyPassphraseError: nothing was typed.
        """
        secret = _passphrase_bytes(passphrase)
        slot = wrapped_slot("passphrase", secret, key, self.vault_id, by)
        return self._with_slot(slot, key, by, self.format)

    def with_recovery_code(self, key: DatabaseKey, code: RecoveryCode, by: Wrapping) -> "KeyFile":
        """The same file with a sealed slot for this code, in place of the one that was there."""
        return self._with_slot(sealed_slot(code.secret, key, self.vault_id, by), key, by, FORMAT)

    @property
    def carries_code(self) -> bool:
        """Whether the database key can be replaced without the recovery code at hand."""
        return any(slot.public for slot in self.slots)

    def with_key(
        self, key: DatabaseKey, passphrase: str, by: Wrapping
    ) -> tuple["KeyFile", RecoveryCode | None]:
        """A file for another database key of the same vault.

        Args:
            key: the new one.
            passphrase: that opens it.
            by: how.

        Returns:
            The file; and a new recovery code when the one of before cannot be carried over.

        Raises:
            EmptyPassphraseError: nothing was typed.
        """
        file = self.with_passphrase(key, passphrase, by)
        if not self.carries_code:
            code = RecoveryCode.new(by.random)
            return file.with_recovery_code(key, code, by), code
        slots = tuple(
            slot.for_key(key, self.vault_id, by.random) if slot.public else slot
            for slot in file.slots
        )
        return _sealed(replace(file, slots=slots, format=FORMAT), key), None

    def _with_slot(self, slot: Slot, key: DatabaseKey, by: Wrapping, form: int) -> "KeyFile":
        """The same file with this slot in the place of the one of its kind."""
        others = (other for other in self.slots if other.kind != slot.kind)
        slots = tuple(sorted((slot, *others), key=lambda each: each.kind))
        return _sealed(replace(self, program=by.program, slots=slots, format=form), key)

    def _unwrap(self, kind: SlotKind, secret: bytes) -> DatabaseKey | None:
        for slot in self.slots:
            if slot.kind == kind:
                return slot.unwrap(secret, self.vault_id)
        return None

    def checked(self, key: DatabaseKey) -> DatabaseKey:
        """This key, when it is the one of the file.

        Raises:
            KeyFileAlteredError: it is not, or somebody changed the file.
        """
        if not hmac.compare_digest(self.mac, _mac(self, key)):
            raise KeyFileAlteredError
        return key

    def body(self) -> dict[str, Any]:
        """What the MAC covers: everything but itself and the checksum."""
        return {
            "format": self.format,
            "program": self.program,
            "vault": self.vault_id,
            "slots": [slot.entry() for slot in self.slots],
        }


def new_key_file(key: DatabaseKey, passphrase: str, code: RecoveryCode, by: Wrapping) -> KeyFile:
    """Wrap a database key for a passphrase and a recovery code, under a fresh vault id.

    Raises:
        EmptyPassphraseError: nothing was typed.
    """
    vault_id = by.random(_VAULT_ID_BYTES).hex()
    slots = (
        wrapped_slot("passphrase", _passphrase_bytes(passphrase), key, vault_id, by),
        sealed_slot(code.secret, key, vault_id, by),
    )
    return _sealed(KeyFile(vault_id, by.program, slots), key)


def read_key_file(content: bytes, *, program: str, limits: Limits = LIMITS) -> KeyFile:
    """Read a key file; `program` is the version that runs, for the message about a newer vault.

    Raises:
        KeyFileDamagedError: it is not exactly as some version of the program wrote it.
        NewerVaultError: a newer version wrote it.
        KeyFileAlteredError: it is whole but asks for a cost that we never use.
    """
    document = _document(content)
    if document["format"] > FORMAT:
        raise NewerVaultError(document["program"], program)
    try:
        file = KeyFile(
            vault_id=_hex_id(document["vault"]),
            program=str(document["program"]),
            slots=tuple(slot_of(slot) for slot in document["slots"]),
            mac=unb64(document["mac"], 32),
            format=document["format"],
        )
        same = file.to_bytes() == content
    except (KeyError, TypeError, ValueError):
        raise KeyFileDamagedError from None
    if not same:
        raise KeyFileDamagedError
    if not all(limits.allow(slot.cost) for slot in file.slots):
        raise KeyFileAlteredError
    return file


def _document(content: bytes) -> dict[str, Any]:
    """The file as JSON, its checksum compared; the part that holds for every format to come."""
    if len(content) > MAX_FILE_BYTES:
        raise KeyFileDamagedError
    try:
        document = json.loads(content)
        claimed = document.pop("sha256")
        body = canonical(document)
        whole = isinstance(document["format"], int) and isinstance(document["program"], str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeyFileDamagedError from None
    if not whole or claimed != hashlib.sha256(body).hexdigest():
        raise KeyFileDamagedError
    return cast("dict[str, Any]", document)


def _sealed(file: KeyFile, key: DatabaseKey) -> KeyFile:
    return replace(file, mac=_mac(file, key))


def _mac(file: KeyFile, key: DatabaseKey) -> bytes:
    body = canonical(file.body())
    return hmac.digest(key.subkey("key file mac"), body, "sha256")


def _passphrase_bytes(passphrase: str) -> bytes:
    """NFC, because keyboards differ in how they send é.

    Lone surrogates pass: an encoding error would hold the passphrase.
    """
    if not passphrase:
        raise EmptyPassphraseError
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _hex_id(text: str) -> str:
    return unb64(b64(bytes.fromhex(text)), _VAULT_ID_BYTES).hex()
