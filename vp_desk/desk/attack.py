"""The attack on what is about to leave: what its readers could work out with all that they have already."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vp_desk.aggregate import Edition
from vp_desk.disclosure import Progress
from vp_desk.earlier import KeptPublication, Standing, name_of
from vp_desk.figure_words import figure_words
from vp_desk.own_text import is_text, phrases_of
from vp_desk.periods import ReportingCalendar
from vp_desk.released import Publication as Released
from vp_desk.releases import Ledger, Publication, told_again
from vp_desk.reporting.facts import ReportFacts
from vp_desk.taxonomy import Lists

_MOST_NAMED = 3


@dataclass(frozen=True)
class Verdict:
    """What the attack found."""

    #: Dutch sentences, one for each thing that would be given away; none = safe.
    sentences: tuple[str, ...] = ()
    #: Those of them that are about what the adviser wrote herself.
    own_text: tuple[str, ...] = ()
    #: Whether it is about a signal: words alone, of which no figures are made ready.
    signal: bool = False

    @property
    def safe(self) -> bool:
        """Whether nothing was found."""
        return not self.sentences

    @property
    def advice(self) -> str:
        """What the adviser can do."""
        if self.signal:
            todo = "Pas uw tekst aan" if self.own_text else "Kies een ruimer onderwerp, of geen"
            return f"{todo}; daarna kunt u dit signaal bewaren."
        if self.own_text:
            return "Pas uw eigen tekst aan; daarna kan dit verslag gemaakt worden."
        return (
            "Zet de cijfers opnieuw klaar. Helpt dat niet, kies dan bij Bescherming een andere manier om "
            "het jaar te tonen."
        )


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is about to leave the vault, and what it is laid beside."""

    publication: Publication
    #: All that may be told of the year, to whomever.
    whole: Released
    facts: ReportFacts
    #: What left the vault before.
    ledger: Ledger
    lists: Lists
    calendar: ReportingCalendar

    def words(self, name: str) -> str:
        """A figure in words."""
        return figure_words(name, self.lists, self.calendar)


@dataclass(frozen=True, kw_only=True)
class Leaving(Beside):
    """Tables for some kinds of readers."""

    editions: tuple[Edition, ...]


def attack(
    leaving: Leaving, files: Mapping[str, bytes], progress: Progress | None = None
) -> Verdict:
    """Read the finished files back and audit what they tell, with everything that was told before.

    Args:
        leaving: what the files were made of.
        files: their bytes by name.
        progress: hears of every step; may raise to stop.
    """
    from vp_desk.inspection import (  # noqa: PLC0415 - late: not at start-up
        Allowed,
        inspect_file,
        inspect_own_texts,
    )

    kept = leaving.publication.kept
    allowed = Allowed(
        publications=[leaving.whole.for_edition(edition) for edition in leaving.editions],
        whole=leaving.whole,
        facts=leaving.facts,
        exact={name: figure.count.value for name, figure in kept.figures.items()},
        names={name: leaving.words(name) for name in kept.figures if "|" in name},
        phrases=[*known_phrases(leaving.facts)],
    )

    def paragraph(_done: int, _total: int) -> None:
        if progress is not None:
            progress(0, len(files) + 1)

    own = tuple(dict.fromkeys(each.sentence for each in inspect_own_texts(allowed, paragraph)))
    sentences = [*own]
    read: dict[str, tuple[int, int | None]] = {}
    for number, (name, content) in enumerate(files.items()):
        if progress is not None:
            progress(number, len(files) + 1)
        found = inspect_file(name, content, allowed)
        sentences += [finding.sentence for finding in found.findings]
        read |= found.told
    if progress is not None:
        progress(len(files), len(files) + 1)
    as_read = replace(leaving.publication, kept=_as_read(kept, read))
    leaving = replace(leaving, publication=as_read)
    tables = {name for edition in leaving.editions for name in edition.tables}
    sentences += worked_out(leaving, tables)
    return Verdict(tuple(dict.fromkeys(sentences)), own)


def known_phrases(facts: ReportFacts) -> Iterator[str]:
    """Texts that are known: of the release, and what the adviser wrote as it comes out on paper."""
    from vp_desk.reporting.pdf import as_printed  # noqa: PLC0415 - late: loads ReportLab

    yield from (text for text in (facts.reference, facts.replaces) if text)
    for _, text in facts.own_texts:
        for phrase in phrases_of(text):
            printed = as_printed(phrase)
            if printed != phrase and is_text(phrase):
                yield printed


def _as_read(kept: KeptPublication, read: Mapping[str, tuple[int, int | None]]) -> KeptPublication:
    """The figures as the files tell them: what stands there counts, not what was meant."""
    shown = {
        name: replace(figure, standing=Standing.SHOWN)
        for name, figure in kept.figures.items()
        if name in read and read[name] == (figure.count.value, figure.count.value)
    }
    return replace(kept, figures={**kept.figures, **shown})


def worked_out(leaving: Beside, tables: Iterable[str]) -> Iterator[str]:
    """What reader P could work out of these tables and everything that was released before.

    Reader A, who knows less, can work out no more than that.
    """
    threshold = leaving.publication.kept.threshold
    before = leaving.ledger.earlier(leaving.calendar).worked_out(threshold)
    told = told_again(leaving.ledger, leaving.publication, tables).earlier(leaving.calendar)
    new = {name_of(key) for key in told.worked_out(threshold) - before}
    named = [leaving.words(name) for name in sorted(new)]
    if named:
        more = len(named) - _MOST_NAMED
        rest = f" en nog {more} aantallen" if more > 0 else ""
        words = "; ".join(named[:_MOST_NAMED])
        yield f"Samen met wat eerder is uitgegeven is uit te rekenen: {words}{rest}."
