"""The use cases on a real vault."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from vp_desk.axes import TOTAL
from vp_desk.desk import (
    ChangeKind,
    CountedTwiceError,
    DamagedVaultError,
    Desk,
    NothingToReportError,
    NotImportableError,
    TotalsExistError,
    UnknownCodeError,
    UnknownEditionError,
    VaultSettings,
    WeakPassphraseError,
    WrongSuffixError,
    create_vault,
    is_vault,
    open_vault,
    open_vault_with_code,
)
from vp_desk.desk.settings import SettingError
from vp_desk.disclosure import Reason, ThresholdError
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, CaseCode, Contact
from vp_desk.released import Gap, Hidden, Shown
from vp_desk.selection import Selection
from vp_desk.taxonomy import UNITS, Code

TODAY = date(2026, 2, 2)


def a_case(desk: Desk, **fields: object) -> Case:
    values: dict[str, object] = {"month": Month(2025, 3), "types": ("conduct.bullying",)}
    return Case(code=desk.new_case_code(), **(values | fields))  # type: ignore[arg-type]


def a_contact(case: Case, day: date = date(2025, 3, 4), **fields: object) -> Contact:
    return Contact(case=case.code, held_on=day, **fields)  # type: ignore[arg-type]


def test_a_case_and_its_first_contact_are_stored_together(desk: Desk) -> None:
    case = a_case(desk, note="verzonnen")
    changes = desk.add_case(case, a_contact(case))
    assert changes.kinds == {ChangeKind.CASES}
    file = desk.case(case.code)
    assert file.case == case
    assert [contact.held_on for contact in file.contacts] == [date(2025, 3, 4)]


def test_a_list_of_cases_counts_contacts_and_leaves_notes_unread(desk: Desk) -> None:
    case = a_case(desk, note="verzonnen")
    desk.add_case(case, a_contact(case))
    desk.add_contact(a_contact(case, date(2025, 5, 6)))
    bare = a_case(desk, month=Month(2025, 1))
    desk.add_case(bare, None)
    rows = desk.page_of_cases(Selection(), 0, 10)
    assert [(row.case.code, row.contacts, row.last_contact) for row in rows] == [
        (case.code, 2, date(2025, 5, 6)),
        (bare.code, 0, None),
    ]
    assert rows[0].case.note == ""
    assert desk.count_cases(Selection()) == 2


def test_changes_and_deletions_are_seen_at_once(desk: Desk) -> None:
    case = a_case(desk)
    desk.add_case(case, a_contact(case))
    desk.change_case(replace(case, status="closed"))
    contact = desk.case(case.code).contacts[0]
    desk.change_contact(replace(contact, channel="video"))
    assert desk.case(case.code).case.status == "closed"
    assert desk.case(case.code).contacts[0].channel == "video"
    desk.delete_contact(contact, TODAY)
    assert desk.case(case.code).contacts == ()
    desk.delete_case(case.code, TODAY)
    assert desk.count_cases(Selection()) == 0


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: desk.add_case(a_case(desk, unit="mars"), None),
        lambda desk: desk.add_case(case := a_case(desk), a_contact(case, kind="mars")),
        lambda desk: desk.change_case(a_case(desk, status="mars")),
        lambda desk: desk.add_contact(a_contact(a_case(desk), channel="mars")),
        lambda desk: desk.add_activity(Activity(held_on=TODAY, kind="mars")),
    ],
)
def test_a_code_of_no_list_is_refused_and_nothing_is_stored(
    desk: Desk, act: Callable[[Desk], object]
) -> None:
    with pytest.raises(UnknownCodeError, match="niet in de lijst"):
        act(desk)
    assert desk.count_cases(Selection()) == 0


def test_activities_belong_to_a_year(desk: Desk) -> None:
    desk.add_activity(Activity(held_on=date(2025, 4, 1), kind="training", quarters=8))
    year = desk.calendar.year(2025)
    assert [activity.kind for activity in desk.activities(year)] == ["training"]
    assert desk.activities(year.previous()) == ()


def test_settings_are_kept_in_the_vault(vault_path: Path) -> None:
    wanted = VaultSettings("Ander huis", 8, 4, 3, uncounted_statuses=frozenset({"sparring"}))
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        desk.change_settings(wanted)
        assert desk.calendar.first_month == 8
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert desk.settings == wanted


def test_settings_of_a_newer_program_do_not_hinder_an_older_one() -> None:
    assert VaultSettings.from_stored({"organisation": "A", "telepathy": True}) == VaultSettings("A")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"threshold": 1}, ThresholdError),
        ({"trend_years": 0}, SettingError),
        ({"minimum_headcount": 0}, SettingError),
        ({"first_month": 13}, VpDeskError),
    ],
)
def test_a_setting_out_of_bounds_is_refused(
    values: dict[str, int], error: type[VpDeskError]
) -> None:
    with pytest.raises(error):
        VaultSettings(**values)  # type: ignore[arg-type]


def test_the_recovery_code_opens_the_vault_and_gives_it_a_new_passphrase(tmp_path: Path) -> None:
    made = create_vault(tmp_path / "k", PASSPHRASE, "Huis", cost=CHEAP, limits=CHEAP_LIMITS)
    made.desk.confirm_recovery_code(made.recovery_code.lower())
    with pytest.raises(VpDeskError):
        made.desk.confirm_recovery_code("nee")
    made.desk.close()
    assert is_vault(tmp_path / "k")
    assert not is_vault(tmp_path)
    with open_vault_with_code(tmp_path / "k", made.recovery_code, limits=CHEAP_LIMITS) as desk:
        assert desk.path == tmp_path / "k"
        desk.set_passphrase("paarse trommel hooizolder citroen vlieger")
    with open_vault(
        tmp_path / "k", "paarse trommel hooizolder citroen vlieger", limits=CHEAP_LIMITS
    ) as desk:
        with pytest.raises(WeakPassphraseError):
            desk.change_passphrase("paarse trommel hooizolder citroen vlieger", "kort")
        desk.change_passphrase("paarse trommel hooizolder citroen vlieger", PASSPHRASE)
        assert desk.settings.organisation == "Huis"


@pytest.mark.parametrize("passphrase", ["", "kort", "aaaaaaaaaaaaaaaa", " " * 20])
def test_a_passphrase_that_can_be_guessed_makes_no_vault(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError):
        create_vault(tmp_path / "k", passphrase, "Huis")
    assert not (tmp_path / "k").exists()


def test_units_have_people_per_year_and_parts(desk: Desk) -> None:
    desk.add_unit("Noord", {2024: 30, 2025: 31})
    desk.add_unit("Team A", {2025: 9}, parent="noord")
    assert [unit.code for unit in desk.lists[UNITS]] == ["noord", "noord.team_a"]
    assert desk.headcounts()["noord", 2025] == 31
    desk.save_units((Code("noord", "Noordkant", "Noordkant", retired=True),), {})
    assert desk.lists[UNITS]["noord"].retired


def test_an_import_adds_units_and_stores_all_or_nothing(desk: Desk, tmp_path: Path) -> None:
    good = tmp_path / "goed.csv"
    good.write_text("month,types,unit\n2025-01,Pesten,Haven\n", encoding="utf-8")
    desk.import_cases(desk.read_cases(good))
    assert desk.lists[UNITS].find("haven") == "haven"
    bad = tmp_path / "fout.csv"
    bad.write_text("month,types\n2025-01,Pesten\n2025-01,Niets\n", encoding="utf-8")
    with pytest.raises(NotImportableError, match="Regel 3"):
        desk.import_cases(desk.read_cases(bad))
    assert desk.count_cases(Selection()) == 1


def test_totals_are_imported_once_and_can_be_forgotten(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,category,count\n2022,TOTAAL,9\n2022,Overige,9\n", encoding="utf-8")
    preview = desk.read_totals(path)
    assert desk.import_totals(preview).kinds == {ChangeKind.TOTALS}
    with pytest.raises(TotalsExistError, match="2022"):
        desk.import_totals(preview)
    assert [year.code for year in desk.case_years()] == ["2022"]
    desk.forget_totals(2022)
    assert desk.totals() == ()
    path.write_text("year,category,count\n2022,TOTAAL,veel\n", encoding="utf-8")
    with pytest.raises(NotImportableError, match="Regel 2"):
        desk.import_totals(desk.read_totals(path))


def test_own_cases_and_totals_of_one_year_are_a_question(full: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,category,count\n2024,TOTAAL,9\n", encoding="utf-8")
    with pytest.raises(CountedTwiceError, match=r"2024.*\?"):
        full.import_totals(full.read_totals(path))
    path.write_text("year,category,count\n2019,TOTAAL,9\n", encoding="utf-8")
    full.import_totals(full.read_totals(path))
    late = a_case(full, month=Month(2019, 5))
    full.add_case(late, None)
    with pytest.raises(CountedTwiceError, match="2019"):
        full.prepare(2025)


def test_most_larger_figures_of_the_demonstration_are_told(full: Desk) -> None:
    for year in range(2022, 2026):
        account = full.prepare(year).release.account
        assert account.large_shown >= 0.7 * account.large, year
        assert account.large > 20


def test_a_unit_without_enough_people_is_never_told(full: Desk) -> None:
    prepared = full.prepare(2025)
    unit = prepared.release.publication.tables["unit"]
    assert unit.at(unit="bestuursbureau", period="2025") == Hidden()
    reason = prepared.release.account.reasons["cases|period=2025|unit=bestuursbureau"]
    assert reason is Reason.SMALL_UNIT
    assert prepared.staff == sum(
        n for (code, year), n in full.headcounts().items() if year == 2025 and code
    )


def test_statuses_that_do_not_count_are_left_out_of_every_figure(full: Desk) -> None:
    everything = full.prepare(2025).exact["types"].cells[(TOTAL, "2025")]
    full.change_settings(replace(full.settings, uncounted_statuses=frozenset({"sparring", "open"})))
    fewer = full.prepare(2025).exact["types"].cells[(TOTAL, "2025")]
    assert fewer.value < everything.value  # type: ignore[union-attr]


def test_two_copies_of_a_vault_give_the_same_report(
    full: Desk, vault_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each on a computer of its own: on one and the same the second would lack a number."""
    copy = tmp_path / "kopie"
    shutil.copytree(vault_path, copy)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elders"))
    with open_vault(copy, PASSPHRASE, limits=CHEAP_LIMITS) as other:
        other.write_report(other.prepare(2025), "authority", tmp_path / "a.pdf", TODAY)
    full.write_report(full.prepare(2025), "authority", tmp_path / "b.pdf", TODAY)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_years_before_the_first_case_are_gaps(full: Desk) -> None:
    trend = full.prepare(2022).release.publication.tables["trend"]
    assert trend.at(types=TOTAL, period="2020") == Gap()
    assert trend.at(types=TOTAL, period="2022") == Shown(23)


