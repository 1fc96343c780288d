"""What must be true of the tags of a report, beyond what validators see.

Each check takes a file that was read, most also the `Document` that it was made of, and yields what is wrong,
one line each. `complaints` runs them all, `tree_complaints` those that need no document.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby

from tests.reporting.said import (
    Said,
    blocks_of,
    cells_of,
    foreign_of,
    heading_of,
    level_of,
    numbered,
    said_by,
    sections_of,
    words_of,
)
from tests.reporting.tag_tree import INLINE, Element, TaggedFile, Text
from vp_desk.dutch import number as whole
from vp_desk.reporting.document import Document, Figure, Table
from vp_desk.reporting.pdf_style import short

Check = Callable[[TaggedFile, Document], Iterator[str]]

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_HEADINGS = ("H", *(f"H{level}" for level in range(1, 7)))
#: Words of which a Dutch sentence of some length has one.
_SMALL_WORDS = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "in",
        "is",
        "zijn",
        "was",
        "waren",
        "met",
        "en",
        "per",
        "op",
        "geen",
        "niet",
        "naar",
        "tot",
        "dat",
        "dit",
        "voor",
        "bij",
        "aan",
        "uit",
    ]
)
_LONGEST = 90
#: An axis has no more.
_MOST_STEPS = 6


def complaints(file: TaggedFile, document: Document, but: Collection[str] = ()) -> list[str]:
    """Everything that any check finds wrong, but for checks that do not apply."""
    told = [
        f"{name}: {found}"
        for name, check in CHECKS.items()
        if name not in but
        for found in check(file, document)
    ]
    return [*told, *tree_complaints(file)]


def tree_complaints(file: TaggedFile) -> list[str]:
    """What is wrong with a file whatever it was made of."""
    return [f"{name}: {found}" for name, check in TREE_CHECKS.items() for found in check(file)]


def headings(file: TaggedFile, document: Document) -> Iterator[str]:
    """The headings are those of the document, begin with H1, and skip no level."""
    found = [(each.role, each.words) for each in file.root.all(*_HEADINGS)]
    must = [("H1", "Inhoud")]
    must += [(f"H{level_of(s)}", heading_of(s)) for s in sections_of(document)]
    must = [(role, text) for role, text in must if text]
    if found != must:
        yield f"{_difference(found, must)}"
    known = {text for _, text in must}
    for element in file.root.all("P", "Span"):
        if element.words in known and not _plain_in(document, element.words):
            yield f"{element.role} that is a heading: {element.words[:_LONGEST]!r}"


def levels(file: TaggedFile) -> Iterator[str]:
    """No heading skips a level, from the first on."""
    last = 0
    for element in file.root.all(*_HEADINGS):
        level = int(element.role[1:] or 0)
        if level > last + 1:
            yield f"{element.role} {element.words[:_LONGEST]!r} after H{last}"
        last = level


def _plain_in(document: Document, words: str) -> bool:
    """Whether a text is also said outside the headings."""
    return any(
        said.words == words and said.role not in (*_HEADINGS, "TOCI")
        for said in said_by(document, {})
    )


def tables(file: TaggedFile, document: Document) -> Iterator[str]:
    """Every table is one, with its caption, heads that say what they head, and the cells of the document."""
    waiting = file.root.all("Table")
    captions = numbered([table.caption for table in blocks_of(document, Table)])
    for table in blocks_of(document, Table):
        name = f"Tabel {captions[table.caption]}"
        done, part = 0, 0
        while done < len(table.columns) or part == 0:
            if not waiting:
                yield f"no Table for {table.caption[:_LONGEST]!r}"
                break
            element = waiting.pop(0)
            title = f"{name} (vervolg)" if part else name
            yield from _one_table(element, f"{title} {words_of(table.caption)}".strip())
            rows = [[cell.words for cell in row.elements] for row in element.all("TR")]
            width = max((len(row) for row in rows), default=0)
            last = min(done + max(width - 1, 0), len(table.columns))
            must = cells_of(table, range(done, last))
            if rows != must:
                yield f"{title}: {_difference(rows, must)}"
                break
            done, part = done + width - 1, part + 1
    for element in waiting:
        yield f"a Table that is not in the document: {element.words[:_LONGEST]!r}"


def _one_table(table: Element, title: str) -> Iterator[str]:
    name = title[:_LONGEST]
    roles = [child.role for child in table.elements]
    if roles[:2] != ["Caption", "THead"] or set(roles[2:]) - {"TBody"}:
        yield f"{name}: parts are {roles}"
    caption = table.all("Caption")
    if [each.words for each in caption] != [title]:
        yield f"{name}: the caption is {[each.words[:_LONGEST] for each in caption]}"
    widths = {
        sum(int(cell.attributes.get("ColSpan", 1)) for cell in row.elements)
        for row in table.all("TR")
    }
    if len(widths) != 1:
        yield f"{name}: rows are {sorted(widths)} cells wide"
    for part in table.elements:
        for row in part.all("TR"):
            for column, cell in enumerate(row.elements):
                scope = "Column" if part.role == "THead" else "Row" if column == 0 else None
                role = "TH" if scope else "TD"
                told = (cell.role, cell.attributes.get("Scope"))
                if told != (role, scope):
                    yield f"{name}: {cell.words[:_LONGEST]!r} is {told}, not {(role, scope)}"


def order(file: TaggedFile, document: Document) -> Iterator[str]:
    """What is heard is what the document says, word by word and in its order, each block in its role."""
    page_of = {
        short(section.heading): min(element.pages, default=0)
        for section, element in zip(
            (s for s in sections_of(document) if heading_of(s)),
            [h for h in file.root.all(*_HEADINGS) if h.words != "Inhoud"],
            strict=False,
        )
        if section.level <= 2
    }
    # Tables are compared cell by cell elsewhere; here those in a row are one thing: a wide one has several.
    heard = _pairs(_heard(file.root))
    must = _pairs(said_by(document, page_of))
    if heard != must:
        yield _difference(heard, must)


def _pairs(said: Iterable[Said]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for each in said:
        pair = ("Table", "") if each.role == "Table" else (each.role, each.words)
        if pair[0] != "Table" or found[-1:] != [pair]:
            found.append(pair)
    return found


def _heard(element: Element) -> Iterator[Said]:
    """The lowest blocks with words in them, in the order of the tree."""
    for child in element.children:
        if not isinstance(child, Element) or child.role == "Figure":
            continue
        if child.role == "Table":
            yield Said("Table", "")
        elif child.role in ("TOCI", "Note"):
            yield Said(child.role, child.words)
        elif all(not isinstance(c, Element) or c.role in INLINE for c in child.children):
            if child.words:
                yield Said(child.role, child.words)
        else:
            yield from _heard(child)


def language(file: TaggedFile, document: Document) -> Iterator[str]:
    """The file speaks Dutch, and a passage in another language says which."""
    if file.language != document.language:
        yield f"the file is in {file.language!r}"
    own = document.language
    # A word can be cut at the end of a page: what counts are the letters of each language, in their order.
    found = _letters((code, text) for code, text in _spoken(file.root) if code != own)
    must = _letters(foreign_of(document))
    if found != must:
        yield _difference(found, must)


def _letters(passages: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Passages that follow each other in one language as one, without spaces."""
    filled = [(code, "".join(text.split())) for code, text in passages if text.strip()]
    groups = groupby(filled, key=lambda passage: passage[0])
    return [(code, "".join(text for _, text in group)) for code, group in groups]


