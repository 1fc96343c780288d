"""Which cases are meant: a period, wanted codes and words, chosen once and asked many times.

The storage turns a selection into SQL; `matches` says the same about one record, and a property test
holds the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vp_desk.fields import case_field, codes_of
from vp_desk.periods import Month
from vp_desk.records import Case

#: What a list of cases can be sorted by.
ORDERS = ("month", "code", "types", "status", "unit", "reporter_role")


@dataclass(frozen=True)
class Selection:
    """A choice from all cases of the vault; the empty one means all of them."""

    #: First month that counts, and first that no longer does.
    begin: Month | None = None
    end: Month | None = None
    #: Field → wanted codes; a code also means its parts. Fields are combined with "and".
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    #: Words that must all stand in the case, its notes or its labels; each may be a beginning.
    words: str = ""
    order: str = "month"
    descending: bool = True

    def matches(self, case: Case) -> bool:
        """Whether a case belongs to it, words left aside."""
        if self.begin is not None and case.month < self.begin:
            return False
        if self.end is not None and case.month >= self.end:
            return False
        return all(
            any(
                code == wanted or code.startswith(wanted + ".")
                for code in codes_of(case, case_field(key))
                for wanted in wanted_codes
            )
            for key, wanted_codes in self.codes.items()
        )
