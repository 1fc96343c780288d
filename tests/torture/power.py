"""Power cuts: the product at work under strace, and every disk that a cut could leave opened by the product."""

import json
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.adapter.adapter import Adapter
from tests.torture.disks import CALLS, WAYS, Disk
from tests.torture.figures import Figure, Options, done, none_of, start
from tests.torture.product import TODAY, Answer, Product, arm
from tests.torture.trace import Call, calls_in, strace

_FIRST: Final = "vier losse woorden samen"
_SECOND: Final = "vijf losse woorden samen"
_VAULT: Final = "kluis"
_STICK: Final = "stick"
_ACKNOWLEDGED: Final = b'{"ok"'


@dataclass(frozen=True)
class Known:
    """What was acknowledged, after some of the requests."""

    there: bool = False
    texts: frozenset[str] = frozenset()
    passphrase: str = ""
    code: str = ""
    #: Backups with their texts and the passphrase that they were made under.
    backups: Mapping[str, tuple[frozenset[str], str]] = field(
        default_factory=dict[str, tuple[frozenset[str], str]]
    )


def requests(adds: int) -> Iterator[dict[str, str]]:
    """A short life of a vault."""
    yield {"op": "create", "passphrase": _FIRST}
    for number in range(adds):
        yield {"op": "add", "text": f"{number} " + "lang " * (number % 4 * 400)}
        if number % 7 == 5:
            yield {"op": "delete", "id": "last"}
    yield {"op": "change_passphrase", "old": _FIRST, "new": _SECOND}
    yield {"op": "add", "text": "na de wachtzin"}
    yield {"op": "backup", "dir": _STICK}
    yield {"op": "add", "text": "na de reservekopie"}
    yield {"op": "rotate", "passphrase": _SECOND}
    yield {"op": "add", "text": "na de nieuwe sleutel"}
    yield {"op": "maintenance"}
    yield {"op": "delete", "id": "last"}
    yield {"op": "restore", "path": "last", "into": _VAULT, "passphrase": _SECOND}
    yield {"op": "unlock", "passphrase": _SECOND}
    yield {"op": "add", "text": "na het terugzetten"}
    yield {"op": "close"}


def after(  # noqa: PLR0911 - one for each operation
    known: Known, request: Mapping[str, str], answer: Answer, texts: dict[str, str]
) -> Known:
    """What is known once a request was acknowledged. `texts` holds all texts by id, also the deleted ones."""
    if not answer["ok"]:
        return known
    match request["op"]:
        case "create":
            code = str(answer["result"]["recovery"])
            return replace(known, there=True, passphrase=request["passphrase"], code=code)
        case "add":
            texts[str(answer["id"])] = request["text"]
            return replace(known, texts=known.texts | {request["text"]})
        case "delete":
            return replace(known, texts=known.texts - {texts[request["id"]]})
        case "change_passphrase":
            return replace(known, passphrase=request["new"])
        case "rotate":
            return replace(known, code=str(answer["result"]["recovery"] or known.code))
        case "backup":
            held = (known.texts, known.passphrase)
            return replace(known, backups={**known.backups, str(answer["result"]): held})
        case "restore":
            held_texts, secret = known.backups[request["path"]]
            code = str(answer["result"]["recovery"] or known.code)
            return replace(known, texts=held_texts, passphrase=secret, code=code)
        case _:
            return known


