"""Numbers, months and lists as Dutch writes them (no locale of the machine is asked)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

#: What stands where a value was not registered; never the same as zero.
NOT_REGISTERED = "Niet geregistreerd"


def number(value: int) -> str:
    """A whole number with a point per thousand: `1.234`, and a real minus sign."""
    text = f"{abs(value):,}".replace(",", ".")
    return f"−{text}" if value < 0 else text


def decimal(value: Decimal | float, places: int = 1) -> str:
    """A number with a decimal comma, rounded half up: `1.234,5`."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):,f}".partition(".")
    text = whole.replace(",", ".") + (f",{rest}" if rest else "")
    return f"−{text}" if exact < 0 else text


def hours(quarters: int) -> str:
    """Quarters of an hour as hours: `12`, `12,5`, `0,25`."""
    whole, rest = divmod(quarters, 4)
    return number(whole) + ("", ",25", ",5", ",75")[rest]


def count(value: int, singular: str, plural: str) -> str:
    """A number with its noun: `1 zaak`, `12 zaken`."""
    return f"{number(value)} {singular if value == 1 else plural}"


def month_name(month: int) -> str:
    """The name of a month, 1 to 12."""
    return MONTHS[month - 1]


def day_label(day: date) -> str:
    """A day as on screen: `3 maart 2025`."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def moment_label(moment: datetime) -> str:
    """A moment as on screen, to the minute: `3 maart 2025 17:45`."""
    return f"{day_label(moment)} {moment:%H:%M}"


def size_label(size: int) -> str:
    """A number of bytes as on screen: `800 kB`, `1,2 MB`."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB")):
        if size >= unit:
            return f"{decimal(size / unit)} {name}"
    return f"{number(max(1, round(size / 1000)))} kB"


def short_month(month: int) -> str:
    """The name of a month in three letters: `jan`, `mrt`."""
    return "mrt" if month == 3 else month_name(month)[:3]


def listing(words: Sequence[str], last: str = "en") -> str:
    """An enumeration in a sentence: `a, b en c`."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
