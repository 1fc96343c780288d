"""Sleep, a locked screen, pictures of the screen and the clipboard on macOS.

Through the runtime of Objective-C, so that no library of its own is needed. Written from the documentation
of Apple and not yet tried on macOS: see docs/platforms.md.

- https://developer.apple.com/documentation/appkit/nsworkspace/willsleepnotification
- https://developer.apple.com/documentation/appkit/nswindow/sharingtype-swift.property
- http://nspasteboard.org
"""

import ctypes
from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject

from vp_desk.ui.platforms import Watch
from vp_desk.ui.reasons import Reason

#: Notifications of the workspace.
_OF_WORKSPACE: Final = {
    "NSWorkspaceWillSleepNotification": Reason.SLEEP,
    "NSWorkspaceSessionDidResignActiveNotification": Reason.SCREEN,
}
#: Notifications between programs. This one is not in Apple's documentation, but there since long.
_OF_SYSTEM: Final = {"com.apple.screenIsLocked": Reason.SCREEN}
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1  # NSWindowSharingType
_CONCEALED: Final = "org.nspasteboard.ConcealedType"


class Runtime(Protocol):
    """What is asked of Objective-C. Objects, classes and names are addresses."""

    def named(self, name: str) -> int:
        """A class."""
        ...

    def send(self, receiver: int, selector: str, *arguments: int) -> int:
        """Send a message; its answer."""
        ...

    def selector(self, name: str) -> int:
        """The name of a method."""
        ...

    def string(self, text: str) -> int:
        """An `NSString`."""
        ...

    def observer(self, heard: Callable[[str], None]) -> int:
        """An object whose method `heard:` takes a notification; `heard` gets its name."""
        ...


class SystemRuntime:
    """The real one. Arguments are addresses and whole numbers, which are passed in the same way."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
        for name in ("objc_getClass", "sel_registerName", "objc_allocateClassPair"):
            getattr(self._library, name).restype = ctypes.c_void_p
        #: What Objective-C calls must live as long as it may be called.
        self._kept: list[object] = []

    def named(self, name: str) -> int:
        """A class."""
        return int(self._library.objc_getClass(name.encode()) or 0)

    def send(self, receiver: int, selector: str, *arguments: int) -> int:
        """Send a message; its answer. Nothing comes of a message to nobody."""
        pointer = ctypes.c_void_p
        shape = ctypes.CFUNCTYPE(pointer, pointer, pointer, *(pointer for _ in arguments))
        call = ctypes.cast(self._library.objc_msgSend, shape)
        return int(call(receiver, self.selector(selector), *arguments) or 0)

    def string(self, text: str) -> int:
        """An `NSString`."""
        encoded = ctypes.create_string_buffer(text.encode())
        address = ctypes.addressof(encoded)
        return self.send(self.named("NSString"), "stringWithUTF8String:", address)

    def observer(self, heard: Callable[[str], None]) -> int:
        """An object whose method `heard:` takes a notification; `heard` gets its name."""
        pointer = ctypes.c_void_p

        def told(_self: int, _selector: int, notification: int) -> None:
            text = self.send(self.send(notification, "name"), "UTF8String")
            heard(ctypes.string_at(text).decode() if text else "")

        method = ctypes.CFUNCTYPE(None, pointer, pointer, pointer)(told)
        self._kept.append(method)
        library = self._library
        name = f"VPDeskObserver{id(method)}".encode()
        made = library.objc_allocateClassPair(pointer(self.named("NSObject")), name, 0)
        library.class_addMethod(
            pointer(made), pointer(self.selector("heard:")), method, ctypes.c_char_p(b"v@:@")
        )
        library.objc_registerClassPair(pointer(made))
        return self.send(int(made), "new")

    def selector(self, name: str) -> int:
        """The name of a method."""
        return int(self._library.sel_registerName(name.encode()))


class NotificationWatch(Watch):
    """Hears the notifications of macOS."""

    def __init__(self, parent: QObject | None = None, runtime: Runtime | None = None) -> None:
        super().__init__(parent)
        system = self._runtime = runtime or SystemRuntime()
        workspace = system.send(system.named("NSWorkspace"), "sharedWorkspace")
        between = system.named("NSDistributedNotificationCenter")
        self._observer = system.observer(self.hear)
        self._centers = {
            system.send(workspace, "notificationCenter"): _OF_WORKSPACE,
            system.send(between, "defaultCenter"): _OF_SYSTEM,
        }
        for center, names in self._centers.items():
            for name in names:
                system.send(
                    center,
                    "addObserver:selector:name:object:",
                    self._observer,
                    system.selector("heard:"),
                    system.string(name),
                    0,
                )

    def hear(self, name: str) -> None:
        """A notification came."""
        reason = {**_OF_WORKSPACE, **_OF_SYSTEM}.get(name)
        if reason is not None:
            self.lock_wanted.emit(reason)

    def stop(self) -> None:
        """Hear no more."""
        for center in self._centers:
            self._runtime.send(center, "removeObserver:", self._observer)


def hide_from_capture(view: int, *, hidden: bool, runtime: Runtime | None = None) -> None:
    """Keep the window of a view out of pictures of the screen.

    Newer systems let some programs see it all the same: see docs/platforms.md.
    """
    system = runtime or SystemRuntime()
    kind = _SHARING_NONE if hidden else _SHARING_READ_ONLY
    system.send(system.send(view, "window"), "setSharingType:", kind)


def mark_copied(runtime: Runtime | None = None) -> None:
    """Say that what was just copied is secret: programs that keep what was copied leave it alone."""
    system = runtime or SystemRuntime()
    board = system.send(system.named("NSPasteboard"), "generalPasteboard")
    kind = system.string(_CONCEALED)
    kinds = system.send(system.named("NSArray"), "arrayWithObject:", kind)
    system.send(board, "addTypes:owner:", kinds, 0)
    system.send(board, "setString:forType:", system.string(""), kind)
