"""The tokens of the visual language: every colour, size, space and radius has its one place here.

`docs/visual-language.md` tells what they are for. Nothing else in `ui` names a colour or a size of type;
`style` turns the tokens into a style sheet, `theme` brings them to Qt. Sizes are in logical pixels.
"""

from typing import Final, NamedTuple

FAMILY: Final = "Source Sans 3"
REGULAR, STRONG = 400, 600


class Type:
    """Sizes of text."""

    SMALL: Final = 13
    BODY: Final = 15
    HEADING: Final = 17
    CODE: Final = 22
    FIGURE: Final = 24
    TITLE: Final = 26


class Space:
    """Steps of the spacing scale: fours, with two finer ones for inside a line."""

    HAIR: Final = 2
    XS: Final = 4
    SNUG: Final = 6
    S: Final = 8
    M: Final = 12
    L: Final = 16
    XL: Final = 24
    XXL: Final = 32
    HUGE: Final = 48


class Radius:
    """How round corners are: the larger the part, the rounder."""

    #: Bars thinner than a letter.
    BAR: Final = 2
    #: Chips, lines of a list, boxes to tick.
    S: Final = 6
    #: Buttons and inputs.
    M: Final = 8
    #: Cards and tables.
    L: Final = 12


class Line:
    """Widths of lines."""

    THIN: Final = 1
    #: The ring around what has the focus.
    FOCUS: Final = 2


class Size:
    """Of things, not of the space between them."""

    ICON_SMALL: Final = 16
    ICON: Final = 18
    ICON_LARGE: Final = 24
    #: Of an empty page.
    PICTURE: Final = 40
    #: Heights of rows: of a list one works in, of a table of figures, of a list to choose from.
    ROW: Final = 42
    ROW_FIGURES: Final = 34
    ROW_CHOICE: Final = 34
    TICK: Final = 16
    PROGRESS: Final = 4
    SCROLLBAR: Final = 12
    SCROLL_HANDLE: Final = 36
    #: Widths: the widest form that still reads as one, cards of a single question, and the sides.
    FORM: Final = 880
    CARD: Final = 440
    CARD_WIDE: Final = 560
    READING: Final = 440
    SIDEBAR: Final = 236
    #: The sidebar with icons alone, and under which width of the window it is.
    RAIL: Final = 60
    RAIL_UNDER: Final = 900
    #: Under which height the name of the program leaves its place to the pages.
    LOW_UNDER: Final = 560
    HELP: Final = 360
    #: Least height of a page that is one list or table; in a lower window it scrolls.
    BODY_LEAST: Final = 320
    #: The least window: a screen of 1366 by 768 at 200 % has 683 by 384 of these, less its bars.
    WINDOW_LEAST: Final = (640, 340)
    WINDOW: Final = (1180, 800)


BODY, SMALL, TITLE, HEADING = Type.BODY, Type.SMALL, Type.TITLE, Type.HEADING
#: Widest line of a form that still reads as one.
FORM_WIDTH: Final = Size.FORM


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
