"""Floe: hands the arguments to the command line or to the window."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

# In the clone core, workers and ui lie beside this file and come before anything else of such a name;
# installed, all are parts of the package floe.
if not __package__:
    _HERE = str(Path(__file__).resolve().parent)
    sys.path[:] = [_HERE, *(entry for entry in sys.path if entry != _HERE)]

_COMMANDS = ("segment", "verify", "sample", "check", "concentration", "-h", "--help", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Run Floe and return its exit code; argv without the name of the program."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if (
        arguments
        and arguments != ["--sample"]
        and (arguments[0] in _COMMANDS or arguments[0].startswith("-"))
    ):
        try:
            from ui.cli import command_line

            return command_line.run(arguments)
        except KeyboardInterrupt:  # while it imports
            return 130
    from ui.application import application

    return int(application.run(arguments))


if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main())
