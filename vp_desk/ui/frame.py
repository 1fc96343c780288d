"""What stands around the pages of an open vault: the side, the bands above them, and what was done."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vp_desk.ui.damage import DamageBand
from vp_desk.ui.icons import IconButton, IconLabel
from vp_desk.ui.practice_band import PracticeBand
from vp_desk.ui.sidebar import Sidebar
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.way_back import WayBack
from vp_desk.ui.widgets import label, row

#: How long the status line keeps what was done, in milliseconds.
_SAID_FOR = 6000
#: So many pages have Ctrl and a digit as their keys.
_KEYED = 10


class Frame(QWidget):
    """The side with its foot, and beside it a column: bands, the pages, and a strip in a narrow window."""

    #: What was done has been in sight long enough.
    silent = Signal()
    #: A page was chosen: its number, from 0.
    place_wanted = Signal(int)

    def __init__(self, way_back: WayBack, *, practice: bool) -> None:
        """Make it without any page.

        Args:
            way_back: the button that stands beside what was done.
            practice: whether all is invented, which is then always said.
        """
        super().__init__()
        self.pages = QStackedWidget()
        self.side = Sidebar(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side)
        layout.addLayout(self._make_column(practice=practice), 1)
        self._fill_foot(way_back)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self.silent)

    def add_places(self, places: Sequence[tuple[str, str]]) -> list[IconButton]:
        """Add a button for each page, with Ctrl and a number as the keys of the first ten.

        Args:
            places: the words and the icon of each.
        """
        group = QButtonGroup(self)
        made: list[IconButton] = []
        for number, (words, icon) in enumerate(places):
            button = IconButton(words, icon, "nav")
            button.setCheckable(True)
            button.setAutoExclusive(False)
            keys = f"Ctrl+{(number + 1) % 10}" if number < _KEYED else ""
            button.setToolTip(f"{words} ({keys})" if keys else words)
            if keys:  # not of the button: it would lose them whenever its words come or go
                QShortcut(QKeySequence(keys), self).activated.connect(button.click)
            group.addButton(button, number)
            self.side.add_place(button)
            made.append(button)
        group.idClicked.connect(self.place_wanted)
        self.side.end_places()
        return made

    @Slot(str)
    def say(self, words: str) -> None:
        """Show for a while what was done."""
        self._said.setText(words)
        self._said.setAccessibleName(words)
        self._strip.setVisible(self.side.rail)
        self._silence.start(_SAID_FOR)

    def show_status(self, organisation: str) -> None:
        """Show whose vault is open, and no longer what was done."""
        self._said.setText("")
        self._strip.hide()
        self.side.set_organisation(organisation)
        self._status.setText("Kluis open")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow side has icons alone; what was done is then said under the page."""
        super().resizeEvent(event)
        if self.side.fit(event.size()):
            foot, strip = self.side.foot_holder, self._strip.layout()
            if self.side.rail and strip is not None:
                strip.addWidget(foot)
            else:
                self.side.put_back(foot)
            foot.show()
        self._strip.setVisible(self.side.rail and bool(self._said.text()))

    def _make_column(self, *, practice: bool) -> QVBoxLayout:
        """The page in sight, with above it that all is invented, and below it what a narrow side cannot say."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PracticeBand(self, shown=practice))
        self.damage = DamageBand(self)
        column.addWidget(self.damage)
        column.addWidget(self.pages, 1)
        self._strip = QFrame()
        self._strip.setProperty("role", "footer")
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self._strip.hide()
        column.addWidget(self._strip)
        return column

    def _fill_foot(self, way_back: WayBack) -> None:
        self._said = label("", "small", wrap=True)
        self._status = label("", "small", wrap=True)
        status = row(
            IconLabel("check", Size.ICON_SMALL, QPalette.ColorRole.Link),
            self._status,
            spacing=Space.SNUG,
        )
        status.setStretch(1, 1)
        self.side.foot.addWidget(self._said)
        self.side.foot.addWidget(way_back)
        self.side.foot.addLayout(status)
