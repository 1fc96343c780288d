"""Reports of every kind, small and large, for what must be true of all of them."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image

from tests.reporting.conftest import YEAR, exact_tables
from vp_desk.aggregate import Printed, publication_plan
from vp_desk.chapters import CHAPTERS
from vp_desk.disclosure import Policy, release
from vp_desk.released import Band, Gap, Hidden, Publication, ReleasedCell, Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import (
    Bar,
    BarChart,
    Block,
    Break,
    BulletList,
    Callout,
    ChartSpec,
    Column,
    ColumnChart,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    LineChart,
    PanelChart,
    Row,
    Run,
    Section,
    Series,
    Stack,
    StackChart,
    Table,
    YearBars,
    YearRow,
    numbered,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts

#: The long form, `make pdf-proof`.
LONG = "VP_DESK_PDF_PROOF" in os.environ
WORD = "ongewensteomgangsvormenvertrouwenspersoon"
SENTENCE = "Dit is een zin over het werk van het afgelopen jaar, die over een regel heen loopt. "
HOSTILE = (
    '<img src="/etc/passwd"/>',
    "R&D en <b>nooit gesloten",
    "javascript:alert(1)",
    "&#x41; ]]> %s {0} \\ (haakjes)",
    "🙂 عربي 漢字",
    "nul\u200bbreed \u202eomgekeerd\u0000\u001b[31m",
    "a\u0301e\u0308 ĳ € „aanhaling” – …",
    "regel een\nregel twee\r\nregel drie\u2028regel vier",
    "<a href='http://x.test'>x</a><br/>",
    "\ud800",
)
YEARS = ("2021", "2022", "2023", "2024", "2025")


def document(*chapters: Section, **more: object) -> Document:
    """A report of these chapters."""
    made = Document(
        "Verslag", "2025", "Dienst Voorbeeld", "januari tot en met december 2025", "Proef",
        date(2026, 2, 3), numbered(chapters),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def chapter(*blocks: Block, title: str = "Hoofdstuk", parts: tuple[Section, ...] = ()) -> Section:
    return Section(title, 1, blocks, parts)


def table(columns: int, rows: int, name: str = "Cijfers", head: str = "Onderdeel") -> Table:
    """Invented figures; some are hidden."""
    body = tuple(
        Row(
            f"{head} {row}",
            tuple(Hidden() if (row + n) % 5 == 0 else Shown(10 + row * n) for n in range(columns)),
            indent=int(row % 3 == 1),
            total=row == rows - 1,
        )
        for row in range(rows)
    )
    heads = tuple(Column(f"Kolom {n + 1}") for n in range(columns))
    return Table(name, head, heads, body, ("Bron: eigen registratie.",), ("× = niet getoond.",))


def figure(chart: ChartSpec[ReleasedCell], source: Table, name: str = "Grafiek") -> Figure:
    said = f"Van {chart.__class__.__name__} is het eerste cijfer het grootste van de vijf."
    return Figure(name, chart, said, source.caption)


def _tiny() -> Document:
    return document(chapter(paragraph("Er waren geen zaken.")))


def _nothing() -> Document:
    return document()


def _only_headings() -> Document:
    deep = Section("Vierde niveau", 4)
    third = Section("Derde niveau", 3, (), (deep,))
    return document(chapter(parts=(Section("Tweede niveau", 2, (), (third,)),)))


def _everything() -> Document:
    source = table(2, 6)
    bars = BarChart("zaken", tuple(Bar(row.head, Shown(10)) for row in source.rows))
    blocks: tuple[Block, ...] = (
        paragraph(
            "Er waren ", strong("twaalf"), " zaken en ", Run("geen", emphasis=True), " meldingen."
        ),
        BulletList((paragraph("Het eerste punt."), paragraph(SENTENCE * 3))),
        KeyFigures(tuple(KeyFigure(Shown(n), "zaken", "vorig jaar: 7") for n in range(4))),
        Callout("Let op", (paragraph(SENTENCE), paragraph(SENTENCE))),
        source,
        figure(bars, source),
    )
    return document(chapter(*blocks))


def _huge() -> Document:
    chapters = tuple(
        chapter(
            paragraph(SENTENCE * 8),
            title=f"Hoofdstuk over {n}",
            parts=tuple(
                Section(
                    f"Deel {n} van {part}",
                    2,
                    (paragraph(SENTENCE * 5), table(4, 30, f"Cijfers {n} {part}")),
                )
                for part in range(3)
            ),
        )
        for n in range(40 if LONG else 7)
    )
    return document(*chapters)


def _long_words() -> Document:
    long = WORD * 6
    source = replace(table(2, 3, long), corner=long, columns=(Column(long), Column(long)))
    cells: tuple[ReleasedCell, ...] = (Shown(10), Hidden())
    bars = BarChart("zaken", tuple(Bar(long, cell) for cell in cells))
    return document(
        chapter(
            paragraph(long, " ", strong(long)),
            BulletList((paragraph(long),)),
            KeyFigures((KeyFigure(Shown(12), long, long),)),
            Callout(long, (paragraph(long),)),
            replace(source, rows=tuple(replace(row, head=long) for row in source.rows)),
            Figure(long, bars, f"Het woord {long} is te lang.", long, long),
            title=long,
            parts=(Section(long, 2, (paragraph("Kort."),)),),
        ),
        title=long,
        subtitle=long,
        organisation=long,
        author=long,
    )


def _many_units() -> Document:
    return document(chapter(table(32, 45), table(9, 120, "Lange tabel")))


def _own_text() -> Document:
    return document(
        *(
            chapter(
                paragraph(text, strong(text)),
                BulletList((paragraph(text),)),
                Callout(text, (paragraph(text),)),
                KeyFigures((KeyFigure(Shown(3), text, text),)),
                Table(
                    text,
                    text,
                    (Column(text),),
                    (Row(text, (Printed(text, 0, None),)),),
                    (text,),
                    (text,),
                ),
                title=text,
            )
            for text in HOSTILE
        ),
        author=HOSTILE[0],
        organisation=HOSTILE[1],
    )


def _foreign() -> Document:
    english = Run(
        "The adviser was asked to mediate, which took most of a year. " * 3, language="en"
    )
    german = Run("Schadenfreude", emphasis=True, language="de")
    return document(
        chapter(
            paragraph("In het Engels: ", english, "en in het Duits: ", german, "."),
            BulletList((paragraph(english), paragraph("Een ", german, " in een punt."))),
            Callout("Citaat", (paragraph(english),)),
        )
    )


def _notes() -> Document:
    noted = [Run(f"Punt {n}", note=f"Noot bij punt {n}. {SENTENCE}") for n in range(24)]
    points = BulletList(tuple(paragraph(run, " en verder.") for run in noted[12:]))
    return document(
        chapter(*(paragraph(run, ". ", SENTENCE * 3) for run in noted[:12])),
        chapter(points, Callout("Let op", (paragraph(noted[0]),)), title="Tweede"),
    )


def _charts() -> Document:
    cells: tuple[ReleasedCell, ...] = (Shown(31), Hidden(), Band(0, 4), Gap(), Shown(44))
    series = (
        Series("Pesten", cells, frozenset({4}), frozenset({2})),
        Series("Roddel", (Shown(3), Shown(8), Shown(5), Shown(2), Shown(9))),
    )
    lines = LineChart("zaken", YEARS, series, (Break(2, "nieuwe indeling"),))
    rows = tuple(Row(s.label, s.cells) for s in series)
    source = Table("Alle jaren", "Soort", tuple(Column(year) for year in YEARS), rows)
    years = YearBars("zaken", YEARS, tuple(YearRow(s.label, s.cells) for s in series))
    pairs = zip(YEARS, cells, strict=True)
    columns = ColumnChart(
        "zaken", tuple(Bar(year, cell, accent=year == "2025") for year, cell in pairs)
    )
    stacks = StackChart(
        "uren", ("gesprek", "reistijd"),
        tuple(Stack(year, (Shown(2), Shown(3)), Shown(5)) for year in YEARS),
    )  # fmt: skip
    hours = Table(
        "Uren", "Jaar", (Column("gesprek"), Column("reistijd"), Column("som")),
        tuple(Row(year, (Shown(2), Shown(3), Shown(5))) for year in YEARS),
    )  # fmt: skip
    return document(
        chapter(
            source,
            figure(lines, source, "Lijnen"),
            figure(PanelChart(lines), source, "Vakken"),
            figure(years, source, "Jaren"),
            figure(columns, source, "Kolommen"),
            hours,
            figure(stacks, hours, "Stapels"),
        )
    )


def _logo() -> Document:
    picture = BytesIO()
    Image.new("RGB", (300, 120), (11, 74, 87)).save(picture, "PNG")
    return replace(_everything(), logo=picture.getvalue(), logo_words="Logo van Dienst Voorbeeld")


def _concept() -> Document:
    return replace(
        _everything(), concept=True, reference="12-KXRT", replaces="11-ABCD, 1 januari 2026"
    )


@cache
def published(*sizes: int) -> Publication:
    """The invented dossier with so many cases a year, through the gate."""
    return release(
        exact_tables(sizes) if sizes else exact_tables(), Policy(seed=b"s" * 32)
    ).publication


#: As an adviser writes it: paragraphs, points of more than one line, a language, and what looks like markup.
OWN_TEXT = f"""Dit jaar viel één ding op.
Het staat op een tweede regel.

