"""How an open vault goes into lock: asked for, or because the guard or the system says so.

A lock that nobody asked for never asks anything either: what was typed is in the vault as a draft already, but
for its last letters. They are tried; whatever is wrong with the vault, the lock goes on. Nothing that keeps
the window (a disk that hangs, work that does not end) keeps the lock for longer than a moment: a thread of
its own starts the program afresh by then, which to the vault is no worse than a power cut.
"""

import contextlib
import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from vp_desk.desk import Desk
from vp_desk.ui.reasons import Reason
from vp_desk.ui.restart import Again, Restart
from vp_desk.ui.vault_watch import VaultWatch
from vp_desk.ui.workers import Workers
from vp_desk.ui.workspace import Workspace

#: A lock may take so long, in seconds; after that the program starts afresh with things as they are.
_LOCKED_WITHIN: Final = 1.5


class Locking(QObject):
    """Holds the vault that is open in a window, and closes it."""

    #: `Again`: the vault is closed, and the process went on with it all the same.
    locked = Signal(object)

    def __init__(self, window: QWidget, workers: Workers, restart: Restart | None) -> None:
        """Begin with no vault.

        Args:
            window: that of the program.
            workers: its work, which ends before a vault is closed.
            restart: starts the program afresh after a lock; None = the process stays, and with it whatever
                its memory holds.
        """
        super().__init__(window)
        self._window, self._workers, self._restart = window, workers, restart
        self.desk: Desk | None = None
        self._workspace: Workspace | None = None
        self.watch = VaultWatch(window)
        self.watch.lock_wanted.connect(self.lock_because)

    def hold(self, desk: Desk, workspace: Workspace | None = None) -> None:
        """A vault was opened; `workspace` shows it, if anything does yet."""
        self.desk, self._workspace = desk, workspace
        if workspace is not None:
            workspace.bus.changed.connect(self.watch.follow)
        self.watch.start(desk)

    def let_go(self) -> None:
        """The vault stays open, but is not ours any more."""
        self.desk = self._workspace = None
        self.watch.stop()

    @Slot()
    def lock(self) -> None:
        """Close the vault; ask only when it did not take what was typed."""
        page = self._workspace.page if self._workspace is not None else None
        self._come_to_rest()
        if page is not None and not page.put_away():
            page.ask_to_lose(self.lock_now)
            return
        self.lock_now()

    @Slot(object)
    def lock_because(self, reason: Reason) -> None:
        """Close the vault now, whatever is open above it; only what the adviser asks for may ask back."""
        if reason is Reason.ASKED:
            self.lock()
        else:
            self.lock_now(reason)

    def lock_now(
        self,
        reason: Reason = Reason.ASKED,
        then: str = "",
        other: Path | None = None,
        second: Path | None = None,
    ) -> None:
        """Close the vault.

        Args:
            reason: why.
            then: what the adviser wants next: see `Again`.
            other: the vault to open next; None = the same.
            second: where else its backups are, when one is to be put back.
        """
        if self.desk is None:
            return
        again = self._again(other or self.desk.path, reason, then)._replace(second=second)
        deadline = self._begin_deadline(again)
        try:
            self._come_to_rest()
            again = again._replace(lost=again.lost or not self._put_away())
            self.close()
        finally:
            if self._restart is not None:
                self._restart(again)
            if deadline is not None:
                deadline.cancel()
        self.locked.emit(again)

    def close(self) -> None:
        """Close the vault without more ado: what was typed is put away, work ends."""
        self._put_away()
        self._workers.finish()
        desk, workspace = self.desk, self._workspace
        self.let_go()
        try:
            if workspace is not None:
                workspace.forget()
        finally:  # the vault closes, whatever is wrong with the window
            if desk is not None:
                desk.leave()

    def _begin_deadline(self, again: Again) -> threading.Timer | None:
        if self._restart is None:
            return None
        late = again._replace(lost=again.lost or again.typed)
        deadline = threading.Timer(_LOCKED_WITHIN, self._restart, [late])
        deadline.daemon = True
        deadline.start()
        return deadline

    def _again(self, vault: Path, reason: Reason, then: str) -> Again:
        page = self._workspace.page if self._workspace is not None else None
        return Again(
            vault=vault,
            geometry=bytes(self._window.saveGeometry().data()),
            minimised=self._window.isMinimized(),
            behind=reason is not Reason.ASKED and QApplication.activeWindow() is None,
            then=then,
            reason=reason,
            typed=bool(getattr(page, "dirty", False)),
            lost=page is not None and page.would_lose,
        )

    def _put_away(self) -> bool:
        """Keep what was typed; whether nothing was lost."""
        try:
            return self._workspace is None or self._workspace.put_away()
        except Exception:  # noqa: BLE001 - the lock goes on, whatever is wrong with the vault
            return False

    def _come_to_rest(self) -> None:
        """Let what an input method composes be whole, so that it is in the draft, and close what is above."""
        QGuiApplication.inputMethod().commit()
        close_all_above(self._window)


def close_all_above(window: QWidget) -> None:
    """Close what stands above a window without asking: menus, lists, dialogs, the words at the pointer."""
    QToolTip.hideText()
    for widget in QApplication.topLevelWidgets():
        with contextlib.suppress(RuntimeError):  # gone with the one before it
            if widget is not window and widget.isVisible() and _belongs_to(widget, window):
                if isinstance(widget, QDialog):
                    widget.done(QDialog.DialogCode.Rejected)
                else:  # a menu or a list belongs to what opened it, which may stay
                    widget.hide()


def _belongs_to(widget: QWidget, window: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if above is window:
            return True
        above = above.parentWidget()
    return False
