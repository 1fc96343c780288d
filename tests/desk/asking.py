"""A recommendation that asks an answer, as several tests of the desk write one."""

from datetime import date

from vp_desk.desk import Desk, MeasureKind, Recommendation, Theme

TODAY = date(2026, 3, 12)
ASKED = Recommendation(
    year=2024,
    text="Verzonnen raad over roosters.",
    kind=MeasureKind.STRUCTURE,
    theme=Theme(("conduct.bullying",), (), ("roosteren",)),
    addressed_to="Directie",
    asked_by=date(2026, 4, 1),
)


def only(desk: Desk) -> Recommendation:
    (found,) = desk.recommendations()
    return found
