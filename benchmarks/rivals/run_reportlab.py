"""A kept `Document` to PDF: `python -m benchmarks.rivals.run_reportlab KIND report.pickle report.pdf`.

KIND is `tagged` for ours, `untagged` for plain ReportLab.
"""

import pickle
import sys
from pathlib import Path


def main() -> None:
    """Read, write, tell the memory it took."""
    kind, source, target = sys.argv[1:4]
    document = pickle.loads(Path(source).read_bytes())  # noqa: S301 - made by the benchmark itself
    if kind == "tagged":
        from vp_desk.reporting.pdf import write_pdf  # noqa: PLC0415 - one side of the two

        content = write_pdf(document)
    else:
        from benchmarks.untagged import write_untagged  # noqa: PLC0415 - the other

        content = write_untagged(document)
    Path(target).write_bytes(content)
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
