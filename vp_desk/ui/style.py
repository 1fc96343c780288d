"""The style sheet: how the tokens look on each kind of widget. Here what the first window needs of it.

The rest is in `full_style`: to read it costs half a millisecond, which the first window need not pay.

Widgets ask for a look by a property: `kind` on buttons ("primary", "quiet", "danger", "link", "nav"),
`role` on labels ("title", "heading", "muted", "small", "error", "code") and on frames ("card", "bar").

Every colour and size comes from `tokens`. An edge and the padding inside it are one measure, so that
nothing moves when the ring of the focus, which is thicker, takes the place of the edge.
"""

from vp_desk.ui.tokens import REGULAR, STRONG, Line, Radius, Size, Space, Tokens, Type

#: From the outside of a control to its words: down and across.
BUTTON = (Space.S, Space.L)
INPUT = (Space.S, Space.M)
QUIET = (Space.SNUG, Space.S)
TOOL = (Space.XS, Space.XS)


def edge(colour: str, inside: tuple[int, int], line: int = Line.THIN) -> str:
    """An edge with its padding."""
    down, across = inside
    return f"border: {line}px solid {colour}; padding: {down - line}px {across - line}px;"


def ring(colour: str, inside: tuple[int, int]) -> str:
    """The edge of what has the focus."""
    return edge(colour, inside, Line.FOCUS)


def font(size: int, factor: float, weight: int = REGULAR) -> str:
    """A size and a weight of text."""
    return f"font-size: {round(size * factor)}px; font-weight: {weight};"


def input_look(t: Tokens) -> str:
    """What all inputs share."""
    return (
        f"background: {t.surface}; color: {t.text}; border-radius: {Radius.M}px;"
        f"{edge(t.border, INPUT)} selection-background-color: {t.accent};"
        f"selection-color: {t.on_accent}; placeholder-text-color: {t.muted};"
    )


def first_sheet(t: Tokens, factor: float = 1) -> str:
    """What the first window needs: each rule costs it time for each of its widgets.

    Args:
        t: the palette.
        factor: how much larger than the tokens say the text is.
    """
    return f"""
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog, QWidget#page, QWidget#window {{ background: {t.window}; }}
QToolTip {{
    background: {t.text}; color: {t.window}; border: 0; padding: {Space.SNUG}px {Space.S}px;
}}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ {font(Type.TITLE, factor, STRONG)} }}
QLabel[role="label"] {{ {font(Type.SMALL, factor, STRONG)} color: {t.muted}; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; {font(Type.SMALL, factor)} }}
QFrame[role="card"] {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.L}px;
}}
QFrame[role="bar"] {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.M}px;
}}
QPushButton {{
    background: {t.surface}; color: {t.text}; {edge(t.border, BUTTON)}
    border-radius: {Radius.M}px; font-weight: {STRONG}; outline: 0;
}}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:focus {{ {ring(t.accent, BUTTON)} }}
QPushButton:disabled {{ color: {t.muted}; background: {t.window}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{
    background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
}}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {t.accent_hover}; border-color: {t.accent_hover};
}}
QPushButton[kind="primary"]:focus {{ {ring(t.text, BUTTON)} }}
QPushButton[kind="primary"]:disabled {{
    background: {t.line}; color: {t.muted}; border-color: {t.line};
}}
QPushButton[kind="link"] {{
    background: transparent; color: {t.accent}; {edge("transparent", QUIET)}
}}
QPushButton[kind="link"]:hover {{ background: {t.hover}; }}
QPushButton[kind="link"]:focus {{ {ring(t.accent, QUIET)} }}
QToolButton {{
    background: transparent; border-radius: {Radius.S}px; {edge("transparent", TOOL)} outline: 0;
}}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ {ring(t.accent, TOOL)} }}
QProgressBar {{
    background: {t.line}; border: 0; border-radius: {Radius.BAR}px;
    max-height: {Size.PROGRESS}px; min-height: {Size.PROGRESS}px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {Radius.BAR}px; }}
QLineEdit {{ {input_look(t)} }}
QLineEdit:hover {{ border-color: {t.muted}; }}
QLineEdit:focus {{ {ring(t.accent, INPUT)} }}
"""
