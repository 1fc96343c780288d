"""The use cases of the desk without a window.

Exit codes: 0 done, 1 the user can act on it (the sentence is on standard error), 2 wrong usage,
70 a fault of ours. A passphrase is asked at a prompt or read as one line from standard input; never
from an argument or the environment, which other programs can read.
"""

import argparse
import getpass
import secrets
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vp_desk.arguments import parser, with_values
from vp_desk.dutch import day_label
from vp_desk.errors import VpDeskError

if TYPE_CHECKING:
    from vp_desk.desk import Desk, Prepared
    from vp_desk.telling import Telling

DONE, USER_ERROR, USAGE_ERROR, OUR_BUG = 0, 1, 2, 70

#: Saves pictures of every window on a vault: (vault, passphrase, folder) → files.
Screenshots = Callable[[Path, str, Path], Sequence[Path]]


def run_command(words: Sequence[str], screenshots: Screenshots) -> int:
    """Run one command. Returns the exit code.

    Args:
        words: the command and its arguments.
        screenshots: the window's part in the demonstration; the command line knows no window.
    """
    try:
        arguments = parser().parse_args(with_values(words))
        arguments.screenshots = screenshots
    except SystemExit as exit_:  # argparse has said what is wrong, or has shown the help
        return USAGE_ERROR if exit_.code else DONE
    try:
        return _WORK[arguments.command](arguments)
    except VpDeskError as error:
        _complain(str(error))
        return USER_ERROR
    except (KeyboardInterrupt, BrokenPipeError):
        return USER_ERROR
    except Exception as error:  # noqa: BLE001 - the door: our own bug, told without any content
        _complain(
            f"Er ging iets mis in het programma zelf ({_where(error)}). Er is niets verloren."
        )
        return OUR_BUG


