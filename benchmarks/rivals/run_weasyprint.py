"""HTML to PDF: `python run_weasyprint.py report.html report.pdf`. Needs nothing but WeasyPrint."""

import sys
from pathlib import Path

import weasyprint

weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
