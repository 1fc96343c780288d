"""What is due, the calendar file, patterns, and how orderly the records are."""

import re
from dataclasses import replace
from datetime import date

import pytest

from vp_desk.advice import (
    Agreement,
    AgreementId,
    Party,
    PlannedTalk,
    Recommendation,
    RecommendationId,
    Response,
    ResponseKind,
    Score,
    Signal,
    SignalId,
    TalkId,
    Theme,
)
from vp_desk.due import (
    Appointment,
    DueKind,
    in_order,
    of_agreements,
    of_recommendations,
    of_report,
    of_retention,
    of_signals,
    of_talks,
)
from vp_desk.ics import ics
from vp_desk.patterns import Signalled, half_year, proposals
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.registration import Filled, Registration

SECRET = b"s" * 32
TODAY = date(2026, 3, 12)
ASKED = Recommendation(
    id=RecommendationId(3), year=2025, text="Geheim woord.", asked_by=date(2026, 4, 1)
)
SIGNAL = Signal(
    id=SignalId(2),
    made_on=date(2026, 2, 1),
    year=2026,
    title="Geheime titel",
    text="Geheim woord.",
    addressed_to="Geheime lezer",
    asked_by=date(2026, 3, 20),
    release=4,
)


# --- due ---


def test_an_answer_is_due_until_it_came_or_was_written_off() -> None:
    assert [each.key for each in of_recommendations([ASKED])] == ["recommendation/3"]
    for response in (Response(ResponseKind.NONE), Response(ResponseKind.ADOPTED)):
        assert [*of_recommendations([replace(ASKED, response=response)])] == []
    assert [*of_recommendations([replace(ASKED, asked_by=None)])] == []
    assert [each.day for each in of_signals([SIGNAL])] == [date(2026, 3, 20)]
    assert [*of_signals([replace(SIGNAL, release=None)])] == []


def test_what_was_repeated_asks_no_answer_of_its_own_any_more() -> None:
    again = replace(ASKED.again(2026), id=RecommendationId(4), asked_by=date(2027, 4, 1))
    answered = replace(again, response=Response(ResponseKind.ADOPTED))
    assert [each.key for each in of_recommendations([ASKED, again])] == ["recommendation/4"]
    assert [*of_recommendations([ASKED, answered])] == []
    (due,) = of_recommendations([ASKED])
    assert due.line == "Antwoord verwacht: op een aanbeveling van 2025 (Bevoegd gezag)"


def test_talks_agreements_reports_and_the_retention_rule_have_their_days() -> None:
    talk = PlannedTalk(id=TalkId(1), party=Party.AUTHORITY, day=date(2026, 4, 9))
    kept = Agreement(
        id=AgreementId(1), made_on=TODAY, party=Party.AUTHORITY, text="Geheim.", due=TODAY
    )
    year = ReportingCalendar().year(2025)
    school = ReportingCalendar(8).year(2025)
    assert [each.line for each in of_talks([talk])] == ["Gesprek met het bevoegd gezag"]
    (agreed,) = of_agreements([kept])
    assert (agreed.day, agreed.line) == (TODAY, "Afspraak met het bevoegd gezag nakijken")
    assert [*of_agreements([replace(kept, done_on=TODAY), replace(kept, due=None)])] == []
    assert of_report(year, 3).day == date(2026, 3, 31)
    assert of_report(school, 2).day == date(2026, 9, 30)
    assert of_retention(year, 1).day == date(2026, 1, 1)
    assert "1 jaar" in of_retention(year, 1).words
    assert "3 jaar" in of_retention(year, 3).words


def test_what_is_late_or_near_is_soon() -> None:
    def on(day: date) -> Appointment:
        return Appointment(DueKind.TALK, day, "", "talk/1")

    assert on(date(2026, 3, 11)).is_late(TODAY)
    assert not on(TODAY).is_late(TODAY)
    assert on(date(2026, 3, 26)).is_soon(TODAY)
    assert not on(date(2026, 3, 27)).is_soon(TODAY)
    days = (date(2026, 3, 27), date(2026, 3, 1))
    assert [each.day for each in in_order(map(on, days))] == sorted(days)
    assert "talk" in repr(on(TODAY))


# --- the calendar file, read by the rules of RFC 5545 and no code of ours ---


def unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    assert b"\n" not in b"".join(raw)
    lines: list[bytes] = []
    for line in raw:
        if line.startswith((b" ", b"\t")):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def events(content: bytes) -> list[dict[str, str]]:
    lines = unfolded(content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            assert name not in found[-1]
            found[-1][name] = value
    return found


def every() -> tuple[Appointment, ...]:
    year = ReportingCalendar().year(2025)
    return (
        *of_recommendations([ASKED]),
        *of_signals([SIGNAL]),
        of_report(year, 3),
        of_retention(year, 3),
    )


def test_a_calendar_file_is_what_the_standard_says() -> None:
    content = ics(every(), SECRET, TODAY)
    head = unfolded(content)[1:6]
    assert "VERSION:2.0" in head
    assert any(line.startswith("PRODID:") for line in head)
    found = events(content)
    assert len(found) == 4
    for event in found:
        assert {"UID", "DTSTAMP", "SUMMARY"} < event.keys()
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert re.fullmatch(r"\d{8}", event["DTSTART;VALUE=DATE"])
        assert event["DTEND;VALUE=DATE"] > event["DTSTART;VALUE=DATE"]
    assert found[0]["DTSTART;VALUE=DATE"] == "20260401"
    assert found[0]["SUMMARY"] == "VP-Desk: antwoord verwacht"
    assert events(ics((), SECRET, TODAY)) == []


def test_a_calendar_file_tells_nothing_of_what_is_due() -> None:
    text = ics(every(), SECRET, TODAY).decode()
    for word in ("eheim", "recommendation", "signal", "Bevoegd", "2025", "/3"):
        assert word not in text
    kinds = {event["SUMMARY"] for event in events(text.encode())}
    assert kinds <= {f"VP-Desk: {kind.label.lower()}" for kind in DueKind}


def test_an_entry_keeps_its_identity_and_nobody_else_can_tell_what_it_is() -> None:
    def uids(secret: bytes, *found: Appointment) -> list[str]:
        return [event["UID"] for event in events(ics(found, secret, TODAY))]

    one, *others = every()
    moved = Appointment(one.kind, date(2026, 5, 1), "anders", one.key)
    assert uids(SECRET, one) == uids(SECRET, moved)
    assert uids(b"t" * 32, one) != uids(SECRET, one)
    assert len({*uids(SECRET, one, *others)}) == 4
    assert all(re.fullmatch(r"[0-9a-f]{32}@vp-desk", uid) for uid in uids(SECRET, one))


# --- patterns ---

SPAN = half_year(Month(2026, 3))
NOTHING = Signalled()


def test_a_half_year_ends_with_its_month() -> None:
    assert (Month(2025, 10), Month(2026, 4)) == SPAN


def keys(
    now: dict[tuple[str, str | None], int],
    before: dict[tuple[str, str | None], int] | None = None,
    seen: dict[str, int] | None = None,
    signalled: Signalled = NOTHING,
) -> list[str]:
    found = proposals(now, before or {}, SPAN, seen or {}, signalled)
    return [each.key for each in found]


def test_a_pattern_is_proposed_from_three_cases_on_one_theme() -> None:
    assert keys({("conduct.gossip", None): 2}) == []
    assert keys({("conduct.gossip", None): 3}) == ["conduct.gossip/"]
    assert keys({("conduct.gossip", "a"): 2, ("conduct.gossip", "b"): 1}) == ["conduct.gossip/"]


def test_a_theme_in_one_unit_stands_for_the_same_theme_wherever() -> None:
    assert keys({("conduct.gossip", "a.x"): 2, ("conduct.gossip", "a"): 1}) == ["conduct.gossip/a"]
    assert set(keys({("conduct.gossip", "a"): 3, ("conduct.gossip", "b"): 1})) == {
        "conduct.gossip/",
        "conduct.gossip/a",
    }


def test_what_grew_most_comes_first() -> None:
    now: dict[tuple[str, str | None], int] = {("a", None): 6, ("b", None): 4}
    before: dict[tuple[str, str | None], int] = {("a", None): 5}
    assert keys(now, before) == ["b/", "a/"]
    found = proposals(now, before, SPAN, {}, NOTHING)
    assert [(each.cases, each.before) for each in found] == [(4, 0), (6, 5)]


def test_what_was_put_aside_comes_back_with_more_and_what_was_signalled_does_not() -> None:
    now: dict[tuple[str, str | None], int] = {("a", None): 4}
    assert keys(now, seen={"a/": 4}) == []
    assert keys(now, seen={"a/": 3}) == ["a/"]
    assert keys(now, signalled=Signalled(begun=(Theme(("a",)),))) == []


def test_a_type_of_which_a_signal_was_issued_is_not_proposed_again_in_whatever_unit() -> None:
    now: dict[tuple[str, str | None], int] = {("a.x", "noord"): 4, ("b", "zuid"): 4}
    assert keys(now) == ["a.x/noord", "b/zuid"]
    for theme in (
        Theme(("a.x",)),
        Theme(("a",)),
        Theme(("a.x.y",), ("zuid",)),
        Theme((), ("noord",)),
        Theme(("a.x", "c")),
    ):
        assert keys(now, signalled=Signalled(issued=(theme,))) == ["b/zuid"], theme
    for theme in (Theme(("ab",)), Theme(("a",), ("noord",)), Theme(("a.x",))):
        assert "a.x/noord" in keys(now, signalled=Signalled(begun=(theme,))), theme
    assert keys(now, signalled=Signalled(issued=(Theme(), Theme(("a.xy",))))) == [
        "a.x/noord",
        "b/zuid",
    ]


def test_a_pattern_of_which_a_signal_was_made_is_not_proposed_again() -> None:
    now: dict[tuple[str, str | None], int] = {("a", "noord"): 4, ("a", "zuid"): 4}
    made = Signalled(made=frozenset({"a/noord"}))
    assert keys(now, signalled=made) == ["a/", "a/zuid"]


# --- registration ---


def registration(
    cases: int,
    filled: tuple[int, ...],
    lags: tuple[int, ...] = (),
    undated: int = 0,
    month_only: int = 0,
) -> Registration:
    fields = tuple(Filled(f"f{n}", f"Veld {n}", number) for n, number in enumerate(filled))
    return Registration(2025, cases, fields, lags, month_only, undated, 2, 1)


@pytest.mark.parametrize(
    ("filled", "lags", "score"),
    [
        ((10, 10), (0, 1, 2, 2, 3), Score.MET),
        ((10, 10), (), Score.MET),
        ((10, 8), (1,) * 5, Score.MOSTLY),
        ((10, 10), (20,) * 5, Score.BEGUN),
        ((10, 10), (20,) * 4, Score.MET),
        ((8, 8), (1,) * 5, Score.PARTLY),
        ((5, 6), (1,) * 5, Score.BEGUN),
        ((1, 2), (1,) * 5, Score.ABSENT),
    ],
)
def test_records_that_are_fuller_and_sooner_get_more_points(
    filled: tuple[int, ...], lags: tuple[int, ...], score: Score
) -> None:
    assert registration(10, filled, lags).proposed is score


def test_the_words_that_are_proposed_hold_no_figure() -> None:
    for filled in (10, 9, 8, 1):
        for lag in (1, 5, 50):
            words = registration(10, (filled, filled), (lag,) * 5).words
            assert "Gesprekken worden" in words
            assert not any(map(str.isdigit, words))
    assert registration(10, (10,)).words.count(".") == 1


def test_a_year_without_cases_is_not_judged() -> None:
    empty = registration(0, (0, 0))
    assert (empty.share, empty.proposed, empty.words) == (None, None, "")
    assert (empty.usual_lag, empty.late_share) == (None, None)
    assert registration(4, (4,), (0, 1, 2, 9, 30)).late_share == 0.4


def test_few_conversations_with_a_day_say_nothing_of_how_soon_they_are_written_down() -> None:
    for few in (
        registration(4, (4,), (30,) * 4),
        registration(4, (4,), (30,) * 5, month_only=6),
        registration(4, (4,), (30,) * 5, undated=6),
        registration(4, (4,), month_only=6),
    ):
        assert (few.tells_lag, few.usual_lag, few.late_share) == (False, None, None)
        assert few.proposed is Score.MET
        assert "Gesprekken" not in few.words
    assert registration(4, (4,), (30,) * 5, month_only=5).usual_lag == 30
