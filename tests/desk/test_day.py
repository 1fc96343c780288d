"""The adviser's day: what waits, what is usual, which case is meant, how rare a combination is."""

from datetime import date, datetime
from itertools import product

import pytest

from vp_desk.desk import Desk, Today
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact

TODAY = date(2026, 3, 12)


def add(desk: Desk, code: str, month: Month, *talks: date, **fields: object) -> CaseCode:
    values: dict[str, object] = {"types": ("conduct.bullying",), **fields}
    case = Case(code=CaseCode(code), month=month, **values)  # type: ignore[arg-type]
    desk.add_case(case, None)
    for day in talks:
        desk.add_contact(Contact(case=case.code, held_on=day, channel="phone", talk_quarters=3))
    return case.code


def waiting(today: Today) -> list[tuple[str, Month, bool]]:
    return [(due.row.case.code, due.month, bool(due.reminders)) for due in today.due]


def test_an_empty_vault_has_nothing_that_waits(desk: Desk) -> None:
    today = desk.today(TODAY)
    assert (today.drafts, today.due, today.quiet, today.carried, today.cases) == ((), (), (), 0, 0)


def test_open_cases_without_a_conversation_for_three_months_are_quiet(desk: Desk) -> None:
    add(desk, "baba-ba", Month(2025, 1), date(2025, 1, 5), date(2025, 12, 11), status="open")
    add(desk, "bobo-bo", Month(2025, 1), date(2025, 12, 12), status="open")
    add(desk, "bubu-bu", Month(2025, 1), date(2025, 1, 5), status="closed")
    add(desk, "dada-da", Month(2025, 9), status="sparring")
    add(desk, "dodo-do", Month(2026, 3), status="open")
    today = desk.today(TODAY)
    assert [row.case.code for row in today.quiet] == ["dada-da", "baba-ba"]
    assert today.quiet_in_all == 2
    assert today.carried == 3
    assert today.cases == 5
    assert all(row.case.note == "" for row in today.quiet)


def test_aftercare_is_due_in_its_month_and_until_it_is_settled(desk: Desk) -> None:
    code = add(desk, "baba-ba", Month(2025, 12), date(2025, 12, 5), status="closed")
    planned = add(
        desk, "bobo-bo", Month(2025, 6), aftercare="planned", aftercare_month=Month(2026, 2)
    )
    add(desk, "bubu-bu", Month(2025, 6), aftercare="planned", aftercare_month=Month(2026, 4))
    assert waiting(desk.today(date(2026, 2, 28))) == [(planned, Month(2026, 2), False)]
    assert waiting(desk.today(date(2026, 3, 1))) == [
        (planned, Month(2026, 2), False),
        (code, Month(2026, 3), True),
    ]
    due = desk.today(date(2026, 3, 1)).due[1]
    desk.settle_reminders(due.reminders, done=True)
    desk.drop_planned_aftercare(planned)
    assert waiting(desk.today(date(2026, 3, 1))) == []
    later = desk.today(date(2026, 12, 1))
    assert [(code, month.month) for code, month, _ in waiting(later)] == [
        ("bubu-bu", 4),
        ("baba-ba", 6),
    ]
    assert [reminder.month.month for reminder in later.due[1].reminders] == [6, 12]


def test_drafts_wait_the_newest_first(desk: Desk) -> None:
    for minute in (5, 7):
        moment = datetime(2026, 3, 12, 9, minute)  # noqa: DTZ001 - the clock on the wall
        desk.keep_draft(f"new/{minute}", {}, moment)
    assert [draft.key for draft in desk.today(TODAY).drafts] == ["new/7", "new/5"]


def test_what_is_usual_is_what_was_recorded_of_late(desk: Desk) -> None:
    assert desk.habits().usual == {}
    for number in range(3):
        add(
            desk,
            f"baba-b{'aeo'[number]}",
            Month(2025, 1 + number),
            date(2025, 1 + number, 2),
            relation="employees" if number else "other",
            route=("mediation",) if number else ("listening", "mediation"),
            adviser="VP1",
        )
    habits = desk.habits()
    assert habits.favourites["relation"] == ("employees", "other")
    assert habits.favourites["route"] == ("mediation", "listening")
    assert habits.favourites["types"] == ("conduct.bullying",)
    assert habits.usual == {"channel": "phone", "talk_quarters": 3}
    assert habits.adviser == "VP1"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bodemi", ["bodemi-fa"]),
        ("BODEMIFA", ["bodemi-fa"]),
        ("pest", ["bodemi-fa"]),
        ("fraude", ["dagoru-ki"]),
        ("maart", ["dagoru-ki"]),
        ("3 2025 fin", ["dagoru-ki"]),
        ("nov 2024", ["bodemi-fa"]),
        ("2024 fraude", []),
        ("verborgen", ["bodemi-fa"]),
        ("", ["dagoru-ki", "bodemi-fa"]),
    ],
)
def test_a_case_is_found_by_letters_of_code_type_month_or_note(
    desk: Desk, words: str, found: list[str]
) -> None:
    add(desk, "bodemi-fa", Month(2024, 11), date(2024, 11, 3), note="een verborgen woord")
    add(desk, "dagoru-ki", Month(2025, 3), date(2025, 3, 3), types=("financial.fraud",))
    assert [row.case.code for row in desk.find_cases(words)] == found


def test_rarity_counts_what_shares_all_and_all_but_one(desk: Desk) -> None:
    roles, relations = ("employee", "manager"), ("employees", "other")
    for number, (role, relation) in enumerate(product(roles, relations)):
        for copy in range(number):
            code = f"ba{'aeiou'[number]}b-{'aeiou'[copy]}"
            add(desk, code, Month(2025, 1), reporter_role=role, relation=relation)
    traits = {"types": "conduct.bullying", "reporter_role": "employee", "relation": "other"}
    rarity = desk.rarity(traits)
    assert rarity is not None
    assert rarity.cases == 1
    assert rarity.without == {"reporter_role": 4, "types": 1, "relation": 1}
    assert next(iter(rarity.without)) == "reporter_role"
    assert desk.rarity({}) is None
    assert desk.rarity({"status": "open"}) is None
