"""The style sheet: how the tokens look on each kind of widget.

Widgets ask for a look by a property: `kind` on buttons ("primary", "quiet", "danger", "link", "nav"),
`role` on labels ("title", "heading", "muted", "small", "error", "code") and on frames ("card", "bar").

Every colour and size comes from `tokens`. An edge and the padding inside it are one measure, so that
nothing moves when the ring of the focus, which is thicker, takes the place of the edge.
"""

from vp_desk.resources import resource
from vp_desk.ui.tokens import REGULAR, STRONG, Line, Radius, Size, Space, Tokens, Type

#: From the outside of a control to its words: down and across.
_BUTTON = (Space.S, Space.L)
_INPUT = (Space.S, Space.M)
_LIGHT = (Space.SNUG, Space.S)
_NAV = (Space.S, Space.M)
_TOOL = (Space.XS, Space.XS)
_CHIP = (Space.XS, Space.S)
_TICK = (Space.SNUG, Space.S)


def _edge(colour: str, inside: tuple[int, int], line: int = Line.THIN) -> str:
    """An edge with its padding."""
    down, across = inside
    return f"border: {line}px solid {colour}; padding: {down - line}px {across - line}px;"


def _ring(colour: str, inside: tuple[int, int]) -> str:
    """The edge of what has the focus."""
    return _edge(colour, inside, Line.FOCUS)


def _font(size: int, factor: float, weight: int = REGULAR) -> str:
    return f"font-size: {round(size * factor)}px; font-weight: {weight};"


def _input(t: Tokens) -> str:
    return (
        f"background: {t.surface}; color: {t.text}; border-radius: {Radius.M}px;"
        f"{_edge(t.border, _INPUT)} selection-background-color: {t.accent};"
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
QLabel[role="title"] {{ {_font(Type.TITLE, factor, STRONG)} }}
QLabel[role="label"] {{ {_font(Type.SMALL, factor, STRONG)} color: {t.muted}; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; {_font(Type.SMALL, factor)} }}
QFrame[role="card"] {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.L}px;
}}
QFrame[role="bar"] {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.M}px;
}}
QPushButton {{
    background: {t.surface}; color: {t.text}; {_edge(t.border, _BUTTON)}
    border-radius: {Radius.M}px; font-weight: {STRONG}; min-height: {Size.CONTROL}px;
}}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:focus {{ {_ring(t.accent, _BUTTON)} }}
QPushButton:disabled {{ color: {t.muted}; background: {t.window}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{
    background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
}}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {t.accent_hover}; border-color: {t.accent_hover};
}}
QPushButton[kind="primary"]:focus {{ {_ring(t.text, _BUTTON)} }}
QPushButton[kind="primary"]:disabled {{
    background: {t.line}; color: {t.muted}; border-color: {t.line};
}}
QPushButton[kind="link"] {{
    background: transparent; color: {t.accent}; {_edge("transparent", _LIGHT)}
}}
QPushButton[kind="link"]:hover {{ background: {t.hover}; }}
QPushButton[kind="link"]:focus {{ {_ring(t.accent, _LIGHT)} }}
QToolButton {{
    background: transparent; border-radius: {Radius.S}px; {_edge("transparent", _TOOL)}
}}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ {_ring(t.accent, _TOOL)} }}
QProgressBar {{
    background: {t.line}; border: 0; border-radius: {Radius.BAR}px;
    max-height: {Size.PROGRESS}px; min-height: {Size.PROGRESS}px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {Radius.BAR}px; }}
QLineEdit {{ {_input(t)} }}
QLineEdit:hover {{ border-color: {t.muted}; }}
QLineEdit:focus {{ {_ring(t.accent, _INPUT)} }}
"""


def style_sheet(t: Tokens, factor: float = 1) -> str:
    """The style sheet of the whole program in one palette."""
    return "".join(
        part(t, factor) for part in (first_sheet, _words, _frames, _inputs, _buttons, _lists)
    )


def _words(t: Tokens, factor: float) -> str:
    return f"""
