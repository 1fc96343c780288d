"""The key file of a vault: the random database key, wrapped for passphrase and for recovery code.

The passphrase never is the key of the database: changing it rewrites this file of about a kilobyte
and never a page of the database (`PRAGMA rekey` on a full disk can leave a file that no key opens).

Three layers tell three mishaps apart:

- a SHA-256 over the file: bits fell over, the file is *damaged*;
- AES-256-GCM over each wrapped key, with cost and salt as associated data: *wrong passphrase*;
- an HMAC over the file with a key that comes from the database key: somebody *altered* the file.

Every byte counts: a file that is not written exactly as `KeyFile.to_bytes` writes it is damaged.
"""

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, cast

from vp_desk.errors import VpDeskError
from vp_desk.storage.recovery import RecoveryCode

#: Format of the key file. A higher one is refused; `format`, `program`, `sha256` stay in each one.
FORMAT: Final = 1
_KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_VAULT_ID_BYTES: Final = 16
#: A key file is about 1 kB; more than this is not one of ours.
MAX_FILE_BYTES: Final = 16 * 1024

SlotKind = Literal["passphrase", "recovery"]
Random = Callable[[int], bytes]


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


class KeyFileAlteredError(VpDeskError):
    """The key file was rewritten by something other than this program with this vault's key."""

    def __init__(self) -> None:
        super().__init__(
            "Het sleutelbestand van deze kluis (vault.keys) is door iets of iemand veranderd. "
            "Gebruik deze kluis niet verder en zet de hele map terug uit een reservekopie."
        )


