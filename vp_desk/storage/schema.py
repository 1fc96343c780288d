"""The tables of the vault, as they are now, and the steps that bring an older vault up to date.

`SCHEMA` is meant to be read. A new vault is made from it; the migrations say how an older one gets
there, and a test holds both ways equal.
"""

from importlib import import_module
from types import ModuleType
from typing import Final

from vp_desk.storage import settings
from vp_desk.storage.database import Database

#: The version of `SCHEMA`; the database keeps it in `user_version`.
VERSION: Final = 6

SCHEMA: Final = """
-- The vault of one adviser for one organisation. Codes are those of the code lists (resources/lists),
-- months are numbers such as 202503, days are numbers such as 20250314, times are quarters of an hour.
--
-- seal: a keyed hash over the name of the table, the key of the row and everything in it, compared
-- whenever the row is read to be shown or changed. See docs/decisions/0004-vault-format.md.

-- What belongs to the vault as a whole: its id, the program that last changed the schema, the secret
-- seed of the disclosure control, the settings of the organisation. Values are JSON.
CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    seal  BLOB NOT NULL
) WITHOUT ROWID;

-- One matter, brought by one reporter. Fields with one value are columns; a column that is NULL was
-- not registered. Its seal also covers its rows in case_values.
CREATE TABLE cases (
    id              INTEGER PRIMARY KEY,
    code            TEXT NOT NULL UNIQUE,  -- random, without meaning
    month           INTEGER NOT NULL,      -- of the first contact; never the day
    main_type       TEXT NOT NULL,         -- the first of its types
    reporter_role   TEXT,
    capacity        TEXT,
    gender          TEXT,
    international   TEXT,
    accused_role    TEXT,
    relation        TEXT,
    unit            TEXT,
    setting         TEXT,
    frequency       TEXT,
    status          TEXT,
    abuse_suspected TEXT,
    outcome         TEXT,
    aftercare       TEXT,
    aftercare_month INTEGER,
    adviser         TEXT,
    adviser_kind    TEXT,
    also_elsewhere  TEXT,
    matter          TEXT,                  -- cases with the same code here are one matter
    seal            BLOB NOT NULL,
    -- Orders like month and then id: the newest first, in the list and in what a search finds.
    place           INTEGER GENERATED ALWAYS AS (month * 10000000 + id) VIRTUAL
);

CREATE UNIQUE INDEX cases_by_place ON cases (place);

-- Every crosstab of cases is counted from this index alone: it holds the months that are asked for
-- side by side, and no page of the table itself is read or decrypted.
CREATE INDEX cases_counted ON cases (
    month, main_type, status, unit, reporter_role, relation, capacity, gender, international,
    accused_role, setting, frequency, abuse_suspected, outcome, aftercare, adviser_kind,
    also_elsewhere
);

-- The other cases of the same matter.
CREATE INDEX cases_by_matter ON cases (matter) WHERE matter IS NOT NULL;

-- Fields with several values: types, raised_with, route, referral, no_report_reason.
CREATE TABLE case_values (
    case_id  INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    field    TEXT NOT NULL,
    position INTEGER NOT NULL,  -- 0 is the main one
    code     TEXT NOT NULL,
    -- Copies of the case, so that a year of mentions is one stretch of the index:
    month    INTEGER NOT NULL,
    status   TEXT,
    -- How many leading parts of the code an earlier value of the field has as well. With it the
    -- different cases under a category add up: those rows count that share less than its depth.
    shared   INTEGER NOT NULL,
    PRIMARY KEY (case_id, field, position)
) WITHOUT ROWID;

CREATE INDEX case_values_counted ON case_values (
    field, month, code, status, shared, position, case_id
);

-- Free text stands apart: a count never reads a page with a note, and notes never lie in an index
-- on codes.
CREATE TABLE case_notes (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    note    TEXT NOT NULL,
    seal    BLOB NOT NULL
);

-- One conversation within a case.
CREATE TABLE contacts (
    id                   INTEGER PRIMARY KEY,
    case_id              INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    held_on              INTEGER NOT NULL,
    channel              TEXT,
    kind                 TEXT,
    talk_quarters        INTEGER NOT NULL,
    preparation_quarters INTEGER NOT NULL,
    travel_quarters      INTEGER NOT NULL,
    initiative           TEXT,
    seal                 BLOB NOT NULL,
    -- Copies of the case, so that contacts are counted without it:
    case_month           INTEGER NOT NULL,
    case_status          TEXT,
    -- The day on which it was written down; NULL when nobody knows. Covered by the seal, as its last value.
    entered_on           INTEGER
);

CREATE INDEX contacts_of_case ON contacts (case_id, held_on);

-- Every crosstab of contacts is counted from this index.
CREATE INDEX contacts_counted ON contacts (
    held_on, kind, channel, initiative, case_status, case_month, case_id, talk_quarters,
    preparation_quarters, travel_quarters
);

CREATE TABLE contact_notes (
    contact_id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
    note       TEXT NOT NULL,
    seal       BLOB NOT NULL
);

-- Work that belongs to no case.
CREATE TABLE activities (
    id           INTEGER PRIMARY KEY,
    held_on      INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    audience     TEXT,
    participants INTEGER,
    form         TEXT,
    quarters     INTEGER NOT NULL,
    seal         BLOB NOT NULL
);

CREATE INDEX activities_by_day ON activities (held_on);

CREATE TABLE activity_notes (
    activity_id INTEGER PRIMARY KEY REFERENCES activities (id) ON DELETE CASCADE,
    note        TEXT NOT NULL,
    seal        BLOB NOT NULL
);

-- The organisation's own entries of a code list: its units, subtypes it added, labels it changed,
-- codes it retired. A code is never deleted or renamed.
CREATE TABLE own_codes (
    list     TEXT NOT NULL,
    code     TEXT NOT NULL,
    position INTEGER NOT NULL,
    label    TEXT NOT NULL,
    short    TEXT NOT NULL,
    aliases  TEXT NOT NULL,     -- a JSON list
    retired  INTEGER NOT NULL,  -- 0 or 1
    seal     BLOB NOT NULL,
    PRIMARY KEY (list, code)
) WITHOUT ROWID;

-- How many people worked in a unit in a year.
CREATE TABLE headcounts (
    unit      TEXT NOT NULL,
    year      INTEGER NOT NULL,
    headcount INTEGER NOT NULL,
    seal      BLOB NOT NULL,
    PRIMARY KEY (unit, year)
) WITHOUT ROWID;

-- Totals of years before the vault, as they were written.
CREATE TABLE historic_totals (
    year        INTEGER NOT NULL,
    measure     TEXT NOT NULL,
    code_list   TEXT NOT NULL,     -- version of the list of types
    category    TEXT NOT NULL,
    subcategory TEXT NOT NULL,     -- empty for the category itself
    position    INTEGER NOT NULL,  -- order in the source
    code        TEXT,              -- NULL when the list does not know the row
    written     TEXT NOT NULL,     -- the figure as printed, such as <5
    low         INTEGER NOT NULL,  -- what the figure says, at least and at most
    high        INTEGER,           -- NULL when no upper bound is known
    source      TEXT NOT NULL,
    published   INTEGER NOT NULL,  -- 1: known to everyone, 0: protected like own counts
    note        TEXT NOT NULL,
    seal        BLOB NOT NULL,
    PRIMARY KEY (year, measure, code_list, category, subcategory)
) WITHOUT ROWID;

-- Years from which figures cannot be compared with those before, with the reason.
CREATE TABLE trend_breaks (
    year     INTEGER NOT NULL,  -- the first one after the break
    category TEXT NOT NULL,     -- code of the row it is about; empty for the whole table
    reason   TEXT NOT NULL,
    seal     BLOB NOT NULL,
    PRIMARY KEY (year, category)
) WITHOUT ROWID;

-- What is being typed and not yet stored, per form. Kept at every pause of the keyboard, so that neither a
-- lock nor a crash loses a sentence.
CREATE TABLE drafts (
    key      TEXT PRIMARY KEY,  -- which form: new/…, case/…, contact/…, activity/…
    saved_at TEXT NOT NULL,     -- 2026-03-12T14:05:09
    content  TEXT NOT NULL,     -- JSON: what stands in each field, also what is not yet understood
    seal     BLOB NOT NULL
) WITHOUT ROWID;

-- What was deleted, whole, for thirty days. Nothing counts or finds it here.
CREATE TABLE bin (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,    -- case, contact, activity, recommendation, signal or agreement
    deleted_on INTEGER NOT NULL,
    content    TEXT NOT NULL,    -- JSON: see storage/snapshots.py
    seal       BLOB NOT NULL
);

-- Months in which the adviser asks the reporter of a closed case how it goes.
CREATE TABLE reminders (
    id      INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    month   INTEGER NOT NULL,
    state   TEXT NOT NULL,       -- open, done or skipped
    seal    BLOB NOT NULL
);

CREATE INDEX reminders_of_case ON reminders (case_id, month);
CREATE INDEX reminders_due ON reminders (state, month, case_id);

-- What left the vault. A publication is a reporting year as it was protected at one moment: every figure,
-- exact and as it may be told. It is kept for ever, also when cases are erased: without it later years
-- could not be protected. Rows of these three tables are added and never changed.
CREATE TABLE publications (
    place     INTEGER PRIMARY KEY,
    key       TEXT NOT NULL UNIQUE,  -- random; the same in every copy of the vault
    year      TEXT NOT NULL,         -- code of the reporting year
    begin     INTEGER NOT NULL,      -- its first month
    last_case INTEGER NOT NULL,      -- the highest id of a case that was there
    content   TEXT NOT NULL,         -- JSON: see KeptPublication in vp_desk/earlier.py
    seal      BLOB NOT NULL
);

CREATE TABLE releases (
    number      INTEGER PRIMARY KEY,  -- printed on the file
    made_on     INTEGER NOT NULL,
    suffix      TEXT NOT NULL,        -- .pdf is the report, others are tables
    year        TEXT NOT NULL,
    year_label  TEXT NOT NULL,
    editions    TEXT NOT NULL,        -- a JSON list of codes
    readers     TEXT NOT NULL,        -- the same in words
    tables      TEXT NOT NULL,        -- a JSON list of names of the tables in it
    publication TEXT REFERENCES publications (key),  -- NULL: only the number is known
    folder      TEXT NOT NULL,
    files       TEXT NOT NULL,        -- JSON: name, SHA-256 and size of each
    seal        BLOB NOT NULL
);

CREATE TABLE release_events (
    id     INTEGER PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES releases (number),
    kind   TEXT NOT NULL,     -- see EventKind in vp_desk/releases.py
    day    INTEGER NOT NULL,
    text   TEXT NOT NULL,     -- to whom, why, by which
    seal   BLOB NOT NULL
);

CREATE TRIGGER publications_stay BEFORE UPDATE ON publications BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER publications_kept BEFORE DELETE ON publications BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER releases_stay BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER releases_kept BEFORE DELETE ON releases BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON release_events BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER events_kept BEFORE DELETE ON release_events BEGIN SELECT RAISE(ABORT, 'stays'); END;

-- What was done with the vault as a whole: opened, exported, backed up. Nothing of its content. The seal also
-- covers the seal of the row before. Rows are added and never changed.
CREATE TABLE trail (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,  -- a minute such as 202503141530
    kind   TEXT NOT NULL,     -- see TrailKind in vp_desk/trail.py
    number INTEGER,
    seal   BLOB NOT NULL
);

CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'stays'); END;
CREATE TRIGGER trail_kept BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'stays'); END;

-- What the adviser writes herself in the annual report. Plain text: see vp_desk/own_text.py.
CREATE TABLE report_texts (
    year    INTEGER NOT NULL,  -- of the report
    chapter TEXT NOT NULL,     -- see Chapter in vp_desk/chapters.py
    edition TEXT NOT NULL,     -- code of the only edition it is for; empty for all
    text    TEXT NOT NULL,
    seal    BLOB NOT NULL,
    PRIMARY KEY (year, chapter, edition)
) WITHOUT ROWID;

-- Advice to those who run the organisation. What stands in its texts is meant for paper.
CREATE TABLE recommendations (
    id            INTEGER PRIMARY KEY,
    year          INTEGER NOT NULL,  -- of the report in which it stands
    text          TEXT NOT NULL,
    kind          TEXT,              -- see MeasureKind in vp_desk/advice.py
    types         TEXT NOT NULL,     -- a JSON list of codes; so are units
    units         TEXT NOT NULL,
    processes     TEXT NOT NULL,     -- a JSON list of words
    addressed_to  TEXT NOT NULL,     -- empty: the authority
    asked_by      INTEGER,           -- a day
    repeats       INTEGER,           -- id of one of an earlier year
    signal        INTEGER,           -- id of the signal in which it was given first
    response      TEXT,              -- see ResponseKind in vp_desk/advice.py
    response_text TEXT NOT NULL,
    response_day  INTEGER,
    seal          BLOB NOT NULL
);

CREATE INDEX recommendations_by_year ON recommendations (year);

-- How a recommendation stands at the end of a year.
CREATE TABLE follow_ups (
    recommendation_id INTEGER NOT NULL REFERENCES recommendations (id) ON DELETE CASCADE,
    year   INTEGER NOT NULL,
    status TEXT NOT NULL,     -- see FollowUpStatus in vp_desk/advice.py
    done   TEXT NOT NULL,
    effect TEXT NOT NULL,
    seal   BLOB NOT NULL,
    PRIMARY KEY (recommendation_id, year)
) WITHOUT ROWID;

-- Interim signals: a pattern that cannot wait for the annual report.
CREATE TABLE signals (
    id            INTEGER PRIMARY KEY,
    made_on       INTEGER NOT NULL,
    year          INTEGER NOT NULL,  -- the reporting year in which the pattern lies
    title         TEXT NOT NULL,
    text          TEXT NOT NULL,
    types         TEXT NOT NULL,     -- as in recommendations
    units         TEXT NOT NULL,
    processes     TEXT NOT NULL,
    addressed_to  TEXT NOT NULL,
    asked_by      INTEGER,
    response      TEXT,
    response_text TEXT NOT NULL,
    response_day  INTEGER,
    in_report     INTEGER NOT NULL,  -- 0 or 1
    release       INTEGER,           -- its number in the ledger; NULL: it did not leave
    seal          BLOB NOT NULL
);

-- What was agreed in talks with the authority, the works council and the coordinator.
CREATE TABLE agreements (
    id        INTEGER PRIMARY KEY,
    made_on   INTEGER NOT NULL,
    party     TEXT NOT NULL,     -- see Party in vp_desk/advice.py
    text      TEXT NOT NULL,
    due       INTEGER,
    done_on   INTEGER,
    in_report INTEGER NOT NULL,  -- 0 or 1
    seal      BLOB NOT NULL
);

-- Talks that still have to be held; those that were are activities.
CREATE TABLE planned_talks (
    id    INTEGER PRIMARY KEY,
    party TEXT NOT NULL,
    day   INTEGER NOT NULL,
    seal  BLOB NOT NULL
);

-- What the adviser finds of each norm for her work, per reporting year.
CREATE TABLE self_checks (
    year     INTEGER NOT NULL,
    norm     INTEGER NOT NULL,  -- its number at the Algemene Rekenkamer
    score    INTEGER,           -- 1 to 5; NULL: not yet judged
    evidence TEXT NOT NULL,
    seal     BLOB NOT NULL,
    PRIMARY KEY (year, norm)
) WITHOUT ROWID;

-- The words of one case: its codes and its notes with those of its contacts.
CREATE VIEW case_texts (id, place, words) AS
SELECT id, place,
       concat_ws(char(10), code, matter, adviser,
                 (SELECT note FROM case_notes WHERE case_id = cases.id),
                 (SELECT group_concat(note, char(10) ORDER BY contact_id)
                    FROM contact_notes JOIN contacts ON contacts.id = contact_id
                   WHERE contacts.case_id = cases.id))
  FROM cases;

-- Full-text search. It keeps the words and reads the texts from the view, so that no note is stored
-- twice; secure-delete (set when the vault is made) also takes the words of a deleted note away.
CREATE VIRTUAL TABLE case_search USING fts5(
    words, content = 'case_texts', content_rowid = 'place',
    tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO case_search (case_search, rank) VALUES ('secure-delete', 1);
"""


