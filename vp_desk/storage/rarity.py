"""How rare a case is within the dossier: how many cases share its combination of traits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vp_desk.storage.database import Database, Value

#: What others can know or guess of somebody, in the columns of `cases`. Status and route are not among them:
#: those are known to the adviser alone.
TRAITS: Final = (
    "main_type",
    "reporter_role",
    "capacity",
    "gender",
    "international",
    "accused_role",
    "relation",
    "unit",
    "setting",
    "frequency",
)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many cases have a combination, and what makes them few."""

    #: Cases with all of it.
    cases: int
    #: Trait → cases with everything but that trait, the most telling trait first.
    without: Mapping[str, int]


def read(db: Database, traits: Mapping[str, str], besides: int | None = None) -> Rarity:
    """Count the cases that share all of some traits, and all but one, in one pass over the counting index.

    Args:
        db: the vault.
        traits: trait → code; a code means only itself, not its parts. At least one.
        besides: the number of a case that is not counted.
    """
    keys = [key for key in TRAITS if key in traits]
    tests = {key: f"{key} IS ?" for key in keys}
    sums = ["count(*) FILTER (WHERE " + " AND ".join(tests.values()) + ")"]
    parameters: list[Value] = [traits[key] for key in keys]
    for left_out in keys:
        others = [key for key in keys if key != left_out]
        condition = " AND ".join(tests[key] for key in others) or "1"
        sums.append(f"count(*) FILTER (WHERE {condition})")
        parameters += [traits[key] for key in others]
    sql = f"SELECT {', '.join(sums)} FROM cases INDEXED BY cases_counted WHERE id IS NOT ?"  # noqa: S608
    together, *rest = db.rows(sql, (*parameters, besides))[0]
    without = dict(zip(keys, rest, strict=True))
    return Rarity(together, dict(sorted(without.items(), key=lambda item: -item[1])))
