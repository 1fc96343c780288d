"""Random invented records for property tests."""

from datetime import date

from hypothesis import strategies as st

from vp_desk.aggregate import CaseFile
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.taxonomy import Code

TYPES = (
    "conduct",
    "conduct.bullying",
    "conduct.gossip",
    "financial.theft",
    "outside.other",
    "force",
)
ROUTES = ("listening", "mediation", "own_talk")
UNITS = (
    Code("north", "Noord", "Noord"),
    Code("north.a", "Noord A", "A"),
    Code("south", "Zuid", "Zuid"),
)
YEARS = (2023, 2024, 2025)


def _months(first: int = YEARS[0] - 1) -> st.SearchStrategy[Month]:
    return st.builds(Month, st.integers(first, YEARS[-1]), st.integers(1, 12))


def _several(codes: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), min_size=least, max_size=3, unique=True).map(tuple)


def _maybe(*codes: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, *codes))


@st.composite
def case_files(draw: st.DrawFn, most: int = 30) -> tuple[CaseFile, ...]:
    """A dossier: cases with contacts in or after their month, some of them one matter."""
    files: list[CaseFile] = []
    for index in range(draw(st.integers(0, most))):
        month = draw(_months())
        case = Case(
            code=CaseCode(f"zaak-{index}"),
            month=month,
            types=draw(_several(TYPES, 1)),
            reporter_role=draw(_maybe("employee", "manager")),
            relation=draw(_maybe("employees", "manager_employee")),
            unit=draw(_maybe("north", "north.a", "south")),
            status=draw(_maybe("open", "closed", "sparring")),
            route=draw(_several(ROUTES)),
            matter=draw(_maybe("m1", "m2")),
        )
        contacts: list[Contact] = []
        for _ in range(draw(st.integers(0, 3))):
            later = month.plus(draw(st.integers(0, 14)))
            contacts.append(
                Contact(
                    case=case.code,
                    held_on=date(later.year, later.month, draw(st.integers(1, 28))),
                    kind=draw(_maybe("first", "follow_up")),
                    channel=draw(_maybe("phone", "video")),
                    talk_quarters=draw(st.integers(0, 5)),
                    travel_quarters=draw(st.integers(0, 2)),
                )
            )
        files.append(CaseFile(case, tuple(contacts)))
    return tuple(files)
