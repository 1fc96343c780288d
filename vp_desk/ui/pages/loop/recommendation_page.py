"""One recommendation: the advice, its answer, and year by year what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot

from vp_desk.desk import (
    Changes,
    Desk,
    Month,
    Recommendation,
    RecommendationId,
    usual_answer_day,
)
from vp_desk.errors import VpDeskError
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Section
from vp_desk.ui.pages.loop.chain_card import ChainCard
from vp_desk.ui.pages.loop.fields import ADVICE, RESPONSE, THEME, follow_up_fields, loop_lists
from vp_desk.ui.pages.loop.mapping import UNTYPED, of_recommendation, to_recommendation
from vp_desk.ui.pages.loop.record_page import RecordPage, response_problems, text_problems
from vp_desk.ui.pages.loop.theme_card import ThemeCard
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import button
from vp_desk.ui.workers import Workers


class RecommendationPage(RecordPage):
    """A new one, one that repeats another, or one that is there."""

    help = "aanbeveling"

    #: A new one that repeats this one: its number.
    repeat_wanted = Signal(int)
    #: The cases of a selection.
    cases_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        workers: Workers,
        today: date,
        key: str,
        repeats: RecommendationId | None = None,
    ) -> None:
        """Make the page.

        Args:
            desk: the open vault.
            bus: hears what changed.
            workers: where the figures of the theme are counted.
            today: the day.
            key: `recommendation/3`, or of a new one `recommendation/new-…`.
            repeats: the one that a new one repeats.

        Raises:
            OwnRepeatError: it would repeat one of this year or later.
        """
        super().__init__("Aanbeveling", desk, bus, workers, today, key)
        name = key.partition("/")[2]
        self._id = RecommendationId(int(name) if name.isdigit() else 0)
        self._record = self._new(repeats)
        self.repeat_button = button("&Herhalen", self._on_repeat, "quiet")
        self.repeat_button.setToolTip("Dezelfde aanbeveling opnieuw geven, in een later verslag.")
        self.header.insertWidget(self.header.count() - 1, self.repeat_button)
        self.chain = ChainCard()
        self.chain.open_wanted.connect(self.open_wanted)
        self.theme = ThemeCard(desk, workers)
        self.theme.cases_wanted.connect(self.cases_wanted)
        self.theme.failed.connect(self._on_failed)
        self._read()
        self._make_form()
        self.content.addWidget(self.theme)
        self.content.insertWidget(0, self.chain)
        self._show_around()
        self._finish()

    @property
    def is_new(self) -> bool:
        """Whether it is not in the vault yet."""
        return not self._id

    def draft_content(self) -> Mapping[str, Any]:
        """What was typed, and of a new one what it repeats."""
        repeats = self._record.repeats if self.is_new else None
        return {**super().draft_content(), "repeats": int(repeats or 0)}

    def _new(self, repeats: RecommendationId | None) -> Recommendation:
        year = self._desk.calendar.year_of(Month.of(self._today))
        held = self._desk.recommendation(repeats) if repeats else None
        if held is not None:
            return held.again(max(year.year, held.year + 1))
        asked_by = usual_answer_day(self._today)
        return Recommendation(year=year.year, text=UNTYPED, asked_by=asked_by)

    @property
    def _years(self) -> tuple[int, ...]:
        """Of which the follow-up is asked, the last one first."""
        if self.is_new:
            return ()
        now = self._desk.calendar.year_of(Month.of(self._today)).year
        known = [each.year for each in self._record.follow_ups]
        return tuple(range(max(now, self._record.year, *known), self._record.year - 1, -1))

    def _make_form(self) -> None:
        years = self._years
        self._asked = years
        sections = [Section("", (*ADVICE, *THEME)), Section("Antwoord", RESPONSE)]
        sections += [
            Section("Opvolging" if not place else "", follow_up_fields(year), folded=place > 0)
            for place, year in enumerate(years)
        ]
        self._begin(sections, loop_lists(self._desk, self._today, (self._record.year,)))

    def _read(self) -> bool:
        if self.is_new:
            return True
        record = self._desk.recommendation(self._id)
        if record is not None:
            self._record = record
        return record is not None

    def _values(self) -> Mapping[str, Any]:
        return of_recommendation(self._record, self._asked)

    def _problems(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        problems = text_problems(values, text="Schrijf wat u aanbeveelt.")
        problems |= response_problems(values)
        for year in self._asked:
            told = values[f"done_{year}"].strip() or values[f"effect_{year}"].strip()
            if told and not values[f"status_{year}"]:
                problems[f"status_{year}"] = "Kies hoe het er nu mee staat."
        return problems

    def _keep(self, values: Mapping[str, Any]) -> Changes:
        record = to_recommendation(self._record, values, self._asked)
        draft = self.keeper.key
        if not self.is_new:
            return self._desk.change_recommendation(record, draft=draft)
        changes = self._desk.add_recommendation(record, draft=draft)
        self._id = max(each.id for each in self._desk.recommendations())
        self.keeper.key = f"recommendation/{self._id}"
        return changes

    def _delete(self) -> Changes:
        return self._desk.delete_recommendation(self._id, self._today)

    def _store(self) -> None:
        was_new = self.is_new
        super()._store()
        if was_new and not self.is_new:
            self._read()
            self._make_form()
            self._show_around()
            self.activate()

    def _show(self) -> None:
        if not self.dirty and self._asked != self._years:
            self._make_form()
        super()._show()
        self._show_around()

    def _show_around(self) -> None:
        """The others of its chain, and the figures of its theme."""
        year = self._desk.calendar.year(self._record.year).label
        self.title.setText("Nieuwe aanbeveling" if self.is_new else f"Aanbeveling van {year}")
        self.repeat_button.setVisible(not self.is_new)
        number = self._record.repeats if self.is_new else self._id
        chain = self._desk.chain_of(number) if number else None
        self.chain.show_chain(chain, self._id)
        if self.is_new:
            self.theme.hide()
        else:
            self.theme.show_theme(self._record.theme, self._record.year - 1, self._today)

    @Slot()
    def _on_repeat(self) -> None:
        if self.store():
            self.repeat_wanted.emit(int(self._id))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, VpDeskError):
            show_error(self, error)