QLabel[role="heading"] {{ {_font(Type.HEADING, factor, STRONG)} }}
QLabel[role="error"] {{ color: {t.danger}; {_font(Type.SMALL, factor, STRONG)} }}
QLabel[role="figure"] {{ {_font(Type.FIGURE, factor, STRONG)} }}
QLabel[role="code"] {{
    {_font(Type.CODE, factor, STRONG)} letter-spacing: {Space.HAIR}px;
}}
"""


def _frames(t: Tokens, _: float) -> str:
    thin = f"{Line.THIN}px solid {t.line}"
    tones = "".join(
        f"""
QFrame[role="bar"][tone="{tone}"] {{ background: {tint}; border-color: {ink}; }}
QFrame[role="bar"][tone="{tone}"] QLabel {{ color: {ink}; }}"""
        for tone, tint, ink in (
            ("error", t.danger_tint, t.danger),
            ("warning", t.warning_tint, t.warning),
            ("success", t.success_tint, t.success),
        )
    )
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget#body {{ background: transparent; border: 0; }}
QFrame[role="rule"] {{
    background: {t.line}; border: 0; max-height: {Line.THIN}px; min-height: {Line.THIN}px;
}}
QFrame[role="footer"] {{ background: {t.window}; border: 0; border-top: {thin}; }}
QFrame[role="sidebar"] {{ background: {t.sidebar}; border: 0; border-right: {thin}; }}
QFrame[role="help"] {{ background: {t.surface}; border: 0; border-left: {thin}; }}
QFrame[role="practice"] {{ background: {t.warning_tint}; border: 0; border-bottom: {thin}; }}
QFrame[role="practice"] QLabel {{ color: {t.warning}; }}
QTextBrowser {{ background: transparent; border: 0; selection-background-color: {t.accent};
    selection-color: {t.on_accent}; }}
{tones}
"""


def _inputs(t: Tokens, factor: float) -> str:
    mark, tick = round(Size.ICON_SMALL * factor), round(Size.TICK * factor)
    down = resource(f"icons/style-chevron-down-{t.name}.svg").as_posix()
    check = resource(f"icons/style-check-{t.name}.svg").as_posix()
    return f"""
QPlainTextEdit, QComboBox, QFrame[role="input"] {{ {_input(t)} }}
QPlainTextEdit:hover, QComboBox:hover {{ border-color: {t.muted}; }}
QPlainTextEdit:focus, QComboBox:focus, QFrame[role="input"][focused="true"] {{
    {_ring(t.accent, _INPUT)}
}}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QFrame[role="input"][invalid="true"] {{
    {_ring(t.danger, _INPUT)}
}}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
    background: {t.window}; color: {t.muted}; border-color: {t.line};
}}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{
    background: transparent; border: 0; padding: {Space.HAIR}px 0;
}}
QFrame[role="input"], QFrame[role="input"][focused="true"], QFrame[role="input"][invalid="true"] {{
    padding: 0;
}}
QComboBox::drop-down {{ border: 0; width: {mark + Space.S}px; }}
QComboBox::down-arrow {{
    image: url({down}); width: {mark}px; height: {mark}px;
}}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{
    background: {t.surface}; color: {t.text}; border: {Line.THIN}px solid {t.border};
    padding: {Space.XS}px; outline: 0;
    selection-background-color: {t.selected}; selection-color: {t.text};
}}
QComboBox QAbstractItemView::item {{
    min-height: {round((Size.ROW_CHOICE - Space.XS) * factor)}px; padding: 0 {Space.S}px;
    border-radius: {Radius.S}px;
}}
QLineEdit QToolButton, QLineEdit QToolButton:hover {{ background: transparent; border: 0; }}
QCheckBox, QRadioButton {{
    spacing: {Space.S}px; border-radius: {Radius.S}px; {_ring("transparent", _TICK)}
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.accent}; }}
QCheckBox::indicator {{
    width: {tick}px; height: {tick}px; border: {Line.THIN}px solid {t.border};
    border-radius: {Space.XS}px; background: {t.surface};
}}
QCheckBox::indicator:checked {{
    background: {t.accent}; border-color: {t.accent}; image: url({check});
}}
"""


