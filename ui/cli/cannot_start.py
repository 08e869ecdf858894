"""Why Floe could not start, or go on: what the system lacks, or that somebody pressed Ctrl+C meanwhile."""

from __future__ import annotations

import sys

from core.base.sentences import _
from core.base.system_libraries import MissingLibraryError, missing_library
from ui.cli.scarcity import lack_of_memory

_INTERRUPTED, _CANNOT = 130, 2


def say_why(error: Exception) -> int:
    """One line on standard error, none after Ctrl+C; the exit code. Raises the error where it is another."""
    if _interrupted(error):
        return _INTERRUPTED
    if isinstance(error, ImportError) and (library := missing_library(error)):
        package = (error.name or "").partition(".")[0] or _("a package of Floe")
        sentence = str(MissingLibraryError(library, package))
    elif not (sentence := lack_of_memory(error)):
        raise error
    print(f"floe: {sentence}", file=sys.stderr)  # noqa: T201
    return _CANNOT


def _interrupted(error: BaseException) -> bool:
    """Whether Ctrl+C is behind it: Python 3.11 makes a RuntimeError of one amid the making of a class, and
    packages that look what is there an ImportError.
    """
    behind: BaseException | None = error
    while behind is not None and not isinstance(behind, KeyboardInterrupt):
        behind = behind.__cause__ or behind.__context__
    return behind is not None
