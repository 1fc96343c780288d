"""Where the words of a search stand in advice, talks and the self-check: few enough to read all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from vp_desk.advice import Agreement, Recommendation, SelfCheck, Signal, Theme
from vp_desk.dutch import day_label
from vp_desk.hits import Mark, cutting, stand_in, words_of
from vp_desk.storage import advice, self_checks, talks
from vp_desk.storage.database import Database
from vp_desk.taxonomy import UNITS, Lists


@dataclass(frozen=True, repr=False, slots=True)
class AdviceHit:
    """A record with the searched words in it."""

    #: What it is: `recommendation/3`, `signal/2`, `agreement/1`, `self_check/2025/10`.
    key: str
    #: As in "Aanbeveling van 2025".
    title: str
    #: A cutting of its texts around the words; empty when they stand in its labels.
    text: str
    marks: tuple[Mark, ...]

    def __repr__(self) -> str:
        return f"AdviceHit({self.key})"


@dataclass(frozen=True, repr=False, slots=True)
class _Page:
    """What can be found in one record."""

    key: str
    title: str
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()


def find(db: Database, words: str, lists: Lists) -> tuple[AdviceHit, ...]:
    """The records in which every word stands, the newest kinds of them first; none without words.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    wanted = words_of(words)
    if not wanted:
        return ()
    found: list[AdviceHit] = []
    for page in _pages(db, lists):
        if stand_in((page.title, *page.texts, *page.labels), wanted):
            cut = (cutting(text, wanted) for text in page.texts)
            text, marks = max((each for each in cut if each), key=_worth, default=("", ()))
            found.append(AdviceHit(page.key, page.title, text, marks))
    return tuple(found)


def _worth(cut: tuple[str, tuple[Mark, ...]]) -> int:
    return len(cut[1])


def _pages(db: Database, lists: Lists) -> Iterator[_Page]:
    yield from (_of_recommendation(each, lists) for each in advice.recommendations(db)[::-1])
    yield from (_of_signal(each, lists) for each in advice.signals(db)[::-1])
    yield from map(_of_agreement, talks.agreements(db)[::-1])
    yield from map(_of_self_check, self_checks.every(db)[::-1])


def _of_recommendation(held: Recommendation, lists: Lists) -> _Page:
    answer = held.response
    labels = [held.reader, *_labels(held.theme, lists)]
    labels += [held.kind.label] if held.kind else []
    labels += [answer.kind.label] if answer else []
    labels += [each.status.label for each in held.follow_ups]
    return _Page(
        f"recommendation/{held.id}",
        f"Aanbeveling van {held.year}",
        (
            held.text,
            *((answer.text,) if answer else ()),
            *(text for each in held.follow_ups for text in (each.done, each.effect)),
        ),
        tuple(labels),
    )


def _of_signal(held: Signal, lists: Lists) -> _Page:
    answer = held.response
    labels = (held.reader, *_labels(held.theme, lists), *((answer.kind.label,) if answer else ()))
    texts = (held.title, held.text, *((answer.text,) if answer else ()))
    return _Page(f"signal/{held.id}", f"Signaal van {day_label(held.made_on)}", texts, labels)


def _of_agreement(held: Agreement) -> _Page:
    title = f"Afspraak van {day_label(held.made_on)}"
    return _Page(f"agreement/{held.id}", title, (held.text,), (held.party.label,))


def _of_self_check(held: SelfCheck) -> _Page:
    labels = (held.norm.label, *((held.score.label,) if held.score else ()))
    key = f"self_check/{held.year}/{held.norm.value}"
    return _Page(
        key, f"Zelftoets van {held.year}, norm {held.norm.value}", (held.evidence,), labels
    )


def _labels(theme: Theme, lists: Lists) -> Iterator[str]:
    yield from map(lists.types.label_of, theme.types)
    yield from map(lists[UNITS].label_of, theme.units)
    yield from theme.processes
