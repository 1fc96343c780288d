"""Leaks planted in what writes a file: each is found in the finished bytes, and no file comes."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from vp_desk.aggregate import Count
from vp_desk.axes import PERIOD
from vp_desk.desk import Desk, LeakError, Prepared
from vp_desk.released import Hidden, ReleasedCell
from vp_desk.reporting import charts, pdf, ratios, tables
from vp_desk.reporting.cells import Cell
from vp_desk.reporting.document import Document
from vp_desk.reporting.ratios import Blank, Ratio
from vp_desk.reporting.scene import Words
from vp_desk.reporting.told import HIDDEN_WORDS

TODAY = date(2026, 1, 12)


@pytest.fixture
def ready(full: Desk) -> Prepared:
    return full.prepare(2025)


@pytest.fixture
def secret(ready: Prepared) -> tuple[str, int]:
    """A type of which few cases were, that the report does not show; and how many they were."""
    told, exact = ready.release.publication.tables["types"], ready.exact["types"]
    axis = told.axis("types")
    for node in axis.nodes:
        key = (node.code, "2025")
        count = exact.cells[key]
        assert isinstance(count, Count)
        if node.depth == 1 and told.cells[key] == Hidden() and 0 < count.value < 5:
            return node.label, count.value
    raise AssertionError


def refused(desk: Desk, ready: Prepared, path: Path) -> str:
    """Try to write it; what was said. Nothing is left, and nothing is in the ledger."""
    write = desk.write_report if path.suffix == ".pdf" else desk.write_aggregates
    with pytest.raises(LeakError) as caught:
        write(ready, "authority", path, TODAY)
    assert not path.exists()
    assert not desk.released.releases()
    if path.suffix == ".pdf":
        assert desk.check_release(ready, "authority", TODAY) == caught.value.verdict
    return str(caught.value)


def altering(monkeypatch: pytest.MonkeyPatch, change: Callable[[PdfWriter], None]) -> None:
    """From now on the finished PDF is changed by somebody."""
    write = pdf.write_pdf

    def changed(document: Document, progress: pdf.PagesTold | None = None) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(write(document, progress))))
        change(writer)
        target = BytesIO()
        writer.write(target)
        return target.getvalue()

    monkeypatch.setattr(pdf, "write_pdf", changed)


def test_without_a_leak_the_same_file_is_written(
    full: Desk, ready: Prepared, tmp_path: Path
) -> None:
    assert full.check_release(ready, "authority", TODAY).safe
    full.write_report(ready, "authority", tmp_path / "a.pdf", TODAY)
    assert (tmp_path / "a.pdf").exists()


def test_an_exact_figure_in_a_chart(
    full: Desk, ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = charts._paint_words

    def leaking(canvas: Canvas, words: Words, height: float) -> None:
        if words.text == HIDDEN_WORDS:
            words = Words(words.x, words.y, "3", words.size, words.ink, words.anchor, words.strong)
        paint(canvas, words, height)

    monkeypatch.setattr(charts, "_paint_words", leaking)
    told = refused(full, ready, tmp_path / "a.pdf")
    assert "Op bladzijde" in told
    assert "het getal 3" in told
    assert "Bevoegd gezag" in told


def test_an_alternative_text(
    full: Desk,
    ready: Prepared,
    secret: tuple[str, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    label, value = secret

    def change(writer: PdfWriter) -> None:
        alt = TextStringObject(f"Staafdiagram van het aantal zaken. {label} {value}.")
        figure = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Figure"),
            }
        )
        figure[NameObject("/Alt")] = alt
        tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        tree[NameObject("/K")] = writer._add_object(figure)
        writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(tree)

    altering(monkeypatch, change)
    told = refused(full, ready, tmp_path / "a.pdf")
    assert "alternatieve tekst" in told
    assert f"bij ‘{label}’ het getal {value}" in told


def test_a_percentage_of_a_hidden_figure(
    full: Desk, ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = ratios.share

    def leaking(part: ReleasedCell, base: ReleasedCell) -> Ratio | Blank:
        return Ratio("7%", ratios._DOOR) if part == Hidden() else share(part, base)

    monkeypatch.setattr(tables, "share", leaking)
    assert "7%" in refused(full, ready, tmp_path / "a.pdf")


def test_metadata_of_a_report(
    full: Desk,
    ready: Prepared,
    secret: tuple[str, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    label, value = secret
    altering(
        monkeypatch, lambda writer: writer.add_metadata({"/Subject": f"{label}: {value} zaken"})
    )
    told = refused(full, ready, tmp_path / "a.pdf")
    assert "eigenschappen" in told
    assert f"het getal {value}" in told


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_a_figure_in_a_table(
    full: Desk, ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    exact = {t.id_of(k): c for t in ready.exact.values() for k, c in t.cells.items()}
    told = ready.release.publication.tables["types"]
    name = next(
        told.ids[key]
        for key, cell in told.cells.items()
        if cell == Hidden() and PERIOD in told.ids[key]
    )
    value = exact[name].value  # type: ignore[union-attr]
    cell_of = Cell.value.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(
        Cell, "value", property(lambda cell: value if cell.id == name else cell_of(cell))
    )
    assert f"het getal {value}" in refused(full, ready, tmp_path / f"a{suffix}")
