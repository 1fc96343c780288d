"""What a new passphrase must be. A meter of its strength comes with the first-run guide."""

from vp_desk.errors import VpDeskError

#: Long enough that guessing at half a second a try is hopeless, also for whoever has the file.
SHORTEST = 12


class WeakPassphraseError(VpDeskError):
    """A passphrase that can be guessed."""


def check_new_passphrase(passphrase: str) -> None:
    """Accept a new passphrase, or say what is missing.

    Raises:
        WeakPassphraseError: it is too short or too plain.
    """
    if len(passphrase.strip()) < SHORTEST:
        raise WeakPassphraseError(
            f"Deze wachtzin is te kort. Neem minstens {SHORTEST} tekens; "
            "vier of vijf losse woorden zijn sterk en makkelijk te onthouden."
        )
    if len(set(passphrase.casefold())) < 5:
        raise WeakPassphraseError(
            "Deze wachtzin is te makkelijk te raden. Gebruik meer verschillende letters of woorden."
        )
