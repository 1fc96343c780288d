"""Make the sample vault of the present schema: `python -m tests.vaults.make_sample`.

Run once for each released schema, and never again for an old one: what an old program wrote is the
point. Everything in it is invented; nobody is meant.
"""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Final

from vp_desk.advice import (
    Agreement,
    AgreementId,
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Norm,
    Party,
    PlannedTalk,
    Recommendation,
    RecommendationId,
    Response,
    ResponseKind,
    Score,
    SelfCheck,
    Signal,
    SignalId,
    TalkId,
    Theme,
)
from vp_desk.aggregate import CaseFile, Count, Measure
from vp_desk.chapters import Chapter
from vp_desk.earlier import KeptFigure, KeptPublication, Standing
from vp_desk.historic import HistoricTotal
from vp_desk.own_text import OwnText
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, CaseCode, Contact, ContactId, Reminder, ReminderId
from vp_desk.releases import EventKind, Publication, Release, ReleasedFile, ReleaseEvent
from vp_desk.storage import (
    activities,
    advice,
    bins,
    cases,
    drafts,
    historic,
    lists,
    releases,
    reminders,
    schema,
    self_checks,
    settings,
    snapshots,
    talks,
    texts,
    trail,
)
from vp_desk.storage.drafts import Draft
from vp_desk.storage.slots import LIMITS
from vp_desk.storage.vault import Vault
from vp_desk.storage.vault_folder import LOCK, RESERVE
from vp_desk.taxonomy import Code
from vp_desk.trail import TrailEntry, TrailKind

#: Not a secret: it opens nothing but these samples.
SAMPLE_PASSPHRASE: Final = "vijf schapen eten café-gras"  # noqa: S105

#: The last one first.
TRAIL: Final = (
    TrailEntry(datetime(2025, 5, 7, 17, 5), TrailKind.LOCKED),  # noqa: DTZ001
    TrailEntry(datetime(2025, 5, 7, 17, 4), TrailKind.EXPORTED, 1),  # noqa: DTZ001
    TrailEntry(datetime(2025, 5, 6, 9, 30), TrailKind.CREATED),  # noqa: DTZ001
)

FILES: Final = (
    CaseFile(
        Case(
            code=CaseCode("bodemi-fa"),
            month=Month(2024, 11),
            types=("conduct.bullying", "powers.abuse"),
            reporter_role="employee",
            unit="noord",
            status="closed",
            route=("mediation", "listening"),
            referral=("hr",),
            no_report_reason=("unsafe", "job"),
            aftercare="planned",
            aftercare_month=Month(2025, 2),
            adviser="VP1",
            matter="kwestie-1",
            note="Verzonnen notitie: één zin met een ë en een €.",
        ),
        (
            Contact(
                id=ContactId(1),
                case=CaseCode("bodemi-fa"),
                held_on=date(2024, 11, 3),
                channel="phone",
                kind="first",
                talk_quarters=3,
                preparation_quarters=1,
                note="Verzonnen gesprek.",
            ),
            Contact(id=ContactId(2), case=CaseCode("bodemi-fa"), held_on=date(2025, 1, 20)),
        ),
    ),
    CaseFile(
        Case(code=CaseCode("dagoru-ki"), month=Month(2025, 3), types=("financial",), status="open")
    ),
)

DRAFT: Final = Draft(
    "new/1",
    datetime(2025, 5, 8, 9, 30),  # noqa: DTZ001 - the clock on the wall
    {"note": "Verzonnen begin van een z"},
)
REMINDER: Final = Reminder(id=ReminderId(1), case=CaseCode("bodemi-fa"), month=Month(2025, 4))
PUBLICATION: Final = Publication(
    "0123456789abcdef",
    KeptPublication(
        "2025",
        5,
        {
            "cases|period=2025": KeptFigure(Count(9, 9), Standing.SHOWN),
            "cases|period=2025|types=financial": KeptFigure(
                Count(2, 2), Standing.HIDDEN, 1, 4, sensitive=True
            ),
            "cases|period=2025|types=conduct": KeptFigure(Count(7, 7), Standing.HIDDEN),
            "cases|period=2024": KeptFigure(Count(8, 8), Standing.PUBLIC),
        },
        {"types": ("cases|period=2025", "cases|period=2025|types=financial")},
        {"cases|period=2022|types=financial": (0, 4)},
        (
            (
                ("cases|period=2025", 1),
                ("cases|period=2025|types=financial", -1),
                ("cases|period=2025|types=conduct", -1),
            ),
        ),
    ),
    202501,
    2,
)
RELEASE: Final = Release(
    1,
    date(2026, 1, 12),
    ".pdf",
    "2025",
    "2025",
    ("authority",),
    "Bevoegd gezag",
    frozenset({"types"}),
    PUBLICATION.key,
    "/ergens",
    (ReleasedFile("verslag.pdf", "ab" * 32, 1234),),
    (
        ReleaseEvent(EventKind.CONFIRMED, date(2026, 1, 12)),
        ReleaseEvent(EventKind.HANDED_OVER, date(2026, 1, 14), "de directie"),
    ),
)


