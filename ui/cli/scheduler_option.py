"""`--scheduler`: pictures on other machines."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.sentences import _

if TYPE_CHECKING:
    from core.pictures.remote_crew import RemoteCrew


def add_scheduler(add: Callable[..., argparse.Action]) -> None:
    """add: of a parser or a group of options."""
    meaning = _(
        "have the pictures read on other machines, by the workers of this Dask scheduler (tcp://HOST:PORT "
        "or tls://HOST:PORT), one that you trust; they need the same Floe, and the same files on disks that "
        "all share"
    )
    add("--scheduler", metavar="ADDRESS", help=meaning)


def remote_crew(
    options: argparse.Namespace,
    pictures: Sequence[Path],
    *,
    results: Path | None = None,
    same_processor: bool = False,
) -> RemoteCrew | None:
    """None without the option; the others as of RemoteCrew. Raises FloeError."""
    if options.scheduler is None:
        return None
    from core.pictures.remote_crew import RemoteCrew  # who asks for help waits for no reader

    return RemoteCrew(options.scheduler, pictures, results=results, same_processor=same_processor)
