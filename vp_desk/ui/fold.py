"""A button above something that can be hidden; its chevron says which it is."""

from PySide6.QtWidgets import QWidget

from vp_desk.ui.icons import IconButton


class FoldButton(IconButton):
    """Who owns it shows and hides what is under it, and says so by `turn`."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "chevron-right", "link", parent)
        self.setCheckable(True)

    def turn(self, *, unfolded: bool) -> None:
        """Show that what is under it is in sight, or not."""
        self.setChecked(unfolded)
        self.set_icon_name("chevron-down" if unfolded else "chevron-right")
