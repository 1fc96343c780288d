"""A cost that tests can afford: the only limits besides those of the program."""

from typing import Final

from vp_desk.storage.slots import Cost, Limits

CHEAP: Final = Cost(memory_kib=8, passes=1, lanes=1)
CHEAP_LIMITS: Final = Limits(lowest=CHEAP, highest=Cost(2 * 1024 * 1024, 64, 16))
