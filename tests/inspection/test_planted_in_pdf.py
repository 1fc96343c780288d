"""A figure that is not told, put into a finished PDF in every place where somebody can read it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.inspection.conftest import EDITIONS, READERS, Year
from tests.inspection.planting import (
    PDF_PLACES,
    apart,
    in_attachment,
    in_title,
    in_words_of_a_figure,
    noticed,
    on_page,
)
from vp_desk.inspection import Finding
from vp_desk.reporting import charts, pdf_table
from vp_desk.reporting.document import Row, Table
from vp_desk.reporting.ratios import Ratio
from vp_desk.reporting.scene import Words
from vp_desk.reporting.tagged.text import Text
from vp_desk.reporting.tagged.tree import Element
from vp_desk.reporting.told import HIDDEN_WORDS

LEAK = "cases|period=2025|types=financial"


@pytest.fixture(scope="module")
def report(hiding: Year) -> bytes:
    return hiding.pdf(EDITIONS["authority"])


@pytest.mark.parametrize("place", PDF_PLACES)
def test_every_small_figure_in_every_place(hiding: Year, report: bytes, place: str) -> None:
    small = hiding.small()
    assert len(small) > 50
    # Each place gets every seventh figure, another seven: each figure is planted somewhere.
    begin = list(PDF_PLACES).index(place)
    mine = list(small.items())[begin :: len(PDF_PLACES)]
    for group in apart([(hiding.words(name), value) for name, value in mine]):
        texts = [f"{words}: {value}" for words, value in group]
        found = hiding.inspect("r.pdf", PDF_PLACES[place](report, *texts)).findings
        for words, value in group:
            assert noticed(found, words, value), (words, value)


@pytest.mark.parametrize(
    "text", ["3 zaken over lekken", "Lekken (3)", "Lekken: drie", "Lekken3", "4%, lekken"]
)
@pytest.mark.parametrize("place", ["title", "words of a figure", "page"])
def test_however_it_is_written(hiding: Year, report: bytes, place: str, text: str) -> None:
    short = text.replace("Lekken", "Informatie").replace("lekken", "informatie")
    assert hiding.inspect("r.pdf", PDF_PLACES[place](report, short)).findings


def sentence_of(findings: tuple[Finding, ...]) -> str:
    (finding,) = findings
    return finding.sentence


def test_the_sentence_says_what_stands_where_and_what_it_gives_away(
    hiding: Year, report: bytes
) -> None:
    value = hiding.hidden()[LEAK]
    label = hiding.words(LEAK)
    found = hiding.inspect(
        "r.pdf", in_words_of_a_figure(report, f"Lijn. {label} {value}.")
    ).findings
    assert sentence_of(found) == (
        f"In een alternatieve tekst op bladzijde 6 staat bij ‘{label}’ het getal {value}. Dat verraadt "
        f"‘Nieuwe zaken naar type schending (hoofdtype): {label}, 2025’, en dat mag in deze editie niet te "
        "zien zijn."
    )
    assert found[0].figure == LEAK


def test_a_number_that_belongs_nowhere(hiding: Year, report: bytes) -> None:
    found = hiding.inspect("r.pdf", in_title(report, "Jaarverslag 2025 (9876)")).findings
    assert sentence_of(found) == (
        "In de eigenschappen van het bestand (Title) staat het getal 9876. Dat getal hoort bij geen enkel "
        "aantal dat deze editie mag tonen."
    )


def test_a_percentage_of_a_figure_that_is_not_told(hiding: Year, report: bytes) -> None:
    value, total = hiding.hidden()[LEAK], 61
    text = f"Financieel {int(100 * value / total + 0.5)}%"
    (finding,) = hiding.inspect("r.pdf", in_words_of_a_figure(report, text)).findings
    assert finding.figure is not None
    assert "financial" in finding.figure


def test_an_attachment_cannot_be_read_back(hiding: Year, report: bytes) -> None:
    found = hiding.inspect("r.pdf", in_attachment(report, "Lekken 3")).findings
    assert any("kan niet worden nagelezen" in finding.sentence for finding in found)


def test_what_is_left_of_an_earlier_version(hiding: Year, report: bytes) -> None:
    assert hiding.inspect("r.pdf", report + report).findings
    assert hiding.inspect("r.pdf", report.replace(b"%%EOF", b"% Informatie 3\n%%EOF")).findings


@pytest.mark.parametrize("edition", READERS)
def test_a_chart_that_draws_what_it_may_not(
    hiding: Year, edition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar of a type that is not told gets its number."""
    paint: Callable[..., None] = charts._paint_words
    drawn: list[str] = []

    def leaky(canvas: Canvas, words: Words, height: float) -> None:
        if words.text == HIDDEN_WORDS:
            drawn.append(words.text)
            words = replace(words, text="3")
        paint(canvas, words, height)

    monkeypatch.setattr(charts, "_paint_words", leaky)
    content = hiding.pdf(EDITIONS[edition])
    found = hiding.inspect("r.pdf", content, edition).findings
    assert len(found) >= len(set(drawn))
    assert all(finding.about and finding.number == "3" for finding in found)


