"""One place for every colour and size; the drawings all come from one set."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from vp_desk.resources import resource, resource_root
from vp_desk.ui import full_style, icons, style, tokens
from vp_desk.ui.theme import Appearance, dress, scaled
from vp_desk.ui.tokens import DARK, LIGHT, Space, Tokens, Type

#: By our own hand; all others are of one set.
_OWN_DRAWINGS = ("logo", "advice")

UI = Path(style.__file__).parent
REPOSITORY = UI.parent.parent
ICONS = resource_root() / "icons"


def constants(path: Path) -> list[str]:
    """Every piece of text that stands in a module, also between the braces of an f-string."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_the_style_sheet_names_no_colour_and_no_size_of_its_own() -> None:
    for text in (*constants(UI / "style.py"), *constants(UI / "full_style.py")):
        assert not re.search(r"#[0-9a-fA-F]{3}", text), text
        assert not re.search(r"\d+px", text), text
        assert not re.search(r"font-weight: \d", text), text


def test_no_other_module_of_the_window_names_a_colour() -> None:
    for path in UI.rglob("*.py"):
        if path.name != "tokens.py":
            for text in constants(path):
                assert not re.fullmatch(r"#[0-9a-fA-F]{3,8}", text), (path.name, text)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_colour_of_the_sheet_is_one_of_the_palette(palette: Tokens) -> None:
    used = set(re.findall(r"#[0-9a-fA-F]{6}", full_style.style_sheet(palette)))
    assert used <= set(palette[1:])
    assert len(used) > 12


def test_an_edge_and_its_padding_are_one_measure_so_that_the_focus_moves_nothing(
    dressed: QApplication,
) -> None:
    for kind in ("", "primary", "link", "quiet", "nav", "chip", "danger"):
        button = QPushButton("Opslaan")
        button.setProperty("kind", kind)
        button.ensurePolished()
        before = button.sizeHint()
        button.show()
        button.activateWindow()
        button.setFocus()
        QApplication.processEvents()
        assert button.hasFocus(), kind
        assert button.sizeHint() == before, kind
        button.close()
        button.deleteLater()


def test_text_grows_with_that_of_the_system_and_what_holds_it_too(dressed: QApplication) -> None:
    title = QLabel("Zaken")
    title.setProperty("role", "title")
    dress(dressed, Appearance.LIGHT, factor=2)
    title.ensurePolished()
    assert dressed.font().pixelSize() == 2 * Type.BODY
    assert title.font().pixelSize() == 2 * Type.TITLE
    assert scaled(Space.XL) == 2 * Space.XL
    dress(dressed, Appearance.LIGHT, factor=1)
    assert scaled(Space.XL) == Space.XL


def test_the_tokens_need_nothing_so_that_the_first_window_pays_nothing_for_them() -> None:
    imported = re.findall(
        r"^from (\S+) import", Path(tokens.__file__).read_text("utf-8"), re.MULTILINE
    )
    assert imported == ["typing"]


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_every_drawing_comes_from_the_set_and_takes_the_colour_of_the_text(path: Path) -> None:
    drawn = path.read_text(encoding="utf-8")
    assert QSvgRenderer(QByteArray(drawn.encode())).isValid()
    assert 'viewBox="0 0 24 24"' in drawn
    if path.stem not in _OWN_DRAWINGS:
        assert "@license lucide-static" in drawn
    if path.stem.startswith("style-"):
        # The style sheet cannot colour a drawing: it has one per palette, in its colours.
        palette = {"light": LIGHT, "dark": DARK}[path.stem.rpartition("-")[2]]
        (ink,) = re.findall(r'stroke="(#\w+)"', drawn)
        assert ink in (palette.on_accent, palette.muted)
    else:
        assert 'stroke="currentColor"' in drawn
        red = icons.pixmap(path.stem, QColor(255, 0, 0), 48, 1).toImage()
        inks = {
            red.pixelColor(x, y).name()
            for x in range(48)
            for y in range(48)
            if red.pixelColor(x, y).alpha() > 250
        }
        assert inks == {"#ff0000"}


def test_the_licence_of_the_drawings_lies_beside_them_and_goes_along() -> None:
    assert "ISC License" in resource("icons/LICENSE").read_text(encoding="utf-8")
    assert '"resources/icons/LICENSE"' in (REPOSITORY / "pyproject.toml").read_text("utf-8")


def test_every_icon_that_the_windows_ask_for_is_there() -> None:
    there = {path.stem for path in ICONS.glob("*.svg")}
    asked: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = {"IconLabel": 0, "EmptyState": 0, "IconButton": 1, "IconOnlyButton": 1}
                if called in place and len(node.args) > place[called]:
                    argument = node.args[place[called]]
                    if isinstance(argument, ast.Constant):
                        asked.add(str(argument.value))
    assert len(asked) > 8
    assert asked <= there


def test_the_page_on_the_visual_language_tells_what_the_tokens_are() -> None:
    page = (REPOSITORY / "docs" / "visual-language.md").read_text(encoding="utf-8")
    for name, size in vars(Type).items():
        if name.isupper():
            assert f"| {name} | {size} |" in page, name
    for name, size in vars(Space).items():
        if name.isupper():
            assert f"| {name} | {size} |" in page, name
    for role, light, dark in zip(Tokens._fields[1:], LIGHT[1:], DARK[1:], strict=True):
        assert f"| {role} | {light} | {dark} |" in page, role
