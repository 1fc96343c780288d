"""The style sheet: how the tokens of `theme` look on each kind of widget.

Widgets ask for a look by a property: `kind` on buttons ("primary", "quiet", "danger", "link", "nav"),
`role` on labels ("title", "heading", "muted", "small", "error", "code") and on frames ("card", "bar").
"""

from typing import TYPE_CHECKING

from vp_desk.resources import resource

if TYPE_CHECKING:  # theme imports this module
    from vp_desk.ui.theme import Tokens


def first_sheet(t: "Tokens") -> str:
    """What the first window needs: each rule costs it time for each of its widgets."""
    return f"""
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog, QWidget#page, QWidget#window {{ background: {t.window}; }}
QToolTip {{ background: {t.text}; color: {t.window}; border: 0; padding: 6px 8px; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: 26px; font-weight: 600; }}
QLabel[role="label"] {{ font-size: 13px; font-weight: 600; color: {t.muted}; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; font-size: 13px; }}
QFrame[role="card"] {{
    background: {t.surface}; border: 1px solid {t.line}; border-radius: 12px;
}}
QFrame[role="bar"] {{ border-radius: 10px; border: 1px solid {t.line}; background: {t.surface}; }}
QPushButton {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; border-radius: 8px;
    padding: 7px 15px; font-weight: 600; min-height: 20px;
}}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 6px 14px; }}
QPushButton:disabled {{ color: {t.muted}; background: {t.window}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{
    background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
}}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {t.accent_hover}; border-color: {t.accent_hover};
}}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{
    background: {t.line}; color: {t.muted}; border-color: {t.line};
}}
QPushButton[kind="link"] {{
    background: transparent; border-color: transparent; color: {t.accent}; padding: 5px 8px;
}}
QPushButton[kind="link"]:hover {{ background: {t.hover}; }}
QPushButton[kind="link"]:focus {{ border-color: {t.accent}; padding: 4px 7px; }}
QToolButton {{
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px;
}}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: 2px; }}
QProgressBar {{
    background: {t.line}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
QLineEdit {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; border-radius: 8px;
    padding: 7px 10px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
    placeholder-text-color: {t.muted};
}}
QLineEdit:hover {{ border-color: {t.muted}; }}
QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 6px 9px; }}
"""