def test_an_axis_is_no_place_to_hide_in(hiding: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    """A label of a category, and its number in the same words."""
    paint: Callable[..., None] = charts._paint_words

    def leaky(canvas: Canvas, words: Words, height: float) -> None:
        paint(canvas, replace(words, text=words.text.replace("Informatie", "Informatie 3")), height)

    monkeypatch.setattr(charts, "_paint_words", leaky)
    found = hiding.inspect("r.pdf", hiding.pdf(EDITIONS["authority"])).findings
    assert any(finding.about == "Informatie" and finding.number == "3" for finding in found)


def test_a_percentage_in_a_table(hiding: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a share is left blank, since its figure is not told, one is printed."""
    make = pdf_table._row

    def leaky(table: Table, row: Row, numbers: Sequence[int], element: Element) -> list[list[Text]]:
        if (
            row.cells
            and not isinstance(row.cells[-1], Ratio)
            and table.columns[-1].text == "aandeel"
        ):
            (share,) = {
                c for r in table.rows for c in r.cells if isinstance(c, Ratio) and c.text == "100%"
            }
            row = replace(row, cells=(*row.cells[:-1], share))
        return make(table, row, numbers, element)

    monkeypatch.setattr(pdf_table, "_row", leaky)
    found = hiding.inspect("r.pdf", hiding.pdf(EDITIONS["authority"])).findings
    assert found
    assert {finding.number for finding in found} == {"100%"}


def test_a_gate_that_tells_one_figure_too_much(year: Year) -> None:
    """Whatever the report makes of it: a cell, a bar, a share, a sentence."""
    honest = year.pdf(EDITIONS["authority"])
    hidden = year.hidden()
    tried = 0
    for name in list(hidden)[:: max(len(hidden) // 12, 1)]:
        content = year.leaking(name, hidden[name]).pdf(EDITIONS["authority"])
        if content != honest:
            tried += 1
            assert year.inspect("r.pdf", content).findings, (name, hidden[name])
    assert tried > 5


def test_a_row_that_is_left_out_tells_a_zero(banded: Year) -> None:
    name = next(n for n, value in banded.hidden().items() if value == 0 and "|types=conduct.-" in n)
    found = banded.inspect("r.pdf", banded.leaking(name, 0).pdf(EDITIONS["authority"])).findings
    assert "ontbreekt de rij ‘Niet nader aangeduid’" in found[0].sentence


def test_the_right_number_at_the_wrong_category(hiding: Year, report: bytes) -> None:
    told = hiding.inspect("r.pdf", report).told
    value = told["cases|period=2025|types=conduct"][0]
    assert not hiding.inspect("r.pdf", on_page(report, f"Omgangsvormen: {value}")).findings
    assert hiding.inspect("r.pdf", on_page(report, f"Informatie: {value}")).findings
    assert hiding.inspect("r.pdf", on_page(report, f"Omgangsvormen bij ICT: {value}")).findings
    assert hiding.inspect("r.pdf", on_page(report, f"Omgangsvormen in 2022: {value}")).findings
