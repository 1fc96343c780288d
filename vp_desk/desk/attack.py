"""The attack on what is about to leave: what its readers could work out with all that they have already."""

from collections.abc import Sequence
from dataclasses import dataclass

from vp_desk.aggregate import Edition
from vp_desk.figure_words import figure_words
from vp_desk.periods import ReportingCalendar
from vp_desk.releases import Ledger, Publication, told_again
from vp_desk.taxonomy import Lists

_MOST_NAMED = 3


@dataclass(frozen=True)
class Verdict:
    """What the attack found."""

    #: Dutch sentences, one for each thing that would be given away; none = safe.
    sentences: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether nothing was found."""
        return not self.sentences

    @property
    def advice(self) -> str:
        """What the adviser can do."""
        return (
            "Zet de cijfers opnieuw klaar. Helpt dat niet, kies dan bij Bescherming een andere manier om "
            "het jaar te tonen."
        )


def with_ledger(
    publication: Publication,
    editions: Sequence[Edition],
    ledger: Ledger,
    lists: Lists,
    calendar: ReportingCalendar,
) -> tuple[str, ...]:
    """What readers P could work out of these tables and everything that was released before.

    Reader A, who knows less, can work out no more than that.

    Args:
        publication: what is about to be told, as the files say it.
        editions: who gets which tables of it.
        ledger: what left the vault before.
        lists: give the labels.
        calendar: gives the names of the years.
    """
    threshold = publication.kept.threshold
    tables = {name for edition in editions for name in edition.tables}
    before = ledger.earlier().given_away(threshold)
    after = told_again(ledger, publication, tables).earlier().given_away(threshold)
    named = [figure_words(name, lists, calendar) for name in sorted(after - before)]
    if not named:
        return ()
    more = len(named) - _MOST_NAMED
    rest = f" en nog {more} aantallen" if more > 0 else ""
    return (
        f"Samen met wat eerder is uitgegeven is uit te rekenen: {'; '.join(named[:_MOST_NAMED])}{rest}.",
    )


def attack(
    publication: Publication,
    editions: Sequence[Edition],
    ledger: Ledger,
    lists: Lists,
    calendar: ReportingCalendar,
) -> Verdict:
    """Audit what is about to leave."""
    return Verdict(with_ledger(publication, editions, ledger, lists, calendar))
