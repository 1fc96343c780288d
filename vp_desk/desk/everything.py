"""Everything that a vault holds as one readable file, for the adviser herself."""

import json
from datetime import date
from typing import Any, Final

from vp_desk import __version__
from vp_desk.storage import dump, lists
from vp_desk.storage.vault import Vault

#: Format of the file.
FORMAT: Final = "VP-Desk: alle gegevens, 1"
SUFFIX: Final = ".json"
#: What a reader of the file has to know.
_EXPLAINED: Final = {
    "waarschuwing": "Dit bestand is niet versleuteld. Wie het heeft, kan alles lezen.",
    "maanden": "202503 is maart 2025.",
    "dagen": "20250314 is 14 maart 2025.",
    "uren": "Tijd staat in kwartieren: 6 is anderhalf uur.",
    "codes": "Wat een code betekent, staat bij `lijsten`.",
    "tabellen": "cases: zaken; case_values: wat meer antwoorden heeft; case_notes: notities; "
    "contacts: gesprekken; contact_notes: notities bij gesprekken; activities: activiteiten; "
    "reminders: nazorg; historic_totals: totalen van eerdere jaren; trend_breaks: trendbreuken; "
    "releases en publications: wat is uitgegeven; drafts: concepten; bin: prullenbak; "
    "report_texts: eigen teksten voor het verslag; recommendations: aanbevelingen; follow_ups: opvolging; "
    "signals: tussentijdse signalen; agreements: afspraken; planned_talks: geplande gesprekken; "
    "self_checks: zelftoets; trail: logboek; settings: instellingen.",
}


def everything(vault: Vault, day: date, reference: str) -> bytes:
    """The file: JSON in UTF-8.

    Args:
        vault: proven to be what was written.
        day: of today.
        reference: the number of this release.
    """
    with vault.read() as db:
        labels = lists.load(db)
        document: dict[str, Any] = {
            "vorm": FORMAT,
            "programma": __version__,
            "gemaakt": day.isoformat(),
            "uitgave": reference,
            "uitleg": _EXPLAINED,
            "lijsten": {
                name: {code.code: code.label for code in codes}
                for name, codes in labels.by_name.items()
            },
            "tabellen": dump.tables(db),
        }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
