"""How the tokens of the visual language (`tokens`) reach Qt.

Two palettes, light and dark, that follow the system until the adviser chooses one. Contrasts are those
of WCAG 2.1 AA: 4.5 for text, 3 for the edges of inputs and for the focus ring; a test holds them.

This module, and all others that the first window needs, are written to be loaded fast. Building the
namespace `Qt` alone takes an eighth of the whole start, `QEvent` and a frozen dataclass their share too,
so they are kept out of these modules; `benchmarks/` holds the start to its limit.
"""

import sys
from enum import Enum
from typing import Final

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from vp_desk.resources import resource
from vp_desk.ui.style import first_sheet
from vp_desk.ui.tokens import BODY, DARK, FAMILY, FORM_WIDTH, LIGHT, Tokens

__all__ = [
    "BODY",
    "DARK",
    "FAMILY",
    "FORM_WIDTH",
    "LIGHT",
    "Appearance",
    "Tinted",
    "Tokens",
    "dress",
    "load_fonts",
    "scaled",
    "speak_dutch",
    "tokens",
    "tokens_for",
]

#: Under this name the program keeps how large its text is.
_FACTOR: Final = "vp_desk_text_factor"
#: Under this name the program keeps that it has the style that the tokens are made for.
_STYLED: Final = "vp_desk_styled"
#: Dots per inch of a screen that Qt does not scale.
_PLAIN_DPI: Final = 72 if sys.platform == "darwin" else 96
#: Read before the first window; the other weights of the family only serve the report.
_FONTS: Final = ("fonts/SourceSans3_400Regular.ttf", "fonts/SourceSans3_600SemiBold.ttf")


class Appearance(Enum):
    """What the adviser chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tinted:
    """A widget with icons in colours of the palette; `dress` lets it draw them again."""

    def draw_icons(self) -> None:
        """Draw in the colours that are on the screen now."""
        raise NotImplementedError


def tokens() -> Tokens:
    """The palette that is on the screen now."""
    lightness = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness()
    return DARK if lightness < 128 else LIGHT


def scaled(pixels: int) -> int:
    """A size that has to hold text, for text as large as this computer wants it."""
    size = QGuiApplication.font().pixelSize()
    return pixels if size <= BODY else round(pixels * size / BODY)


def load_fonts() -> None:
    """Make the type of the program known to Qt; without it the type of the system serves."""
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(resource(name)))


def speak_dutch(app: QApplication) -> None:
    """Let Qt's own words (menus of inputs, the file dialog) be Dutch too."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_nl", folder):
        app.installTranslator(translator)


def tokens_for(appearance: Appearance) -> Tokens:
    """The palette for a choice; the system is asked when the choice is its."""
    if appearance is Appearance.SYSTEM:
        # What Fusion would look like of itself: it follows the system. Before we dress the program for the
        # first time that is what it looks like; to ask a style for it then would cost the first window 4 ms.
        app = QApplication.instance()
        undressed = isinstance(app, QApplication) and not app.styleSheet()
        own = (
            QGuiApplication.palette()
            if undressed
            else QStyleFactory.create("Fusion").standardPalette()
        )
        return DARK if own.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT
    return DARK if appearance is Appearance.DARK else LIGHT


def dress(
    app: QApplication,
    appearance: Appearance = Appearance.SYSTEM,
    *,
    first: bool = False,
    factor: float = 0,
) -> None:
    """Give the program its palette, type and style sheet; also to change them while it runs.

    Args:
        app: the program.
        appearance: what the adviser chose.
        first: only what the first window needs.
        factor: how much larger than the tokens say text is; 0 = as it is, and at first as large as that of
            the system, if that is larger than ours.
    """
    chosen = tokens_for(appearance)
    # A style in a style sheet no longer tells its name.
    if not first and not app.property(_STYLED):
        app.setStyle("Fusion")
        app.setProperty(_STYLED, True)  # noqa: FBT003 - as Qt has it
    font = QFont(FAMILY)
    factor = factor or float(app.property(_FACTOR) or 0) or _system_text_factor()
    app.setProperty(_FACTOR, factor)
    font.setPixelSize(round(BODY * factor))
    app.setFont(font)
    app.setPalette(_palette(chosen))
    if first:
        sheet = first_sheet(chosen, factor)
    else:
        from vp_desk.ui.full_style import style_sheet  # noqa: PLC0415 (not before first paint)

        sheet = style_sheet(chosen, factor)
    # Qt would polish every widget once more, half a second in a full window.
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    for widget in app.allWidgets():
        if isinstance(widget, Tinted):
            widget.draw_icons()


def _system_text_factor() -> float:
    """How much larger than ours the text is that this computer is set to; the scale of the screen is Qt's."""
    theirs = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    pixels = theirs.pixelSize() if theirs.pixelSize() > 0 else theirs.pointSizeF() * _PLAIN_DPI / 72
    return max(1.0, pixels / BODY)


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for part, colour in {
        role.Window: t.window,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.window,
        role.Text: t.text,
        role.PlaceholderText: t.muted,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.ToolTipBase: t.text,
        role.ToolTipText: t.window,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.surface,
        role.Midlight: t.line,
        role.Mid: t.border,
        role.Dark: t.border,
        role.Shadow: t.border,
    }.items():
        palette.setColor(part, QColor(colour))
    off = QPalette.ColorGroup.Disabled
    for part in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(off, part, QColor(t.muted))
    return palette