def _buttons(t: Tokens, _: float) -> str:
    return f"""
QPushButton[kind="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton[kind="danger"]:hover {{ background: {t.danger_tint}; }}
QPushButton[kind="danger"]:focus {{ border-color: {t.danger}; }}
QPushButton[kind="quiet"] {{
    background: transparent; color: {t.muted}; {_edge("transparent", _LIGHT)}
}}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="quiet"]:focus {{ {_ring(t.accent, _LIGHT)} }}
QPushButton[kind="nav"] {{
    background: transparent; text-align: left; font-weight: {REGULAR};
    {_edge("transparent", _NAV)}
}}
QPushButton[kind="nav"]:hover {{ background: {t.hover}; }}
QPushButton[kind="nav"]:checked {{ background: {t.selected}; font-weight: {STRONG}; }}
QPushButton[kind="nav"]:focus {{ {_ring(t.accent, _NAV)} }}
QPushButton[kind="segment"] {{
    border-radius: 0; font-weight: {REGULAR}; border-right-width: 0;
}}
QPushButton[kind="segment"][place="first"] {{
    border-top-left-radius: {Radius.M}px; border-bottom-left-radius: {Radius.M}px;
}}
QPushButton[kind="segment"][place="last"] {{
    border-top-right-radius: {Radius.M}px; border-bottom-right-radius: {Radius.M}px;
    border-right-width: {Line.THIN}px;
}}
QPushButton[kind="segment"]:checked {{
    background: {t.selected}; font-weight: {STRONG}; border-color: {t.accent};
    border-right: {Line.THIN}px solid {t.accent};
}}
QPushButton[kind="segment"]:focus {{ border: {Line.FOCUS}px solid {t.accent}; }}
QPushButton[kind="chip"] {{
    background: {t.hover}; border-radius: {Radius.S}px; {_edge(t.hover, _CHIP)}
    font-weight: {REGULAR}; min-height: {Size.CHIP}px;
}}
QPushButton[kind="chip"][main="true"] {{ background: {t.selected}; border-color: {t.selected}; }}
QPushButton[kind="chip"]:hover {{ border-color: {t.border}; }}
QPushButton[kind="chip"]:focus {{ {_ring(t.accent, _CHIP)} }}
QPushButton[kind="figure"] {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.L}px;
    font-weight: {REGULAR};
}}
QPushButton[kind="figure"]:hover {{ background: {t.hover}; }}
QPushButton[kind="figure"]:focus {{ border: {Line.FOCUS}px solid {t.accent}; }}
"""


def _lists(t: Tokens, factor: float) -> str:
    return f"""
QListView, QTableView {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.L}px;
    outline: 0; selection-background-color: {t.selected}; selection-color: {t.text};
    gridline-color: {t.line};
}}
QListView:focus, QTableView:focus {{ border-color: {t.accent}; }}
QListWidget {{ padding: {Space.SNUG}px; }}
QListView[popup="true"] {{
    border: {Line.THIN}px solid {t.border}; border-radius: {Radius.M}px; padding: {Space.XS}px;
}}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{
    background: transparent; color: {t.muted}; {_font(Type.SMALL, factor, STRONG)} border: 0;
    border-bottom: {Line.THIN}px solid {t.line}; padding: {Space.S}px {Space.M}px; text-align: left;
}}
QHeaderView::section:hover {{ color: {t.text}; }}
QHeaderView::down-arrow, QHeaderView::up-arrow {{ width: 0; height: 0; }}
QTableCornerButton::section {{ background: transparent; border: 0; }}
QScrollBar:vertical {{
    background: transparent; width: {Size.SCROLLBAR}px; margin: {Space.HAIR}px;
}}
QScrollBar:horizontal {{
    background: transparent; height: {Size.SCROLLBAR}px; margin: {Space.HAIR}px;
}}
QScrollBar::handle {{
    background: {t.border}; border-radius: {Space.XS}px;
    min-height: {Size.SCROLL_HANDLE}px; min-width: {Size.SCROLL_HANDLE}px;
}}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{
    background: {t.surface}; border: {Line.THIN}px solid {t.border}; padding: {Space.XS}px;
}}
QMenu::item {{ padding: {Space.SNUG}px {Space.L}px; border-radius: {Radius.S}px; }}
QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
"""
