"""A draft in words: what it was going to be, and when it was typed."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from vp_desk.desk import Draft
from vp_desk.dutch import day_label
from vp_desk.taxonomy import Lists

#: The first part of the name of a draft → what it is.
_KINDS = {
    "new": "Nieuw gesprek",
    "case": "Zaak",
    "activity": "Activiteit",
    "recommendation": "Aanbeveling",
    "signal": "Signaal",
    "agreement": "Afspraak",
    "self_check": "Zelftoets",
}


def draft_words(draft: Draft, lists: Lists, today: date) -> tuple[str, str]:
    """What a draft is about, and since when it waits; nothing of a note."""
    kind, _, name = draft.key.partition("/")
    words = _KINDS.get(kind, "Formulier")
    if kind == "case":
        words = f"{words} {name}"
    elif kind == "self_check":
        words = f"{words} over {name}"
    elif kind == "new":
        about = [str(draft.content.get("case", "")), *_types(draft.content, lists)]
        words = " · ".join([words, *(part for part in about if part)])
    moment = draft.saved_at
    day = "vandaag" if moment.date() == today else day_label(moment.date())
    return words, f"bewaard {day} om {moment:%H:%M}"


def _types(content: Mapping[str, object], lists: Lists) -> list[str]:
    fields = cast("Mapping[str, Mapping[str, list[str]]]", content.get("fields") or {})
    codes = fields.get("types", {}).get("codes", [])
    return [lists.types.label_of(code) for code in codes[:1]]