def statements(script: str) -> list[str]:
    """The statements of a script; each ends with a semicolon at the end of a line."""
    return [part for part in script.split(";\n") if part.strip()]


def migrations() -> tuple[ModuleType, ...]:
    """The steps in order: the first makes version 1 from an empty database, and so on."""
    return tuple(import_module(f"vp_desk.storage.migrations.{name}") for name in _MIGRATIONS)


_MIGRATIONS: Final = (
    "m0001_initial",
    "m0002_day",
    "m0003_releases",
    "m0004_trail",
    "m0005_report_texts",
    "m0006_loop",
)


def create(db: Database, vault_id: str, program: str, disclosure_seed: bytes) -> None:
    """Fill an empty database, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    for statement in statements(SCHEMA):
        db.execute(statement)
    settings.put(db, "vault_id", vault_id)
    settings.put(db, "program", program)
    settings.put(db, "disclosure_seed", disclosure_seed.hex())
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def migrate(db: Database, program: str) -> None:
    """Bring an older vault up to date, within the transaction of the caller."""
    for number, step in enumerate(migrations(), start=1):
        if number > version_of(db):
            for statement in step.STATEMENTS:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
    settings.put(db, "program", program)


def version_of(db: Database) -> int:
    """The version of the schema that the database has."""
    return int(db.value("PRAGMA user_version"))


def program_of(db: Database) -> str:
    """The version of the program that made or last migrated the database.

    Reads nothing else of a database that may be newer than we understand.
    """
    found = db.value("SELECT value FROM settings WHERE key = 'program'")
    return str(found).strip('"')


def vault_id_of(db: Database) -> str:
    """The id that the database holds of its vault."""
    return str(settings.get(db, "vault_id"))
