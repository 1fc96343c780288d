"""A canary in a note and one in the passphrase: neither is in anything that leaves the product.

Every write, name of a file, argument and environment of a session is searched, in every form in which a text
can stand there, and every file that is left. Only what goes to the screen itself may hold a note: it is shown
there.
"""

import base64
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pypdf import PdfReader

from tests.torture.figures import Figure, Options, done, none_of, start
from tests.torture.sockets import Connections
from tests.torture.trace import Call
from tests.torture.watching import (
    NOTE,
    OFFSCREEN,
    PASSPHRASE,
    Session,
    adapter_session,
    screen,
    window_session,
)

#: Words that stand nowhere else.
_WORDS: Final = tuple(word for text in (NOTE, PASSPHRASE) for word in text.split() if "q" in word)


def forms(word: str) -> dict[str, bytes]:
    """How a word can be written down."""
    plain = word.encode()
    found = {name: word.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")}
    found["hexadecimal"] = plain.hex().encode()
    found["HEXADECIMAL"] = plain.hex().upper().encode()
    found["backwards"] = plain[::-1]
    for shift in range(3):
        # Only what does not depend on the bytes before and after it.
        whole = base64.b64encode(b"." * shift + plain).rstrip(b"=")
        found[f"base64, {shift}"] = whole[(0, 2, 3)[shift] : -1]
    return found


_FORMS: Final = [(name, found) for word in _WORDS for name, found in forms(word).items()]


def hits(content: bytes) -> set[str]:
    """In which forms a canary stands in something."""
    return {name for name, form in _FORMS if form in content}


class Searching:
    """What was found in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lines = Connections()
        self.calls = Counter[str]()
        self.bytes = 0
        self.files = 0
        self.shown = 0
        self.found: list[str] = []

    def search(self) -> None:
        """Look everywhere."""
        for call in self._session.calls():
            self._lines.follow(call)
            self._search(call)
        for path in sorted(self._session.home.rglob("*")):
            self._note(str(path).encode(), "name of a file")
            if path.is_file():
                self.files += 1
                for content in contents(path):
                    self._note(content, f"file {path.suffix or path.name}")

    def _search(self, call: Call) -> None:
        content = call.text
        self.calls[call.name] += 1
        self.bytes += len(content)
        if self._lines.is_display(call):
            self.shown += bool(hits(content))
        else:
            self._note(content, call.name)

    def _note(self, content: bytes, where: str) -> None:
        self.found += [f"{self._session.name}: {where} ({name})" for name in sorted(hits(content))]


def contents(path: Path) -> Iterator[bytes]:
    """A file as it is; of a PDF also everything that is packed in it."""
    yield path.read_bytes()
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        yield repr(reader.metadata).encode()
        for number, page in enumerate(reader.pages):
            yield f"{number} {page.extract_text()}".encode()
            packed = page.get_contents()
            if packed is not None:
                yield packed.get_data()


def sessions(options: Options) -> Iterator[Session]:
    """By the adapter; with more rounds also in the window without a screen, and on a real one."""
    yield adapter_session(options.folder / "adapter", options.plant)
    if options.rounds > 1:
        yield window_session(options.folder / "offscreen", OFFSCREEN, options.plant)
    if options.rounds > 2:
        with screen(options.folder) as display:
            yield window_session(options.folder / "xcb", display, options.plant)


def run(options: Options) -> list[Figure]:
    """Search so many sessions."""
    found: list[str] = []
    names: list[str] = []
    calls = size = files = shown = 0
    for session in sessions(options):
        searching = Searching(session)
        searching.search()
        names.append(session.name)
        found += searching.found
        calls += searching.calls.total()
        size += searching.bytes
        files += searching.files
        shown += searching.shown
    return [
        Figure("sessions", ", ".join(names)),
        done("calls searched", calls),
        done("bytes in them", size),
        done("files left and searched", files),
        Figure("calls to the display with a canary", str(shown), "allowed"),
        none_of("canaries anywhere else", found),
    ]


if __name__ == "__main__":
    start("canary", run, rounds=3)
