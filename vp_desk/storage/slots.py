"""The secrets of a vault and how they open it: the database key, wrapped in the slots of the key file.

A passphrase has a *wrapped* slot. The recovery code opens a *sealed* one: from the code comes a private key
(X25519), and the slot holds the public one. So the database key can be replaced without the code at hand,
and the code on paper keeps working, also for backups from before; and whoever got hold of a
database key never learns the code from it.
"""

import base64
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from vp_desk.errors import VpDeskError

if TYPE_CHECKING:  # costs time at the start
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

#: Stands in what a slot is tied to, by the way it is made.
_WRAPPED, _SEALED = 1, 2
_KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
#: Key and salt, and with them the key of the rows when it is not the one that belongs to the key.
_WRAPPED_BYTES: Final = (
    _KEY_BYTES + _SALT_BYTES + _TAG_BYTES,
    2 * _KEY_BYTES + _SALT_BYTES + _TAG_BYTES,
)

SlotKind = Literal["passphrase", "recovery"]
Random = Callable[[int], bytes]


class NotEnoughMemoryError(VpDeskError):
    """The key cannot be derived on this computer at this moment."""

    def __init__(self, mebibytes: int) -> None:
        super().__init__(
            f"Er is te weinig geheugen vrij om de kluis te openen: daarvoor is {mebibytes} MB nodig. Sluit "
            "andere programma's en probeer het opnieuw. Aan uw wachtzin ligt het niet."
        )


