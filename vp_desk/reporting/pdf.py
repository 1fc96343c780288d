"""A document as a PDF in memory. Importing this module is cheap: ReportLab is loaded when used."""

import re
from collections.abc import Callable
from io import BytesIO

from vp_desk.reporting.document import Document
from vp_desk.reporting.text import all_text, printable, unprintable

#: Hears of every page that is laid out: its number, and how many there are (0 = not known yet).
PagesTold = Callable[[int, int], None]


def write_pdf(document: Document, progress: PagesTold | None = None) -> bytes:
    """The document as the bytes of a PDF.

    Args:
        document: the report.
        progress: hears of every page; may raise to stop. Pages are laid out more than once, until the
            contents are right.

    The same document gives the same bytes: dates are those of the document, and no name of a user,
    path or clock gets in. No file is opened but our own fonts.
    """
    from vp_desk.reporting import pdf_style  # noqa: PLC0415 - late: loads ReportLab
    from vp_desk.reporting.pdf_pages import Pages  # noqa: PLC0415

    pdf_style.load_fonts()
    target = BytesIO()
    Pages(document, target, progress).write()
    return target.getvalue()


def page_count(content: bytes) -> int:
    """The number of pages of a PDF made by `write_pdf`."""
    tree = re.findall(rb"/Count (\d+) /Kids \[[ 0-9R\r\n]*\] /Type /Pages", content)
    return int(tree[-1])


def missing_signs(document: Document) -> str:
    """The characters that our fonts lack, sorted: they print as an open square.

    For a warning before the export; empty when everything can be printed.
    """
    from vp_desk.reporting.pdf_style import has_glyph  # noqa: PLC0415 - late: loads ReportLab

    lost = {c for text in all_text(document.to_json()) for c in unprintable(text, has_glyph)}
    return "".join(sorted(lost))


def as_printed(text: str) -> str:
    """The text as it comes out on paper: what the font lacks is a visible sign."""
    from vp_desk.reporting.pdf_style import has_glyph  # noqa: PLC0415 - late: loads ReportLab

    return printable(text, has_glyph)
