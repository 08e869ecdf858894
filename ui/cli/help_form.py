"""How --help is laid out: options, and the lists of names that they take."""

from __future__ import annotations

import argparse
import shutil

from ui.cli.terminal_text import wrapped

# Lines longer than this are hard to follow, however wide the terminal is.
_WIDEST = 110


class HelpForm(argparse.RawDescriptionHelpFormatter):
    """Names of options and features are not broken at their hyphens."""

    def start_section(self, heading: str | None) -> None:
        # A colon follows.
        super().start_section(heading and "\n".join(wrapped(heading, self._width - 1)))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)


def entry(name: str, about: str, indent: int) -> str:
    """A name with what it is; one that leaves no room has a line of its own."""
    width = max(min(shutil.get_terminal_size().columns - 2, _WIDEST), indent + 20)
    first, space = f"  {name}".ljust(indent - 1) + " ", " " * indent
    alone = len(first) > width - 10
    lines = wrapped(about, width, space if alone else first, space)
    return "\n".join([first.rstrip(), *lines] if alone else lines)
