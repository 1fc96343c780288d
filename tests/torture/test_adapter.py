"""The adapter answers every line, and only with what is so."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.adapter.adapter import Adapter
from tests.adapter.requests import NEEDS
from tests.conftest import CHEAP_LIMITS
from tests.torture.product import TODAY
from vp_desk.desk import Desk, open_vault
from vp_desk.storage import slots

PASSPHRASE = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing


def asked(adapter: Adapter, op: str, **texts: object) -> dict[str, Any]:
    return adapter.answer(json.dumps({"op": op, **texts}).encode())


@pytest.fixture
def adapter(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Adapter]:
    """On an empty vault with a cheap key, which alone is accepted by default here."""
    made = Adapter(vault_path, lambda: TODAY)
    monkeypatch.setattr("tests.adapter.adapter.open_vault", _cheap_open)
    assert asked(made, "unlock", passphrase=PASSPHRASE) == {"ok": True, "result": None}
    yield made
    made.shut()


def _cheap_open(folder: Path, passphrase: str) -> Desk:
    return open_vault(folder, passphrase, limits=CHEAP_LIMITS)


def test_records_are_added_found_read_and_really_deleted(
    adapter: Adapter, vault_path: Path
) -> None:
    first = asked(adapter, "add", text="aap noot mies")["id"]
    second = asked(adapter, "add", text_parts=["wim", " zus ", "jet"])["id"]
    assert asked(adapter, "count") == {"ok": True, "n": 2}
    records = asked(adapter, "records")["records"]
    assert sorted(records) == sorted([[first, "aap noot mies"], [second, "wim zus jet"]])
    assert asked(adapter, "search", word="noot")["result"] == [first]
    assert asked(adapter, "get", id=second)["result"] == "wim zus jet"
    assert asked(adapter, "delete", id=first)["ok"]
    assert asked(adapter, "get", id=first)["error"] == "RecordMissingError"
    assert asked(adapter, "search", word="noot")["result"] == []
    assert adapter._desk.bin_items() == ()
    assert asked(adapter, "verify")["result"] == []


def test_a_vault_without_records_has_no_report_and_one_with_has(
    adapter: Adapter, tmp_path: Path
) -> None:
    refused = asked(adapter, "export_pdf", dir=str(tmp_path / "uit"))
    assert (refused["ok"], refused["error"]) == (False, "NothingToReportError")
    asked(adapter, "add", text="aap")
    paths = [Path(asked(adapter, "export_pdf", dir=str(tmp_path / "uit"))["result"]) for _ in "12"]
    assert len(set(paths)) == 2
    assert all(path.read_bytes().startswith(b"%PDF") for path in paths)


def test_maintenance_leaves_a_backup(adapter: Adapter) -> None:
    asked(adapter, "add", text="aap")
    assert asked(adapter, "maintenance") == {"ok": True, "result": None}
    state = adapter._desk.safety.state(TODAY)
    assert state.backups
    assert state.last_drill is not None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[1]",
        b'"op"',
        b'{"op": 1}',
        b'{"op": "shut"}',
        b'{"op": "__init__"}',
        b'{"op": "add"}',
        b'{"op": "add", "text": 1}',
        b'{"op": "add", "text_parts": "aap"}',
        b'{"op": "add", "text_parts": [1]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_request_is_refused_and_never_repeated(adapter: Adapter, line: bytes) -> None:
    answer = adapter.answer(line)
    assert (answer["ok"], answer["error"]) == (False, "RequestError")
    assert "aap" not in answer["message"]


@pytest.mark.parametrize("op", sorted(NEEDS.keys() - {"create", "unlock", "lock", "close"}))
def test_nothing_is_answered_from_a_locked_vault(adapter: Adapter, tmp_path: Path, op: str) -> None:
    asked(adapter, "lock")
    answer = asked(adapter, op, **dict.fromkeys(NEEDS[op], str(tmp_path / "geheim")))
    assert not answer["ok"]
    assert answer["message"]


class Running:
    """The adapter as a program, with the key of the product."""

    def __init__(self, folder: Path) -> None:
        environment = {n: v for n, v in os.environ.items() if not n.startswith("COVERAGE_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.adapter", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def say(self, *requests: dict[str, str]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("".join(json.dumps(each) + "\n" for each in requests))
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


def test_as_a_program_it_begins_afresh_after_a_lock_and_forgets_no_request(tmp_path: Path) -> None:
    running = Running(tmp_path / "kluis")
    running.say({"op": "create", "passphrase": PASSPHRASE})
    code = running.hear()["result"]["recovery"]
    # All at once: what came in before the lock was done is answered after it.
    running.say(
        {"op": "add", "text": "aap"},
        {"op": "lock"},
        {"op": "count"},
        {"op": "recover", "code": code, "new": f"{PASSPHRASE} nieuw"},
        {"op": "count"},
        {"op": "close"},
    )
    answers = [running.hear() for _ in range(6)]
    assert [answer["ok"] for answer in answers] == [True, True, False, True, True, True]
    assert answers[4]["n"] == 1
    running.process.communicate(timeout=20)
    assert running.process.returncode == 0
    written = json.loads((tmp_path / "kluis" / "vault.keys").read_bytes())["slots"]
    asks = {(s["memory_kib"], s["passes"], s["lanes"]) for s in written if "memory_kib" in s}
    cost = slots.DEFAULT_COST
    assert (cost.memory_kib, cost.passes, cost.lanes) in asks
    assert min(memory for memory, _, _ in asks) >= 64 * 1024
