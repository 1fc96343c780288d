"""The catalogue: every attribute of a case, a contact and an activity, declared once.

Forms, columns, filters, crosstabs, imports and exports are derived from it. A test holds it equal to
the attributes of the records and to the columns of the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from vp_desk.records import Activity, Case, Contact
from vp_desk.taxonomy import Lists


class Kind(Enum):
    """What a value is, and so how it is asked, shown and read."""

    IDENTITY = "identity"
    MONTH = "month"
    DATE = "date"
    DAY = "day"  # a day that may lie ahead, or None
    CODE = "code"  # one code of a list, or None
    CODES = "codes"  # several codes of a list, the first is the main one
    NUMBER = "number"
    QUARTERS = "quarters"  # quarters of an hour
    TEXT = "text"  # a short code of the adviser's own
    LINE = "line"  # a title or some words, on one line
    NOTE = "note"  # free text
    STAMP = "stamp"  # a day that the program writes down


class Privacy(Enum):
    """What may happen with a value outside the vault."""

    OPEN = "open"  # counted and released through the gate
    GUARDED = "guarded"  # a personal trait: counted, never crossed with another one
    PRIVATE = "private"  # never counted, never exported


class Group(Enum):
    """The part of the form in which a field stands; the value is its heading."""

    WHEN = "Wanneer"
    WHAT = "Waarover"
    WHO = "Wie"
    ROUTE = "Route"
    AFTER = "Afronding"
    NOTE = "Notitie"
    TALK = "Gesprek"
    WORK = "Activiteit"


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of a record."""

    key: str
    label: str
    kind: Kind
    group: Group
    #: The code list that gives its values (kinds CODE and CODES).
    values: str | None = None
    privacy: Privacy = Privacy.OPEN
    #: Shown on the form unless the organisation switches it off.
    on_by_default: bool = True
    #: One line of help under the field.
    help: str = ""

    @property
    def asked(self) -> bool:
        """Whether somebody fills it in; the program does the others."""
        return self.kind not in (Kind.IDENTITY, Kind.STAMP)


CASE_FIELDS: tuple[Field, ...] = (
    Field("code", "Zaakcode", Kind.IDENTITY, Group.WHEN, privacy=Privacy.PRIVATE),
    Field(
        "month",
        "Maand van het eerste gesprek",
        Kind.MONTH,
        Group.WHEN,
        help="Alleen jaar en maand; de dag hoort niet bij de zaak.",
    ),
    Field(
        "types",
        "Type schending",
        Kind.CODES,
        Group.WHAT,
        "types",
        help="Het eerste type is het hoofdtype.",
    ),
    Field("reporter_role", "Rol melder", Kind.CODE, Group.WHO, "reporter_role", Privacy.GUARDED),
    Field("capacity", "Hoedanigheid", Kind.CODE, Group.WHO, "capacity", Privacy.GUARDED),
    Field(
        "gender",
        "Geslacht",
        Kind.CODE,
        Group.WHO,
        "gender",
        Privacy.GUARDED,
        on_by_default=False,
        help="Alleen vastleggen als het van belang is.",
    ),
    Field(
        "international",
        "Internationaal",
        Kind.CODE,
        Group.WHO,
        "international",
        Privacy.GUARDED,
        on_by_default=False,
        help="Alleen vastleggen als het van belang is.",
    ),
    Field("accused_role", "Rol beklaagde", Kind.CODE, Group.WHO, "accused_role"),
    Field(
        "relation",
        "Relatie",
        Kind.CODE,
        Group.WHO,
        "relation",
        help="Van de beklaagde naar de melder: een leidinggevende tegenover een medewerker.",
    ),
    Field("unit", "Organisatieonderdeel", Kind.CODE, Group.WHO, "unit"),
    Field("setting", "Context", Kind.CODE, Group.WHAT, "setting"),
    Field("frequency", "Frequentie", Kind.CODE, Group.WHAT, "frequency"),
    Field("raised_with", "Eerder aangekaart bij", Kind.CODES, Group.ROUTE, "raised_with"),
    Field("status", "Status", Kind.CODE, Group.ROUTE, "status"),
    Field("route", "Gekozen route", Kind.CODES, Group.ROUTE, "route"),
    Field("referral", "Doorverwezen naar", Kind.CODES, Group.ROUTE, "referral"),
    Field(
        "no_report_reason",
        "Reden geen formele melding",
        Kind.CODES,
        Group.ROUTE,
        "no_report_reason",
    ),
    Field(
        "abuse_suspected",
        "Vermoeden misstand",
        Kind.CODE,
        Group.WHAT,
        "abuse_suspected",
        help="In de zin van de Wet bescherming klokkenluiders.",
    ),
    Field("outcome", "Uitkomst volgens melder", Kind.CODE, Group.AFTER, "outcome"),
    Field("aftercare", "Nazorg", Kind.CODE, Group.AFTER, "aftercare"),
    Field("aftercare_month", "Nazorg gepland in", Kind.MONTH, Group.AFTER, privacy=Privacy.PRIVATE),
    Field("adviser", "Behandelend VP (code)", Kind.TEXT, Group.AFTER, privacy=Privacy.PRIVATE),
    Field("adviser_kind", "Behandelend VP is", Kind.CODE, Group.AFTER, "adviser_kind"),
    Field(
        "also_elsewhere",
        "Ook bij andere VP of meldpunt",
        Kind.CODE,
        Group.AFTER,
        "also_elsewhere",
    ),
    Field(
        "matter",
        "Zelfde kwestie als",
        Kind.TEXT,
        Group.AFTER,
        privacy=Privacy.PRIVATE,
        help="Zaken met dezelfde code tellen als één kwestie.",
    ),
    Field(
        "note",
        "Notitie",
        Kind.NOTE,
        Group.NOTE,
        privacy=Privacy.PRIVATE,
        help="Blijft in de kluis. Schrijf geen namen op.",
    ),
)

