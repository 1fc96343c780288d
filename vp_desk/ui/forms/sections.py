"""Which fields stand where: first what one remembers right after a conversation, the rest folded."""

from collections.abc import Iterable
from typing import Final

from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS, Field, Group, Kind
from vp_desk.records import Case, Contact
from vp_desk.ui.forms.form import Section

#: Fields of a case that are always in sight, by heading.
_FIRST: Final = {
    "Waarover": ("types",),
    "Wie": ("reporter_role", "relation", "unit"),
    "Route": ("route", "status"),
}
#: Fields of the first conversation that are always in sight.
_FIRST_TALK: Final = ("channel", "talk_quarters")
#: Headings of the folded groups.
_GROUPS: Final = (Group.WHAT, Group.WHO, Group.ROUTE, Group.AFTER)
_MORE_TITLES: Final = {
    Group.WHAT: "Meer over wat er speelt",
    Group.WHO: "Meer over wie",
    Group.ROUTE: "Meer over de route",
    Group.AFTER: "Afronding",
}

CONTACT_BY_KEY: Final = {field.key: field for field in CONTACT_FIELDS}
CASE_BY_KEY: Final = {field.key: field for field in CASE_FIELDS}
MONTH: Final = CASE_BY_KEY["month"]
HELD_ON: Final = CONTACT_BY_KEY["held_on"]
CASE_NOTE: Final = CASE_BY_KEY["note"]
CONTACT_NOTE: Final = CONTACT_BY_KEY["note"]
TYPES: Final = CASE_BY_KEY["types"]


def case_sections(off: Iterable[str]) -> tuple[Section, ...]:
    """The sections of a case.

    Args:
        off: keys of fields that the organisation does not ask.
    """
    shown = _Shown(off)
    sections = [
        Section(title, shown.of_case(*keys, *(("month",) if title == "Waarover" else ())))
        for title, keys in _FIRST.items()
    ]
    return _filled([*sections, *shown.rest(), Section("", (CASE_NOTE,))])


def conversation_sections(off: Iterable[str], talk_off: Iterable[str] = ()) -> tuple[Section, ...]:
    """The sections of a conversation with its case, in the order in which one remembers.

    A new case asks the month and a note of the case, an existing one the day and a note of the conversation:
    both stand on the form, and the page shows the one that is meant.

    Args:
        off: keys of fields of a case that the organisation does not ask.
        talk_off: the same of a conversation.
    """
    shown, of_talk = _Shown(off), _Shown(talk_off)
    talk = of_talk.of_contact(*_FIRST_TALK)
    more = [field for field in CONTACT_FIELDS if field.asked and field.kind is not Kind.NOTE]
    first = shown.of_case(*(key for keys in _FIRST.values() for key in keys))
    left = tuple(f for f in of_talk.fields(more) if f not in talk and f is not HELD_ON)
    return _filled(
        [
            Section("", (MONTH, HELD_ON, *talk, *first)),
            Section("Meer over het gesprek", left, folded=True),
            *shown.rest(),
            Section("", (CASE_NOTE, CONTACT_NOTE)),
        ]
    )


class _Shown:
    """The fields that the organisation asks."""

    def __init__(self, off: Iterable[str]) -> None:
        self._off = frozenset(off) - {"month", "types", "note"}

    def fields(self, fields: Iterable[Field]) -> tuple[Field, ...]:
        return tuple(field for field in fields if field.key not in self._off)

    def of_case(self, *keys: str) -> tuple[Field, ...]:
        return self.fields(CASE_BY_KEY[key] for key in keys)

    def of_contact(self, *keys: str) -> tuple[Field, ...]:
        return self.fields(CONTACT_BY_KEY[key] for key in keys)

    def rest(self) -> tuple[Section, ...]:
        """The folded sections with all fields of a case that are not among the first."""
        first = [key for keys in _FIRST.values() for key in keys]
        return tuple(
            Section(
                _MORE_TITLES[group],
                self.fields(
                    f
                    for f in CASE_FIELDS
                    if f.group is group and f.key not in first and f is not MONTH
                ),
                folded=True,
            )
            for group in _GROUPS
        )


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.fields)


def unused(off: Iterable[str], record: Case | Contact) -> frozenset[str]:
    """The fields that are not asked and hold nothing: what was recorded before stays in sight."""
    return frozenset(key for key in off if not getattr(record, key, None))


def contact_sections(off: Iterable[str] = ()) -> tuple[Section, ...]:
    """The one section of a conversation.

    Args:
        off: keys of fields that the organisation does not ask.
    """
    hidden = frozenset(off) - {"held_on"}
    asked = (field for field in CONTACT_FIELDS if field.asked)
    return (Section("", tuple(field for field in asked if field.key not in hidden)),)
