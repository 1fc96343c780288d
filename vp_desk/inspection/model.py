"""What an inspection is asked, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vp_desk.released import Publication
from vp_desk.reporting.facts import ReportFacts


@dataclass(frozen=True)
class Allowed:
    """What a file may tell its readers."""

    #: The parts (editions) that this file may tell; each from `Publication.for_edition`, or the whole.
    publications: Sequence[Publication]
    #: Everything that is protected together: for the labels of figures that this reader may not know.
    whole: Publication
    #: Known to every reader.
    facts: ReportFacts
    #: Exact value by id of the figure, printed or not: only used to say what leaks.
    exact: Mapping[str, int] = field(repr=False)
    #: Id → the figure in Dutch words: `Nieuwe zaken naar hoofdtype: Lekken, 2025`.
    names: Mapping[str, str]
    #: Further texts with digits that are known to be safe, such as the reference of a release.
    phrases: Sequence[str] = ()


@dataclass(frozen=True)
class Finding:
    """One thing in a file that may not stand there."""

    #: In Dutch: `bladzijde 4`, `werkblad Ondernemingsraad, cel P12`, `regel 14`.
    where: str
    #: As it stands there: `3`, `4%`. Empty when it is not about a number.
    number: str
    #: The category that it stands with, or nothing.
    about: str
    #: Id of a figure that is not told and has this value, when that can be said.
    figure: str | None
    #: That figure in Dutch words.
    name: str = ""
    #: What is wrong, in a whole sentence, when it is not about a number.
    words: str = ""

    @property
    def sentence(self) -> str:
        """What stands where, and what it would give away."""
        if self.words:
            return self.words
        place = f"{_preposition(self.where)} {self.where}"
        beside = f" bij ‘{self.about}’" if self.about else ""
        told = f"{place} staat{beside} het getal {self.number}."
        if self.name:
            return (
                f"{told} Dat verraadt ‘{self.name}’, en dat mag in deze editie niet te zien zijn."
            )
        if self.about:
            return f"{told} Dat aantal mag in deze editie niet te zien zijn."
        return f"{told} Dat getal hoort bij geen enkel aantal dat deze editie mag tonen."


def _preposition(where: str) -> str:
    return "Op" if where.startswith(("bladzijde", "werkblad", "regel")) else "In"


def unreadable(what: str = "Het bestand") -> Finding:
    """Something that cannot be read back, so that nobody knows what it tells."""
    words = f"{what} kan niet worden nagelezen, dus niemand weet wat erin staat."
    return Finding("het bestand", "", "", None, words=words)


@dataclass(frozen=True)
class Inspection:
    """What was read in a file."""

    findings: tuple[Finding, ...]
    #: Id → what the file tells of it; equal bounds = exactly, None = no upper bound.
    told: Mapping[str, tuple[int, int | None]]
