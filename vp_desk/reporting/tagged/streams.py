"""Streams that end as PDF/A wants them to.

ReportLab writes `endstream` right behind the last byte of a stream; PDF/A-2, 6.1.7.1 asks for an end of line
before it, which does not count in the length. ReportLab gives each stream to an encoder just before it is
written: that is where the end of line is added, and nothing is encrypted.
"""

from typing import Final, Protocol

from reportlab.pdfbase.pdfdoc import NoEncryption, PDFObject

#: Both signs: of a stream that happens to end with a carriage return, a line feed alone would make one line end
#: of the two, and one validator would find the stream a byte too short.
_END: Final = b"\r\n"


class Ended(PDFObject):
    """The bytes of a stream and an end of line behind them."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __len__(self) -> int:
        """How long the stream is, without the end of line."""
        return len(self._content)

    def format(self, document: object) -> bytes:
        """What is written."""
        del document
        return self._content + _END


class _Formats(Protocol):
    def format(self, document: object) -> bytes: ...


class EndedStreams(NoEncryption):
    """Stands where ReportLab looks for an encoder of streams."""

    def encode(self, t: str | bytes) -> _Formats:
        """A stream, ended."""
        return Ended(t.encode("latin-1") if isinstance(t, str) else t)
