"""The job that keeps small pictures of what was opened, and finds those of the files opened last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.paths import is_file
from core.pictures.kept_thumbnails import (
    forget_other_thumbnails,
    keep_thumbnail,
    kept_thumbnail,
    thumbnails_folder,
)


@dataclass(frozen=True, eq=False)
class RecentPicture:
    """there: whether the file is. pixels: (height, width, 4) uint8, RGBA; None: unknown."""

    path: str
    there: bool
    pixels: Bytes | None


@dataclass(frozen=True, eq=False)
class Recent:
    """kept: of which paths small pictures are kept now. pictures: in the order that was asked for."""

    kept: tuple[str, ...]
    pictures: tuple[RecentPicture, ...]


def recent_pictures(
    new: Mapping[str, Bytes], known: Sequence[str], shown: Sequence[str], cancelled: Cancel
) -> Recent:
    """Keep small pictures of `new`, drop those of all but `known`, find those `shown`. Raises Cancelled.

    new: (height, width, 4) uint8, BGRA, by path. A full disk is no reason to say a word.
    """
    folder = thumbnails_folder()
    for path, picture in new.items():
        raise_if_cancelled(cancelled)
        with suppress(OSError, WriteError):
            keep_thumbnail(folder, path, picture)
    if new:
        forget_other_thumbnails(folder, known)
    found = []
    for path in shown:
        raise_if_cancelled(cancelled)
        found.append(RecentPicture(path, is_file(path), kept_thumbnail(folder, path)))
    return Recent(tuple(new), tuple(found))
