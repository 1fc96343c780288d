"""A report as plain values, for programs that know nothing of ours."""

from collections.abc import Iterator, Sequence
from typing import Any

from vp_desk.reporting.chart_layout import laid_out
from vp_desk.reporting.document import (
    BulletList,
    Callout,
    Document,
    Figure,
    KeyFigures,
    Paragraph,
    Run,
    Section,
    Table,
)
from vp_desk.reporting.pdf_style import WIDTH, colour, text_width
from vp_desk.reporting.scene import Box, Ink, Point, Scene, Stroke
from vp_desk.reporting.told import day_text, reading, text_of

#: Lists, dictionaries, texts and numbers, as JSON has them.
Plain = Any


def content_of(document: Document) -> dict[str, Plain]:
    """The report: its cover, and its blocks in reading order, each with its kind."""
    facts = [
        ("Periode", document.period),
        ("Editie", document.edition),
        ("Datum", day_text(document.date)),
        ("Opgesteld door", document.author),
        ("Uitgave", document.reference),
    ]
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "edition": document.edition,
        "facts": [[head, text] for head, text in facts if text],
        "blocks": list(_Blocks().of(document.sections)),
    }


class _Blocks:
    """Numbers tables and figures as they come."""

    def __init__(self) -> None:
        self._tables = self._figures = 0

    def of(self, sections: Sequence[Section]) -> Iterator[dict[str, Plain]]:
        for section in sections:
            yield {"kind": "heading", "level": section.level, "text": section.heading}
            for block in section.blocks:
                found = self._block(block)
                if found is not None:
                    yield found
            yield from self.of(section.sections)

    def _block(self, block: object) -> dict[str, Plain] | None:
        """None = it stands nowhere but in ours."""
        told: dict[str, Plain] | None = None
        match block:
            case Paragraph():
                told = {"kind": "paragraph", "runs": _runs(block.runs)}
            case BulletList():
                told = {"kind": "list", "items": [_runs(item.runs) for item in block.items]}
            case KeyFigures():
                cards = [[text_of(f.cell), f.label, f.detail] for f in block.figures]
                told = {"kind": "cards", "cards": cards}
            case Callout():
                texts = [_runs(each.runs) for each in block.paragraphs]
                told = {"kind": "callout", "title": block.title, "texts": texts}
            case Table():
                told = self._table(block)
            case Figure():
                told = self._figure(block)
            case _:
                pass
        return told

    def _table(self, table: Table) -> dict[str, Plain]:
        self._tables += 1
        return {
            "kind": "table",
            "name": f"Tabel {self._tables}",
            "caption": table.caption,
            "heads": [table.corner, *(column.text for column in table.columns)],
            "rows": [
                {
                    "cells": [row.head, *map(text_of, row.cells)],
                    "part": bool(row.indent),
                    "total": row.total,
                }
                for row in table.rows
            ],
            "notes": [*table.legend, *table.notes],
        }

    def _figure(self, figure: Figure) -> dict[str, Plain]:
        self._figures += 1
        scene = laid_out(figure.chart, reading, WIDTH, text_width)
        return {
            "kind": "figure",
            "name": f"Figuur {self._figures}",
            "caption": figure.caption,
            "width": scene.width,
            "height": scene.height,
            "shapes": list(_shapes(scene)),
            "notes": [figure.note] if figure.note else [],
        }


def _runs(runs: Sequence[Run]) -> list[Plain]:
    return [[run.text, run.strong, run.emphasis] for run in runs]


def _shapes(scene: Scene[Plain]) -> Iterator[dict[str, Plain]]:
    for shape in scene.shapes:
        match shape:
            case Box():
                told: dict[str, Plain] = {
                    "shape": "box",
                    "x": shape.x,
                    "y": shape.y,
                    "width": shape.width,
                    "height": shape.height,
                    "fill": _hex(shape.fill),
                    "stroke": _hex(shape.stroke),
                    "hatched": shape.hatched,
                }
            case Stroke():
                told = {
                    "shape": "stroke",
                    "points": [list(point) for point in shape.points],
                    "ink": _hex(shape.ink),
                    "width": shape.width,
                    "dash": list(shape.dash),
                }
            case Point():
                told = {
                    "shape": "point",
                    "x": shape.x,
                    "y": shape.y,
                    "radius": shape.radius,
                    "ink": _hex(shape.ink),
                    "hollow": shape.hollow,
                }
            case _:
                told = {
                    "shape": "words",
                    "x": shape.x,
                    "y": shape.y,
                    "text": shape.text,
                    "size": shape.size,
                    "ink": _hex(shape.ink),
                    "anchor": shape.anchor.value,
                    "strong": shape.strong,
                }
        yield told


def _hex(ink: Ink | None) -> str:
    return "" if ink is None else f"#{colour(ink).hexval()[2:]}"
