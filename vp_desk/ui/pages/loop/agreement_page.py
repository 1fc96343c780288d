"""One agreement that was made in a talk about the adviser's work."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from vp_desk.desk import Agreement, AgreementId, ChangeKind, Changes, Desk, Party
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Section
from vp_desk.ui.pages.loop.fields import AGREEMENT, loop_lists
from vp_desk.ui.pages.loop.mapping import UNTYPED, of_agreement, to_agreement
from vp_desk.ui.pages.loop.record_page import RecordPage, text_problems
from vp_desk.ui.workers import Workers


class AgreementPage(RecordPage):
    """A new one with some party, or one that is there."""

    help = "gesprekken"
    kind: ClassVar[ChangeKind] = ChangeKind.RELATION

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        workers: Workers,
        today: date,
        key: str,
        party: Party = Party.AUTHORITY,
        made_on: date | None = None,
    ) -> None:
        """Make the page.

        Args:
            desk: the open vault.
            bus: hears what changed.
            workers: where what takes long is done.
            today: the day.
            key: `agreement/3`, or of a new one `agreement/new-…`.
            party: of a new one.
            made_on: of a new one, the day of the talk; None = today.
        """
        super().__init__("Afspraak", desk, bus, workers, today, key)
        name = key.partition("/")[2]
        self._id = AgreementId(int(name) if name.isdigit() else 0)
        self._record = Agreement(made_on=made_on or today, party=party, text=UNTYPED)
        self._read()
        self._begin((Section("", AGREEMENT),), loop_lists(desk, today))
        self._finish()

    @property
    def is_new(self) -> bool:
        """Whether it is not in the vault yet."""
        return not self._id

    def activate(self) -> None:
        """Ready to type what was agreed."""
        text = next(field for field in AGREEMENT if field.key == "text")
        self.form.row(text).focus()

    def _read(self) -> bool:
        record = self._desk.agreement(self._id) if self._id else self._record
        if record is not None:
            self._record = record
        return record is not None

    def _values(self) -> Mapping[str, Any]:
        return of_agreement(self._record)

    def _problems(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        problems = text_problems(values, text="Schrijf wat u afsprak.")
        made_on = values["made_on"]
        for key in ("due", "done_on"):
            if made_on and values[key] and values[key] < made_on:
                problems[key] = "Deze dag ligt vóór de afspraak."
        return problems

    def _keep(self, values: Mapping[str, Any]) -> Changes:
        record = to_agreement(self._record, values)
        draft = self.keeper.key
        if self._id:
            return self._desk.change_agreement(record, draft=draft)
        changes = self._desk.add_agreement(record, draft=draft)
        self._id = max(each.id for each in self._desk.agreements())
        self.keeper.key = f"agreement/{self._id}"
        self._read()
        return changes

    def _delete(self) -> Changes:
        return self._desk.delete_agreement(self._id, self._today)
