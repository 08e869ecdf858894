"""Where the pictures of a collection would go: into a folder for each cluster, nothing overwritten."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import is_there
from core.base.sentences import _, pgettext

How = Literal["copy", "move", "link"]
# What no file system, or not every one, takes in a name.
_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
# Characters, and bytes: file systems take 255 of these, and a number may come behind.
_LONGEST_NAME, _MOST_BYTES = 80, 200


@dataclass(frozen=True)
class Placing:
    """A picture that is to go from one path to another. sha256: of its content.

    was, now: of a link that is moved what it says before and after, "" of a file.
    """

    source: Path
    target: Path
    sha256: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True)
class Plan:
    """into: below which all goes. folders: those that are made, in order. placings: in the order of the
    pictures.
    """

    how: How
    into: Path
    folders: tuple[Path, ...]
    placings: tuple[Placing, ...]


def planned(
    how: How,
    folder: Path,
    pictures: Sequence[tuple[Path, str, int]],
    names: Mapping[int, str],
    *,
    cancelled: Cancel = never_cancelled,
    on_progress: Callable[[int], None] = lambda _done: None,
) -> Plan:
    """Where every picture would go. pictures: path, SHA-256 and cluster of each. names: of clusters.
    on_progress: is told how many are done.

    A name that is taken, by another picture or by a file that is there, gets a number: "a (2).png".
    Raises ParameterError where there is none to be placed, Cancelled.
    """
    if not pictures:
        raise ParameterError(_("There is no picture to put into a folder."))
    of_cluster = _folder_names(sorted({cluster for _path, _sha, cluster in pictures}, key=_noise_last), names)
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    placings = []
    for done, (path, sha256, cluster) in enumerate(pictures):
        raise_if_cancelled(cancelled)
        on_progress(done)
        target = _free(folder / of_cluster[cluster] / path.name, taken, numbers)
        taken.add(_alike(target))
        placings.append(Placing(path, target, sha256))
    made = [folder, *(folder / name for name in of_cluster.values())]
    folders = tuple(each for each in _with_parents(made) if not is_there(each))
    return Plan(how, folder, folders, tuple(placings))


def _folder_names(clusters: Iterable[int], names: Mapping[int, str]) -> dict[int, str]:
    """The folder of each cluster, no two alike."""
    found: dict[int, str] = {}
    for cluster in clusters:
        own = pgettext("cluster", "noise") if cluster < 0 else _("cluster {n}").format(n=cluster)
        plain = _cut(_NO_NAME.sub("_", names.get(cluster, "")).strip(" ."))
        name = plain if plain and not _RESERVED.match(plain) else own
        taken = {each.casefold() for each in found.values()}
        while name.casefold() in taken:
            name = f"{name} ({cluster})"
        found[cluster] = name
    return found


def _cut(name: str) -> str:
    """As long as a folder's name may be."""
    return name[:_LONGEST_NAME].encode(errors="ignore")[:_MOST_BYTES].decode(errors="ignore").rstrip(" .")


def _noise_last(cluster: int) -> tuple[bool, int]:
    return cluster < 0, cluster


def _free(path: Path, taken: set[str], numbers: dict[str, int]) -> Path:
    """numbers: the last one of each name, changed here; without it equal names would each try all of them."""
    own, found = _alike(path), path
    number = numbers.get(own, 1)
    if number > 1:
        found = _numbered(path, number)
    while _alike(found) in taken or os.path.lexists(found):
        number += 1
        found = _numbered(path, number)
    numbers[own] = number
    return found


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem} ({number}){path.suffix}")


def _alike(path: Path) -> str:
    """Equal for names that some file systems take for one."""
    return str(path).casefold()


def _with_parents(folders: Sequence[Path]) -> list[Path]:
    """With the folders above them, each after that in which it lies."""
    found: dict[Path, None] = {}
    for folder in folders:
        for each in (*reversed(folder.parents), folder):
            found[each] = None
    return list(found)
