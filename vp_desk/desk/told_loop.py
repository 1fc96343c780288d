"""What the report of a year tells of advice, talks and the self-check, from what the vault holds."""

from collections import Counter
from datetime import date

from vp_desk.advice import Party
from vp_desk.desk.talks import Talks
from vp_desk.loop import Loop
from vp_desk.loop_making import Sources, loop_of
from vp_desk.periods import ReportingYear
from vp_desk.records import Activity


def told_loop(desk: Talks, year: ReportingYear, today: date) -> Loop:
    """The loop as the report of a year tells it on a day."""
    parties = (_party(activity) for activity in desk.activities(year))
    sources = Sources(
        desk.recommendations(),
        tuple(each for each in desk.signals() if each.release is not None),
        desk.agreements(),
        desk.planned_talks(),
        desk.self_checks(),
        Counter(party for party in parties if party is not None),
    )
    return loop_of(sources, year, desk.calendar, today, desk.lists)


def _party(activity: Activity) -> Party | None:
    """With whom an activity was a talk about the adviser's work."""
    kind = activity.kind.partition(".")[0]
    return Party(kind) if kind in {party.value for party in Party} else None
