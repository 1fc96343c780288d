"""Advice and what came of it on paper: recommendations, answers, interim signals, talks, the self-check."""

from collections.abc import Iterator

from vp_desk.chapters import Chapter
from vp_desk.dutch import listing
from vp_desk.loop import (
    WAITING,
    Loop,
    Repeated,
    ToldAdvice,
    ToldAnswer,
    ToldCheck,
    ToldRelation,
)
from vp_desk.reporting.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.own_blocks import own_blocks, own_paragraphs
from vp_desk.reporting.ratios import own_count, own_points
from vp_desk.reporting.standing_texts import (
    ANSWER_EARLIER,
    ANSWER_HERE,
    ANSWERS_ELSEWHERE,
    ANSWERS_NOTE,
    CHECKS_LEAD,
    EARLIER,
    EARLIER_LEAD,
    GIVEN,
    LEADS,
    NEXT_TALK,
    SIGNALS_LEAD,
    TALKS_LEAD,
)
from vp_desk.reporting.themes import Tables, theme_words
from vp_desk.reporting.told import day_text

#: Captions of the tables of own work. The attack on the finished file knows them and their heads.
TALKS_CAPTION, ANSWERS_CAPTION = "Overleg over het werk", "Aanbevelingen en reacties"
CHECKS_CAPTION = "Zelftoets door de jaren"
#: As `ResponseKind.NONE` is called; a report knows no records.
NO_ANSWER_LABEL = "Geen reactie ontvangen"
_HEADS = ("gegeven", "overgenomen", "deels", "niet overgenomen", "geen antwoord", "loopt nog")


def recommendations_chapter(
    facts: ReportFacts, tables: Tables, *, has_responses: bool
) -> Section | None:
    """Chapter 10: the advice of this report, and what became of earlier advice.

    Args:
        facts: of the report.
        tables: of its edition, by name.
        has_responses: whether these readers get the chapter with the answers in full.
    """
    loop = facts.loop
    own = tuple(own_blocks(facts.texts.get(Chapter.RECOMMENDATIONS, "")))
    if not (own or loop.given or loop.earlier):
        return None
    parts: list[Section] = []
    if loop.given:
        parts.append(Section(GIVEN, 2, tuple(_given(each, tables) for each in loop.given)))
    if loop.earlier:
        blocks = tuple(_earlier(each, tables) for each in loop.earlier)
        parts.append(Section(EARLIER, 2, (paragraph(EARLIER_LEAD), *blocks)))
    lead = [paragraph(LEADS[Chapter.RECOMMENDATIONS])]
    if has_responses and any(each.answer.text for each in (*loop.given, *loop.earlier)):
        lead.append(paragraph(ANSWERS_ELSEWHERE.format(chapter=Chapter.RESPONSE.label)))
    return Section(Chapter.RECOMMENDATIONS.label, 1, (*lead, *own), tuple(parts))


def _given(advice: ToldAdvice, tables: Tables) -> Callout:
    lines = [*own_paragraphs(advice.text), _about(advice, tables), *_answer_line(advice)]
    return Callout(advice.kind or "Aanbeveling", tuple(lines))


def _about(advice: ToldAdvice, tables: Tables) -> Paragraph:
    """To whom, on what, and whether it was given before."""
    words = [f"Aan: {advice.reader}.", *theme_words(advice.theme, tables).sentences]
    if advice.signal is not None:
        held = advice.signal
        told = f"{held.month}; {_lower(held.answer)}"
        words.append(f"Eerder gegeven in het signaal ‘{held.title}’ ({told}).")
    if advice.before:
        words.append(f"Eerder gegeven in {_before(advice)}.")
    return paragraph(" ".join(words))


def _lower(label: str) -> str:
    """A label within a sentence."""
    return f"{label[:1].lower()}{label[1:]}"


def _answer_line(advice: ToldAdvice) -> Iterator[Paragraph]:
    if advice.answered:
        yield _reaction(advice.answer)
    elif advice.asked_by is not None:
        yield paragraph(f"Antwoord gevraagd uiterlijk {day_text(advice.asked_by)}.")


#: Behind `Reactie: `, in place of the label.
_NOTHING_CAME = {NO_ANSWER_LABEL: "niet ontvangen", WAITING: "nog niet ontvangen"}


def _reaction(answer: ToldAnswer) -> Paragraph:
    words = _NOTHING_CAME.get(answer.label, _lower(answer.label))
    return paragraph(strong("Reactie: "), f"{words}{late_words(answer)}.")


def late_words(answer: ToldAnswer) -> str:
    """` (20 mei 2025; gevraagd uiterlijk 1 april 2025)` of an answer that came late; else nothing."""
    if answer.day is None or answer.late_for is None:
        return ""
    return f" ({day_text(answer.day)}; gevraagd uiterlijk {day_text(answer.late_for)})"


def _before(advice: ToldAdvice) -> str:
    """`2022 (geen reactie ontvangen) en 2023 (deels overgenomen)`."""
    return listing([f"{year} ({_lower(answer)})" for year, answer in advice.before])


def _earlier(advice: ToldAdvice, tables: Tables) -> Callout:
    lines = [*own_paragraphs(advice.text), _about(advice, tables), _reaction(advice.answer)]
    if advice.state:
        lines.append(paragraph(strong("Stand: "), f"{_lower(advice.state)}."))
    for head, text in (("Gedaan: ", advice.done), ("Effect: ", advice.effect)):
        lines += _headed(head, text)
    if advice.repeated:
        lines.append(paragraph("De aanbeveling wordt in dit verslag herhaald."))
    return Callout(f"Aanbeveling uit {advice.year}", tuple(lines))


