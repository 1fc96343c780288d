"""Reports of any shape come out whole: valid, every word in its place, on no more pages than they need."""

import json
import os

from hypothesis import given, settings

from tests.reporting.stories import stories
from tests.reporting.tag_checks import complaints
from tests.reporting.tag_tree import read_tags
from tests.reporting.validators import violations
from vp_desk.reporting.document import Document
from vp_desk.reporting.pdf import page_count, write_pdf

#: The long form takes half an hour.
EXAMPLES = 1500 if os.environ.get("VP_DESK_PDF_PROOF") else 10
#: A page holds at least so many signs of text or so many blocks: much less would be paper for nothing.
_SIGNS, _ROOM = 100, 12


def most_pages(document: Document) -> int:
    """A bound on the pages that a report may take."""
    told = json.dumps(document.to_json(), default=str)
    return 3 + len(told) // _SIGNS


@settings(max_examples=EXAMPLES)
@given(stories())
def test_any_story_is_valid_and_heard_word_by_word(story: Document) -> None:
    content = write_pdf(story)
    # Their charts and tables have nothing to do with each other.
    assert complaints(read_tags(content), story, but=["numbers"]) == []
    assert violations(content) == []
    assert page_count(content) <= most_pages(story)


@settings(max_examples=EXAMPLES // 3)
@given(stories())
def test_any_story_is_the_same_twice(story: Document) -> None:
    assert write_pdf(story) == write_pdf(story)
