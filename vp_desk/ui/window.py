"""The one window: locked, making a vault, or with a vault open."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QStackedWidget, QWidget

from vp_desk.errors import VpDeskError
from vp_desk.ui.doors import Doors
from vp_desk.ui.pages.start_page import StartPage
from vp_desk.ui.remembered import Remembered, default_place, recall, remember
from vp_desk.ui.theme import Appearance, dress, speak_dutch
from vp_desk.ui.tokens import Size
from vp_desk.ui.workers import Workers

if TYPE_CHECKING:  # nothing of the vault is loaded before the first paint
    from datetime import date

    from vp_desk.desk import Desk
    from vp_desk.ui.help_dock import HelpDock
    from vp_desk.ui.locking import Locking
    from vp_desk.ui.net import Net
    from vp_desk.ui.pages.create_page import CreatePage
    from vp_desk.ui.pages.practice_page import PracticePage
    from vp_desk.ui.pages.restore_page import RestorePage
    from vp_desk.ui.restart import Again, Restart
    from vp_desk.ui.workspace import Workspace


#: Until then the first page is being painted and nothing else may want the processor, in milliseconds.
_WARM_UP_AFTER = 150


class Window(QMainWindow):
    """Holds one page at a time. Its title never says anything about a vault."""

    #: The list of pages changed: a vault was opened or locked.
    opened = Signal()
    locked = Signal()
    #: All is there that waits for the first paint.
    warmed = Signal()

    def __init__(
        self,
        vault: Path | None = None,
        *,
        doors: Doors | None = None,
        place: Path | None = None,
        today: "Callable[[], date] | None" = None,
        restart: "Restart | None" = None,
    ) -> None:
        """Make the window.

        Args:
            vault: the vault to open first.
            doors: the ways into a vault.
            place: the file with what this computer remembers.
            today: the clock; None = that of this computer.
            restart: starts the program afresh after a lock; None = the process stays, and with it whatever
                its memory holds.
        """
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("VP-Desk")
        self.setMinimumSize(*Size.WINDOW_LEAST)
        self.resize(*Size.WINDOW)
        self.workers = Workers(self)
        self._doors = doors or Doors()
        self._today = today
        self._restart = restart
        self._place = place or default_place()
        self._remembered = recall(self._place)
        self._first = vault
        self.locking: Locking | None = None
        self._closing = False
        self._warm = False
        self._net: Net | None = None
        self.help: HelpDock | None = None
        self.workspace: Workspace | None = None
        self.create_page: CreatePage | None = None
        self.practice_page: PracticePage | None = None
        self.restore_page: RestorePage | None = None
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self.start_page = StartPage(self._doors, self.workers)
        self.start_page.opened.connect(self._on_opened)
        self.start_page.create_wanted.connect(self._on_create_wanted)
        self.start_page.practice_wanted.connect(self._on_practice_wanted)
        self.start_page.restore_wanted.connect(self.restore)
        self.start_page.forgotten.connect(self._on_forgotten)
        self._pages.addWidget(self.start_page)
        self.start_page.show_vaults(self._remembered, vault)
        self.start_page.activate()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def remembered(self) -> Remembered:
        """What this computer remembers."""
        return self._remembered

    @property
    def warm(self) -> bool:
        """Whether all is there that waits for the first paint."""
        return self._net is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Load the rest once the first page is on the screen."""
        super().showEvent(event)
        if not self._warm:
            self._warm = True
            QTimer.singleShot(_WARM_UP_AFTER, self._warm_up)

    def set_appearance(self, appearance: Appearance) -> None:
        """Light, dark or as the system."""
        self._keep(Remembered(self._remembered.vaults, appearance))
        self._on_scheme_changed()

    @Slot()
    def lock(self) -> None:
        """Close the vault; what was typed and not saved waits in it as a draft.

        Asks only when the vault did not take the draft.
        """
        if self.locking is not None:
            self.locking.lock()

    @Slot(object)
    def switch(self, vault: Path | None) -> None:
        """Close this vault, and be ready to open another one.

        Args:
            vault: the other one; None = the adviser looks for it.
        """

        def then() -> None:
            if self.locking is not None:
                self.locking.lock_now(then="" if vault is not None else "look", other=vault)

        if self.workspace is not None:
            self.workspace.leave(then)

    @Slot()
    def _create_another(self) -> None:
        """Close this vault, and begin to make a new one."""

        def then() -> None:
            if self.locking is not None:
                self.locking.lock_now(then="create")

        if self.workspace is not None:
            self.workspace.leave(then)

    @Slot()
    def toggle_help(self) -> None:
        """Show the help of what is in sight, or close it."""
        self._helper().toggle(self.topic())

    @Slot()
    def show_keys(self) -> None:
        """Show all shortcuts, in the help."""
        self._helper().show_keys()

    def topic(self) -> str:
        """The page of the help that is about what is in sight."""
        page = self._pages.currentWidget()
        if self.workspace is not None and page is self.workspace:
            page = self.workspace.page
        return str(getattr(page, "help", ""))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the vault first; what would be lost, and is no draft, is asked about."""
        page = self.workspace.page if self.workspace is not None else None
        if page is not None and page.would_lose and not self._closing:
            event.ignore()
            page.leave(self._close_now)
            return
        if page is not None and not self._closing and not page.put_away():
            event.ignore()
            page.ask_to_lose(self._close_now)
            return
        if self.locking is not None:
            self.locking.close()
        self.workers.finish()
        if self.create_page is not None and self.create_page.unfinished is not None:
            self.create_page.unfinished.close()
        if self.restore_page is not None and self.restore_page.unfinished is not None:
            self.restore_page.unfinished.close()
        self.workspace = None
        if self._net is not None:
            self._net.fold()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it, as in a dialog; what else wanted the key has had it."""
        focused = self.focusWidget()
        enter = event.matches(QKeySequence.StandardKey.InsertParagraphSeparator)
        if enter and isinstance(focused, QAbstractButton):
            focused.click()
            return
        if event.matches(QKeySequence.StandardKey.Cancel) and self._help_is_open():
            self._helper().close_help()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The help stands beside the page where there is room."""
        super().resizeEvent(event)
        if self.help is not None:
            self.help.fit()

    def _helper(self) -> "HelpDock":
        if self.help is None:
            from vp_desk.ui.help_dock import HelpDock  # noqa: PLC0415 (when someone asks for it)

            self.help = HelpDock(self, self._pages)
        return self.help

    def _help_is_open(self) -> bool:
        return self.help is not None and self.help.isVisible()

    @Slot()
    def _on_scheme_changed(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, self._remembered.appearance)

    @Slot()
    def _warm_up(self) -> None:
        from vp_desk.ui import shortcuts  # noqa: PLC0415
        from vp_desk.ui.net import Net  # noqa: PLC0415 (not before first paint)
        from vp_desk.ui.preload import Preload  # noqa: PLC0415
        from vp_desk.ui.room import let_scroll  # noqa: PLC0415

        let_scroll(self.start_page)
        shortcuts.bind(shortcuts.HELP, self, self.toggle_help)
        shortcuts.bind(shortcuts.OVERVIEW, self, self.show_keys)
        self._net = Net(self)
        self._net.spread()
        self.start_page.add_shortcuts()
        self._on_scheme_changed()  # the whole style sheet
        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak_dutch(app)
        Preload(self.workers, self)
        self.warmed.emit()

    @Slot(object, bool)
    def _on_opened(self, desk: "Desk", by_code: bool) -> None:
        self._keep(self._remembered.opened(desk.path))
        if by_code:
            from vp_desk.ui.pages.new_passphrase_page import NewPassphrasePage  # noqa: PLC0415

            page = NewPassphrasePage(desk, self.workers)
            page.finished.connect(self.show_vault)
            self._show(page)
            page.activate()
            self._hold(desk)
            return
        self.show_vault(desk)

    def show_vault(self, desk: "Desk") -> "Workspace":
        """Show an open vault; the window closes it when it is locked or closed."""
        from datetime import date  # noqa: PLC0415 (not before first paint)

        from vp_desk.ui.workspace import Workspace  # noqa: PLC0415 (not before first paint)

        today = self._today or date.today
        workspace = self.workspace = Workspace(
            desk, self.workers, today, self._remembered.appearance, self._remembered.vaults
        )
        self.workspace.lock_wanted.connect(self.lock)
        self.workspace.switch_wanted.connect(self.switch)
        self.workspace.create_wanted.connect(self._create_another)
        self.workspace.restore_wanted.connect(self._restore_this)
        self.workspace.help_wanted.connect(self.toggle_help)
        self.workspace.page_changed.connect(self._on_page_changed)
        self.workspace.appearance_chosen.connect(self.set_appearance)
        self._hold(desk, workspace)
        self._show(self.workspace)
        self.workspace.activate()
        self.opened.emit()
        return workspace

    def _hold(self, desk: "Desk", workspace: "Workspace | None" = None) -> None:
        from vp_desk.ui.locking import Locking  # noqa: PLC0415 (not before first paint)

        if self.locking is None:
            self.locking = Locking(self, self.workers, self._restart)
            self.locking.locked.connect(self._on_locked)
        self.locking.hold(desk, workspace)

    def release_vault(self) -> None:
        """Show the start page again, and leave the vault open to whoever opened it."""
        self.workers.finish()
        if self.locking is not None:
            self.locking.let_go()
        self.workspace = None
        self._show_start()

    @Slot()
    def _on_create_wanted(self) -> None:
        from vp_desk.ui.pages.create_page import CreatePage  # noqa: PLC0415

        self.create_page = CreatePage(self._doors, self.workers)
        self.create_page.made.connect(self._on_made)
        self.create_page.cancelled.connect(self._on_cancelled)
        self._show(self.create_page)
        self.create_page.activate()

    @Slot(object)
    def _on_made(self, desk: "Desk") -> None:
        self.create_page = self.practice_page = None
        self._keep(self._remembered.opened(desk.path))
        self.show_vault(desk)

    @Slot()
    def _on_practice_wanted(self) -> None:
        from vp_desk.ui.pages.practice_page import PracticePage  # noqa: PLC0415

        self.practice_page = PracticePage(self._doors, self.workers, self._today)
        self.practice_page.made.connect(self._on_made)
        self.practice_page.cancelled.connect(self._on_cancelled)
        self._show(self.practice_page)
        self.practice_page.activate()

    @Slot(object)
    def restore(self, vault: Path | None, second: Path | None = None) -> None:
        """Show where a backup is put back; nothing need be readable for it.

        Args:
            vault: of which; None = it will be looked for.
            second: a second place with backups, if one is known.
        """
        from vp_desk.ui.pages.restore_page import RestorePage  # noqa: PLC0415

        self.restore_page = RestorePage(self._doors, self.workers, vault, second)
        self.restore_page.finished.connect(self._on_restored)
        self.restore_page.cancelled.connect(self._on_cancelled)
        self._show(self.restore_page)
        self.restore_page.activate()

    @Slot()
    def _restore_this(self) -> None:
        """Close this vault, and put a backup in its place."""
        if self.workspace is None or self.locking is None:
            return
        second = None
        with suppress(VpDeskError):  # what is damaged may not tell
            second = self.workspace.desk.safety.second_place
        self.locking.lock_now(then="restore", second=second)

    @Slot(object, bool)
    def _on_restored(self, desk: "Desk", to_released: bool) -> None:
        self.restore_page = None
        self._keep(self._remembered.opened(desk.path))
        workspace = self.show_vault(desk)
        if to_released:
            workspace.show_released()

    @Slot()
    def _on_page_changed(self) -> None:
        if self.help is not None:
            self.help.follow(self.topic())

    @Slot()
    def _on_cancelled(self) -> None:
        self.create_page = self.practice_page = self.restore_page = None
        self._show_start()

    @Slot(object)
    def _on_forgotten(self, vault: Path) -> None:
        self._keep(self._remembered.without(vault))
        self.start_page.show_vaults(self._remembered)

    def _show(self, page: QWidget) -> None:
        old = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._on_page_changed()
        self._let_go(old)

    def _let_go(self, page: QWidget | None) -> None:
        if page is not None and page is not self.start_page:
            self._pages.removeWidget(page)
            page.deleteLater()

    def _show_start(self) -> None:
        old = self._pages.currentWidget()
        self._pages.setCurrentWidget(self.start_page)
        self._on_page_changed()
        self._let_go(old)
        self.start_page.show_vaults(self._remembered, self._first)
        self.start_page.activate()

    @Slot(object)
    def _on_locked(self, again: "Again") -> None:
        self._first, self.workspace = again.vault, None
        self._show_start()
        self.greet(again)
        self.locked.emit()

    def greet(self, again: "Again") -> None:
        """Go on after a lock: say why it came, and do what the adviser wanted to do next."""
        from vp_desk.ui.reasons import words_after  # noqa: PLC0415 (after a lock only)

        self.start_page.greet(words_after(again.reason, typed=again.typed, lost=again.lost))
        if again.then == "look":
            self.start_page.others_button.click()
        elif again.then == "create":
            self.start_page.create_wanted.emit()
        elif again.then == "restore":
            self.restore(again.vault or self._first, again.second)

    def _close_now(self) -> None:
        self._closing = True
        self.close()

    def _keep(self, content: Remembered) -> None:
        if content != self._remembered:
            self._remembered = content
            remember(self._place, content)