def _headed(head: str, text: str) -> Iterator[Paragraph]:
    for number, part in enumerate(own_paragraphs(text)):
        yield part if number else Paragraph((strong(head), *part.runs))


def response_chapter(facts: ReportFacts) -> Section | None:
    """Chapter 11: what the authority answered, and plainly where it did not."""
    loop = facts.loop
    own = tuple(own_blocks(facts.texts.get(Chapter.RESPONSE, "")))
    here = [each for each in loop.given if each.answered]
    before = [each for each in loop.earlier if each.answered]
    if not (own or here or before or loop.years):
        return None
    parts = [
        Section(title, 2, tuple(_answered(each) for each in held))
        for title, held in ((ANSWER_HERE, here), (ANSWER_EARLIER, before))
        if held
    ]
    if loop.years:
        parts.append(Section("Aanbevelingen en reacties per jaar", 2, (_answers(loop),)))
    lead = paragraph(LEADS[Chapter.RESPONSE])
    return Section(Chapter.RESPONSE.label, 1, (lead, *own), tuple(parts))


def _answered(advice: ToldAdvice) -> Callout:
    answer = advice.answer
    day = f" ({day_text(answer.day)})" if answer.day else ""
    if answer.label == NO_ANSWER_LABEL and advice.asked_by is not None:
        day = f" (gevraagd uiterlijk {day_text(advice.asked_by)})"
    told = paragraph(strong(f"{answer.label}{late_words(answer) or day}."))
    lines = (*own_paragraphs(advice.text), told, *own_paragraphs(answer.text))
    return Callout(f"Aanbeveling uit {advice.year}", lines)


def _answers(loop: Loop) -> Table:
    rows = tuple(
        Row(each.year, tuple(own_count(n) for n in (each.given, *each.answers)))
        for each in loop.years
    )
    heads = tuple(map(Column, _HEADS))
    notes = (ANSWERS_NOTE, *dict.fromkeys(map(_repeated, loop.repeats)))
    return Table(ANSWERS_CAPTION, "Verslag over", heads, rows, notes=notes)


def _repeated(pair: Repeated) -> str:
    which = "De aanbeveling" if pair.only_unanswered else "Een aanbeveling"
    unanswered = " zonder antwoord" if pair.only_unanswered else ""
    return f"{which} uit {pair.year}{unanswered} is in {pair.again} herhaald en telt daar opnieuw."


# --- signals ---


def signals_section(facts: ReportFacts) -> Section | None:
    """Interim signals of the year: their titles, for whom they were, and what came back."""
    held = facts.loop.signals
    if not held:
        return None
    items = tuple(
        paragraph(
            strong(each.title),
            f" ({each.month}, aan: {each.reader}). ",
            *_reaction(each.answer).runs,
            f" {' '.join(each.answer.text.split())}" if each.answer.text else "",
        )
        for each in held
    )
    return Section("Tussentijdse signalen", 2, (paragraph(SIGNALS_LEAD), BulletList(items)))


# --- talks and the self-check: parts of chapter 2 ---


def talks_section(facts: ReportFacts) -> Section | None:
    """How often there were talks, and what was agreed."""
    loop = facts.loop
    if not loop.has_talks:
        return None
    rows = tuple(Row(each.label, (own_count(each.times),)) for each in loop.relations)
    table = Table(TALKS_CAPTION, "Gesprekspartner", (Column("keer"),), rows)
    agreed = [block for each in loop.relations for block in _agreed(each)]
    return Section("Overleg en afspraken", 2, (paragraph(TALKS_LEAD), table, *agreed))


def _agreed(relation: ToldRelation) -> Iterator[Block]:
    if relation.agreements:
        yield paragraph(strong(f"Afgesproken met {relation.called}"))
        yield BulletList(
            tuple(
                Paragraph((*_joined(each.text), *paragraph(_DONE if each.done else _OPEN).runs))
                for each in relation.agreements
            )
        )
    if relation.planned:
        yield paragraph(NEXT_TALK.format(party=relation.called))


_DONE, _OPEN = " (nagekomen)", " (loopt nog)"


def _joined(text: str) -> Iterator[Run]:
    """A text that may have several paragraphs, as one point of a list."""
    for number, part in enumerate(own_paragraphs(text)):
        if number:
            yield Run("\n")
        yield from part.runs


def checks_blocks(facts: ReportFacts) -> Iterator[Block]:
    """What the adviser finds of each norm, and found in the years before."""
    checks = facts.loop.checks
    if not checks:
        return
    yield paragraph(CHECKS_LEAD)
    yield BulletList(tuple(map(_check, checks)))
    judged = [check for check in checks if any(points for _, points in check.points)]
    if judged:
        years = tuple(Column(year) for year, _ in judged[0].points)
        rows = tuple(
            Row(
                check.label,
                tuple(own_points(points) for _, points in check.points),
            )
            for check in judged
        )
        yield Table(CHECKS_CAPTION, "Norm", years, rows, notes=(SCALE,))


#: What the points mean; the words are those of `Score`, a test holds them equal.
SCALE = (
    "Van 1 tot en met 5: niet op orde, begin gemaakt, deels op orde, grotendeels op orde, op orde. "
    "Een leeg vak: dat jaar niet beoordeeld."
)


def _check(check: ToldCheck) -> Paragraph:
    score = f": {check.score.lower()}. " if check.score else ". "
    head = strong(f"{check.label}{score}")
    return Paragraph((head, *_joined(check.evidence)))
