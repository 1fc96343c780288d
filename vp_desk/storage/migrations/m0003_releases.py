"""Version 3: the release ledger.

What left the vault, and every figure of it. Rows are added and never changed, which the database itself
holds. See `m0001_initial` for the rules of a migration.
"""

from typing import Final

_STAY: Final = "BEGIN SELECT RAISE(ABORT, 'stays'); END"

STATEMENTS: Final = (
    """
    CREATE TABLE publications (
        place     INTEGER PRIMARY KEY,
        key       TEXT NOT NULL UNIQUE,
        year      TEXT NOT NULL,
        begin     INTEGER NOT NULL,
        last_case INTEGER NOT NULL,
        content   TEXT NOT NULL,
        seal      BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE releases (
        number      INTEGER PRIMARY KEY,
        made_on     INTEGER NOT NULL,
        suffix      TEXT NOT NULL,
        year        TEXT NOT NULL,
        year_label  TEXT NOT NULL,
        editions    TEXT NOT NULL,
        readers     TEXT NOT NULL,
        tables      TEXT NOT NULL,
        publication TEXT REFERENCES publications (key),
        folder      TEXT NOT NULL,
        files       TEXT NOT NULL,
        seal        BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE release_events (
        id     INTEGER PRIMARY KEY,
        number INTEGER NOT NULL REFERENCES releases (number),
        kind   TEXT NOT NULL,
        day    INTEGER NOT NULL,
        text   TEXT NOT NULL,
        seal   BLOB NOT NULL
    )
    """,
    f"CREATE TRIGGER publications_stay BEFORE UPDATE ON publications {_STAY}",
    f"CREATE TRIGGER publications_kept BEFORE DELETE ON publications {_STAY}",
    f"CREATE TRIGGER releases_stay BEFORE UPDATE ON releases {_STAY}",
    f"CREATE TRIGGER releases_kept BEFORE DELETE ON releases {_STAY}",
    f"CREATE TRIGGER events_stay BEFORE UPDATE ON release_events {_STAY}",
    f"CREATE TRIGGER events_kept BEFORE DELETE ON release_events {_STAY}",
)
