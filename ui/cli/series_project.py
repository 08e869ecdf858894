"""`floe series PROJECT.floe`: a project of the window, measured as it says."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from core.base.errors import ParameterError, ReadError
from core.base.sentences import _
from core.document.file_names import DOCUMENT_SUFFIX
from core.guarded.process import ReadingProcess
from core.series.floe_file import SavedProject, read_floe
from core.series.project import Project, series_of
from core.series.project_file import project_in
from core.series.series import Series
from ui.cli.option_values import SegmentJob

# What goes with a project: where files go, which, and how.
_ALLOWED = frozenset(
    (
        "command",
        "images",
        "output",
        "exports",
        "series_export",
        "json",
        "threads",
        "tables",
        "fail_on",
        "resume",
        "save_legend",
        "scheduler",
    )
)


def names_project(options: argparse.Namespace) -> bool:
    """Whether a file of a project is among what is to be measured."""
    return any(Path(text).suffix.lower() == DOCUMENT_SUFFIX for text in options.images)


def project_from(options: argparse.Namespace, reader: ReadingProcess) -> Project:
    """Raises ReadError; ParameterError where more is given than the project."""
    if len(options.images) > 1:
        raise ParameterError(_("Give one project alone: it names its pictures."))
    plain = argparse.ArgumentParser()
    from ui.cli.series_options import add_series_options

    add_series_options(plain)
    defaults = vars(plain.parse_args(["x", "-o", "x"]))
    if any(vars(options)[name] != each for name, each in defaults.items() if name not in _ALLOWED):
        raise ParameterError(
            _(
                "The project says how its pictures are measured: beside -o only --export, --series-export, "
                "--json, --threads, --scheduler, --table, --fail-on, --resume and --save-legend go with it."
            )
        )
    path = Path(options.images[0])
    saved = reader.read_by(read_floe, path)
    if not isinstance(saved, SavedProject):
        raise ReadError(path, _("it is the document of one picture: give a project, or pictures."))
    return project_in(saved)[0]


def series_of_project(project: Project, job: SegmentJob, *, resume: bool) -> Series:
    """Raises ParameterError, ReadError."""
    series = series_of(project, job.directory)
    asked = replace(series.asked, exports=job.exports)
    return replace(series, asked=asked, resume=resume, workers=job.threads)
