"""However the figure of a hidden cell is said, it is refused; what every adviser writes is not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import groupby

import pytest

from tests.inspection.conftest import EDITIONS, FACTS, READERS, Year
from tests.inspection.own_sentences import HARMLESS, TELLING
from tests.inspection.test_own_text import WORK
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.chapters import Chapter
from vp_desk.demo_loop import invented_loop
from vp_desk.demo_texts import invented_texts
from vp_desk.inspection import inspect_own_texts
from vp_desk.inspection.counting import NUMBERS, ORDINALS
from vp_desk.inspection.knowledge import Knowledge
from vp_desk.inspection.own_text import OwnTexts, TextPlace
from vp_desk.own_text import LONGEST, Line, parts_of
from vp_desk.released import Band, Hidden, Shown

#: {L} what a figure is about; {n} and {w} how many, {W} at the begin; {m} how often; {o} the how manieth.
SOME = (
    "Er waren dit jaar meldingen over {L} (in totaal {n}).",
    "Daarvan gingen er {w} over {L}.",
    "{L}: dat kwam {m} voor.",
    "Over {L} kwamen er {w} binnen.",
    "{W} nog lopende zaken gaan over {L}.",
    "Er was een {n}-tal meldingen over {L}.",
    "{W} daarvan betroffen {L}.",
    "{L} blijft een punt van aandacht. Het waren er {w}.",
    "{L} kwam dit jaar terug. {W} keer, om precies te zijn.",
    "De {o} melding over {L} kwam in november.",
    "Het ging {n} keer om {L}.",
    "{L}, {w} in totaal, blijft een thema.",
    "De meeste zaken gingen over iets anders, {w} over {L}.",
    "Dit jaar gingen {w} gesprekken over {L}.",
    "Bij {L} gaat het om {n} meldingen.",
    "{L} telde {w} gevallen.",
    "{W} medewerkers noemden {L}.",
    "Met {L} kwam een groep van {n} naar mij toe.",
    "{L} – {n}",
    "{L} kwam {n}x voor.",
)
ONE = (
    "Er was een melding over {L}.",
    "Een vrouw meldde {L}.",
    "Eén zaak over {L} loopt nog.",
    "Er kwam iemand met een klacht over {L}.",
    "De melding over {L} is afgerond.",
    "{L}: één keer.",
    "{L} kwam eenmaal voor.",
    "Een enkele zaak ging over {L}.",
    "Over {L} kwam één iemand.",
)
NONE = (
    "Er was geen {L}.",
    "Niemand kwam over {L}.",
    "{L} kwam dit jaar niet voor.",
    "Er waren geen meldingen over {L}.",
    "Geen enkele zaak ging over {L}.",
    "{L}: nul meldingen.",
    "{L}: 0.",
)
#: {L} a type of violation: how its figure of this year compares with that of last year, without a number.
CHANGED = (
    "{L} is toegenomen.",
    "De meldingen over {L} zijn toegenomen.",
    "Het aantal zaken over {L} nam in vergelijking met vorig jaar af.",
    "Er waren meer gesprekken over {L} dan in 2024.",
    "Een daling van {L} valt op.",
    "{L} kwam minder vaak voor dan vorig jaar.",
    "Er komen steeds meer klachten over {L}.",
    "Over {L} kwamen meldingen. Dat aantal steeg.",
    "{L} is teruggelopen.",
    "Het aantal zaken over {L} is gelijk gebleven.",
)
_WORDS: Mapping[int, str] = {n: word for word, n in NUMBERS.items()}
_PLACES: Mapping[int, str] = {n: word for word, n in ORDINALS.items()}

Said = Callable[[str], list[str]]


def reader_of(year: Year, edition: str) -> Said:
    """Judges one text at a time, with all that the report of these readers shows."""
    facts = replace(FACTS, texts={Chapter.SIGNALS: "Tekst."}, work=WORK)
    texts = OwnTexts(Knowledge(replace(year, facts=facts).allowed(EDITIONS[edition])))

    @cache
    def said(text: str) -> list[str]:
        texts.begin()
        return [
            finding.sentence
            for part in parts_of(text)
            for language, lines in groupby(part.lines, key=lambda line: line.language)
            for finding in texts.read(
                TextPlace(Chapter.SIGNALS.label),
                Line(" ".join(line.text for line in lines), language),
            )
        ]

    return said


def filled(template: str, label: str, value: int) -> str:
    word = _WORDS.get(value, str(value))
    often = f"{'een' if value == 1 else word}maal"
    place = _PLACES.get(value, f"{value}e")
    return template.format(L=label, n=value, w=word, W=word.capitalize(), m=often, o=place)


def label_of(year: Year, name: str) -> str:
    """`Lekken bij Toezicht in het 1e kwartaal 2025`; nothing for a total."""
    labels = {
        (axis.key, node.code): node.label
        for table in year.publication.tables.values()
        for axis in table.axes
        for node in axis.nodes
    }
    pairs = dict(part.split("=") for part in name.split("|")[1:])
    period = pairs.pop(PERIOD)
    about = " bij ".join(labels[axis, code] for axis, code in pairs.items())
    if not about or period == year.publication.year:
        return about
    return f"{about} in {'het ' if '.' in period else ''}{labels[PERIOD, period]}"


@pytest.mark.parametrize("edition", READERS)
def test_whatever_says_the_figure_of_a_hidden_cell_is_refused(year: Year, edition: str) -> None:
    said = reader_of(year, edition)
    tried = 0
    for name, value in year.hidden(edition).items():
        label = label_of(year, name)
        if not label:
            continue
        templates = NONE if value == 0 else SOME if value > 1 else (*SOME, *ONE)
        for template in templates:
            if value == 1 and "{o}" in template:
                continue
            text = filled(template, label, value)
            assert said(text), (text, name)
            tried += 1
    assert tried > 500


@pytest.mark.parametrize("edition", READERS)
def test_every_small_figure_is_found_beside_its_category(hiding: Year, edition: str) -> None:
    """However it is said, and in which table it is hidden."""
    said, tried = reader_of(hiding, edition), 0
    for name, value in hiding.small(edition).items():
        label = hiding.words(name)
        if " bij " in label or any(char.isdigit() for char in label):
            continue
        tried += 1
        texts = [f"{label}: {value}.", f"{value} zaken: {label}.", f"{value} keer {label}."]
        texts += [f"Wij hoorden {value} keer van medewerkers iets over het onderwerp {label}."]
        texts += [f"Er was een melding: {label}."] if value == 1 else []
        for text in texts:
            assert said(text), text
    assert tried > 3


def test_how_a_figure_changed_is_told_only_where_both_years_are(year: Year) -> None:
    said = reader_of(year, "authority")
    table = year.publication.for_edition(EDITIONS["authority"]).tables["trend"]
    tried = {True: 0, False: 0}
    for node in table.axis("types").nodes:
        if node.code in (TOTAL, "-") or node.code.startswith("outside"):
            continue
        cells = [table.at(types=node.code, period=period) for period in ("2024", "2025")]
        both = all(isinstance(cell, Shown) for cell in cells)
        told = both or _apart(cells)
        for template in CHANGED:
            text = template.format(L=node.label)
            assert bool(said(text)) is not told, (text, cells)
            tried[told] += 1
    assert min(tried.values()) >= len(CHANGED)


def _apart(cells: Sequence[object]) -> bool:
    """Whether two bands, or a band and a figure, leave no doubt which is the higher."""
    if not all(isinstance(cell, (Shown, Band)) for cell in cells):
        return False
    first, last = (
        (c.value, c.value) if isinstance(c, Shown) else (c.low, c.high)
        for c in cells
        if isinstance(c, (Shown, Band))
    )
    return first[1] < last[0] or last[1] < first[0]


def texts_in(thing: object) -> Iterator[str]:
    """Every text of some length in invented advice."""
    if isinstance(thing, str):
        if len(thing) > 30:
            yield thing
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from texts_in(getattr(thing, each.name))
    elif isinstance(thing, (list, tuple)):
        for each in thing:
            yield from texts_in(each)


@pytest.mark.parametrize("value", range(4))
def test_the_texts_of_the_demo_tell_nothing_whatever_is_hidden(hiding: Year, value: int) -> None:
    """Which figures are hidden differs by vault; the worst is that all are, and all are as low."""
    nothing = {
        name: replace(table, cells=dict.fromkeys(table.cells, Hidden()))
        for name, table in hiding.publication.tables.items()
    }
    year = replace(hiding, publication=replace(hiding.publication, tables=nothing))
    allowed = year.allowed(EDITIONS["authority"])
    known = Knowledge(replace(allowed, exact=dict.fromkeys(allowed.exact, value)))
    checker, place = OwnTexts(known), TextPlace("Signalen en duiding")
    texts = [own.text for own in invented_texts(2025)] + list(texts_in(invented_loop(2025)))
    assert len(texts) > 50
    found: list[str] = []
    for text in texts:
        checker.begin()
        for part in parts_of(f"Wat leidinggevenden horen.\n\n{text}"):
            for line in part.lines:
                found += [finding.sentence for finding in checker.read(place, line)]
    assert found == []


@pytest.mark.parametrize("text", TELLING)
def test_what_tells_too_much_is_refused(hiding: Year, text: str) -> None:
    assert reader_of(hiding, "authority")(text)


def test_what_every_adviser_writes_is_accepted(hiding: Year) -> None:
    said = reader_of(hiding, "authority")
    assert {text: found for text in HARMLESS if (found := said(text))} == {}
    assert len(HARMLESS) > 100


def test_what_the_text_check_accepts_is_accepted_in_the_file(hiding: Year) -> None:
    text = "\n\n".join(HARMLESS)
    for edition in ("authority", "works_council"):
        year = replace(hiding, facts=replace(FACTS, texts={Chapter.SIGNALS: text}, work=WORK))
        content = year.pdf(EDITIONS[edition])
        assert year.inspect("r.pdf", content, edition).findings == ()


def test_the_caption_of_a_table_may_be_cited(hiding: Year) -> None:
    captions = (
        "Tabel 1 Zaken en gesprekken per kwartaal",
        "Tabel 3 Nieuwe zaken naar type schending (hoofdtype)",
        "Tabel 10 Gekozen routes",
        "Figuur 4 Nieuwe zaken naar rol van de melder: aantal zaken",
    )
    text = "\n\n".join(
        piece for caption in captions for piece in (f"Zie {caption}.", f"{caption} laat dat zien.")
    )
    year = replace(hiding, facts=replace(FACTS, texts={Chapter.ROLE: text}, work=WORK))
    allowed = year.allowed(EDITIONS["authority"])
    assert inspect_own_texts(allowed) == ()
    assert year.inspect("r.pdf", year.pdf(EDITIONS["authority"])).findings == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Over discriminatie kwamen er drie.", "Dat verraadt ‘"),
        ("Vijf zaken over intimidatie kwamen uit ICT.", "voor ‘Intimidatie’ en ‘ICT’ samen"),
        (
            "Bij financiële schendingen waren er 25 zaken.",
            "staat wel in dit verslag, maar niet voor",
        ),
        ("Er waren 1234 meldingen.", "Dit verslag toont dat aantal niet"),
        ("Er was een melding over seksuele intimidatie.", "bijvoorbeeld in het meervoud"),
        ("[de] Drei Kolleginnen kamen.", "In een andere taal"),
    ],
)
def test_the_refusal_says_why(hiding: Year, text: str, why: str) -> None:
    (sentence,) = reader_of(hiding, "authority")(text)
    assert why in sentence


@pytest.mark.parametrize(
    "piece", ["drie ", "drie meldingen van discriminatie ", "aantal 3 ", "3 uur duurt "]
)
def test_a_long_text_without_a_full_stop_is_read_in_pieces_and_can_be_stopped(
    hiding: Year, piece: str
) -> None:
    """A cost per word that grew with the text would show as a test that does not end."""
    text = (piece * LONGEST)[:LONGEST]
    reader_of(hiding, "authority")(text)
    texts = {Chapter.SIGNALS: "Een.\n\nTwee.\n\nDrie."}
    allowed = replace(hiding, facts=replace(FACTS, texts=texts)).allowed(EDITIONS["authority"])
    heard: list[tuple[int, int]] = []
    inspect_own_texts(allowed, lambda done, total: heard.append((done, total)))
    assert heard == [(0, 3), (1, 3), (2, 3)]


def test_a_category_named_before_a_long_sentence_is_cut_is_remembered(hiding: Year) -> None:
    text = "Bij discriminatie " + "en zo verder " * 40 + "waren het er drie."
    assert reader_of(hiding, "authority")(text)