- Het eerste punt
gaat op een nieuwe regel verder.
- {SENTENCE * 3}
- [en] The board was asked to mediate, and did so.

[de] Die Zusammenarbeit war gut.

<b>R&D</b> en {WORD}. 🙂
"""


def annual(edition: int | None, *sizes: int, texts: Iterable[str] = ()) -> Document:
    """The annual report of it; an edition by its place, or all tables; own texts chapter by chapter."""
    publication = published(*sizes)
    if edition is not None:
        publication = publication.for_edition(publication_plan().editions[edition])
    facts = ReportFacts(
        "Dienst Voorbeeld",
        YEAR,
        date(2026, 2, 3),
        author="A. de Vries",
        headcount=809,
        headcounts={2025: 809, 2024: 800, 2023: 790, 2022: 785, 2021: 770},
        texts=dict(zip(CHAPTERS, texts, strict=False)),
        reference="12-KXRT",
    )
    return annual_report(publication, facts)


def _one_chapter() -> Document:
    whole = annual(0)
    return replace(whole, sections=numbered(whole.sections[-1:]))


REPORTS: dict[str, Callable[[], Document]] = {
    "nothing": _nothing,
    "tiny": _tiny,
    "headings alone": _only_headings,
    "one of everything": _everything,
    "huge": _huge,
    "long words": _long_words,
    "many units": _many_units,
    "hostile own text": _own_text,
    "foreign passages": _foreign,
    "many notes": _notes,
    "charts with breaks over 5 years": _charts,
    "a logo": _logo,
    "a concept": _concept,
    "all tables": lambda: annual(None),
    "edition for the authority": lambda: annual(0),
    "edition for the works council": lambda: annual(1),
    "edition for the coordinator": lambda: annual(2),
    "all chapters off but one": _one_chapter,
    "own text in every chapter": lambda: annual(0, texts=[OWN_TEXT] * len(CHAPTERS)),
    "hostile own text in every chapter": lambda: annual(1, texts=[*HOSTILE, *HOSTILE]),
    "an empty year": lambda: annual(0, 30, 0),
    "nothing ever": lambda: annual(0, 0),
    "one case": lambda: annual(0, 1),
    "bands for small years": lambda: annual(0, 12, 14, 20, 30, 26),
}
#: Those that the program itself writes, with words of its own for what charts say.
OWN = frozenset(
    name
    for name in REPORTS
    if name.startswith(("edition", "all ", "an empty", "nothing ever", "one case", "bands"))
)