def _spoken(element: Element) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if isinstance(child, Text):
            yield child.language or element.language, child.text
        elif isinstance(child, Element):
            yield from _spoken(child)


def figures(file: TaggedFile, document: Document) -> Iterator[str]:
    """Every figure says what it shows, and stands where it says it stands."""
    found = file.root.all("Figure")
    must = [words_of(figure.alternative) for figure in blocks_of(document, Figure)]
    if getattr(document, "logo", None) is not None:
        must.insert(
            0, words_of(document.logo_words) or f"Logo van {words_of(document.organisation)}"
        )
    told = [words_of(figure.alternative) for figure in found]
    if told != must:
        yield _difference(told, must)
    for figure in found:
        box = figure.attributes.get("BBox")
        pages = figure.pages
        if not isinstance(box, list) or len(box) != 4:
            yield f"no BBox: {figure.alternative[:_LONGEST]!r}"
        elif pages:
            width, height = file.sizes[min(pages) - 1]
            left, bottom, right, top = box
            if not (0 <= left < right <= width and 0 <= bottom < top <= height):
                yield f"a BBox {box} outside its page: {figure.alternative[:_LONGEST]!r}"


def sentences(file: TaggedFile) -> Iterator[str]:
    """What is said of a chart is a Dutch sentence. Only for reports of our own: people write what they like."""
    for figure in file.root.all("Figure"):
        said = figure.alternative
        words = {word.strip(".,;:").lower() for word in said.split()}
        is_logo = said.startswith("Logo van ")
        if is_logo:
            continue
        if not said[:1].isupper() or not said.endswith(".") or not words & _SMALL_WORDS:
            yield f"no Dutch sentence: {said[:_LONGEST]!r}"


