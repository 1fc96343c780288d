"""A line with its name above it and its help below it, for pages with a single question."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from vp_desk.ui.forms.inputs import SECRET
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import label, row


def add_field(
    layout: QVBoxLayout, words: str, widget: QWidget, help_text: str, beside: QWidget | None = None
) -> None:
    """Add a line with its name above it and its help below it."""
    name = QLabel(words)
    name.setProperty("role", "label")
    target = widget.line if isinstance(widget, SecretInput) else widget
    name.setBuddy(target)
    target.setAccessibleName(words.replace("&", ""))
    target.setAccessibleDescription(help_text)
    if isinstance(widget, QLineEdit):  # a secret has hints of its own
        widget.setInputMethodHints(SECRET)
    layout.addWidget(name)
    if beside is None:
        layout.addWidget(widget)
    else:
        parts = row(widget, beside)
        parts.setStretch(0, 1)
        layout.addLayout(parts)
    if help_text:
        layout.addWidget(label(help_text, "small", wrap=True))
    layout.addSpacing(Space.XS)
