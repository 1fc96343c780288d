"""The report in the languages of WeasyPrint and Typst. Making it is not part of what is measured."""

import json
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

Block = dict[str, Any]

_STYLE = """
@font-face { font-family: 'Source Sans 3'; src: url(FONTS/SourceSans3_400Regular.ttf) }
@font-face { font-family: 'Source Sans 3'; font-weight: 600; src: url(FONTS/SourceSans3_600SemiBold.ttf) }
@font-face { font-family: 'Source Sans 3'; font-weight: 700; src: url(FONTS/SourceSans3_700Bold.ttf) }
@font-face { font-family: 'Source Sans 3'; font-style: italic;
  src: url(FONTS/SourceSans3_400Regular_Italic.ttf) }
@page { size: A4; margin: 30mm 24mm 26mm 24mm;
  @top-left { content: "HEAD"; font: 8.5pt 'Source Sans 3'; color: #55626e }
  @bottom-left { content: "FOOT"; font: 8.5pt 'Source Sans 3'; color: #55626e }
  @bottom-right { content: "Pagina " counter(page) " van " counter(pages);
    font: 8.5pt 'Source Sans 3'; color: #55626e } }
@page :first { background: #0b4a57; @top-left { content: none } @bottom-left { content: none } }
body { font: 10pt/1.45 'Source Sans 3'; color: #1b2530 }
h1 { font-size: 23pt; color: #0b4a57; margin: 34pt 0 14pt } h2 { font-size: 14pt; color: #0b4a57 }
h1, h2, h3, caption, figcaption { break-after: avoid; bookmark-level: none }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 }
.cover { color: white; break-after: page } .cover h1 { font-size: 38pt; color: white; bookmark-level: none }
.contents a { color: inherit; text-decoration: none; display: block }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
table { border-collapse: collapse; width: 100%; font-size: 9pt; border-bottom: 0.8pt solid #0b4a57 }
caption, figcaption { text-align: left; font-weight: 600; font-size: 9.5pt }
th, td { padding: 2.6pt 4pt; border-bottom: 0.4pt solid #c9d3d9; text-align: right; font-weight: 400 }
thead th { color: #0b4a57; font-weight: 600; border-bottom: 1.1pt solid #0b4a57 }
th:first-child { text-align: left } tr { break-inside: avoid } .part th { padding-left: 15pt }
.total * { font-weight: 600; background: #eef4f5 }
.cards { display: flex; gap: 9pt }
.cards div { background: #eef4f5; border-top: 2pt solid #0b4a57; padding: 9pt }
.cards b { font-size: 27pt; color: #0b4a57; display: block }
.callout { background: #eef4f5; border-left: 3pt solid #0b4a57; padding: 9pt 14pt }
figure { margin: 0; break-inside: avoid } .note { font-size: 8.2pt; color: #55626e; margin: 0 }
"""

_PAGE = "Pagina #counter(page).display() van #counter(page).final().first()"


def svg(figure: Block) -> str:
    """A chart as a picture of lines."""
    size = f'width="{figure["width"]:.2f}" height="{figure["height"]:.2f}"'
    box = f'viewBox="0 0 {figure["width"]:.2f} {figure["height"]:.2f}"'
    inner = "".join(_drawn(shape) for shape in figure["shapes"])
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>{inner}</svg>'


def _drawn(shape: Block) -> str:
    kind = shape["shape"]
    if kind == "words":
        place = f'x="{shape["x"]:.2f}" y="{shape["y"]:.2f}" text-anchor="{shape["anchor"]}"'
        weight = ' font-weight="600"' if shape["strong"] else ""
        font = (
            f'font-family="Source Sans 3" font-size="{shape["size"]}"{weight} fill="{shape["ink"]}"'
        )
        return f"<text {place} {font}>{escape(shape['text'])}</text>"
    if kind == "box":
        return (
            f'<rect x="{shape["x"]:.2f}" y="{shape["y"]:.2f}" width="{shape["width"]:.2f}"'
            f' height="{shape["height"]:.2f}" fill="{shape["fill"] or "none"}"'
            f' stroke="{shape["stroke"] or "none"}" stroke-width="0.8"/>'
        )
    if kind == "stroke":
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in shape["points"])
        dash = f' stroke-dasharray="{" ".join(map(str, shape["dash"]))}"' if shape["dash"] else ""
        return (
            f'<polyline points="{points}" fill="none" stroke="{shape["ink"]}"'
            f' stroke-width="{shape["width"]}"{dash}/>'
        )
    fill = "white" if shape["hollow"] else shape["ink"]
    return (
        f'<circle cx="{shape["x"]:.2f}" cy="{shape["y"]:.2f}" r="{shape["radius"]:.2f}"'
        f' fill="{fill}" stroke="{shape["ink"]}" stroke-width="1.2"/>'
    )


