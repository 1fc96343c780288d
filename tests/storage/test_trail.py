"""The trail: nothing of it can be changed, taken out or cut off unseen."""

from datetime import datetime

import pytest

from vp_desk.storage import trail, verify
from vp_desk.storage.database import DatabaseDamagedError, StorageFaultError
from vp_desk.storage.vault import Vault
from vp_desk.trail import TrailEntry, TrailKind
from vp_desk.trail_words import trail_line, trail_words

ENTRIES = [
    TrailEntry(datetime(2026, 3, 12, 9, 5), TrailKind.CREATED),  # noqa: DTZ001
    TrailEntry(datetime(2026, 3, 12, 9, 5), TrailKind.OPENED),  # noqa: DTZ001
    TrailEntry(datetime(2026, 3, 12, 17, 45), TrailKind.EXPORTED, 12),  # noqa: DTZ001
]


@pytest.fixture
def walked(vault: Vault) -> Vault:
    for entry in ENTRIES:
        with vault.write() as db:
            trail.add(db, entry)
    return vault


def test_the_last_entry_stands_first(walked: Vault) -> None:
    with walked.read() as db:
        assert trail.every(db) == tuple(reversed(ENTRIES))
    assert verify.problems(walked) == ()


@pytest.mark.parametrize("statement", ["DELETE FROM trail", "UPDATE trail SET number = 13"])
def test_the_database_refuses_to_change_it(walked: Vault, statement: str) -> None:
    with pytest.raises(StorageFaultError), walked.write() as db:
        db.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail SET number = 13 WHERE id = 3",
        "UPDATE trail SET at = 202603121746 WHERE id = 3",
        "UPDATE trail SET kind = 'locked' WHERE id = 2",
        "DELETE FROM trail WHERE id = 3",
        "DELETE FROM trail WHERE id = 2",
        "DELETE FROM trail",
        "UPDATE trail SET (at, kind, seal) = (SELECT at, kind, seal FROM trail WHERE id = 1) WHERE id = 2",
    ],
)
def test_what_was_changed_all_the_same_is_damage(walked: Vault, statement: str) -> None:
    with walked.write() as db:
        db.execute("DROP TRIGGER trail_stays")
        db.execute("DROP TRIGGER trail_kept")
        db.execute(statement)
    with pytest.raises(DatabaseDamagedError), walked.read() as db:
        trail.every(db)


def test_every_kind_has_words_without_a_gap() -> None:
    moment = datetime(2026, 3, 12, 9, 5)  # noqa: DTZ001
    for kind in TrailKind:
        words = trail_words(TrailEntry(moment, kind, 12))
        assert "{" not in words
        assert words[0].isupper()
    assert trail_line(ENTRIES[2]) == "12 maart 2026 17:45  Bestand uitgegeven: nummer 12"
