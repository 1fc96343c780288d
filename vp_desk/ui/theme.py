"""Colours, sizes and type: the tokens of the visual language, and how they reach Qt.

Two palettes, light and dark, that follow the system until the adviser chooses one. Contrasts are those
of WCAG 2.1 AA: 4.5 for text, 3 for the edges of inputs and for the focus ring; a test holds them.

This module, and all others that the first window needs, are written to be loaded fast. Building the
namespace `Qt` alone takes an eighth of the whole start, `QEvent` and a frozen dataclass their share too,
so they are kept out of these modules; `benchmarks/` holds the start to its limit.
"""

from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from vp_desk.resources import resource
from vp_desk.ui.style import first_sheet, style_sheet

FAMILY: Final = "Source Sans 3"
#: Read before the first window; the other weights of the family only serve the report.
_FONTS: Final = ("fonts/SourceSans3_400Regular.ttf", "fonts/SourceSans3_600SemiBold.ttf")

#: Sizes of text in pixels, and the steps of the spacing scale.
BODY, SMALL, TITLE, HEADING = 15, 13, 26, 17
SPACE: Final = (4, 8, 12, 16, 24, 32, 48)
#: Widest line of a form that still reads as one.
FORM_WIDTH: Final = 880


class Appearance(Enum):
    """What the adviser chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tokens(NamedTuple):
    """The colours of one palette, by what they are for."""

    name: str
    window: str
    surface: str
    sidebar: str
    hover: str
    #: Behind what is selected.
    selected: str
    #: Between parts, and around inputs.
    line: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    danger: str
    danger_tint: str
    warning: str
    warning_tint: str
    success: str
    success_tint: str


LIGHT: Final = Tokens(
    name="light",
    window="#f7f6f3",
    surface="#ffffff",
    sidebar="#efede8",
    hover="#e7e4dd",
    selected="#dcecea",
    line="#e1ded6",
    border="#868d8b",
    text="#1b2122",
    muted="#566062",
    accent="#0c6a67",
    accent_hover="#095351",
    on_accent="#ffffff",
    danger="#a8231c",
    danger_tint="#fbe9e7",
    warning="#6f4b00",
    warning_tint="#fdf1d2",
    success="#1f6437",
    success_tint="#e2f2e6",
)

DARK: Final = Tokens(
    name="dark",
    window="#16191b",
    surface="#1d2123",
    sidebar="#111416",
    hover="#272c2f",
    selected="#173a3a",
    line="#2d3336",
    border="#757f82",
    text="#e7eae9",
    muted="#a5aeaf",
    accent="#5cc8be",
    accent_hover="#7fd8d0",
    on_accent="#06201e",
    danger="#ff9f95",
    danger_tint="#3b201e",
    warning="#f0c46c",
    warning_tint="#382d16",
    success="#88d49c",
    success_tint="#183022",
)


class Tinted:
    """A widget with icons in colours of the palette; `dress` lets it draw them again."""

    def draw_icons(self) -> None:
        """Draw in the colours that are on the screen now."""
        raise NotImplementedError


def tokens() -> Tokens:
    """The palette that is on the screen now."""
    lightness = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness()
    return DARK if lightness < 128 else LIGHT


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
    app: QApplication, appearance: Appearance = Appearance.SYSTEM, *, first: bool = False
) -> None:
    """Give the program its palette, type and style sheet; also to change them while it runs.

    Args:
        app: the program.
        appearance: what the adviser chose.
        first: only what the first window needs.
    """
    chosen = tokens_for(appearance)
    if not first and app.style().name() != "fusion":
        app.setStyle("Fusion")
    font = QFont(FAMILY)
    font.setPixelSize(BODY)
    app.setFont(font)
    app.setPalette(_palette(chosen))
    app.setStyleSheet(first_sheet(chosen) if first else style_sheet(chosen))
    for widget in app.allWidgets():
        if isinstance(widget, Tinted):
            widget.draw_icons()


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
