"""What opens the vault: the passphrase, the recovery code, and the key under both."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel

from vp_desk.ui.pages.safety.parts import Revealed
from vp_desk.ui.recovery_code import CodeLine, RecoveryCodePanel
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.widgets import button, label, reveal, row


class CodeTest(Revealed):
    """A line to type the recovery code in, from the note it was written down on."""

    #: What was typed.
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        name = QLabel("&Herstelcode van uw briefje")
        name.setProperty("role", "label")
        self.line = CodeLine()
        self.line.setAccessibleName("Herstelcode van uw briefje")
        name.setBuddy(self.line)
        self.line.returnPressed.connect(self._test)
        self.content.addWidget(name)
        self.content.addWidget(self.line)
        test = button("Testen", self._test, "primary")
        self.content.addLayout(row(test, button("Annuleren", self.end, "quiet"), None))

    def begin(self) -> None:
        """Ask for it."""
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    @Slot()
    def end(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self.hide()

    @Slot()
    def _test(self) -> None:
        if self.line.text().strip():
            self.wanted.emit(self.line.text())


class KeyReplacement(Revealed):
    """Why one would, what it does not do, and the passphrase that proves who asks."""

    #: The passphrase.
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.content.addWidget(
            label(
                "Doe dit als u vermoedt dat iemand uw wachtzin kende of aan een open kluis heeft gezeten. "
                "Wijzig dan eerst uw wachtzin. De hele kluis wordt opnieuw versleuteld; uw wachtzin en uw "
                "herstelcode blijven geldig. Oude reservekopieën blijven leesbaar met de oude sleutel: "
                "vernietig ze als u ze niet meer vertrouwt.",
                wrap=True,
            )
        )
        name = QLabel("&Uw wachtzin")
        name.setProperty("role", "label")
        self.secret = SecretInput("Uw wachtzin")
        name.setBuddy(self.secret.line)
        self.secret.line.returnPressed.connect(self._replace)
        self.content.addWidget(name)
        self.content.addWidget(self.secret)
        go = button("Sleutel vervangen", self._replace, "primary")
        self.content.addLayout(row(go, button("Annuleren", self.end, "quiet"), None))

    def begin(self) -> None:
        """Ask for it."""
        self.show()
        self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    @Slot()
    def end(self) -> None:
        """Forget what was typed."""
        self.secret.clear()
        self.secret.set_shown(shown=False)
        self.hide()

    @Slot()
    def _replace(self) -> None:
        if self.secret.line.text():
            self.wanted.emit(self.secret.line.text())


class NewCode(Revealed):
    """A recovery code that came with a new key: written down and retyped, as in the guide."""

    def __init__(self, panel: RecoveryCodePanel) -> None:
        super().__init__()
        self.panel = panel
        self.content.addWidget(
            label(
                "De oude herstelcode kon niet mee: dit is uw nieuwe. De oude opent deze kluis niet meer.",
                wrap=True,
            )
        )
        self.content.addWidget(panel)
        panel.confirmed.connect(self.hide)

    def begin(self, code: str) -> None:
        """Show a code."""
        self.show()
        self.panel.show_code(code)
        reveal(self)
