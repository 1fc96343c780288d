"""Version 4: the trail of what was done with the vault as a whole.

See `m0001_initial` for the rules of a migration.
"""

from typing import Final

_STAY: Final = "BEGIN SELECT RAISE(ABORT, 'stays'); END"

STATEMENTS: Final = (
    """
    CREATE TABLE trail (
        id     INTEGER PRIMARY KEY,
        at     INTEGER NOT NULL,
        kind   TEXT NOT NULL,
        number INTEGER,
        seal   BLOB NOT NULL
    )
    """,
    f"CREATE TRIGGER trail_stays BEFORE UPDATE ON trail {_STAY}",
    f"CREATE TRIGGER trail_kept BEFORE DELETE ON trail {_STAY}",
)
