"""The command line as a user runs it: a process, an exit code, sentences."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from vp_desk.resources import resource

COMMAND = (sys.executable, "-m", "vp_desk")


def run(
    *words: str | Path, passphrase: str | None = PASSPHRASE
) -> subprocess.CompletedProcess[str]:
    """Run one command, with the passphrase as one line on standard input."""
    command = [*COMMAND, *map(str, words)]
    if passphrase is not None:
        command.append("--passphrase-stdin")
    return subprocess.run(
        command,
        input=f"{passphrase}\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault as the program itself makes it, with the example cases."""
    path = tmp_path_factory.mktemp("cli") / "kluis"
    made = run("new", path, "--organisation", "Dienst Voorbeeld")
    assert made.returncode == 0, made.stderr
    assert "Herstelcode" in made.stdout
    cases, contacts = resource("examples/zaken.csv"), resource("examples/gesprekken.csv")
    imported = run("import-cases", path, cases, "--contacts", contacts)
    assert imported.returncode == 0, imported.stderr
    assert "3 zaken en 4 gesprekken" in imported.stdout
    assert "Noord, Zuid" in imported.stdout
    return path


def test_a_report_and_the_tables_are_written(vault: Path, tmp_path: Path) -> None:
    report = run("report", vault, "--year", "2025", "--out", tmp_path / "r.pdf")
    assert report.returncode == 0, report.stderr
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    concept = run("report", vault, "--year", "2025", "--concept", "--out", tmp_path / "c.pdf")
    assert concept.returncode == 0, concept.stderr
    listed = run("released", vault).stdout
    assert "Bevoegd gezag (concept); c.pdf" in listed
    assert "Bevoegd gezag; r.pdf" in listed
    for suffix in ("csv", "xlsx", "json"):
        told = run("aggregates", vault, "--year", "2025", "--out", tmp_path / f"t.{suffix}")
        assert told.returncode == 0, told.stderr
        assert (tmp_path / f"t.{suffix}").stat().st_size > 1000
    editions = {e["edition"] for e in json.loads((tmp_path / "t.json").read_bytes())["editions"]}
    assert editions == {"authority", "works_council", "coordinator"}


def test_one_edition_can_be_asked_for(vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "c.csv"
    told = run("aggregates", vault, "--year", "2025", "--edition", "coordinator", "--out", out)
    assert told.returncode == 0, told.stderr
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert rows
    assert {next(iter(row.values())) for row in rows} == {"coordinator"}


def test_a_sound_vault_is_called_sound(vault: Path) -> None:
    checked = run("check", vault)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "heel" in checked.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("report", "--year", "2019", "--out", "x.pdf"), "niets in de kluis"),
        (("report", "--year", "2025", "--out", "x.docx"), "eindigt op .pdf"),
        (("aggregates", "--year", "2025", "--out", "x.docx"), ".csv, .xlsx, .json"),
        (("report", "--year", "2025", "--trend-years", "99", "--out", "x.pdf"), "trend"),
        (("import-cases", "none.csv"), "bestaat niet"),
    ],
)
def test_what_the_user_can_mend_is_a_sentence_and_exit_code_1(
    vault: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    rest = [str(tmp_path / word) if "." in word else word for word in words[1:]]
    answer = run(words[0], vault, *rest)
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list(tmp_path.iterdir())


def test_a_wrong_passphrase_is_said_so(vault: Path) -> None:
    answer = run("check", vault, passphrase="een heel andere wachtzin")  # noqa: S106 - a wrong one
    assert answer.returncode == 1
    assert "wachtzin" in answer.stderr


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    answer = run("new", tmp_path / "kluis", passphrase="kort")  # noqa: S106 - refused
    assert answer.returncode == 1
    assert "te kort" in answer.stderr
    assert not (tmp_path / "kluis").exists()


def test_a_bad_row_is_named_and_nothing_is_half_imported(vault: Path, tmp_path: Path) -> None:
    bad = tmp_path / "slecht.csv"
    bad.write_text("month,types\n2025-01,Pesten\n2025-02,Iets anders\n", encoding="utf-8")
    answer = run("import-cases", vault, bad)
    assert answer.returncode == 1
    assert "Regel 3: kolom 'Type schending'" in answer.stderr
    again = run("aggregates", vault, "--year", "2025", "--out", tmp_path / "t.json")
    assert again.returncode == 0
    assert json.loads((tmp_path / "t.json").read_bytes())["editions"]


def test_totals_for_a_year_with_own_cases_are_refused_with_a_question(
    vault: Path, tmp_path: Path
) -> None:
    totals = tmp_path / "t.csv"
    totals.write_text("year,category,count\n2025,TOTAAL,9\n", encoding="utf-8")
    answer = run("import-totals", vault, totals)
    assert answer.returncode == 1
    assert "?" in answer.stderr


@pytest.mark.parametrize(
    "words", [("report",), ("import-totals", "a", "b", "--published", "maybe"), ("nonsense", "x")]
)
def test_wrong_usage_is_exit_code_2(words: tuple[str, ...]) -> None:
    assert run(*words, passphrase=None).returncode == 2


def test_help_and_version_are_there() -> None:
    assert run("--help", passphrase=None).returncode == 0
    assert "VP-Desk" in run("--version", passphrase=None).stdout


def test_a_demonstration_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "iets").touch()
    answer = run("demo", tmp_path, passphrase=None)
    assert answer.returncode == 1
    assert "niet leeg" in answer.stderr


