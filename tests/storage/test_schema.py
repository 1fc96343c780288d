"""The schema is the catalogue, is what the migrations make, and opens every released vault."""

import re
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.storage.cheap import CHEAP_LIMITS
from tests.vaults.make_sample import (
    AGREEMENTS,
    DRAFT,
    FILES,
    PLANNED_TALK,
    PUBLICATION,
    RECOMMENDATIONS,
    RELEASE,
    REMINDER,
    SAMPLE_PASSPHRASE,
    SELF_CHECK,
    SIGNALS,
    TEXTS,
    TRAIL,
)
from vp_desk.fields import ACTIVITY_FIELDS, CASE_FIELDS, CONTACT_FIELDS, Field, Kind
from vp_desk.historic import HistoricTotal
from vp_desk.records import Activity, Case, Contact
from vp_desk.releases import Ledger
from vp_desk.selection import ORDERS
from vp_desk.storage import (
    activities,
    advice,
    backups,
    bins,
    cases,
    contacts,
    database,
    drafts,
    lists,
    releases,
    reminders,
    schema,
    self_checks,
    settings,
    snapshots,
    talks,
    texts,
    trail,
    verify,
)
from vp_desk.storage.database import Database, DatabaseDamagedError
from vp_desk.storage.ordering import BY_TABLE, key_of
from vp_desk.storage.slots import DatabaseKey
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import built_in_lists

VAULTS = Path(__file__).resolve().parents[1] / "vaults"
SAMPLES = sorted(VAULTS.glob("v[0-9]*"))


def columns(db: Database, table: str) -> set[str]:
    return {row[1] for row in db.rows(f"PRAGMA table_xinfo({table})")}


def keys(described: tuple[Field, ...], *without: Kind) -> set[str]:
    return {field.key for field in described if field.kind not in without}


def test_catalogue_records_and_tables_have_the_same_fields(vault: Vault) -> None:
    for record, described in (
        (Case, CASE_FIELDS),
        (Contact, CONTACT_FIELDS),
        (Activity, ACTIVITY_FIELDS),
    ):
        assert [field.name for field in fields(record)] == [field.key for field in described]
    with vault.read() as db:
        ours = {"id", "seal", "main_type", "place"}
        assert columns(db, "cases") - ours == keys(CASE_FIELDS, Kind.CODES, Kind.NOTE)
        assert columns(db, "cases") - {"id", "seal", "place"} == set(cases.COLUMNS)
        ours = {"seal", "case_id", *contacts.COPIES}
        assert columns(db, "contacts") - ours == keys(CONTACT_FIELDS, Kind.NOTE) - {"case"}
        assert columns(db, "contacts") - ours - {"id"} == set(contacts.FIELDS)
        assert columns(db, "activities") - {"seal"} == keys(ACTIVITY_FIELDS, Kind.NOTE)
        assert columns(db, "activities") - {"seal", "id"} == set(activities.FIELDS)
        stored = {field.name for field in fields(HistoricTotal)} - {"text"}
        assert columns(db, "historic_totals") - {"seal", "position", "written"} == stored


def test_the_counting_index_holds_every_code_of_a_case(vault: Vault) -> None:
    with vault.read() as db:
        held = {row[2] for row in db.rows("PRAGMA index_xinfo(cases_counted)")}
        assert {field.key for field in CASE_FIELDS if field.kind is Kind.CODE} < held


@pytest.mark.parametrize("order", sorted(set(ORDERS) - BY_TABLE - {"month"}))
def test_the_list_is_sorted_without_reading_the_table_of_cases(vault: Vault, order: str) -> None:
    key = key_of(order, built_in_lists())
    asked = "EXPLAIN QUERY PLAN SELECT id FROM cases INDEXED BY cases_counted ORDER BY "
    with vault.read() as db:
        rows = db.rows(f"{asked}{key.sql} DESC, month DESC, id DESC LIMIT 9", key.values)
    steps = [row[3] for row in rows]
    assert "SCAN cases USING COVERING INDEX cases_counted" in steps


@pytest.mark.parametrize(
    ("sql", "plan"),
    [
        (
            (
                "SELECT main_type, unit, count(*) FROM cases c WHERE month >= 1 AND month < 9 "
                "AND (status IS NULL OR status NOT IN ('open')) GROUP BY 1, 2"
            ),
            "SEARCH c USING COVERING INDEX cases_counted (month>? AND month<?)",
        ),
        (
            (
                "SELECT code, count(*), sum(shared < 1), sum(position = 0) FROM case_values v "
                "WHERE field = 'route' AND month >= 1 AND month < 9 AND status IS NULL GROUP BY 1"
            ),
            "SEARCH v USING COVERING INDEX case_values_counted (field=? AND month>? AND month<?)",
        ),
        (
            (
                "SELECT kind, count(*), count(DISTINCT case_id) FROM contacts k WHERE held_on >= 1 "
                "AND held_on < 9 AND case_month < 3 AND case_status IS NULL GROUP BY 1"
            ),
            "SEARCH k USING COVERING INDEX contacts_counted (held_on>? AND held_on<?)",
        ),
    ],
)
def test_counting_reads_one_stretch_of_an_index_and_no_table(
    vault: Vault, sql: str, plan: str
) -> None:
    with vault.read() as db:
        assert plan in [row[3] for row in db.rows("EXPLAIN QUERY PLAN " + sql)]


