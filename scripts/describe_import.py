"""Write docs/import.md from what the importer itself goes by; a test holds the two equal."""

from pathlib import Path
from typing import Any, cast

from vp_desk.importing import SEPARATOR, TOTALS_COLUMNS, describe
from vp_desk.resources import resource
from vp_desk.taxonomy import TYPES, built_in_lists

TARGET = Path(__file__).resolve().parent.parent / "docs" / "import.md"

_HEAD = """\
# CSV-bestanden inlezen

Met een kop; komma, puntkomma of tab ertussen; UTF-8 of het Windows-formaat van Excel. Een kolom heet
zoals hieronder, of zoals op het scherm. Bij een keuze mag de code staan of het label. Een kolom mag
ontbreken als zij niet verplicht is. Eén fout, en er wordt niets ingelezen: regel en reden staan erbij.
"""


def _columns(described: dict[str, Any]) -> list[str]:
    lines = ["| kolom | op het scherm | wat erin staat |", "|---|---|---|"]
    for key, entry in described["properties"].items():
        must = "**verplicht**; " if key in described["required"] else ""
        lines.append(f"| `{key}` | {entry['title']} | {must}{_content(key, entry)} |")
    return lines


def _content(key: str, entry: dict[str, Any]) -> str:
    if key == TYPES:
        return f"een of meer typen of subtypen, met `{SEPARATOR}` ertussen; het eerste is het hoofdtype"
    if "enum" in entry:
        several = f"een of meer van, met `{SEPARATOR}` ertussen: " if entry["several"] else ""
        return several + (", ".join(f"`{code}`" for code in entry["enum"]) or "een eigen naam")
    if "pattern" in entry:
        return "maand, als 2025-03"
    if entry.get("format") == "date":
        return "datum, als 2025-03-14"
    if entry["type"] == "integer":
        return "heel getal" + (", in kwartieren" if entry.get("unit") else "")
    return str(entry.get("description", "tekst"))


def text() -> str:
    """The whole page."""
    lists = built_in_lists()
    found = cast("dict[str, Any]", describe(lists))
    example = resource("examples/zaken.csv").read_text(encoding="utf-8")
    contacts = resource("examples/gesprekken.csv").read_text(encoding="utf-8")
    types = [f"`{entry.code}` {lists.types.path_of(entry.code)}" for entry in lists.types]
    return "\n".join(
        [
            _HEAD,
            "## Zaken",
            "Eén rij per zaak: `vp-desk import-cases KLUIS zaken.csv --contacts gesprekken.csv`.",
            "De kolom `case` verbindt een zaak met haar gesprekken; de kluis geeft elke zaak een",
            "nieuwe code en vergeet deze.",
            "Een onderdeel dat de kluis niet kent wordt toegevoegd, nog zonder aantal medewerkers.",
            "",
            *_columns(found["cases"]),
            "",
            "```",
            example.strip(),
            "```",
            "",
            "## Gesprekken",
            *_columns(found["contacts"]),
            "",
            "```",
            contacts.strip(),
            "```",
            "",
            "## Totalen van eerdere jaren",
            "`vp-desk import-totals KLUIS totalen.csv`. Kolommen: "
            + ", ".join(f"`{key}`" for key in TOTALS_COLUMNS)
            + ".",
            "De rij `TOTAAL` is het totaal van het jaar. `count` is een getal, `<5` of `ca. 1000`.",
            "`published` is ja of nee; zonder die kolom geldt ja. Een voorbeeld:",
            "`resources/examples/defensie_2014_2022.csv`.",
            "",
            "## Typen schending",
            *(f"- {line}" for line in types),
            "",
        ]
    )


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
