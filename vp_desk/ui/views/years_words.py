"""The sentences of the picture of several years. Each rests on the figures of its own side alone."""

from collections.abc import Iterator

from vp_desk.aggregate import Count
from vp_desk.chance import Saying, Verdict
from vp_desk.chance_words import difference_words, line_words, ratio_words, usual_words
from vp_desk.desk import ExactYears, ManyYears, ReleasedRow, ReleasedYear, ReleasedYears, YearBreak
from vp_desk.dutch import count, decimal, listing, number
from vp_desk.periods import ReportingYear
from vp_desk.released import Band, Gap, Hidden, Shown

#: What the thin lines through the points are.
BOUNDS = (
    "De dunne streep door een punt laat zien hoe onzeker een aantal door toeval is: ook als er "
    "niets verandert, kan een "
    "aantal zo ver naar boven of beneden uitvallen."
)
#: How a rise can be read; it is no sentence on chance.
RISE = (
    "Een stijging kan ook betekenen dat meer mensen u weten te vinden. Wat erachter zit, weet u alleen uit "
    "de gesprekken."
)
#: Of a row alone; among many rows more is asked of a difference.
_ALONE = (
    "Dit geldt als u alleen naar deze rij kijkt. Wie naar alle rijen tegelijk kijkt, ziet door toeval vaker "
    "iets opvallends; de zin bij de grafiek houdt daar rekening mee."
)


def short_words(verdict: Verdict | None) -> str:
    """What chance says of the last year, in the column of a table."""
    if verdict is None:
        return ""
    can_be = "kan toeval zijn"
    return {
        Saying.ALONE: "geen eerder jaar",
        Saying.TOO_FEW: "te weinig zaken",
        Saying.MOST_YEARS: can_be,
        Saying.MANY_YEARS: can_be,
        Saying.SOME_YEARS: can_be,
        Saying.BEYOND_CHANCE: "groter dan toeval",
    }.get(verdict.saying, "niet duidelijk")


def _verdict_words(verdict: Verdict, year: str) -> Iterator[str]:
    comparison = verdict.comparison
    if comparison is not None and comparison.testable:
        yield f"{year}: {ratio_words(comparison)}."
    yield difference_words(verdict.saying, comparison, verdict.questions)
    yield line_words(verdict.line_saying, verdict.trend, verdict.questions)


def exact_sentences(picture: ManyYears, row: ExactYears) -> list[str]:
    """What chance says of the exact figures of a row."""
    if row.verdict is None:
        return [
            f"Van {picture.year.label} is hier geen volledig getal; daar is niets over te zeggen."
        ]
    return [*_verdict_words(row.verdict, picture.year.label), *_matter_words(picture, row)]


def _matter_words(picture: ManyYears, row: ExactYears) -> Iterator[str]:
    """That matters were tested, and of which years they are not known."""
    tested = row.tested
    if tested is None or not tested.by_matter:
        return
    shared: list[str] = []
    for year in row.years:
        cases = year.cell.value if isinstance(year.cell, Count) else 0
        if year.matters is not None and year.matters < cases:
            matters = count(year.matters, "kwestie", "kwesties")
            shared.append(f"in {year.year.label} gaan {number(cases)} zaken over {matters}")
    yield (
        "Hier zijn kwesties vergeleken in plaats van zaken, want zaken van één kwestie komen samen: "
        f"{listing(shared)}."
    )
    if tested.left_out:
        labels = [_label(picture, year) for year in tested.left_out]
        does = "doet" if len(labels) == 1 else "doen"
        yield (
            f"{listing(labels)} {does} niet mee: van overgenomen cijfers is niet bekend welke zaken één "
            "kwestie waren."
        )


def released_sentences(released: ReleasedYears, exact: ExactYears) -> list[str]:
    """What chance says of a row as it will be released; of what is hidden there is none.

    Args:
        released: what readers will see.
        exact: the row as the adviser knows it; of it is told only why its own sentences are others.
    """
    row = released.row(exact.node.code)
    year = released.year.label
    if released.table is None:
        return ["De tabel met de jaren staat niet in het verslag: u liet haar weg bij Rapport."]
    if row is None:
        return ["Deze rij staat niet in het verslag."]
    then = [*_as_it_was(row, exact), *_then(released)]
    if row.verdict is None:
        return [_why_nothing(row.years[-1], year), *then]
    told = list(_verdict_words(row.verdict, year))
    if exact.tested is not None and exact.tested.by_matter:
        told.append(
            "Het verslag vertelt niet welke zaken één kwestie zijn. Het noemt een verschil alleen groter dan "
            "toeval als dat klopt hoe ze ook verdeeld zijn."
        )
    elif exact.verdict is not None and exact.verdict.saying is not row.verdict.saying:
        told.append(
            "Bij uw eigen cijfers staat een andere zin. Dat komt doordat daar andere of meer rijen en jaren "
            "tegelijk worden vergeleken."
        )
    return [*told, *then]


