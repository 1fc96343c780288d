"""A line for a passphrase or a recovery code, with a button that shows what was typed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from vp_desk.ui.icons import IconOnlyButton
from vp_desk.ui.tokens import Space


class SecretInput(QWidget):
    """The line is `line`; nothing typed here is learned, predicted or put on the clipboard unseen.

    Give the focus to the line itself: with a focus proxy Tab would turn back before the last button.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(words)
        self._eye = IconOnlyButton("", "eye", self)
        self._eye.clicked.connect(self._toggle)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._eye)
        self.set_shown(shown=False)

    def set_words(self, words: str) -> None:
        """Ask for something else."""
        self._words = words
        self.line.setAccessibleName(words)
        self.set_shown(shown=False)

    def set_shown(self, *, shown: bool) -> None:
        """Show the letters, or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        # With dots Qt itself forbids input methods to learn and predict; with letters we do.
        if shown:
            from PySide6.QtCore import Qt  # noqa: PLC0415 (not before first paint: see theme)

            hint = Qt.InputMethodHint
            self.line.setInputMethodHints(
                hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase
            )
        what = self._words.casefold()
        self._eye.set_icon(
            f"{what.capitalize()} {'verbergen' if shown else 'tonen'}",
            "eye-off" if shown else "eye",
        )

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()

    @Slot()
    def _toggle(self) -> None:
        self.set_shown(shown=self.line.echoMode() == QLineEdit.EchoMode.Password)
        self.line.setFocus()