def html(content: dict[str, Any], fonts: Path) -> str:
    """The report for WeasyPrint."""
    style = _STYLE.replace("FONTS", fonts.as_uri()).replace(
        "HEAD", f"{content['title']} {content['subtitle']}"
    )
    style = style.replace("FOOT", f"{content['organisation']} · {content['edition']}")
    facts = "".join(f"<p>{escape(head)}<br>{escape(text)}</p>" for head, text in content["facts"])
    blocks = [{**block, "key": f"h{n}"} for n, block in enumerate(content["blocks"])]
    lines = "".join(
        f'<a href="#{block["key"]}">{escape(block["text"])}</a>'
        for block in blocks
        if block["kind"] == "heading"
    )
    return (
        f'<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><title>{escape(content["title"])}</title>'
        f"<style>{style}</style>"
        f'<div class="cover"><p>{escape(content["organisation"])}<h1>{escape(content["title"])}'
        f"<br>{escape(content['subtitle'])}</h1>{facts}</div>"
        f'<div class="contents"><h1>Inhoud</h1>{lines}</div>{"".join(map(_html, blocks))}</html>'
    )


def _html(block: Block) -> str:
    """One block: each kind has a function."""
    return _HTML[block["kind"]](block)


def _html_heading(block: Block) -> str:
    level = block["level"]
    start = ' style="break-before: page"' if level == 1 else ""
    return f'<h{level} id="{block["key"]}"{start}>{escape(block["text"])}</h{level}>'


def _html_paragraph(block: Block) -> str:
    return f"<p>{_inline(block['runs'])}</p>"


def _html_list(block: Block) -> str:
    return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in block['items'])}</ul>"


def _html_cards(block: Block) -> str:
    cards = (
        f"<div><b>{escape(figure)}</b>{escape(label)}<br>{escape(more)}</div>"
        for figure, label, more in block["cards"]
    )
    return f'<div class="cards">{"".join(cards)}</div>'


def _html_callout(block: Block) -> str:
    texts = "".join(f"<p>{_inline(text)}</p>" for text in block["texts"])
    return f'<div class="callout"><b>{escape(block["title"])}</b>{texts}</div>'


def _html_figure(block: Block) -> str:
    title = f"<figcaption>{block['name']} {escape(block['caption'])}</figcaption>"
    return f"<figure>{title}{svg(block)}{_html_notes(block)}</figure>"


def _html_table(block: Block) -> str:
    heads = "".join(f"<th>{escape(text)}</th>" for text in block["heads"])
    rows = "".join(
        f'<tr class="{"total" if row["total"] else "part" if row["part"] else ""}">'
        f"<th>{escape(row['cells'][0])}</th>"
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in row['cells'][1:])}</tr>"
        for row in block["rows"]
    )
    caption = f"<caption>{block['name']} {escape(block['caption'])}</caption>"
    return (
        f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"{_html_notes(block)}"
    )


def _html_notes(block: Block) -> str:
    return "".join(f'<p class="note">{escape(text)}</p>' for text in block["notes"])


def _inline(runs: Sequence[Any]) -> str:
    found = ""
    for text, strong, emphasis in runs:
        piece = escape(text)
        piece = f"<em>{piece}</em>" if emphasis else piece
        found += f"<strong>{piece}</strong>" if strong else piece
    return found


