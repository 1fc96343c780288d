"""Chapters of words: the standing text of each, with what the adviser writes herself, and her own work."""

from collections.abc import Iterator

from vp_desk.chapters import Chapter
from vp_desk.dutch import listing
from vp_desk.released import Publication
from vp_desk.reporting.document import (
    Block,
    BulletList,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.loop_chapters import checks_blocks, talks_section
from vp_desk.reporting.own_blocks import own_blocks
from vp_desk.reporting.ratios import OwnWork, own_work
from vp_desk.reporting.standing_texts import (
    LEADS,
    NORMS,
    NORMS_LEAD,
    PRIVACY,
    QUESTIONS_LEAD,
    ROLE_LEAD,
    ROLE_TASKS,
    RULE_OF_BREAKS,
    RULES,
    TERMS,
    WORK_APART,
    WORK_NOTE,
)
from vp_desk.reporting.told import day_text

#: Captions of the tables of own work. The attack on the finished file knows them.
KINDS_CAPTION = "Activiteiten naar soort"
_TIMES, _HOURS, _PEOPLE = "keer", "uren", "deelnemers"


def role_chapter(facts: ReportFacts) -> Section:
    """What an adviser is for, the norms to test oneself by, and how things are here."""
    own = tuple(own_blocks(facts.texts.get(Chapter.ROLE, "")))
    here = (Section("Hoe het hier is geregeld", 2, own),) if own else ()
    talks = talks_section(facts)
    checked = tuple(checks_blocks(facts))
    cites = facts.cites_norms
    lead = NORMS_LEAD if cites else QUESTIONS_LEAD
    questions = tuple(
        (f"{head} (norm {norm})" if cites else head, question) for head, norm, question in NORMS
    )
    norms = Section("Zelftoets", 2, (paragraph(lead), _points(questions), *checked))
    return Section(
        Chapter.ROLE.label,
        1,
        (paragraph(ROLE_LEAD), _points(ROLE_TASKS)),
        (*here, *((talks,) if talks else ()), norms),
    )


def work_chapter(facts: ReportFacts) -> Section | None:
    """Information, learning and meetings; nothing that follows from conversations."""
    own = tuple(own_blocks(facts.texts.get(Chapter.WORK, "")))
    if not own and not facts.work:
        return None
    return Section(Chapter.WORK.label, 1, (paragraph(LEADS[Chapter.WORK]), *own, *_work(facts)))


def _work(facts: ReportFacts) -> Iterator[Block]:
    work = facts.work
    if work.kinds:
        rows = [(line.label, own_work(line)) for line in work.kinds]
        has_people = any(isinstance(cells[2], OwnWork) for _, cells in rows)
        heads = (_TIMES, _HOURS, _PEOPLE) if has_people else (_TIMES, _HOURS)
        yield Table(
            KINDS_CAPTION,
            "Soort activiteit",
            tuple(map(Column, heads)),
            tuple(Row(label, cells[: len(heads)]) for label, cells in rows),
            notes=(WORK_NOTE,),
        )
    if work.audiences:
        names = listing([f"‘{label}’" for label in work.audiences])
        yield paragraph(f"De voorlichting was onder meer voor de doelgroep {names}.")
    if work and work.untold:
        names = listing([f"‘{label}’" for label in work.untold])
        yield paragraph(
            f"Ook {names} {'hoort' if len(work.untold) == 1 else 'horen'} bij het werk. Daarvan staan er nooit "
            "aantallen: die hangen samen met afzonderlijke zaken en gesprekken."
        )
    if work:
        yield paragraph(WORK_APART)


def appendix(publication: Publication, facts: ReportFacts) -> Section:
    """Terms, rules of counting and the account of privacy."""
    own = tuple(own_blocks(facts.texts.get(Chapter.APPENDIX, "")))
    breaks = (RULE_OF_BREAKS,) if "trend" in publication.tables else ()
    rules = tuple(paragraph(rule) for rule in (*RULES, *breaks))
    day = f"De cijfers zijn zoals ze op {day_text(facts.date)} waren vastgelegd."
    frozen = (paragraph(day),) if not publication.told_before else ()
    return Section(
        Chapter.APPENDIX.label,
        1,
        own,
        (
            Section("Begrippen", 2, (_points(TERMS),)),
            Section("Telregels", 2, (BulletList(rules), *frozen)),
            Section("Privacyverantwoording", 2, tuple(paragraph(text) for text in PRIVACY)),
        ),
    )


def _points(pairs: tuple[tuple[str, str], ...]) -> BulletList:
    return BulletList(tuple(_point(head, text) for head, text in pairs))


def _point(head: str, text: str) -> Paragraph:
    return paragraph(strong(f"{head}: "), text)
