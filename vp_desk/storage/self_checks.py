"""The adviser's look at herself: rows and records."""

from typing import Final

from vp_desk.advice import Norm, Score, SelfCheck
from vp_desk.storage.database import Database, storable

TABLE: Final = "self_checks"


def put(db: Database, check: SelfCheck) -> None:
    """Store what she finds of a norm in place of what she found before; an empty one takes it away."""
    key = (check.year, int(check.norm))
    db.execute("DELETE FROM self_checks WHERE year = ? AND norm = ?", key)
    if check:
        score = None if check.score is None else int(check.score)
        values = (score, storable(check.evidence))
        db.execute(
            "INSERT INTO self_checks (year, norm, score, evidence, seal) VALUES (?, ?, ?, ?, ?)",
            (*key, *values, db.seal(TABLE, key, *values)),
        )


def every(db: Database) -> tuple[SelfCheck, ...]:
    """All of them, by year and norm.

    Raises:
        DatabaseDamagedError: one is not as it was written.
    """
    found: list[SelfCheck] = []
    for year, norm, *values, seal in db.rows("SELECT * FROM self_checks ORDER BY year, norm"):
        db.check(seal, TABLE, (year, norm), *values)
        score, evidence = values
        found.append(SelfCheck(year, Norm(norm), None if score is None else Score(score), evidence))
    return tuple(found)
