"""Every figure of every file, read back as somebody outside would: no code of the product.

JSON, CSV and XLSX carry the names of figures. A report is only words and places on paper: its tables are
found by their captions, columns by the right edge of what stands under them, and rows by their labels.
"""

import csv
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl

from tests.attacker import Known, Relation

#: Not told: nothing but that it is there.
UNTOLD = (0, None)


@dataclass
class File:
    """What one file tells."""

    path: Path
    #: Figure → exact, or bounds; `UNTOLD` for one that stands there without a number.
    known: dict[str, Known] = field(default_factory=dict)
    #: Sums that the file gives: coefficient x figure adds up to zero.
    relations: list[Relation] = field(default_factory=list)
    #: Names of the tables in it.
    tables: set[str] = field(default_factory=set)
    #: Lines of which nobody knows what they say: a fault of the reader.
    unread: list[str] = field(default_factory=list)

    def tell(self, name: str, known: Known) -> None:
        before = self.known.get(name, known)
        if before != known and UNTOLD not in (before, known):
            self.unread.append(f"{name}: {before} and {known}")
        if known != UNTOLD or name not in self.known:
            self.known[name] = known


@dataclass(frozen=True)
class Words:
    """The labels by which a report is understood: of a JSON export."""

    #: Label of a table → its name and the measure in the names of its figures.
    tables: Mapping[str, tuple[str, str]]
    #: Name of a table → axis → [(code, label, parent)].
    axes: Mapping[str, Mapping[str, Sequence[tuple[str, str, str | None]]]]

    @property
    def measures(self) -> dict[str, str]:
        """Name of a table → the measure in the names of its figures."""
        return dict(self.tables.values())

    @classmethod
    def of(cls, *paths: Path) -> "Words":
        tables: dict[str, tuple[str, str]] = {}
        axes: dict[str, dict[str, list[tuple[str, str, str | None]]]] = {}
        for path in paths:
            for edition in json.loads(path.read_bytes())["editions"]:
                for table in edition["tables"]:
                    measure = table["cells"][0]["id"].partition("|")[0]
                    tables[table["label"]] = (table["name"], measure)
                    axes[table["name"]] = {
                        axis["axis"]: [
                            (c["code"], c["label"], c["parent"]) for c in axis["categories"]
                        ]
                        for axis in table["axes"]
                    }
        return cls(tables, axes)


def read(path: Path, words: Words, year: int, first_month: int = 1) -> File:
    """Read one file."""
    file = File(path)
    if path.suffix == ".json":
        _read_json(file)
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as source:
            _read_rows(file, csv.DictReader(source, delimiter=";"))
    elif path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path).worksheets[:-1]:
            head, *rows = sheet.iter_rows(values_only=True)
            _read_rows(file, (dict(zip(map(str, head), row, strict=True)) for row in rows))
    else:
        _Report(file, words, year, first_month).read()
    return file


def _read_json(file: File) -> None:
    for edition in json.loads(file.path.read_bytes())["editions"]:
        for table in edition["tables"]:
            file.tables.add(table["name"])
            for cell in table["cells"]:
                if not cell.get("gap"):
                    file.tell(cell["id"], _told(cell["value"], cell.get("low"), cell.get("high")))
        for relation in edition["relations"]:
            file.relations.append(tuple((t["cell"], t["coefficient"]) for t in relation))


