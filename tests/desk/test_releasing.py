"""The release ledger: what leaves is written down first, stays known, and survives an older copy."""

import errno
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from vp_desk.aggregate import CaseFile
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.demo import invent
from vp_desk.desk import (
    AnotherVaultError,
    ChangeKind,
    Desk,
    LeakError,
    LedgerGapError,
    NothingToTakeOverError,
    NotThisEventError,
    Prepared,
    create_vault,
    open_vault,
    protect,
)
from vp_desk.desk.demonstration import fill
from vp_desk.disclosure import Reason
from vp_desk.errors import VpDeskError
from vp_desk.importing import CasesPreview
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.released import Band, Hidden, Shown
from vp_desk.releases import EventKind, Origin, ReleaseEvent, reference
from vp_desk.storage import releases, settings
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.telling import Telling

TODAY = date(2026, 1, 12)
NEXT_YEAR = date(2027, 1, 11)


def late(
    number: int, kind: str = "conduct", year: int = 2025, mark: str = "late"
) -> list[CaseFile]:
    """Cases without a conversation, recorded when nobody expected them any more."""
    return [
        CaseFile(Case(code=CaseCode(f"{mark}-{n}"), month=Month(year, 5), types=(kind,)))
        for n in range(number)
    ]


def record(desk: Desk, files: Sequence[CaseFile]) -> None:
    desk.import_cases(CasesPreview(tuple(files), (), ()))


def prepared(desk: Desk, year: int = 2025, *, restated: bool = False) -> Prepared:
    """Ready for all readers."""
    found = desk.prepare(year, restated=restated)
    for edition in desk.editions():
        found = found.with_confirmed(found.to_confirm(edition), edition)
    return found


@pytest.fixture
def full(desk: Desk) -> Desk:
    fill(desk, invent(sizes=(30, 45), last_year=2025))
    return desk


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "uit"
    folder.mkdir()
    return folder


def total_of(found: Prepared, table: str = "types", year: str = "2025") -> object:
    return found.release.publication.tables[table].at(**{PERIOD: year})


def test_every_export_is_written_down_with_its_number_readers_and_hash(
    full: Desk, out: Path
) -> None:
    ready = prepared(full)
    written = full.write_report(ready, "works_council", out / "or.pdf", TODAY)
    full.write_aggregates(ready, None, out / "alles.csv", TODAY)
    tables, report = full.released.releases()
    assert (report.number, report.readers, report.year_label) == (1, "Ondernemingsraad", "2025")
    assert (report.day, report.suffix, report.folder) == (TODAY, ".pdf", str(out))
    assert "types_by_unit" not in report.tables
    assert "types_by_unit" in tables.tables
    assert [file.name for file in tables.files] == ["alles.csv", "alles.lees-mij.txt"]
    assert tables.editions == ("authority", "works_council", "coordinator")
    assert written.reference == full.released.reference_of(report)
    assert report.counts
    assert not report.pending
    (publication,) = full.released.ledger().publications
    assert publication.kept == ready.release.kept
    assert publication.last_case == 75


@pytest.mark.parametrize("name", ["a.pdf", "a.csv", "a.xlsx", "a.json"])
def test_each_file_carries_its_number_and_is_recognised(full: Desk, out: Path, name: str) -> None:
    ready = prepared(full)
    if name.endswith(".pdf"):
        full.write_report(ready, "authority", out / name, TODAY)
    else:
        full.write_aggregates(ready, "authority", out / name, TODAY)
    (release,) = full.released.releases()
    for path in out.iterdir():
        found = full.released.identify(path)
        assert (found.origin, found.release) == (Origin.RELEASED, release)
        path.write_bytes(path.read_bytes() + b"\n")
        if path.suffix != ".xlsx":  # with something after its end it is no archive any more
            found = full.released.identify(path)
            assert found.origin is Origin.CHANGED
            assert found.reference == full.released.reference_of(release)


def test_a_file_of_another_vault_is_not_recognised(full: Desk, out: Path, tmp_path: Path) -> None:
    made = create_vault(tmp_path / "ander", PASSPHRASE, "x", cost=CHEAP, limits=CHEAP_LIMITS)
    with made.desk as other:
        fill(other, invent(sizes=(20,)))
        other.write_report(prepared(other), "authority", out / "a.pdf", TODAY)
        assert other.released.identify(out / "a.pdf").origin is Origin.RELEASED
    assert full.released.identify(out / "a.pdf").origin is Origin.UNKNOWN
    (out / "b.txt").write_text("Geen verslag.")
    assert full.released.identify(out / "b.txt").origin is Origin.UNKNOWN
    with pytest.raises(VpDeskError):
        full.released.identify(out / "nergens.pdf")


