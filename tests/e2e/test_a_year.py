"""A whole year by keyboard alone, with mistakes, a lock and a kill in mid-sentence: nothing is lost."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.desk import Desk, open_vault
from vp_desk.selection import Selection

CASES, CONTACTS, ACTIVITIES = 40, 90, 15
#: What is typed → what it means.
TYPES = {"pe": "conduct.bullying", "seks": "conduct.sexual_harassment", "fr": "financial.fraud"}
ROLES = {"me": "employee", "le": "manager"}
RELATIONS = {"on": "employees", "le": "manager_employee"}
ROUTES = {"lu": "listening", "zelf": "own_talk", "": ""}
CHANNELS = {"": "", "te": "phone", "vi": "video"}
KINDS = {"voorl": "information", "interv": "peer_review", "scho": "training"}
#: Seconds a trained typist needs for one key (Card, Moran and Newell's keystroke-level model: 0.28 for an
#: average one), to tell what the keystrokes would take a person.
SECONDS_PER_KEY = 0.28

Step = dict[str, Any]


def pick(options: dict[str, str], number: int) -> str:
    return list(options)[number % len(options)]


def a_case(number: int, day: date) -> Step:
    return {
        "do": "new",
        "day": day.isoformat(),
        "channel": pick(CHANNELS, number),
        "minutes": 45 if number % 3 == 0 else "",
        "types": pick(TYPES, number),
        "reporter_role": pick(ROLES, number),
        "relation": pick(RELATIONS, number // 2),
        "route": pick(ROUTES, number),
        "note": f"zaaknotitie {number}" if number % 4 == 1 else "",
    }


class Year:
    """Runs steps in processes of their own, and keeps the books of what should be in the vault."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault
        self.codes: list[str] = []
        self.told: list[dict[str, Any]] = []

    def run(self, steps: list[Step], *, killed: bool = False) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tests.e2e.a_year", str(self.vault), json.dumps(steps)],
            capture_output=True,
            text=True,
            check=False,
            timeout=280,
        )
        assert done.returncode == (-9 if killed else 0), done.stderr[-3000:]
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(lines) == len(steps) - killed, done.stderr[-3000:]
        self.told += lines
        for line in lines:
            if line["do"] in ("new", "lock", "resume"):
                self.codes.append(line["newest"])


def days(number: int) -> list[date]:
    """So many days over a year, the first in January."""
    return [date(2025, 1, 6) + timedelta(days=355 * n // number) for n in range(number)]


def months(begin: int, end: int, first: int) -> list[Step]:
    """Some cases of the year, in the order of their days."""
    return [a_case(n, day) for n, day in enumerate(days(CASES)) if begin <= n < end and n >= first]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, master_vault: Path) -> Year:
    """The vault after the year, with the books."""
    vault = tmp_path_factory.mktemp("year") / "kluis"
    subprocess.run(["cp", "-r", str(master_vault), str(vault)], check=True)
    lived = Year(vault)
    day = days(CASES)
    wrong: Step = {**a_case(99, day[14]), "note": "een vergissing"}
    lived.run(
        [
            *months(0, 14, 0),
            wrong,
            {"do": "undo", "day": day[14].isoformat()},
            {**a_case(14, day[14]), "do": "lock", "note": "een lange zin die wordt onderbroken"},
        ]
    )
    lived.codes.remove(lived.codes[14])  # the mistake was taken back
    lived.run(
        [{**a_case(15, day[15]), "do": "die", "note": "midden in een zin viel de st"}], killed=True
    )
    lived.run(
        [
            {"do": "resume", "day": day[15].isoformat(), "note": "room uit"},
            *months(16, CASES, 16),
            {"do": "delete", "day": day[39].isoformat(), "code": lived.codes[3]},
            {"do": "correct", "day": day[39].isoformat(), "code": lived.codes[5], "status": "afge"},
            {"do": "correct", "day": day[39].isoformat(), "code": lived.codes[6], "status": "lop"},
        ]
    )
    last = date(2025, 12, 30)
    talks: list[Step] = [
        {
            "do": "talk",
            "day": last.isoformat(),
            "code": lived.codes[n % CASES],
            "channel": pick(CHANNELS, n),
            "note": f"gesprek {n}" if n % 5 == 0 else "",
        }
        for n in range(CONTACTS - CASES)
    ]
    lived.run(talks)
    lived.run(
        [
            {"do": "activity", "day": d.isoformat(), "kind": pick(KINDS, n), "minutes": 60}
            for n, d in enumerate(days(ACTIVITIES))
        ]
    )
    return lived


@pytest.fixture
def desk(year: Year) -> Desk:
    return open_vault(year.vault, PASSPHRASE, limits=CHEAP_LIMITS)


def test_nothing_of_the_year_is_lost(year: Year, desk: Desk) -> None:
    assert desk.check() == ()
    assert desk.drafts() == ()
    assert len(set(year.codes)) == CASES
    rows = desk.page_of_cases(Selection(), 0, 200)
    assert {row.case.code for row in rows} == set(year.codes)
    assert sum(row.contacts for row in rows) == CONTACTS
    notes = {14: "een lange zin die wordt onderbroken", 15: "midden in een zin viel de stroom uit"}
    for number, (code, day) in enumerate(zip(year.codes, days(CASES), strict=True)):
        file = desk.case(code)  # type: ignore[arg-type]
        case, step = file.case, a_case(number, day)
        assert (case.month.year, case.month.month) == (day.year, day.month)
        assert case.types == (TYPES[step["types"]],)
        assert case.reporter_role == ROLES[step["reporter_role"]]
        assert case.relation == RELATIONS[step["relation"]]
        assert case.route == ((ROUTES[step["route"]],) if step["route"] else ())
        assert case.note == notes.get(number, step["note"])
        assert file.contacts[0].held_on == day
        assert case.status == {5: "closed", 6: "open"}.get(number)
    held = desk.activities(desk.calendar.year(2025))
    assert Counter(activity.kind for activity in held) == dict.fromkeys(KINDS.values(), 5)
    assert desk.bin_items() == ()
    desk.close()


def test_a_typical_conversation_without_a_note_takes_at_most_25_keystrokes(
    year: Year, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {kind: [t for t in year.told if t["do"] == kind] for kind in ("new", "talk", "activity")}
    without = [t for n, t in enumerate(told["new"]) if n % 4 != 1]
    with capsys.disabled():
        print()  # noqa: T201 - figures for people
        for kind, lines in {**told, "new, without a note": without}.items():
            strokes = median(line["strokes"] for line in lines)
            seconds = median(line["seconds"] for line in lines)
            print(  # noqa: T201
                f"{kind}: {len(lines)} times, {strokes:g} keystrokes, {seconds:.2f} s by machine, "
                f"about {strokes * SECONDS_PER_KEY:.0f} s by hand"
            )
    assert median(line["strokes"] for line in without) <= 25
