"""Starts the command line, or says in a sentence why it cannot start."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ui.cli.scarcity import lack_of_memory, missing_working_folder

_WRONG_USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """The exit code; see ui.cli.command_line.run."""
    sentence = missing_working_folder()
    if not sentence:
        try:
            from ui.cli import command_line

            return command_line.run(arguments)
        except (MemoryError, ImportError, OSError) as error:
            sentence = lack_of_memory(error)
            if not sentence:
                raise
    print(f"floe: {sentence}", file=sys.stderr)  # noqa: T201
    return _WRONG_USAGE
