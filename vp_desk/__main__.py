"""`vp-desk` and `python -m vp_desk`: the command line, or the window when no command is named."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Returns its exit code: see `cli`.

    `vp-desk` and `vp-desk VAULT` open the window; everything else is for the command line, which is
    imported only then, as the window is: neither pays for the other.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if len(words) <= 1 and not any(word.startswith("-") for word in words):
        from vp_desk.cli import COMMANDS  # noqa: PLC0415

        if not words or words[0] not in COMMANDS:
            from vp_desk.ui.app import run  # noqa: PLC0415

            return run(Path(words[0]) if words else None)
    from vp_desk.cli import run_command  # noqa: PLC0415

    return run_command(words, _screenshots)


def _screenshots(vault: Path, passphrase: str, folder: Path) -> Sequence[Path]:
    from vp_desk.ui.screenshots import take  # noqa: PLC0415

    return take(vault, passphrase, folder)


if __name__ == "__main__":
    sys.exit(main())