def _read_rows(file: File, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        file.tables.add(str(row["tabel"]))
        if row["stand"] != "geen cijfer":
            file.tell(str(row["cel"]), _told(row["waarde"], row["laag"], row["hoog"]))


def _told(value: Any, low: Any, high: Any) -> Known:  # noqa: ANN401 - as it stands in a file
    if value not in (None, ""):
        return int(value)
    if low in (None, ""):
        return UNTOLD
    return int(low), None if high in (None, "") else int(high)


# --- a report ---------------------------------------------------------------------------------

_CELL = re.compile(r"\d{1,3}(\.\d{3})*|×|–|\d+–\d+|<\d+|\d+%")


@dataclass(frozen=True)
class _Word:
    text: str
    left: float
    right: float
    top: float
    height: float


_Line = list[_Word]


def _pages(path: Path) -> Iterator[list[_Line]]:
    """The lines of each page between its head and its foot."""
    out = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    for page in out.split("<page ")[1:]:
        lines: dict[float, _Line] = {}
        for found in re.finditer(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page
        ):
            left, top, right, bottom = map(float, found.groups()[:4])
            text = found[5].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            word = _Word(text, left, right, top, round(bottom - top, 1))
            if 70 < top < 790:
                lines.setdefault(round(bottom, 0), []).append(word)
        yield [sorted(lines[base], key=lambda w: w.left) for base in sorted(lines)]


def _text(words: Iterable[_Word]) -> str:
    return " ".join(word.text for word in words)


#: Tables of the adviser's own work.
_OWN_WORK = (
    "Activiteiten naar soort",
    "Voorlichting naar doelgroep",
    "Overleg over het werk",
    "Aanbevelingen en reacties",
    "Zelftoets door de jaren",
)
#: Where the text of a table begins; what stands further to the left is no table.
_INSET = 71.0


class _Report:
    """One report on paper."""

    def __init__(self, file: File, words: Words, year: int, first_month: int) -> None:
        self._file = file
        self._words = words
        self._year = str(year)
        self._first_month = first_month
        #: What is being read: label of the table, or None.
        self._caption: str | None = None
        self._heads: list[_Line] = []
        self._rows: list[tuple[str, list[_Word]]] = []
        #: The last row that was understood; a table goes on over a page.
        self._place = -1
        #: Remarks under the table; with the first of them it is over.
        self._note = ""

    def read(self) -> None:
        text: list[str] = []
        for lines in _pages(self._file.path):
            for line in lines:
                self._line(line)
                text.append(_text(line))
        self._end()
        self._sentences(" ".join(text))

    def _line(self, line: _Line) -> None:
        if found := re.fullmatch(r"Tabel \d+ (?:\(vervolg\) )?(.+)", _text(line)):
            self._end()
            self._caption = found[1]
        elif self._caption is None:
            return
        elif not self._heads and not self._rows and line[0].left < _INSET:
            self._caption += f" {_text(line)}"  # a caption of two lines
        elif line[0].left >= _INSET and not self._note:
            self._inside(line)
        else:
            self._note = f"{self._note} {_text(line)}".strip()

    def _inside(self, line: _Line) -> None:
        if not self._heads or line[0].height == self._heads[0][0].height:
            if self._rows:
                self._flush()  # the heads once more: on a new page, or over other columns
            self._heads.append(line)
            return
        edges = [edge for edge, _ in self._columns()]
        cells = [w for w in line if _CELL.fullmatch(w.text) and _near(w.right, edges) is not None]
        first = min((w.left for w in cells), default=9999.0)
        head = _text(w for w in line if w.right < first)
        if cells:
            self._rows.append((head, cells))
        elif self._rows:
            self._rows[-1] = (f"{self._rows[-1][0]} {head}", self._rows[-1][1])
        else:
            self._file.unread.append(_text(line))

    def _columns(self) -> list[tuple[float, str]]:
        """The right edge of each column and its head."""
        found: dict[float, list[str]] = {}
        for line in self._heads:
            for piece in _pieces(line):
                if piece[0].left < _INSET + 4:
                    continue  # what the rows are of
                edge = _near(piece[-1].right, found)
                found.setdefault(piece[-1].right if edge is None else edge, []).append(_text(piece))
        return sorted((edge, " ".join(words)) for edge, words in found.items())

    def _flush(self) -> None:
        """Understand the rows so far."""
        columns = self._columns()
        caption = self._caption or ""
        if caption == "Zaken en gesprekken per kwartaal":
            for head, cells in self._rows:
                if self._table_of(head) is None:
                    self._file.unread.append(f"{caption}: {head}")
                else:
                    self._understand(head, columns, [("Totaal", cells)])
        elif caption in _OWN_WORK:
            pass  # activities are no cases
        elif self._table_of(caption) is None:
            self._file.unread.append(caption)
        else:
            self._understand(caption, columns, self._rows)
        self._heads, self._rows = [], []

    def _table_of(self, label: str) -> tuple[str, str] | None:
        return self._words.tables.get(label)

    def _understand(
        self,
        label: str,
        columns: Sequence[tuple[float, str]],
        rows: Sequence[tuple[str, Sequence[_Word]]],
    ) -> None:
        name, measure = self._words.tables[label]
        self._file.tables.add(name)
        axes = self._words.axes[name]
        others = [axis for axis in axes if axis != "period"]
        across = others[1] if len(others) > 1 else "period"
        down = others[0] if others else None
        for head, cells in rows:
            at = {"period": self._year}
            if head != label and self._table_of(head) is not None:  # one row of another table
                self._understand(head, columns, [("Totaal", cells)])
                continue
            if down is not None:
                self._place, row = _row(axes[down], head, self._place)
                if row is None:  # not further down: the rows once more, under other columns
                    self._place, row = _row(axes[down], head, -1)
                if row is None:
                    self._file.unread.append(f"{label}: {head}")
                    continue
                at[down] = row
            for cell in cells:
                text = dict(columns)[_near(cell.right, [e for e, _ in columns]) or 0.0]
                if cell.text == "–" or cell.text.endswith("%") or text == "aandeel":
                    continue
                code = self._column(axes, across, text)
                if code is None:
                    self._file.unread.append(f"{label}: column {text}")
                    continue
                self._file.tell(figure(measure, at | {across: code}), _shown(cell.text))

    def _column(
        self, axes: Mapping[str, Sequence[tuple[str, str, str | None]]], across: str, text: str
    ) -> str | None:
        if across != "period":
            return next((code for code, label, _ in axes[across] if label == text), None)
        if found := re.fullmatch(r"([1-4])e kwartaal", text):
            return f"{self._year}.{found[1]}"
        return self._years(text)

    def _years(self, text: str) -> str | None:
        """The code of a year or of years that are told as one: `2024`, `2023&2024`."""
        step = 2 if self._first_month > 1 else 1  # `2024-2025` is one school year
        years = re.findall(r"\d{4}", text)[::step]
        return "&".join(map(str, range(int(years[0]), int(years[-1]) + 1))) if years else None

    def _end(self) -> None:
        if self._rows:
            label, columns = self._caption or "", self._columns()
            self._flush()
            self._zeros(label, columns)
        self._caption, self._heads, self._note, self._place = None, [], "", -1

    def _zeros(self, label: str, columns: Sequence[tuple[float, str]]) -> None:
        """`Nul zaken: A, B en C.`: rows that are left out because all of them is zero."""
        found = re.match(r"(?:[^.]*\. )*?Nul [^:]+: (.+?)\.(?: |$)", self._note)
        if found is None or self._table_of(label) is None:
            return
        name, measure = self._words.tables[label]
        axes = self._words.axes[name]
        others = [axis for axis in axes if axis != "period"]
        if len(others) != 1:
            return
        for code in _named(axes[others[0]], found[1]):
            for _, text in columns:
                period = self._column(axes, "period", text)
                if text != "aandeel" and period:
                    self._file.tell(figure(measure, {others[0]: code, "period": period}), 0)

    def _sentences(self, text: str) -> None:
        """Figures in the text: of the summary and above the charts."""
        all_cases = f"cases|period={self._year}"
        for year, number in re.findall(r"\bin (\d{4})(?:-\d{4})?: (\d[\d.]*)", text):
            self._file.tell(f"cases|period={year}", _shown(number.rstrip(".")))
        for name, pattern in (
            (all_cases, r"Dit jaar waren er (?:[\d.]+ gesprekken en )?(\d[\d.]*) nieuwe zaken"),
            (
                all_cases,
                r"Samenvatting (?:niet getoond )*(\d[\d.]*) \d+,\d nieuwe zaken nieuwe zaken per 100",
            ),
            (f"contacts|period={self._year}", r"Dit jaar waren er .{0,24}?(\d[\d.]*) gesprekken"),
        ):
            for number in re.findall(pattern, text):
                self._file.tell(name, _shown(number))
        for label, number in re.findall(r"komt (.+?) het meest voor: (\d[\d.]*) zaken", text):
            types = self._words.axes["types"]["types"]
            code = _row(types, label, -1)[1]
            if code:
                self._file.tell(f"{all_cases}|types={code}", _shown(number))
            else:
                self._file.unread.append(label)
        self._rates(text)

    def _rates(self, text: str) -> None:
        """Who knows how many people work there hears a number from its rate: only what is told has one."""
        before, _, trend = text.partition("met tussen haakjes hoe ver het getal door toeval")
        years = re.findall(r"• ([^•:]{4,40}): \d+,\d per 100 medewerkers", trend)
        if re.search(r"(\d+,\d).{0,80}?per 100.{0,60}?([\d.]+) medewerkers", before):
            years.append(self._year)
        for words in years:
            code = self._years(words) or self._year
            if not isinstance(self._file.known.get(f"cases|period={code}"), int):
                self._file.unread.append(f"a rate of {words}, of which the number is not told")


def figure(measure: str, at: Mapping[str, str]) -> str:
    """The name of a figure: `cases|period=2025|types=conduct`."""
    parts = [f"{key}={code}" for key, code in sorted(at.items()) if code != "*"]
    return "|".join([measure, *parts])


def _pieces(line: _Line) -> Iterator[_Line]:
    """The words of a line of heads, by column."""
    piece: _Line = []
    for word in line:
        if piece and word.left - piece[-1].right > 4:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _near(place: float, edges: Iterable[float]) -> float | None:
    return next((edge for edge in edges if abs(edge - place) < 1.5), None)


def _shown(text: str) -> Known:
    if text == "×":
        return UNTOLD
    if text.startswith("<"):
        return 0, int(text[1:]) - 1
    if "–" in text:
        low, high = text.split("–")
        return int(low), int(high)
    return int(text.replace(".", ""))


def _row(
    nodes: Sequence[tuple[str, str, str | None]], head: str, place: int
) -> tuple[int, str | None]:
    """The row with a label, after the one before: some labels stand under several categories."""
    for number, (code, label, _) in enumerate(nodes):
        if number > place and label == head:
            return number, code
    if head.startswith("Samengevoegd: "):
        return place, _merged(nodes, head)
    return place, None


def _merged(nodes: Sequence[tuple[str, str, str | None]], head: str) -> str | None:
    main = [(code, label) for code, label, parent in nodes if parent == "*"]
    for number in range(2, 5):
        for parts in combinations(main, number):
            labels = [label for _, label in parts]
            if head == f"Samengevoegd: {', '.join(labels[:-1])} en {labels[-1]}":
                return "&".join(code for code, _ in parts)
    return None


def _named(nodes: Sequence[tuple[str, str, str | None]], text: str) -> Iterator[str]:
    """The main categories in a list of names."""
    if "Samengevoegd" in text:
        for one, two in combinations([n for n in nodes if n[2] == "*"], 2):
            joint = f"Samengevoegd: {one[1]} en {two[1]}"
            if joint in text:
                yield f"{one[0]}&{two[0]}"
                text = text.replace(joint, "")
    for code, label, parent in sorted(nodes, key=lambda node: -len(node[1])):
        if parent == "*" and label in text:
            text = text.replace(label, "")
            yield code
