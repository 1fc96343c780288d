"""The adviser's own text: what counts people, cases or conversations is told, or it may not stand there."""

from dataclasses import replace

import pytest

from tests.inspection.conftest import EDITIONS, FACTS, READERS, Year
from vp_desk.chapters import Chapter
from vp_desk.inspection import inspect_own_texts
from vp_desk.released import Hidden, Shown
from vp_desk.work import Work, WorkLine

WORK = Work((WorkLine("Voorlichting", 4, 22, 96), WorkLine("Intervisie", 6, 48)))

ORDINARY = (
    "Sinds 1 maart 2024 zijn er twee vertrouwenspersonen, van wie er een buiten de dienst werkt.",
    "Norm 10, norm 11 en norm 12 van de Algemene Rekenkamer zijn getoetst.",
    "Per week is 8 uur beschikbaar voor gesprekken, voorlichting en verslag.",
    "Wie contact zoekt, krijgt binnen 2 dagen antwoord en binnen een week een gesprek.",
    "De vertrouwenspersoon is op maandag en donderdag van 9.00 tot 16.30 uur bereikbaar.",
    "Ik sprak de secretaris-generaal vier keer, en er waren drie gesprekken met de ondernemingsraad.",
    "Twee aanbevelingen van vorig jaar zijn overgenomen; aanbeveling 3 loopt nog.",
    "In 2025 spraken medewerkers zich vaker uit dan in 2023.",
    "Volgens onderzoek meldt 3% van de medewerkers een vermoeden formeel, en had 11 procent er een.",
    "Artikel 2 van de regeling noemt de leidinggevende als eerste aanspreekpunt.",
    "Leg in de eerste honderd dagen uit wat medewerkers kunnen verwachten.",
    "Bij de vier voorlichtingen kwamen 96 medewerkers.",
    "Er werken 809 medewerkers bij de dienst.",
    "Bij de dienst werken ruim 2.000 medewerkers, verdeeld over 7 locaties.",
    "In de werkgroep zitten vijf leden; zij kwam 6 keer bijeen.",
    "1) Leidinggevenden bespreken gewenst gedrag elk kwartaal in hun team.",
    "Functioneringsgesprekken vinden twee keer per jaar plaats.",
    "De taak is voor 0,2 fte ingevuld, met een budget van € 4.500.",
    "Er is ruimte voor een gesprek, ook als een melder nog twijfelt.",
    "Geen melder hoeft alleen te komen.",
    "Pesten en buitensluiten zijn 2 onderwerpen van de workshop.",
    "Vanaf de 2e helft van 2025 is er een meldpunt.",
    "Het aantal voorlichtingen aan medewerkers steeg van 3 naar 4.",
    "Op 3 en 17 april was er een bijeenkomst voor leidinggevenden.",
    "Tussen 2021 en 2025 is het beleid twee keer herzien.",
    "Beide partijen werden gehoord.",
    "Dat is 7,5 zaken per 100 medewerkers.",
    "De wet geldt vanaf 50 medewerkers.",
    "Er zijn drie medewerkers als vertrouwenspersoon opgeleid, naast twee collega-vertrouwenspersonen.",
    "Een melding kan ook zonder naam.",
    "Er is 1 meldpunt voor alle medewerkers, 24 uur per dag open.",
    "Op een schaal van 1 tot 10 geven medewerkers het beleid een 7.",
    "Aantallen onder de drempel van vijf toont dit verslag niet.",
)

