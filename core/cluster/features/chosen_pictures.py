"""Pictures that a feature is given to learn from, each by its path and the hash of its content."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.errors import ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.cluster.features.chosen_file import ChosenFile, choose_file
from core.writing.number_words import grouped

ChosenPictures = tuple[ChosenFile, ...]

# Between names where several are typed.
SEPARATOR = ";"
# All of them stand in the record.
MOST_PICTURES = 1000


def choose_pictures(names: Sequence[str], cancelled: Cancel = never_cancelled) -> ChosenPictures:
    """The pictures of these names, of each content one: files, patterns, and folders without their own.

    Raises ReadError for a name that holds none, and where there are too many; Cancelled.
    """
    # It brings all that pictures are read with.
    from core.pictures.folders import listed_files

    paths, empty = listed_files(name.strip() for name in names)
    if empty:
        raise empty[0]
    if len(paths) > MOST_PICTURES:
        sentence = _("there are {n} pictures: choose at most {most} to learn from.")
        raise ReadError(names[0], sentence.format(n=grouped(len(paths)), most=grouped(MOST_PICTURES)))
    found = [choose_file(str(path), cancelled) for path in paths]
    return tuple({each.sha256: each for each in reversed(found)}.values())[::-1]
