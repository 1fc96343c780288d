"""No line to anywhere: every socket that is made, and the same behaviour where there is no network at all."""

import re
import subprocess
from typing import Final

from tests.torture.figures import Figure, Options, done, none_of, start
from tests.torture.trace import Call
from tests.torture.watching import OFFSCREEN, Session, adapter_session, screen, window_session

_WITHIN: Final = ("AF_UNIX", "AF_LOCAL")
#: The screen, and the two buses.
_DISPLAY: Final = re.compile(rb"/tmp/\.X11-unix/X\d+$")
_BUS: Final = re.compile(rb"/bus$|/run/dbus/system_bus_socket$|/run/user/\d+/bus$")
_NO_NETWORK: Final = ("unshare", "-n")


class NoUnshareError(Exception):
    """The privilege to leave the network is missing; nothing was tested."""

    def __init__(self, told: str) -> None:
        super().__init__(f"unshare -n needs root (CAP_SYS_ADMIN): {told.strip()}")


class Connections:
    """Which handles of a session go where."""

    def __init__(self) -> None:
        self.made = 0
        self.other: list[str] = []
        self._display: set[int] = set()

    def follow(self, call: Call) -> None:
        """Take one call in."""
        if call.name in ("socket", "socketpair") and call.result >= 0:
            self.made += 1
            self._display.discard(call.result)
            family = call.arguments.partition(",")[0]
            if family not in _WITHIN:
                self.other.append(f"a socket of the family {family}")
        elif call.name == "connect":
            self._connect(call)
        elif call.name in ("bind", "listen") and "AF_UNIX" not in call.arguments:
            self.other.append(call.name)
        elif call.name in ("openat", "open", "creat"):
            self._display.discard(call.result)

    def is_display(self, call: Call) -> bool:
        """Whether a call writes to the screen."""
        return call.handle in self._display and call.name in (
            "sendmsg",
            "writev",
            "write",
            "sendto",
        )

    def _connect(self, call: Call) -> None:
        place = next(iter(call.strings), b"")
        if _DISPLAY.search(place):
            self._display.add(call.handle)
        elif not _BUS.search(place):
            self.other.append(f"a connection to {place.decode(errors='replace') or 'no name'}")


def _sessions(options: Options) -> list[tuple[Session, Session]]:
    """Each session, and the same one without a network."""
    tried = subprocess.run([*_NO_NETWORK, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise NoUnshareError(tried.stderr)
    place = options.folder
    found = [
        (
            adapter_session(place / "a", options.plant),
            adapter_session(place / "b", options.plant, _NO_NETWORK, traced=False),
        )
    ]
    if options.rounds > 1:
        found.append(
            (
                window_session(place / "c", OFFSCREEN, options.plant),
                window_session(place / "d", OFFSCREEN, options.plant, _NO_NETWORK, traced=False),
            )
        )
    if options.rounds > 2:
        with screen(place) as display:
            found.append(
                (
                    window_session(place / "e", display, options.plant),
                    window_session(place / "f", display, options.plant, _NO_NETWORK, traced=False),
                )
            )
    return found


def run(options: Options) -> list[Figure]:
    """Watch so many kinds of sessions."""
    other: list[str] = []
    different: list[str] = []
    made = watched = 0
    pairs = _sessions(options)
    for session, without in pairs:
        lines = Connections()
        for call in session.calls():
            watched += 1
            lines.follow(call)
        other += [f"{session.name}: {each}" for each in lines.other]
        made += lines.made
        if session.answers != without.answers:
            different.append(session.name)
    names = ", ".join(session.name for session, _ in pairs)
    return [
        Figure("sessions", names),
        done("calls watched", watched),
        Figure("sockets to display and bus", str(made)),
        none_of("other sockets and connections", other),
        none_of("sessions that go otherwise without a network", different),
    ]


if __name__ == "__main__":
    start("sockets", run, rounds=3)
