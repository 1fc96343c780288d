"""kill -9 at any moment of writing, changing the passphrase, rotating, backing up, migrating and restoring.

Whatever was acknowledged before the kill must be there when the vault is opened again, exactly; what was not
acknowledged is there as a whole or not at all; and nothing has to be cleaned up by hand.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.torture.figures import Figure, Options, done, none_of, start
from tests.torture.product import Answer, DeadError, Product
from tests.torture.samples import old_samples

_PASSPHRASE: Final = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing
#: After so many kills a new vault is begun, so that reading everything stays quick.
_ROUNDS_A_VAULT: Final = 25
#: Kills come until a little after the usual end of what is going on.
_BEYOND: Final = 1.15


@dataclass
class Known:
    """What the vault was heard to hold."""

    folder: Path
    texts: dict[str, str] = field(default_factory=dict[str, str])
    #: A text that may be there as well, and an id that may be gone.
    maybe: str = ""
    maybe_gone: str = ""
    #: One of these opens it; one alone when nothing is going on.
    passphrases: list[str] = field(default_factory=lambda: [_PASSPHRASE])
    #: Backups that were acknowledged, with what they hold.
    backups: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])


class Killing:
    """The rounds of one run."""

    def __init__(self, options: Options) -> None:
        self._folder, self._plant = options.folder, options.plant
        self._chance = random.Random(options.seed)  # noqa: S311 - moments and texts
        self._number = 0
        #: What went wrong, in words without the texts.
        self.lost: list[str] = []
        self.kills = Counter[str]()
        self.acknowledged = 0
        self.in_the_act = 0
        self.read_back = 0
        self._usual: dict[str, float] = {}
        self._samples = [sample.cheap(options.folder) for sample in old_samples()]

    def run(self, rounds: int) -> None:
        """Kill so often, each kind of work in turn."""
        known = self._new_vault()
        kinds: list[tuple[str, Callable[[Known], None]]] = [
            ("write", self._writing),
            ("passphrase", self._changing_passphrase),
            ("delete", self._deleting),
            ("rotate", self._rotating),
            ("backup", self._backing_up),
            ("restore", self._restoring),
            ("maintain", self._maintaining),
            *((("migrate", self._migrating),) if self._samples else ()),
        ]
        for number in range(rounds):
            if number and number % _ROUNDS_A_VAULT == 0:
                known = self._new_vault()
            kind, work = kinds[number % len(kinds)]
            self.kills[kind] += 1
            work(known)
            if kind not in ("migrate", "restore") and not self._as_known(known, kind):
                known = self._new_vault()

    # --- kinds of work ---

    def _writing(self, known: Known) -> None:
        product = self._opened(known)
        end = time.monotonic() + self._chance.uniform(0, 0.12)
        while (left := end - time.monotonic()) > 0:
            text = self._text()
            product.say("add", text=text)
            known.maybe = text
            answer = product.hear(left)
            if answer is None:
                break
            self._took(known, answer)
        for answer in product.kill():
            self._took(known, answer)
        self.in_the_act += bool(known.maybe)

    def _deleting(self, known: Known) -> None:
        product = self._opened(known)
        for _ in range(2):
            text = known.maybe = self._text()
            self._took(known, product.ask("add", text=text))
        code = self._chance.choice(sorted(known.texts))
        known.maybe_gone = code
        if self._interrupted(product, "delete", id=code):
            del known.texts[code]
            known.maybe_gone = ""

    def _changing_passphrase(self, known: Known) -> None:
        old, new = known.passphrases[0], f"{_PASSPHRASE} {self._chance.randrange(10**9)}"
        product = self._opened(known)
        known.passphrases = [old, new]
        if self._interrupted(product, "change_passphrase", old=old, new=new):
            known.passphrases = [new]

    def _rotating(self, known: Known) -> None:
        self._interrupted(self._opened(known), "rotate", passphrase=known.passphrases[0])

    def _maintaining(self, known: Known) -> None:
        self._interrupted(self._opened(known), "maintenance")

    def _backing_up(self, known: Known) -> None:
        stick = known.folder.parent / f"stick-{self._number}"
        product = self._opened(known)
        path = self._interrupted(product, "backup", dir=str(stick))
        if path:
            known.backups[str(path["result"])] = dict(known.texts)
            self._restores(known, str(path["result"]), "a backup that was acknowledged")

    def _restoring(self, known: Known) -> None:
        """Killed while it restores, the backup is as good as before, and so is a second try in that folder."""
        self._number += 1
        stick = known.folder.parent / f"stick-{self._number}"
        with self._opened(known) as product:
            answer = product.ask("backup", dir=str(stick))
            product.kill()
        if not self._went_well(answer, "backup"):
            return
        path, secret = str(answer["result"]), known.passphrases[0]
        into = known.folder.parent / f"into-{self._number}"
        product = Product.fork(into, self._plant)
        self._interrupted(product, "restore", path=path, into=str(into), passphrase=secret)
        known.backups[path] = dict(known.texts)
        self._restores(known, path, "a backup, after a restore was cut off", into)

    def _migrating(self, known: Known) -> None:
        del known
        self._number += 1
        sample = self._samples[self._number % len(self._samples)]
        folder = sample.copy_to(self._folder / f"old-{self._number}")
        product = Product.fork(folder, self._plant)
        self._interrupted(product, "unlock", passphrase=sample.passphrase)
        found = self._read(folder, [sample.passphrase])
        if found is None or sorted(found.values()) != sorted(sample.texts):
            self.lost.append(f"migrate: a vault of {sample.name} is not what it was")

    # --- what they share ---

    def _new_vault(self) -> Known:
        self._number += 1
        known = Known(self._folder / f"v{self._number}" / "kluis")
        known.folder.parent.mkdir()
        with Product.fork(known.folder, self._plant) as product:
            product.ask("create", passphrase=_PASSPHRASE)
            for _ in range(3):
                known.maybe = self._text()
                self._took(known, product.ask("add", text=known.maybe))
            product.ask("close")
        return known

    def _text(self) -> str:
        words = self._chance.choices(("aap", "noot", "mies", "wim", "zus", "jet"), k=30)
        return f"{self._chance.randrange(10**12)} {' '.join(words[: self._chance.randrange(30)])}"

    def _took(self, known: Known, answer: Answer) -> None:
        if self._went_well(answer, "add"):
            known.texts[str(answer["id"])] = known.maybe
            self.acknowledged += 1
        known.maybe = ""

    def _went_well(self, answer: Answer, what: str) -> bool:
        if not answer["ok"]:
            self.lost.append(f"{what} was refused: {answer['error']}")
        return bool(answer["ok"])

    def _opened(self, known: Known) -> Product:
        product = Product.fork(known.folder, self._plant)
        self._went_well(product.ask("unlock", passphrase=known.passphrases[0]), "unlock")
        return product

    def _interrupted(self, product: Product, op: str, **texts: str) -> Answer | None:
        """Ask, and kill at a moment until just after the usual end. Returns what was acknowledged."""
        usual = self._usual.get(op)
        begun = time.monotonic()
        product.say(op, **texts)
        try:
            if usual is None:  # the first one shows how long it takes
                answer = product.hear()
                self._usual[op] = time.monotonic() - begun
            else:
                answer = product.hear(self._chance.uniform(0, usual * _BEYOND))
        except DeadError:
            answer = None
            self.lost.append(f"{op}: the program ended by itself")
        heard = product.kill()
        answer = answer or (heard[0] if heard else None)
        if answer is None:
            self.in_the_act += 1
            return None
        return answer if self._went_well(answer, op) else None

    def _read(self, folder: Path, passphrases: Sequence[str]) -> dict[str, str] | None:
        """Everything in a vault, which must be sound and take another record; None when it does not open."""
        with Product.fork(folder, self._plant) as product:
            try:
                if not any(product.ask("unlock", passphrase=each)["ok"] for each in passphrases):
                    return None
                found: dict[str, str] = dict(product.ask("records")["records"])
                problems = product.ask("verify")["result"]
                again = product.ask("add", text="nog een")
                product.ask("delete", id=again["id"])
                product.ask("close")
            except (DeadError, KeyError):
                return None
        self.read_back += len(found)
        return None if problems else found

    def _as_known(self, known: Known, kind: str) -> bool:
        """Open it again and compare. Afterwards one passphrase is left."""
        with Product.fork(known.folder, self._plant) as product:
            good = [p for p in known.passphrases if product.ask("unlock", passphrase=p)["ok"]]
            product.ask("close")
        if len(good) != 1:
            self.lost.append(f"{kind}: {len(good)} passphrases open the vault")
            return False
        known.passphrases = good
        found = self._read(known.folder, good)
        if found is None:
            self.lost.append(f"{kind}: the vault does not open, or is not sound")
            return False
        wrong = [c for c, t in known.texts.items() if found.get(c) != t and c != known.maybe_gone]
        more = [t for c, t in found.items() if c not in known.texts and t != known.maybe]
        self.lost += [f"{kind}: a record that was acknowledged is gone" for _ in wrong]
        self.lost += [f"{kind}: a record that nobody added" for _ in more]
        known.texts, known.maybe, known.maybe_gone = found, "", ""
        return not wrong and not more

    def _restores(self, known: Known, path: str, what: str, into: Path | None = None) -> None:
        self._number += 1
        into = into or known.folder.parent / f"again-{self._number}"
        with Product.fork(into, self._plant) as product:
            answer = product.ask(
                "restore", path=path, into=str(into), passphrase=known.passphrases[0]
            )
            product.ask("close")
        if not answer["ok"]:
            self.lost.append(f"{what} does not restore: {answer['error']}")
        elif self._read(into, known.passphrases) != known.backups[path]:
            self.lost.append(f"{what} does not hold exactly its records")


def run(options: Options) -> list[Figure]:
    """Kill so often as asked."""
    killing = Killing(options)
    killing.run(options.rounds)
    kinds = ", ".join(f"{kind} {number}" for kind, number in killing.kills.items())
    return [
        Figure("kills", f"{options.rounds} ({kinds})"),
        done("of those in the act", killing.in_the_act),
        done("records acknowledged", killing.acknowledged),
        done("records read back and compared", killing.read_back),
        none_of("lost, changed, unopenable or not sound", killing.lost),
    ]


if __name__ == "__main__":
    start("kills", run, rounds=200, on_disk=True)
