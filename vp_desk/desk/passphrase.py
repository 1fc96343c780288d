"""What a new passphrase must be."""

from vp_desk.desk.strength import Strength, estimate
from vp_desk.errors import VpDeskError

#: So short that it is refused before anything is counted.
SHORTEST = 12


class WeakPassphraseError(VpDeskError):
    """A passphrase that can be guessed."""


def check_new_passphrase(passphrase: str) -> None:
    """Accept a new passphrase, or say what is missing.

    Raises:
        WeakPassphraseError: it is too short, or whoever has the files guesses it.
    """
    if len(passphrase.strip()) < SHORTEST:
        raise WeakPassphraseError(
            f"Deze wachtzin is te kort. Neem minstens {SHORTEST} tekens; "
            "vijf losse woorden zijn sterk en makkelijk te onthouden."
        )
    found = estimate(passphrase)
    if found.strength is Strength.WEAK:
        raise WeakPassphraseError(
            f"Deze wachtzin is te makkelijk te raden: met veel computers tegelijk duurt dat {found.time}. "
            "Neem meer woorden, of woorden die niets met elkaar te maken hebben."
        )
