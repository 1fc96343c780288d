"""Everything that a vault holds, table by table, in the clear: so that nobody depends on this program."""

from collections.abc import Mapping
from typing import Final

from vp_desk.storage.database import Database, Value

#: What belongs to the working of the program and says nothing: the seals, the search index, and copies.
_SEAL: Final = "seal"
_SEARCH: Final = "case_search"
#: The seed of the disclosure control stays: whoever has it and a report could reckon back.
_SEED_KEY: Final = "disclosure_seed"
_GENERATED: Final = (2, 3)

#: Rows of one table: column → value.
Rows = list[dict[str, Value]]


def tables(db: Database) -> Mapping[str, Rows]:
    """Every table with its rows, in the order of their keys.

    The caller has proven that the rows are what was written.
    """
    names = db.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, ?) <> ? ORDER BY name",
        (len(_SEARCH), _SEARCH),
    )
    return {name: _rows(db, name) for (name,) in names}


def _rows(db: Database, table: str) -> Rows:
    columns = [
        name
        for _, name, _, _, _, _, hidden in db.rows("SELECT * FROM pragma_table_xinfo(?)", (table,))
        if name != _SEAL and hidden not in _GENERATED
    ]
    listed = ", ".join(f'"{column}"' for column in columns)
    found = [
        dict(zip(columns, row, strict=True))
        for row in db.rows(f'SELECT {listed} FROM "{table}" ORDER BY 1, 2')  # noqa: S608 - from the schema
    ]
    return [row for row in found if row.get("key") != _SEED_KEY]
