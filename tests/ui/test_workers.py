"""Work beside the window: its outcome, and in which thread things end."""

import gc
import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from vp_desk.ui.workers import Newest, Progress, Workers


class Mark:
    """Remembers in which thread it ended."""

    def __init__(self, ended: list[int]) -> None:
        self.ended = ended
        self.me: object = self  # a cycle: counting references alone never ends it

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


def test_outcomes_and_progress_arrive_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    workers = Workers()
    heard: list[tuple[object, int]] = []

    def work(progress: Progress) -> int:
        progress(1, 2)
        return threading.get_ident()

    def hear(*what: object) -> None:
        heard.append((what, threading.get_ident()))

    workers.start(work, hear, hear, hear)
    qtbot.waitUntil(lambda: len(heard) == 2)
    here = threading.get_ident()
    assert [thread for _, thread in heard] == [here, here]
    assert heard[0][0] == (1, 2)
    assert heard[1][0] != (here,)
    assert not workers.busy


class Words(QLabel):
    """Shows an outcome, as a page does."""

    def hear(self, *outcome: object) -> None:
        self.setText(str(outcome))


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("bound", [False, True])
def test_a_page_that_was_closed_while_it_waited_hears_nothing(
    qtbot: QtBot, fails: bool, bound: bool
) -> None:
    workers, ending = Workers(), threading.Event()
    met: list[Exception] = []
    workers.met.connect(met.append)
    page = Words()
    hear = partial(page.hear, 1) if bound else page.hear

    def work(progress: Progress) -> None:
        ending.wait(60)
        progress(1, 2)
        if fails:
            raise OSError

    workers.start(work, hear, hear, hear)
    newest = Newest(workers)
    newest.ask(work, hear, hear)
    delete(page)
    ending.set()
    qtbot.waitUntil(lambda: not workers.busy)
    assert [type(error) for error in met] == [OSError, OSError] * fails, (
        "others hear of it all the same"
    )


def test_a_preview_waits_for_no_two_long_works(qtbot: QtBot) -> None:
    workers, ending = Workers(), threading.Event()
    done: list[str] = []
    for _ in range(2):
        workers.start(lambda _: str(ending.wait(60)), done.append, lambda _: None)
    workers.start(lambda _: "third", done.append, lambda _: None)
    qtbot.waitUntil(lambda: done == ["third"])
    ending.set()
    qtbot.waitUntil(lambda: not workers.busy)


def test_of_questions_that_are_asked_again_only_the_last_is_heard_whichever_ends_first(
    qtbot: QtBot,
) -> None:
    workers, ending = Workers(), threading.Event()
    newest, heard = Newest(workers), list[object]()

    def late(_: Progress) -> str:
        ending.wait(60)
        return "as it was"

    def refused(_: Progress) -> str:
        ending.wait(60)
        raise OSError

    newest.ask(late, heard.append, heard.append)
    newest.ask(refused, heard.append, heard.append)
    newest.ask(lambda _: "as it is", heard.append, heard.append)
    qtbot.waitUntil(lambda: heard == ["as it is"])
    assert not newest.waiting
    ending.set()
    qtbot.waitUntil(lambda: not workers.busy)
    assert heard == ["as it is"]


def test_a_failure_is_handed_over_as_a_value(qtbot: QtBot) -> None:
    workers = Workers()
    failures: list[Exception] = []

    def work(_: Progress) -> int:
        raise OSError

    workers.start(work, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], OSError)


def test_cycles_are_never_collected_beside_the_window(qtbot: QtBot) -> None:
    workers = Workers()
    ended: list[int] = []
    for _ in range(50):
        Mark(ended)
    done: list[int] = []

    def work(_: Progress) -> int:
        return len([[number] for number in range(200_000)])  # Python collects after every 700

    workers.start(work, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done))
    gc.collect()  # unless the timer did so on a slow machine
    assert ended == [threading.get_ident()] * 50


def test_what_is_due_is_collected_by_the_timer(qtbot: QtBot) -> None:
    keeper = QObject()
    workers = Workers(keeper)
    ended: list[int] = []
    Mark(ended)
    pile = [[number] for number in range(5000)]
    qtbot.waitUntil(lambda: bool(ended), timeout=5000)
    assert ended == [threading.get_ident()]
    assert pile
    workers.finish()


def test_what_the_work_holds_ends_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    workers = Workers()
    ended: list[int] = []
    done: list[object] = []

    class Held:
        def __del__(self) -> None:
            ended.append(threading.get_ident())

    def start() -> None:
        held = Held()

        def work(_: Progress) -> bool:
            return held is not None

        workers.start(work, done.append, lambda _: None)

    start()
    qtbot.waitUntil(lambda: bool(done) and bool(ended))
    assert ended == [threading.get_ident()]


def test_work_that_tells_how_far_it_is_ends_when_nobody_waits_any_more(qtbot: QtBot) -> None:
    workers = Workers()
    steps: list[int] = []
    outcomes: list[object] = []

    def work(progress: Progress) -> None:
        for step in range(1_000_000_000):
            steps.append(step)
            progress(step, 1_000_000_000)

    workers.start(work, outcomes.append, outcomes.append)
    qtbot.waitUntil(lambda: bool(steps))
    workers.finish()
    qtbot.wait(20)
    assert len(steps) < 1_000_000_000
    assert outcomes == []
    assert not workers.busy
    workers.start(lambda _: 7, outcomes.append, outcomes.append)
    qtbot.waitUntil(lambda: outcomes == [7])
