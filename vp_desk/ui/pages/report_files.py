"""The files that can be made of a report: a button for each, and the work of writing them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton

from vp_desk.desk import Desk, Prepared, Tell
from vp_desk.releases import Release
from vp_desk.ui.widgets import button


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that can be made."""

    suffix: str
    #: On the button.
    words: str
    #: In the dialog.
    kind: str
    what_for: str
    #: Every page says that it is one.
    concept: bool = False

    def name(self, year: str) -> str:
        """Of the file, as long as nobody chose another; nothing of the organisation or the readers."""
        what = "concept-jaarverslag" if self.concept else "jaarverslag"
        return f"{what}-{year}{self.suffix}"


#: The first one is the report itself.
_KINDS: Final = (
    FileKind(
        ".pdf",
        "Rapport als &PDF…",
        "PDF (*.pdf)",
        "Het hele jaarverslag, om te geven aan wie u koos.",
    ),
    FileKind(
        ".pdf",
        "Conce&pt…",
        "PDF (*.pdf)",
        "Het hele jaarverslag met CONCEPT op elke pagina, om erover te praten. Het telt als uitgegeven.",
        concept=True,
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


@dataclass(frozen=True, slots=True)
class FileAsked:
    """A file that is to be written."""

    prepared: Prepared
    #: Code of the readers.
    edition: str
    path: Path
    today: date
    concept: bool = False


def writing(desk: Desk, asked: FileAsked) -> Callable[[Tell], WrittenFiles]:
    """The work of writing the report, or for another suffix than PDF its tables."""

    def work(tell: Tell) -> WrittenFiles:
        prepared, edition, path, today = asked.prepared, asked.edition, asked.path, asked.today
        warnings: tuple[str, ...] = ()
        if path.suffix.casefold() == ".pdf":
            written = desk.write_report(
                prepared, edition, path, today, concept=asked.concept, tell=tell
            )
            words, warnings = f"{written.path} ({written.pages} bladzijden)", written.warnings
        else:
            paths = desk.write_aggregates(prepared, edition, path, today, tell)
            words = " en ".join(map(str, paths))
        release = desk.released.releases()[0]
        return WrittenFiles(words, warnings, release, desk.released.reference_of(release))

    return work