def _as_it_was(row: ReleasedRow, exact: ExactYears) -> Iterator[str]:
    """Why a year that was released has another figure in the report than beside it."""
    now = {year.year.label: year.cell.value for year in exact.years if isinstance(year.cell, Count)}
    others = [
        f"{number(year.cell.value)} in {year.label} (bij u nu {number(now[year.label])})"
        for year in row.years
        if isinstance(year.cell, Shown) and now.get(year.label, year.cell.value) != year.cell.value
    ]
    if others:
        yield (
            f"In het verslag staat een jaar zoals het eerder is uitgegeven: {listing(others)}. Wat er "
            "sindsdien bij kwam of veranderde, telt daarin niet mee."
        )


def _then(released: ReleasedYears) -> list[str]:
    words = f"Het verslag van {released.year.label} is al uitgegeven: dit zijn de cijfers van toen."
    return [words] if released.told_before else []


def _why_nothing(last: ReleasedYear, year: str) -> str:
    """Why the report has no sentence on a figure of the last year."""
    cell = last.cell
    if isinstance(cell, Gap):
        return f"Over {year} is hier geen cijfer."
    if last.label != year:
        return f"In het verslag staan de jaren {last.label} samen; over {year} alleen is daar niets te zeggen."
    if isinstance(cell, (Hidden, Band)):
        how = "wordt niet getoond" if isinstance(cell, Hidden) else "staat alleen tussen grenzen"
        hidden = f"Het getal van {year} {how}. Daarom staat er in het verslag ook geen zin over: "
        return f"{hidden}die zou het getal verraden."
    return (
        f"Het getal van {year} is niet precies of niet volledig bekend; daar staat geen zin over."
    )


def why_sentences(picture: ManyYears, row: ExactYears) -> list[str]:
    """Why some changes say nothing and others do, with the figures of the row itself."""
    usual = row.usual
    if usual is None:
        return []
    noun = "kwesties" if row.tested is not None and row.tested.by_matter else "zaken"
    first, last = _label(picture, usual.first), _label(picture, usual.last)
    before = f"In {first} waren er {number(usual.earlier)} {noun}."
    if usual.years > 1:
        mean = decimal(usual.earlier / usual.years)
        before = (
            f"In {usual.years} jaren, {first} tot en met {last}, waren er samen {number(usual.earlier)} "
            f"{noun}: gemiddeld {mean} per jaar."
        )
    if usual.per_staff:
        before += " Het aantal medewerkers van elk jaar is meegerekend."
    now = row.tested.row.series[-1].count if row.tested is not None else 0
    inside = usual.low <= now <= usual.high
    verdict = "dat valt binnen die grenzen" if inside else "dat valt buiten die grenzen"
    return [
        f"{before} {usual_words(usual.low, usual.high)}",
        f"In {picture.year.label} zijn het er {number(now)}: {verdict}.",
        _ALONE,
    ]


def _label(picture: ManyYears, number_: int) -> str:
    found = [year for year in picture.years if year.year == number_]
    return found[0].label if found else str(number_)


def break_sentences(breaks: tuple[YearBreak, ...]) -> list[str]:
    """The breaks of a row with their letters, as the chart has them: one letter a year."""
    places = sorted({each.before for each in breaks})
    letters = dict(zip(places, "abcdefghijklmnopqrstuvwxyz", strict=False))
    return [
        f"Breuk {letters[place]}, {next(b.year for b in breaks if b.before == place)}: "
        f"{' '.join(each.reason for each in breaks if each.before == place)}"
        for place in places
    ]


def running_words(running: ReportingYear, told: ReportingYear) -> str:
    """Why another year is told than the one that was chosen."""
    return (
        f"{running.label} loopt nog en is met hele jaren niet te vergelijken. Daarom staat hier "
        f"{told.label} naast de jaren ervoor."
    )
