"""What the vault costs against plain SQLite and a bare document: save, count, report, search."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from sqlcipher3 import dbapi2

from benchmarks.material import (
    SIX_QUESTIONS,
    WORDS,
    YEARS,
    Material,
    connect_plain,
    export_plain,
    new_files,
)
from benchmarks.measure import Result, in_new_thread, milliseconds, paired, short
from vp_desk.aggregate import publication_plan, tabulate
from vp_desk.demo import LAST_YEAR
from vp_desk.desk import Desk
from vp_desk.periods import ReportingCalendar
from vp_desk.resources import resource
from vp_desk.selection import Selection
from vp_desk.storage import counts, database, lists
from vp_desk.storage.database import Database, Value
from vp_desk.storage.vault import Vault

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_SAVES: Final = 21
_TODAY: Final = date(2026, 1, 15)

#: A statement with its values; a list of values when it runs for each of them.
_Statement = tuple[str, Sequence[Value] | list[Sequence[Value]]]


class _Noting:
    """A connection that notes what it is told."""

    def __init__(self, connection: dbapi2.Connection, noted: list[_Statement]) -> None:
        self._connection = connection
        self._noted = noted

    def execute(self, sql: str, parameters: Sequence[Value] = ()) -> dbapi2.Cursor:
        self._noted.append((sql, tuple(parameters)))
        return self._connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]]) -> dbapi2.Cursor:
        every = list(rows)
        self._noted.append((sql, every))
        return self._connection.executemany(sql, every)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the connection has
        return getattr(self._connection, name)


@contextmanager
def _noted_statements() -> Iterator[list[_Statement]]:
    """Every statement that vaults opened within the block are told."""
    noted: list[_Statement] = []

    class Noting(Database):
        def __init__(self, connection: Any, seal_key: bytes) -> None:  # noqa: ANN401
            super().__init__(connection, seal_key)
            self.connection = _Noting(connection, noted)  # type: ignore[assignment]

    with patch.object(database, "Database", Noting):
        yield noted


def save_one(material: Material, folder: Path) -> Result:
    """A new case with its first contact, against the same statements without key or seals."""
    export_plain(material, folder / "twin.db")
    plain = connect_plain(folder / "twin.db")
    files = iter(new_files(_SAVES * 2))
    with _noted_statements() as noted, material.open_desk() as desk:
        desk.lists  # noqa: B018 - read once per vault, not per case

        def save() -> float:
            file = next(files)
            noted.clear()
            return milliseconds(lambda: desk.add_case(file.case, file.contacts[0]))

        def repeat() -> float:
            told = [item for item in noted if "cipher" not in item[0]]
            return milliseconds(lambda: _tell(plain, told))

        save(), repeat()
        pairs = [(save(), repeat()) for _ in range(_SAVES)]  # the twin repeats what was just saved
    plain.close()
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    return Result(
        "save one record / same statements on plain SQLite",
        median(a / b for a, b in pairs),
        "×",
        2.0,
        1.5,
        f"{short(ours)} / {short(theirs)} ms; {_SAVES} pairs",
    )


def _tell(connection: dbapi2.Connection, statements: Iterable[_Statement]) -> None:
    for sql, values in statements:
        if isinstance(values, list):
            connection.executemany(sql, values)
        else:
            connection.execute(sql, values).fetchall()


def aggregates(material: Material, *, must: float = 1.0, reach: float = 0.6) -> Result:
    """Every table of the publication, counted and added up, against six bare questions."""
    with material.open() as vault:
        times = paired(
            lambda: in_new_thread(lambda: milliseconds(lambda: _count_all(vault))),
            lambda: milliseconds(lambda: _ask_plain(material.plain)),
        )
    label = f"all report aggregates from {material.size:,} cases / six bare GROUP BYs"
    return Result(label, times.ratio, "×", must, reach, times.told())


def _count_all(vault: Vault) -> None:
    calendar = ReportingCalendar()
    span = [calendar.year(LAST_YEAR - n) for n in reversed(range(YEARS))]
    with vault.read() as db:
        fetch = counts.fetcher(db, calendar)
        known = lists.load(db)
        for table in ("cases", "contacts"):
            counts.years_with(db, calendar, table)
        for spec in publication_plan().specs(span):
            tabulate(spec, known, fetch)


def _ask_plain(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        for question in SIX_QUESTIONS:
            plain.execute(question).fetchall()
    plain.close()


def annual_report(material: Material, folder: Path) -> list[Result]:
    """From the vault to a PDF on disk, against the six questions there and a bare document.

    The vault was looked at before, as the window does after unlocking; what that takes is told apart. Each
    report is noted in the vault, which changes its file: it is looked at once more before the next round.
    """
    parts: dict[str, list[float]] = {"prepare": [], "write": []}
    with material.open() as vault:
        desk = Desk(vault)
        verify = milliseconds(desk.assure)
        again = milliseconds(desk.assure)

        def whole() -> float:
            desk.assure()
            begin = perf_counter()
            prepared = desk.prepare(LAST_YEAR)
            middle = perf_counter()
            desk.write_report(prepared, "authority", folder / "verslag.pdf", _TODAY)
            end = perf_counter()
            parts["prepare"].append((middle - begin) * 1000)
            parts["write"].append((end - middle) * 1000)
            return (end - begin) * 1000

        def bare() -> float:
            return milliseconds(partial(_ask_vault, vault)) + milliseconds(_bare_document)

        times = paired(lambda: in_new_thread(whole), lambda: in_new_thread(bare))
    prepare, write = (median(parts[key][1:]) for key in ("prepare", "write"))
    told = (
        f"{times.told()}; proving the file unchanged {again:.0f}, counting and gate "
        f"{prepare - again:.0f}, writing {write:.0f} ms"
    )
    first = (median(times.ours) - again + verify) / median(times.other)
    label = f"whole annual report from {material.size:,} cases / query + bare 12 pages"
    return [
        Result(label, times.ratio, "×", 3.0, 2.0, told),
        Result(
            "  the first one, when it must still verify every row itself",
            first,
            "×",
            None,
            None,
            f"verifying {verify:,.0f} ms, once in a session and after a change of the file",
        ),
    ]


def _ask_vault(vault: Vault) -> None:
    with vault.read() as db:
        for question in SIX_QUESTIONS:
            db.rows(question)


def _bare_document() -> None:
    """Twelve pages with a heading, text and a table each, and an embedded font: the least a report is."""
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415 - as late as in the program
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.platypus import (  # noqa: PLC0415
        PageBreak,
        Paragraph,
        SimpleDocTemplate,
        Table,
    )

    registerFont(TTFont("Bare", str(resource("fonts/SourceSans3_400Regular.ttf"))))
    style = ParagraphStyle("bare", fontName="Bare", fontSize=10, leading=14)
    cells = [[f"Onderwerp {row}", *map(str, range(row, row + 5))] for row in range(20)]
    story: list[Flowable] = []
    for page in range(12):
        story += [Paragraph(f"Hoofdstuk {page + 1}", style)]
        story += [Paragraph("Een alinea over wat de tabel laat zien. " * 12, style)] * 3
        story += [Table(cells, style=[("FONT", (0, 0), (-1, -1), "Bare")]), PageBreak()]
    SimpleDocTemplate(BytesIO()).build(story)


def search(material: Material) -> Result:
    """The fifty newest cases with a word in their notes, as records, each row verified."""
    times: dict[str, float] = {}
    with material.open_desk() as desk:
        for word in WORDS:
            ask = partial(desk.page_of_cases, Selection(words=word), 0, 50)
            runs = [milliseconds(ask) for _ in range(16)]
            times[word] = median(runs[1:])
        found = {word: desk.count_cases(Selection(words=word)) for word in WORDS}
    told = ", ".join(f"{times[word]:.3g} ms of {found[word]:,} found" for word in WORDS)
    return Result(
        f"full-text search, 50 newest of {material.size:,}", max(times.values()), "ms", 5, 1, told
    )
