"""One recommendation: the advice, its answer, and year by year what came of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal, Slot

from vp_desk.desk import (
    Changes,
    Desk,
    Month,
    Recommendation,
    RecommendationId,
)
from vp_desk.errors import VpDeskError
from vp_desk.fields import Field
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Section
from vp_desk.ui.notice import Notice
from vp_desk.ui.pages.loop.chain_card import ChainCard
from vp_desk.ui.pages.loop.fields import ADVICE, RESPONSE, THEME, follow_up_fields, loop_lists
from vp_desk.ui.pages.loop.mapping import UNTYPED, of_recommendation, to_recommendation
from vp_desk.ui.pages.loop.record_page import RecordPage, response_problems, text_problems
from vp_desk.ui.pages.loop.theme_card import ThemeCard
from vp_desk.ui.pages.loop.words import follow_up_words
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import button
from vp_desk.ui.workers import Workers

#: What a report prints of a recommendation: readers have it as it was.
_PRINTED: Final = ("text", "kind", "addressed_to", "year", *(field.key for field in THEME))
_FOLLOW_UP: Final = "Opvolging"
_ISSUED: Final = (
    "Deze tekst staat al in het verslag over {year}. Wie dat verslag heeft, leest daar wat er eerst stond. "
    "Een tikfout kunt u hier verbeteren. Adviseert u nu iets anders? Gooi deze wijziging dan weg en kies "
    "‘Herhalen’."
)


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
        #: The report in which a new one will stand, and by when its answer is asked when she says nothing.
        self._usual = (self._record.year, self._record.asked_by)
        self.repeat_button = button("&Herhalen", self._on_repeat, "quiet")
        self.repeat_button.setToolTip("Dezelfde aanbeveling opnieuw geven, in een later verslag.")
        self.header.insertWidget(self.header.count() - 1, self.repeat_button)
        #: Said as soon as something is changed that readers have.
        self.issued = Notice()
        self._is_issued = False
        self.chain = ChainCard(lambda year: desk.calendar.year(year).label)
        self.chain.open_wanted.connect(self.open_wanted)
        self.theme = ThemeCard(desk, workers)
        self.theme.cases_wanted.connect(self.cases_wanted)
        self.theme.failed.connect(self._on_failed)
        self._read()
        self._make_form()
        self.content.addWidget(self.theme)
        self.content.insertWidget(0, self.issued)
        self.content.insertWidget(1, self.chain)
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
        made = Recommendation(year=year.year, text=UNTYPED)
        if held is not None:
            made = held.again(max(year.year, held.year + 1))
        return replace(made, asked_by=self._desk.answer_day(made.year, self._today))

    @property
    def _years(self) -> tuple[int, ...]:
        """Of which the follow-up is asked, the last one first.

        At the end of its own year a recommendation has mostly not been given yet: only in a signal.
        """
        if self.is_new:
            return ()
        now = self._desk.calendar.year_of(Month.of(self._today)).year
        known = [each.year for each in self._record.follow_ups]
        own = self._record.year
        last = max(now, own, *known)
        first = own if own in known or own == last or self._record.signal else own + 1
        return tuple(range(last, first - 1, -1))

    def _make_form(self) -> None:
        years = self._years
        self._asked = years
        sections = [Section("", (*ADVICE, *THEME)), Section("Antwoord", RESPONSE)]
        sections += [
            Section("" if place else _FOLLOW_UP, follow_up_fields(year), folded=place > 0)
            for place, year in enumerate(years)
        ]
        lists = loop_lists(self._desk, self._today, (self._record.year,))
        self._begin(sections, lists, f"Eerdere jaren ({len(years) - 1})")
        self._tell_before()

    def _tell_before(self) -> None:
        """Say above the follow-up of the last year how it stood in the one before, as far as is known."""
        if not self._asked:
            return
        last = self._record.follow_up_in(self._asked[0] - 1)
        words = follow_up_words(last) if last else ""
        self.form.remark(_FOLLOW_UP, words)
        status = follow_up_fields(self._asked[0])[0]
        self.form.row(status).input.setAccessibleDescription(words)

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
        self._tell_before()
        self._show_around()

    @Slot()
    def _on_edited(self) -> None:
        super()._on_edited()
        self._follow_year()
        self._warn()

    def _follow_year(self) -> None:
        """The day of the answer goes with the report in which a new one will stand, unless she chose one."""
        if not self.is_new:
            return
        year, day = (self._by_key[key] for key in ("year", "asked_by"))
        before = self._usual
        number = int(str(self.form.value(year) or before[0]))
        if number == before[0]:
            return
        self._usual = number, self._desk.answer_day(number, self._today)
        if self.form.value(day) == before[1]:
            self.form.set_value(day, self._usual[1])

    def _warn(self) -> None:
        """Say what it means to change words that readers have."""
        changed = (
            self.form.changed(self._by_key[key] for key in _PRINTED) if self._is_issued else {}
        )
        year = self._desk.calendar.year(self._record.year).label
        self.issued.say(_ISSUED.format(year=year) if changed else "")

    @property
    def _by_key(self) -> Mapping[str, Field]:
        return {field.key: field for field in self.form.fields}

    def _show_around(self) -> None:
        """The others of its chain, the figures of its theme, and whether readers have it."""
        self._is_issued = not self.is_new and self._desk.has_final_report(self._record.year)
        self._warn()
        year = self._desk.calendar.year(self._record.year).label
        self.title.setText("Nieuwe aanbeveling" if self.is_new else f"Aanbeveling van {year}")
        self.repeat_button.setVisible(not self.is_new)
        number = self._record.repeats if self.is_new else self._id
        chain = self._desk.chain_of(number) if number else None
        self.chain.show_chain(chain, self._record)
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
