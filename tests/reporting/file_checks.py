"""What may not stand in the bytes of a report: who made it, where, on which machine, at what time."""

import getpass
import re
import socket
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from pypdf import PdfReader

from tests.reporting.tag_tree import read_tags

#: A moment in a PDF and in its metadata.
_MOMENT = re.compile(rb"D:\d{8}(\d{0,6})|\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d)")
_MIDNIGHT = (b"", b"000000", b"00:00:00")
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_SOFTWARE = re.compile(rb"(?i)anonymous|untitled|unspecified")


def words_in(content: bytes) -> Iterator[bytes]:
    """All that can be read in a file: its objects, its metadata, the text of its pages."""
    yield _STREAM.sub(b"", content)
    reader = PdfReader(BytesIO(content))
    metadata = cast("Any", reader.root_object).get("/Metadata")
    if metadata is not None:
        yield metadata.get_object().get_data()
    file = read_tags(content)
    texts = [file.root.text, *(aside.text for aside in file.asides)]
    yield "\n".join(texts).encode(errors="replace")


def traces(content: bytes) -> list[str]:
    """Names, places and times that got into a file."""
    names = {getpass.getuser(), socket.gethostname()}
    places = {
        str(Path.home()),
        str(Path.cwd()),
        tempfile.gettempdir(),
        str(Path(__file__).parents[2]),
    }
    found: list[str] = []
    for part in words_in(content):
        found += [
            f"the name {name}"
            for name in sorted(names)
            if re.search(rb"(?<![/\w])%s(?!\w)" % re.escape(name.encode()), part)
        ]
        found += [
            f"the place {place}"
            for place in sorted(places)
            if len(place) > 1 and re.search(rb"%s(?!\w)" % re.escape(place.encode()), part)
        ]
        times = [m[1] if m[1] is not None else m[2] for m in _MOMENT.finditer(part)]
        found += [f"the time {time.decode()}" for time in times if time not in _MIDNIGHT]
        found += [f"the word {m[0].decode()}" for m in _SOFTWARE.finditer(part)]
    return found
