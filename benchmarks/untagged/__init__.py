"""The report as it was written before it had tags: plain ReportLab, to compare with.

The same `Document`, fonts, layout and drawings as `vp_desk.reporting` has, made with the paragraphs and the
document template that come with ReportLab. It stays as it was.
"""

from io import BytesIO

from benchmarks.untagged import style
from benchmarks.untagged.pages import Pages, story_of
from vp_desk.reporting.document import Document


def write_untagged(document: Document) -> bytes:
    """The document as the bytes of a PDF without tags."""
    style.load_fonts()
    target = BytesIO()
    Pages(document, target).multiBuild(story_of(document))
    return target.getvalue()