def test_a_year_without_anything_is_refused(full: Desk) -> None:
    with pytest.raises(NothingToReportError, match="2015"):
        full.prepare(2015)


def test_a_wrong_name_or_edition_writes_nothing(full: Desk, tmp_path: Path) -> None:
    prepared = full.prepare(2025)
    with pytest.raises(WrongSuffixError):
        full.write_report(prepared, "authority", tmp_path / "r.txt", TODAY)
    with pytest.raises(UnknownEditionError, match="works_council"):
        full.write_report(prepared, "press", tmp_path / "r.pdf", TODAY)
    with pytest.raises(UnknownEditionError):
        full.write_aggregates(prepared, "press", tmp_path / "r.csv", TODAY)
    with pytest.raises(VpDeskError):
        full.write_report(prepared, "authority", tmp_path / "none" / "r.pdf", TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["kluis"]


def test_no_report_comes_out_of_a_damaged_vault(full: Desk, vault_path: Path) -> None:
    with full._vault.write() as db:
        db.execute("UPDATE cases SET relation = 'employees' WHERE id = 3")
        db.execute("UPDATE cases SET relation = 'students' WHERE id = 4")
    assert full.check()
    with pytest.raises(DamagedVaultError, match="beschadigd"):
        full.prepare(2025)


def test_a_case_that_is_gone_is_said_to_be_gone(desk: Desk) -> None:
    with pytest.raises(VpDeskError):
        desk.case(CaseCode("nergens"))
