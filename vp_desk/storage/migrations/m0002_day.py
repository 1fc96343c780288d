"""Version 2: the adviser's day.

The list is sorted from the counting index: four indexes that served nothing else go.

Drafts, so that nothing typed is lost by a lock or a crash; a bin, so that a deletion can be taken back for
thirty days; reminders of aftercare. See `m0001_initial` for the rules of a migration.
"""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE drafts (
        key      TEXT PRIMARY KEY,
        saved_at TEXT NOT NULL,
        content  TEXT NOT NULL,
        seal     BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE bin (
        id         INTEGER PRIMARY KEY,
        kind       TEXT NOT NULL,
        deleted_on INTEGER NOT NULL,
        content    TEXT NOT NULL,
        seal       BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE reminders (
        id      INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        month   INTEGER NOT NULL,
        state   TEXT NOT NULL,
        seal    BLOB NOT NULL
    )
    """,
    "CREATE INDEX reminders_of_case ON reminders (case_id, month)",
    "CREATE INDEX reminders_due ON reminders (state, month, case_id)",
    "DROP INDEX cases_by_type",
    "DROP INDEX cases_by_status",
    "DROP INDEX cases_by_unit",
    "DROP INDEX cases_by_reporter_role",
    "CREATE INDEX cases_by_matter ON cases (matter) WHERE matter IS NOT NULL",
)
