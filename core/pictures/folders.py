"""The pictures of folders and of lists that were typed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from core.base.errors import ReadError
from core.base.paths import is_folder
from core.base.sentences import _
from core.io.products import products_among
from core.io.reader import PICTURE_FILES
from core.pictures.patterns import is_pattern, matching, natural

PICTURE_SUFFIXES = frozenset(suffix.lower() for family in PICTURE_FILES.values() for suffix in family)


def pictures_in(folder: Path) -> list[Path]:
    """The files in a folder whose names end as those of pictures that Floe reads, in natural order.

    Hidden ones are left out, as those that macOS puts beside each file of a foreign disk. A product of
    Sentinel-2 or Landsat, and one in a SAFE folder right below, is one picture: the file of its metadata.
    Raises ReadError for a folder that cannot be listed.
    """
    try:
        with os.scandir(folder) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
            files = [entry.name for entry in shown if entry.is_file()]
            below = [entry.name for entry in shown if entry.is_dir()]
    except OSError as error:
        raise ReadError(folder, f"{error.strerror or error}.") from None
    products, others = products_among(folder, files, below)
    pictures = [folder / name for name in others if Path(name).suffix.lower() in PICTURE_SUFFIXES]
    return sorted((*products, *pictures), key=natural)


def listed_files(names: Iterable[str]) -> tuple[list[Path], list[ReadError]]:
    """Files as they are typed: patterns and folders replaced by what is in them; and what held none.

    Files that are not there stay in the list: whoever reads them says so.
    """
    found: list[Path] = []
    empty: list[ReadError] = []
    for path in matching(names):
        if is_pattern(path):
            empty.append(ReadError(path, _("no file matches it.")))
        elif is_folder(path):
            try:
                inside = pictures_in(path)
            except ReadError as error:
                empty.append(error)
                continue
            found += inside
            if not inside:
                empty.append(ReadError(path, _("it is a folder without a picture that Floe reads.")))
        else:
            found.append(path)
    return found, empty