def style_sheet(t: "Tokens") -> str:
    """The style sheet of the whole program in one palette."""
    down = resource("icons/style-chevron-down.svg").as_posix()
    check = resource(f"icons/style-check-{t.name}.svg").as_posix()
    return f"""{first_sheet(t)}
QScrollArea, QScrollArea > QWidget > QWidget#body {{ background: transparent; border: 0; }}
QLabel[role="heading"] {{ font-size: 17px; font-weight: 600; }}
QLabel[role="error"] {{ color: {t.danger}; font-size: 13px; font-weight: 600; }}
QLabel[role="figure"] {{ font-size: 24px; font-weight: 600; }}
QLabel[role="code"] {{ font-size: 22px; font-weight: 600; letter-spacing: 2px; }}
QFrame[role="rule"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[role="footer"] {{ background: {t.window}; border: 0; border-top: 1px solid {t.line}; }}
QFrame[role="sidebar"] {{ background: {t.sidebar}; border: 0; border-right: 1px solid {t.line}; }}
QFrame[role="bar"][tone="error"] {{ background: {t.danger_tint}; border-color: {t.danger}; }}
QFrame[role="bar"][tone="warning"] {{ background: {t.warning_tint}; border-color: {t.warning}; }}
QFrame[role="bar"][tone="success"] {{ background: {t.success_tint}; border-color: {t.success}; }}
QFrame[role="bar"][tone="error"] QLabel {{ color: {t.danger}; }}
QFrame[role="bar"][tone="warning"] QLabel {{ color: {t.warning}; }}
QFrame[role="bar"][tone="success"] QLabel {{ color: {t.success}; }}
QLineEdit, QPlainTextEdit, QComboBox, QFrame[role="input"] {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; border-radius: 8px;
    padding: 7px 10px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
    placeholder-text-color: {t.muted};
}}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {t.muted}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QFrame[role="input"][focused="true"] {{
    border: 2px solid {t.accent}; padding: 6px 9px;
}}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QFrame[role="input"][invalid="true"] {{
    border: 2px solid {t.danger}; padding: 6px 9px;
}}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
    background: {t.window}; color: {t.muted}; border-color: {t.line};
}}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{
    background: transparent; border: 0; padding: 2px 0;
}}
QFrame[role="input"] {{ padding: 0; }}
QFrame[role="input"][focused="true"], QFrame[role="input"][invalid="true"] {{ padding: 0; }}
QComboBox::drop-down {{ border: 0; width: 26px; }}
QComboBox::down-arrow {{ image: url({down}); width: 16px; height: 16px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; padding: 4px;
    outline: 0; selection-background-color: {t.selected}; selection-color: {t.text};
}}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 8px; border-radius: 6px; }}
QPushButton[kind="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton[kind="danger"]:hover {{ background: {t.danger_tint}; }}
QPushButton[kind="danger"]:focus {{ border-color: {t.danger}; }}
QPushButton[kind="quiet"] {{
    background: transparent; border-color: transparent; color: {t.muted}; padding: 5px 8px;
}}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="quiet"]:focus {{ border-color: {t.accent}; padding: 4px 7px; }}
QPushButton[kind="nav"] {{
    background: transparent; border-color: transparent; text-align: left; font-weight: 400;
    padding: 8px 10px;
}}
QPushButton[kind="nav"]:hover {{ background: {t.hover}; }}
QPushButton[kind="nav"]:checked {{ background: {t.selected}; font-weight: 600; }}
QPushButton[kind="nav"]:focus {{ border-color: {t.accent}; padding: 7px 9px; }}
QPushButton[kind="segment"] {{ border-radius: 0; font-weight: 400; border-right-width: 0; }}
QPushButton[kind="segment"][place="first"] {{
    border-top-left-radius: 8px; border-bottom-left-radius: 8px;
}}
QPushButton[kind="segment"][place="last"] {{
    border-top-right-radius: 8px; border-bottom-right-radius: 8px; border-right-width: 1px;
}}
QPushButton[kind="segment"]:checked {{
    background: {t.selected}; font-weight: 600; border-color: {t.accent};
    border-right: 1px solid {t.accent};
}}
QPushButton[kind="segment"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[kind="chip"] {{
    background: {t.hover}; border: 1px solid {t.hover}; border-radius: 6px; padding: 2px 6px 2px 8px;
    font-weight: 400; min-height: 18px;
}}
QPushButton[kind="chip"][main="true"] {{ background: {t.selected}; border-color: {t.selected}; }}
QPushButton[kind="chip"]:hover {{ border-color: {t.border}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {t.accent}; padding: 1px 5px 1px 7px; }}
QLineEdit QToolButton, QLineEdit QToolButton:hover {{ background: transparent; border: 0; }}
QCheckBox, QRadioButton {{
    spacing: 9px; padding: 4px 6px; border: 2px solid transparent; border-radius: 6px;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.accent}; }}
QCheckBox::indicator, QListView::indicator {{
    width: 16px; height: 16px; border: 1px solid {t.border}; border-radius: 5px;
    background: {t.surface};
}}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    background: {t.accent}; border-color: {t.accent}; image: url({check});
}}
QListView, QTableView {{
    background: {t.surface}; border: 1px solid {t.line}; border-radius: 12px; outline: 0;
    selection-background-color: {t.selected}; selection-color: {t.text}; gridline-color: {t.line};
}}
QListView:focus, QTableView:focus {{ border: 1px solid {t.accent}; }}
QListWidget {{ padding: 6px; }}
QListView[popup="true"] {{ border: 1px solid {t.border}; border-radius: 8px; padding: 4px; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{
    background: transparent; color: {t.muted}; font-size: 13px; font-weight: 600;
    border: 0; border-bottom: 1px solid {t.line}; padding: 9px 12px; text-align: left;
}}
QHeaderView::section:hover {{ color: {t.text}; }}
QHeaderView::down-arrow, QHeaderView::up-arrow {{ width: 0; height: 0; }}
QTableCornerButton::section {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {t.border}; border-radius: 4px; min-height: 36px; min-width: 36px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {t.surface}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 18px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
"""
