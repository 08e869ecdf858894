"""Starts the command line, or says in a sentence why it cannot start."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from core.base.paths import missing_working_folder

_WRONG_USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """The exit code; see ui.cli.command_line.run."""
    if sentence := missing_working_folder():
        print(f"floe: {sentence}", file=sys.stderr)  # noqa: T201
        return _WRONG_USAGE
    from ui.cli import command_line

    return command_line.run(arguments)
