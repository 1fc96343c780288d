"""The files that can be made of a report: a button for each, and the work of writing them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from vp_desk.desk import Desk, Prepared, Tell
from vp_desk.releases import Release
from vp_desk.ui.files import ask_to_save
from vp_desk.ui.pages.report_making import Making
from vp_desk.ui.widgets import button
from vp_desk.ui.workers import Workers


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


#: Beside the preview of it.
CONCEPT: Final = FileKind(
    ".pdf",
    "Concept be&waren…",
    "PDF (*.pdf)",
    "Het hele jaarverslag met CONCEPT op elke pagina, om erover te praten. Het telt als uitgegeven: is het "
    "jaar om, dan liggen de cijfers ermee vast.",
    concept=True,
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


class FileWriting(QObject):
    """Asks where a file must come, and writes it beside the window."""

    #: Writing begins.
    begun = Signal()
    #: `WrittenFiles`.
    written = Signal(object)
    #: It was stopped in time: there is no file.
    stopped = Signal()
    failed = Signal(Exception)

    def __init__(
        self, desk: Desk, workers: Workers, today: Callable[[], date], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._desk, self._today, self._owner = desk, today, owner
        self.making = Making(workers, self)
        self.making.stopped.connect(self.stopped)
        self.making.failed.connect(self.failed)
        self._prepared: Prepared | None = None
        self._edition = ""

    def offer(self, prepared: Prepared | None, edition: str) -> None:
        """What is written when someone asks for a file: a year, for the readers with this code."""
        self._prepared, self._edition = prepared, edition

    @Slot(object)
    def ask(self, kind: FileKind) -> None:
        """Ask where a file of this kind must come, and write it there."""
        if self._prepared is not None:
            name = kind.name(self._prepared.year.label)
            write = self.write_concept if kind.concept else self.write
            ask_to_save(self._owner, "Waar wilt u het bestand bewaren?", name, kind.kind, write)

    def write(self, path: Path) -> None:
        """Write the report, or for another suffix than PDF its tables."""
        self._write(path, concept=False)

    def write_concept(self, path: Path) -> None:
        """Write the report with CONCEPT on every page."""
        self._write(path, concept=True)

    def _write(self, path: Path, *, concept: bool) -> None:
        if self._prepared is not None:
            work = _writing(
                self._desk, self._prepared, self._edition, path, self._today(), concept=concept
            )
            self.begun.emit()
            self.making.start(work, self.written.emit)


def _writing(
    desk: Desk, prepared: Prepared, edition: str, path: Path, today: date, *, concept: bool
) -> Callable[[Tell], WrittenFiles]:
    """The work itself."""

    def work(tell: Tell) -> WrittenFiles:
        warnings: tuple[str, ...] = ()
        if path.suffix.casefold() == ".pdf":
            written = desk.write_report(prepared, edition, path, today, concept=concept, tell=tell)
            words, warnings = f"{written.path} ({written.pages} bladzijden)", written.warnings
        else:
            paths = desk.write_aggregates(prepared, edition, path, today, tell)
            words = " en ".join(map(str, paths))
        release = desk.released.releases()[0]
        return WrittenFiles(words, warnings, release, desk.released.reference_of(release))

    return work
