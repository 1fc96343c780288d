"""Small windows in which one thing of a list is asked. A mistake stands beside its field; nothing is lost."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QRadioButton, QVBoxLayout, QWidget

from vp_desk.desk import ListRefusal, MergePreview, Usage, Wording
from vp_desk.dutch import count, listing
from vp_desk.periods import ReportingYear
from vp_desk.taxonomy import Code, CodeList, folded
from vp_desk.ui.forms.inputs import NoteInput, TextInput
from vp_desk.ui.forms.pickers import CodePicker
from vp_desk.ui.pages.settings.section import SettingRow, choices
from vp_desk.ui.widgets import button, label, row, rule

_WIDTH = 560


class ListDialog(QDialog):
    """A title, fields, and two buttons: do it, or not."""

    #: What was typed, when one wants it done. The window closes when that went well.
    wanted = Signal(object)

    def __init__(self, parent: QWidget, title: str, lead: str, action: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("VP-Desk")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.rows: dict[str, SettingRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(28, 24, 28, 20)
        self._layout.setSpacing(14)
        self._layout.addWidget(label(title, "heading", wrap=True))
        if lead:
            self._layout.addWidget(label(lead, "muted", wrap=True))
        self.do_button = button(action, self.do, "primary")
        self.do_button.setDefault(True)
        self.do_button.setToolTip("Ctrl+Enter")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.do)
        self._cancel = button("&Annuleren", self.reject)

    def add_row(self, field: str, made: SettingRow) -> None:
        """Add a field by the name that a refusal gives it."""
        self.rows[field] = made
        self._layout.addWidget(made)

    def add_part(self, part: QWidget) -> None:
        """Add something else."""
        self._layout.addWidget(part)

    def finish(self, focus: QWidget) -> None:
        """Add the buttons, and begin at a field."""
        self._layout.addWidget(rule())
        self._layout.addLayout(row(None, self._cancel, self.do_button))
        # Enter goes from field to field: after the last one it does what was meant, and does not give up.
        self.setTabOrder(self.do_button, self._cancel)
        focus.setFocus()
        self.fit()

    def fit(self) -> None:
        """As high as what is in it, at the width it has."""
        self._layout.activate()
        self.setFixedHeight(self._layout.totalHeightForWidth(_WIDTH))

    def refuse(self, error: ListRefusal) -> None:
        """Say what is wrong beside its field."""
        found = self.rows.get(error.field) or next(iter(self.rows.values()))
        found.show_problem(str(error))
        found.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def typed(self) -> object:
        """What was typed; None when something is still to be chosen, which is then said."""
        raise NotImplementedError

    @Slot()
    def do(self) -> None:
        """Ask for it to be done."""
        for made in self.rows.values():
            made.show_problem("")
        what = self.typed()
        if what is not None:
            self.wanted.emit(what)


class EntryDialog(ListDialog):
    """The name of an entry and the words by which one finds it; for a new entry or one that is there."""

    def __init__(
        self, parent: QWidget, codes: CodeList, entry: Code | None = None, above: str | None = None
    ) -> None:
        """Prepare.

        Args:
            parent: over which it opens.
            codes: the list.
            entry: what is changed; None for something new.
            above: of which the new entry becomes a part; None = of nothing.
        """
        place = f"Een onderdeel van ‘{codes.label_of(above)}’." if above else ""
        title = f"‘{entry.label}’ wijzigen" if entry else f"Toevoegen aan ‘{codes.label}’"
        super().__init__(parent, title, place, "&Bewaren" if entry else "&Toevoegen")
        self._entry = entry
        self._used: Usage | None = None
        self.label, self.short, self.words = TextInput(), TextInput(), NoteInput()
        now = Wording("") if entry is None else Wording.of(entry)
        self.label.set_value(now.label)
        self.short.set_value(now.short)
        self.words.set_value(", ".join(now.words))
        self.short.setPlaceholderText("zoals de naam")
        self.add_row("label", SettingRow("&Naam", self.label))
        self.add_row(
            "short", SettingRow("&Korte naam", self.short, "Voor grafieken en smalle kolommen.")
        )
        self.add_row(
            "words",
            SettingRow(
                "&Ook te vinden als",
                self.words,
                "Gewone woorden, met komma’s ertussen. Als u die typt, vindt u deze keuze.",
            ),
        )
        self._make_question()
        self.label.edited.connect(self._show_question)
        self.finish(self.label)
        self.label.selectAll()

    def show_usage(self, used: Usage) -> None:
        """Say in how many records the entry stands."""
        self._used = used
        self._usage.setText(usage_words(used))
        self._show_question()

    def typed(self) -> object:
        """The wording, and whether it is the same thing under another name."""
        wording = Wording(
            self.label.text(),
            self.short.text(),
            tuple(self.words.toPlainText().replace("\n", ",").split(",")),
        )
        if self._asks() and not (self.same.isChecked() or self.other.isChecked()):
            self._choose.show()
            self.fit()
            self.same.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return wording, not (self._asks() and self.other.isChecked())

    def _make_question(self) -> None:
        self._usage = label("Wordt geteld…" if self._entry else "", "small", wrap=True)
        self._usage.setVisible(self._entry is not None)
        self.add_part(self._usage)
        self._question = QWidget()
        layout = QVBoxLayout(self._question)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(
            label("Is dit hetzelfde met een andere naam, of iets anders?", "label", wrap=True)
        )
        self.same = QRadioButton("&Hetzelfde: alles wat is vastgelegd, krijgt deze naam")
        self.other = QRadioButton("&Iets anders: zet het oude uit en voeg dit toe als nieuwe keuze")
        self._choose = label("Kies wat u bedoelt. Er verandert niets vanzelf.", "error", wrap=True)
        for part in (self.same, self.other, self._choose):
            layout.addWidget(part)
        self._choose.hide()
        self._question.hide()
        for choice in (self.same, self.other):
            choice.toggled.connect(self._choose.hide)
        self.add_part(self._question)

    def _asks(self) -> bool:
        """Whether the name of something that is used, or may be, was changed."""
        if self._entry is None or (self._used is not None and not self._used.total):
            return False
        return folded(self.label.text()) not in ("", folded(self._entry.label))

    @Slot()
    def _show_question(self) -> None:
        self._question.setVisible(self._asks())
        self.fit()


class MergeDialog(ListDialog):
    """Into what, from which year on, under which name, and how the report says it."""

    #: Code and year for which a preview is wanted.
    preview_wanted = Signal(str, int)

    def __init__(
        self, parent: QWidget, codes: CodeList, entry: Code, years: Sequence[ReportingYear]
    ) -> None:
        super().__init__(
            parent,
            f"‘{entry.label}’ samenvoegen",
            "Dit staat daarna uit: u neemt voortaan de keuze waarmee u het samenvoegt. Wat al is "
            "vastgelegd, verandert niet en blijft geteld zoals het er staat.",
            "&Samenvoegen",
        )
        self._codes = codes
        self._proposed = ""
        self.into = CodePicker(CodeList(codes.name, codes.label, _others(codes, entry)))
        self.year = choices([(year.year, year.label) for year in years], self._on_chosen)
        self.label, self.reason = TextInput(), NoteInput()
        self.label.setPlaceholderText("blijft zoals het is")
        self.into.edited.connect(self._on_chosen)
        self.add_row("into", SettingRow("Samenvoegen &met", self.into))
        self.add_row("year", SettingRow("Vanaf verslag&jaar", self.year))
        self.add_row(
            "label",
            SettingRow("Nieuwe &naam", self.label, "Alleen als de keuze voortaan anders heet."),
        )
        self.add_row(
            "reason",
            SettingRow(
                "Tekst in het &rapport",
                self.reason,
                "Zo staat de trendbreuk in het rapport. Noem geen aantallen en geen personen.",
            ),
        )
        self._effect = label("", "small", wrap=True)
        self.add_part(self._effect)
        self.finish(self.into)

    def show_preview(self, preview: MergePreview) -> None:
        """Show what it would do; a sentence that was typed stays."""
        if self.reason.toPlainText().strip() in ("", self._proposed):
            self.reason.set_value(preview.reason)
        self._proposed = preview.reason
        self.rows["into"].show_problem("")
        self.rows["year"].show_problem("")
        self._effect.setText(_effect_words(preview, self.year.currentText()))
        self.fit()

    def typed(self) -> object:
        """Into, year, label and reason."""
        into = self.into.value()
        code = into if isinstance(into, str) else ""
        return (
            code,
            int(self.year.currentData()),
            self.label.text().strip(),
            self.reason.toPlainText(),
        )

    @Slot()
    def _on_chosen(self) -> None:
        into = self.into.value()
        if isinstance(into, str):
            self.preview_wanted.emit(into, int(self.year.currentData()))


class BreakDialog(ListDialog):
    """A break in the trend: from which year, about which row, and why."""

    def __init__(
        self,
        parent: QWidget,
        years: Sequence[ReportingYear],
        rows: Sequence[tuple[str | None, str]],
        reason: str | None = None,
    ) -> None:
        """Prepare.

        Args:
            parent: over which it opens.
            years: from which it may begin; of one that is there, its year only.
            rows: what it may be about: category and label.
            reason: of a break that is there; None for a new one.
        """
        super().__init__(
            parent,
            "Trendbreuk toevoegen" if reason is None else "Trendbreuk wijzigen",
            "Cijfers van vóór en na een trendbreuk zijn niet te vergelijken. Het rapport tekent een "
            "lijn tussen de jaren en noemt de reden.",
            "&Toevoegen" if reason is None else "&Bewaren",
        )
        self.year: QComboBox = choices([(year.year, year.label) for year in years], _nothing)
        self.row = choices([(category, words) for category, words in rows], _nothing)
        self.reason = NoteInput()
        self.reason.set_value(reason or "")
        for box in (self.year, self.row):
            box.setEnabled(reason is None)
        self.add_row("year", SettingRow("Vanaf verslag&jaar", self.year))
        self.add_row("row", SettingRow("&Waarover", self.row))
        self.add_row(
            "reason",
            SettingRow(
                "&Reden",
                self.reason,
                "Eén zin voor de lezer. Noem geen aantallen en geen personen.",
            ),
        )
        self.finish(self.reason if reason is not None else self.year)

    def typed(self) -> object:
        """Year, category and reason."""
        return int(self.year.currentData()), self.row.currentData(), self.reason.toPlainText()


def usage_words(used: Usage) -> str:
    """In how many records an entry stands, in a sentence."""
    if not used.total:
        return "Dit staat nog nergens in de kluis."
    return f"Dit staat in {_records(used)}."


def _records(used: Usage) -> str:
    parts = [
        count(number, one, more)
        for number, one, more in (
            (used.cases, "zaak", "zaken"),
            (used.contacts, "gesprek", "gesprekken"),
            (used.activities, "activiteit", "activiteiten"),
            (used.advice, "aanbeveling of signaal", "aanbevelingen en signalen"),
        )
        if number
    ]
    return listing(parts)


def _effect_words(preview: MergePreview, year: str) -> str:
    rows = listing([f"‘{words}’" for words in preview.rows])
    effect = (
        f"De meerjarentrend krijgt in {year} een breuk bij {rows}."
        if rows
        else "De meerjarentrend krijgt geen breuk: de rijen daarvan veranderen niet. Het rapport van "
        f"{year} noemt deze tekst bij de tabel."
    )
    if not preview.since.total:
        return effect
    there = "staat" if preview.since.total == 1 else "staan"
    return (
        f"{effect} Let op: vanaf {year} {there} er al {_records(preview.since)} onder de oude keuze. Wat "
        "daar staat, blijft daar tellen. Wilt u dat niet, wijzig het dan zelf in de zaak."
    )


def _others(codes: CodeList, entry: Code) -> tuple[Code, ...]:
    """What an entry can be merged into: anything on offer that is no part of it."""
    return tuple(
        other for other in codes.offered() if not f"{other.code}.".startswith(f"{entry.code}.")
    )


def _nothing() -> None:
    """Nothing follows from this choice before the button is pressed."""
