"""The tree of tags as `pdfinfo -struct-text` of poppler reads it: a second opinion on `tag_tree.py`."""

import re
import subprocess

from tests.reporting.tag_tree import Element, Text

_ROLE = re.compile(
    r"(?P<indent> *)(?P<role>[A-Z][A-Za-z0-9]*)(?: <[^>]*>)?(?: \((?:block|inline)\))?:?"
)
_TEXT = re.compile(r' *"(.*)')

#: How deep an element stands, its role, and the letters right in it without spaces.
Line = tuple[int, str, str]


def lines_of(element: Element, depth: int = 0) -> list[Line]:
    """The elements under one, as our own reader has them."""
    found: list[Line] = []
    for child in element.elements:
        own = "".join(text.seen for text in child.children if isinstance(text, Text))
        found.append((depth, child.role, _letters(own)))
        found += lines_of(child, depth + 1)
    return found


def poppler_lines(content: bytes) -> list[Line]:
    """The same, as poppler has them."""
    run = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    found: list[tuple[int, str, list[str]]] = []
    # The texts of an element come after its children: each belongs to the last element less deep.
    for line in run.stdout.decode().split("\n"):
        role, text = _ROLE.fullmatch(line), _TEXT.fullmatch(line)
        if role is not None:
            found.append((len(role["indent"]) // 2, role["role"], []))
        elif text is not None:
            depth = (len(line) - len(line.lstrip())) // 2
            owner = next(each for each in reversed(found) if each[0] < depth)
            owner[2].append(text[1].removesuffix('"'))
    return [(depth, role, _letters("".join(texts))) for depth, role, texts in found]


def _letters(text: str) -> str:
    return "".join(text.split())
