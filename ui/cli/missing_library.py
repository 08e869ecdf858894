"""Where Floe cannot start since a library of the system is missing."""

from __future__ import annotations

from core.base.sentences import _
from core.base.system_libraries import MissingLibraryError, missing_library
from ui.cli.console import Console


def say_what_is_missing(error: ImportError) -> int:
    """One line on standard error; the exit code. Raises the error where something else was wrong."""
    library = missing_library(error)
    if not library:
        raise error
    package = (error.name or "").partition(".")[0] or _("a package of Floe")
    Console().complain(MissingLibraryError(library, package))
    return 2
