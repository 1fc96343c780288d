"""Find the data files that ship with the program.

One door for the three ways in which the program lives: a checkout (`resources/` beside the package),
an installed wheel (`vp_desk/_resources/`) and a frozen bundle, which has the layout of the wheel.
"""

from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource_root() -> Path:
    """The folder that holds the data files.

    Raises:
        FileNotFoundError: the program was installed without its data; a fault of packaging.
    """
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("resources")


def resource(name: str) -> Path:
    """The path of one data file, by its name below the root, as in `"fonts/OFL.txt"`.

    Raises:
        FileNotFoundError: there is no such file; a fault of ours.
    """
    path = resource_root() / name
    if not path.is_file():
        raise FileNotFoundError(name)
    return path


def toml_resource(name: str) -> dict[str, Any]:
    """The content of one TOML data file."""
    from tomllib import loads  # noqa: PLC0415 - 3 ms that the first window need not pay

    return loads(resource(name).read_text(encoding="utf-8"))
