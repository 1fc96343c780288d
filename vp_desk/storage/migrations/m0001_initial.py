"""Version 1: the first tables.

A migration is frozen once a program with it was released. It imports nothing of ours, so that later
changes cannot reach it. The comments stand in `vp_desk/storage/schema.py`.
"""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE settings (
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        seal  BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE cases (
        id              INTEGER PRIMARY KEY,
        code            TEXT NOT NULL UNIQUE,
        month           INTEGER NOT NULL,
        main_type       TEXT NOT NULL,
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
        matter          TEXT,
        seal            BLOB NOT NULL,
        place           INTEGER GENERATED ALWAYS AS (month * 10000000 + id) VIRTUAL
    )
    """,
    """
    CREATE UNIQUE INDEX cases_by_place ON cases (place)
    """,
    """
    CREATE INDEX cases_counted ON cases (
        month, main_type, status, unit, reporter_role, relation, capacity, gender, international,
        accused_role, setting, frequency, abuse_suspected, outcome, aftercare, adviser_kind,
        also_elsewhere
    )
    """,
    """
    CREATE INDEX cases_by_type ON cases (main_type, place)
    """,
    """
    CREATE INDEX cases_by_status ON cases (status, place)
    """,
    """
    CREATE INDEX cases_by_unit ON cases (unit, place)
    """,
    """
    CREATE INDEX cases_by_reporter_role ON cases (reporter_role, place)
    """,
    """
    CREATE TABLE case_values (
        case_id  INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        field    TEXT NOT NULL,
        position INTEGER NOT NULL,
        code     TEXT NOT NULL,
        month    INTEGER NOT NULL,
        status   TEXT,
        shared   INTEGER NOT NULL,
        PRIMARY KEY (case_id, field, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX case_values_counted ON case_values (
        field, month, code, status, shared, position, case_id
    )
    """,
    """
    CREATE TABLE case_notes (
        case_id INTEGER PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
        note    TEXT NOT NULL,
        seal    BLOB NOT NULL
    )
    """,
    """
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
        case_month           INTEGER NOT NULL,
        case_status          TEXT
    )
    """,
    """
    CREATE INDEX contacts_of_case ON contacts (case_id, held_on)
    """,
    """
    CREATE INDEX contacts_counted ON contacts (
        held_on, kind, channel, initiative, case_status, case_month, case_id, talk_quarters,
        preparation_quarters, travel_quarters
    )
    """,
    """
    CREATE TABLE contact_notes (
        contact_id INTEGER PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
        note       TEXT NOT NULL,
        seal       BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE activities (
        id           INTEGER PRIMARY KEY,
        held_on      INTEGER NOT NULL,
        kind         TEXT NOT NULL,
        audience     TEXT,
        participants INTEGER,
        form         TEXT,
        quarters     INTEGER NOT NULL,
        seal         BLOB NOT NULL
    )
    """,
    """
    CREATE INDEX activities_by_day ON activities (held_on)
    """,
    """
    CREATE TABLE activity_notes (
        activity_id INTEGER PRIMARY KEY REFERENCES activities (id) ON DELETE CASCADE,
        note        TEXT NOT NULL,
        seal        BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE own_codes (
        list     TEXT NOT NULL,
        code     TEXT NOT NULL,
        position INTEGER NOT NULL,
        label    TEXT NOT NULL,
        short    TEXT NOT NULL,
        aliases  TEXT NOT NULL,
        retired  INTEGER NOT NULL,
        seal     BLOB NOT NULL,
        PRIMARY KEY (list, code)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE headcounts (
        unit      TEXT NOT NULL,
        year      INTEGER NOT NULL,
        headcount INTEGER NOT NULL,
        seal      BLOB NOT NULL,
        PRIMARY KEY (unit, year)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE historic_totals (
        year        INTEGER NOT NULL,
        measure     TEXT NOT NULL,
        code_list   TEXT NOT NULL,
        category    TEXT NOT NULL,
        subcategory TEXT NOT NULL,
        position    INTEGER NOT NULL,
        code        TEXT,
        written     TEXT NOT NULL,
        low         INTEGER NOT NULL,
        high        INTEGER,
        source      TEXT NOT NULL,
        published   INTEGER NOT NULL,
        note        TEXT NOT NULL,
        seal        BLOB NOT NULL,
        PRIMARY KEY (year, measure, code_list, category, subcategory)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE trend_breaks (
        year     INTEGER NOT NULL,
        category TEXT NOT NULL,
        reason   TEXT NOT NULL,
        seal     BLOB NOT NULL,
        PRIMARY KEY (year, category)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW case_texts (id, place, words) AS
    SELECT id, place,
           concat_ws(char(10), code, matter, adviser,
                     (SELECT note FROM case_notes WHERE case_id = cases.id),
                     (SELECT group_concat(note, char(10) ORDER BY contact_id)
                        FROM contact_notes JOIN contacts ON contacts.id = contact_id
                       WHERE contacts.case_id = cases.id))
      FROM cases
    """,
    """
    CREATE VIRTUAL TABLE case_search USING fts5(
        words, content = 'case_texts', content_rowid = 'place',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    INSERT INTO case_search (case_search, rank) VALUES ('secure-delete', 1)
    """,
)
