"""What this computer remembers of releases: a number for each vault, higher only, and nothing that matters."""

from pathlib import Path

import pytest

from vp_desk.storage.marks import Marks, default_place


def test_the_highest_number_of_each_vault_is_remembered(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "a" / "b")
    assert marks.last_number("one") == 0
    marks.put("one", 3)
    marks.put("one", 2)
    marks.put("two", 7)
    again = Marks(tmp_path / "a" / "b")
    assert (again.last_number("one"), again.last_number("two")) == (3, 7)
    assert not any("one" in path.name for path in (tmp_path / "a" / "b").iterdir())


@pytest.mark.parametrize("content", [b"", b"x", b"-4", b"9" * 500, b"\xff\xfe"])
def test_what_is_no_number_is_none_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    marks = Marks(tmp_path)
    marks.put("one", 1)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert marks.last_number("one") == 0
    marks.put("one", 5)
    assert marks.last_number("one") == 5


@pytest.mark.parametrize(
    ("platform", "name", "value", "end"),
    [
        ("linux", "XDG_STATE_HOME", "/s", "/s/vp-desk/releases"),
        ("linux", "XDG_STATE_HOME", "", ".local/state/vp-desk/releases"),
        ("darwin", "XDG_STATE_HOME", "/s", "Library/Application Support/vp-desk/releases"),
        ("win32", "LOCALAPPDATA", "/l", "/l/vp-desk/releases"),
    ],
)
def test_it_stands_where_programs_keep_their_state(
    monkeypatch: pytest.MonkeyPatch, platform: str, name: str, value: str, end: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(name, value)
    assert default_place().as_posix().endswith(end)
