"""The files that can be made of a report: a button for each, and the work of writing them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton

from vp_desk.desk import Desk, Prepared
from vp_desk.releases import Release
from vp_desk.ui.widgets import button
from vp_desk.ui.workers import Progress


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that can be made."""

    suffix: str
    #: On the button.
    words: str
    #: In the dialog.
    kind: str
    what_for: str


#: The first one is the report itself.
_KINDS: Final = (
    FileKind(
        ".pdf",
        "Rapport als &PDF…",
        "PDF (*.pdf)",
        "Het hele jaarverslag, om te geven aan wie u koos.",
    ),
    FileKind(
        ".xlsx",
        "Tabellen als &Excel…",
        "Excel (*.xlsx)",
        "De tabellen van deze lezer, om in Excel verder mee te werken.",
    ),
    FileKind(".csv", "&CSV…", "CSV (*.csv)", "De getallen van deze lezer als platte tekst."),
    FileKind(
        ".json", "&JSON…", "JSON (*.json)", "De getallen van deze lezer voor een ander programma."
    ),
)


class FileButtons(QObject):
    """One for each kind."""

    #: A `FileKind`.
    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds: dict[QPushButton, FileKind] = {}
        for kind in _KINDS:
            made = button(kind.words, self._on_pressed, "" if self._kinds else "primary")
            made.setAccessibleName(kind.words.replace("&", "").replace("…", ""))
            self._kinds[made] = kind

    @property
    def all(self) -> tuple[QPushButton, ...]:
        """From left to right."""
        return tuple(self._kinds)

    def allow(self, why_not: str = "") -> None:
        """Let them be pressed, or say why they cannot be."""
        for made, kind in self._kinds.items():
            made.setEnabled(not why_not)
            made.setToolTip(why_not or kind.what_for)

    @Slot()
    def _on_pressed(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.wanted.emit(self._kinds[pressed])


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """Files that now stand on disk."""

    #: Where, and how large the report is.
    words: str
    warnings: tuple[str, ...]
    release: Release
    reference: str

    @property
    def sentence(self) -> str:
        """What was done."""
        said = f"Bewaard als {self.words}. Uitgave {self.reference}."
        return "\n".join((said, *self.warnings))


def writing(
    desk: Desk, prepared: Prepared, edition: str, path: Path, today: date
) -> Callable[[Progress], WrittenFiles]:
    """The work of writing the report, or for another suffix than PDF its tables."""

    def work(progress: Progress) -> WrittenFiles:
        del progress
        warnings: tuple[str, ...] = ()
        if path.suffix.casefold() == ".pdf":
            written = desk.write_report(prepared, edition, path, today)
            words, warnings = f"{written.path} ({written.pages} bladzijden)", written.warnings
        else:
            words = " en ".join(map(str, desk.write_aggregates(prepared, edition, path, today)))
        release = desk.released.releases()[0]
        return WrittenFiles(words, warnings, release, desk.released.reference_of(release))

    return work
