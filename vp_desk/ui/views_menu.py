"""Kept views of the list of cases: the menu that chooses one, and the dialogs to name and tidy them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from vp_desk.desk import Changes, View, Views
from vp_desk.errors import VpDeskError
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.widgets import Bar, button, label, row

_ALL = "Alle zaken"


class ViewsMenu(QMenu):
    """The kept views, and what can be done with them."""

    #: The view to show; None = all cases.
    chosen = Signal(object)
    keep_wanted = Signal()
    manage_wanted = Signal()
    columns_wanted = Signal()

    def __init__(self, views: Sequence[View], owner: QWidget) -> None:
        super().__init__(owner)
        self.aboutToHide.connect(self.deleteLater)
        self.setAccessibleName("Weergaven")
        self._views: dict[QAction, View | None] = {self.addAction(f"&0  {_ALL}"): None}
        for number, view in enumerate(views, 1):
            words = view.name.replace("&", "&&")
            numbered = f"&{number}  {words}" if number < 10 else f"     {words}"
            self._views[self.addAction(numbered)] = view
        self.addSeparator()
        self._keep = self.addAction("&Bewaar deze weergave…")
        self._columns = self.addAction("&Kolommen kiezen…")
        self._manage = self.addAction("Weergaven be&heren…")
        self._manage.setEnabled(bool(views))
        self.triggered.connect(self._on_triggered)
        self.setActiveAction(next(iter(self._views)))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if action is self._keep:
            self.keep_wanted.emit()
        elif action is self._manage:
            self.manage_wanted.emit()
        elif action is self._columns:
            self.columns_wanted.emit()
        else:
            self.chosen.emit(self._views.get(action))


class _Dialog(QDialog):
    """A title, a place for what went wrong, and the rest."""

    #: What was changed.
    changed = Signal(object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("VP-Desk")
        self.setAccessibleName(title)
        self.setMinimumWidth(460)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 22, 24, 20)
        self.body.setSpacing(12)
        self.body.addWidget(label(title, "heading"))
        self.bar = Bar(self)
        self.body.addWidget(self.bar)

    def attempt(self, act: Callable[[], Changes]) -> bool:
        """Do it; when it is refused, say why."""
        try:
            changes = act()
        except VpDeskError as error:
            self.bar.say(str(error), "error")
            return False
        self.bar.hide()
        self.changed.emit(changes)
        return True


class NameLine(TextInput):
    """A name; Enter is done with it."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is done."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class KeepDialog(_Dialog):
    """Give the combination of filters, words, order and columns a name."""

    def __init__(self, views: Views, view: View, told: str, parent: QWidget) -> None:
        super().__init__("Weergave bewaren", parent)
        self._views, self._view = views, view
        self.body.addWidget(label(told, "small", wrap=True))
        self.name = NameLine(self)
        self.name.done.connect(self._keep)
        self.name.setText(view.name)
        self.name.selectAll()
        self.name.setAccessibleName("Naam van de weergave")
        self.name.setPlaceholderText("bijv. Lopend bij Beleid")
        self.body.addWidget(self.name)
        keep = button("Bewaren", self._keep, "primary", self)
        keep.setDefault(True)
        self.body.addLayout(row(None, button("Annuleren", self.reject, parent=self), keep))
        self.name.setFocus()

    @Slot()
    def _keep(self) -> None:
        view = View(self.name.text(), self._view.selection, self._view.columns)
        same = self.name.text().strip().casefold() == self._view.name.casefold() != ""
        if self.attempt(lambda: self._views.keep(view, instead=same)):
            self.accept()


class ViewList(QListWidget):
    """The names of the kept views; F2 changes one, Delete takes it away."""

    removed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the current one away."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removed.emit(item.text())
            return
        super().keyPressEvent(event)


class ManageDialog(_Dialog):
    """Rename and delete kept views."""

    def __init__(self, views: Views, names: Sequence[str], parent: QWidget) -> None:
        super().__init__("Weergaven beheren", parent)
        self._views = views
        self.body.addWidget(
            label(
                "F2: andere naam. Delete: weergave verwijderen; uw zaken blijven staan.",
                "small",
                wrap=True,
            )
        )
        self.names = ViewList(self)
        self.names.setAccessibleName("Weergaven")
        self.body.addWidget(self.names, 1)
        rename = button("Andere naam", self._rename, parent=self)
        forget = button("Verwijderen", self._forget_current, "danger", self)
        close = button("Sluiten", self.accept, "primary", self)
        self.body.addLayout(row(rename, forget, None, close))
        self._fill(names)
        self.names.itemChanged.connect(self._on_renamed)
        self.names.removed.connect(self._forget)
        self.names.setFocus()

    def _fill(self, names: Sequence[str]) -> None:
        for name in names:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.names.addItem(item)
        self.names.setCurrentRow(0)

    @Slot()
    def _rename(self) -> None:
        if self.names.currentRow() >= 0:
            self.names.editItem(self.names.currentItem())

    @Slot()
    def _forget_current(self) -> None:
        if self.names.currentRow() >= 0:
            self._forget(self.names.currentItem().text())

    @Slot(str)
    def _forget(self, name: str) -> None:
        if self.attempt(lambda: self._views.forget(name)):
            self.names.takeItem(self.names.currentRow())
            self.names.setFocus()

    @Slot(QListWidgetItem)
    def _on_renamed(self, item: QListWidgetItem) -> None:
        old, new = str(item.data(Qt.ItemDataRole.UserRole)), item.text().strip()
        if old == new:
            return
        name = new if self.attempt(lambda: self._views.rename(old, new)) else old
        with QSignalBlocker(self.names):
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setText(name)