def test_an_invented_life_leaves_files_of_every_year(tmp_path: Path) -> None:
    folder = tmp_path / "leven"
    answer = run("demo", "--seed", "6", "--years", "2", "--size", "8", folder, passphrase=None)
    assert answer.returncode == 0, answer.stderr
    files = [Path(line) for line in answer.stdout.splitlines() if line.startswith(str(folder))]
    assert files[0].is_dir()
    assert all(file.is_file() for file in files[1:])
    assert {year for year in ("2024", "2025") for file in files if f"-{year}-" in file.name[15:]}
    assert "Wachtzin van de kluis" in answer.stdout


@pytest.mark.parametrize("wrong", [("--years", "6"), ("--size", "2"), ("--size", "veel")])
def test_a_life_that_cannot_be_is_refused(tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert run("demo", *wrong, tmp_path / "leven", passphrase=None).returncode == 2
    assert not (tmp_path / "leven").exists()


def test_a_shared_answer_is_refused_until_the_adviser_confirms_it(tmp_path: Path) -> None:
    vault, cases = tmp_path / "kluis", tmp_path / "zaken.csv"
    assert run("new", vault, "--organisation", "Dienst Voorbeeld").returncode == 0
    spread = [("conduct", month) for month in (1, 4, 7, 10)] + [
        ("outside", month) for month in (1, 4, 7, 10)
    ]
    rows = [f"2025-{month:02},{kind}" for kind, month in spread * 10] + ["2025-05,information"] * 8
    cases.write_text("month,types\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert run("import-cases", vault, cases).returncode == 0
    words = ("report", vault, "--year", "2025", "--edition", "coordinator")
    refused = run(*words, "--out", tmp_path / "r.pdf")
    assert refused.returncode == 1
    assert "2e kwartaal 2025" in refused.stderr
    assert not (tmp_path / "r.pdf").exists()
    written = run(*words, "--out", tmp_path / "r.pdf", "--confirm-shared-answers")
    assert written.returncode == 0, written.stderr
    assert "Bevestigd voor" in written.stdout
    assert "2e kwartaal 2025" in written.stdout
    assert (tmp_path / "r.pdf").exists()
    # The answer is kept, for these readers and no others.
    assert run(*words, "--out", tmp_path / "again.pdf").returncode == 0
    others = run(*words, "--edition", "works_council", "--out", tmp_path / "others.pdf")
    assert others.returncode == 1
    assert not (tmp_path / "others.pdf").exists()


def test_steps_of_the_ladder_are_named_taken_and_kept(vault: Path, tmp_path: Path) -> None:
    named = run("ladder", vault, "--year", "2025")
    assert named.returncode == 0, named.stderr
    assert named.stdout.startswith("Aanbevolen: ")
    assert "[ ] Een tabel weglaten (Gekozen routes): " in named.stdout
    assert "--drop routes" in named.stdout

    def tables(*options: str) -> set[str]:
        out = tmp_path / "t.json"
        done = run("aggregates", vault, "--year", "2025", "--out", out, *options)
        assert done.returncode == 0, done.stderr
        editions = json.loads(out.read_bytes())["editions"]
        return {table["name"] for edition in editions for table in edition["tables"]}

    planned = tables()
    assert "routes" in planned
    assert tables("--drop", "routes", "--small-figures", "band") == planned - {"routes"}
    assert tables() == planned - {"routes"}  # kept
    kept = run("ladder", vault, "--year", "2025").stdout
    assert "[x] Een tabel weglaten (Gekozen routes): " in kept
    assert "[x] Kleine aantallen als band tonen" in kept
    assert tables("--as-planned") == planned
    refused = run(
        "report", vault, "--year", "2025", "--out", tmp_path / "r.pdf", "--drop", "vanished"
    )
    assert refused.returncode == 1
    assert "`vp-desk ladder`" in refused.stderr
    assert not (tmp_path / "r.pdf").exists()
    usage = run("report", vault, "--year", "2025", "--out", tmp_path / "r.pdf", "--merge", "types")
    assert usage.returncode == 2


def test_tables_from_a_file_are_protected(tmp_path: Path) -> None:
    tables, out = tmp_path / "t.json", tmp_path / "p.json"
    cells = [{"id": name, "value": value} for name, value in (("t", 20), ("a", 3), ("b", 17))]
    equation = [["t", 1], ["a", -1], ["b", -1]]
    tables.write_text(json.dumps({"threshold": 5, "cells": cells, "equations": [equation]}))
    for options in ((), ("--seed", "7", "--reader", "P2")):
        done = run("protect", "--tables", tables, "--out", out, *options, passphrase=None)
        assert done.returncode == 0, done.stderr
        answer = json.loads(out.read_bytes())
        assert "a" in answer["suppressed"]
        assert len(answer["suppressed"]) == 2
    tables.write_text("{}")
    refused = run("protect", "--tables", tables, "--out", out, passphrase=None)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Dit bestand met tabellen kan niet worden gelezen: ")


def test_what_left_the_vault_is_listed_and_recognised(vault: Path, tmp_path: Path) -> None:
    report = run("report", vault, "--year", "2025", "--out", tmp_path / "r.pdf")
    reference = report.stdout.split("uitgave ")[1].strip().rstrip(".")
    listed = run("released", vault)
    assert listed.returncode == 0, listed.stderr
    (line,) = [line for line in listed.stdout.splitlines() if line.startswith(reference)]
    assert "Jaarverslag 2025 (PDF); Bevoegd gezag; r.pdf; Bewaard" in line
    known = run("verify-file", vault, tmp_path / "r.pdf")
    assert known.returncode == 0, known.stderr
    assert f"Dit is uitgave {reference}, onveranderd." in known.stdout
    assert "SHA-256: " in known.stdout
    (tmp_path / "r.pdf").write_bytes((tmp_path / "r.pdf").read_bytes() + b" ")
    changed = run("verify-file", vault, tmp_path / "r.pdf")
    assert changed.returncode == 1
    assert "veranderd" in changed.stderr
    foreign = run("verify-file", vault, resource("examples/zaken.csv"))
    assert foreign.returncode == 1
    assert "Niets wijst erop" in foreign.stderr


def test_a_ledger_that_lacks_numbers_blocks_until_it_is_answered(
    vault: Path, tmp_path: Path
) -> None:
    older = tmp_path / "kluis"
    shutil.copytree(vault, older)
    newer = tmp_path / "nieuw"
    shutil.copytree(vault, newer)
    written = run("report", newer, "--year", "2025", "--out", tmp_path / "r.pdf")
    assert written.returncode == 0, written.stderr
    blocked = run("report", older, "--year", "2025", "--out", tmp_path / "s.pdf")
    assert blocked.returncode == 1
    assert "oudere kopie" in blocked.stderr
    assert not (tmp_path / "s.pdf").exists()
    assert run("released", older).returncode == 1
    taken = run("released", older, "--take-over", newer)
    assert taken.returncode == 0, taken.stderr
    assert "Teruggehaald: 1" in taken.stdout
    again = run("report", older, "--year", "2025", "--restated", "--out", tmp_path / "s.pdf")
    assert again.returncode == 0, again.stderr


def test_an_edition_that_does_not_exist_is_named_with_those_that_do(
    vault: Path, tmp_path: Path
) -> None:
    told = run("report", vault, "--year", "2025", "--edition", "pers", "--out", tmp_path / "r.pdf")
    assert told.returncode == 1
    assert "works_council" in told.stderr
