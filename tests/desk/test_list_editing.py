"""Changing the code lists of a real vault: nothing that was stored is ever changed by it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.aggregate import CaseFile, Count
from vp_desk.desk import (
    Desk,
    ListRefusal,
    Merge,
    TrendBreak,
    Usage,
    VaultSettings,
    Wording,
    open_vault,
)
from vp_desk.desk.list_editing import LabelMissingError, LabelTakenError, TooDeepError
from vp_desk.desk.merging import BreakReasonMissingError, BreakYearError, MergeError
from vp_desk.desk.settings import SettingError
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, Contact
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import Callout, Figure, PanelChart, Section, Table
from vp_desk.selection import Selection
from vp_desk.storage import cases
from vp_desk.taxonomy import TYPES, UNITS, Code

BULLYING, GOSSIP, SIDE_JOB = "conduct.bullying", "conduct.gossip", "position.side_job"


def add(desk: Desk, year: int, *types: str, channel: str = "phone", number: int = 1) -> None:
    for _ in range(number):
        case = Case(code=desk.new_case_code(), month=Month(year, 3), types=types)
        desk.add_case(case, Contact(case=case.code, held_on=date(year, 3, 9), channel=channel))


def records(desk: Desk) -> list[CaseFile]:
    with desk._vault.read() as db:
        return list(cases.files(db))


@pytest.fixture
def filled(desk: Desk) -> Desk:
    add(desk, 2024, BULLYING, number=8)
    add(desk, 2025, GOSSIP, SIDE_JOB, number=7)
    add(desk, 2025, SIDE_JOB, number=9)
    desk.add_activity(Activity(held_on=date(2025, 4, 1), kind="training"))
    return desk


@pytest.fixture
def again(vault_path: Path, filled: Desk) -> Iterator[Desk]:
    """The same vault, opened anew: what was stored, not what is remembered."""
    filled.close()
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        yield desk


def test_a_renamed_code_keeps_its_records_and_its_old_name_is_still_found(filled: Desk) -> None:
    before = records(filled)
    filled.list_editing.rename(TYPES, GOSSIP, Wording("Achterklap en laster"))
    entry = filled.lists.types[GOSSIP]
    assert entry.label == "Achterklap en laster"
    assert records(filled) == before
    assert filled.lists.types.find("Kwaadspreken of roddel") == GOSSIP
    assert filled.count_cases(Selection(words="achterklap")) == 7
    assert filled.count_cases(Selection(words="kwaadspreken")) == 7


def test_a_rename_that_changes_only_words_leaves_the_label_out_of_them(desk: Desk) -> None:
    wording = Wording.of(desk.lists.types[GOSSIP])
    assert "laster" in wording.words
    desk.list_editing.rename(TYPES, GOSSIP, Wording(wording.label, "", ("koffieautomaatpraat",)))
    assert desk.lists.types[GOSSIP].found_by == ("koffieautomaatpraat",)
    desk.list_editing.rename(TYPES, GOSSIP, Wording(wording.label))
    assert Wording.of(desk.lists.types[GOSSIP]).words == ()
    assert desk.lists.types.find("laster") is None


def test_words_are_tidied_and_each_stands_once(desk: Desk) -> None:
    added = desk.list_editing.add(TYPES, Wording("  Radicalisering ", "", ("haat ", "Haat", " ")))
    entry = desk.lists.types[added.code]
    assert (entry.label, entry.short, entry.aliases) == (
        "Radicalisering",
        "Radicalisering",
        ("haat",),
    )


@pytest.mark.parametrize(
    ("name", "label", "code"),
    [
        (TYPES, "Één of ander “gedoe”", "own_een_of_ander_gedoe"),
        (TYPES, "Łódź", "own_odz"),
        (TYPES, "重要", "own_code"),
        (UNITS, "Beleid & Advies", "beleid_advies"),
    ],
)
def test_a_code_is_made_from_the_label_in_plain_letters(
    desk: Desk, name: str, label: str, code: str
) -> None:
    first = desk.list_editing.add(name, Wording(label))
    assert first.code == code
    desk.list_editing.set_retired(name, code, retired=True)
    desk.list_editing.rename(name, code, Wording("Heel iets anders"))
    assert desk.list_editing.add(name, Wording(f"{label}.")).code == f"{code}_2"


def test_an_entry_can_be_a_part_of_another_but_no_deeper(desk: Desk) -> None:
    top = desk.list_editing.add(UNITS, Wording("Noord")).code
    part = desk.list_editing.add(UNITS, Wording("Team A"), top).code
    assert part == "noord.team_a"
    with pytest.raises(TooDeepError):
        desk.list_editing.add(UNITS, Wording("Ploeg"), part)
    with pytest.raises(TooDeepError):
        desk.list_editing.add("channel", Wording("Mobiel"), "phone")
    made = desk.list_editing.add(TYPES, Wording("Radicalisering"), "conduct").code
    codes = [entry.code for entry in desk.lists.types.parts("conduct")]
    assert codes[-1] == made == "conduct.own_radicalisering"


def test_a_name_is_needed_and_stands_once_in_a_list(desk: Desk) -> None:
    editing = desk.list_editing
    with pytest.raises(LabelMissingError) as refused:
        editing.add(TYPES, Wording(" … "))
    assert refused.value.field == "label"
    with pytest.raises(LabelTakenError, match="‘Pesten’ in deze lijst"):
        editing.add(TYPES, Wording("PESTEN"))
    editing.set_retired(TYPES, BULLYING, retired=True)
    with pytest.raises(LabelTakenError, match="weer in gebruik"):
        editing.rename(TYPES, GOSSIP, Wording("Pesten"))
    with pytest.raises(ListRefusal, match="te lang"):
        editing.add(TYPES, Wording("a" * 200))
    assert desk.lists.types[GOSSIP].label == "Kwaadspreken of roddel"


def test_a_retired_code_is_not_offered_but_stays_known_and_counted(again: Desk) -> None:
    again.list_editing.set_retired(TYPES, SIDE_JOB, retired=True)
    types = again.lists.types
    assert SIDE_JOB not in {entry.code for entry in types.offered()}
    assert types.label_of(SIDE_JOB) == "Onverenigbare nevenwerkzaamheden"
    table = again.prepare(2025).exact["types"]
    assert table.cells[SIDE_JOB, "2025"] == Count(9, 9)
    changed = records(again)[-1].case
    again.change_case(changed)  # an old record may be stored again as it is
    again.list_editing.set_retired(TYPES, SIDE_JOB, retired=False)
    assert again.lists.types[SIDE_JOB] in again.lists.types.offered()
    assert "bijbaan" in again.lists.types[SIDE_JOB].words


def test_a_whole_that_is_retired_takes_its_parts_along(desk: Desk) -> None:
    desk.list_editing.set_retired(TYPES, "force", retired=True)
    offered = {entry.code for entry in desk.lists.types.offered()}
    assert not {code for code in offered if code.startswith("force")}
    desk.list_editing.set_retired(TYPES, "force", retired=False)
    assert desk.lists.types["force.threat"] in desk.lists.types.offered()


def test_something_else_under_the_name_is_a_new_entry_beside_the_old(again: Desk) -> None:
    before = records(again)
    added = again.list_editing.replace_by_new(TYPES, GOSSIP, Wording("Laster op internet"))
    types = again.lists.types
    codes = [entry.code for entry in types.parts("conduct")]
    assert codes.index(added.code) == codes.index(GOSSIP) + 1
    assert types.label_of(GOSSIP) == "Kwaadspreken of roddel"
    assert not types.is_offered(GOSSIP)
    assert types.is_offered(added.code)
    assert records(again) == before


def test_entries_move_among_their_siblings_and_the_order_stays(again: Desk) -> None:
    def family() -> list[str]:
        return [entry.code for entry in again.lists.types.parts("conduct")]

    start = family()
    again.list_editing.move(TYPES, GOSSIP, -1)
    assert family().index(GOSSIP) == start.index(GOSSIP) - 1
    again.list_editing.move(TYPES, GOSSIP, -99)
    assert family()[0] == GOSSIP
    added = again.list_editing.add(TYPES, Wording("Radicalisering"), "conduct").code
    assert family()[0] == GOSSIP
    assert family()[-1] == added
    tops = [entry.code for entry in again.lists.types.parts(None)]
    again.list_editing.move(TYPES, "conduct", -6)
    assert [entry.code for entry in again.lists.types.parts(None)] == [
        "conduct",
        *(code for code in tops if code != "conduct"),
    ]
    assert family()[0] == GOSSIP
    places = {entry.code: n for n, entry in enumerate(again.lists.types)}
    assert all(places[e.parent] < places[e.code] for e in again.lists.types if e.parent)


def test_a_code_tells_in_how_many_records_it_stands(filled: Desk) -> None:
    usage = filled.list_editing.usage
    assert usage(TYPES, SIDE_JOB) == Usage(cases=16)
    assert usage(TYPES, "conduct") == Usage(cases=15)
    assert usage("channel", "phone") == Usage(contacts=24)
    assert usage("activity_kind", "training") == Usage(activities=1)
    assert usage(UNITS, "nergens").total == 0


def test_a_merge_changes_no_record_and_marks_the_rows_of_the_trend(filled: Desk) -> None:
    before = records(filled)
    preview = filled.list_editing.preview_merge(TYPES, SIDE_JOB, GOSSIP, 2025)
    assert preview.since == Usage(cases=16)
    assert preview.rows == (
        "Misbruik positie en belangenverstrengeling",
        "Ongewenste omgangsvormen",
    )
    assert preview.reason == (
        "Vanaf 2025 telt ‘Onverenigbare nevenwerkzaamheden’ mee bij ‘Kwaadspreken of roddel’."
    )
    filled.list_editing.merge(
        Merge(TYPES, SIDE_JOB, GOSSIP, 2025, preview.reason, "Roddel en bijbanen")
    )
    assert records(filled) == before
    types = filled.lists.types
    assert not types.is_offered(SIDE_JOB)
    assert types.label_of(GOSSIP) == "Roddel en bijbanen"
    assert types.find("Kwaadspreken of roddel") == GOSSIP
    assert "laster" in types[GOSSIP].found_by
    breaks = filled.list_editing.breaks.all()
    assert {(b.year, b.category, b.reason) for b in breaks} == {
        (2025, "position", preview.reason),
        (2025, "conduct", preview.reason),
    }
    assert filled.list_editing.usage(TYPES, SIDE_JOB) == Usage(cases=16)


def test_a_merge_within_one_row_leaves_the_trend_whole(filled: Desk) -> None:
    preview = filled.list_editing.preview_merge(TYPES, GOSSIP, BULLYING, 2025)
    assert preview.rows == ()
    filled.list_editing.merge(Merge(TYPES, GOSSIP, BULLYING, 2025, preview.reason))
    assert [b.category for b in filled.list_editing.breaks.all()] == [BULLYING]
    prepared = filled.prepare(2025)
    tables = prepared.release.publication.tables
    assert tables["trend"].notes == ()
    assert [note.text for note in tables["types"].notes] == [preview.reason]
    document = annual_report(
        prepared.release.publication.for_edition(filled.editions()[0]),
        filled._facts(prepared, date(2026, 2, 2)),
    )
    said = [
        table.caption for table in tables_of(document.sections) if preview.reason in table.notes
    ]
    assert said == ["Nieuwe zaken naar type schending (hoofdtype)"]


def tables_of(sections: Iterable[Section]) -> Iterator[Table]:
    for part in sections:
        yield from (block for block in part.blocks if isinstance(block, Table))
        yield from tables_of(part.sections)


def test_two_merges_in_one_year_keep_both_reasons(desk: Desk) -> None:
    for code in (GOSSIP, "conduct.stalking"):
        preview = desk.list_editing.preview_merge(TYPES, code, SIDE_JOB, 2025)
        desk.list_editing.merge(Merge(TYPES, code, SIDE_JOB, 2025, preview.reason))
    (reason,) = [b.reason for b in desk.list_editing.breaks.all() if b.category == "position"]
    assert "roddel" in reason
    assert "Stalking" in reason


@pytest.mark.parametrize(
    ("code", "into", "year", "error"),
    [
        (GOSSIP, GOSSIP, 2025, MergeError),
        (GOSSIP, "conduct.nergens", 2025, MergeError),
        ("conduct", GOSSIP, 2025, MergeError),
        (GOSSIP, "force.threat", 2025, MergeError),
        ("force.threat", GOSSIP, 2025, MergeError),
        (GOSSIP, BULLYING, 25, BreakYearError),
    ],
)
def test_what_cannot_be_merged_is_refused_beside_its_field(
    desk: Desk, code: str, into: str, year: int, error: type[ListRefusal]
) -> None:
    desk.list_editing.set_retired(TYPES, "force", retired=True)
    with pytest.raises(error):
        desk.list_editing.preview_merge(TYPES, code, into, year)
    with pytest.raises(error):
        desk.list_editing.merge(Merge(TYPES, code, into, year, "Reden."))
    assert desk.list_editing.breaks.all() == ()


def test_a_merge_without_a_reason_changes_nothing(desk: Desk) -> None:
    with pytest.raises(BreakReasonMissingError):
        desk.list_editing.merge(Merge(TYPES, GOSSIP, SIDE_JOB, 2025, "  ", "Nieuw"))
    assert desk.lists.types.is_offered(GOSSIP)
    assert desk.lists.types.label_of(SIDE_JOB) == "Onverenigbare nevenwerkzaamheden"


def test_a_merge_in_another_list_is_told_in_the_tables_of_that_year(desk: Desk) -> None:
    for _ in range(6):
        case = Case(
            code=desk.new_case_code(), month=Month(2025, 3), types=(BULLYING,), route=("mediation",)
        )
        desk.add_case(case, None)
    preview = desk.list_editing.preview_merge("route", "mediation", "conciliation", 2025)
    assert preview.rows == ()
    desk.list_editing.merge(Merge("route", "mediation", "conciliation", 2025, preview.reason))
    tables = desk.prepare(2025).release.publication.tables
    assert {note.text for note in tables["routes"].notes} == {preview.reason}
    assert tables["trend"].notes == tables["types"].notes == ()


def test_breaks_are_added_changed_and_removed_by_hand(desk: Desk) -> None:
    breaks = desk.list_editing.breaks
    whole = TrendBreak(2025, None, "Sinds dit jaar tellen ook adviezen mee.")
    breaks.add(whole)
    assert breaks.all() == (whole,)
    breaks.change(whole, " Andere  reden. ")
    assert breaks.all() == (TrendBreak(2025, None, "Andere reden."),)
    with pytest.raises(BreakReasonMissingError):
        breaks.change(whole, " ")
    with pytest.raises(BreakYearError):
        breaks.add(TrendBreak(1, None, "x"))
    breaks.remove(breaks.all()[0])
    assert breaks.all() == ()


def trend_of(desk: Desk) -> Section:
    prepared = desk.prepare(2025)
    edition = desk.editions()[0]
    document = annual_report(
        prepared.release.publication.for_edition(edition), desk._facts(prepared, date(2026, 2, 2))
    )
    return next(part for part in document.sections if part.title.endswith("Meerjarentrend"))


def test_the_trend_of_the_report_shows_a_merge_once_in_words_and_in_both_panels(
    filled: Desk,
) -> None:
    add(filled, 2024, SIDE_JOB, number=9)
    preview = filled.list_editing.preview_merge(TYPES, SIDE_JOB, GOSSIP, 2025)
    filled.list_editing.merge(Merge(TYPES, SIDE_JOB, GOSSIP, 2025, preview.reason))
    chapter = trend_of(filled)
    said = [p.text for b in chapter.blocks if isinstance(b, Callout) for p in b.paragraphs]
    assert said.count(preview.reason) == 1
    table = next(block for block in chapter.blocks if isinstance(block, Table))
    assert table.notes.count(preview.reason) == 1
    panels = next(
        b.chart for b in chapter.blocks if isinstance(b, Figure) and isinstance(b.chart, PanelChart)
    )
    assert {series.label: series.breaks for series in panels.chart.series} == {
        "Misbruik positie en belangenverstrengeling": {1},
        "Ongewenste omgangsvormen": {1},
    }


def test_a_break_of_the_whole_table_is_drawn_and_one_before_the_first_figure_is_not(
    filled: Desk,
) -> None:
    for year, text in ((2025, "Nieuwe telling."), (2024, "Nergens voor."), (2019, "Lang geleden.")):
        filled.list_editing.breaks.add(TrendBreak(year, None, text))
    chapter = trend_of(filled)
    said = [p.text for b in chapter.blocks if isinstance(b, Callout) for p in b.paragraphs]
    assert "Nieuwe telling." in said
    assert not {"Nergens voor.", "Lang geleden."} & set(said)
    figure = next(block for block in chapter.blocks if isinstance(block, Figure))
    assert "Breuk a: Nieuwe telling." in figure.note


def test_headcounts_are_stored_and_forgotten(desk: Desk) -> None:
    desk.list_editing.add(UNITS, Wording("Noord"))
    desk.save_headcounts({("noord", 2025): 40, ("noord", 2026): 41})
    desk.save_headcounts({("noord", 2025): None})
    assert desk.headcounts() == {("noord", 2026): 41}


def test_old_settings_are_read_and_new_ones_are_kept(desk: Desk) -> None:
    old = VaultSettings.from_stored({"organisation": "X", "fields_off": ["unit"], "later": 1})
    assert old.fields_off == {"unit"}
    assert (old.budget_hours, old.aftercare_months, old.contact_fields_off) == (
        None,
        (3, 6, 12),
        frozenset(),
    )
    new = VaultSettings(
        budget_hours=120, aftercare_months=(2, 8), contact_fields_off=frozenset({"travel_quarters"})
    )
    desk.change_settings(new)
    assert desk.settings == new
    for wrong in (
        {"budget_hours": 0},
        {"aftercare_months": (0,)},
        {"aftercare_months": (61,)},
        {"report_months": 0},
        {"report_months": 13},
    ):
        with pytest.raises(SettingError):
            VaultSettings.from_stored(wrong)


def test_a_list_saved_by_an_older_program_reads_the_same(desk: Desk) -> None:
    desk.save_units(
        [Code("oost", "Oost", "Oost"), Code("west", "West", "West")], {("oost", 2025): 12}
    )
    desk.list_editing.rename(UNITS, "oost", Wording("Oostkant"))
    assert [unit.code for unit in desk.lists[UNITS]] == ["oost", "west"]
    assert desk.lists[UNITS].find("Oost") == "oost"
    assert desk.headcounts() == {("oost", 2025): 12}