class NewerVaultError(VpDeskError):
    """The vault was last used by a newer version of the program."""

    def __init__(self, needed: str, ours: str) -> None:
        super().__init__(
            f"Deze kluis is gemaakt of bijgewerkt met VP-Desk {needed}; dit is versie {ours}. "
            f"Open de kluis met VP-Desk {needed} of nieuwer."
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: the parameters of Argon2id."""

    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The costs that are accepted, when wrapping and when reading.

    The program has one instance, `LIMITS`; a test proves that `vp_desk` makes no other. Tests make
    their own with a lower floor, so that they do not spend their time on the derivation.
    """

    lowest: Cost
    highest: Cost

    def __post_init__(self) -> None:
        #: What Argon2 itself demands (RFC 9106, 3.1): 8 KiB a lane, one pass.
        possible = self.lowest.lanes > 0 and 8 * self.lowest.lanes <= self.lowest.memory_kib
        if not possible or self.lowest.passes < 1 or not self.allow(self.highest):
            raise ValueError("impossible limits")

    def allow(self, cost: Cost) -> bool:
        """Whether the cost lies between the limits, each number by itself."""
        return all(
            low <= given <= high
            for low, given, high in zip(
                _numbers(self.lowest), _numbers(cost), _numbers(self.highest), strict=True
            )
        )


def _numbers(cost: Cost) -> tuple[int, int, int]:
    return (cost.memory_kib, cost.passes, cost.lanes)


#: About half a second on a laptop of today.
DEFAULT_COST: Final = Cost(memory_kib=256 * 1024, passes=3, lanes=2)
#: Below 64 MiB guessing gets cheap; above 2 GiB or 64 passes a file was tampered with to stall us.
LIMITS: Final = Limits(lowest=Cost(64 * 1024, 3, 1), highest=Cost(2 * 1024 * 1024, 64, 16))


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """The random key and salt of one database; never in a repr, never in a file in the clear."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def new(cls, random: Random = secrets.token_bytes) -> "DatabaseKey":
        """A fresh key for a new database."""
        return cls(random(_KEY_BYTES), random(_SALT_BYTES))

    def sqlcipher_key(self) -> bytes:
        """For `set_key`: key and salt as 96 hex digits, so that SQLCipher derives nothing."""
        return b"x'" + (self.key + self.salt).hex().encode("ascii") + b"'"

    def subkey(self, purpose: str) -> bytes:
        """A key of 32 bytes for one other purpose, such as `"row hash"`."""
        return _hkdf(self.key, self.salt, f"vp-desk {purpose}")


@dataclass(frozen=True, slots=True)
class Slot:
    """The database key, wrapped for one secret."""

    kind: SlotKind
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def associated(self, vault_id: str) -> bytes:
        """What may not change without the wrapped key becoming unreadable."""
        return _canonical({"format": FORMAT, "vault": vault_id, **self.parameters()})

    def parameters(self) -> dict[str, Any]:
        """The slot as it stands in the file, but for nonce and wrapped key."""
        return {
            "kind": self.kind,
            "kdf": "argon2id",
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": _b64(self.salt),
        }


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What `vault.keys` holds. Made by `new_key_file` and `read_key_file` only."""

    vault_id: str
    program: str
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def to_bytes(self) -> bytes:
        """The file as it is written."""
        body = {**self.body(), "mac": _b64(self.mac)}
        return _canonical({**body, "sha256": hashlib.sha256(_canonical(body)).hexdigest()})

    def unlock_with_passphrase(self, passphrase: str) -> DatabaseKey:
        """Takes the time of one derivation (half a second by default): call it in a worker.

        Raises:
            WrongPassphraseError: it does not open this vault.
            KeyFileAlteredError: it does, but the rest of the file was changed.
        """
        key = self._unwrap("passphrase", _passphrase_bytes(passphrase))
        if key is None:
            raise WrongPassphraseError
        return self._checked(key)

    def unlock_with_recovery_code(self, code: RecoveryCode) -> DatabaseKey:
        """As `unlock_with_passphrase`.

        Raises:
            WrongRecoveryCodeError: a code of another vault.
            KeyFileAlteredError: the rest of the file was changed.
        """
        key = self._unwrap("recovery", code.secret)
        if key is None:
            raise WrongRecoveryCodeError
        return self._checked(key)

    def with_passphrase(
        self,
        key: DatabaseKey,
        passphrase: str,
        *,
        program: str,
        cost: Cost = DEFAULT_COST,
        limits: Limits = LIMITS,
        random: Random = secrets.token_bytes,
    ) -> "KeyFile":
        """The same file with another passphrase; the recovery code keeps working.

        Raises:
            EmptyPassphraseError: nothing was typed.
            ValueError: the cost lies outside the limits; a fault of ours.
        """
        if not limits.allow(cost):
            raise ValueError("cost outside the limits")
        slot = _wrap("passphrase", _passphrase_bytes(passphrase), key, self.vault_id, cost, random)
        others = tuple(slot for slot in self.slots if slot.kind != "passphrase")
        return _sealed(replace(self, program=program, slots=(slot, *others)), key)

    def _unwrap(self, kind: SlotKind, secret: bytes) -> DatabaseKey | None:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - costs time at the start
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        for slot in self.slots:
            if slot.kind == kind:
                wrapping = _wrapping_key(kind, secret, slot.salt, self.vault_id, slot.cost)
                try:
                    plain = AESGCM(wrapping).decrypt(
                        slot.nonce, slot.wrapped, slot.associated(self.vault_id)
                    )
                except InvalidTag:
                    return None
                return DatabaseKey(plain[:_KEY_BYTES], plain[_KEY_BYTES:])
        return None

    def _checked(self, key: DatabaseKey) -> DatabaseKey:
        if not hmac.compare_digest(self.mac, _mac(self, key)):
            raise KeyFileAlteredError
        return key

    def body(self) -> dict[str, Any]:
        """What the MAC covers: everything but itself and the checksum."""
        return {
            "format": FORMAT,
            "program": self.program,
            "vault": self.vault_id,
            "slots": [
                {**slot.parameters(), "nonce": _b64(slot.nonce), "wrapped": _b64(slot.wrapped)}
                for slot in self.slots
            ],
        }


def new_key_file(
    key: DatabaseKey,
    passphrase: str,
    code: RecoveryCode,
    *,
    program: str,
    cost: Cost = DEFAULT_COST,
    limits: Limits = LIMITS,
    random: Random = secrets.token_bytes,
) -> KeyFile:
    """Wrap a database key for a passphrase and a recovery code, under a fresh vault id.

    Raises:
        EmptyPassphraseError: nothing was typed.
        ValueError: the cost lies outside the limits; a fault of ours.
    """
    if not limits.allow(cost):
        raise ValueError("cost outside the limits")
    vault_id = random(_VAULT_ID_BYTES).hex()
    slots = (
        _wrap("passphrase", _passphrase_bytes(passphrase), key, vault_id, cost, random),
        _wrap("recovery", code.secret, key, vault_id, cost, random),
    )
    return _sealed(KeyFile(vault_id, program, slots), key)


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
            slots=tuple(_slot(slot) for slot in document["slots"]),
            mac=_unb64(document["mac"], 32),
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
        body = _canonical(document)
        whole = isinstance(document["format"], int) and isinstance(document["program"], str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeyFileDamagedError from None
    if not whole or claimed != hashlib.sha256(body).hexdigest():
        raise KeyFileDamagedError
    return cast("dict[str, Any]", document)


def _slot(entry: dict[str, Any]) -> Slot:
    if entry["kind"] not in ("passphrase", "recovery"):
        raise ValueError("kind")
    numbers = (entry["memory_kib"], entry["passes"], entry["lanes"])
    if any(type(number) is not int for number in numbers):
        raise ValueError("cost")
    return Slot(
        kind=entry["kind"],
        cost=Cost(*numbers),
        salt=_unb64(entry["salt"], _SALT_BYTES),
        nonce=_unb64(entry["nonce"], _NONCE_BYTES),
        wrapped=_unb64(entry["wrapped"], _KEY_BYTES + _SALT_BYTES + 16),
    )


def _wrap(
    kind: SlotKind, secret: bytes, key: DatabaseKey, vault_id: str, cost: Cost, random: Random
) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    slot = Slot(kind, cost, random(_SALT_BYTES), random(_NONCE_BYTES), b"")
    wrapping = _wrapping_key(kind, secret, slot.salt, vault_id, cost)
    wrapped = AESGCM(wrapping).encrypt(slot.nonce, key.key + key.salt, slot.associated(vault_id))
    return replace(slot, wrapped=wrapped)


def _wrapping_key(kind: SlotKind, secret: bytes, salt: bytes, vault_id: str, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - costs time at the start

    stretched = hash_secret_raw(
        secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )
    return _hkdf(stretched, bytes.fromhex(vault_id), f"vp-desk wrap {kind}")


def _sealed(file: KeyFile, key: DatabaseKey) -> KeyFile:
    return replace(file, mac=_mac(file, key))


def _mac(file: KeyFile, key: DatabaseKey) -> bytes:
    body = _canonical(file.body())
    return hmac.digest(key.subkey("key file mac"), body, "sha256")


def _passphrase_bytes(passphrase: str) -> bytes:
    """NFC, because keyboards differ in how they send é.

    Lone surrogates pass: an encoding error would hold the passphrase.
    """
    if not passphrase:
        raise EmptyPassphraseError
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _hkdf(secret: bytes, salt: bytes, info: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) for one block of 32 bytes."""
    extracted = hmac.digest(salt, secret, "sha256")
    return hmac.digest(extracted, info.encode("ascii") + b"\x01", "sha256")


def _canonical(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _unb64(text: str, length: int) -> bytes:
    content = base64.b64decode(text, validate=True)
    if len(content) != length:
        raise ValueError("length")
    return content


def _hex_id(text: str) -> str:
    return _unb64(_b64(bytes.fromhex(text)), _VAULT_ID_BYTES).hex()
