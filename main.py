"""Floe: hands the arguments to the command line or to the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_COMMANDS = ("segment", "verify", "sample", "check", "concentration", "-h", "--help", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Run Floe and return its exit code; argv without the name of the program."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        _find_rooms()
        first = arguments[0] if arguments and arguments != ["--sample"] else ""
        if first in _COMMANDS or first.startswith("-"):
            from ui.cli.start import run

            return run(arguments)
        from ui.application import application

        return int(application.run(arguments))
    except KeyboardInterrupt:  # while it imports
        return 130


def _find_rooms() -> None:
    """In the clone they lie beside this file and come before anything else; installed, all are in floe."""
    import multiprocessing  # in here, so that Ctrl+C is quiet from the first moment
    from pathlib import Path

    multiprocessing.freeze_support()
    if not __package__:
        here = str(Path(__file__).resolve().parent)
        sys.path[:] = [here, *(entry for entry in sys.path if entry != here)]


if __name__ == "__main__":
    raise SystemExit(main())
