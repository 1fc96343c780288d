"""Many new cases of one unit in one month: told, led to and put aside. Exact, for the adviser alone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from vp_desk.desk import Cluster
from vp_desk.dutch import count, number
from vp_desk.ui.pages.waiting import WaitingCard, WaitingLine

_EXPLANATION = (
    "Meer nieuwe zaken van één onderdeel in één maand dan u door toeval mag verwachten. Kijk of ze over "
    "hetzelfde gaan. Koppel ze dan bij ‘Zelfde kwestie’: ze tellen daarna als één kwestie."
)


class ClusterCard(WaitingCard):
    """One line a month of a unit; hidden when nothing stands out."""

    #: The selection of its cases.
    cases_wanted = Signal(object)
    #: A cluster that the adviser looked at.
    put_aside_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Veel zaken tegelijk", _EXPLANATION)

    def show_clusters(self, clusters: Sequence[Cluster]) -> None:
        """Show what stands out."""
        self.show_lines([self._line(cluster) for cluster in clusters])

    def _line(self, cluster: Cluster) -> WaitingLine:
        return WaitingLine(
            *cluster_words(cluster),
            (
                ("Toon deze zaken", True, lambda: self.cases_wanted.emit(cluster.selection)),
                ("Niet dezelfde kwestie", False, lambda: self.put_aside_wanted.emit(cluster)),
            ),
        )


def cluster_words(cluster: Cluster) -> tuple[str, str]:
    """What stands out, and beside what."""
    new = count(cluster.cases, "nieuwe zaak", "nieuwe zaken")
    if cluster.matters < cluster.cases:
        new = f"{new}, samen {number(cluster.matters)} kwesties"
    month = count(cluster.months, "maand", "maanden")
    before = number(cluster.before) if cluster.before else "geen"
    return (
        f"{cluster.label} · {cluster.month.label}: {new}",
        f"in de {month} ervoor samen: {before}",
    )