class KeyFileAlteredError(VpDeskError):
    """The key file was rewritten by something other than this program with this vault's key."""

    def __init__(self) -> None:
        super().__init__(
            "Het sleutelbestand van deze kluis (vault.keys) is door iets of iemand veranderd. "
            "Gebruik deze kluis niet verder en zet de hele map terug uit een reservekopie."
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
class Wrapping:
    """How a key is wrapped anew."""

    #: The version that does it.
    program: str
    cost: Cost = DEFAULT_COST
    limits: Limits = LIMITS
    #: Gives random bytes.
    random: Random = secrets.token_bytes

    def __post_init__(self) -> None:
        """Refuse a cost outside the limits: a fault of ours."""
        if not self.limits.allow(self.cost):
            raise ValueError("cost outside the limits")


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """The random key and salt of one database; never in a repr, never in a file in the clear."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    #: Seals the rows. It stays when the key of the database is replaced: the rows do too. Empty = the one that
    #: belongs to the key, as in a database whose key was never replaced.
    rows: bytes = field(repr=False, default=b"")

    @classmethod
    def new(cls, random: Random = secrets.token_bytes) -> "DatabaseKey":
        """A fresh key for a new database."""
        return cls(random(_KEY_BYTES), random(_SALT_BYTES))

    def replaced(self, random: Random = secrets.token_bytes) -> "DatabaseKey":
        """A fresh key for a copy of the database; its rows keep their seals."""
        return DatabaseKey(random(_KEY_BYTES), random(_SALT_BYTES), self.row_key())

    def row_key(self) -> bytes:
        """The key of 32 bytes that seals the rows."""
        return self.rows or self.subkey("row seal")

    def to_bytes(self) -> bytes:
        """As it is wrapped: 48 bytes, or 80 when rows are sealed with the key of before."""
        return self.key + self.salt + self.rows

    @classmethod
    def from_bytes(cls, plain: bytes) -> "DatabaseKey":
        """The other way round."""
        end = _KEY_BYTES + _SALT_BYTES
        return cls(plain[:_KEY_BYTES], plain[_KEY_BYTES:end], plain[end:])

    def sqlcipher_key(self) -> bytes:
        """For `set_key`: key and salt as 96 hex digits, so that SQLCipher derives nothing."""
        return b"x'" + (self.key + self.salt).hex().encode("ascii") + b"'"

    def subkey(self, purpose: str) -> bytes:
        """A key of 32 bytes for one other purpose, such as `"row hash"`."""
        return hkdf(self.key, self.salt, f"vp-desk {purpose}")


@dataclass(frozen=True, slots=True)
class Slot:
    """The database key, wrapped for one secret."""

    kind: SlotKind
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes
    #: Of a sealed slot: the public key that belongs to the secret, and the one that this seal was made with.
    public: bytes = b""
    ephemeral: bytes = b""

    def associated(self, vault_id: str) -> bytes:
        """What may not change without the wrapped key becoming unreadable."""
        way = _SEALED if self.public else _WRAPPED
        return canonical({"format": way, "vault": vault_id, **self.parameters()})

    def parameters(self) -> dict[str, Any]:
        """The slot as it stands in the file, but for nonce and wrapped key."""
        sealed = {"public": b64(self.public), "ephemeral": b64(self.ephemeral)}
        return {
            "kind": self.kind,
            "kdf": "argon2id",
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
            "salt": b64(self.salt),
            **(sealed if self.public else {}),
        }

    def entry(self) -> dict[str, Any]:
        """The slot as it stands in the file."""
        return {**self.parameters(), "nonce": b64(self.nonce), "wrapped": b64(self.wrapped)}

    def unwrap(self, secret: bytes, vault_id: str) -> DatabaseKey | None:
        """The database key, or None when the secret is not the one. Takes the time of one derivation.

        Raises:
            KeyFileAlteredError: the secret is the one, but the slot was changed.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - costs time at the start
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        wrapping = _wrapping_key(self.kind, secret, self.salt, vault_id, self.cost)
        if self.public:
            private = _private(wrapping)
            if _public(private) != self.public:
                return None
            wrapping = _agreed(private, self.ephemeral, self, vault_id)
        try:
            plain = AESGCM(wrapping).decrypt(self.nonce, self.wrapped, self.associated(vault_id))
        except InvalidTag:
            if self.public:
                raise KeyFileAlteredError from None
            return None
        return DatabaseKey.from_bytes(plain)

    def for_key(
        self, key: DatabaseKey, vault_id: str, random: Random = secrets.token_bytes
    ) -> "Slot":
        """A sealed slot for another key; needs nothing secret but that key."""
        once = _private(random(_KEY_BYTES))
        slot = replace(self, nonce=random(_NONCE_BYTES), ephemeral=_public(once))
        return _filled(slot, _agreed(once, slot.public, slot, vault_id), key, vault_id)


def slot_of(entry: dict[str, Any]) -> Slot:
    """A slot as it stands in a key file.

    Raises:
        KeyError, TypeError, ValueError: no slot stands like that in a key file of ours.
    """
    if entry["kind"] not in ("passphrase", "recovery"):
        raise ValueError("kind")
    numbers = (entry["memory_kib"], entry["passes"], entry["lanes"])
    if any(type(number) is not int for number in numbers):
        raise ValueError("cost")
    is_sealed = "public" in entry
    if is_sealed and entry["kind"] != "recovery":
        raise ValueError("sealed")
    return Slot(
        kind=entry["kind"],
        cost=Cost(*numbers),
        salt=unb64(entry["salt"], _SALT_BYTES),
        nonce=unb64(entry["nonce"], _NONCE_BYTES),
        wrapped=unb64(entry["wrapped"], *_WRAPPED_BYTES),
        public=unb64(entry["public"], _KEY_BYTES) if is_sealed else b"",
        ephemeral=unb64(entry["ephemeral"], _KEY_BYTES) if is_sealed else b"",
    )


def wrapped_slot(
    kind: SlotKind, secret: bytes, key: DatabaseKey, vault_id: str, by: Wrapping
) -> Slot:
    """A slot for a passphrase; in a file of format 1 also for a recovery code."""
    slot = Slot(kind, by.cost, by.random(_SALT_BYTES), by.random(_NONCE_BYTES), b"")
    wrapping = _wrapping_key(slot.kind, secret, slot.salt, vault_id, by.cost)
    return _filled(slot, wrapping, key, vault_id)


def sealed_slot(secret: bytes, key: DatabaseKey, vault_id: str, by: Wrapping) -> Slot:
    """A slot for a recovery code."""
    slot = Slot("recovery", by.cost, by.random(_SALT_BYTES), b"", b"")
    private = _private(_wrapping_key(slot.kind, secret, slot.salt, vault_id, by.cost))
    return replace(slot, public=_public(private)).for_key(key, vault_id, by.random)


def _filled(slot: Slot, wrapping: bytes, key: DatabaseKey, vault_id: str) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    associated = slot.associated(vault_id)
    return replace(slot, wrapped=AESGCM(wrapping).encrypt(slot.nonce, key.to_bytes(), associated))


def _private(secret: bytes) -> "X25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415

    return X25519PrivateKey.from_private_bytes(secret)


def _public(private: "X25519PrivateKey") -> bytes:
    return private.public_key().public_bytes_raw()


def _agreed(private: "X25519PrivateKey", public: bytes, slot: Slot, vault_id: str) -> bytes:
    """What both sides of a seal can work out (RFC 7748, 6.1), tied to the two public keys."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey  # noqa: PLC0415

    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # a key that gives everyone the same: somebody wrote it there
        raise KeyFileAlteredError from None
    return hkdf(
        shared + slot.public + slot.ephemeral, bytes.fromhex(vault_id), "vp-desk seal recovery"
    )


def _wrapping_key(kind: SlotKind, secret: bytes, salt: bytes, vault_id: str, cost: Cost) -> bytes:
    # Imported here: they cost time at the start.
    from argon2.exceptions import HashingError  # noqa: PLC0415
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415

    try:
        stretched = hash_secret_raw(
            secret,
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=_KEY_BYTES,
            type=Type.ID,
        )
    except HashingError:
        raise NotEnoughMemoryError(cost.memory_kib // 1024) from None
    return hkdf(stretched, bytes.fromhex(vault_id), f"vp-desk wrap {kind}")


def hkdf(secret: bytes, salt: bytes, info: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) for one block of 32 bytes."""
    extracted = hmac.digest(salt, secret, "sha256")
    return hmac.digest(extracted, info.encode("ascii") + b"\x01", "sha256")


def canonical(document: dict[str, Any]) -> bytes:
    """The one way in which a document is written as JSON."""
    return (json.dumps(document, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def b64(content: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(content).decode("ascii")


def unb64(text: str, *lengths: int) -> bytes:
    """The other way round.

    Raises:
        ValueError: it is no such text, or not as long as one of these.
    """
    content = base64.b64decode(text, validate=True)
    if len(content) not in lengths:
        raise ValueError("length")
    return content
