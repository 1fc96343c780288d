"""Version 6: advice and what came of it, talks, the self-check, and when a conversation was written down.

See `m0001_initial` for the rules of a migration.
"""

from typing import Final

STATEMENTS: Final = (
    "ALTER TABLE contacts ADD COLUMN entered_on INTEGER",
    """
    CREATE TABLE recommendations (
        id            INTEGER PRIMARY KEY,
        year          INTEGER NOT NULL,
        text          TEXT NOT NULL,
        kind          TEXT,
        types         TEXT NOT NULL,
        units         TEXT NOT NULL,
        processes     TEXT NOT NULL,
        addressed_to  TEXT NOT NULL,
        asked_by      INTEGER,
        repeats       INTEGER,
        signal        INTEGER,
        response      TEXT,
        response_text TEXT NOT NULL,
        response_day  INTEGER,
        seal          BLOB NOT NULL
    )
    """,
    "CREATE INDEX recommendations_by_year ON recommendations (year)",
    """
    CREATE TABLE follow_ups (
        recommendation_id INTEGER NOT NULL REFERENCES recommendations (id) ON DELETE CASCADE,
        year   INTEGER NOT NULL,
        status TEXT NOT NULL,
        done   TEXT NOT NULL,
        effect TEXT NOT NULL,
        seal   BLOB NOT NULL,
        PRIMARY KEY (recommendation_id, year)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE signals (
        id            INTEGER PRIMARY KEY,
        made_on       INTEGER NOT NULL,
        year          INTEGER NOT NULL,
        title         TEXT NOT NULL,
        text          TEXT NOT NULL,
        types         TEXT NOT NULL,
        units         TEXT NOT NULL,
        processes     TEXT NOT NULL,
        addressed_to  TEXT NOT NULL,
        asked_by      INTEGER,
        response      TEXT,
        response_text TEXT NOT NULL,
        response_day  INTEGER,
        in_report     INTEGER NOT NULL,
        release       INTEGER,
        seal          BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE agreements (
        id        INTEGER PRIMARY KEY,
        made_on   INTEGER NOT NULL,
        party     TEXT NOT NULL,
        text      TEXT NOT NULL,
        due       INTEGER,
        done_on   INTEGER,
        in_report INTEGER NOT NULL,
        seal      BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE planned_talks (
        id    INTEGER PRIMARY KEY,
        party TEXT NOT NULL,
        day   INTEGER NOT NULL,
        seal  BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE self_checks (
        year     INTEGER NOT NULL,
        norm     INTEGER NOT NULL,
        score    INTEGER,
        evidence TEXT NOT NULL,
        seal     BLOB NOT NULL,
        PRIMARY KEY (year, norm)
    ) WITHOUT ROWID
    """,
)