LEAKS = (
    ("Drie meldingen gingen over een leidinggevende.", "Drie meldingen"),
    ("Ik sprak 3 medewerkers van een afdeling.", "3 medewerkers"),
    ("Er kwamen vier mensen over hetzelfde team.", "vier mensen"),
    ("In twee van deze gesprekken viel het woord angst.", "twee van deze gesprekken"),
    ("Twee nieuwe formele meldingen lopen nog.", "Twee nieuwe formele meldingen"),
    ("Eén melder is vertrokken.", "Eén melder"),
    ("Slechts een medewerker diende een klacht in.", "een medewerker"),
    ("Een drietal personen vroeg om bemiddeling.", "drietal personen"),
    ("Er waren meldingen: 3 over seksuele intimidatie.", "meldingen: 3"),
    ("Het aantal meldingen ging van 7 naar 9.", "meldingen ging van 7"),
    ("Dat speelde in 4 gevallen.", "4 gevallen"),
    ("Drieëntwintig collega’s spraken mij aan.", "Drieëntwintig collega’s"),
    ("Gesprekken waren er 77, vooral in het najaar.", "Gesprekken waren er 77"),
    ("Ongeveer 30% van de meldingen kwam uit dezelfde hoek.", "30% van de meldingen"),
    ("De helft van de zaken speelde tussen collega’s.", "helft van de zaken"),
    ("Ik besteedde 120 uur aan gesprekken.", "120 uur aan gesprekken"),
    ("Een gesprek duurde gemiddeld 50 minuten.", "gesprek duurde gemiddeld 50 minuten"),
    ("Tussen 3 en 5 zaken waren ernstig.", "3 en 5 zaken"),
    ("Er waren 3-5 zaken die langer duurden.", "3-5 zaken"),
    ("Van de 17 integriteitsmeldingen is er veel te leren.", "17 integriteitsmeldingen"),
    ("Beide meldingen gingen over hetzelfde.", "Beide meldingen"),
    ("Vijf vrouwen vertelden hetzelfde.", "Vijf vrouwen"),
    ("[en] Three employees spoke of fear.", "Three employees"),
    ("[de] Im Jahr kamen 7 Kollegen.", "7 Kollegen"),
    ("- 3", "3"),
    ("Er waren drie\nmeldingen over hetzelfde.", "drie meldingen"),
    ("Drie keer een melding over hetzelfde team.", "Drie keer een melding"),
    ("Van de zaken waren er 4 zeer ernstig.", "zaken waren er 4"),
    ("Er waren 3, 4 of 5 meldingen.", "3, 4 of 5 meldingen"),
    ("[en] One employee left.", "One employee"),
    ("Dit onderwerp had 77 vermeldingen.", "77 vermeldingen"),
    ("Drie ernstige van de meldingen lopen nog.", "Drie ernstige van de meldingen"),
    ("Deze week 3 meldingen over hetzelfde team.", "3 meldingen"),
)


def said(year: Year, text: str, edition: str = "authority", work: Work = WORK) -> list[str]:
    facts = replace(FACTS, texts={Chapter.SIGNALS: text}, work=work)
    allowed = replace(year, facts=facts).allowed(EDITIONS[edition])
    return [finding.sentence for finding in inspect_own_texts(allowed)]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_is_accepted(hiding: Year, text: str) -> None:
    assert said(hiding, text) == []


@pytest.mark.parametrize(("text", "words"), LEAKS)
def test_a_count_that_no_table_shows_is_refused(hiding: Year, text: str, words: str) -> None:
    sentence = said(hiding, text)[0]
    assert f"In uw eigen tekst bij ‘Signalen en duiding’ staat ‘{words}’." in sentence
    assert "Schrijf het zonder getal" in sentence


def test_a_figure_that_is_shown_may_be_named(hiding: Year) -> None:
    for text in (
        "Dit jaar waren er 61 nieuwe zaken.",
        "Eenenzestig zaken is veel.",
        "In 2024 waren er 52 zaken.",
    ):
        assert said(hiding, text) == []
    shown = hiding.publication.tables["types"].at(types="conduct", period="2025")
    assert isinstance(shown, Shown)
    share = int(100 * shown.value / 61 + 0.5)
    for text in (
        f"Bij ongewenste omgangsvormen waren er {shown.value} zaken.",
        f"Van de zaken ging {share}% over ongewenste omgangsvormen.",
    ):
        assert said(hiding, text) == []
    assert said(hiding, "Er waren 61 gesprekken.")
    assert said(hiding, f"Bij financiële schendingen waren er {shown.value} zaken.")
    assert said(hiding, "In 2023 waren er 52 zaken.")


