"""Two programs, one vault: the second is refused, and gets in once the first was killed. Nobody cleans up."""

import time
from pathlib import Path
from typing import Final

from tests.torture.figures import Figure, Options, done, none_of, start
from tests.torture.product import Product

_PASSPHRASE: Final = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing
#: What a program that comes second may say.
_REFUSED: Final = "VaultInUseError"
_QUICK: Final = 2.0


def _wrong(folder: Path, plant: str) -> list[str]:
    """What went wrong with one vault."""
    found: list[str] = []
    first = Product.fork(folder, plant)
    answer = first.ask("unlock" if folder.exists() else "create", passphrase=_PASSPHRASE)
    if not answer["ok"]:
        found.append(f"the first is refused: {answer['error']}")
    text = str(time.monotonic())
    added = first.ask("add", text=text)
    with Product.fork(folder, plant) as second:
        for op in ("unlock", "create"):
            answer = second.ask(op, passphrase=_PASSPHRASE)
            if answer.get("error") not in (_REFUSED, *(["VaultExistsError"] * (op == "create"))):
                found.append(f"{op} by a second program: {answer.get('error', 'done')}")
        if not first.ask("add", text="daarna")["ok"]:
            found.append("the first cannot write any more")
        first.kill()
        begun = time.monotonic()
        answer = second.ask("unlock", passphrase=_PASSPHRASE)
        if not answer["ok"]:
            found.append(f"after the kill: {answer['error']}")
        elif time.monotonic() - begun > _QUICK:
            found.append("after the kill it takes long")
        elif second.ask("get", id=str(added["id"])).get("result") != text:
            found.append("after the kill a record is gone")
        second.ask("close")
    return found


def run(options: Options) -> list[Figure]:
    """Try so often as asked."""
    found: list[str] = []
    for _ in range(options.rounds):
        found += _wrong(options.folder / "kluis", options.plant)
    return [
        done("meetings of two programs", options.rounds),
        none_of("second not refused, or no return after kill -9", found),
    ]


if __name__ == "__main__":
    start("instances", run, rounds=20)
