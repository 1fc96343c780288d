"""Where things stand in a chart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.aggregate import Count
from vp_desk.released import Band, Gap, Hidden, ReleasedCell, Shown
from vp_desk.reporting.bar_shapes import STUB
from vp_desk.reporting.chart_layout import laid_out
from vp_desk.reporting.charts import Drawing
from vp_desk.reporting.document import (
    Bar,
    BarChart,
    Break,
    ChartSpec,
    ColumnChart,
    Figure,
    LineChart,
    PanelChart,
    Series,
    Stack,
    StackChart,
    YearBars,
    YearRow,
)
from vp_desk.reporting.pdf_style import text_width
from vp_desk.reporting.scales import scale_for
from vp_desk.reporting.scene import (
    Anchor,
    Box,
    Exact,
    Ink,
    Reading,
    Scene,
    Stroke,
    Words,
    spread,
    wrapped,
)
from vp_desk.reporting.tagged.tree import Element
from vp_desk.reporting.told import GAP_WORDS, reading

WIDTH = 460.0
CELLS = st.one_of(
    st.integers(0, 5000).map(Shown),
    st.integers(2, 9).map(lambda high: Band(0, high)),
    st.just(Hidden()),
    st.just(Gap()),
)
LABELS = st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cf")), max_size=60)


def bars(*cells: ReleasedCell) -> BarChart[ReleasedCell]:
    return BarChart("zaken", tuple(Bar(f"rij {n}", cell) for n, cell in enumerate(cells)))


def drawn(chart: ChartSpec[ReleasedCell]) -> Scene[ReleasedCell]:
    return laid_out(chart, reading, WIDTH, text_width)


def boxes(scene: Scene[object], ink: Ink) -> list[Box]:
    return [s for s in scene.shapes if isinstance(s, Box) and ink in (s.fill, s.stroke)]


@pytest.mark.parametrize("highest", [0, 1, 2, 4, 5, 7, 23, 99, 100, 101, 667, 123456])
def test_a_scale_begins_at_zero_and_holds_the_highest_figure(highest: int) -> None:
    ticks = list(scale_for([Exact(highest, str(highest))]).ticks)
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert 2 <= len(ticks) <= 6


def test_bars_are_as_long_as_their_figures() -> None:
    first, second = boxes(drawn(bars(Shown(30), Shown(10))), Ink.MARK)
    assert first.width == pytest.approx(3 * second.width)
    assert first.x == second.x


def test_what_is_not_told_looks_the_same_whatever_stands_beside_it() -> None:
    stubs = [boxes(drawn(bars(Hidden(), Shown(n))), Ink.UNTOLD)[0] for n in (1, 40, 3000)]
    assert {stub.width for stub in stubs} == {STUB}
    assert all(stub.hatched for stub in stubs)


def test_a_band_is_an_outline_between_its_bounds_and_a_gap_is_words() -> None:
    scene = drawn(bars(Shown(8), Band(0, 4), Gap()))
    solid = next(box for box in boxes(scene, Ink.MARK) if box.fill is Ink.MARK)
    band = next(box for box in boxes(scene, Ink.MARK) if box.stroke is Ink.MARK)
    assert band.width == pytest.approx(solid.width / 2)
    texts = {shape.text for shape in scene.shapes if isinstance(shape, Words)}
    assert {"0–4", "geen cijfer"} <= texts


def test_a_line_stops_at_a_gap_a_hidden_figure_and_a_break() -> None:
    cells = (Shown(1), Shown(2), Hidden(), Shown(3), Shown(4), Shown(5), Shown(6))
    years = tuple(str(2019 + n) for n in range(7))
    chart = LineChart[ReleasedCell](
        "zaken", years, (Series("alles", cells),), (Break(5, "andere telling"),)
    )
    lines = [s for s in drawn(chart).shapes if isinstance(s, Stroke) and s.ink is Ink.SERIES_1]
    assert [len(line.points) for line in lines] == [2, 2, 2]


def test_no_two_figures_of_one_year_are_written_over_each_other() -> None:
    series = tuple(Series(f"lijn {n}", (Shown(40 + n), Shown(41))) for n in range(4))
    scene = drawn(LineChart[ReleasedCell]("zaken", ("2024", "2025"), series))
    values = [
        s for s in scene.shapes if isinstance(s, Words) and s.strong and s.anchor is Anchor.MIDDLE
    ]
    assert len(values) == 8
    for year in (values[:4], values[4:]):
        heights = sorted(word.y for word in year)
        assert all(below - above >= 8 for above, below in pairwise(heights))


@given(
    st.lists(st.floats(0, 200), max_size=12),
    st.floats(1, 15),
)
def test_places_moved_apart_keep_their_order_and_their_distance(
    wished: list[float], gap: float
) -> None:
    found = spread(wished, gap, 0, 200)
    pairs = sorted(zip(wished, found, strict=True))
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(sorted(found)))
    assert all(b[1] >= a[1] for a, b in pairwise(pairs) if a[0] != b[0])


@given(LABELS, st.floats(20, 200))
def test_wrapped_text_keeps_every_character_and_fits(text: str, room: float) -> None:
    lines = wrapped(text, room, 8.5, text_width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 8.5) <= room for line in lines)


@given(st.lists(st.tuples(LABELS, CELLS), min_size=1, max_size=12))
def test_nothing_is_drawn_outside_the_drawing(rows: list[tuple[str, ReleasedCell]]) -> None:
    labelled = tuple(Bar(label, cell) for label, cell in rows)
    cells = tuple(cell for _, cell in rows)
    years = tuple(str(2000 + n) for n in range(len(cells)))
    line = LineChart("zaken", years, (Series("een", cells), Series("twee", cells[::-1])))
    charts: tuple[ChartSpec[ReleasedCell], ...] = (
        BarChart("zaken", labelled),
        ColumnChart("zaken", labelled[:4]),
        line,
        PanelChart(line),
        YearBars("zaken", years[:1], tuple(YearRow(label, (cell,)) for label, cell in rows)),
        YearBars("zaken", years, tuple(YearRow(label, cells, indent=1) for label, _ in rows)),
        StackChart(
            "uren",
            ("zaken", "activiteiten"),
            tuple(Stack(str(n), (Shown(0), cell), cell) for n, cell in enumerate(cells)),
            per=4,
            level=20.5,
            level_label="afgesproken",
        ),
    )
    for chart in charts:
        scene = drawn(chart)
        for shape in scene.shapes:
            if isinstance(shape, Words):
                wide = text_width(shape.text, shape.size, strong=shape.strong)
                start = {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[shape.anchor]
                assert shape.x - start >= -3
                assert shape.x - start + wide <= scene.width + 3
                assert 0 <= shape.y <= scene.height
            elif isinstance(shape, Box):
                assert shape.x >= -3
                assert shape.x + shape.width <= scene.width + 3


def exactly(count: Count) -> Reading:
    return Exact(count.value, str(count.value))


def test_the_screen_may_draw_exact_figures_from_the_same_specification() -> None:
    chart = BarChart("zaken", (Bar("een", Count(3, 3)),))
    scene = laid_out(chart, exactly, WIDTH, text_width)
    assert any(isinstance(shape, Words) and shape.text == "3" for shape in scene.shapes)


def test_an_exact_figure_on_paper_is_an_error_of_type() -> None:
    """The checker of types refuses each of the marked lines, and complains when it no longer does."""
    chart = BarChart("zaken", (Bar("een", Count(3, 3)),))
    Figure("titel", chart, "in woorden", "tabel")  # type: ignore[arg-type]
    Figure("titel", YearBars("zaken", ("2025",), ()), "in woorden", "tabel")
    with pytest.raises(AttributeError):
        laid_out(chart, reading, WIDTH, text_width)  # type: ignore[arg-type]
    scene = laid_out(chart, exactly, WIDTH, text_width)
    Drawing(scene, 400.0, Element("Figure"))  # type: ignore[arg-type]
    Drawing(drawn(bars(Shown(3))), 400.0, Element("Figure"))


def year_rows(*rows: tuple[ReleasedCell, ...]) -> YearBars[ReleasedCell]:
    years = tuple(str(2026 - n) for n in reversed(range(len(rows[0]))))
    return YearBars("zaken", years, tuple(YearRow(f"rij {n}", row) for n, row in enumerate(rows)))


def test_the_year_before_is_an_outline_on_the_scale_of_the_year() -> None:
    scene = drawn(year_rows((Shown(4), Shown(2)), (Shown(1), Shown(8))))
    now = boxes(scene, Ink.ACCENT)[1:]
    before = [box for box in boxes(scene, Ink.MARK) if box.stroke is Ink.MARK][1:]
    assert now[1].width == pytest.approx(4 * now[0].width)
    assert before[0].width == pytest.approx(2 * now[0].width)
    assert all(box.height < now[0].height and box.fill is Ink.PAPER for box in before)


def test_a_gap_in_an_earlier_year_is_words_and_no_bar() -> None:
    scene = drawn(year_rows((Gap(), Gap(), Shown(3))))
    assert len([box for box in boxes(scene, Ink.MARK) if box.stroke is Ink.MARK]) == 1
    assert sum(isinstance(s, Words) and s.text == GAP_WORDS for s in scene.shapes) == 2


def test_when_it_is_narrow_the_oldest_years_give_way_and_the_bars_stay() -> None:
    chart = year_rows(tuple(Shown(1000 + n) for n in range(5)))

    def heads(width: float) -> list[str]:
        scene = laid_out(chart, reading, width, text_width)
        years = {s.text for s in scene.shapes if isinstance(s, Words) and s.text.startswith("20")}
        assert len([box for box in boxes(scene, Ink.ACCENT) if box.width > 13]) == 1
        return sorted(years)

    assert heads(460) == ["2022", "2023", "2024", "2025", "2026"]
    assert heads(190)[-1] == "2026"
    assert "2022" not in heads(190)


def test_the_parts_of_a_column_stand_on_each_other_and_differ_by_more_than_colour() -> None:
    cells = (Shown(8), Shown(4))
    chart = StackChart[ReleasedCell]("uren", ("a", "b"), (Stack("jan", cells, Shown(12)),), per=4)
    scene = drawn(chart)
    full, hatched = [box for box in boxes(scene, Ink.ACCENT) if box.width > 13]
    assert full.fill is Ink.ACCENT
    assert hatched.hatched
    assert full.height == pytest.approx(2 * hatched.height)
    assert hatched.y + hatched.height == pytest.approx(full.y)


@given(st.lists(CELLS, min_size=1, max_size=9), st.integers(120, 900))
def test_every_bar_has_a_spot_and_spots_do_not_overlap(
    cells: list[ReleasedCell], width: int
) -> None:
    rows = YearBars("zaken", ("2025",), tuple(YearRow("naam", (cell,)) for cell in cells))
    stacks = tuple(Stack("naam", (cell, cell), cell) for cell in cells)
    years = tuple(str(2017 + n) for n in range(len(cells)))
    line = LineChart[ReleasedCell]("zaken", years, (Series("naam", tuple(cells)),))
    charts: tuple[ChartSpec[ReleasedCell], ...] = (
        rows,
        StackChart("uren", ("a", "b"), stacks),
        line,
    )
    for chart in charts:
        spots = laid_out(chart, reading, width, text_width).spots
        assert len(spots) == len(cells)
        for one, other in pairwise(spots):
            below = other.y >= one.y + one.height - 0.01
            beside = other.x >= one.x + one.width - 0.01
            assert below or beside


def test_lines_beside_each_other_can_share_a_scale() -> None:
    chart = LineChart[ReleasedCell]("zaken", ("2024", "2025"), (Series("a", (Shown(2), Shown(3))),))
    alone = laid_out(chart, reading, 300, text_width)
    shared = laid_out(chart, reading, 300, text_width, highest=18)
    said = [[s.text for s in scene.shapes if isinstance(s, Words)] for scene in (alone, shared)]
    assert "20" not in said[0]
    assert "20" in said[1]


@given(st.integers(1, 12), st.integers(150, 900))
def test_labels_of_long_years_stay_inside_and_apart(years: int, width: int) -> None:
    periods = tuple(f"{2015 + n}-{2016 + n}" for n in range(years))
    chart = LineChart[ReleasedCell]("zaken", periods, (Series("a", (Shown(2),) * years),))
    scene = laid_out(chart, reading, width, text_width)
    heads = [s for s in scene.shapes if isinstance(s, Words) and "-" in s.text]
    assert heads[-1].text == periods[-1]
    half = text_width(periods[0], 8.5) / 2
    assert all(head.x + half <= width + 0.01 for head in heads)
    assert all(right.x - left.x >= 2 * half for left, right in pairwise(heads))
