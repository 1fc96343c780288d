"""What can be asked on the command line, and how."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from vp_desk import __version__

#: Options that take a list of numbers.
_LISTS: Final = ("--counts", "--exposure", "--years")


def parser() -> argparse.ArgumentParser:
    """All commands with their arguments; `command` is the one that was given."""
    whole = argparse.ArgumentParser(
        prog="vp-desk",
        description="Registratie en jaarverslag van de vertrouwenspersoon. "
        "Zonder opdracht opent het venster: vp-desk [KLUIS].",
    )
    whole.add_argument("--version", action="version", version=f"VP-Desk {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="OPDRACHT")

    new = _command(commands, "new", "een nieuwe kluis maken")
    new.add_argument("--organisation", default="", metavar="NAAM", help="naam van de organisatie")

    demo = commands.add_parser("demo", help="een kluis met verzonnen zaken, met rapport en beelden")
    demo.add_argument("folder", type=Path, metavar="MAP")
    life = demo.add_argument_group(
        "een verzonnen leven van een kluis",
        "Met een van deze opties komen er alle bestanden van alle jaren: nagekomen zaken, correcties, totalen "
        "van eerder, opnieuw gemaakte verslagen en een reservekopie die wordt teruggezet.",
    )
    life.add_argument(
        "--seed", type=int, metavar="N", help="hetzelfde getal geeft hetzelfde leven (standaard: 1)"
    )
    life.add_argument(
        "--years",
        type=int,
        choices=range(2, 6),
        metavar="N",
        help="aantal verslagjaren, 2 tot en met 5",
    )
    life.add_argument(
        "--size", type=_some_cases, metavar="N", help="ongeveer zoveel nieuwe zaken per jaar"
    )

    cases = _command(commands, "import-cases", "zaken inlezen uit een CSV-bestand")
    cases.add_argument("file", type=Path, metavar="BESTAND.csv")
    cases.add_argument(
        "--contacts", type=Path, metavar="BESTAND.csv", help="gesprekken bij de zaken"
    )

    totals = _command(commands, "import-totals", "totalen van eerdere jaren inlezen")
    totals.add_argument("file", type=Path, metavar="BESTAND.csv")
    totals.add_argument(
        "--measure",
        default="cases",
        choices=("cases", "contacts", "mentions", "matters"),
        help="wat er geteld is (standaard: cases, zaken)",
    )
    totals.add_argument(
        "--published",
        choices=("yes", "no"),
        help="zijn deze cijfers al openbaar? (standaard: yes)",
    )

    report = _command(commands, "report", "het jaarverslag als PDF")
    _publication_options(report, "F.pdf", edition="authority")
    report.add_argument(
        "--concept",
        action="store_true",
        help="op elke bladzijde staat CONCEPT; het telt wel als uitgegeven",
    )
    aggregates = _command(commands, "aggregates", "de tabellen als CSV, XLSX of JSON")
    _publication_options(aggregates, "F.csv|F.xlsx|F.json", edition=None)

    ladder = _command(commands, "ladder", "andere manieren om een jaar te tonen, en wat elk kost")
    ladder.add_argument("--year", type=int, required=True, metavar="JAAR")

    released = _command(commands, "released", "wat deze kluis verlaten heeft")
    lost = released.add_mutually_exclusive_group()
    lost.add_argument(
        "--take-over",
        type=Path,
        metavar="MAP",
        help="haal ontbrekende uitgaven terug uit een nieuwere kopie van deze kluis (zelfde wachtzin)",
    )
    lost.add_argument(
        "--lost",
        metavar="UITLEG",
        help="ontbrekende uitgaven zijn niet terug te halen: zeg wat ermee gebeurd is",
    )

    identified = _command(
        commands, "verify-file", "is dit een bestand dat deze kluis heeft uitgegeven?"
    )
    identified.add_argument("file", type=Path, metavar="BESTAND")

    tables = commands.add_parser(
        "protect",
        help="beveiliging van losse tabellen: welke cellen verborgen moeten blijven",
        description="Kiest welke cellen van een stel samenhangende tabellen verborgen moeten blijven, "
        "met dezelfde beveiliging als het jaarverslag.",
    )
    tables.add_argument("--tables", type=Path, required=True, metavar="TABELLEN.json")
    tables.add_argument("--out", type=Path, required=True, metavar="PATROON.json")
    tables.add_argument(
        "--seed", metavar="N", help="het geheim van de keuze (standaard: elke keer een ander)"
    )
    tables.add_argument(
        "--reader",
        choices=("P1", "P2"),
        default="P1",
        help="hoeveel waarden mogelijk moeten blijven: minstens twee (P1, standaard) of drie (P2)",
    )

    _trend_options(commands)

    _command(commands, "check", "nagaan of de kluis heel is")

    backup = _command(commands, "backup", "een reservekopie maken en nakijken")
    backup.add_argument(
        "--to", type=Path, metavar="MAP", help="in deze map, in plaats van bij de kluis zelf"
    )
    backup.add_argument(
        "--drill", action="store_true", help="maak er geen, maar open de nieuwste en kijk alles na"
    )

    restored = commands.add_parser(
        "restore",
        help="een reservekopie terugzetten",
        description="Zet een reservekopie terug in een nieuwe map, of in de map van een kluis die beschadigd "
        "is. Wat daar stond, blijft bewaard in de map `beschadigd`.",
    )
    restored.add_argument("backup", type=Path, metavar="RESERVEKOPIE")
    restored.add_argument("vault", type=Path, metavar="KLUIS")
    restored.add_argument(
        "--code",
        action="store_true",
        help="open haar met de herstelcode en kies een nieuwe wachtzin",
    )
    restored.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help="lees de wachtzin als één regel van de standaardinvoer; met --code eerst de code, dan de wachtzin",
    )

    all_data = _command(
        commands, "export-all", "alle gegevens als leesbaar bestand, NIET versleuteld"
    )
    all_data.add_argument("--out", type=Path, required=True, metavar="F.json")
    all_data.add_argument(
        "--not-encrypted",
        action="store_true",
        help="u weet dat iedereen dit bestand kan lezen; anders wordt het gevraagd",
    )
    return whole


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",  # pyright: ignore[reportPrivateUsage]
    name: str,
    description: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=description, description=description)
    parser.add_argument("vault", type=Path, metavar="KLUIS")
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help="lees de wachtzin als één regel van de standaardinvoer",
    )
    return parser


def _trend_options(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",  # pyright: ignore[reportPrivateUsage]
) -> None:
    trend = commands.add_parser(
        "trend",
        help="wat toeval doet met aantallen van enkele jaren, om zelf na te rekenen",
        description="Legt het laatste jaar naast alle eerdere jaren samen, en zegt of het verschil ook door "
        "toeval kan komen. Tel zaken, geen gesprekken. Laat een jaar weg waarin niet geregistreerd is.",
    )
    trend.add_argument("--counts", required=True, metavar="N,N,N", help="de aantallen, per jaar")
    trend.add_argument(
        "--exposure",
        metavar="N,N,N",
        help="het aantal medewerkers, per jaar (zonder: elk jaar evenveel)",
    )
    trend.add_argument(
        "--years", required=True, metavar="JAAR,JAAR,JAAR", help="de jaren, oplopend"
    )
    trend.add_argument("--json", action="store_true", help="als JSON, met alle cijfers")


def with_values(words: Sequence[str]) -> list[str]:
    """The same words with `--counts -4,3` as `--counts=-4,3`: what begins with a minus looks like an option.

    So that a negative number is answered with a sentence, and not with the usage.
    """
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _LISTS and word[:1] == "-" and word[1:2].isdigit():
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _publication_options(parser: argparse.ArgumentParser, out: str, *, edition: str | None) -> None:
    parser.add_argument("--year", type=int, required=True, metavar="JAAR")
    parser.add_argument(
        "--edition",
        default=edition,
        metavar="EDITIE",
        help="voor wie: authority, works_council, coordinator of een eigen editie "
        f"(standaard: {edition or 'alles'})",
    )
    parser.add_argument("--out", type=Path, required=True, metavar=out)
    parser.add_argument(
        "--trend-years", type=int, metavar="N", help="aantal jaren in de trend, 1 tot en met 10"
    )
    parser.add_argument(
        "--restated",
        action="store_true",
        help="met de cijfers van nu, ook als dit jaar al eerder is uitgegeven; vervangt wat er was",
    )
    parser.add_argument(
        "--confirm-shared-answers",
        action="store_true",
        help="u hebt bekeken wat de tabellen over een hele groep zeggen, en het mag getoond worden",
    )
    steps = parser.add_argument_group(
        "hoe het jaar wordt getoond",
        "De keuze wordt onthouden voor dit jaar. `ladder` noemt de stappen en wat ze kosten.",
    )
    steps.add_argument(
        "--as-planned", action="store_true", help="neem geen van de stappen die u eerder koos"
    )
    steps.add_argument(
        "--small-figures",
        choices=("hide", "band"),
        help="kleine aantallen verbergen, of als band tonen",
    )
    steps.add_argument(
        "--drop", action="append", default=[], metavar="TABEL", help="laat een tabel weg"
    )
    steps.add_argument(
        "--merge",
        action="append",
        default=[],
        type=_field_and_codes,
        metavar="VELD=CODE,CODE",
        help="voeg rijen samen, of jaren: period=2021,2022",
    )


def _some_cases(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 3 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError("geef een aantal van 3 tot en met 1000")
    return int(text)


def _field_and_codes(text: str) -> tuple[str, str]:
    field, _, codes = text.partition("=")
    if not field or codes.count(",") < 1:
        raise argparse.ArgumentTypeError("geef het veld en minstens twee codes: VELD=CODE,CODE")
    return field, codes
