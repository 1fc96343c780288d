"""The release ledger: what leaves is written down first, stays known, and survives an older copy."""

import errno
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.desk.a_release import NEXT_YEAR, TODAY, copied, late, opened, prepared, record, total_of
from vp_desk.axes import TOTAL
from vp_desk.demo import invent
from vp_desk.desk import (
    ChangeKind,
    Desk,
    LeakError,
    NotThisEventError,
    create_vault,
    protect,
)
from vp_desk.desk.demonstration import fill
from vp_desk.disclosure import Reason
from vp_desk.errors import VpDeskError
from vp_desk.released import Band, Hidden, Shown
from vp_desk.releases import EventKind, Origin
from vp_desk.storage import releases
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.telling import Telling


def test_every_export_is_written_down_with_its_number_readers_and_hash(
    two_years: Desk, out: Path
) -> None:
    ready = prepared(two_years)
    written = two_years.write_report(ready, "works_council", out / "or.pdf", TODAY)
    two_years.write_aggregates(ready, None, out / "alles.csv", TODAY)
    tables, report = two_years.released.releases()
    assert (report.number, report.readers, report.year_label) == (1, "Ondernemingsraad", "2025")
    assert (report.day, report.suffix, report.folder) == (TODAY, ".pdf", str(out))
    assert "types_by_unit" not in report.tables
    assert "types_by_unit" in tables.tables
    assert [file.name for file in tables.files] == ["alles.csv", "alles.lees-mij.txt"]
    assert tables.editions == ("authority", "works_council", "coordinator")
    assert written.reference == two_years.released.reference_of(report)
    assert report.counts
    assert not report.pending
    (publication,) = two_years.released.ledger().publications
    assert publication.kept == ready.release.kept
    assert publication.last_case == 75


@pytest.mark.parametrize("name", ["a.pdf", "a.csv", "a.xlsx", "a.json"])
def test_each_file_carries_its_number_and_is_recognised(
    two_years: Desk, out: Path, name: str
) -> None:
    ready = prepared(two_years)
    if name.endswith(".pdf"):
        two_years.write_report(ready, "authority", out / name, TODAY)
    else:
        two_years.write_aggregates(ready, "authority", out / name, TODAY)
    (release,) = two_years.released.releases()
    for path in out.iterdir():
        found = two_years.released.identify(path)
        assert (found.origin, found.release) == (Origin.RELEASED, release)
        path.write_bytes(path.read_bytes() + b"\n")
        if path.suffix != ".xlsx":  # with something after its end it is no archive any more
            found = two_years.released.identify(path)
            assert found.origin is Origin.CHANGED
            assert found.reference == two_years.released.reference_of(release)


def test_a_file_of_another_vault_is_not_recognised(
    two_years: Desk, out: Path, tmp_path: Path
) -> None:
    made = create_vault(tmp_path / "ander", PASSPHRASE, "x", cost=CHEAP, limits=CHEAP_LIMITS)
    with made.desk as other:
        fill(other, invent(sizes=(20,)))
        other.write_report(prepared(other), "authority", out / "a.pdf", TODAY)
        assert other.released.identify(out / "a.pdf").origin is Origin.RELEASED
    assert two_years.released.identify(out / "a.pdf").origin is Origin.UNKNOWN
    (out / "b.txt").write_text("Geen verslag.")
    assert two_years.released.identify(out / "b.txt").origin is Origin.UNKNOWN
    with pytest.raises(VpDeskError):
        two_years.released.identify(out / "nergens.pdf")


def test_the_database_refuses_to_change_or_forget_a_release(two_years: Desk, out: Path) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    for table, column in (
        ("releases", "readers"),
        ("publications", "year"),
        ("release_events", "text"),
    ):
        for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608 - ours
            with pytest.raises(Exception, match="CONSTRAINT"), two_years._vault.write() as db:
                db.execute(sql)
    assert len(two_years.released.releases()) == 1


