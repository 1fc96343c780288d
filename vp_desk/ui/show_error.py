"""The one place where errors are shown.

A `VpDeskError` is a sentence for the adviser: it appears in the page where it arose. Anything else is our
fault: a window with the kind of error and where in our code it was, never its message or values, since
those could hold the text of a case.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vp_desk.errors import VpDeskError
from vp_desk.ui.forms.inputs import NoteInput
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, button, label, row


def show_error(widget: QWidget, error: BaseException) -> None:
    """Show what went wrong, as near as possible to the widget where it did."""
    if not isinstance(error, VpDeskError):
        show_bug(widget.window(), error)
        return
    tell(widget, error)
    place: QWidget | None = widget
    while place is not None:
        bar = getattr(place, "bar", None)
        if isinstance(bar, Bar):
            bar.say(str(error), "error")
            return
        place = place.parentWidget()
    _Dialog(widget.window(), "Dit lukte niet", str(error), "").open()


def tell(widget: QWidget, error: BaseException) -> None:
    """Let whoever holds the widget know: an open vault turns read-only when it proves to be damaged."""
    place: QWidget | None = widget
    while place is not None:
        met = getattr(place, "meet", None)
        if met is not None:
            met(error)
            return
        place = place.parentWidget()


def show_bug(window: QWidget | None, error: BaseException) -> None:
    """Show a fault of ours."""
    _Dialog(
        window,
        "Er ging iets mis in het programma",
        "Dit is een fout van VP-Desk, niet van u. Wat u al had opgeslagen staat veilig in de kluis. "
        "Hieronder staat waar het misging; er staat niets uit uw zaken in. Wilt u helpen? Geef deze "
        "regels dan door aan de maker.",
        trace_of(error),
    ).open()


def trace_of(error: BaseException) -> str:
    """The kind of error and the lines of code it passed, without message or values."""
    lines = [type(error).__name__]
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)


class _Dialog(QDialog):
    """A title, a sentence, and for a fault of ours where it was."""

    def __init__(self, parent: QWidget | None, title: str, text: str, trace: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("VP-Desk")
        self.setMinimumWidth(scaled(Size.CARD))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        layout.setSpacing(Space.M)
        layout.addWidget(label(title, "heading", wrap=True))
        layout.addWidget(label(text, wrap=True))
        if trace:
            where = NoteInput(self)
            where.setReadOnly(True)
            where.setPlainText(trace)
            where.setAccessibleName("Waar het misging")
            layout.addWidget(where)
        close = button("Sluiten", self.accept, "primary")
        close.setDefault(True)
        layout.addLayout(row(None, close))
        self.setAccessibleName(title)
        close.setFocus()