def test_the_database_refuses_to_change_or_forget_a_release(full: Desk, out: Path) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    for table, column in (
        ("releases", "readers"),
        ("publications", "year"),
        ("release_events", "text"),
    ):
        for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608 - ours
            with pytest.raises(Exception, match="CONSTRAINT"), full._vault.write() as db:
                db.execute(sql)
    assert len(full.released.releases()) == 1


def test_a_row_that_was_taken_away_all_the_same_is_damage(full: Desk, out: Path) -> None:
    ready = prepared(full)
    for name in ("a.pdf", "b.pdf"):
        full.write_report(ready, "authority", out / name, TODAY)
    with full._vault.write() as db:
        db.execute("DROP TRIGGER releases_kept")
        db.execute("DROP TRIGGER events_kept")
        db.execute("DELETE FROM release_events WHERE number = 1")
        db.execute("DELETE FROM releases WHERE number = 1")
    with pytest.raises(DatabaseDamagedError):
        full.released.releases()


def test_a_released_year_is_told_as_it_was_whatever_came_later(full: Desk, out: Path) -> None:
    first = prepared(full)
    full.write_report(first, "authority", out / "a.pdf", TODAY)
    record(full, late(7))
    second = prepared(full)
    assert second.counted.frozen is not None
    assert (second.counted.frozen.cases_then, second.counted.frozen.cases_now) == (45, 52)
    assert second.counted.frozen.changed > 0
    for name, table in first.release.publication.tables.items():
        assert second.release.publication.tables[name].cells == table.cells
    full.write_report(second, "works_council", out / "b.pdf", TODAY)
    assert len(full.released.ledger().publications) == 1
    assert prepared(full, 2024).counted.frozen is None


def test_late_cases_stand_in_the_next_report_and_not_in_the_year_told_before(
    full: Desk, out: Path
) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    record(full, [*late(7), *late(60, year=2026, mark="new")])
    found = prepared(full, 2026)
    assert total_of(found, "trend") == Shown(45)
    table = found.release.publication.tables["late_cases"]
    assert table.at(period="2025") == Shown(7)
    full.write_report(found, "authority", out / "b.pdf", NEXT_YEAR)
    record(full, late(1, mark="later"))
    again = prepared(full, 2026)
    assert again.release.publication.tables["late_cases"].at(period="2025") == Shown(7)
    record(full, late(30, year=2027, mark="after"))
    later = prepared(full, 2027)
    told = later.release.publication.tables["late_cases"].at(period="2025")
    assert told != Shown(8), "7 was told: who subtracts would find the one"


def test_few_late_cases_are_not_counted_out(full: Desk, out: Path) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    record(full, [*late(2), *late(60, year=2026, mark="new")])
    found = prepared(full, 2026)
    assert found.release.publication.tables["late_cases"].at(period="2025") == Hidden()


def test_without_late_cases_there_is_no_table_of_them(full: Desk, out: Path) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    record(full, late(60, year=2026, mark="new"))
    assert "late_cases" not in prepared(full, 2026).release.publication.tables


def test_what_was_told_of_a_running_year_is_provisional(full: Desk, out: Path) -> None:
    full.write_aggregates(prepared(full), "coordinator", out / "a.csv", date(2025, 11, 3))
    record(full, late(12))
    found = prepared(full)
    assert found.counted.frozen is None
    assert total_of(found) == Shown(57)


def test_a_restated_year_hides_what_subtracting_would_tell_and_says_what_it_replaces(
    full: Desk, out: Path
) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    full.write_report(prepared(full), "works_council", out / "b.pdf", TODAY)
    record(full, late(1))
    found = prepared(full, restated=True)
    assert found.counted.frozen is None
    assert total_of(found) == Hidden(), "45 was told, and 46 would tell of the one"
    written = full.write_report(found, "authority", out / "c.pdf", TODAY)
    third, second, first = full.released.releases()
    assert first.last is not None
    assert (first.last.kind, first.last.text) == (EventKind.REPLACED, written.reference)
    assert second.last is None, "other readers have that one still"
    assert third.last is None
    assert prepared(full).release.kept.tells_as(found.release.kept)


