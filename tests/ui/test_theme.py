"""The palettes can be read by everyone, and can be changed while the program runs."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from vp_desk.ui.icons import IconLabel
from vp_desk.ui.theme import DARK, LIGHT, Appearance, Tokens, dress, tokens

TEXT_ON = [
    ("text", ("window", "surface", "sidebar", "hover", "selected")),
    ("muted", ("window", "surface", "sidebar")),
    ("accent", ("window", "surface")),
    ("on_accent", ("accent", "accent_hover")),
    ("danger", ("surface", "danger_tint")),
    ("warning", ("warning_tint",)),
    ("success", ("success_tint",)),
    ("text", ("warning_tint",)),
]


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    ink = QColor(colour)
    return (
        0.2126 * linear(ink.redF()) + 0.7152 * linear(ink.greenF()) + 0.0722 * linear(ink.blueF())
    )


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_text_has_the_contrast_that_wcag_asks(palette: Tokens) -> None:
    for ink, papers in TEXT_ON:
        for paper in papers:
            found = contrast(getattr(palette, ink), getattr(palette, paper))
            assert found >= 4.5, (ink, paper, round(found, 2))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_edges_of_inputs_and_the_focus_ring_stand_out(palette: Tokens) -> None:
    for edge in ("border", "accent"):
        for paper in ("surface", "window"):
            assert contrast(getattr(palette, edge), getattr(palette, paper)) >= 3, (edge, paper)


def test_icons_follow_a_change_of_palette(dressed: QApplication) -> None:
    dress(dressed, Appearance.LIGHT)
    icon = IconLabel("lock")
    light = icon.pixmap().toImage()
    dress(dressed, Appearance.DARK)
    assert tokens() == DARK
    assert icon.pixmap().toImage() != light
    dress(dressed, Appearance.LIGHT)
    assert icon.pixmap().toImage() == light
