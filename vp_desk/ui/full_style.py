"""The rest of the style sheet, for all that comes after the first window. See `style`."""

from vp_desk.resources import resource
from vp_desk.ui.style import INPUT, QUIET, edge, first_sheet, font, input_look, ring
from vp_desk.ui.tokens import REGULAR, STRONG, Line, Radius, Size, Space, Tokens, Type

#: From the outside of a control to its words: down and across.
_NAV = (Space.S, Space.M)
_CHIP = (Space.XS, Space.S)
_TICK = (Space.SNUG, Space.S)


def style_sheet(t: Tokens, factor: float = 1) -> str:
    """The style sheet of the whole program in one palette."""
    return "".join(
        part(t, factor) for part in (first_sheet, _words, _frames, _inputs, _buttons, _lists)
    )


def _words(t: Tokens, factor: float) -> str:
    return f"""
QLabel[role="heading"] {{ {font(Type.HEADING, factor, STRONG)} }}
QLabel[role="error"] {{ color: {t.danger}; {font(Type.SMALL, factor, STRONG)} }}
QLabel[role="figure"] {{ {font(Type.FIGURE, factor, STRONG)} }}
QLabel[role="code"] {{
    {font(Type.CODE, factor, STRONG)} letter-spacing: {Space.HAIR}px;
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
QFrame[role="damage"] {{ background: {t.danger_tint}; border: 0; border-bottom: {thin}; }}
QFrame[role="damage"] QLabel {{ color: {t.danger}; }}
QTextBrowser {{ background: transparent; border: 0; selection-background-color: {t.accent};
    selection-color: {t.on_accent}; }}
{tones}
QFrame[role="bar"]:focus {{ border: {Line.FOCUS}px solid {t.accent}; }}
"""


def _inputs(t: Tokens, factor: float) -> str:
    mark, tick = round(Size.ICON_SMALL * factor), round(Size.TICK * factor)
    down = resource(f"icons/style-chevron-down-{t.name}.svg").as_posix()
    check = resource(f"icons/style-check-{t.name}.svg").as_posix()
    return f"""
QPlainTextEdit, QComboBox, QFrame[role="input"] {{ {input_look(t)} }}
QPlainTextEdit:hover, QComboBox:hover {{ border-color: {t.muted}; }}
QPlainTextEdit:focus, QComboBox:focus, QFrame[role="input"][focused="true"] {{
    {ring(t.accent, INPUT)}
}}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QFrame[role="input"][invalid="true"] {{
    {ring(t.danger, INPUT)}
}}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QFrame[role="input"]:disabled {{
    background: {t.window}; color: {t.muted}; border-color: {t.line};
}}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus, QLineEdit[bare="true"]:disabled {{
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
    spacing: {Space.S}px; border-radius: {Radius.S}px; {ring("transparent", _TICK)} outline: 0;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.accent}; }}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{
    width: {tick}px; height: {tick}px; border: {Line.THIN}px solid {t.border};
    border-radius: {Space.XS}px; background: {t.surface};
}}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {{
    background: {t.accent}; border-color: {t.accent}; image: url({check});
}}
QRadioButton::indicator {{
    width: {tick}px; height: {tick}px; border: {Line.THIN}px solid {t.border};
    border-radius: {tick // 2}px; background: {t.surface};
}}
QRadioButton::indicator:checked {{
    width: {tick - 2 * Space.XS}px; height: {tick - 2 * Space.XS}px; background: {t.on_accent};
    border: {Space.XS + Line.THIN}px solid {t.accent};
}}
"""


def _buttons(t: Tokens, _: float) -> str:
    return f"""
QPushButton[kind="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton[kind="danger"]:hover {{ background: {t.danger_tint}; }}
QPushButton[kind="danger"]:focus {{ border-color: {t.danger}; }}
QPushButton[kind="quiet"] {{
    background: transparent; color: {t.muted}; {edge("transparent", QUIET)}
}}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="quiet"]:focus {{ {ring(t.accent, QUIET)} }}
QPushButton[kind="nav"] {{
    background: transparent; text-align: left; font-weight: {REGULAR};
    {edge("transparent", _NAV)}
}}
QPushButton[kind="nav"]:hover {{ background: {t.hover}; }}
QPushButton[kind="nav"]:checked {{ background: {t.selected}; font-weight: {STRONG}; }}
QPushButton[kind="nav"]:focus {{ {ring(t.accent, _NAV)} }}
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
    background: {t.hover}; border-radius: {Radius.S}px; {edge(t.hover, _CHIP)}
    font-weight: {REGULAR};
}}
QPushButton[kind="chip"][main="true"] {{ background: {t.selected}; border-color: {t.selected}; }}
QPushButton[kind="chip"]:hover {{ border-color: {t.border}; }}
QPushButton[kind="chip"]:disabled {{ background: transparent; border-color: {t.line}; }}
QPushButton[kind="chip"]:focus {{ {ring(t.accent, _CHIP)} }}
"""


def _lists(t: Tokens, factor: float) -> str:
    return f"""
QListView, QTableView {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.L}px;
    outline: 0; selection-background-color: {t.selected}; selection-color: {t.text};
    gridline-color: {t.line};
}}
QListView:focus, QTableView:focus {{ border-color: {t.accent}; }}
QAbstractScrollArea[role="pages"] {{ background: {t.sidebar}; border: {Line.FOCUS}px solid {t.line}; }}
QAbstractScrollArea[role="pages"]:focus {{ border-color: {t.accent}; }}
QListWidget {{ padding: {Space.SNUG}px; }}
QTreeView {{
    background: {t.surface}; border: {Line.THIN}px solid {t.line}; border-radius: {Radius.L}px;
    outline: 0; padding: {Space.XS}px; selection-background-color: {t.selected};
    selection-color: {t.text};
}}
QTreeView:focus {{ border-color: {t.accent}; }}
QListWidget[role="sections"] {{ background: transparent; border-color: transparent; padding: 0; }}
QListWidget[role="sections"]:focus {{ border-color: {t.accent}; }}
QListWidget[role="sections"]::item {{ padding: 0 {Space.S}px; border-radius: {Radius.M}px; }}
QListWidget[role="sections"]::item:selected {{
    background: {t.selected}; color: {t.text}; font-weight: {STRONG};
}}
QListWidget[role="sections"]::item:hover:!selected {{ background: {t.hover}; }}
QListView[popup="true"] {{
    border: {Line.THIN}px solid {t.border}; border-radius: {Radius.M}px; padding: {Space.XS}px;
}}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{
    background: transparent; color: {t.muted}; {font(Type.SMALL, factor, STRONG)} border: 0;
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
