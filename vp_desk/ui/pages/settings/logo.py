"""The logo on the cover of the report: chosen from a file, shown small, taken away again."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMargins, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from vp_desk.errors import VpDeskError
from vp_desk.logo import LARGEST_FILE, NoPictureError
from vp_desk.ui.files import ask_to_open
from vp_desk.ui.logo_reading import logo_from
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import LIGHT, Space
from vp_desk.ui.widgets import button, label, row

_BOX: Final = QSize(240, 120)


class LogoChoice(QFrame):
    """The picture, or that there is none, with a button to choose and one to take away."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._png: bytes | None = None
        self._picture = QLabel()
        self._none = label("Nog geen logo. Het voorblad toont de naam.", "muted", wrap=True)
        self._problem = label("", "error", wrap=True)
        self.choose_button = button("&Logo kiezen…", self.choose)
        self.choose_button.setToolTip("Een PNG- of JPEG-bestand van ten hoogste 1 MB")
        self.remove_button = button("Logo ver&wijderen", self.remove, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addLayout(row(self._picture, None))
        layout.addWidget(self._none)
        layout.addLayout(row(self.choose_button, self.remove_button, None))
        layout.addWidget(self._problem)
        self.set_value(None)

    @property
    def value(self) -> bytes | None:
        """The logo, as the vault keeps it."""
        return self._png

    @property
    def problem(self) -> str:
        """What is said to be wrong with the file that was chosen last."""
        return "" if self._problem.isHidden() else self._problem.text()

    def set_value(self, png: bytes | None) -> None:
        """Show a logo, or that there is none."""
        self._png = png
        self._say("")
        image = QImage.fromData(png) if png is not None else QImage()
        self._picture.setPixmap(self._small(image))
        self._picture.setVisible(png is not None)
        self._picture.setAccessibleName("Het logo van uw organisatie" if png else "")
        self._none.setVisible(png is None)
        self.remove_button.setVisible(png is not None)

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        kinds = ["Plaatje (*.png *.jpg *.jpeg)"]
        ask_to_open(self, "Kies het logo van uw organisatie", kinds, self.take)

    def take(self, path: Path) -> None:
        """Make the picture in a file the logo, or say why it cannot be."""
        try:
            png = _read(path)
        except VpDeskError as error:
            self._say(str(error))
            return
        self.set_value(png)
        self.edited.emit()

    @Slot()
    def remove(self) -> None:
        """Take the logo away."""
        self.set_value(None)
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.choose_button.setAccessibleDescription(problem)

    def _small(self, image: QImage) -> QPixmap:
        if image.isNull():
            return QPixmap()
        ratio = self.devicePixelRatioF()
        box = QSize(scaled(_BOX.width()), scaled(_BOX.height())) * ratio
        small = image.scaled(
            image.size().scaled(box, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(image.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        edge = round(Space.M * ratio)
        sheet = QPixmap(small.size().grownBy(QMargins(edge, edge, edge, edge)))
        sheet.fill(QColor(LIGHT.surface))  # as on paper, in the dark too
        painter = QPainter(sheet)
        painter.drawImage(edge, edge, small)
        painter.end()
        sheet.setDevicePixelRatio(ratio)
        return sheet


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError:
        raise NoPictureError from None
    return logo_from(content)
