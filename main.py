"""Floe: hands the arguments to the command line or to the window."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run Floe and return its exit code; argv without the name of the program."""
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:  # while it imports
        return 130


def _run(arguments: list[str]) -> int:
    import multiprocessing  # in here, so that Ctrl+C is quiet from the first moment
    from pathlib import Path

    multiprocessing.freeze_support()
    if not __package__ and not hasattr(sys, "frozen"):  # in a clone the rooms lie beside this file
        sys.path[:] = [here := str(Path(__file__).resolve().parent), *(p for p in sys.path if p != here)]
        from ui.cli.bare_python import ensure_packages

        ensure_packages(arguments, Path(here))
    from ui.cli.cannot_start import say_why  # while there is memory for it
    from ui.cli.commands import opens_the_window
    from ui.cli.language_option import speak_as_asked

    arguments, language = speak_as_asked(arguments)
    try:
        if opens_the_window(arguments):
            from ui.application.start import run as open_window

            return open_window(arguments, language)
        from ui.cli.start import run

        return run(arguments)
    except Exception as error:
        return say_why(error)


if __name__ == "__main__":
    raise SystemExit(main())