RECOMMENDATIONS: Final = (
    Recommendation(
        id=RecommendationId(1),
        year=2024,
        text="Verzonnen aanbeveling met een ë.",
        kind=MeasureKind.CULTURE,
        theme=Theme(("conduct.bullying",), ("noord",), ("werving",)),
        addressed_to="Directie",
        asked_by=date(2025, 6, 1),
        signal=SignalId(1),
        response=Response(ResponseKind.PARTLY, "Verzonnen antwoord.", date(2025, 5, 20)),
        follow_ups=(
            FollowUp(2024, FollowUpStatus.STARTED, "Verzonnen begin.", ""),
            FollowUp(2025, FollowUpStatus.DONE, "Verzonnen daad.", "Verzonnen effect."),
        ),
    ),
    Recommendation(
        id=RecommendationId(2),
        year=2025,
        text="Verzonnen herhaling.",
        repeats=RecommendationId(1),
        response=Response(ResponseKind.NONE),
    ),
)
SIGNALS: Final = (
    Signal(
        id=SignalId(1),
        made_on=date(2025, 4, 2),
        year=2025,
        title="Verzonnen titel",
        text="Verzonnen signaal.",
        theme=Theme(("conduct",)),
        release=1,
    ),
)
AGREEMENTS: Final = (
    Agreement(
        id=AgreementId(1),
        made_on=date(2025, 3, 4),
        party=Party.AUTHORITY,
        text="Verzonnen afspraak.",
        due=date(2025, 9, 1),
        in_report=False,
    ),
)
PLANNED_TALK: Final = PlannedTalk(id=TalkId(1), party=Party.WORKS_COUNCIL, day=date(2025, 11, 3))
SELF_CHECK: Final = SelfCheck(2025, Norm.MEANS, Score.PARTLY, "Verzonnen toelichting.")

TEXTS: Final = (
    OwnText(2025, Chapter.SIGNALS, "Verzonnen signaal.\n\n- Een punt met een ë."),
    OwnText(2025, Chapter.SIGNALS, "Verzonnen, voor de OR.", "works_council"),
)


def make(folder: Path) -> None:
    """Make the sample in a new folder."""
    made = Vault.create(folder, SAMPLE_PASSPHRASE, cost=LIMITS.lowest)
    with made.vault as vault, vault.write() as db:
        lists.save(db, "unit", [Code("noord", "Noord", "Noord")])
        lists.set_headcount(db, "noord", 2025, 40)
        cases.add_files(db, FILES)
        activities.add(db, Activity(held_on=date(2025, 5, 6), kind="training", quarters=8))
        settings.put(db, "reporting_year_begins", 9)
        historic.set_break(db, 2023, None, "Verzonnen breuk.")
        drafts.put(db, DRAFT)
        bins.put(db, "contact", snapshots.record_to_text(FILES[0].contacts[1]), date(2025, 5, 7))
        reminders.add(db, [REMINDER])
        releases.add_publication(db, PUBLICATION)
        releases.add(db, RELEASE)
        for own in TEXTS:
            texts.put(db, own)
        for recommendation in RECOMMENDATIONS:
            advice.add_recommendation(db, recommendation)
        for signal in SIGNALS:
            advice.add_signal(db, signal)
        for agreement in AGREEMENTS:
            talks.add_agreement(db, agreement)
        talks.plan(db, PLANNED_TALK)
        self_checks.put(db, SELF_CHECK)
        for entry in reversed(TRAIL):
            trail.add(db, entry)
        historic.add(
            db,
            [
                HistoricTotal(
                    year=2022,
                    measure=Measure.CASES,
                    code_list="rijk-2024",
                    category="Financiële schendingen",
                    subcategory="",
                    code="financial",
                    text="<5",
                    low=0,
                    high=4,
                    source="Verzonnen jaarverslag",
                    published=True,
                )
            ],
        )
    for name in (LOCK, RESERVE, "notes.db-journal"):
        (folder / name).unlink(missing_ok=True)
    (folder / "backups").rmdir()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / f"v{schema.VERSION:04d}")
