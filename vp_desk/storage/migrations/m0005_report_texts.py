"""Version 5: the adviser's own texts of the annual report.

See `m0001_initial` for the rules of a migration.
"""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE report_texts (
        year    INTEGER NOT NULL,
        chapter TEXT NOT NULL,
        edition TEXT NOT NULL,
        text    TEXT NOT NULL,
        seal    BLOB NOT NULL,
        PRIMARY KEY (year, chapter, edition)
    ) WITHOUT ROWID
    """,
)