def test_a_row_that_was_taken_away_all_the_same_is_damage(two_years: Desk, out: Path) -> None:
    ready = prepared(two_years)
    for name in ("a.pdf", "b.pdf"):
        two_years.write_report(ready, "authority", out / name, TODAY)
    with two_years._vault.write() as db:
        db.execute("DROP TRIGGER releases_kept")
        db.execute("DROP TRIGGER events_kept")
        db.execute("DELETE FROM release_events WHERE number = 1")
        db.execute("DELETE FROM releases WHERE number = 1")
    with pytest.raises(DatabaseDamagedError):
        two_years.released.releases()


def test_a_publication_that_was_taken_away_is_damage(two_years: Desk, out: Path) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    with two_years._vault.read() as db:
        connection = db.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DROP TRIGGER publications_kept")
    connection.execute("DELETE FROM publications")
    with pytest.raises(DatabaseDamagedError):
        two_years.released.ledger()


class StopError(Exception):
    """The program stops here."""


def test_what_a_release_replaces_is_known_also_when_the_program_stopped_before_it_was_confirmed(
    two_years: Desk, out: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    record(two_years, late(12))

    def stop(step: str) -> None:
        if step == "named":
            raise StopError

    two_years._publisher.step = stop
    with pytest.raises(StopError):
        two_years.write_report(
            prepared(two_years, restated=True), "authority", out / "b.pdf", TODAY
        )
    assert [each.pending for each in two_years.released.releases()] == [True, False]
    assert two_years.released.settle() == 1
    new, old = two_years.released.releases()
    assert not new.pending
    assert old.last is not None
    assert old.last.text == two_years.released.reference_of(new)


def test_a_released_year_is_told_as_it_was_whatever_came_later(two_years: Desk, out: Path) -> None:
    first = prepared(two_years)
    two_years.write_report(first, "authority", out / "a.pdf", TODAY)
    record(two_years, late(7))
    second = prepared(two_years)
    assert second.counted.frozen is not None
    assert (second.counted.frozen.cases_then, second.counted.frozen.cases_now) == (45, 52)
    assert second.counted.frozen.changed > 0
    for name, table in first.release.publication.tables.items():
        assert second.release.publication.tables[name].cells == table.cells
    two_years.write_report(second, "works_council", out / "b.pdf", TODAY)
    assert len(two_years.released.ledger().publications) == 1
    assert prepared(two_years, 2024).counted.frozen is None


def test_late_cases_stand_in_the_next_report_and_not_in_the_year_told_before(
    two_years: Desk, out: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    record(two_years, [*late(7), *late(60, year=2026, mark="new")])
    found = prepared(two_years, 2026)
    assert total_of(found, "trend") == Shown(45)
    table = found.release.publication.tables["late_cases"]
    assert table.at(period="2025") == Shown(7)
    two_years.write_report(found, "authority", out / "b.pdf", NEXT_YEAR)
    record(two_years, late(1, mark="later"))
    again = prepared(two_years, 2026)
    assert again.release.publication.tables["late_cases"].at(period="2025") == Shown(7)
    record(two_years, late(30, year=2027, mark="after"))
    later = prepared(two_years, 2027)
    told = later.release.publication.tables["late_cases"].at(period="2025")
    assert told != Shown(8), "7 was told: who subtracts would find the one"


def test_few_late_cases_are_not_counted_out(two_years: Desk, out: Path) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    record(two_years, [*late(2), *late(60, year=2026, mark="new")])
    found = prepared(two_years, 2026)
    assert found.release.publication.tables["late_cases"].at(period="2025") == Hidden()


def test_without_late_cases_there_is_no_table_of_them(two_years: Desk, out: Path) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    record(two_years, late(60, year=2026, mark="new"))
    assert "late_cases" not in prepared(two_years, 2026).release.publication.tables


def test_what_was_told_of_a_running_year_is_provisional(two_years: Desk, out: Path) -> None:
    two_years.write_aggregates(prepared(two_years), "coordinator", out / "a.csv", date(2025, 11, 3))
    record(two_years, late(12))
    found = prepared(two_years)
    assert found.counted.frozen is None
    assert total_of(found) == Shown(57)


def test_a_restated_year_hides_what_subtracting_would_tell_and_says_what_it_replaces(
    two_years: Desk, out: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    two_years.write_report(prepared(two_years), "works_council", out / "b.pdf", TODAY)
    record(two_years, late(1))
    found = prepared(two_years, restated=True)
    assert found.counted.frozen is None
    assert total_of(found) == Hidden(), "45 was told, and 46 would tell of the one"
    written = two_years.write_report(found, "authority", out / "c.pdf", TODAY)
    third, second, first = two_years.released.releases()
    assert first.last is not None
    assert (first.last.kind, first.last.text) == (EventKind.REPLACED, written.reference)
    assert second.last is None, "other readers have that one still"
    assert third.last is None
    assert prepared(two_years).release.kept.tells_as(found.release.kept)


def test_a_file_that_cannot_be_written_does_not_count(two_years: Desk, out: Path) -> None:
    ready = prepared(two_years)
    (out / "a.pdf").mkdir()
    with pytest.raises(VpDeskError):
        two_years.write_report(ready, "authority", out / "a.pdf", TODAY)
    (failed,) = two_years.released.releases()
    assert not failed.counts
    assert not two_years.released.ledger().given()
    with pytest.raises(NotThisEventError):
        two_years.released.note(failed.number, EventKind.HANDED_OVER, TODAY, "de directie")
    two_years.write_report(ready, "authority", out / "b.pdf", TODAY)
    assert [release.number for release in two_years.released.releases()] == [2, 1]


def no_sync_of(folder: Path, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system does not put the names in a folder on disk when asked."""
    really = os.fsync

    def fsync(handle: int) -> None:
        if os.path.sameopenfile(handle, here):
            raise OSError(code, os.strerror(code))
        really(handle)

    here = os.open(folder, os.O_RDONLY)
    monkeypatch.setattr(os, "fsync", fsync)


def test_a_drive_that_does_not_sync_its_folders_takes_files_all_the_same(
    two_years: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_sync_of(out, errno.EINVAL, monkeypatch)
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    (release,) = two_years.released.releases()
    assert (release.counts, release.pending) == (True, False)


def test_a_file_that_stands_there_counts_also_when_the_disk_gave_an_error_afterwards(
    two_years: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_sync_of(out, errno.EIO, monkeypatch)
    with pytest.raises(VpDeskError):
        two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    assert (out / "a.pdf").exists()
    (release,) = two_years.released.releases()
    assert release.counts


def test_of_two_files_that_belong_together_none_is_left_when_one_fails(
    two_years: Desk, out: Path
) -> None:
    (out / "a.lees-mij.txt").mkdir()
    with pytest.raises(VpDeskError):
        two_years.write_aggregates(prepared(two_years), None, out / "a.csv", TODAY)
    assert [path.name for path in out.iterdir()] == ["a.lees-mij.txt"]


def test_what_became_of_a_file_is_added_and_nothing_is_taken_away(
    two_years: Desk, out: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    changes = two_years.released.note(1, EventKind.HANDED_OVER, TODAY, " de secretaris-generaal ")
    assert changes.kinds == {ChangeKind.RELEASES}
    two_years.released.note(1, EventKind.WITHDRAWN, NEXT_YEAR, "verkeerde bijlage")
    (release,) = two_years.released.releases()
    assert [event.kind for event in release.events] == [
        EventKind.CONFIRMED,
        EventKind.HANDED_OVER,
        EventKind.WITHDRAWN,
    ]
    assert release.events[1].text == "de secretaris-generaal"
    assert release.counts, "nobody forgets what was withdrawn"
    assert prepared(two_years).counted.frozen is not None


def test_figures_that_only_an_older_ledger_gives_away_are_refused(
    two_years: Desk, vault_path: Path, out: Path, tmp_path: Path
) -> None:
    """The year was prepared, and then a release by other rules came from another copy of the vault."""
    copy = copied(vault_path, tmp_path / "kopie")
    ready = prepared(two_years)
    with opened(copy) as other:
        other.change_settings(replace(other.settings, threshold=3))
        other.write_aggregates(prepared(other), None, out / "a.json", TODAY)
    two_years.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS)
    with pytest.raises(LeakError, match="Samen met wat eerder is uitgegeven is uit te rekenen"):
        two_years.write_report(ready, "authority", out / "b.pdf", TODAY)
    assert not (out / "b.pdf").exists()
    assert [each.number for each in two_years.released.releases()] == [1]
    verdict = two_years.check_release(ready, "authority", TODAY)
    assert [sentence[:9] for sentence in verdict.sentences] == ["Samen met"]
    # Prepared anew, what is known already is taken into account.
    fresh = prepared(two_years)
    assert two_years.check_release(fresh, "authority", TODAY).safe
    two_years.write_report(fresh, "authority", out / "b.pdf", TODAY)
    assert fresh.release.account.given_away


def test_files_of_one_year_by_other_steps_and_trends_lie_side_by_side_in_safety(
    two_years: Desk, out: Path
) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    steps = (Telling(dropped=frozenset({"types"})), Telling(dropped=frozenset({"unit", "routes"})))
    for number, telling in enumerate(steps):
        for years in (1, 2):
            counted = two_years.count(2025, years)
            found = protect(counted, telling)
            for edition in two_years.editions():
                found = found.with_confirmed(found.to_confirm(edition), edition)
            two_years.write_report(found, "authority", out / f"{number}{years}.pdf", TODAY)
    assert not two_years.released.ledger().earlier(two_years.calendar).given_away(5)


def test_hidden_figures_stay_hidden_with_a_lower_threshold(two_years: Desk, out: Path) -> None:
    first = prepared(two_years)
    two_years.write_aggregates(first, None, out / "a.json", TODAY)
    two_years.change_settings(replace(two_years.settings, threshold=3))
    second = prepared(two_years)
    assert second.release.publication.threshold == 5, "its hidden figures lie below that"
    assert Reason.EARLIER in second.release.account.reasons.values()
    two_years.write_aggregates(second, None, out / "b.json", TODAY)
    one, two = (json.loads((out / name).read_text()) for name in ("a.json", "b.json"))
    for old, new in zip(one["editions"], two["editions"], strict=True):
        assert [t["cells"] for t in old["tables"]] == [t["cells"] for t in new["tables"]]


def test_a_year_of_bands_stands_in_the_trend_of_a_report_by_another_threshold(
    two_years: Desk, out: Path
) -> None:
    two_years.write_report(prepared(two_years, 2024), "authority", out / "a.pdf", date(2025, 1, 20))
    two_years.change_settings(replace(two_years.settings, threshold=8))
    found = prepared(two_years)
    bands = {c for c in found.release.publication.tables["trend"].cells.values() if c == Band(0, 4)}
    assert bands, "2024 had few cases, and was told in bands"
    two_years.write_report(found, "authority", out / "b.pdf", TODAY)


def test_a_new_unit_is_a_gap_in_the_frozen_year(two_years: Desk, out: Path) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    two_years.add_unit("Nieuwbouw", {2025: 80})
    found = prepared(two_years)
    unit = found.release.publication.tables["unit"]
    assert type(unit.at(unit="nieuwbouw", period="2025")).__name__ == "Gap"
    assert unit.at(unit=TOTAL, period="2025") == total_of(found)
    two_years.write_report(found, "works_council", out / "b.pdf", TODAY)


def test_a_year_whose_cases_were_erased_is_still_told_as_it_was(two_years: Desk, out: Path) -> None:
    two_years.write_report(prepared(two_years), "authority", out / "a.pdf", TODAY)
    with two_years._vault.write() as db:
        db.execute("DELETE FROM cases WHERE month < 202601")
        db.execute("INSERT INTO case_search (case_search) VALUES ('rebuild')")
    record(two_years, late(60, year=2026, mark="new"))
    found = prepared(two_years, 2026)
    assert total_of(found, "trend") == Shown(45)


def test_the_ledger_counts_nothing_that_never_left(two_years: Desk) -> None:
    prepared(two_years)
    two_years.check_release(prepared(two_years), "authority", TODAY)
    with two_years._vault.read() as db:
        assert releases.ledger(db).releases == ()
    assert os.environ["XDG_STATE_HOME"]
    assert two_years.released.missing() == ()
