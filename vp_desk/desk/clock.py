"""The clock of this computer, in one place."""

from collections.abc import Callable
from datetime import datetime

#: Tells the moment, where the adviser is.
Clock = Callable[[], datetime]


def now() -> datetime:
    """The moment, where the adviser is; without a time zone, as it is written down."""
    return datetime.now()  # noqa: DTZ005 - the clock on her wall
