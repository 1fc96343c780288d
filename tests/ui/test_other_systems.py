"""What would be asked of Windows and macOS, and what would be understood of what they say.

The calls themselves are not made: see docs/platforms.md.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

import pytest
from PySide6.QtCore import QByteArray, QObject

from vp_desk.ui.clipboard import marks_for
from vp_desk.ui.platforms import Watch, macos, windows
from vp_desk.ui.reasons import Reason

_SESSION, _POWER, _PAINT = 0x02B1, 0x0218, 0x000F


def heard(watch: Watch) -> list[Reason]:
    found: list[Reason] = []
    watch.lock_wanted.connect(found.append)
    return found


class Asked:
    """Takes down what is asked of Windows."""

    def __init__(self, *, old: bool = False) -> None:
        self.calls: list[tuple[object, ...]] = []
        self._old = old

    def register(self, window: int) -> bool:
        self.calls.append(("register", window))
        return True

    def unregister(self, window: int) -> bool:
        self.calls.append(("unregister", window))
        return True

    def set_affinity(self, window: int, affinity: int) -> bool:
        self.calls.append(("affinity", window, affinity))
        return not (self._old and affinity == 0x11)


@pytest.mark.parametrize(
    ("message", "what", "reason"),
    [
        (_SESSION, 0x7, Reason.SCREEN),
        (_SESSION, 0x2, Reason.SCREEN),
        (_SESSION, 0x4, Reason.SCREEN),
        (_SESSION, 0x8, None),
        (_SESSION, 0x1, None),
        (_POWER, 0x4, Reason.SLEEP),
        (_POWER, 0x12, None),
        (_PAINT, 0x4, None),
    ],
    ids=["lock", "switch", "remote", "unlock", "back", "suspend", "resume", "something else"],
)
def test_messages_of_windows_are_read_where_they_stand(
    qapp: QObject, message: int, what: int, reason: Reason | None
) -> None:
    asked = Asked()
    watch = windows.MessageWatch(77, None, asked)
    found = heard(watch)
    told = wintypes.MSG(77, message, what, 0, 0)
    passed = watch._filter.nativeEventFilter(
        QByteArray(b"windows_generic_MSG"), ctypes.addressof(told)
    )
    assert passed == (False, 0)  # Qt hears it too
    assert found == ([reason] if reason else [])
    watch.stop()
    assert asked.calls == [("register", 77), ("unregister", 77)]


def test_messages_of_another_kind_are_not_read(qapp: QObject) -> None:
    watch = windows.MessageWatch(77, None, Asked())
    found = heard(watch)
    assert watch._filter.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0) == (False, 0)
    assert found == []
    watch.stop()


def test_a_window_is_absent_from_pictures_and_black_on_an_older_windows() -> None:
    new, old, shown = Asked(), Asked(old=True), Asked()
    windows.hide_from_capture(5, hidden=True, calls=new)
    windows.hide_from_capture(5, hidden=True, calls=old)
    windows.hide_from_capture(5, hidden=False, calls=shown)
    assert new.calls == [("affinity", 5, 0x11)]
    assert old.calls == [("affinity", 5, 0x11), ("affinity", 5, 0x1)]
    assert shown.calls == [("affinity", 5, 0x0)]


class Objects:
    """Takes down what is sent to Objective-C, in words."""

    def __init__(self) -> None:
        self._words: list[str] = [""]
        self.sent: list[str] = []
        self.heard: Callable[[str], None] | None = None

    def _number(self, words: str) -> int:
        self._words.append(words)
        return len(self._words) - 1

    def named(self, name: str) -> int:
        return self._number(name)

    def selector(self, name: str) -> int:
        return self._number(f"@{name}")

    def string(self, text: str) -> int:
        return self._number(f"'{text}'")

    def observer(self, heard: Callable[[str], None]) -> int:
        self.heard = heard
        return self._number("observer")

    def send(self, receiver: int, selector: str, *arguments: int) -> int:
        given = " ".join(self._words[number] for number in arguments)
        words = f"[{self._words[receiver]} {selector}{f' {given}' if given else ''}]"
        self.sent.append(words)
        return self._number(words)


def test_macos_is_asked_for_sleep_and_for_a_locked_screen(qapp: QObject) -> None:
    objects = Objects()
    watch = macos.NotificationWatch(None, objects)
    found = heard(watch)
    observing = [words for words in objects.sent if "addObserver" in words]
    assert len(observing) == 3
    assert (
        "[[[NSWorkspace sharedWorkspace] notificationCenter] addObserver:selector:name:object: observer "
        "@heard: 'NSWorkspaceWillSleepNotification' ]"
    ) in observing
    assert any("com.apple.screenIsLocked" in words for words in observing)
    assert objects.heard is not None
    for name in (
        "NSWorkspaceWillSleepNotification",
        "NSWorkspaceDidWakeNotification",
        "com.apple.screenIsLocked",
    ):
        objects.heard(name)
    assert found == [Reason.SLEEP, Reason.SCREEN]
    watch.stop()
    assert [words for words in objects.sent if "removeObserver: observer" in words]


def test_macos_is_asked_to_keep_a_window_out_of_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    objects = Objects()
    view = objects.named("view")
    kinds: list[int] = []
    plain = objects.send

    def send(receiver: int, selector: str, *arguments: int) -> int:
        if selector == "setSharingType:":
            kinds.extend(arguments)
            return 0
        return plain(receiver, selector, *arguments)

    monkeypatch.setattr(objects, "send", send)
    macos.hide_from_capture(view, hidden=True, runtime=objects)
    macos.hide_from_capture(view, hidden=False, runtime=objects)
    assert objects.sent == ["[view window]", "[view window]"]
    assert kinds == [0, 1]


def test_macos_hears_that_what_was_copied_is_secret() -> None:
    objects = Objects()
    macos.mark_copied(objects)
    board = "[NSPasteboard generalPasteboard]"
    concealed = "'org.nspasteboard.ConcealedType'"
    assert objects.sent[-2:] == [
        f"[{board} addTypes:owner: [NSArray arrayWithObject: {concealed}] ]",
        f"[{board} setString:forType: '' {concealed}]",
    ]


def test_windows_hears_that_what_was_copied_is_for_no_list_and_no_cloud() -> None:
    marks = marks_for("win32")
    assert set(marks.values()) == {bytes(4)}
    assert {name.partition('"')[2].rstrip('"') for name in marks} == {
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    }


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="they have it")
def test_the_libraries_of_other_systems_are_not_looked_for_here() -> None:
    with pytest.raises(OSError, match="objc"):
        macos.SystemRuntime()
    with pytest.raises(OSError, match="user32"):
        windows.SystemCalls().set_affinity(1, 0)
