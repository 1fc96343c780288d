"""What an outsider reads in a finished file, and whether it tells more than was allowed.

The last look before a file appears at its place: its bytes are read back, page by page and cell by
cell, by code that shares nothing with what wrote them but the names of columns and signs. Every number
must be a figure that this edition may tell, beside the category that it belongs to.
"""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from vp_desk.inspection.knowledge import Bounds, Knowledge
from vp_desk.inspection.model import Allowed, Finding, Inspection, unreadable
from vp_desk.inspection.prose import Prose

__all__ = ["Allowed", "Finding", "Inspection", "inspect_file", "inspect_own_texts"]


def inspect_own_texts(
    allowed: Allowed, progress: Callable[[int, int], None] | None = None
) -> tuple[Finding, ...]:
    """Judge what the adviser wrote herself in a report, as it goes into the file.

    Args:
        allowed: what its readers may know.
        progress: hears of every paragraph; may raise to stop.
    """
    from vp_desk.inspection.own_text import own_text_findings  # noqa: PLC0415 - late: not at start-up

    if not any(allowed.facts.own_texts):
        return ()
    return tuple(dict.fromkeys(own_text_findings(Knowledge(allowed), progress)))


def inspect_file(name: str, content: bytes, allowed: Allowed) -> Inspection:
    """Read a finished file back and judge it.

    Args:
        name: of the file; its suffix says how it is read.
        content: its bytes, as they will stand on disk.
        allowed: what its readers may know.

    A file that cannot be read back is itself a finding; nothing is raised.
    """
    found: list[Finding] = []
    told: dict[str, Bounds] = {}
    try:
        read = _READERS[PurePath(name).suffix.lower()]
        found += read(content, Knowledge(allowed), told)
    except Exception:  # noqa: BLE001 - whatever is odd about a file: it is not known what it tells
        found.append(unreadable())
    return Inspection(tuple(dict.fromkeys(found)), told)


_Reader = Callable[[bytes, Knowledge, dict[str, Bounds]], Iterator[Finding]]


def _csv(content: bytes, known: Knowledge, told: dict[str, Bounds]) -> Iterator[Finding]:
    from vp_desk.inspection.rows import Rows  # noqa: PLC0415 - late: not at start-up
    from vp_desk.inspection.table_files import check_csv  # noqa: PLC0415

    prose = Prose(known)
    rows = Rows(known, prose)
    yield from check_csv(content, rows, prose)
    told |= prose.told | rows.told


def _text(content: bytes, known: Knowledge, told: dict[str, Bounds]) -> Iterator[Finding]:
    from vp_desk.inspection.table_files import check_text  # noqa: PLC0415

    prose = Prose(known)
    yield from check_text(content, prose)
    told |= prose.told


def _json(content: bytes, known: Knowledge, told: dict[str, Bounds]) -> Iterator[Finding]:
    from vp_desk.inspection.table_files import Json  # noqa: PLC0415

    prose = Prose(known)
    file = Json(known, prose)
    yield from file.check(content)
    told |= prose.told | file.told


def _xlsx(content: bytes, known: Knowledge, told: dict[str, Bounds]) -> Iterator[Finding]:
    from vp_desk.inspection.rows import Rows  # noqa: PLC0415
    from vp_desk.inspection.workbooks import Workbook  # noqa: PLC0415

    prose = Prose(known)
    rows = Rows(known, prose)
    yield from Workbook(content, rows, prose).findings()
    told |= prose.told | rows.told


def _pdf(content: bytes, known: Knowledge, told: dict[str, Bounds]) -> Iterator[Finding]:
    from vp_desk.inspection.pdf_file import PdfFile  # noqa: PLC0415
    from vp_desk.inspection.pdf_pages import Pages  # noqa: PLC0415
    from vp_desk.inspection.pdf_pictures import KnownPicture  # noqa: PLC0415

    prose = Prose(known)
    file = PdfFile(content, KnownPicture(known.allowed.facts.logo))
    file.read()
    pages = Pages(file, known, prose)
    yield from pages.findings()
    told |= prose.told | pages.told


_READERS: dict[str, _Reader] = {
    ".csv": _csv,
    ".txt": _text,
    ".json": _json,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
}
