"""The logo: chosen from a file in the settings, and nothing but its pixels kept."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vp_desk.logo import LARGEST_FILE, LogoTooLargeError, NoPictureError, pixels_of
from vp_desk.ui.logo_reading import logo_from
from vp_desk.ui.pages.settings.organisation import OrganisationSection
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.workspace import Workspace

SECRET = "iemand op het gemeentehuis"  # noqa: S105 - what must not come along


def file_of(picture: Image.Image, kind: str, **more: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **more)
    return target.getvalue()


def see_through() -> bytes:
    """Red with holes, and with words that nobody sees."""
    picture = Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    picture.paste((200, 10, 10, 255), (0, 0, 15, 20))
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET)
    return file_of(picture, "PNG", pnginfo=told)


def turned() -> bytes:
    """A photograph that was taken with the camera on its side, with its place and maker."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = SECRET
    picture = Image.new("RGB", (40, 20), (10, 120, 10))
    return file_of(picture, "JPEG", exif=exif, quality=95)


def pixel(png: bytes, left: int, top: int) -> tuple[int, ...]:
    found = pixels_of(png)
    at = (top * found.width + left) * 3
    return tuple(found.rows[at : at + 3])


def test_what_is_see_through_becomes_white_paper(qapp: QApplication) -> None:
    png = logo_from(see_through())
    assert (pixels_of(png).width, pixels_of(png).height) == (30, 20)
    assert pixel(png, 3, 3) == (200, 10, 10)
    assert pixel(png, 25, 3) == (255, 255, 255)
    assert SECRET.encode() not in png


def test_a_photograph_is_turned_as_one_sees_it_and_tells_nothing_of_its_maker(
    qapp: QApplication,
) -> None:
    content = turned()
    assert SECRET.encode() in content
    png = logo_from(content)
    assert (pixels_of(png).width, pixels_of(png).height) == (20, 40)
    assert SECRET.encode() not in png
    assert max(abs(a - b) for a, b in zip(pixel(png, 5, 5), (10, 120, 10), strict=True)) < 4


@pytest.mark.parametrize("size", [(3000, 200), (200, 3000), (2000, 2000), (1, 3999)])
def test_a_large_picture_becomes_as_small_as_it_is_printed(
    qapp: QApplication, size: tuple[int, int]
) -> None:
    found = pixels_of(logo_from(file_of(Image.new("RGB", size, (1, 2, 3)), "PNG")))
    assert found.width <= 960
    assert found.height <= 480
    assert found.width * size[1] == pytest.approx(found.height * size[0], rel=0.05) or 1 in (
        found.width,
        found.height,
    )


def test_what_does_not_pack_is_kept_within_the_limit(qapp: QApplication) -> None:
    noise = Image.frombytes("L", (900, 450), os.urandom(900 * 450)).convert("RGB")
    content = file_of(noise, "JPEG", quality=95)
    assert len(logo_from(content)) <= LARGEST_FILE


ODD: dict[str, tuple[Callable[[], bytes], type[Exception]]] = {
    "empty": (lambda: b"", NoPictureError),
    "text": (lambda: b"Geen plaatje", NoPictureError),
    "a drawing that can hold programs": (lambda: b"<svg xmlns='x'/>", NoPictureError),
    "another kind": (lambda: file_of(Image.new("RGB", (3, 3)), "GIF"), NoPictureError),
    "only a beginning": (lambda: b"\x89PNG\r\n\x1a\n", NoPictureError),
    "too many bytes": (lambda: see_through() + bytes(LARGEST_FILE), LogoTooLargeError),
    "too many pixels": (
        lambda: file_of(Image.new("1", (20_000, 20_000)), "PNG"),
        LogoTooLargeError,
    ),
}


@pytest.mark.parametrize("odd", ODD)
def test_anything_else_is_refused_with_a_sentence(qapp: QApplication, odd: str) -> None:
    make, error = ODD[odd]
    with pytest.raises(error, match="Kies een"):
        logo_from(make())


def section_of(workspace: Workspace) -> tuple[SettingsPage, OrganisationSection]:
    workspace.go("settings")
    page = workspace.page
    assert isinstance(page, SettingsPage)
    section = page.show_section("organisation")
    assert isinstance(section, OrganisationSection)
    return page, section


def dirty(page: SettingsPage) -> bool:
    return page.dirty


def kept(workspace: Workspace) -> bytes | None:
    return workspace.desk.logo


def test_a_logo_is_chosen_kept_and_taken_away(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    page, section = section_of(workspace)
    assert not dirty(page)
    path = tmp_path / "ons logo.png"
    path.write_bytes(see_through())
    section.logo.take(path)
    assert dirty(page)
    assert kept(workspace) is None
    page.save()
    assert not dirty(page)
    assert kept(workspace) == logo_from(see_through())
    assert workspace.desk.check() == ()
    section.logo.remove()
    page.save()
    assert kept(workspace) is None


def test_a_logo_that_was_chosen_by_mistake_is_thrown_away_with_the_rest(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    page, section = section_of(workspace)
    path = tmp_path / "logo.jpg"
    path.write_bytes(turned())
    section.logo.take(path)
    page.discard()
    assert section.logo.value is None
    assert not dirty(page)
    assert not section.logo.remove_button.isVisible()


def test_a_file_that_cannot_be_the_logo_says_so_beside_the_button(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    page, section = section_of(workspace)
    path = tmp_path / "logo.png"
    path.write_bytes(b"Geen plaatje")
    section.logo.take(path)
    assert "PNG- of JPEG" in section.logo.problem
    assert not dirty(page)
    section.logo.take(tmp_path / "nergens.png")
    assert "PNG- of JPEG" in section.logo.problem
    path.write_bytes(see_through())
    section.logo.take(path)
    assert section.logo.problem == ""
    section.logo.remove()
    assert section.logo.choose_button.hasFocus()


def test_the_vault_takes_nothing_but_what_was_made_of_a_picture(workspace: Workspace) -> None:
    with pytest.raises(NoPictureError):
        workspace.desk.change_logo(see_through())
    assert workspace.desk.logo is None
