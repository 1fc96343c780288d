"""A calendar file (RFC 5545) that tells only that something is due on a day. Pure text.

A calendar is often synchronised and read by others: it holds no names of readers, no titles, no words of any
record. Even the identity of an entry says nothing, and stays the same when the file is made again, so that a
calendar program moves the entry instead of doubling it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import blake2b
from typing import Final

from vp_desk.due import Appointment

SUFFIX: Final = ".ics"
#: Before each summary: by whom it was made.
_PROGRAM: Final = "VP-Desk"
#: A line is folded after so many bytes (RFC 5545, 3.1).
_LONGEST: Final = 75


def ics(appointments: Iterable[Appointment], secret: bytes, today: date) -> bytes:
    """The file.

    Args:
        appointments: what is due.
        secret: of the vault; hides from what an identity was made.
        today: on which the file is made.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_PROGRAM}//{_PROGRAM}//NL"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for each in appointments:
        lines += _event(each, secret, today)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(each: Appointment, secret: bytes, today: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid_of(each, secret)}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_PROGRAM}: {each.kind.label.lower()}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def uid_of(each: Appointment, secret: bytes) -> str:
    """The identity of an entry: the same for the same thing, and no telling which."""
    drawn = blake2b(each.key.encode(), key=secret[:64], digest_size=16, person=b"vpdesk-calendar")
    return f"{drawn.hexdigest()}@vp-desk"


def _folded(line: str) -> bytes:
    """A line as the standard wants it: no more than 75 bytes, and no character cut in two."""
    parts = [b""]
    for char in line:
        byte = char.encode()
        if len(parts[-1]) + len(byte) > _LONGEST:
            parts.append(b" ")
        parts[-1] += byte
    return b"\r\n".join(parts) + b"\r\n"