def lists(file: TaggedFile) -> Iterator[str]:
    """A list holds items, an item its sign and its text."""
    for each in file.root.all("L"):
        for item in each.elements:
            roles = [child.role for child in item.elements]
            if item.role != "LI" or roles[:1] != ["Lbl"] or set(roles[1:]) != {"LBody"}:
                yield f"{each.outline()[:_LONGEST]}: {item.role} of {roles}"
    for role, above in (("LI", "L"), ("Lbl", "LI Note"), ("LBody", "LI")):
        for element in file.root.walk():
            if element.role not in above.split():
                for child in element.elements:
                    if child.role == role:
                        yield f"{role} in {element.role}"


def links(file: TaggedFile) -> Iterator[str]:
    """Every link has words, leads somewhere in the file, and stands in a Link with the text it covers."""
    for jump in file.loose_jumps:
        yield f"page {jump.page}: a link outside the tree"
    seen: set[int] = set()
    for element in file.root.walk():
        for child in element.children:
            if isinstance(child, (Element, Text)):
                continue
            name = f"page {child.page}: the link {child.words[:_LONGEST]!r}"
            if element.role != "Link":
                yield f"{name} is in {element.role}"
            if child.number in seen:
                yield f"{name} is in the tree twice"
            seen.add(child.number)
            if not child.words.strip():
                yield f"{name} has no words"
            if child.address or child.target is None:
                yield f"{name} leads to {child.address or 'nothing'}"
            if child.page not in {text.page for text in element.texts()}:
                yield f"{name} covers no text of its own"
    for element in file.root.all("Link"):
        if not list(element.jumps()):
            yield f"a Link that cannot be followed: {element.words[:_LONGEST]!r}"


def contents(file: TaggedFile, document: Document) -> Iterator[str]:
    """The contents name the headings of two levels, with the page where each stands, and lead there."""
    found = file.root.all("TOC")
    if not found and not any(heading_of(section) for section in document.sections):
        return
    if len(found) != 1:
        yield f"{len(found)} times TOC"
        return
    places = [h for h in file.root.all("H1", "H2", "H3") if h.words != "Inhoud"]
    sections = [s for s in sections_of(document) if heading_of(s)]
    must: list[tuple[str, set[int | None]]] = []
    for section, place in zip(sections, places, strict=False):
        if section.level <= 2:
            page = min(place.pages, default=0)
            must.append((f"{short(section.heading)} {page}", {page}))
    told = [(each.words, {jump.target for jump in each.jumps()}) for each in found[0].elements]
    if told != must:
        yield _difference(told, must)
    for item in found[0].elements:
        if item.role != "TOCI" or not item.all("Link"):
            yield f"{item.role} without a link: {item.words[:_LONGEST]!r}"


