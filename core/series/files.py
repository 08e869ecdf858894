"""Writing the files of a series, the same from the window and from the command line, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.pictures.crew import AnyCrew
from core.series.file_kinds import FILES, Contents, library_missing
from core.series.series import Found
from core.series.views import KeptViews, kept_views
from core.writing.replace import make_folder

ALL, TABLES = "all", ("xlsx", "parquet")
# Told the name of what is made now, and how many of how many steps are done.
OnProgress = Callable[[str, int, int], None]


def usual_keys() -> tuple[str, ...]:
    """What every series writes."""
    return tuple(each.key for each in FILES if each.usual)


def parse_files(texts: Sequence[str]) -> tuple[str, ...]:
    """["gif,report-pdf"] → keys, each once; of "all" those whose library is there. Raises ParameterError for
    a name that there is not, or whose library is missing.
    """
    by_key = {each.key: each for each in FILES if not each.usual}
    names = [name.strip().lower().replace("-", "_") for text in texts for name in text.split(",")]
    keys: list[str] = []
    for name in names:
        if name == ALL:
            keys += [key for key in by_key if not library_missing(key)]
        elif name not in by_key:
            known = (*by_key, ALL)
            sentence = _("There is no file “{name}” of a series: choose {known}.")
            known_words = ", ".join(each.replace("_", "-") for each in known)
            raise ParameterError(sentence.format(name=name, known=known_words) + did_you_mean(name, known))
        elif sentence := library_missing(name):
            raise ParameterError(sentence)
        else:
            keys.append(name)
    return tuple(dict.fromkeys(keys))


def check_tables(names: Sequence[str]) -> tuple[str, ...]:
    """Raises ParameterError for a kind of table that there is not, or that lacks its library."""
    for name in names:
        if name not in TABLES:
            sentence = _("There is no table “{name}”: choose {choices}.")
            raise ParameterError(sentence.format(name=name, choices=" or ".join(TABLES)))
        if sentence := library_missing(name):
            raise ParameterError(sentence)
    return tuple(dict.fromkeys(names))


def write_series(
    found: Found,
    directory: Path,
    keys: Sequence[str],
    *,
    workers: int | None = None,
    crew: AnyCrew | None = None,
    on_progress: OnProgress | None = None,
    on_written: Callable[[Path], None] | None = None,
    cancelled: Cancel = never_cancelled,
) -> dict[str, Path]:
    """Write the files of these keys, those that this series allows. The files by their keys.

    workers: processes that make views of the pictures; crew: in their place; nothing depends on either.
    on_written: told each file.
    Raises WriteError, with what was written before whole; FloeError where a library is missing; Cancelled.
    """
    chosen = [each for each in FILES if each.key in keys and not each.hindrance(found)]
    make_folder(directory)
    outputs: dict[str, Path] = {}
    with ExitStack() as stack:
        views: KeptViews | None = None
        for done, each in enumerate(chosen):
            raise_if_cancelled(cancelled)
            if each.has_views and views is None:
                looked = None if on_progress is None else partial(on_progress, _("looking at the pictures"))
                views = stack.enter_context(
                    kept_views(
                        found.entries, workers=workers, crew=crew, on_progress=looked, cancelled=cancelled
                    )
                )
            if on_progress is not None:
                on_progress(each.name, done, len(chosen))
            path = outputs[each.key] = directory / each.name
            each.write(path, Contents(found, views, cancelled))
            if on_written is not None:
                on_written(path)
    return outputs
