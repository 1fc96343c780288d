"""From a prepared year to files: the report and the tables. Each appears whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from vp_desk.aggregate import Edition, publication_plan
from vp_desk.desk.reports import Prepared
from vp_desk.errors import VpDeskError
from vp_desk.group_disclosure import SharedAnswerError
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.facts import ReportFacts
from vp_desk.storage.files import explained, write_file


class UnknownEditionError(VpDeskError):
    """An edition that does not exist."""

    def __init__(self) -> None:
        names = ", ".join(edition.code for edition in publication_plan().editions)
        super().__init__(f"Deze editie bestaat niet. Kies uit: {names}.")


class WrongSuffixError(VpDeskError):
    """A file name that does not say in which format."""

    def __init__(self, suffixes: str) -> None:
        super().__init__(f"Geef het bestand een naam die eindigt op {suffixes}.")


@dataclass(frozen=True)
class ReportWritten:
    """A report that now stands on disk."""

    path: Path
    pages: int
    #: Dutch sentences on what could not be printed as it was typed.
    warnings: tuple[str, ...]


def write_report(prepared: Prepared, edition: str, path: Path, facts: ReportFacts) -> ReportWritten:
    """Write the annual report; see `Desk.write_report`."""
    from vp_desk.reporting.pdf import missing_signs, page_count, write_pdf  # noqa: PLC0415

    if path.suffix.lower() != ".pdf":
        raise WrongSuffixError(".pdf")
    chosen = _edition(edition)
    _refuse_unconfirmed(prepared, chosen)
    document = annual_report(prepared.release.publication.for_edition(chosen), facts)
    content = write_pdf(document)
    with explained(path.parent):
        write_file(path, content)
    warnings: tuple[str, ...] = ()
    if missing := missing_signs(document):
        warnings = (
            f"Deze tekens kent het lettertype niet; er staat een vervangend teken: {missing}",
        )
    return ReportWritten(path, page_count(content), warnings)


def write_aggregates(
    prepared: Prepared, edition: str | None, path: Path, facts: ReportFacts
) -> tuple[Path, ...]:
    """Write the tables; see `Desk.write_aggregates`."""
    from vp_desk.reporting.export import FORMATS, Source  # noqa: PLC0415 - late: not at start-up

    if path.suffix.lower() not in FORMATS:
        raise WrongSuffixError(", ".join(FORMATS))
    publication = prepared.release.publication
    editions = publication_plan().editions
    if edition is not None:
        editions = (_edition(edition),)
    for each in editions:
        _refuse_unconfirmed(prepared, each)
    source = Source([publication.for_edition(each) for each in editions], facts)
    files = FORMATS[path.suffix.lower()].files(source, path.stem)
    written = tuple(path.with_name(name) for name in files)
    with explained(path.parent):
        for target, content in zip(written, files.values(), strict=True):
            write_file(target, content)
    return written


def _refuse_unconfirmed(prepared: Prepared, edition: Edition) -> None:
    if asked := prepared.to_confirm(edition):
        raise SharedAnswerError(asked, edition.label)


def _edition(code: str) -> Edition:
    for edition in publication_plan().editions:
        if edition.code == code:
            return edition
    raise UnknownEditionError
