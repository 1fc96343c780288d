"""Invented reports of any shape, for hypothesis: any mix of blocks with any text in them."""

from hypothesis import strategies as st

from tests.reporting.reports import HOSTILE, WORD, document
from vp_desk.aggregate import Printed
from vp_desk.released import Band, Gap, Hidden, ReleasedCell, Shown
from vp_desk.reporting.document import (
    Align,
    Bar,
    BarChart,
    Block,
    BulletList,
    Callout,
    Column,
    ColumnChart,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)

#: Any text; what is hard to print comes often, and so does what is long.
texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(HOSTILE),
    st.sampled_from(("Zaken", "een gewone zin die iets zegt.", "12 zaken", "")),
    st.builds(" ".join, st.lists(st.text(max_size=9), max_size=60)),
    st.integers(1, 8).map(lambda times: WORD * times),
)
#: What the program itself never leaves empty.
names = texts.map(lambda text: f"Naam {text}")
runs = st.builds(
    Run,
    texts,
    st.booleans(),
    st.booleans(),
    st.sampled_from(("", "", "", "en", "de")),
    st.sampled_from(("", "", "", "Een noot.", *HOSTILE[:2])),
)
paragraphs = st.lists(runs, min_size=1, max_size=4).map(lambda some: Paragraph(tuple(some)))
cells = st.one_of(
    st.integers(0, 9_999_999).map(Shown),
    st.just(Hidden()),
    st.just(Gap()),
    st.just(Band(0, 4)),
    texts.map(lambda text: Printed(f"ca. {text}", 0, None)),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Up to twelve columns; now and then more rows than a page holds."""
    count = draw(st.sampled_from((1, 2, 3, 4, 12)))
    columns = tuple(
        Column(draw(texts), draw(st.sampled_from((Align.LEFT, Align.RIGHT)))) for _ in range(count)
    )
    rows = draw(st.sampled_from((1, 2, 3, 5, 40)))
    pool = [(draw(texts), tuple(draw(cells) for _ in range(count))) for _ in range(min(rows, 3))]
    body = tuple(
        Row(*pool[n % len(pool)], indent=draw(st.integers(0, 1)), total=draw(st.booleans()))
        for n in range(rows)
    )
    notes = tuple(draw(st.lists(texts, max_size=2)))
    return Table(draw(names), draw(texts), columns, body, notes, notes[:1])


@st.composite
def charts(draw: st.DrawFn) -> Figure:
    """Bars or columns."""
    told = draw(st.lists(st.tuples(texts, cells), min_size=1, max_size=6))
    bars: tuple[Bar[ReleasedCell], ...] = tuple(Bar(label, cell) for label, cell in told)
    chart = BarChart("zaken", bars) if draw(st.booleans()) else ColumnChart("zaken", bars)
    return Figure(draw(names), chart, draw(names), draw(names), draw(texts))


blocks: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    st.lists(paragraphs, min_size=1, max_size=4).map(lambda some: BulletList(tuple(some))),
    st.lists(st.builds(KeyFigure, cells, names, texts), min_size=1, max_size=4).map(
        lambda some: KeyFigures(tuple(some))
    ),
    st.builds(Callout, texts, st.lists(paragraphs, max_size=3).map(tuple)),
    tables(),
    charts(),
)


@st.composite
def sections(draw: st.DrawFn, level: int = 1) -> Section:
    """A heading with what stands under it, down to four levels."""
    told = tuple(draw(st.lists(blocks, max_size=4)))
    below = sections(level + 1) if level < 4 else st.nothing()
    parts = tuple(draw(st.lists(below, max_size=2))) if level < 4 else ()
    return Section(draw(names), level, told, parts)


@st.composite
def stories(draw: st.DrawFn) -> Document:
    """A whole report."""
    chapters = draw(st.lists(sections(), min_size=1, max_size=3))
    return document(
        *chapters,
        title=draw(names),
        subtitle=draw(texts),
        organisation=draw(names),
        author=draw(texts),
        concept=draw(st.booleans()),
    )
