"""What may be told of the adviser's own work, and what may not."""

from datetime import date

from vp_desk.records import Activity
from vp_desk.taxonomy import Code, built_in_lists
from vp_desk.work import TOLD, Work, WorkLine, work_of

DAY = date(2025, 3, 4)


def activity(
    kind: str, quarters: int = 4, audience: str | None = None, came: int | None = None
) -> Activity:
    return Activity(held_on=DAY, kind=kind, quarters=quarters, audience=audience, participants=came)


def test_kinds_are_counted_with_whole_hours_and_people() -> None:
    work = work_of(
        [
            activity("information", 6, "team", 12),
            activity("information", 7, "managers", 20),
            activity("information", 3),
            activity("training", 1),
        ],
        built_in_lists(),
    )
    assert work.kinds == (
        WorkLine("Voorlichting", 3, 16, 32),
        WorkLine("Scholing of certificering", 1, 1),
    )
    assert [line.hours for line in work.kinds] == [4, 1]


def test_a_meeting_in_between_is_not_told_apart_from_one_that_was_planned() -> None:
    work = work_of([activity("authority.planned"), activity("authority.interim")], built_in_lists())
    assert work.kinds == (WorkLine("Gesprek bevoegd gezag", 2, 8),)


def test_audiences_are_named_without_a_figure_and_never_one_team() -> None:
    held = [
        activity("information", 7, each, 20) for each in ("team", "managers", "all_staff", "other")
    ]
    own = [*built_in_lists()["audience"], Code("own_group", "Ploeg Noord", "Noord")]
    lists = built_in_lists().with_own({"audience": own})
    work = work_of([*held, activity("information", 4, "own_group", 9)], lists)
    assert work.audiences == ("Alle medewerkers", "Leidinggevenden")
    assert work_of([activity("training", 4, "managers")], lists).audiences == ()


def test_what_goes_with_single_cases_is_named_whether_it_is_there_or_not() -> None:
    names = ("Advies aan leidinggevende, HR of bestuur", "Administratie of jaarverslag")
    with_it = work_of([activity("advice"), activity("administration")], built_in_lists())
    assert with_it == work_of([], built_in_lists()) == Work((), (), names)
    assert not with_it


def test_a_kind_of_an_organisation_itself_is_not_told() -> None:
    own = [
        *built_in_lists()["activity_kind"],
        Code("own_case_talk", "Casusoverleg", "Casusoverleg"),
    ]
    lists = built_in_lists().with_own({"activity_kind": own})
    assert work_of([activity("own_case_talk")], lists) == work_of([], lists)


def test_everything_that_is_told_is_a_kind() -> None:
    kinds = {code.code for code in built_in_lists()["activity_kind"] if code.depth == 1}
    assert kinds - TOLD == {"advice", "administration"}
    assert not TOLD - kinds


def test_a_year_without_activities_has_nothing_to_tell() -> None:
    assert not work_of([], built_in_lists())
    assert WorkLine("x", 1, 0).hours == 0
