"""The side of an open vault: whose it is, where one can go, help and the lock.

In a narrow window only the icons stay; their words are then in the tooltip, and always in the name for
screen readers. In a low one the pages scroll.
"""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vp_desk.ui import shortcuts
from vp_desk.ui.icons import IconButton, IconLabel
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import label, row


class Sidebar(QFrame):
    """Buttons above each other; `foot` is where the page below them says what was done."""

    switch_wanted = Signal()
    help_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        self._rail = False
        self._words: dict[IconButton, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(Space.XS)
        self._logo = QWidget(self)
        logo = row(
            IconLabel("logo", Size.ICON_LARGE, QPalette.ColorRole.Link),
            label("VP-Desk", "heading"),
            None,
        )
        logo.setContentsMargins(Space.S, 0, 0, Space.XS)
        self._logo.setLayout(logo)
        self.vault_button = VaultButton(self)
        self.vault_button.clicked.connect(self.switch_wanted)
        self._pages = QWidget()
        self._pages.setObjectName("body")
        self._places = QVBoxLayout(self._pages)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(Space.HAIR)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._pages)
        self.foot_holder = QWidget(self)
        self.foot = QVBoxLayout(self.foot_holder)
        self.foot.setContentsMargins(Space.S, 0, 0, Space.XS)
        self.foot.setSpacing(Space.XS)
        self.help_button = IconButton("Hulp", "help", "nav", self)
        self.help_button.setToolTip(f"Hulp bij deze pagina ({shortcuts.HELP.told})")
        self.help_button.clicked.connect(self.help_wanted)
        self.lock_button = IconButton("Vergrendelen", "lock", "nav", self)
        self.lock_button.setToolTip(f"De kluis sluiten ({shortcuts.LOCK.told})")
        self.lock_button.clicked.connect(self.lock_wanted)
        self._layout.addWidget(self._logo)
        self._layout.addWidget(self.vault_button)
        self._layout.addSpacing(Space.S)
        self._layout.addWidget(self._scroll, 1)
        self._layout.addWidget(self.foot_holder)
        for made in (self.vault_button, self.help_button, self.lock_button):
            self._words[made] = made.text()
        for made in (self.help_button, self.lock_button):
            made.setAccessibleName(made.text())
            self._layout.addWidget(made)
        self._shape()

    @property
    def rail(self) -> bool:
        """Whether only the icons are there."""
        return self._rail

    def icon_buttons(self) -> tuple[IconButton, ...]:
        """The buttons of which only the icon may stay."""
        return tuple(self._words)

    def add_place(self, made: IconButton) -> None:
        """Add the button of a page."""
        self._words[made] = made.text()
        made.setAccessibleName(made.text())
        self._places.addWidget(made)
        if self._rail:
            made.setText("")

    def end_places(self) -> None:
        """All pages are there: what is left of the height stays empty."""
        self._places.addStretch(1)

    def set_organisation(self, organisation: str) -> None:
        """Say whose vault is open."""
        self.vault_button.set_organisation(organisation)

    def fit(self, room: QSize) -> bool:
        """Take the shape for a window; whether the words came or went."""
        rail = room.width() < scaled(Size.RAIL_UNDER)
        self._logo.setVisible(not rail and room.height() >= scaled(Size.LOW_UNDER))
        if rail == self._rail:
            return False
        self._rail = rail
        for made, words in self._words.items():
            made.setText("" if rail else words)
        self._shape()
        return True

    def corner(self) -> QPoint:
        """Where the menu of vaults opens, on the screen."""
        return self.vault_button.mapToGlobal(QPoint(0, self.vault_button.height() + Space.XS))

    def put_back(self, foot: QWidget) -> None:
        """Take the foot in again, above help and lock."""
        self._layout.insertWidget(self._layout.indexOf(self.help_button), foot)

    def _shape(self) -> None:
        edge = Space.S if self._rail else Space.M
        self._layout.setContentsMargins(edge, Space.L, edge, Space.M)
        self.setFixedWidth(scaled(Size.RAIL if self._rail else Size.SIDEBAR))
        self.vault_button.set_short(short=self._rail)


class VaultButton(IconButton):
    """The organisation of the open vault; opens the menu of the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "switch", "nav", parent)
        self._organisation = ""
        self._short = False
        self.set_organisation("")

    def set_organisation(self, organisation: str) -> None:
        """Show an organisation; without one the button says what it opens."""
        self._organisation = organisation or "Deze kluis"
        how = f"Andere kluis openen ({shortcuts.SWITCH.told})"
        self.setAccessibleName(f"{self._organisation}: andere kluis openen")
        self.setToolTip(f"{self._organisation}\n{how}")
        self._elide()

    def set_short(self, *, short: bool) -> None:
        """Show the icon alone, or the words too."""
        self._short = short
        self._elide()

    def setText(self, text: str) -> None:
        """The words follow from the organisation and the room there is."""
        del text
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name to what fits."""
        super().resizeEvent(event)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its icon."""
        return QSize(self.iconSize().width() + 2 * Space.M, super().minimumSizeHint().height())

    def _elide(self) -> None:
        room = self.width() - self.iconSize().width() - 2 * Space.M - Space.S
        words = self.fontMetrics().elidedText(
            self._organisation, Qt.TextElideMode.ElideRight, max(room, 0)
        )
        super().setText("" if self._short else words.replace("&", "&&"))