def shape(db: Database) -> dict[str, str]:
    """Name → statement, without comments and spaces."""
    rows = db.rows("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {name: re.sub(r"--[^\n]*|\s+", "", sql) for name, sql in rows}


def test_a_fresh_database_equals_a_migrated_one(vault: Vault, tmp_path: Path) -> None:
    migrated = database.create(tmp_path / "leeg.db", DatabaseKey.new())
    migrated.execute("BEGIN")
    for step in schema.migrations():
        for statement in step.STATEMENTS:
            migrated.execute(statement)
    with vault.read() as db:
        assert shape(migrated) == shape(db)
        assert migrated.rows("SELECT * FROM case_search_config ORDER BY 1") == db.rows(
            "SELECT * FROM case_search_config ORDER BY 1"
        )
        assert schema.version_of(db) == schema.VERSION == len(schema.migrations())
    migrated.execute("ROLLBACK")
    schema.migrate(migrated, "9.9")
    assert schema.version_of(migrated) == schema.VERSION
    assert schema.program_of(migrated) == "9.9"
    migrated.connection.close()


def test_there_is_a_sample_vault_of_every_schema() -> None:
    assert [folder.name for folder in SAMPLES] == [
        f"v{number:04d}" for number in range(1, schema.VERSION + 1)
    ]


def _check_kept(sample: Path, vault: Vault) -> None:
    """What was brought up to date is kept as it was, once."""
    kept = backups.found_in(backups.own_place(vault.folder))
    assert len(kept) == (sample.name != f"v{schema.VERSION:04d}")
    for backup in kept:
        for name in ("notes.db", "vault.keys"):
            assert (backup.path / name).read_bytes() == (sample / name).read_bytes()


def test_a_damaged_vault_of_an_older_version_is_not_brought_up_to_date(tmp_path: Path) -> None:
    folder = tmp_path / "kluis"
    shutil.copytree(SAMPLES[0], folder)
    folder.chmod(0o700)
    content = bytearray((folder / "notes.db").read_bytes())
    content[-100] ^= 1
    (folder / "notes.db").write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        Vault.open(folder, SAMPLE_PASSPHRASE)
    assert (folder / "notes.db").read_bytes() == content
    assert backups.found_in(backups.own_place(folder)) == ()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_released_vault_still_opens_with_all_that_was_in_it(
    sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "kluis"
    folder.mkdir()
    for path in sample.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    with Vault.open(folder, SAMPLE_PASSPHRASE) as vault:
        assert verify.problems(vault) == ()
        with vault.read() as db:
            assert list(cases.files(db)) == list(FILES)
            assert [activity.kind for activity in activities.between(db)] == ["training"]
            assert lists.headcounts(db) == {("noord", 2025): 40}
            assert lists.load(db)["unit"].label_of("noord") == "Noord"
            assert settings.get(db, "reporting_year_begins") == 9
            assert len(settings.disclosure_seed(db)) == 32
            if sample.name >= "v0002":
                assert drafts.every(db) == (DRAFT,)
                assert reminders.of_case(db, REMINDER.case) == (REMINDER,)
                (binned,) = bins.every(db)
                kept = snapshots.contact_from_text(binned.content)
                assert replace(kept, id=FILES[0].contacts[1].id) == FILES[0].contacts[1]
            known = Ledger((RELEASE,), (PUBLICATION,)) if sample.name >= "v0003" else Ledger()
            assert releases.ledger(db) == known
            assert texts.every(db) == (TEXTS if sample.name >= "v0005" else ())
            has_loop = sample.name >= "v0006"
            assert advice.recommendations(db) == (RECOMMENDATIONS if has_loop else ())
            assert advice.signals(db) == (SIGNALS if has_loop else ())
            assert talks.agreements(db) == (AGREEMENTS if has_loop else ())
            assert talks.planned(db) == ((PLANNED_TALK,) if has_loop else ())
            assert self_checks.every(db) == ((SELF_CHECK,) if has_loop else ())
            assert trail.every(db) == (TRAIL if sample.name >= "v0004" else ())
        _check_kept(sample, vault)
    with pytest.raises(Exception, match="wachtzin"):
        Vault.open(folder, SAMPLE_PASSPHRASE + "x", limits=CHEAP_LIMITS)