def test_it_is_said_what_would_be_given_away(hiding: Year) -> None:
    name = "cases|period=2025|types=financial"
    value = hiding.hidden()[name]
    (sentence,) = said(hiding, f"Over financiële schendingen kwamen {value} meldingen.")
    told = hiding.known[1][name]
    assert f"Dat verraadt ‘{told}’, en dat mag in deze editie niet te zien zijn." in sentence


def test_a_zero_that_is_not_told_is_a_figure_too(banded: Year) -> None:
    table = banded.publication.tables["types"]
    exact, _ = banded.known
    told = untold = 0
    for node in table.axis("types").nodes:
        if node.depth != 1 or exact[table.ids[node.code, "2025"]]:
            continue
        found = said(banded, f"Er waren geen meldingen van {node.label}.")
        is_shown = table.cells[node.code, "2025"] == Shown(0)
        assert bool(found) != is_shown
        told, untold = told + is_shown, untold + (not is_shown)
    assert told + untold


def test_what_came_to_listen_is_told_only_of_own_work(hiding: Year) -> None:
    assert said(hiding, "Er kwamen 96 medewerkers met een verhaal.")
    assert said(hiding, "Bij de voorlichting waren 97 medewerkers.")
    assert said(hiding, "Bij de voorlichting waren 96 medewerkers.", work=Work())


def test_a_chapter_that_these_readers_do_not_get_is_not_looked_into(hiding: Year) -> None:
    assert inspect_own_texts(hiding.allowed(EDITIONS["authority"])) == ()


def test_hidden_stays_hidden(hiding: Year) -> None:
    """A type that is hidden may be spoken of without a number."""
    table = hiding.publication.tables["types"]
    for node in table.axis("types").nodes:
        if node.depth == 1 and table.cells[node.code, "2025"] == Hidden():
            assert said(hiding, f"Over {node.label} was er weinig te melden in 2025.") == []


def with_work(year: Year, work: Work = WORK) -> Year:
    return replace(year, facts=replace(FACTS, work=work))


def test_a_table_of_own_work_is_no_figure(hiding: Year) -> None:
    people = ("Leidinggevenden", "Alle medewerkers")
    year = with_work(hiding, replace(WORK, audiences=people, untold=("Beleidsadvies",)))
    for edition in READERS:
        assert year.inspect("r.pdf", year.pdf(EDITIONS[edition]), edition).findings == ()


def test_a_number_that_is_not_that_of_own_work_is_found(hiding: Year) -> None:
    """The file was made of other activities than the vault has."""
    other = Work((WorkLine("Voorlichting", 4, 22, 97), WorkLine("Intervisie", 7, 48)))
    content = with_work(hiding, other).pdf(EDITIONS["authority"])
    found = with_work(hiding).inspect("r.pdf", content).findings
    assert {(each.about, each.number) for each in found} == {
        ("Voorlichting", "97"),
        ("Intervisie", "7"),
    }
    more = Work((*WORK.kinds, WorkLine("Zaken over pesten", 3, 4)))
    content = with_work(hiding, more).pdf(EDITIONS["authority"])
    assert with_work(hiding).inspect("r.pdf", content).findings


def test_what_stands_in_the_file_and_was_never_judged_is_found(hiding: Year) -> None:
    """The text of the file is not the one that was looked into."""
    judged = replace(FACTS, texts={Chapter.SIGNALS: "In 2023 was er meer."})
    printed = replace(FACTS, texts={Chapter.SIGNALS: "In 2023 was er meer: 9876."})
    content = replace(hiding, facts=printed).pdf(EDITIONS["authority"])
    found = replace(hiding, facts=judged).inspect("r.pdf", content).findings
    assert "9876" in {finding.number for finding in found}
    assert replace(hiding, facts=printed).inspect("r.pdf", content).findings == ()
