"""Live an invented life in a real vault: every file of every year is written, as an adviser would."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from pathlib import Path
from random import Random
from typing import Final, Self

from vp_desk.advice import Signal, Theme
from vp_desk.aggregate import CaseFile, publication_plan
from vp_desk.axes import TOTAL
from vp_desk.demo_lives import (
    OWN_READERS,
    Copied,
    Corrected,
    Deleted,
    Entered,
    Life,
    Output,
    Published,
    PutBack,
    Rules,
    Signalled,
    TakenOver,
    invent_life,
    with_signals,
)
from vp_desk.desk.demonstration import PASSPHRASE, confirmed, refuse_filled
from vp_desk.desk.reports import Prepared, StepDoesNotFitError, protect
from vp_desk.desk.vaults import create_vault, open_vault
from vp_desk.disclosure import UnprotectableError
from vp_desk.errors import VpDeskError
from vp_desk.historic import TOTAL_LABEL
from vp_desk.importing import CasesPreview
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.storage.files import write_file
from vp_desk.storage.slots import DEFAULT_COST, LIMITS, Cost, Limits
from vp_desk.taxonomy import CURRENT_TYPES, UNITS, type_versions
from vp_desk.telling import SmallFigures, Telling

#: Tables that one leaves out first when a year cannot be protected, and those that go with them.
_FINE = frozenset({"types_by_unit", "types_by_quarter"})
#: Signals on one day of a life, and what they say.
_MOST_SIGNALS = 3
_INVENTED = "Verzonnen: er speelt iets waar de organisatie iets aan kan doen."
_FINER = _FINE | {"trend", "unit", "type_mentions", "contacts_by_kind", "relation"}


@dataclass(frozen=True)
class Left:
    """One publication of a life, as it went."""

    #: Which of the happenings of the life it was.
    place: int
    day: date
    published: Published
    #: How it was told in the end.
    telling: Telling
    #: The threshold, and whether every small figure is told as a band.
    threshold: int = 0
    bands: bool = False
    files: tuple[tuple[Output, Path], ...] = ()
    #: Why nothing left, or not all of it.
    refused: str = ""
    #: The same, in the words of the program.
    words: str = field(default="", repr=False)
    #: Names of figures that readers had worked out already, by the word of the program.
    given_away: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class SignalLeft:
    """One signal of a life, as it went."""

    place: int
    day: date
    year: int
    theme: Theme
    threshold: int
    path: Path
    #: Why it did not leave.
    refused: str = ""


@dataclass(frozen=True)
class Lived:
    """A life that was lived."""

    life: Life
    vault: Path
    passphrase: str
    publications: tuple[Left, ...]
    signals: tuple[SignalLeft, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file, oldest first."""
        return tuple(path for left in self.publications for _, path in left.files)


@dataclass(frozen=True)
class Doors:
    """What a key costs; only tests pass other values."""

    cost: Cost = DEFAULT_COST
    limits: Limits = LIMITS


USUAL_DOORS: Final = Doors()


def live(
    folder: Path,
    seed: int,
    years: int | None = None,
    size: int | None = None,
    *,
    doors: Doors = USUAL_DOORS,
    remembers: bool = True,
    signals: bool = False,
) -> Lived:
    """Live an invented life in a new folder. Long.

    Args:
        folder: gets the vault and all files.
        seed: the same seed gives the same life.
        years: number of reporting years; None = some.
        size: about so many cases a year; None = some.
        doors: what a key costs.
        remembers: False = every publication is made from a copy of the vault that knows of no earlier one;
            only tests want that, to see what knowing them is worth.
        signals: whether she gives interim signals as well.

    Raises:
        DemoFolderError: the folder holds something.
    """
    refuse_filled(folder)
    folder.mkdir(parents=True, exist_ok=True)
    life = invent_life(seed, years, size)
    if signals:
        life = with_signals(life, seed)
    with _Liver(folder, life, doors, remembers=remembers) as liver:
        liver.live()
        left, told = tuple(liver.publications), tuple(liver.signals)
        return Lived(life, liver.vault, PASSPHRASE, left, told)


@dataclass
class _Held:
    """What the vault holds, or should hold."""

    cases: dict[CaseCode, Case] = field(default_factory=dict[CaseCode, Case])
    talks: dict[CaseCode, tuple[Contact, ...]] = field(
        default_factory=dict[CaseCode, tuple[Contact, ...]]
    )

    def copy(self) -> "_Held":
        return _Held(dict(self.cases), dict(self.talks))