_HTML: Final[dict[str, Callable[[Block], str]]] = {
    "heading": _html_heading,
    "paragraph": _html_paragraph,
    "list": _html_list,
    "cards": _html_cards,
    "callout": _html_callout,
    "table": _html_table,
    "figure": _html_figure,
}


def typst(content: dict[str, Any], folder: Path) -> str:
    """The report for Typst; its charts are written as files beside it."""
    title, words = _quoted(f"{content['title']} {content['subtitle']}"), _quoted
    foot = words(f"{content['organisation']} · {content['edition']}")
    lines = [
        "#set document(title: TITLE, date: none)".replace("TITLE", title),
        '#set text(font: "Source Sans 3", size: 10pt, lang: "nl", fill: rgb("#1b2530"))',
        '#set page(paper: "a4", margin: (top: 30mm, bottom: 26mm, x: 24mm))',
        "#set par(leading: 0.6em)",
        '#show heading: set text(fill: rgb("#0b4a57"))',
        "#show heading.where(level: 1): set text(size: 23pt)",
        "#show table.cell.where(y: 0): set text(weight: 600)",
        f'#page(fill: rgb("#0b4a57"))[#set text(fill: white); #v(40mm) #text({words(content["organisation"])})',
        f"#text(size: 38pt, weight: 700, {title})",
        *(
            f"#v(6pt) #text({words(head)}) \\ #text({words(text)})"
            for head, text in content["facts"]
        ),
        "]",
        f"#set page(header: text(size: 8.5pt, {title}))",
        f"#set page(footer: context text(size: 8.5pt)[#text({foot}) #h(1fr) {_PAGE}])",
        '#outline(title: "Inhoud", depth: 2)',
    ]
    for number, block in enumerate(content["blocks"]):
        if block["kind"] == "figure":
            (folder / f"figure{number}.svg").write_text(svg(block), encoding="utf-8")
        lines += _typst(block, number)
    return "\n".join(lines)


def _typst(block: Block, number: int) -> Iterator[str]:
    match block["kind"]:
        case "heading":
            if block["level"] == 1:
                yield "#pagebreak(weak: true)"
            yield f"#heading(level: {block['level']}, {_quoted(block['text'])})"
        case "paragraph":
            yield f"{_content(block['runs'])}\n"
        case "list":
            yield f"#list({', '.join(f'[{_content(item)}]' for item in block['items'])})"
        case "cards":
            cards = (
                f'block(fill: rgb("#eef4f5"), inset: 9pt, width: 100%)[#text(size: 27pt, {_quoted(n)})'
                f" \\ #text({_quoted(label)}) \\ #text({_quoted(more)})]"
                for n, label, more in block["cards"]
            )
            yield f"#grid(columns: (1fr,) * {max(3, len(block['cards']))}, gutter: 9pt, {', '.join(cards)})"
        case "callout":
            texts = " \\ ".join(_content(text) for text in block["texts"])
            title = f"#strong[#text({_quoted(block['title'])})]"
            yield f'#block(fill: rgb("#eef4f5"), inset: 9pt, width: 100%)[{title} \\ {texts}]'
        case "table":
            heads = ", ".join(f"text({_quoted(text)})" for text in block["heads"])
            cells = ", ".join(
                f"text({_quoted(cell)})" for row in block["rows"] for cell in row["cells"]
            )
            count = len(block["heads"])
            yield f"#strong[#text({_quoted(block['name'] + ' ' + block['caption'])})]\n"
            yield (
                f"#table(columns: (1fr, {'auto, ' * (count - 1)}), stroke: (x: none, y: 0.4pt),"
                f" align: (left, {'right, ' * (count - 1)}), table.header({heads}), {cells})"
            )
        case _:
            yield f"#strong[#text({_quoted(block['name'] + ' ' + block['caption'])})]\n"
            yield f'#image("figure{number}.svg", width: 100%)'
    for text in block.get("notes", ()):
        yield f"#text(size: 8.2pt, {_quoted(text)})\n"


def _content(runs: Sequence[Any]) -> str:
    return "".join(
        f"#strong[#text({_quoted(text)})]" if strong else f"#text({_quoted(text)})"
        for text, strong, _ in runs
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