def loose(file: TaggedFile) -> Iterator[str]:
    """All text is in the tree or said to be beside it, and pages and tree agree."""
    for stray in file.stray:
        yield f"page {stray.page}: in no tag: {stray.text[:_LONGEST]!r}"
    yield from file.faults


def beside(file: TaggedFile, document: Document) -> Iterator[str]:
    """What stands beside the tree are the edges of pages and the heads of tables that come again."""
    edges = _edges(file, document)
    starts = tuple(word for word in edges if len(word) > 1)
    for aside in file.asides:
        for word in aside.text.split():
            known = edges | {str(aside.page), str(file.page_count)}
            begun = word[:-1] if word.endswith("…") else ""
            cut = begun in edges or any(begun and each.startswith(begun) for each in starts)
            if word not in known and not cut:
                yield f"page {aside.page}: only beside the tree: {word!r} in {aside.text[:_LONGEST]!r}"


def _edges(file: TaggedFile, document: Document) -> set[str]:
    """Words that may stand at the edges of a page or come again at the head of a table."""
    heads = [
        cell.text
        for table in file.root.all("Table")
        for part in table.elements
        if part.role == "THead"
        for cell in part.all("TH", "TD")
    ]
    texts = [
        document.title,
        document.subtitle,
        document.organisation,
        document.edition,
        document.reference,
        *(section.heading for section in document.sections),
    ]
    own = "Inhoud Pagina van · CONCEPT Concept …"
    return {word for text in (own, *heads, *map(words_of, texts)) for word in text.split()}


def numbers(file: TaggedFile, document: Document) -> Iterator[str]:
    """A number in a picture is also heard: in the table beside it, in its words, or it is on an axis."""
    tables_by_caption = {table.caption: table for table in blocks_of(document, Table)}
    drawn = [f for f in file.root.all("Figure") if not f.alternative.startswith("Logo van ")]
    for element, figure in zip(drawn, blocks_of(document, Figure), strict=False):
        table = tables_by_caption.get(figure.table)
        rows = cells_of(table, range(len(table.columns))) if table is not None else []
        heard = {n for row in rows for cell in row for n in _NUMBER.findall(cell)}
        heard |= set(_NUMBER.findall(words_of(figure.alternative)))
        heard |= set(_NUMBER.findall(words_of(figure.caption)))
        seen = {n for text in element.texts() for n in _NUMBER.findall(text.seen)}
        yield from (
            f"only in the picture {figure.caption[:_LONGEST]!r}: {number}"
            for number in sorted(seen - heard)
            if not _on_axis(number, seen)
        )


def _on_axis(number: str, seen: set[str]) -> bool:
    """Whether a number is one of an axis: all round steps up to it stand in the picture too, from nought."""
    value = int(number.replace(".", "")) if number.replace(".", "").isdigit() else -1
    steps = (step * power for power in (1, 10, 100, 1000, 10_000) for step in (1, 2, 5))
    return any(
        value % step == 0
        and value <= _MOST_STEPS * step
        and all(whole(step * n) in seen for n in range(value // step + 1))
        for step in steps
        if value >= 0
    )


def _difference(found: object, must: object) -> str:
    """Where two lists begin to differ."""
    if not isinstance(found, list) or not isinstance(must, list):
        return f"{found!r}, not {must!r}"
    place = next(
        (n for n, (a, b) in enumerate(zip(found, must, strict=False)) if a != b),
        min(len(found), len(must)),
    )
    told = repr(found[place])[:300] if place < len(found) else "nothing more"
    wanted = repr(must[place])[:300] if place < len(must) else "nothing more"
    return f"number {place}: {told}, not {wanted}"


#: Of the file alone.
TREE_CHECKS: dict[str, Callable[[TaggedFile], Iterator[str]]] = {
    "levels": levels,
    "lists": lists,
    "links": links,
    "loose": loose,
}
#: Of the file beside what it was made of.
CHECKS: dict[str, Check] = {
    "headings": headings,
    "tables": tables,
    "order": order,
    "language": language,
    "figures": figures,
    "contents": contents,
    "beside": beside,
    "numbers": numbers,
}
