"""The recovery code: 160 random bits that open a vault when the passphrase is forgotten.

Written in Crockford's base 32 (no I, L, O, U), in eight groups of four letters and a ninth that
checks the others, so that a slip of the pen is told from a code of another vault:
`7GZK-M2QX-0T4V-…-9RWC`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from vp_desk.errors import VpDeskError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES: Final = 20
_GROUP: Final = 4
_DATA_LETTERS: Final = SECRET_BYTES * 8 // 5
_LETTERS: Final = _DATA_LETTERS + _GROUP
#: Letters that are easily read as another one; the alphabet leaves them out.
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_CHECK_DOMAIN: Final = b"vp-desk recovery code check\0"


class RecoveryCodeTypoError(VpDeskError):
    """What was typed cannot be any recovery code of ours."""


class RecoveryCodeLetterError(RecoveryCodeTypoError):
    """A character that no recovery code contains."""

    def __init__(self) -> None:
        super().__init__(
            "In de herstelcode staat een teken dat er niet in voorkomt. Een herstelcode bestaat "
            "uit cijfers en hoofdletters, zonder de letter U. Kijk de code teken voor teken na."
        )


class RecoveryCodeLengthError(RecoveryCodeTypoError):
    """Characters are missing, or there are too many."""

    def __init__(self, typed: int) -> None:
        super().__init__(
            f"De herstelcode heeft {_LETTERS} tekens, in {_LETTERS // _GROUP} groepjes van "
            f"{_GROUP}; u typte er {typed}. Kijk of er een groepje ontbreekt of dubbel staat."
        )


class RecoveryCodeCheckError(RecoveryCodeTypoError):
    """The check group does not belong to the other groups."""

    def __init__(self) -> None:
        super().__init__(
            "In de herstelcode zit een tikfout: het laatste groepje past niet bij de andere. "
            "Kijk de code groepje voor groepje na."
        )


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A recovery code; its secret is never in the repr."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_BYTES:
            raise ValueError("a recovery code has 20 bytes")

    @classmethod
    def new(cls, random: Callable[[int], bytes] = secrets.token_bytes) -> "RecoveryCode":
        """A fresh code."""
        return cls(random(SECRET_BYTES))

    @classmethod
    def parse(cls, typed: str) -> "RecoveryCode":
        """Read a code as typed: small letters, spaces and hyphens anywhere are fine.

        Raises:
            RecoveryCodeTypoError: which of the three slips it is, says the subclass.
        """
        letters = "".join(c for c in typed.upper() if not c.isspace() and c not in "-–—.·")
        letters = letters.translate(_LOOKALIKES)
        if any(letter not in ALPHABET for letter in letters):
            raise RecoveryCodeLetterError
        if len(letters) != _LETTERS:
            raise RecoveryCodeLengthError(len(letters))
        number = 0
        for letter in letters[:_DATA_LETTERS]:
            number = number * 32 + ALPHABET.index(letter)
        code = cls(number.to_bytes(SECRET_BYTES, "big"))
        if letters[_DATA_LETTERS:] != _check_group(code.secret):
            raise RecoveryCodeCheckError
        return code

    @property
    def text(self) -> str:
        """The code as it is shown and written down: nine groups with hyphens."""
        letters = _letters(int.from_bytes(self.secret, "big"), _DATA_LETTERS)
        letters += _check_group(self.secret)
        return "-".join(letters[i : i + _GROUP] for i in range(0, _LETTERS, _GROUP))


def _letters(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> 5 * i & 31] for i in reversed(range(count)))


def _check_group(secret: bytes) -> str:
    digest = sha256(_CHECK_DOMAIN + secret).digest()
    return _letters(int.from_bytes(digest[:3], "big") >> 4, _GROUP)
