"""Which cases are meant: a period, wanted codes and words, chosen once and asked many times.

The storage turns a selection into SQL; `matches` says the same about one record, and a property test
holds the two equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vp_desk.fields import case_field, codes_of
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.taxonomy import UNKNOWN

#: What a list of cases can be sorted by.
ORDERS = ("month", "code", "types", "status", "unit", "reporter_role")


@dataclass(frozen=True)
class Selection:
    """A choice from all cases of the vault; the empty one means all of them."""

    #: First month that counts, and first that no longer does.
    begin: Month | None = None
    end: Month | None = None
    #: Field → wanted codes; a code also means its parts. Fields are combined with "and". As in the
    #: tables, `-` means that nothing was registered, and `conduct.-` the category without a part.
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    #: Words that must all stand in the case, its notes or its labels; each may be a beginning.
    words: str = ""
    order: str = "month"
    descending: bool = True
    #: Fields with several values of which only the first one counts: of types, the main type.
    first_only: frozenset[str] = frozenset()
    #: Cases with these statuses are left out.
    without_status: frozenset[str] = frozenset()
    #: Only cases with a conversation from the first of these months on, before the second.
    talked_begin: Month | None = None
    talked_end: Month | None = None

    def matches(self, case: Case, contacts: Iterable[Contact] = ()) -> bool:
        """Whether a case with its contacts belongs to it, words left aside."""
        if not _within(case.month, self.begin, self.end) or case.status in self.without_status:
            return False
        if (self.talked_begin or self.talked_end) and not any(
            _within(Month.of(contact.held_on), self.talked_begin, self.talked_end)
            for contact in contacts
        ):
            return False
        return all(
            any(_holds(held, code) for code in wanted)
            for key, wanted in self.codes.items()
            for held in [self._held(case, key)]
        )

    def _held(self, case: Case, key: str) -> tuple[str, ...]:
        held = codes_of(case, case_field(key))
        return held[:1] if key in self.first_only else held


def _within(month: Month, begin: Month | None, end: Month | None) -> bool:
    return (begin is None or begin <= month) and (end is None or month < end)


def _holds(held: tuple[str, ...], wanted: str) -> bool:
    """Whether one of the codes that a case holds is the wanted one, or a part of it."""
    if wanted == UNKNOWN:
        return not held
    whole = wanted.removesuffix(f".{UNKNOWN}")
    if whole != wanted:
        return whole in held
    return any(code == wanted or code.startswith(wanted + ".") for code in held)
