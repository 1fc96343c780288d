"""The report in memory: the bytes that would be written, told step by step, and stopped when one likes."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.desk.a_release import TODAY, prepared
from vp_desk.desk import Desk, Stage
from vp_desk.logo import Pixels, png_of
from vp_desk.releases import Origin
from vp_desk.reporting.document import Document


class StopError(Exception):
    """Somebody pressed the button."""


@pytest.mark.parametrize("concept", [True, False], ids=["concept", "final"])
def test_a_draft_is_byte_for_byte_what_is_written(
    two_years: Desk, out: Path, *, concept: bool
) -> None:
    ready = prepared(two_years)
    draft = two_years.draft_report(ready, "authority", TODAY, concept=concept)
    assert draft.concept is concept
    assert not two_years.released.releases()
    path = out / "a.pdf"
    written = two_years.write_report(ready, "authority", path, TODAY, concept=concept)
    assert path.read_bytes() == draft.content
    assert written.reference == draft.reference


def test_a_concept_that_leaves_is_a_release_and_says_what_it_is(two_years: Desk, out: Path) -> None:
    ready = prepared(two_years)
    two_years.write_report(ready, "authority", out / "concept.pdf", TODAY, concept=True)
    two_years.write_report(ready, "authority", out / "a.pdf", TODAY)
    final, concept = two_years.released.releases()
    assert (concept.readers, final.readers) == ("Bevoegd gezag (concept)", "Bevoegd gezag")
    assert concept.counts
    assert concept.publication == final.publication
    found = two_years.released.identify(out / "concept.pdf")
    assert (found.origin, found.release) == (Origin.RELEASED, concept)


def test_what_readers_get_is_not_a_concept_unless_someone_asks_for_one(
    two_years: Desk, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    from vp_desk.reporting import pdf  # noqa: PLC0415

    seen: list[bool] = []
    write = pdf.write_pdf

    def watched(document: Document, progress: pdf.PagesTold | None = None) -> bytes:
        seen.append(document.concept)
        return write(document, progress)

    monkeypatch.setattr(pdf, "write_pdf", watched)
    ready = prepared(two_years)
    two_years.check_release(ready, "authority", TODAY)
    two_years.write_report(ready, "authority", out / "a.pdf", TODAY)
    two_years.draft_report(ready, "authority", TODAY)
    assert seen == [False, False, True]


def test_every_stage_is_told_and_writing_is_the_last_of_them(two_years: Desk, out: Path) -> None:
    ready = prepared(two_years)
    told: list[tuple[Stage, int, int]] = []
    path = out / "a.pdf"
    written = two_years.write_report(
        ready, "authority", path, TODAY, tell=lambda *step: told.append(step)
    )
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        Stage.LAY_OUT,
        Stage.CHECK,
        Stage.WRITE,
    ]
    pages = [(done, total) for stage, done, total in told if stage is Stage.LAY_OUT]
    assert pages[: written.pages] == [(n, 0) for n in range(1, written.pages + 1)]
    assert pages[-1] == (written.pages, written.pages)
    assert len(PdfReader(path).pages) == written.pages


@pytest.mark.parametrize("at", [Stage.LAY_OUT, Stage.CHECK, Stage.WRITE])
@pytest.mark.parametrize("name", ["a.pdf", "a.csv"])
def test_whoever_stops_it_finds_nothing_written(
    two_years: Desk, out: Path, at: Stage, name: str
) -> None:
    ready = prepared(two_years)

    def tell(stage: Stage, _done: int, _total: int) -> None:
        if stage is at:
            raise StopError

    if name == "a.csv":
        if at is Stage.LAY_OUT:
            return  # tables have no pages
        with pytest.raises(StopError):
            two_years.write_aggregates(ready, "authority", out / name, TODAY, tell)
    else:
        with pytest.raises(StopError):
            two_years.write_report(ready, "authority", out / name, TODAY, tell=tell)
    assert not list(out.iterdir())
    assert not two_years.released.releases()
    # And the next one is not kept waiting.
    assert two_years.write_report(ready, "authority", out / "b.pdf", TODAY).pages


def test_a_report_with_a_logo_passes_the_attack(two_years: Desk, out: Path) -> None:
    two_years.change_logo(png_of(Pixels(3, 2, bytes(range(18)))))
    ready = prepared(two_years)
    assert two_years.check_release(ready, "authority", TODAY).safe
    assert two_years.write_report(ready, "authority", out / "a.pdf", TODAY).pages
