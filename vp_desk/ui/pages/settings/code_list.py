"""A code list that can be changed: the tree, what stands in it, and everything that one can do."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vp_desk.desk import Changes, Desk, ListRefusal, Merge, MergePreview, Usage, Wording, deepest
from vp_desk.errors import VpDeskError
from vp_desk.periods import ReportingYear
from vp_desk.taxonomy import Code, CodeList
from vp_desk.ui.icons import IconButton
from vp_desk.ui.pages.settings.code_tree import CodeTree
from vp_desk.ui.pages.settings.dialogs import EntryDialog, ListDialog, MergeDialog, usage_words
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import button, label
from vp_desk.ui.workers import Progress, Workers

#: How long an entry is chosen before it is counted, in milliseconds: not while one walks through.
_COUNT_AFTER = 150
#: How many years back a merge may begin.
_YEARS_BACK = 6
_KEYS = "Insert: toevoegen · F2: wijzigen · Delete: uitzetten · Alt met pijl omhoog of omlaag: verplaatsen"


class CodeListEditor(QWidget):
    """Everything here is stored at once; each question is a small window of its own."""

    changed = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, workers: Workers, name: str, this_year: ReportingYear) -> None:
        super().__init__()
        self._desk, self._workers, self._name, self._year = desk, workers, name, this_year
        self._asked = 0
        self._above: str | None = None
        self.dialog: ListDialog | None = None
        self.tree = CodeTree()
        self.tree.chosen.connect(self._on_chosen)
        self.tree.add_wanted.connect(self.add)
        self.tree.change_wanted.connect(self.change)
        self.tree.retire_wanted.connect(self.retire)
        self.tree.move_wanted.connect(self._move)
        self._info = label("", wrap=True)
        self._make_buttons()
        side = QVBoxLayout()
        side.setSpacing(6)
        for part in self._buttons:
            side.addWidget(part)
        side.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.tree, 1)
        beside.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(beside)
        layout.addWidget(self._info)
        layout.addWidget(label(_KEYS, "small", wrap=True))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_COUNT_AFTER)
        self._patience.timeout.connect(self._count)
        self.show_list(name)

    @property
    def info(self) -> str:
        """What is said of the chosen entry."""
        return self._info.text()

    def show_list(self, name: str, chosen: str = "") -> None:
        """Show a list, perhaps another one."""
        self._name = name
        self.tree.setAccessibleName(f"Lijst: {self._codes.label}")
        self.tree.show_list(self._codes, chosen)
        self._part_button.setVisible(deepest(self._codes) > 1)

    def refresh(self) -> None:
        """Show what is true now, at the same entry."""
        self.show_list(self._name, self.tree.code)

    @Slot()
    def add(self) -> None:
        """Ask for a new entry beside the chosen one."""
        entry = self._entry
        self._ask_new(entry.parent if entry is not None else None)

    @Slot()
    def add_part(self) -> None:
        """Ask for a new part of the chosen entry."""
        if self._part_button.isEnabled():
            self._ask_new(self.tree.code)

    @Slot()
    def change(self) -> None:
        """Ask for another name or other words."""
        entry = self._entry
        if entry is not None:
            dialog = EntryDialog(self, self._codes, entry)
            dialog.wanted.connect(self._rename)
            self._open(dialog)
            self._count()

    @Slot()
    def retire(self) -> None:
        """Retire the chosen entry, or take it back into use."""
        entry = self._entry
        if entry is None or not self._retire_button.isEnabled():
            return
        retired = not entry.retired
        try:
            changes = self._desk.list_editing.set_retired(self._name, entry.code, retired=retired)
        except VpDeskError as error:
            show_error(self, error)
            return
        words = (
            f"‘{entry.label}’ staat uit. Wat al is vastgelegd, blijft staan."
            if retired
            else f"‘{entry.label}’ is weer te kiezen."
        )
        self._stored(changes, words, entry.code)

    @Slot()
    def merge(self) -> None:
        """Ask into what the chosen entry goes."""
        entry = self._entry
        if entry is not None and self._merge_button.isEnabled():
            calendar, year = self._desk.calendar, self._year.year
            # No year to come: the entry is retired at once.
            years = [calendar.year(number) for number in range(year, year - _YEARS_BACK, -1)]
            dialog = MergeDialog(self, self._codes, entry, years)
            dialog.wanted.connect(self._merge)
            dialog.preview_wanted.connect(self._preview)
            self._open(dialog)

    @property
    def _codes(self) -> CodeList:
        return self._desk.lists[self._name]

    @property
    def _entry(self) -> Code | None:
        return self._codes.get(self.tree.code)

    def _make_buttons(self) -> None:
        self.add_button = IconButton("&Toevoegen…", "plus")
        self.add_button.clicked.connect(self.add)
        self.add_button.setToolTip("Insert")
        self._part_button = button("Onder&verdelen…", self.add_part)
        self._part_button.setToolTip("Een onderdeel toevoegen onder wat gekozen is")
        self._change_button = button("&Wijzigen…", self.change)
        self._change_button.setToolTip("F2")
        self._retire_button = button("&Uitzetten", self.retire)
        self._retire_button.setToolTip("Delete")
        self._merge_button = button("&Samenvoegen…", self.merge)
        self._up_button = button("Om&hoog", self._up)
        self._down_button = button("Om&laag", self._down)
        self._up_button.setToolTip("Alt en pijl omhoog")
        self._down_button.setToolTip("Alt en pijl omlaag")
        self._buttons = (
            self.add_button,
            self._part_button,
            self._change_button,
            self._retire_button,
            self._merge_button,
            self._up_button,
            self._down_button,
        )

    def _ask_new(self, above: str | None) -> None:
        dialog = EntryDialog(self, self._codes, above=above)
        dialog.wanted.connect(self._add)
        self._above = above
        self._open(dialog)

    def _open(self, dialog: ListDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _stored(self, changes: Changes, words: str, chosen: str) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.show_list(self._name, chosen)
        self.changed.emit(changes)
        self.said.emit(words)
        self.tree.setFocus()

    def _refused(self, error: VpDeskError) -> None:
        if self.dialog is not None and isinstance(error, ListRefusal):
            self.dialog.refuse(error)
            return
        if self.dialog is not None:
            self.dialog.reject()
        show_error(self, error)

    @Slot(object)
    def _add(self, typed: tuple[Wording, bool]) -> None:
        try:
            added = self._desk.list_editing.add(self._name, typed[0], self._above)
        except VpDeskError as error:
            self._refused(error)
            return
        self._stored(
            added.changes, f"‘{self._codes.label_of(added.code)}’ is toegevoegd.", added.code
        )

    @Slot(object)
    def _rename(self, typed: tuple[Wording, bool]) -> None:
        (wording, same), code = typed, self.tree.code
        editing = self._desk.list_editing
        try:
            if same:
                changes = editing.rename(self._name, code, wording)
                self._stored(changes, f"‘{self._codes.label_of(code)}’ is bewaard.", code)
                return
            old = self._codes.label_of(code)
            added = editing.replace_by_new(self._name, code, wording)
        except VpDeskError as error:
            self._refused(error)
            return
        new = self._codes.label_of(added.code)
        self._stored(added.changes, f"‘{old}’ staat uit en ‘{new}’ is toegevoegd.", added.code)

    @Slot(object)
    def _merge(self, typed: tuple[str, int, str, str]) -> None:
        into, year, words, reason = typed
        code = self.tree.code
        old = self._codes.label_of(code)
        try:
            changes = self._desk.list_editing.merge(
                Merge(self._name, code, into, year, reason, words)
            )
        except VpDeskError as error:
            self._refused(error)
            return
        self._stored(changes, f"‘{old}’ is samengevoegd met ‘{self._codes.label_of(into)}’.", into)

    @Slot(str, int)
    def _preview(self, into: str, year: int) -> None:
        editing, name, code = self._desk.list_editing, self._name, self.tree.code
        self._asked += 1
        asked = self._asked

        def work(_: Progress) -> MergePreview:
            return editing.preview_merge(name, code, into, year)

        def done(preview: MergePreview) -> None:
            if asked == self._asked and isinstance(self.dialog, MergeDialog):
                self.dialog.show_preview(preview)

        def failed(error: Exception) -> None:
            if asked == self._asked and isinstance(error, VpDeskError):
                self._refused(error)

        self._workers.start(work, done, failed)

    @Slot()
    def _count(self) -> None:
        """Count the records of the chosen entry, beside the window."""
        editing, name, code = self._desk.list_editing, self._name, self.tree.code
        if not code:
            return

        def work(_: Progress) -> Usage:
            return editing.usage(name, code)

        def done(used: Usage) -> None:
            if (name, code) == (self._name, self.tree.code):
                self._show_usage(used)

        self._workers.start(work, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)

    def _show_usage(self, used: Usage) -> None:
        entry = self._entry
        if entry is None:
            return
        words = usage_words(used).replace("Dit", f"‘{entry.label}’", 1)
        above = entry.parent
        if not entry.retired and above is not None and not self._codes.is_offered(above):
            words += f" Het staat uit omdat ‘{self._codes.label_of(above)}’ uit staat."
        elif entry.retired:
            words += (
                " Het staat uit: u kunt het niet kiezen, maar wat is vastgelegd blijft en telt mee."
            )
        self._info.setText(words)
        if isinstance(self.dialog, EntryDialog):
            self.dialog.show_usage(used)

    @Slot(str)
    def _on_chosen(self, code: str) -> None:
        codes, entry = self._codes, self._codes.get(code)
        self._info.setText("")
        for part in self._buttons[1:]:
            part.setEnabled(entry is not None)
        if entry is None:
            return
        offered = codes.is_offered(code)
        siblings = [sibling.code for sibling in codes.parts(entry.parent)]
        self._part_button.setEnabled(offered and entry.depth < deepest(codes))
        self._retire_button.setEnabled(entry.parent is None or codes.is_offered(entry.parent))
        self._retire_button.setText("Weer gebr&uiken" if entry.retired else "&Uitzetten")
        self._merge_button.setEnabled(offered and len(codes.offered()) > 1)
        self._up_button.setEnabled(siblings[0] != code)
        self._down_button.setEnabled(siblings[-1] != code)
        self._patience.start()

    @Slot()
    def _up(self) -> None:
        self._move(-1)

    @Slot()
    def _down(self) -> None:
        self._move(1)

    @Slot(int)
    def _move(self, step: int) -> None:
        code = self.tree.code
        if code:
            changes = self._desk.list_editing.move(self._name, code, step)
            self.show_list(self._name, code)
            self.changed.emit(changes)

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None
        self.tree.setFocus()