def test_a_file_that_cannot_be_written_does_not_count(full: Desk, out: Path) -> None:
    ready = prepared(full)
    (out / "a.pdf").mkdir()
    with pytest.raises(VpDeskError):
        full.write_report(ready, "authority", out / "a.pdf", TODAY)
    (failed,) = full.released.releases()
    assert not failed.counts
    assert not full.released.ledger().given()
    with pytest.raises(NotThisEventError):
        full.released.note(failed.number, EventKind.HANDED_OVER, TODAY, "de directie")
    full.write_report(ready, "authority", out / "b.pdf", TODAY)
    assert [release.number for release in full.released.releases()] == [2, 1]


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
    full: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_sync_of(out, errno.EINVAL, monkeypatch)
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    (release,) = full.released.releases()
    assert (release.counts, release.pending) == (True, False)


def test_a_file_that_stands_there_counts_also_when_the_disk_gave_an_error_afterwards(
    full: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_sync_of(out, errno.EIO, monkeypatch)
    with pytest.raises(VpDeskError):
        full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    assert (out / "a.pdf").exists()
    (release,) = full.released.releases()
    assert release.counts


def test_of_two_files_that_belong_together_none_is_left_when_one_fails(
    full: Desk, out: Path
) -> None:
    (out / "a.lees-mij.txt").mkdir()
    with pytest.raises(VpDeskError):
        full.write_aggregates(prepared(full), None, out / "a.csv", TODAY)
    assert [path.name for path in out.iterdir()] == ["a.lees-mij.txt"]


def test_what_became_of_a_file_is_added_and_nothing_is_taken_away(full: Desk, out: Path) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    changes = full.released.note(1, EventKind.HANDED_OVER, TODAY, " de secretaris-generaal ")
    assert changes.kinds == {ChangeKind.RELEASES}
    full.released.note(1, EventKind.WITHDRAWN, NEXT_YEAR, "verkeerde bijlage")
    (release,) = full.released.releases()
    assert [event.kind for event in release.events] == [
        EventKind.CONFIRMED,
        EventKind.HANDED_OVER,
        EventKind.WITHDRAWN,
    ]
    assert release.events[1].text == "de secretaris-generaal"
    assert release.counts, "nobody forgets what was withdrawn"
    assert prepared(full).counted.frozen is not None


def copied(vault: Path, to: Path) -> Path:
    shutil.copytree(vault, to)
    to.chmod(0o700)
    return to


def opened(path: Path) -> Desk:
    return open_vault(path, PASSPHRASE, limits=CHEAP_LIMITS)


@pytest.fixture
def put_back(full: Desk, vault_path: Path, out: Path, tmp_path: Path) -> tuple[Path, Path]:
    """An older copy of the vault in its place, and the newer copy."""
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    full.close()
    old = copied(vault_path, tmp_path / "oud")
    with opened(vault_path) as desk:
        ready = prepared(desk)
        desk.write_report(ready, "works_council", out / "b.pdf", TODAY)
        desk.write_aggregates(ready, "coordinator", out / "c.json", TODAY)
    new = tmp_path / "nieuw"
    vault_path.rename(new)
    old.rename(vault_path)
    return vault_path, new


def test_an_older_copy_does_not_forget_in_silence(put_back: tuple[Path, Path], out: Path) -> None:
    with opened(put_back[0]) as desk:
        assert desk.released.missing() == (2, 3)
        ready = prepared(desk)
        with pytest.raises(LedgerGapError, match="2 tot en met 3"):
            desk.write_report(ready, "authority", out / "d.pdf", TODAY)
        assert not (out / "d.pdf").exists()


def test_releases_come_back_from_a_newer_copy(put_back: tuple[Path, Path], out: Path) -> None:
    vault, new = put_back
    with opened(vault) as desk:
        assert desk.released.take_over(new, PASSPHRASE, limits=CHEAP_LIMITS) == 2
        assert desk.released.missing() == ()
        assert [each.number for each in desk.released.releases()] == [3, 2, 1]
        for path in out.iterdir():
            assert desk.released.identify(path).origin is Origin.RELEASED
        desk.write_report(prepared(desk), "authority", out / "d.pdf", TODAY)
        with pytest.raises(NothingToTakeOverError):
            desk.released.take_over(new, PASSPHRASE, limits=CHEAP_LIMITS)
        assert desk.check() == ()


def test_another_vault_gives_no_releases(put_back: tuple[Path, Path], tmp_path: Path) -> None:
    create_vault(tmp_path / "x", PASSPHRASE, "x", cost=CHEAP, limits=CHEAP_LIMITS).desk.close()
    with opened(put_back[0]) as desk, pytest.raises(AnotherVaultError):
        desk.released.take_over(tmp_path / "x", PASSPHRASE, limits=CHEAP_LIMITS)


def test_after_an_answer_the_numbers_go_on(put_back: tuple[Path, Path], out: Path) -> None:
    with opened(put_back[0]) as desk:
        assert desk.released.answer(TODAY, "vernietigd, nooit overhandigd").kinds
        assert desk.released.missing() == ()
        lost = desk.released.releases()[0]
        assert (lost.number, lost.lost, lost.pending) == (3, True, False)
        assert desk.released.identify(out / "c.json").origin is Origin.FORGOTTEN
        desk.write_report(prepared(desk), "authority", out / "d.pdf", TODAY)
        assert desk.released.releases()[0].number == 4


def test_what_was_given_out_twice_under_one_number_is_kept_twice(
    put_back: tuple[Path, Path], out: Path
) -> None:
    vault, new = put_back
    with opened(vault) as desk:
        desk.released.answer(TODAY, "onbekend")
        desk.write_report(prepared(desk), "authority", out / "d.pdf", TODAY)
        assert desk.released.take_over(new, PASSPHRASE, limits=CHEAP_LIMITS) == 2
        found = desk.released.releases()
        assert [each.number for each in found] == [6, 5, 4, 3, 2, 1]
        assert found[1].events[-1].text == "nummer 2"
        assert desk.released.identify(out / "b.pdf").origin is Origin.RELEASED


def test_what_came_from_another_copy_does_not_have_the_last_word_over_what_left_after_it(
    full: Desk, vault_path: Path, out: Path, tmp_path: Path
) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    full.close()
    copy = copied(vault_path, tmp_path / "kopie")
    for path, many, day in ((copy, 7, date(2026, 3, 2)), (vault_path, 14, date(2026, 5, 4))):
        with opened(path) as desk:
            if desk.released.missing():
                desk.released.answer(day, "onbekend")
            record(desk, late(many))
            ready = prepared(desk, restated=True)
            desk.write_report(ready, "authority", out / f"{many}.pdf", day)
    with opened(vault_path) as desk:
        assert desk.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS) == 1
        assert total_of(prepared(desk)) == Shown(45 + 14)


