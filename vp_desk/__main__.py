"""`vp-desk` and `python -m vp_desk`: the command line, or the window when no command is named."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from vp_desk import hardening


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Returns its exit code: see `cli`.

    `vp-desk` and `vp-desk VAULT` open the window; everything else is for the command line, which is
    imported only then, as the window is: neither pays for the other.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    hardening.begin()
    if not words or (len(words) == 1 and _is_vault(words[0])):
        gc.disable()  # nothing that is loaded is garbage; the window collects in its own time (`Workers`)
        from vp_desk.ui.app import run  # noqa: PLC0415

        return run(Path(words[0]) if words else None)
    from vp_desk.cli import run_command  # noqa: PLC0415

    hardening.complete()
    return run_command(words, _screenshots)


def _is_vault(word: str) -> bool:
    """Whether a lone word names a vault rather than a command; a folder is never asked for its name."""
    if word.startswith("-"):
        return False
    if Path(word).is_dir():
        return True
    from vp_desk.cli import COMMANDS  # noqa: PLC0415

    return word not in COMMANDS


def _screenshots(vault: Path, passphrase: str, folder: Path) -> Sequence[Path]:
    from vp_desk.ui.screenshots import take  # noqa: PLC0415

    return take(vault, passphrase, folder)


if __name__ == "__main__":
    sys.exit(main())
