"""The job that saves a project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.base.errors import FloeError
from core.base.parallel import Cancel
from core.base.sentences import _
from core.series.project import Project
from core.series.project_file import write_project
from core.series.series import Found
from core.writing.stamp import FileStamp
from workers.unchanged import ChangedError, saving_alone, unchanged


@dataclass(frozen=True, eq=False)
class SavedSeries:
    """The project is in its file now, as it was then. stamp: of the file."""

    path: Path
    project: Project
    found: Found | None
    stamp: FileStamp | None


def save_project(
    path: Path, project: Project, found: Found | None, before: FileStamp | None, _cancelled: Cancel
) -> SavedSeries:
    """before: what the file was when it was opened, saved or chosen. Raises FloeError where another one is
    there by now, WriteError.
    """
    try:
        with saving_alone() as alone:
            write_project(path, project, found, last=unchanged(path, before, alone))
            stamp = FileStamp.of(path)
    except ChangedError as error:
        raise FloeError(
            _(
                "{name} has been changed by another window or program since it was opened here: "
                "save under another name."
            ).format(name=path.name)
        ) from error
    return SavedSeries(path, project, found, stamp)
