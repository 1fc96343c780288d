"""The chapters of the annual report, after the cover and the reading guide, which every report has."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Chapter(StrEnum):
    """A chapter by its code, in the order of the report."""

    SUMMARY = "summary"
    ROLE = "role"
    FIGURES = "figures"
    NATURE = "nature"
    WHO = "who"
    ROUTE = "route"
    TREND = "trend"
    SIGNALS = "signals"
    WORK = "work"
    RECOMMENDATIONS = "recommendations"
    RESPONSE = "response"
    APPENDIX = "appendix"

    @property
    def label(self) -> str:
        """As it stands above the chapter."""
        return _LABELS[self]


_LABELS: Final = {
    Chapter.SUMMARY: "Samenvatting",
    Chapter.ROLE: "Rol, positie en facilitering",
    Chapter.FIGURES: "Cijfers",
    Chapter.NATURE: "Aard van de zaken",
    Chapter.WHO: "Wie en waar",
    Chapter.ROUTE: "Route en vervolg",
    Chapter.TREND: "Meerjarentrend",
    Chapter.SIGNALS: "Signalen en duiding",
    Chapter.WORK: "Voorlichting, professionalisering en tijdsbesteding",
    Chapter.RECOMMENDATIONS: "Aanbevelingen en opvolging",
    Chapter.RESPONSE: "Reactie van het bevoegd gezag",
    Chapter.APPENDIX: "Bijlagen",
}

#: All of them, in the order of the report.
CHAPTERS: Final = tuple(Chapter)


def chapters_in_order(codes: Iterable[str]) -> tuple[Chapter, ...]:
    """The chapters with these codes, in the order of the report; an unknown code is left out."""
    wanted = set(codes)
    return tuple(chapter for chapter in CHAPTERS if chapter.value in wanted)
