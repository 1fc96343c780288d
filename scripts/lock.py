"""Write the lock files: every package with its hashes, and no download address."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path("requirements")
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def lock(name: str, *more: str) -> None:
    """Resolve one file from pyproject.toml."""
    out = FOLDER / f"{name}.txt"
    command = [".venv/bin/uv", "pip", "compile", "pyproject.toml", *OPTIONS, *more, "-o", str(out)]
    subprocess.run(command, check=True)
    if "://" in out.read_text(encoding="utf-8"):
        sys.exit(f"{out} holds a download address; it may not be committed")


if __name__ == "__main__":
    lock("runtime")
    lock("test", "--group=test", f"--constraint={FOLDER / 'runtime.txt'}")
    lock("dev", "--group=dev", f"--constraint={FOLDER / 'test.txt'}")
