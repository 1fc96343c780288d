"""An input for a whole number."""

from vp_desk.dutch import number
from vp_desk.ui.forms.inputs import ParsedInput

#: More digits than this are a slip of the keyboard.
_MOST_DIGITS = 6


class NumberInput(ParsedInput):
    """A whole number, or None: "12", "1.200"."""

    def value(self) -> object:
        """The number, or None."""
        return self._read()

    def set_value(self, value: object) -> None:
        """Show a number."""
        self.setText(number(value) if isinstance(value, int) else "")

    def problem(self) -> str:
        """Whether it is no number."""
        if self.text().strip() and self._read() is None:
            return "Dit is geen aantal. Typ een heel getal, bijvoorbeeld 12."
        return ""

    def step(self, steps: int) -> None:
        """So many more."""
        self.set_value(max(0, (self._read() or 0) + steps))

    def _read(self) -> int | None:
        text = self.text().replace(".", "").replace(" ", "")
        known = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        return int(text) if known else None
