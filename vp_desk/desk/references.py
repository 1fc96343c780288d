"""Find the reference of a release in a file, whatever has been done to the file since."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_REFERENCE = re.compile(rb"(?<![0-9A-Za-z-])([1-9][0-9]{0,5})-([B-Z]{4})(?![0-9A-Za-z])")
#: Parts of a spreadsheet that are looked at, and how much of each.
_MOST_PARTS, _MOST_BYTES = 200, 20 * 1024 * 1024


def references_in(content: bytes) -> Iterator[tuple[int, str]]:
    """Number and reference of all that looks like one: `(12, "12-KXRT")`.

    Args:
        content: of a PDF, CSV or JSON as it is; of a spreadsheet, of each of its parts.
    """
    seen = set[str]()
    for part in _parts(content):
        for found in _REFERENCE.finditer(part):
            text = found[0].decode("ascii")
            if text not in seen:
                seen.add(text)
                yield int(found[1]), text


def _parts(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(content)) as whole:
                for name in whole.namelist()[:_MOST_PARTS]:
                    with whole.open(name) as part:
                        yield part.read(_MOST_BYTES)
        except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
            return