def _where(error: Exception) -> str:
    """Kind and place of a fault. Never its message, which may hold the text of a case."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _say(text: str) -> None:
    print(text)


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _prepared(desk: "Desk", arguments: argparse.Namespace) -> "Prepared":
    """The year, with the steps and confirmations that the options give; they are kept for it."""
    from vp_desk.desk import protect  # noqa: PLC0415

    counted = desk.count(arguments.year, arguments.trend_years, restated=arguments.restated)
    if counted.frozen is not None and counted.frozen.changed:
        _complain(
            f"Let op: {counted.year.label} is al eerder uitgegeven; dit zijn de cijfers van toen "
            f"({counted.frozen.cases_then} zaken). Nu staan er {counted.frozen.cases_now} in de kluis. "
            "Met --restated worden het de cijfers van nu."
        )
    if counted.lapsed:
        _complain("Let op: een stap die u eerder koos, past niet meer bij de cijfers van nu.")
    prepared = protect(counted, _telling(counted.policy.telling, arguments))
    if arguments.confirm_shared_answers:
        for edition in desk.editions():
            if arguments.edition in (None, edition.code):
                asked = prepared.to_confirm(edition)
                for shared in asked:
                    _say(f"Bevestigd voor {edition.label}: {shared.sentence}")
                prepared = prepared.with_confirmed(asked, edition)
    if prepared.choices != counted.choices:
        desk.keep_choices(prepared)
    return prepared


def _telling(before: "Telling", arguments: argparse.Namespace) -> "Telling":
    """The steps of before with those of the options beside them."""
    from vp_desk.telling import Merging, SmallFigures, Telling  # noqa: PLC0415

    telling = Telling() if arguments.as_planned else before
    if arguments.small_figures is not None:
        telling = replace(telling, small_figures=SmallFigures(arguments.small_figures))
    merged = [Merging(axis, tuple(codes.split(","))) for axis, codes in arguments.merge]
    return replace(
        telling,
        dropped=telling.dropped.union(arguments.drop),
        merged=(*telling.merged, *(each for each in merged if each not in telling.merged)),
    )


def _secret(arguments: argparse.Namespace, asked: str) -> str:
    if arguments.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass(asked)


def _passphrase(arguments: argparse.Namespace, *, again: bool = False) -> str:
    passphrase = _secret(arguments, "Wachtzin: ")
    if arguments.passphrase_stdin:
        return passphrase
    if again and getpass.getpass("Nog een keer: ") != passphrase:
        raise _DifferentPassphrasesError
    return passphrase


class _DifferentPassphrasesError(VpDeskError):
    def __init__(self) -> None:
        super().__init__(
            "De twee wachtzinnen zijn niet gelijk. Er is niets gemaakt; begin opnieuw."
        )


def _new(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import create_vault  # noqa: PLC0415 - each command pays for itself only

    made = create_vault(arguments.vault, _passphrase(arguments, again=True), arguments.organisation)
    made.desk.close()
    _say(f"De kluis staat in {arguments.vault}.")
    _say(
        "Herstelcode, om op papier te bewaren; zonder wachtzin én code kan niemand de kluis openen:"
    )
    _say(made.recovery_code)
    return DONE


def _life(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import live  # noqa: PLC0415

    seed = 1 if arguments.seed is None else arguments.seed
    lived = live(arguments.folder, seed, arguments.years, arguments.size)
    for left in lived.publications:
        if left.refused:
            _complain(f"Let op: {left.day}, verslagjaar {left.published.year}: {left.words}")
    for path in (lived.vault, *lived.files):
        _say(str(path))
    _say(f"Wachtzin van de kluis: {lived.passphrase}")
    return DONE


def _demo(arguments: argparse.Namespace) -> int:
    if (arguments.seed, arguments.years, arguments.size) != (None, None, None):
        return _life(arguments)
    from vp_desk.desk import make_demo  # noqa: PLC0415

    folder: Path = arguments.folder
    made = make_demo(folder)
    screens: Sequence[Path] = ()
    try:
        screens = arguments.screenshots(made.vault, made.passphrase, folder / "screenshots")
    except ImportError as error:  # Qt finds no system library: the files are there all the same
        _complain(f"Geen schermbeelden: Qt kan hier niet starten ({type(error).__name__}).")
    for path in (made.vault, *made.files, *screens):
        _say(str(path))
    _say(f"Wachtzin van de kluis: {made.passphrase}")
    return DONE


def _import_cases(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415

    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        preview = desk.read_cases(arguments.file, arguments.contacts)
        if preview.problems:
            return _refuse(preview.problems)
        desk.import_cases(preview)
    contacts = sum(len(file.contacts) for file in preview.files)
    _say(f"Ingelezen: {len(preview.files)} zaken en {contacts} gesprekken.")
    if preview.new_units:
        names = ", ".join(unit.label for unit in preview.new_units)
        _say(f"Nieuwe organisatieonderdelen, nog zonder aantal medewerkers: {names}.")
    return DONE


def _import_totals(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import Measure, open_vault  # noqa: PLC0415

    published = None if arguments.published is None else arguments.published == "yes"
    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        preview = desk.read_totals(arguments.file, Measure(arguments.measure), published)
        if preview.problems:
            return _refuse(preview.problems)
        desk.import_totals(preview)
    _say(f"Ingelezen: {len(preview.rows)} totalen, gelezen als lijst {preview.code_list}.")
    for remark in preview.remarks:
        _say(f"Let op: {remark}")
    return DONE


def _refuse(problems: Sequence[object]) -> int:
    for problem in problems:
        _complain(str(problem))
    _complain("Er is niets ingelezen. Verbeter het bestand en probeer het opnieuw.")
    return USER_ERROR


def _report(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415

    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        prepared = _prepared(desk, arguments)
        written = desk.write_report(
            prepared, arguments.edition, arguments.out, _today(), concept=arguments.concept
        )
    _say(f"Geschreven: {written.path} ({written.pages} bladzijden), uitgave {written.reference}.")
    for warning in written.warnings:
        _say(f"Let op: {warning}")
    return DONE


def _aggregates(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415

    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        prepared = _prepared(desk, arguments)
        paths = desk.write_aggregates(prepared, arguments.edition, arguments.out, _today())
    for path in paths:
        _say(f"Geschreven: {path}")
    return DONE


def _ladder(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault, weigh  # noqa: PLC0415
    from vp_desk.ladder_words import line_words, recommended_words, threshold_words  # noqa: PLC0415

    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        counted = desk.count(arguments.year)
    weighing = weigh(counted)
    threshold = counted.policy.threshold
    _say(recommended_words(weighing.ladder, threshold))
    for rung in weighing.ladder.rungs:
        _say(line_words(rung, threshold))
    _say(threshold_words(weighing.thresholds, threshold))
    return DONE


def _released(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415
    from vp_desk.release_words import release_line  # noqa: PLC0415

    passphrase = _passphrase(arguments)
    with open_vault(arguments.vault, passphrase) as desk:
        if arguments.take_over is not None:
            taken = desk.released.take_over(arguments.take_over, passphrase)
            _say(f"Teruggehaald: {taken} uitgaven.")
        if arguments.lost is not None:
            desk.released.answer(_today(), arguments.lost)
        for release in desk.released.releases():
            _say(f"{desk.released.reference_of(release)}  {release_line(release)}")
        desk.released.demand_complete()
    return DONE


def _verify_file(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415
    from vp_desk.release_words import identified_words  # noqa: PLC0415
    from vp_desk.releases import Origin  # noqa: PLC0415

    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        found = desk.released.identify(arguments.file)
    told = identified_words(found)
    _say(told) if found.origin is Origin.RELEASED else _complain(told)
    _say(f"SHA-256: {found.digest}")
    return DONE if found.origin is Origin.RELEASED else USER_ERROR


def _protect(arguments: argparse.Namespace) -> int:
    from vp_desk.suppression import Standard  # noqa: PLC0415
    from vp_desk.table_sets import (  # noqa: PLC0415
        load_table_set,
        protect_table_set,
        save_protected,
    )

    tables = load_table_set(arguments.tables)
    seed: str = arguments.seed or secrets.token_hex(32)
    found = protect_table_set(tables, seed=seed.encode(), standard=Standard(arguments.reader))
    save_protected(found, arguments.out)
    _say(f"Geschreven: {arguments.out}.")
    if found.unprotectable:
        _complain(f"Let op: {len(found.unprotectable)} kleine aantallen zijn niet te beschermen.")
    return DONE


def _trend(arguments: argparse.Namespace) -> int:
    from vp_desk.trend_check import as_json, as_lines, read_series  # noqa: PLC0415

    series = read_series(arguments.counts, arguments.exposure, arguments.years)
    if arguments.json:
        _say(as_json(series))
    else:
        for line in as_lines(series):
            _say(line)
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415

    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        problems = desk.check()
    for problem in problems:
        _complain(problem)
    if problems:
        return USER_ERROR
    _say("De kluis is heel: alles wat erin staat is nagekeken.")
    return DONE


def _backup(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415

    with open_vault(arguments.vault, _passphrase(arguments)) as desk:
        if arguments.drill:
            seen = desk.safety.drill()
            _say(
                f"De reservekopie van {day_label(seen.day)} is heel: alles wat erin staat is nagekeken."
            )
            return DONE
        folder: Path | None = arguments.to
        made = desk.safety.back_up() if folder is None else desk.safety.back_up_to(folder)
    _say(f"Reservekopie gemaakt en nagekeken: {made.path}")
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import restore_vault, restore_vault_with_code  # noqa: PLC0415

    if arguments.code:
        code = _secret(arguments, "Herstelcode: ")
        passphrase = _passphrase(arguments, again=True)
        put_back = restore_vault_with_code(arguments.backup, arguments.vault, code, passphrase)
    else:
        put_back = restore_vault(arguments.backup, arguments.vault, _passphrase(arguments))
    with put_back.desk as desk:
        missing = desk.released.missing()
    _say(f"Teruggezet in {arguments.vault}; alles wat erin staat is nagekeken.")
    if put_back.kept_aside is not None:
        _say(f"Wat er stond, is bewaard in {put_back.kept_aside}.")
    if put_back.recovery_code is not None:
        _say(
            f"Deze kluis heeft een nieuwe herstelcode, om op papier te bewaren: {put_back.recovery_code}"
        )
    if missing:
        _complain(
            "Let op: na deze reservekopie is er nog iets uitgegeven dat de kluis niet meer weet. "
            "`vp-desk released` zegt wat u kunt doen."
        )
    return DONE


def _export_all(arguments: argparse.Namespace) -> int:
    from vp_desk.desk import open_vault  # noqa: PLC0415

    passphrase = _passphrase(arguments)
    _complain(
        f"Let op: {arguments.out} wordt niet versleuteld. Wie het heeft, kan alle notities lezen. "
        "Bewaar het niet langer dan nodig."
    )
    if not arguments.not_encrypted and not _agreed():
        raise _NotAgreedError
    with open_vault(arguments.vault, passphrase) as desk:
        reference = desk.export_all(arguments.out, _today())
    _say(f"Geschreven: {arguments.out}, uitgave {reference}.")
    return DONE


def _agreed() -> bool:
    try:
        return input("Typ ja om door te gaan: ").strip().casefold() == "ja"
    except EOFError:
        return False


class _NotAgreedError(VpDeskError):
    def __init__(self) -> None:
        super().__init__(
            "Er is niets geschreven. Typ ja als u het bestand wilt, of geef --not-encrypted."
        )


def _today() -> date:
    """The date on what is written: today, where the adviser is."""
    return datetime.now(UTC).astimezone().date()


_WORK: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "new": _new,
    "demo": _demo,
    "import-cases": _import_cases,
    "import-totals": _import_totals,
    "report": _report,
    "aggregates": _aggregates,
    "ladder": _ladder,
    "released": _released,
    "verify-file": _verify_file,
    "protect": _protect,
    "trend": _trend,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "export-all": _export_all,
}
#: The names of all commands.
COMMANDS: Final = tuple(_WORK)