CONTACT_FIELDS: tuple[Field, ...] = (
    Field("id", "Nummer", Kind.IDENTITY, Group.TALK, privacy=Privacy.PRIVATE),
    Field("case", "Zaakcode", Kind.IDENTITY, Group.TALK, privacy=Privacy.PRIVATE),
    Field("held_on", "Datum", Kind.DATE, Group.TALK),
    Field("channel", "Kanaal", Kind.CODE, Group.TALK, "channel"),
    Field("kind", "Soort gesprek", Kind.CODE, Group.TALK, "contact_kind"),
    Field("talk_quarters", "Duur gesprek", Kind.QUARTERS, Group.TALK),
    Field("preparation_quarters", "Voor- en nawerk", Kind.QUARTERS, Group.TALK),
    Field("travel_quarters", "Reistijd", Kind.QUARTERS, Group.TALK),
    Field("initiative", "Initiatief", Kind.CODE, Group.TALK, "initiative"),
    Field("entered_on", "Vastgelegd op", Kind.STAMP, Group.TALK, privacy=Privacy.PRIVATE),
    Field(
        "note",
        "Notitie bij dit gesprek",
        Kind.NOTE,
        Group.NOTE,
        privacy=Privacy.PRIVATE,
        help="Blijft in de kluis. Schrijf geen namen op.",
    ),
)

ACTIVITY_FIELDS: tuple[Field, ...] = (
    Field("id", "Nummer", Kind.IDENTITY, Group.WORK, privacy=Privacy.PRIVATE),
    Field("held_on", "Datum", Kind.DATE, Group.WORK),
    Field("kind", "Soort activiteit", Kind.CODE, Group.WORK, "activity_kind"),
    Field("audience", "Doelgroep", Kind.CODE, Group.WORK, "audience"),
    Field("participants", "Aantal deelnemers", Kind.NUMBER, Group.WORK),
    Field("form", "Vorm", Kind.CODE, Group.WORK, "activity_form"),
    Field("quarters", "Duur", Kind.QUARTERS, Group.WORK),
    Field("note", "Notitie", Kind.NOTE, Group.NOTE, privacy=Privacy.PRIVATE),
)

_CASE_BY_KEY = {field.key: field for field in CASE_FIELDS}


def case_field(key: str) -> Field:
    """The description of one attribute of a case."""
    return _CASE_BY_KEY[key]


def personal_traits() -> frozenset[str]:
    """The fields of which never two stand in one table (rulings, "Disclosure")."""
    return frozenset(field.key for field in CASE_FIELDS if field.privacy is Privacy.GUARDED)


def codes_of(record: Case | Contact | Activity, field: Field) -> tuple[str, ...]:
    """The codes that a record holds in a field, none for a field without a list."""
    value: object = getattr(record, field.key)
    if field.kind is Kind.CODES and isinstance(value, tuple):
        return value  # pyright: ignore[reportUnknownVariableType] (kind says what it holds)
    return (value,) if field.kind is Kind.CODE and isinstance(value, str) else ()


def unknown_codes(
    record: Case | Contact | Activity, fields: tuple[Field, ...], lists: Lists
) -> Iterator[tuple[Field, str]]:
    """Every code of the record that its list does not know, with its field."""
    for field in fields:
        if field.values is not None:
            known = lists[field.values]
            yield from ((field, code) for code in codes_of(record, field) if code not in known)
