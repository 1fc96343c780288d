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
TYPES: Final = CASE_BY_KEY["types"]


def case_sections(
    off: Iterable[str], *, with_talk: bool, talk_off: Iterable[str] = ()
) -> tuple[Section, ...]:
    """The sections of a case.

    Args:
        off: keys of fields that the organisation does not ask.
        talk_off: keys of fields of a conversation that it does not ask.
        with_talk: whether the first conversation is recorded in the same go.
    """
    hidden = frozenset(off) - {"month", "types"}

    def shown(fields: Iterable[Field]) -> tuple[Field, ...]:
        return tuple(field for field in fields if field.key not in hidden)

    first = [CASE_BY_KEY[key] for keys in _FIRST.values() for key in keys]
    unasked = frozenset(talk_off)
    talk = [CONTACT_BY_KEY[k] for k in _FIRST_TALK if k not in unasked] if with_talk else []
    sections = [Section("Het eerste gesprek", (MONTH, *talk))] if with_talk else []
    for title, keys in _FIRST.items():
        asked = shown(CASE_BY_KEY[key] for key in keys)
        first_of_case = not with_talk and title == "Waarover"
        sections.append(Section(title, (*asked, MONTH) if first_of_case else asked))
    if with_talk:
        rest = [f for f in CONTACT_FIELDS if f.kind not in (Kind.IDENTITY, Kind.DATE, Kind.NOTE)]
        left = tuple(field for field in rest if field not in talk and field.key not in unasked)
        sections.append(Section("Meer over het gesprek", left, folded=True))
    for group in _GROUPS:
        fields = [f for f in CASE_FIELDS if f.group is group and f not in first and f is not MONTH]
        sections.append(Section(_MORE_TITLES[group], shown(fields), folded=True))
    sections.append(Section("", shown([CASE_BY_KEY["note"]])))
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
    asked = (field for field in CONTACT_FIELDS if field.kind is not Kind.IDENTITY)
    return (Section("", tuple(field for field in asked if field.key not in hidden)),)
