"""Floe: hands the arguments to the command line or to the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run Floe and return its exit code; argv without the name of the program."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        _find_rooms()
        from ui.cli.commands import opens_the_window

        if opens_the_window(arguments):
            from ui.application.start import run
        else:
            from ui.cli.start import run
        return run(arguments)
    except KeyboardInterrupt:  # while it imports
        return 130
    except Exception as error:
        from ui.cli.cannot_start import say_why

        return say_why(error)


def _find_rooms() -> None:
    """In the clone they lie beside this file and come before anything else; installed, all are in floe."""
    import multiprocessing  # in here, so that Ctrl+C is quiet from the first moment
    from pathlib import Path

    multiprocessing.freeze_support()
    if not __package__:
        sys.path[:] = [here := str(Path(__file__).resolve().parent), *(p for p in sys.path if p != here)]


if __name__ == "__main__":
    raise SystemExit(main())