def test_a_file_that_failed_here_and_came_at_its_place_there_is_taken_over(
    full: Desk, vault_path: Path, out: Path, tmp_path: Path
) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    full.close()
    copy = copied(vault_path, tmp_path / "kopie")
    with opened(vault_path) as desk, desk._vault.write() as db:
        releases.add_event(db, 1, ReleaseEvent(EventKind.FAILED, TODAY))
    with opened(vault_path) as desk:
        assert not desk.released.ledger().given()
        assert desk.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS) == 1
        assert desk.released.ledger().given()
        with pytest.raises(NothingToTakeOverError):
            desk.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS)


def test_on_another_computer_a_file_with_a_higher_number_tells_of_the_gap(
    put_back: tuple[Path, Path], out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    with opened(put_back[0]) as desk:
        assert desk.released.missing() == ()
        assert desk.released.identify(out / "c.json").origin is Origin.FORGOTTEN
        assert desk.released.missing() == (2, 3)


def test_a_computer_that_cannot_remember_is_no_reason_to_refuse(
    full: Desk, out: Path, state_folder: Path
) -> None:
    (state_folder / "vp-desk").write_text("in the way")
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    assert full.released.missing() == ()


def test_a_computer_that_remembers_nonsense_remembers_nothing(
    full: Desk, out: Path, state_folder: Path
) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    (place,) = (state_folder / "vp-desk" / "releases").iterdir()
    place.write_text("1000000000000")
    assert full.released.missing() == ()
    full.write_report(prepared(full), "authority", out / "b.pdf", TODAY)
    assert place.read_text() == "2\n"


def test_letters_that_fit_a_number_by_chance_are_no_release(full: Desk, out: Path) -> None:
    with full._vault.read() as db:
        secret = settings.disclosure_seed(db)
    (out / "lijst.csv").write_text("\n".join(reference(secret, n) for n in (1001, 731680)))
    assert full.released.identify(out / "lijst.csv").origin is Origin.UNKNOWN
    assert full.released.missing() == ()


def test_figures_that_only_an_older_ledger_gives_away_are_refused(
    full: Desk, vault_path: Path, out: Path, tmp_path: Path
) -> None:
    """The year was prepared, and then a release by other rules came from another copy of the vault."""
    copy = copied(vault_path, tmp_path / "kopie")
    ready = prepared(full)
    with opened(copy) as other:
        other.change_settings(replace(other.settings, threshold=3))
        other.write_aggregates(prepared(other), None, out / "a.json", TODAY)
    full.released.take_over(copy, PASSPHRASE, limits=CHEAP_LIMITS)
    with pytest.raises(LeakError, match="Samen met wat eerder is uitgegeven is uit te rekenen"):
        full.write_report(ready, "authority", out / "b.pdf", TODAY)
    assert not (out / "b.pdf").exists()
    assert [each.number for each in full.released.releases()] == [1]
    verdict = full.check_release(ready, "authority", TODAY)
    assert [sentence[:9] for sentence in verdict.sentences] == ["Samen met"]
    # Prepared anew, what is known already is taken into account.
    fresh = prepared(full)
    assert full.check_release(fresh, "authority", TODAY).safe
    full.write_report(fresh, "authority", out / "b.pdf", TODAY)
    assert fresh.release.account.given_away


def test_files_of_one_year_by_other_steps_and_trends_lie_side_by_side_in_safety(
    full: Desk, out: Path
) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    steps = (Telling(dropped=frozenset({"types"})), Telling(dropped=frozenset({"unit", "routes"})))
    for number, telling in enumerate(steps):
        for years in (1, 2):
            counted = full.count(2025, years)
            found = protect(counted, telling)
            for edition in full.editions():
                found = found.with_confirmed(found.to_confirm(edition), edition)
            full.write_report(found, "authority", out / f"{number}{years}.pdf", TODAY)
    assert not full.released.ledger().earlier(full.calendar).given_away(5)


def test_hidden_figures_stay_hidden_with_a_lower_threshold(full: Desk, out: Path) -> None:
    first = prepared(full)
    full.write_aggregates(first, None, out / "a.json", TODAY)
    full.change_settings(replace(full.settings, threshold=3))
    second = prepared(full)
    assert second.release.publication.threshold == 5, "its hidden figures lie below that"
    assert Reason.EARLIER in second.release.account.reasons.values()
    full.write_aggregates(second, None, out / "b.json", TODAY)
    one, two = (json.loads((out / name).read_text()) for name in ("a.json", "b.json"))
    for old, new in zip(one["editions"], two["editions"], strict=True):
        assert [t["cells"] for t in old["tables"]] == [t["cells"] for t in new["tables"]]


def test_a_year_of_bands_stands_in_the_trend_of_a_report_by_another_threshold(
    full: Desk, out: Path
) -> None:
    full.write_report(prepared(full, 2024), "authority", out / "a.pdf", date(2025, 1, 20))
    full.change_settings(replace(full.settings, threshold=8))
    found = prepared(full)
    bands = {c for c in found.release.publication.tables["trend"].cells.values() if c == Band(0, 4)}
    assert bands, "2024 had few cases, and was told in bands"
    full.write_report(found, "authority", out / "b.pdf", TODAY)


def test_a_new_unit_is_a_gap_in_the_frozen_year(full: Desk, out: Path) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    full.add_unit("Nieuwbouw", {2025: 80})
    found = prepared(full)
    unit = found.release.publication.tables["unit"]
    assert type(unit.at(unit="nieuwbouw", period="2025")).__name__ == "Gap"
    assert unit.at(unit=TOTAL, period="2025") == total_of(found)
    full.write_report(found, "works_council", out / "b.pdf", TODAY)


def test_a_year_whose_cases_were_erased_is_still_told_as_it_was(full: Desk, out: Path) -> None:
    full.write_report(prepared(full), "authority", out / "a.pdf", TODAY)
    with full._vault.write() as db:
        db.execute("DELETE FROM cases WHERE month < 202601")
        db.execute("INSERT INTO case_search (case_search) VALUES ('rebuild')")
    record(full, late(60, year=2026, mark="new"))
    found = prepared(full, 2026)
    assert total_of(found, "trend") == Shown(45)


def test_the_ledger_counts_nothing_that_never_left(full: Desk) -> None:
    prepared(full)
    full.check_release(prepared(full), "authority", TODAY)
    with full._vault.read() as db:
        assert releases.ledger(db).releases == ()
    assert os.environ["XDG_STATE_HOME"]
    assert full.released.missing() == ()
