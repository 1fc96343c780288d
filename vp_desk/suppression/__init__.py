"""Which cells of linked frequency tables must be hidden so that no small one can be worked out.

Pure combinatorics: cells with whole values and linear relations between them; nothing here knows of
tables, labels or measures. `protect` chooses, `audit` checks in a way of its own. Why it is done
like this, and what it costs: docs/decisions/0003-suppression.md.
"""

from vp_desk.suppression.auditor import Interval, Reader, audit, determined
from vp_desk.suppression.chooser import SMALL_PART, protect
from vp_desk.suppression.explain import Bounds, Deduction, Finding, explain
from vp_desk.suppression.model import Cell, Pattern, Relation, Standard, State
from vp_desk.suppression.ranges import with_ranges

__all__ = [
    "SMALL_PART",
    "Bounds",
    "Cell",
    "Deduction",
    "Finding",
    "Interval",
    "Pattern",
    "Reader",
    "Relation",
    "Standard",
    "State",
    "audit",
    "determined",
    "explain",
    "protect",
    "with_ranges",
]
