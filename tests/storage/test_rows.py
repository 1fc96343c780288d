"""What is stored comes back, is found, is counted in the list, and is really gone when deleted."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.storage.cheap import CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from tests.storage.samples import ACTIVITIES, LISTS, MONTHS, UNITS, case_files, codes_of
from tests.storage.samples import cases as any_case
from tests.storage.samples import contacts as any_contact
from vp_desk.aggregate import CaseFile, Measure
from vp_desk.axes import NoteKind, TableNote
from vp_desk.fields import CASE_FIELDS, Kind, case_field
from vp_desk.historic import HistoricTotal
from vp_desk.periods import Month
from vp_desk.records import Activity, ActivityId, Case, CaseCode, Contact, ContactId
from vp_desk.selection import ORDERS, Selection, Span
from vp_desk.storage import activities, cases, contacts, historic, lists, settings, verify
from vp_desk.storage.cases import CaseCodeTakenError
from vp_desk.storage.historic import TotalsExistError
from vp_desk.storage.rows import RecordMissingError
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import UNKNOWN, Code, built_in_lists, folded

CODE = CaseCode("bodemi-fa")


@pytest.fixture(scope="module")
def shared(master: tuple[Path, str]) -> Iterator[Vault]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(master[0], Path(folder) / "kluis"))
        with Vault.open(copy, PASSPHRASE, limits=CHEAP_LIMITS) as vault:
            yield vault


def emptied(vault: Vault) -> None:
    with vault.write() as db:
        for code in cases.codes(db):
            cases.delete(db, code)


Record = TypeVar("Record", Case, Contact, Activity)


def as_stored(record: Record) -> Record:
    """Lone surrogates are no text: they come back as question marks."""
    note = record.note.encode("utf-8", "replace").decode("utf-8")
    return replace(record, note=note)


@hypothesis_settings(max_examples=60, deadline=None)
@given(first=any_case(), second=any_case(), talks=st.lists(any_contact(), max_size=4))
def test_a_case_comes_back_as_it_was_stored_also_after_a_change(
    shared: Vault, first: Case, second: Case, talks: Sequence[Contact]
) -> None:
    emptied(shared)
    with shared.write() as db:
        cases.add(db, first)
        stored = [contacts.add(db, talk) for talk in talks]
    with shared.read() as db:
        assert cases.get(db, CODE) == as_stored(first)
        by_day = sorted(map(as_stored, stored), key=lambda talk: (talk.held_on, talk.id))
        assert list(contacts.of_case(db, CODE)) == by_day
    with shared.write() as db:
        cases.update(db, second)
        for talk in stored:
            contacts.update(db, replace(talk, note="", travel_quarters=7))
    with shared.read() as db:
        assert cases.get(db, CODE) == as_stored(second)
        for talk in stored:
            assert contacts.get(db, talk.id) == replace(talk, note="", travel_quarters=7)
    assert verify.problems(shared) == ()


@hypothesis_settings(max_examples=40, deadline=None)
@given(files=case_files())
def test_many_cases_at_once_are_the_same_as_one_by_one(
    shared: Vault, files: Sequence[CaseFile]
) -> None:
    emptied(shared)
    with shared.write() as db:
        cases.add_files(db, files)
        found = list(cases.files(db))
    assert [file.case for file in found] == [as_stored(file.case) for file in files]
    for file, back in zip(files, found, strict=True):
        assert sorted(talk.held_on for talk in back.contacts) == sorted(
            talk.held_on for talk in file.contacts
        )
    assert verify.problems(shared) == ()


@hypothesis_settings(max_examples=30, deadline=None)
@given(first=ACTIVITIES, second=ACTIVITIES)
def test_an_activity_comes_back_as_it_was_stored(
    shared: Vault, first: Activity, second: Activity
) -> None:
    with shared.write() as db:
        stored = activities.add(db, first)
        assert activities.get(db, stored.id) == as_stored(stored)
        changed = replace(second, id=stored.id)
        activities.update(db, changed)
        assert activities.get(db, stored.id) == as_stored(changed)
        month = Month.of(changed.held_on)
        assert activities.between(db, month, month.plus(1)) == (as_stored(changed),)
        assert activities.between(db, month.plus(1)) == ()
        assert activities.between(db, None, month) == ()
        activities.delete(db, stored.id)
        assert activities.between(db) == ()
        assert db.value("SELECT count(*) FROM activity_notes") == 0


def test_what_is_not_there_is_named(vault: Vault) -> None:
    gone = Contact(id=ContactId(5), case=CODE, held_on=date(2025, 1, 1))
    task = Activity(id=ActivityId(5), held_on=date(2025, 1, 1), kind="training")
    case = Case(code=CODE, month=Month(2025, 1), types=("conduct",))
    with vault.write() as db:
        for attempt in (
            lambda: cases.get(db, CODE),
            lambda: cases.update(db, case),
            lambda: cases.delete(db, CODE),
            lambda: contacts.add(db, gone),
            lambda: contacts.update(db, gone),
            lambda: contacts.get(db, gone.id),
            lambda: contacts.delete(db, gone.id),
            lambda: contacts.of_case(db, CODE),
            lambda: activities.update(db, task),
            lambda: activities.get(db, task.id),
            lambda: activities.delete(db, task.id),
        ):
            with pytest.raises(RecordMissingError):
                attempt()


def test_a_code_that_is_in_use_is_refused(vault: Vault) -> None:
    case = Case(code=CODE, month=Month(2025, 1), types=("conduct",))
    with vault.write() as db:
        cases.add(db, case)
        with pytest.raises(CaseCodeTakenError):
            cases.add(db, case)
        with pytest.raises(CaseCodeTakenError):
            cases.add_files(db, [CaseFile(case)])


def test_a_contact_does_not_move_to_another_case(vault: Vault) -> None:
    with vault.write() as db:
        for code in (CODE, CaseCode("dagoru-ki")):
            cases.add(db, Case(code=code, month=Month(2025, 1), types=("conduct",)))
        stored = contacts.add(db, Contact(case=CODE, held_on=date(2025, 1, 3)))
        with pytest.raises(RecordMissingError):
            contacts.update(db, replace(stored, case=CaseCode("dagoru-ki")))


def test_a_deleted_case_takes_everything_with_it(vault: Vault) -> None:
    tables = (
        "cases",
        "case_values",
        "case_notes",
        "contacts",
        "contact_notes",
        "case_search_docsize",
    )
    with vault.write() as db:
        cases.add(db, Case(code=CODE, month=Month(2025, 1), types=("conduct",), note="a"))
        contacts.add(db, Contact(case=CODE, held_on=date(2025, 1, 3), note="b"))
        kept = contacts.add(db, Contact(case=CODE, held_on=date(2025, 1, 4), note="c"))
        contacts.delete(db, kept.id)
        assert all(db.value(f"SELECT count(*) FROM {table}") == 1 for table in tables)  # noqa: S608
        cases.delete(db, CODE)
        assert all(db.value(f"SELECT count(*) FROM {table}") == 0 for table in tables)  # noqa: S608


def _wanted_codes(key: str) -> st.SearchStrategy[str]:
    codes = codes_of(case_field(key))
    return codes | codes.map(lambda code: f"{code}.{UNKNOWN}") | st.just(UNKNOWN)


WANTED = st.dictionaries(
    st.sampled_from([f.key for f in CASE_FIELDS if f.kind in (Kind.CODE, Kind.CODES)]),
    st.none(),
    max_size=2,
).flatmap(
    lambda keys: st.fixed_dictionaries(
        {key: st.frozensets(_wanted_codes(key), max_size=2) for key in keys}
    )
)

SPANS = st.builds(Span, st.none() | MONTHS, st.none() | MONTHS)
_ASKED = {
    "begin": st.none() | MONTHS,
    "end": st.none() | MONTHS,
    "codes": WANTED,
    "order": st.sampled_from(ORDERS),
    "descending": st.booleans(),
    "first_only": st.just(frozenset[str]()) | st.just(frozenset({"types", "route"})),
    "without_status": st.just(frozenset[str]())
    | st.frozensets(codes_of(case_field("status")), max_size=2),
}
SELECTIONS = st.builds(Selection, **_ASKED) | st.builds(
    Selection,
    **_ASKED,
    talks=st.just(Span()) | SPANS,
    silent_from=st.none() | MONTHS,
    aftercare=st.just(Span()) | SPANS,
)


@hypothesis_settings(max_examples=250, deadline=None)
@given(files=case_files(), selection=SELECTIONS)
def test_the_list_holds_the_cases_that_the_selection_matches(
    shared: Vault, files: Sequence[CaseFile], selection: Selection
) -> None:
    emptied(shared)
    with shared.write() as db:
        cases.add_files(db, files)
        found = cases.page(db, selection, LISTS)
        assert cases.total(db, selection, LISTS) == len(found)
        pages = [cases.page(db, selection, LISTS, offset, 3) for offset in range(0, 9, 3)]
    assert tuple(itertools.chain(*pages)) == found
    by_code = {file.case.code: file for file in files}
    wanted = {code for code, file in by_code.items() if selection.matches(file.case, file.contacts)}
    assert {case.code for case in found} == wanted
    in_order = [by_code[case.code] for case in found]
    keys = [_sort_key(file, selection.order) for file in in_order]
    assert keys == sorted(keys, reverse=selection.descending)
    if selection.order != "month":
        for _, equal in itertools.groupby(in_order, lambda file: _sort_key(file, selection.order)):
            months = [file.case.month for file in equal]
            assert months == sorted(months, reverse=True)
    with shared.read() as db:
        places = {code: cases.place_of(db, selection, LISTS, code) for code in by_code}
    assert places == dict.fromkeys(by_code) | {c.code: n for n, c in enumerate(found)}


@pytest.mark.parametrize(
    ("span", "found"),
    [
        (Span(Month(2025, 3), None), {"baba-ba", "bobo-bo"}),
        (Span(None, Month(2025, 3)), {"bebe-be"}),
        (Span(Month(2025, 3), Month(2025, 4)), {"baba-ba"}),
    ],
)
def test_months_of_aftercare_may_be_open_at_either_side(
    vault: Vault, span: Span, found: set[str]
) -> None:
    with vault.write() as db:
        for code, month in (("bebe-be", 2), ("baba-ba", 3), ("bobo-bo", 4), ("bubu-bu", None)):
            planned = Month(2025, month) if month else None
            cases.add(
                db,
                Case(
                    code=CaseCode(code),
                    month=Month(2025, 1),
                    types=("powers",),
                    aftercare_month=planned,
                ),
            )
    with vault.read() as db:
        page = cases.page(db, Selection(aftercare=span), LISTS)
    assert {case.code for case in page} == found


def _sort_key(file: CaseFile, order: str) -> tuple[bool, object]:
    """What people see in the column: labels, not codes; nothing comes before everything."""
    days = [contact.held_on for contact in file.contacts]
    if order in ("contacts", "last_contact"):
        return (True, len(days)) if order == "contacts" else (bool(days), max(days, default=0))
    value = file.case.types[0] if order == "types" else getattr(file.case, order)
    codes = case_field(order).values
    if value is not None and codes is not None:
        return True, (folded(LISTS[codes].label_of(value)), value)
    return (value is not None, value or "")


def word_vault(vault: Vault) -> None:
    with vault.write() as db:
        for code, month, kind, note, talk in (
            ("bodemi-fa", 3, "conduct.bullying", "Ruzie over het rooster", "Café overleg"),
            ("dagoru-ki", 5, "financial.theft", "De roosters zijn zoek", ""),
            ("zetapo-mu", 4, "powers", "Pesterij genoemd, geen ruzie", "ROOSTER weer"),
        ):
            case = Case(code=CaseCode(code), month=Month(2025, month), types=(kind,), note=note)
            cases.add(db, case)
            if talk:
                contacts.add(db, Contact(case=case.code, held_on=date(2025, 6, 1), note=talk))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["dagoru-ki", "zetapo-mu", "bodemi-fa"]),
        ("rooster", ["dagoru-ki", "zetapo-mu", "bodemi-fa"]),
        ("roosters", ["dagoru-ki"]),
        ("rooster ruzie", ["zetapo-mu", "bodemi-fa"]),
        ("cafe", ["bodemi-fa"]),
        ("CAFÉ over", ["bodemi-fa"]),
        ("pest", ["zetapo-mu", "bodemi-fa"]),  # in a note, and in the label of a type
        ("pesten", ["bodemi-fa"]),
        ("diefstal zoek", ["dagoru-ki"]),
        ("dagoru", ["dagoru-ki"]),
        ("dagoru-ki", ["dagoru-ki"]),
        ("ooster", []),
        ('"', ["dagoru-ki", "zetapo-mu", "bodemi-fa"]),
        ("ruzie OR zoek", []),
        ("NEAR(ruzie)", []),
    ],
)
def test_words_are_found_in_notes_talks_codes_and_labels_newest_first(
    vault: Vault, words: str, found: list[str]
) -> None:
    word_vault(vault)
    with vault.read() as db:
        page = cases.page(db, Selection(words=words), built_in_lists())
        assert [case.code for case in page] == found
        assert cases.total(db, Selection(words=words), built_in_lists()) == len(found)
        for order in ("month", "status"):
            selection = Selection(words=words, order=order)
            page = cases.page(db, selection, built_in_lists())
            places = [cases.place_of(db, selection, built_in_lists(), c.code) for c in page]
            assert places == list(range(len(found)))
            lost = {"bodemi-fa", "dagoru-ki", "zetapo-mu", "nergens"} - set(found)
            for code in lost:
                assert cases.place_of(db, selection, built_in_lists(), CaseCode(code)) is None


def test_words_go_together_with_a_period_codes_and_another_order(vault: Vault) -> None:
    word_vault(vault)
    begin, end = Month(2025, 4), Month(2025, 5)
    with vault.read() as db:

        def codes(selection: Selection) -> list[str]:
            found = cases.page(db, selection, built_in_lists())
            assert cases.total(db, selection, built_in_lists()) == len(found)
            return [case.code for case in found]

        assert codes(Selection(words="rooster", begin=begin, end=end)) == ["zetapo-mu"]
        conduct = {"types": frozenset({"conduct"})}
        assert codes(Selection(words="rooster", codes=conduct)) == ["bodemi-fa"]
        assert codes(Selection(words="rooster", codes=conduct, begin=begin)) == []
        by_code = Selection(words="rooster", order="code", descending=False)
        assert codes(by_code) == ["bodemi-fa", "dagoru-ki", "zetapo-mu"]
        assert codes(Selection(words="rooster", descending=False))[0] == "bodemi-fa"


def test_a_word_is_found_until_it_is_changed_or_deleted(vault: Vault) -> None:
    word_vault(vault)
    with vault.write() as db:

        def found(words: str) -> set[str]:
            return {case.code for case in cases.page(db, Selection(words=words), built_in_lists())}

        case = cases.get(db, CODE)
        cases.update(db, replace(case, note="Vrede", month=Month(2021, 1)))
        assert found("ruzie") == {"zetapo-mu"}
        assert found("vrede") == {CODE}
        (talk,) = contacts.of_case(db, CODE)
        contacts.update(db, replace(talk, note="Theehuis"))
        assert (found("overleg"), found("theehuis")) == (set(), {CODE})
        contacts.delete(db, talk.id)
        assert found("theehuis") == set()
    assert verify.problems(vault) == ()


def test_own_codes_are_added_relabelled_and_retired_but_never_lost(vault: Vault) -> None:
    units = [Code(code, code.title(), code[:3], ("alias",)) for code in UNITS]
    with vault.write() as db:
        lists.save(db, "unit", units)
        lists.save(db, "status", [Code("open", "Loopt", "Loopt")])
        assert lists.own(db)["unit"] == tuple(units)
        loaded = lists.load(db)
        assert loaded["unit"].label_of("zuid") == "Zuid"
        assert loaded["status"].label_of("open") == "Loopt"
        lists.save(db, "unit", [replace(units[-1], retired=True)])
        assert [code.code for code in lists.own(db)["unit"]] == list(UNITS)
        assert lists.load(db)["unit"]["zuid"].retired


def test_headcounts_are_kept_by_unit_and_year(vault: Vault) -> None:
    with vault.write() as db:
        lists.set_headcount(db, "zuid", 2024, 12)
        lists.set_headcount(db, "zuid", 2025, 14)
        lists.set_headcount(db, "zuid", 2024, 13)
        lists.set_headcount(db, "noord", 2024, 5)
        lists.set_headcount(db, "noord", 2024, None)
        assert lists.headcounts(db) == {("zuid", 2024): 13, ("zuid", 2025): 14}


def test_settings_hold_any_json_value(vault: Vault) -> None:
    with vault.write() as db:
        for value in ("é", 5, None, ["a", {"b": 1}], True):
            settings.put(db, "x", value)
            assert settings.get(db, "x") == value
        assert settings.get(db, "y") is None


def total(category: str, text: str = "<5", year: int = 2021) -> HistoricTotal:
    return HistoricTotal(
        year=year,
        measure=Measure.CASES,
        code_list="rijk-2024",
        category=category,
        subcategory="",
        code=None,
        text=text,
        low=0,
        high=4,
        source="Jaarverslag",
        published=True,
        note="é",
    )


def test_totals_come_back_as_they_were_written_and_are_not_counted_twice(vault: Vault) -> None:
    rows = [total("Zebra"), total("Aap"), total("Aap", year=2020)]
    with vault.write() as db:
        historic.add(db, rows)
        assert historic.totals(db) == (rows[2], rows[0], rows[1])
        with pytest.raises(TotalsExistError, match="2021"):
            historic.add(db, [total("Aap", "12")])
        assert historic.delete(db, 2021, Measure.CASES, "rijk-2024") == 2
        assert historic.totals(db) == (rows[2],)


def test_breaks_are_kept_with_their_reason(vault: Vault) -> None:
    with vault.write() as db:
        historic.set_break(db, 2022, None, "Nieuwe registratie.")
        historic.set_break(db, 2021, "conduct", "Andere indeling.")
        historic.set_break(db, 2020, None, "Vergissing.")
        historic.set_break(db, 2020, None, "")
        assert historic.breaks(db) == (
            TableNote(NoteKind.BREAK, "2021", "conduct", "Andere indeling."),
            TableNote(NoteKind.BREAK, "2022", None, "Nieuwe registratie."),
        )
