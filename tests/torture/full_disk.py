"""A disk that fills up, and a limit on the size of a file, in the middle of every kind of work.

Nothing that was acknowledged is lost, the sentence names the cause, the vault opens while the disk is still
full, and once there is room it takes the next record.
"""

import errno
import os
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.torture.figures import Figure, Options, done, none_of, start
from tests.torture.product import Answer, DeadError, Product

_PASSPHRASE: Final = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing
_NEXT: Final = "vijf losse woorden samen"
_MIB: Final = 1024 * 1024
_SIZE: Final = 12 * _MIB
_KIB: Final = 1024
#: Room that is left, in KiB. A page is 4, a case writes some, a backup or a report hundreds.
_ROOM: Final = (0, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 320, 400, 512)
_FULL: Final = "schijf is vol"
#: SQLite keeps to itself which limit stopped a write when it was not the size of the disk.
_LIMIT: Final = "schijf gaf een fout (SQLITE_IOERR"
#: After such an error nothing is stored until the vault is opened again.
_STOPPED: Final = "niets meer opgeslagen tot u de kluis sluit en opnieuw opent"
OPERATIONS: Final = ("add", "change_passphrase", "backup", "rotate", "export_pdf", "maintenance")


class NoMountError(Exception):
    """The privilege to mount a small disk is missing; nothing was tested."""

    def __init__(self, told: str) -> None:
        super().__init__(f"mounting a small tmpfs needs root (CAP_SYS_ADMIN): {told.strip()}")


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A disk of 12 MiB.

    Raises:
        NoMountError: this user may not mount.
    """
    place.mkdir()
    command = [
        "mount",
        "-t",
        "tmpfs",
        "-o",
        f"size={_SIZE},mode=700",
        "vp-desk-torture",
        str(place),
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise NoMountError(made.stderr)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(ballast: Path, room: int) -> None:
    """Leave so many bytes."""
    free = shutil.disk_usage(ballast.parent).free
    with ballast.open("wb", buffering=0) as file:
        try:
            os.posix_fallocate(file.fileno(), 0, max(1, free - room))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise


class Filling:
    """The rounds of one run."""

    def __init__(self, options: Options) -> None:
        self._folder, self._plant = options.folder, options.plant
        self._template = options.folder / "sound"
        self._texts: dict[str, str] = {}
        self.met = Counter[str]()
        self.wrong: list[str] = []
        self.full: list[str] = []
        self.limited: list[str] = []
        self.unopened: list[str] = []
        with Product.fork(self._template, self._plant) as product:
            product.ask("create", passphrase=_PASSPHRASE)
            for number in range(12):
                text = f"{number} " + "lang " * 300
                self._texts[str(product.ask("add", text=text)["id"])] = text
            product.ask("close")

    def disk_fills(self, disk: Path, rounds: int) -> None:
        """Every kind of work with every amount of room, on a disk of its own."""
        for number in range(rounds):
            op = OPERATIONS[number % len(OPERATIONS)]
            room = _ROOM[number // len(OPERATIONS) * 5 % len(_ROOM)] * _KIB
            folder, ballast = disk / "kluis", disk / "ballast"
            shutil.copytree(self._template, folder)
            what = f"{op} with {room // _KIB} KiB"
            # The vault is opened before the disk is full, as it goes.
            with Product.fork(folder, self._plant, self._new_computer) as product:
                product.ask("unlock", passphrase=_PASSPHRASE)
                fill(ballast, room)
                answer = self._do(product, op, disk / "uit")
            self._judge(folder, what, op, answer, (_FULL,), ballast.unlink)
            for thing in (folder, disk / "uit"):
                shutil.rmtree(thing, ignore_errors=True)

    def files_are_limited(self, rounds: int) -> None:
        """The same with a limit on the size of each file."""
        size = (self._template / "notes.db").stat().st_size
        for number in range(rounds):
            op = OPERATIONS[number % len(OPERATIONS)]
            least = (64, 512, 700, 4096, 16_384, size // 2, size, size + 4096)
            limit = least[number // len(OPERATIONS) % len(least)]
            folder = self._folder / "kluis"
            shutil.copytree(self._template, folder)
            with Product.fork(folder, self._plant, self._limited(limit)) as product:
                product.ask("unlock", passphrase=_PASSPHRASE)
                answer = self._do(product, op, self._folder / "uit")
            what = f"{op} with files of {limit}"
            self._judge(folder, what, op, answer, (_FULL, _LIMIT, _STOPPED), lambda: None)
            for thing in (folder, self._folder / "uit"):
                shutil.rmtree(thing, ignore_errors=True)

    def _do(self, product: Product, op: str, out: Path) -> Answer:
        texts = {
            "add": {"text": "nieuw " * 4000},
            "change_passphrase": {"old": _PASSPHRASE, "new": _NEXT},
            "backup": {"dir": str(out)},
            "rotate": {"passphrase": _PASSPHRASE},
            "export_pdf": {"dir": str(out)},
            "maintenance": {},
        }
        try:
            return product.ask(op, **texts[op])
        except DeadError:
            return {"ok": False, "error": "died", "message": ""}

    def _new_computer(self) -> None:
        """One that has not seen this vault: each round begins with the same copy of it."""
        os.environ["XDG_STATE_HOME"] = str(self._folder / f"state-{os.getpid()}")

    def _limited(self, size: int) -> Callable[[], None]:
        """What lets no file of a process become larger than this; what writes more gets an error."""

        def limit() -> None:
            self._new_computer()
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        return limit

    def _judge(
        self,
        folder: Path,
        what: str,
        op: str,
        answer: Answer,
        sentences: Sequence[str],
        make_room: Callable[[], None],
    ) -> None:
        self.met["done" if answer["ok"] else "refused"] += 1
        if not answer["ok"] and not any(each in answer["message"] for each in sentences):
            told = self.limited if _LIMIT in sentences else self.full
            told.append(f"{what}: {answer['error']}")
        changed = op == "change_passphrase" and answer["ok"]
        secret = _NEXT if changed else _PASSPHRASE
        with Product.fork(folder, self._plant) as product:
            answer_open = product.ask("unlock", passphrase=secret)
            if not answer_open["ok"]:
                self.unopened.append(f"{what}: {answer_open['error']}")
            else:
                self._compare(product, what, new=op == "add" and bool(answer["ok"]))
            make_room()
            product.ask("unlock", passphrase=secret)
            if not product.ask("add", text="daarna")["ok"] or product.ask("verify")["result"] != []:
                self.wrong.append(f"{what}: not as before once there is room")
            product.ask("close")

    def _compare(self, product: Product, what: str, *, new: bool) -> None:
        answer = product.ask("records")
        found: dict[str, str] = dict(answer.get("records", ()))
        if any(found.get(code) != text for code, text in self._texts.items()):
            self.wrong.append(f"{what}: an old record is gone")
        if len(found) - len(self._texts) != int(new):
            self.wrong.append(f"{what}: what was answered is not what is there")


def run(options: Options) -> list[Figure]:
    """Half of the rounds on a full disk, half with limited files."""
    filling = Filling(options)
    with small_disk(options.folder / "disk") as disk:
        filling.disk_fills(disk, options.rounds // 2)
    filling.files_are_limited(options.rounds - options.rounds // 2)
    return [
        Figure("tries", f"{options.rounds} ({', '.join(OPERATIONS)})"),
        done("refused for want of room", filling.met["refused"]),
        done("done all the same", filling.met["done"]),
        none_of("lost, or not as before once there was room", filling.wrong),
        none_of("does not open on the full disk", filling.unopened),
        none_of("another sentence than that of a full disk", filling.full),
        none_of("another sentence than that of a limit", filling.limited),
    ]


if __name__ == "__main__":
    start("full_disk", run, rounds=192)
