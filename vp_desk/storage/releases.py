"""The release ledger in the vault. Rows are added and never changed; the database itself refuses it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from vp_desk.earlier import KeptPublication
from vp_desk.releases import (
    EventKind,
    Ledger,
    Publication,
    Release,
    ReleasedFile,
    ReleaseEvent,
)
from vp_desk.storage.database import Database, DatabaseDamagedError, storable
from vp_desk.storage.rows import day_number, day_of

PUBLICATIONS: Final = "publications"
RELEASES: Final = "releases"
EVENTS: Final = "release_events"


def add_publication(db: Database, publication: Publication) -> None:
    """Keep a publication, unless it is there."""
    if db.value("SELECT 1 FROM publications WHERE key = ?", (publication.key,)) is not None:
        return
    values = (
        publication.key,
        publication.kept.year,
        publication.begin,
        publication.last_case,
        json.dumps(publication.kept.to_stored(), separators=(",", ":")),
    )
    place = int(db.value("SELECT coalesce(max(place), 0) + 1 FROM publications"))
    seal = db.seal(PUBLICATIONS, place, *values)
    db.execute("INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?, ?)", (place, *values, seal))


def add(db: Database, release: Release) -> None:
    """Write down a release, with what happened to it."""
    values = (
        release.number,
        day_number(release.day),
        release.suffix,
        release.year,
        storable(release.year_label),
        json.dumps(release.editions),
        storable(release.readers),
        json.dumps(sorted(release.tables)),
        release.publication,
        storable(release.folder),
        json.dumps([[file.name, file.digest, file.size] for file in release.files]),
    )
    marks = ", ".join("?" * (len(values) + 1))
    db.execute(f"INSERT INTO releases VALUES ({marks})", (*values, db.seal(RELEASES, *values)))  # noqa: S608 - ours
    for event in release.events:
        add_event(db, release.number, event)


def add_event(db: Database, number: int, event: ReleaseEvent) -> None:
    """Write down what happened to a release."""
    place = int(db.value("SELECT coalesce(max(id), 0) + 1 FROM release_events"))
    values = (place, number, event.kind.value, day_number(event.day), storable(event.text))
    seal = db.seal(EVENTS, *values)
    db.execute("INSERT INTO release_events VALUES (?, ?, ?, ?, ?, ?)", (*values, seal))


def next_number(db: Database) -> int:
    """The number for the next release."""
    return int(db.value("SELECT coalesce(max(number), 0) + 1 FROM releases"))


def ledger(db: Database) -> Ledger:
    """All of it.

    Raises:
        DatabaseDamagedError: a row is not as it was written, or one is missing.
    """
    found = Ledger(releases(db), _publications(db))
    there = {publication.key for publication in found.publications}
    told = {each.publication for each in found.releases} - {None}
    if not told <= there:
        raise DatabaseDamagedError
    return found


def releases(db: Database) -> tuple[Release, ...]:
    """All releases, without their figures.

    Raises:
        DatabaseDamagedError: a row is not as it was written, or one is missing.
    """
    events = _events(db)
    found: list[Release] = []
    for *values, seal in db.rows("SELECT * FROM releases ORDER BY number"):
        db.check(seal, RELEASES, *values)
        number, day, suffix, year, label, editions, readers, tables, publication, folder, files = (
            values
        )
        found.append(
            Release(
                number,
                day_of(day),
                suffix,
                year,
                label,
                tuple(json.loads(editions)),
                readers,
                frozenset(json.loads(tables)),
                publication,
                folder,
                tuple(ReleasedFile(*file) for file in json.loads(files)),
                tuple(events.get(number, ())),
            )
        )
    if any(release.number != place for place, release in enumerate(found, start=1)):
        raise DatabaseDamagedError
    return tuple(found)


def _events(db: Database) -> Mapping[int, list[ReleaseEvent]]:
    found: dict[int, list[ReleaseEvent]] = {}
    expected = 1
    for *values, seal in db.rows("SELECT * FROM release_events ORDER BY id"):
        db.check(seal, EVENTS, *values)
        place, number, kind, day, text = values
        if place != expected:
            raise DatabaseDamagedError
        expected += 1
        found.setdefault(number, []).append(ReleaseEvent(EventKind(kind), day_of(day), text))
    return found


def _publications(db: Database) -> tuple[Publication, ...]:
    found: list[Publication] = []
    for *values, seal in db.rows("SELECT * FROM publications ORDER BY place"):
        db.check(seal, PUBLICATIONS, *values)
        _, key, _, begin, last_case, content = values
        stored: Mapping[str, Any] = json.loads(content)
        found.append(Publication(key, KeptPublication.from_stored(stored), begin, last_case))
    return tuple(found)


def last_case(db: Database) -> int:
    """The highest number of a case; cases recorded later have a higher one."""
    return int(db.value("SELECT coalesce(max(id), 0) FROM cases"))
