"""What the message buses of Linux say: a bus of our own, with a login manager that we play."""

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)
from pytestqt.qtbot import QtBot

from vp_desk.ui.platforms.linux import BusWatch
from vp_desk.ui.reasons import Reason

_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_HOME = "/org/freedesktop/login1"
_OURS, _OTHER = f"{_HOME}/session/_31", f"{_HOME}/session/_32"


class LoginManager(QDBusVirtualObject):
    """Answers as systemd-logind does, and says what it is told to say."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.asked: list[tuple[str, list[object]]] = []
        self.read, self._write = os.pipe()
        assert bus.registerService("org.freedesktop.login1")
        tree = QDBusConnection.VirtualObjectRegisterOption.SubPath
        assert bus.registerVirtualObject(_HOME, self, tree)

    def handleMessage(  # noqa: N802 - as in Qt
        self, message: QDBusMessage, bus: QDBusConnection
    ) -> bool:
        self.asked.append((message.member(), list(message.arguments())))
        if message.member() == "Inhibit":
            answer: object = QDBusUnixFileDescriptor(self._write)
            os.close(self._write)
        else:
            answer = QDBusObjectPath(_OURS)
        return bus.send(message.createReply(answer))

    def introspect(self, _path: str) -> str:
        return ""

    def say(self, path: str, interface: str, name: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(arguments))
        assert self._bus.send(message)

    @property
    def held(self) -> bool:
        """Whether somebody has the other end of what was handed out."""
        os.set_blocking(self.read, False)
        try:
            return os.read(self.read, 1) != b""
        except BlockingIOError:
            return True


@pytest.fixture
def address() -> Iterator[str]:
    """A bus that nobody else is on. Without dbus-daemon this fails by name."""
    server = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    yield server.stdout.readline().strip()
    server.terminate()
    server.wait(timeout=10)
    server.stdout.close()


@pytest.fixture
def manager(qapp: QObject, address: str) -> Iterator[LoginManager]:
    made = LoginManager(QDBusConnection.connectToBus(address, "manager"))
    yield made
    os.close(made.read)
    QDBusConnection.disconnectFromBus("manager")


@pytest.fixture
def watch(manager: LoginManager, address: str, qtbot: QtBot) -> Iterator[BusWatch]:
    bus = QDBusConnection.connectToBus(address, "ours")
    made = BusWatch(None, bus, bus)
    qtbot.waitUntil(lambda: len(manager.asked) == 2 and made.holds)
    yield made
    made.stop()
    QDBusConnection.disconnectFromBus("ours")


def heard(watch: BusWatch) -> list[Reason]:
    """Fills with what the watch says."""
    found: list[Reason] = []
    watch.lock_wanted.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("signal", "reason"),
    [
        ((_HOME, _MANAGER, "PrepareForSleep", True), Reason.SLEEP),
        ((_OURS, _SESSION, "Lock"), Reason.SCREEN),
        (("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True), Reason.SCREEN),
        (("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True), Reason.SCREEN),
    ],
    ids=["sleep", "session", "kde", "gnome"],
)
def test_sleep_and_a_locked_screen_are_reasons_to_lock(
    qtbot: QtBot, watch: BusWatch, manager: LoginManager, signal: tuple[Any, ...], reason: Reason
) -> None:
    found = heard(watch)
    manager.say(*signal)
    qtbot.waitUntil(lambda: found == [reason])


def test_waking_unlocking_and_the_session_of_another_user_are_none(
    qtbot: QtBot, watch: BusWatch, manager: LoginManager
) -> None:
    found = heard(watch)
    manager.say(_HOME, _MANAGER, "PrepareForSleep", *[False])
    manager.say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", *[False])
    manager.say(_OTHER, _SESSION, "Lock")
    manager.say(_OURS, _SESSION, "Unlock")
    manager.say(_HOME, _MANAGER, "PrepareForSleep", *[True])  # shows that all of them were heard
    qtbot.waitUntil(lambda: bool(found))
    assert found == [Reason.SLEEP]


def test_the_computer_waits_with_sleeping_until_the_vault_is_locked(
    qtbot: QtBot, watch: BusWatch, manager: LoginManager
) -> None:
    assert manager.asked[0][0] == "Inhibit"
    assert manager.asked[0][1][0] == "sleep"
    assert manager.asked[0][1][3] == "delay"
    assert manager.held
    watch.stop()
    qtbot.waitUntil(lambda: not manager.held)


def test_a_machine_without_a_bus_is_no_trouble(qapp: QObject) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nonexistent/bus", "nowhere")
    assert not nowhere.isConnected()
    watch = BusWatch(None, nowhere, nowhere)
    assert not watch.holds
    watch.stop()
    QDBusConnection.disconnectFromBus("nowhere")
