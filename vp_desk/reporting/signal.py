"""An interim signal on a page or two: words, no figures. Nothing in it is counted."""

from vp_desk.loop import Letter
from vp_desk.reporting.document import BulletList, Document, Paragraph, Section, paragraph
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.own_blocks import own_blocks, own_paragraphs
from vp_desk.reporting.told import day_text

TITLE = "Signaal van de vertrouwenspersoon"
#: Over what the adviser writes.
HEAD = "Wat opvalt en wat wordt geadviseerd"
#: What every signal says. Plain Dutch (B1); no numbers.
NOT_EXAMINED = (
    "Een signaal is een waarneming uit gesprekken. Het is niet onderzocht, het gaat nooit over personen, en "
    "het zegt niet wie gelijk heeft. Het zegt dat er iets speelt waar de organisatie iets aan kan doen."
)
NO_FIGURES = (
    "Hoe vaak iets voorkwam, staat hier niet: achter een klein aantal kan iemand herkenbaar worden. Een "
    "onderwerp wordt pas genoemd als er genoeg zaken over zijn. Vraag niet na wie er is komen praten."
)
ASKED = "De vertrouwenspersoon vraagt om een inhoudelijk antwoord: wat herkent u, wat gaat u doen, en wat niet?"
#: Only where it is so.
IN_REPORT = "Het antwoord wordt bewaard en komt terug in het jaarverslag."


def signal_letter(letter: Letter, facts: ReportFacts) -> Document:
    """The signal as a document.

    Args:
        letter: what it says.
        facts: of the vault, with the day and the number that is printed on it.
    """
    return Document(
        title=TITLE,
        subtitle=letter.title,
        organisation=facts.organisation,
        period=facts.year.span,
        edition=letter.reader,
        date=facts.date,
        sections=_sections(letter),
        author=facts.author,
        reference=facts.reference,
        letter=(
            ("Aan", letter.reader),
            *letter.about,
            ("Datum", day_text(facts.date)),
            *(
                (("Antwoord gevraagd uiterlijk", day_text(letter.asked_by)),)
                if letter.asked_by
                else ()
            ),
            *((("Uitgave", facts.reference),) if facts.reference else ()),
        ),
    )


def _sections(letter: Letter) -> tuple[Section, ...]:
    found = [Section(HEAD, 1, tuple(own_blocks(letter.text)))]
    if letter.advice:
        items = tuple(_item(text) for text in letter.advice)
        found.append(Section("Advies", 1, (BulletList(items),)))
    asked = f"{ASKED} {IN_REPORT}" if letter.in_report else ASKED
    found.append(Section("Antwoord", 1, (paragraph(asked),)))
    found.append(Section("Over dit signaal", 1, (paragraph(NOT_EXAMINED), paragraph(NO_FIGURES))))
    return tuple(found)


def _item(text: str) -> Paragraph:
    runs = [run for part in own_paragraphs(text) for run in part.runs]
    return Paragraph(tuple(runs))
