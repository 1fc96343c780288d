"""Settings that belong to the vault: small JSON values by name, and its secret seed."""

import json
from typing import Any, Final

from vp_desk.storage.database import Database

TABLE: Final = "settings"


def get(db: Database, key: str) -> Any:  # noqa: ANN401 - whatever was put
    """The value that was put under a name, or None.

    Raises:
        DatabaseDamagedError: the row is not as it was written.
    """
    rows = db.rows("SELECT value, seal FROM settings WHERE key = ?", (key,))
    for value, seal in rows:
        db.check(seal, TABLE, key, value)
        return json.loads(value)
    return None


def put(db: Database, key: str, value: object) -> None:
    """Keep a value that JSON can hold, in place of the one before."""
    text = json.dumps(value, ensure_ascii=True)
    db.execute(
        "INSERT OR REPLACE INTO settings (key, value, seal) VALUES (?, ?, ?)",
        (key, text, db.seal(TABLE, key, text)),
    )


def disclosure_seed(db: Database) -> bytes:
    """32 random bytes, made with the vault and never shown, from which patterns are drawn."""
    return bytes.fromhex(get(db, "disclosure_seed"))


def check_all(db: Database) -> None:
    """Compare the seal of every setting.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    for key, value, seal in db.rows("SELECT key, value, seal FROM settings"):
        db.check(seal, TABLE, key, value)
