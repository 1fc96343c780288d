"""How orderly and current the records of a year are, counted: exact, for the adviser alone."""

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from vp_desk.desk import Registration
from vp_desk.dutch import count, listing
from vp_desk.ui.pages.loop.only_you import only_you
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import button, label, row

#: So many fields that are often empty are named.
_NAMED = 4


class RegistrationCard(QFrame):
    """Some lines, and a button to take over what they come to."""

    #: The `Registration` that is shown.
    take_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: Registration | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addLayout(row(label("Wat uw kluis ervan telt", "label"), None, only_you()))
        self.words = label("Wordt geteld…", "", wrap=True)
        layout.addWidget(self.words)
        self.take_button = button("Neem voorstel over", self._on_take)
        self.take_button.setToolTip(
            "Een oordeel en een zin zonder cijfers. U kunt ze daarna veranderen."
        )
        self.take_button.setEnabled(False)
        layout.addLayout(row(self.take_button, None))

    def show_registration(self, found: Registration) -> None:
        """Show what was counted."""
        self._found = found
        self.words.setText("\n".join(registration_words(found)))
        self.take_button.setEnabled(found.proposed is not None)

    @Slot()
    def _on_take(self) -> None:
        if self._found is not None:
            self.take_wanted.emit(self._found)


def registration_words(found: Registration) -> list[str]:
    """What was counted, a sentence a line."""
    share = found.share
    if share is None:
        return ["In dit jaar zijn nog geen zaken vastgelegd: er is niets te tellen."]
    new = count(found.cases, "nieuwe zaak", "nieuwe zaken")
    told = [f"{new}; van wat daarbij wordt gevraagd, is {_percent(share)} ingevuld."]
    rest = sorted((f for f in found.fields if f.cases < found.cases), key=lambda f: f.cases)
    if rest:
        names = listing(
            [f"{f.label.lower()} (bij {f.cases} van {found.cases})" for f in rest[:_NAMED]]
        )
        told.append(f"Het minst ingevuld: {names}.")
    told += [*_lag_words(found)]
    told.append(
        f"Nu nog open van vóór dit jaar: {count(found.carried, 'zaak', 'zaken')}. Nu open en al drie maanden "
        f"zonder gesprek: {count(found.quiet, 'zaak', 'zaken')}."
    )
    return told


def _lag_words(found: Registration) -> Iterator[str]:
    """How soon conversations are written down, as far as anything can be said of it."""
    if not found.talks:
        yield "In dit jaar zijn geen gesprekken vastgelegd."
        return
    if found.usual_lag is not None and found.late_share is not None:
        days = ceil(found.usual_lag)
        when = "op de dag zelf" if not days else f"binnen {count(days, 'dag', 'dagen')}"
        rest = found.talks - len(found.lags)
        lead = "Gesprekken" if not rest else f"De {len(found.lags)} gesprekken met een dag"
        late = f"{_percent(found.late_share)} later dan na een week"
        yield f"{lead} worden meestal {when} vastgelegd; {late}."
    if found.month_only:
        these = _these(found.month_only, found.talks)
        end = "." if found.tells_lag else "; hoe snel u vastlegt, is niet te zeggen."
        yield f"Van {these} is alleen de maand bekend{end}"
    if found.undated:
        these = _these(found.undated, found.talks)
        yield f"Van {these} is niet bekend wanneer u {'het' if found.undated == 1 else 'ze'} vastlegde."
    if not (found.tells_lag or found.month_only):
        yield "Hoe snel u vastlegt, is niet te zeggen."


def _these(number: int, in_all: int) -> str:
    """`3 van de 5 gesprekken`, or all of them."""
    if number < in_all:
        return f"{number} van de {in_all} gesprekken"
    return "deze gesprekken" if number > 1 else "dit gesprek"


def _percent(share: float) -> str:
    """Rounded, but never to nothing or to all of it when it is not."""
    whole = round(100 * share)
    return f"{min(max(whole, 1), 99) if 0 < share < 1 else whole} %"