class Cutting:
    """One traced life, and the disks of it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._chance = random.Random(options.seed)  # noqa: S311 - where to cut
        self._live = options.folder / "live"
        self._trace = options.folder / "trace.txt"
        self.lost: list[str] = []
        self.backups: list[str] = []
        self.ways = Counter[str]()
        self.steps = 0
        self.compared = 0
        self.refused: list[str] = []
        #: What is known after each acknowledgement, and after the one that would have come.
        self._states: list[Known] = [Known()]

    def live(self, adds: int) -> None:
        """Let the product live under strace, and write down what it acknowledged."""
        self._live.mkdir()
        vault = str(self._live / _VAULT)
        command = [sys.executable, "-m", "tests.torture.product", vault, self._options.plant]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
        texts: dict[str, str] = {}
        last = ""
        with Product.spawn(strace(command, CALLS, self._trace), environment) as product:
            for request in requests(adds):
                if request.get("id") == "last":
                    request["id"] = last
                if request.get("path") == "last":
                    request["path"] = next(iter(self._states[-1].backups))
                for key in ("dir", "into"):
                    if key in request:
                        request[key] = str(self._live / request[key])
                answer = product.ask(**request)
                if not answer["ok"]:
                    self.refused.append(f"{request['op']}: {answer['error']}")
                last = str(answer.get("id", last))
                self._states.append(after(self._states[-1], request, answer, texts))

    def cut(self, disks: int) -> None:
        """Make so many disks, spread over all requests, and look at each."""
        calls = list(calls_in(self._trace))
        places = self._places(calls, disks)
        arm(self._options.plant)
        at = 0
        for step, disk, heard in self._followed(calls):
            while at < disks and places[at] == step:
                way = self._chance.choice(WAYS)
                self.ways[way] += 1
                self._look(disk, way, heard, at)
                at += 1

    def _places(self, calls: list[Call], disks: int) -> list[int]:
        """Steps at which to cut: every request gets as many, whether it takes three steps or a thousand."""
        steps: dict[int, list[int]] = {}
        for step, _, heard in self._followed(calls):
            steps.setdefault(heard, []).append(step)
            self.steps += 1
        requests_ = sorted(steps)
        return sorted(
            self._chance.choice(steps[requests_[number % len(requests_)]])
            for number in range(disks)
        )

    def _followed(self, calls: list[Call]) -> Iterator[tuple[int, Disk, int]]:
        """After each change of the disk: its number, the disk and how much was acknowledged by then."""
        disk, heard, step = Disk(self._live), 0, 0
        for call in calls:
            changed = disk.follow(call)
            if not changed and call.name == "write" and _is_answer(call):
                heard += 1
            if changed:
                yield step, disk, heard
                step += 1

    def _look(self, disk: Disk, way: str, heard: int, number: int) -> None:
        place = self._options.folder / f"disk-{number}"
        disk.build(place, way, self._chance)
        sure = self._states[heard]
        maybe = self._states[min(heard + 1, len(self._states) - 1)]
        problem = self._problem(place, sure, maybe)
        if problem:
            self.lost.append(f"{way} after {heard} answers: {problem}")
        elif sure.backups:
            problem = self._backup_problem(place, sure)
            if problem:
                self.backups.append(f"{way} after {heard} answers: {problem}")
        shutil.rmtree(place)

    def _problem(self, place: Path, sure: Known, maybe: Known) -> str:  # noqa: PLR0911 - the first that is wrong
        """What is wrong with a disk; nothing when it holds what was acknowledged."""
        adapter = Adapter(place / _VAULT, lambda: TODAY)
        try:
            if not sure.there:
                return _not_there(adapter, maybe)
            secrets = {sure.passphrase, maybe.passphrase}
            if not any(_asked(adapter, "unlock", passphrase=s)["ok"] for s in sorted(secrets)):
                return "no passphrase opens it"
            found = {text for _, text in _asked(adapter, "records").get("records", ())}
            self.compared += len(found)
            if found not in (sure.texts, maybe.texts):
                gone = len((sure.texts & maybe.texts) - found)
                more = len(found - sure.texts - maybe.texts)
                return f"{gone} records are gone, {more} were never there"
            if _asked(adapter, "verify").get("result") != []:
                return "the vault is not sound"
            if not _asked(adapter, "add", text="daarna")["ok"]:
                return "nothing can be added"
            codes = {sure.code, maybe.code}
            if not any(_asked(adapter, "recover", code=c, new=_FIRST)["ok"] for c in codes):
                return "no recovery code opens it"
            return ""
        finally:
            adapter.shut()

    def _backup_problem(self, place: Path, sure: Known) -> str:
        """What is wrong with an acknowledged backup; nothing when it restores to exactly its records."""
        for path, (texts, secret) in sure.backups.items():
            there = place / Path(path).relative_to(self._live)
            into = place / "terug"
            again = Adapter(into, lambda: TODAY)
            answer = _asked(again, "restore", path=str(there), into=str(into), passphrase=secret)
            if not answer["ok"]:
                return f"it does not restore: {answer['error']}"
            _asked(again, "unlock", passphrase=secret)
            found = {text for _, text in _asked(again, "records").get("records", ())}
            again.shut()
            shutil.rmtree(into)
            if found != texts:
                return "it does not hold exactly its records"
        return ""


def _not_there(adapter: Adapter, maybe: Known) -> str:
    """Creating it was not acknowledged: it opens all the same, or can be created now."""
    if maybe.there and _asked(adapter, "unlock", passphrase=maybe.passphrase)["ok"]:
        return ""
    answer = _asked(adapter, "create", passphrase=_FIRST)
    return "" if answer["ok"] else f"it can neither be opened nor created: {answer['error']}"


def _asked(adapter: Adapter, op: str, **texts: str) -> Answer:
    return adapter.answer(json.dumps({"op": op, **texts}).encode())


def _is_answer(call: Call) -> bool:
    return call.strings[0].startswith(_ACKNOWLEDGED)


def run(options: Options) -> list[Figure]:
    """Cut the power so often as asked."""
    cutting = Cutting(options)
    cutting.live(adds=12 if options.rounds < 100 else 40)
    cutting.cut(options.rounds)
    ways = ", ".join(f"{way} {number}" for way, number in cutting.ways.items())
    return [
        Figure("possible disks", f"{options.rounds} ({ways})"),
        done("moments at which the power could go", cutting.steps),
        none_of("refused while the power was on", cutting.refused),
        done("records read back and compared", cutting.compared),
        none_of("disks with something acknowledged lost", cutting.lost),
        none_of("disks with an acknowledged backup lost", cutting.backups),
    ]


if __name__ == "__main__":
    start("power", run, rounds=300)
