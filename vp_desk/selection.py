"""Which cases are meant: periods, wanted codes and words, chosen once and asked many times.

The storage turns a selection into SQL; `matches` says the same about one record, and a property test
holds the two equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vp_desk.fields import CASE_FIELDS, Kind, case_field, codes_of
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.taxonomy import UNKNOWN

#: What a list of cases can be sorted by: the keys of fields, how many conversations, and when the last
#: one was. Codes are sorted by their labels, `types` by the main type.
ORDERS = (
    "month",
    "code",
    "types",
    *(known.key for known in CASE_FIELDS if known.kind is Kind.CODE),
    "aftercare_month",
    "contacts",
    "last_contact",
)


@dataclass(frozen=True, slots=True)
class Span:
    """Months from `begin` until `end`, which no longer counts; None = open at that side."""

    begin: Month | None = None
    end: Month | None = None

    def __bool__(self) -> bool:
        return self.begin is not None or self.end is not None

    def __contains__(self, month: object) -> bool:
        return (
            isinstance(month, Month)
            and (self.begin is None or month >= self.begin)
            and (self.end is None or month < self.end)
        )


@dataclass(frozen=True)
class Selection:
    """A choice from all cases of the vault; the empty one means all of them."""

    #: First month of the case that counts, and first that no longer does.
    begin: Month | None = None
    end: Month | None = None
    #: Field → wanted codes; a code also means its parts. Fields are combined with "and", the codes of
    #: one field with "or". As in the tables, `-` means that nothing was registered, and `conduct.-`
    #: the category without a part.
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    #: Words that must all stand in the case, its notes or its labels; each may be a beginning.
    words: str = ""
    order: str = "month"
    descending: bool = True
    #: Fields with several values of which only the first one counts: of types, the main type.
    first_only: frozenset[str] = frozenset()
    #: Cases with these statuses are left out.
    without_status: frozenset[str] = frozenset()
    #: There was a conversation within these months; an empty span asks nothing.
    talks: Span = Span()
    #: There was no conversation in this month or later.
    silent_from: Month | None = None
    #: Aftercare is planned within these months; an empty span asks nothing.
    aftercare: Span = Span()

    @property
    def narrowed(self) -> bool:
        """Whether it leaves any case out, words included."""
        return bool(self.words or self.filtered)

    @property
    def filtered(self) -> bool:
        """Whether it leaves any case out, words left aside."""
        months = self.begin or self.end or self.talks or self.silent_from or self.aftercare
        return bool(months or self.codes or self.without_status)

    def matches(self, case: Case, contacts: Iterable[Contact] = ()) -> bool:
        """Whether a case with these contacts belongs to it, words left aside."""
        if case.month not in Span(self.begin, self.end) or case.status in self.without_status:
            return False
        if self.aftercare and case.aftercare_month not in self.aftercare:
            return False
        months = [Month.of(contact.held_on) for contact in contacts]
        if self.talks and not any(month in self.talks for month in months):
            return False
        if self.silent_from is not None and any(month >= self.silent_from for month in months):
            return False
        return all(
            any(_holds(held, code) for code in wanted)
            for key, wanted in self.codes.items()
            for held in [self._held(case, key)]
        )

    def _held(self, case: Case, key: str) -> tuple[str, ...]:
        held = codes_of(case, case_field(key))
        return held[:1] if key in self.first_only else held


def _holds(held: tuple[str, ...], wanted: str) -> bool:
    """Whether one of the codes that a case holds is the wanted one, or a part of it."""
    if wanted == UNKNOWN:
        return not held
    whole = wanted.removesuffix(f".{UNKNOWN}")
    if whole != wanted:
        return whole in held
    return any(code == wanted or code.startswith(wanted + ".") for code in held)