class _Liver:
    """The adviser of a life."""

    def __init__(self, folder: Path, life: Life, doors: Doors, *, remembers: bool) -> None:
        self.vault = folder / "kluis"
        self.publications: list[Left] = []
        self.signals: list[SignalLeft] = []
        self._folder = folder
        self._life = life
        self._doors = doors
        self._remembers = remembers
        self._copy, self._lost = folder / "reservekopie", folder / "kluis van voor het terugzetten"
        made = create_vault(
            self.vault, PASSPHRASE, life.organisation, cost=doors.cost, limits=doors.limits
        )
        self._desk = made.desk
        self._wanted, self._stored = _Held(), _Held()
        self._copied = (_Held(), _Held())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._desk.close()

    def live(self) -> None:
        """From the first day to the last."""
        desk, life = self._desk, self._life
        desk.change_settings(replace(desk.settings, first_month=life.first_month, practice=True))
        desk.save_units(life.units, life.headcounts)
        for edition in life.editions:
            desk.save_edition(edition)
        for activity in life.activities:
            desk.add_activity(activity)
        for place, happening in enumerate(life.happenings):
            event, day = happening.event, happening.day
            match event:
                case Entered() | Corrected() | Deleted():
                    self._note(event)
                case TakenOver():
                    self._take_over(event)
                case Rules():
                    self._settle(event)
                case Copied():
                    self._make_copy(day)
                case PutBack():
                    self._put_back()
                case Published():
                    self._store(day)
                    self._publish(place, day, event)
                case Signalled():
                    self._store(day)
                    self._signal(place, day, event)

    def _note(self, event: Entered | Corrected | Deleted) -> None:
        """What the vault should hold from now on."""
        cases = self._wanted.cases
        match event:
            case Entered(file) if file.case.code not in cases:
                cases[file.case.code] = file.case
                self._wanted.talks[file.case.code] = file.contacts
            case Corrected(case) if case.code in cases:
                cases[case.code] = case
            case Deleted(code):
                cases.pop(code, None)
            case _:
                pass

    def _settle(self, rules: Rules) -> None:
        self._desk.change_settings(
            replace(
                self._desk.settings,
                threshold=rules.threshold,
                protection=rules.protection,
                trend_years=rules.trend_years,
                uncounted_statuses=rules.uncounted,
            )
        )

    def _take_over(self, totals: TakenOver) -> None:
        labels = type_versions()[CURRENT_TYPES]
        text = StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(("year", "list", "category", "count", "published"))
        for row in totals.rows:
            label = TOTAL_LABEL if row.code == TOTAL else labels.label_of(row.code)
            known = "yes" if row.published else "no"
            writer.writerow((totals.year, CURRENT_TYPES, label, row.text, known))
        path = self._folder / f"totalen-{totals.year}.csv"
        write_file(path, text.getvalue().encode())
        self._desk.import_totals(self._desk.read_totals(path))

    # --- what is wanted, into the vault ---

    def _store(self, day: date) -> None:
        """Bring the vault to where it should be on a day; a conversation is entered when it was held."""
        wanted, stored = self._wanted, self._stored
        talks = {
            code: tuple(talk for talk in wanted.talks[code] if talk.held_on <= day)
            for code in wanted.cases
        }
        for code in stored.cases.keys() - wanted.cases.keys():
            self._desk.delete_case(code, day)
        new = [code for code in wanted.cases if code not in stored.cases]
        if new:
            files = tuple(CaseFile(wanted.cases[code], talks[code]) for code in new)
            self._desk.import_cases(CasesPreview(files, (), ()))
        for code, case in wanted.cases.items():
            if code in stored.cases:
                if case != stored.cases[code]:
                    self._desk.change_case(case)
                for talk in talks[code][len(stored.talks[code]) :]:
                    self._desk.add_contact(talk)
        self._stored = _Held(dict(wanted.cases), talks)

    def _make_copy(self, day: date) -> None:
        self._store(day)
        self._desk.close()
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(self.vault, self._copy)
        self._copied = (self._wanted.copy(), self._stored.copy())
        self._open()

    def _put_back(self) -> None:
        self._desk.close()
        shutil.rmtree(self._lost, ignore_errors=True)
        self.vault.rename(self._lost)
        shutil.copytree(self._copy, self.vault)
        wanted, stored = self._copied
        self._wanted, self._stored = wanted.copy(), stored.copy()
        self._open()

    def _open(self) -> None:
        self._desk = open_vault(self.vault, PASSPHRASE, limits=self._doors.limits)

    # --- what leaves it ---

    def _publish(self, place: int, day: date, published: Published) -> None:
        if not self._remembers:
            self._publish_from_copy(place, day, published)
            return
        self._complete_ledger()
        self._publish_now(place, day, published)

    def _complete_ledger(self) -> None:
        """After a copy was put back, the vault asks for what was released since."""
        if self._desk.released.missing():
            self._desk.released.take_over(self._lost, PASSPHRASE, limits=self._doors.limits)

    def _publish_now(self, place: int, day: date, published: Published) -> None:
        left = Left(place, day, published, published.telling)
        files: list[tuple[Output, Path]] = []
        for telling in _ways(published.telling):
            try:
                prepared = self._prepare(published, telling)
                given = prepared.release.account.given_away
                bands = prepared.release.publication.small_figures is SmallFigures.BAND
                threshold = prepared.policy.threshold
                left = Left(place, day, published, telling, threshold, bands, given_away=given)
                for written in self._write(place, day, prepared, published):
                    files.append(written)  # noqa: PERF402 - what was written stays, whatever comes after
            except VpDeskError as error:
                left = replace(left, refused=type(error).__name__, words=str(error))
                if files or not isinstance(error, (UnprotectableError, StepDoesNotFitError)):
                    break
            else:
                break
        self.publications.append(replace(left, files=tuple(files)))

    def _signal(self, place: int, day: date, signalled: Signalled) -> None:
        """Signals on some of the themes that may be named by now, each in a file of its own."""
        self._complete_ledger()
        desk, year = self._desk, signalled.year
        types = [code.code for code in desk.lists.types if code.depth < 3]
        units = [code.code for code in desk.lists[UNITS] if code.depth == 1]
        themes = [Theme((code,)) for code in types] + [Theme((), (unit,)) for unit in units]
        themes += [Theme((code,), (unit,)) for code in types for unit in units]
        allowed = [theme for theme in themes if not desk.theme_problem(theme, year, day)]
        random = Random(signalled.seed)  # noqa: S311 - invented data, no secret
        for number, theme in enumerate(random.sample(allowed, min(len(allowed), _MOST_SIGNALS))):
            desk.add_signal(
                Signal(made_on=day, year=year, title="Verzonnen", text=_INVENTED, theme=theme)
            )
            signal = max(desk.signals(), key=lambda each: each.id)
            path = self._folder / f"{place:04d}-{day}-{year}-signaal-{number}.pdf"
            left = SignalLeft(place, day, year, theme, desk.settings.threshold, path)
            try:
                desk.write_signal(signal.id, path, day)
            except VpDeskError as error:
                left = replace(left, refused=type(error).__name__)
            self.signals.append(left)

    def _publish_from_copy(self, place: int, day: date, published: Published) -> None:
        """From a copy that is thrown away, so that the vault never knows."""
        own, self.vault = self.vault, self._folder / "kluis zonder geheugen"
        self._desk.close()
        shutil.copytree(own, self.vault)
        self._open()
        self._desk.released.answer(day, "verzonnen: onbekend")
        self._publish_now(place, day, published)
        self._desk.close()
        shutil.rmtree(self.vault)
        self.vault = own
        self._open()

    def _prepare(self, published: Published, telling: Telling) -> Prepared:
        counted = self._desk.count(
            published.year, published.trend_years, restated=published.restated
        )
        return confirmed(self._desk, protect(counted, telling))

    def _write(
        self, place: int, day: date, prepared: Prepared, published: Published
    ) -> Iterator[tuple[Output, Path]]:
        known = {edition.code for edition in publication_plan().editions}
        own = next((e.code for e in self._desk.editions() if e.code not in known), None)
        for output in published.outputs:
            edition = own if output.edition == OWN_READERS else output.edition
            name = f"{place:04d}-{day}-{published.year}-{output.edition or 'alles'}"
            path = self._folder / f"{name}{output.suffix}"
            if output.suffix == ".pdf":
                self._desk.write_report(prepared, edition or "authority", path, day)
            else:
                self._desk.write_aggregates(prepared, edition, path, day)
            yield output, path


def _ways(telling: Telling) -> Iterator[Telling]:
    """How she wants to tell it, and what she does when that cannot be."""
    yield telling
    yield Telling(small_figures=SmallFigures.BAND)
    yield Telling(small_figures=SmallFigures.BAND, dropped=_FINE)
    yield Telling(small_figures=SmallFigures.BAND, dropped=_FINER)
