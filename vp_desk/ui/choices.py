"""Small helpers for lists to choose from."""

from PySide6.QtWidgets import QComboBox


def place_of(combo: QComboBox, value: object) -> int:
    """The place of a value; -1 when it is not there.

    `QComboBox.findData` knows a value of Python only as the very same object, while the years are made
    anew with each reading.
    """
    return next((n for n in range(combo.count()) if combo.itemData(n) == value), -1)
