"""A session of the product with every call watched by which something could leave it.

In surroundings of its own: home, state, cache and temporary files lie in one folder, which is searched
afterwards.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.torture.product import Answer, Product
from tests.torture.trace import Call, calls_in, strace

#: Whatever leaves a process by a call: contents, names, arguments, surroundings, connections.
CALLS: Final = (
    "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,open,openat,openat2,creat,execve,"
    "execveat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,mknod,mknodat,"
    "memfd_create,prctl,setxattr,lsetxattr,fsetxattr,socket,socketpair,connect,bind,listen,accept,accept4,"
    "msgsnd,mq_open,mq_timedsend,io_uring_setup"
)
PASSPHRASE: Final = "zeven kwikzilveren ooievaars qonrvxe"  # noqa: S105 - opens nothing of anybody
#: Small letters alone: the search index keeps words in small letters.
NOTE: Final = "qkanarieq zong zachtjes bij de wqoliewq"
_BUS: Final = "DBUS_SESSION_BUS_ADDRESS"


#: The one step of the session by the adapter that must not succeed: a wrong passphrase.
_WRONG_TRY: Final = 5


class SessionError(Exception):
    """The session did not go as it should; nothing may be concluded from it."""


@dataclass(frozen=True)
class Session:
    """What a watched session left."""

    name: str
    #: Its surroundings, with everything that it wrote.
    home: Path
    trace: Path
    #: What it answered, without texts.
    answers: object

    def calls(self) -> Iterator[Call]:
        """Every call that was watched."""
        return calls_in(self.trace)


def surroundings(home: Path, display: Mapping[str, str]) -> dict[str, str]:
    """The environment of a session: nothing of ours but where to find the programs."""
    places = {"HOME": home, "TMPDIR": home / "tmp"}
    for name in ("STATE", "CONFIG", "CACHE", "DATA"):
        places[f"XDG_{name}_HOME"] = home / name.lower()
    places["XDG_RUNTIME_DIR"] = home / "run"
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    return {**kept, **{name: str(place) for name, place in places.items()}, **display}


def adapter_session(
    home: Path, plant: str = "", prefix: Sequence[str] = (), *, traced: bool = True
) -> Session:
    """Create, add, search, change the passphrase, back up, report, lock and unlock, by the adapter."""
    trace = home.with_suffix(".trace")
    environment = surroundings(home, {})
    command = [
        *prefix,
        sys.executable,
        "-m",
        "tests.torture.product",
        str(home / "kluis"),
        plant,
    ]
    if traced:
        command = strace(command, CALLS, trace)
    other = f"{PASSPHRASE} anders"
    answers: list[Answer] = []
    with Product.spawn(command, environment) as product:
        for op, texts in (
            ("create", {"passphrase": PASSPHRASE}),
            ("add", {"text": NOTE}),
            ("add", {"text": f"nog een {NOTE}"}),
            ("search", {"word": NOTE.split()[0]}),
            ("change_passphrase", {"old": PASSPHRASE, "new": other}),
            ("unlock", {"passphrase": f"{other} verkeerd"}),
            ("unlock", {"passphrase": other}),
            ("backup", {"dir": str(home / "stick")}),
            ("rotate", {"passphrase": other}),
            ("maintenance", {}),
            ("export_pdf", {"dir": str(home / "uit")}),
            ("lock", {}),
            ("close", {}),
        ):
            answers.append(product.ask(op, **texts))
    wrong = [number for number, answer in enumerate(answers) if not answer["ok"]]
    if traced and wrong != [_WRONG_TRY]:
        raise SessionError(str([answers[number].get("error") for number in wrong]))
    shape = [(a["ok"], a.get("error"), type(a.get("result")).__name__) for a in answers]
    return Session("adapter", home, trace, shape)


def window_session(
    home: Path,
    display: Mapping[str, str],
    plant: str = "",
    prefix: Sequence[str] = (),
    *,
    traced: bool = True,
) -> Session:
    """The session of `window_session`, in a vault that is made first."""
    trace = home.with_suffix(".trace")
    environment = surroundings(home, display)
    vault = home / "kluis"
    with Product.fork(
        vault
    ) as product:  # with a cheap key: it is not the derivation that is watched
        product.ask("create", passphrase=PASSPHRASE)
        product.ask("close")
    session = ["-m", "tests.torture.window_session", str(vault), str(home / "verslag.pdf"), plant]
    command = [*prefix, sys.executable, *session]
    if traced:
        command = strace(command, CALLS, trace)
    told = subprocess.run(
        command,
        input=f"{PASSPHRASE}\n{NOTE}\n",
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    ).stdout
    return Session(f"window on {display['QT_QPA_PLATFORM']}", home, trace, json.loads(told))


@contextlib.contextmanager
def screen(folder: Path) -> Iterator[dict[str, str]]:
    """A screen that nobody sees and a bus that nobody else is on: what the window needs to be told of them.

    Raises:
        FileNotFoundError: Xvfb or dbus-daemon is not installed; nothing was tested.
    """
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-noreset", "-screen", "0", "1400x1000x24", "-displayfd", str(writes)],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    address = f"unix:path={folder / 'bus'}"
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", f"--address={address}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with os.fdopen(reads) as answer:
            number = answer.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", _BUS: address}
    finally:
        for process in (server, bus):
            process.terminate()
            process.wait(timeout=10)


OFFSCREEN: Final[Mapping[str, str]] = {"QT_QPA_PLATFORM": "offscreen"}
