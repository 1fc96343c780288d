"""The adviser's own texts of reports: rows and records."""

from typing import Final

from vp_desk.chapters import Chapter
from vp_desk.own_text import OwnText
from vp_desk.storage.database import Database, storable

TABLE: Final = "report_texts"


def put(db: Database, own: OwnText) -> None:
    """Store a text in place of the one before; an empty one takes it away."""
    key = (own.year, own.chapter.value, own.edition)
    if not own.text.strip():
        db.execute(
            "DELETE FROM report_texts WHERE year = ? AND chapter = ? AND edition = ?",
            key,
        )
        return
    text = storable(own.text)
    db.execute(
        "INSERT OR REPLACE INTO report_texts (year, chapter, edition, text, seal) VALUES (?, ?, ?, ?, ?)",
        (*key, text, db.seal(TABLE, key, text)),
    )


def every(db: Database) -> tuple[OwnText, ...]:
    """All texts, by year, in the order of the report; of a chapter the text for all comes first.

    A chapter of a later program is left out.

    Raises:
        DatabaseDamagedError: one is not as it was written.
    """
    return _read(db, "1", ())


def of_year(db: Database, year: int) -> tuple[OwnText, ...]:
    """The texts of one year; see `every`."""
    return _read(db, "year = ?", (year,))


def _read(db: Database, where: str, parameters: tuple[int, ...]) -> tuple[OwnText, ...]:
    found: list[OwnText] = []
    known = {chapter.value: chapter for chapter in Chapter}
    sql = f"SELECT year, chapter, edition, text, seal FROM report_texts WHERE {where}"  # noqa: S608 - ours
    for year, chapter, edition, text, seal in db.rows(sql, parameters):
        db.check(seal, TABLE, (year, chapter, edition), text)
        if chapter in known:
            found.append(OwnText(year, known[chapter], text, edition))
    order = list(Chapter)
    return tuple(sorted(found, key=lambda own: (own.year, order.index(own.chapter), own.edition)))
