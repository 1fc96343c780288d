"""Plain values to PDF: `python run_fpdf2.py report.json report.pdf fonts`. Needs nothing but fpdf2."""

import json
import sys
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.fonts import FontFace
from fpdf.outline import OutlineSection

Block = dict[str, Any]

_TEXT, _ACCENT, _MUTED, _TINT = "#1b2530", "#0b4a57", "#55626e", "#eef4f5"
_LEFT = 68.03
_WIDTH = 459.2


class Report(FPDF):  # type: ignore[misc] # it may not be installed
    """A report with running heads."""

    def __init__(self, content: dict[str, Any], fonts: Path) -> None:
        super().__init__(unit="pt", format="A4")
        self._content = content
        for style, name in (
            ("", "400Regular"),
            ("B", "600SemiBold"),
            ("I", "400Regular_Italic"),
        ):
            self.add_font("sans", style, fonts / f"SourceSans3_{name}.ttf")
        self.set_margins(_LEFT, 85, _LEFT)
        self.set_auto_page_break(auto=True, margin=74)

    def header(self) -> None:
        """The title at the top."""
        if self.page_no() > 1:
            self._small(40, f"{self._content['title']} {self._content['subtitle']}")

    def footer(self) -> None:
        """The page at the foot."""
        if self.page_no() > 1:
            self._small(
                800, f"{self._content['organisation']} · Pagina {self.page_no()} van {{nb}}"
            )

    def _small(self, y: float, text: str) -> None:
        self.set_font("sans", size=8.5)
        self.set_text_color(_MUTED)
        self.set_xy(_LEFT, y)
        self.cell(text=text)
        self.set_xy(_LEFT, 85)

    def write_all(self) -> None:
        """Cover, contents, blocks."""
        content = self._content
        self.add_page()
        self.set_fill_color(_ACCENT)
        self.rect(0, 0, 595, 505, style="F")
        self.set_text_color("#ffffff")
        self.set_y(130)
        for size, text in (
            (13, content["organisation"]),
            (38, content["title"]),
            (34, content["subtitle"]),
        ):
            self._line(size, text, "B")
        self.set_text_color(_TEXT)
        self.set_y(560)
        for head, text in content["facts"]:
            self._line(8.6, head, "B")
            self._line(10.5, text)
        self.add_page()
        self._line(23, "Inhoud", "B")
        self.insert_toc_placeholder(_contents)
        for block in content["blocks"]:
            getattr(self, f"_{block['kind']}")(block)
            for text in block.get("notes", ()):
                self._line(8.2, text)

    def _line(self, size: float, text: str, style: str = "") -> None:
        self.set_font("sans", style, size)
        self.multi_cell(_WIDTH, size * 1.4, text, new_x="LMARGIN", new_y="NEXT", align="L")

    def _heading(self, block: Block) -> None:
        if block["level"] == 1 and self.get_y() > 350:
            self.add_page()
        if self.get_y() > 640:
            self.add_page()
        self.start_section(block["text"], level=min(block["level"], 2) - 1)
        self.set_text_color(_ACCENT)
        self.ln(12)
        self._line({1: 23, 2: 14}.get(block["level"], 11), block["text"], "B")
        self.set_text_color(_TEXT)

    def _paragraph(self, block: Block) -> None:
        self._runs(block["runs"])

    def _runs(self, runs: list[Any]) -> None:
        for text, strong, emphasis in runs:
            self.set_font("sans", "B" if strong else "I" if emphasis else "", 10)
            self.write(14.5, text)
        self.ln(21)

    def _list(self, block: Block) -> None:
        for item in block["items"]:
            self.set_font("sans", "", 10)
            self.write(14.5, "•  ")
            self._runs(item)

    def _cards(self, block: Block) -> None:
        width = (_WIDTH - 18) / max(3, len(block["cards"]))
        top = self.get_y()
        for number, (figure, label, more) in enumerate(block["cards"]):
            left = _LEFT + number * (width + 9)
            self.set_fill_color(_TINT)
            self.rect(left, top, width, 90, style="F")
            for place, size, text in ((10, 27, figure), (46, 9.2, label), (60, 8.4, more)):
                self.set_xy(left + 10, top + place)
                self.set_font("sans", "B" if size > 9 else "", size)
                self.multi_cell(width - 18, size * 1.3, text, align="L")
        self.set_xy(_LEFT, top + 102)

    def _callout(self, block: Block) -> None:
        self._line(10, block["title"], "B")
        for runs in block["texts"]:
            self._runs(runs)

    def _table(self, block: Block) -> None:
        if self.get_y() > 640:
            self.add_page()
        self._line(9.5, f"{block['name']} {block['caption']}", "B")
        self.set_font("sans", "", 9)
        self.set_fill_color("#ffffff")
        self.set_draw_color("#c9d3d9")
        self.set_line_width(0.4)
        count = len(block["heads"])
        wide = min(62.0, (_WIDTH - 120) / max(1, count - 1))
        widths = (_WIDTH - wide * (count - 1), *[wide] * (count - 1))
        with self.table(
            col_widths=widths,
            text_align=("LEFT", *["RIGHT"] * (count - 1)),
            line_height=15,
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD", color=_ACCENT),
        ) as table:
            table.row(block["heads"])
            for row in block["rows"]:
                table.row(row["cells"], style=FontFace(emphasis="BOLD") if row["total"] else None)

    def _figure(self, block: Block) -> None:
        if self.get_y() + block["height"] > 740:
            self.add_page()
        self._line(9.5, f"{block['name']} {block['caption']}", "B")
        left, top = _LEFT, self.get_y()
        for shape in block["shapes"]:
            getattr(self, f"_draw_{shape['shape']}")(shape, left, top)
        self.set_draw_color("#000000")
        self.set_text_color(_TEXT)
        self.set_xy(_LEFT, top + block["height"] + 6)

    def _draw_words(self, shape: Block, left: float, top: float) -> None:
        self.set_font("sans", "B" if shape["strong"] else "", shape["size"])
        self.set_text_color(shape["ink"])
        width = self.get_string_width(shape["text"])
        shift = {"start": 0.0, "middle": width / 2, "end": width}[shape["anchor"]]
        self.text(left + shape["x"] - shift, top + shape["y"], shape["text"])

    def _draw_box(self, shape: Block, left: float, top: float) -> None:
        style = ("D" if shape["stroke"] else "") + ("F" if shape["fill"] else "")
        if shape["stroke"]:
            self.set_draw_color(shape["stroke"])
        if shape["fill"]:
            self.set_fill_color(shape["fill"])
        self.set_line_width(0.8)
        if style:
            self.rect(
                left + shape["x"], top + shape["y"], shape["width"], shape["height"], style=style
            )

    def _draw_stroke(self, shape: Block, left: float, top: float) -> None:
        self.set_draw_color(shape["ink"])
        self.set_line_width(shape["width"])
        if shape["dash"]:
            self.set_dash_pattern(dash=shape["dash"][0], gap=shape["dash"][-1])
        self.polyline([(left + x, top + y) for x, y in shape["points"]])
        self.set_dash_pattern()

    def _draw_point(self, shape: Block, left: float, top: float) -> None:
        self.set_draw_color(shape["ink"])
        self.set_fill_color("#ffffff" if shape["hollow"] else shape["ink"])
        self.circle(left + shape["x"], top + shape["y"], shape["radius"], style="DF")


def _contents(pdf: FPDF, outline: list[OutlineSection]) -> None:
    pdf.set_font("sans", "", 10)
    for section in outline:
        link = pdf.add_link(page=section.page_number)
        pdf.cell(_WIDTH - 40, 15, f"{'   ' * section.level}{section.name}", link=link)
        pdf.cell(
            40, 15, str(section.page_number), align="R", link=link, new_x="LMARGIN", new_y="NEXT"
        )


def main() -> None:
    """Read, write, tell the memory it took."""
    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    report = Report(told, Path(sys.argv[3]))
    report.set_title(told["title"])
    report.write_all()
    report.output(sys.argv[2])
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
