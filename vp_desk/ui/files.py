"""Ask for a file or a folder, leaving no trace of it.

The dialog is Qt's own, not that of the system: the latter adds what is opened and saved to the list of
recent documents of the desktop. Qt keeps a history of its own in a settings file, so that file is pointed
to where nothing can be written. (On Windows and macOS Qt cannot be pointed elsewhere: there it
keeps the last folder, not the name of a file.)
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

_NOWHERE: Final = f"{os.devnull}/vp-desk"


class _Asker(QObject):
    """Hands the chosen path over, and goes with its dialog."""

    def __init__(self, dialog: QFileDialog, then: Callable[[Path], object]) -> None:
        super().__init__(dialog)
        self._then = then
        dialog.fileSelected.connect(self._on_selected)

    @Slot(str)
    def _on_selected(self, path: str) -> None:
        self._then(Path(path))


def ask_folder(owner: QWidget, title: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder that exists; `then` gets it, unless the adviser cancels."""
    dialog = _dialog(owner, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _ask(dialog, "Kiezen", then)


def ask_to_open(
    owner: QWidget, title: str, kinds: Sequence[str], then: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a file to read. Kinds as in `"CSV-bestand (*.csv)"`."""
    dialog = _dialog(owner, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(kinds))
    return _ask(dialog, "Openen", then)


def ask_to_save(
    owner: QWidget, title: str, name: str, kind: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to write a file; asks again before one is overwritten.

    Args:
        owner: the page that asks.
        title: above the dialog.
        name: a suggestion, with its suffix.
        kind: as in `"PDF (*.pdf)"`.
        then: gets the path.
    """
    dialog = _dialog(owner, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    return _ask(dialog, "Opslaan", then)


def _dialog(owner: QWidget, title: str) -> QFileDialog:
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, _NOWHERE)
    dialog = QFileDialog(owner, title)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDirectory(str(Path.home()))
    return dialog


def _ask(dialog: QFileDialog, accept: str, then: Callable[[Path], object]) -> QFileDialog:
    # Words last: choosing a mode puts those of Qt back.
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, accept)
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, "Annuleren")
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Naam:")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "Soort:")
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "Map:")
    _Asker(dialog, then)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    dialog.open()
    if line is not None:
        line.setFocus(Qt.FocusReason.OtherFocusReason)
    return dialog
