"""Read figures back from finished files, as somebody outside would: no code of the product."""

import csv
import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.attacker import Known


def pdf_text(path: Path) -> str:
    """The text of a report by poppler, an independent reader."""
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pdf_rows(path: Path) -> list[tuple[str, list[str]]]:
    """Every line that looks like a row of a table: its head and its cells.

    The table of contents is left out: its numbers are pages.
    """
    rows: list[tuple[str, list[str]]] = []
    for line in pdf_text(path).splitlines():
        pieces = [piece for piece in re.split(r" {2,}", line.strip()) if piece]
        cells = pieces[1:]
        is_contents = re.match(r"\d+(\.\d+)* ", pieces[0]) if pieces else None
        if (
            cells
            and not is_contents
            and all(re.fullmatch(r"[\d.]+%?|×|–|\d+–\d+|<\d+", cell) for cell in cells)
        ):
            rows.append((pieces[0], cells))
    return rows


def json_knowledge(path: Path) -> tuple[dict[str, Known], list[list[tuple[str, int]]]]:
    """All that the JSON tells: known figures or bounds by id, and the sums between them."""
    known: dict[str, Known] = {}
    relations: list[list[tuple[str, int]]] = []
    for edition in json.loads(path.read_bytes())["editions"]:
        for table in edition["tables"]:
            for cell in table["cells"]:
                known[cell["id"]] = _known(cell)
        relations += [[(t["cell"], t["coefficient"]) for t in r] for r in edition["relations"]]
    for relation in relations:
        for name, _ in relation:
            known.setdefault(name, (0, None))
    return known, relations


def _known(cell: dict[str, Any]) -> Known:
    if cell.get("value") is not None:
        return int(cell["value"])
    if cell.get("low") is not None:
        return (int(cell["low"]), None if cell["high"] is None else int(cell["high"]))
    return (0, None)


def csv_figures(path: Path) -> list[dict[str, str]]:
    """The rows of the CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
