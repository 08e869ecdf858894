"""Which file says what is there in which picture of a series: one of all, a table of files, or a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ReadError
from core.base.paths import file_name, is_file, is_folder, may_follow
from core.base.sentences import _
from core.guarded.process import ReadingProcess
from core.io.products import picture_stem
from core.reference.points_csv import NEEDED_OF_FILES, NEEDED_OF_SEVERAL, table_of
from core.series.picture_names import relative_names

# Of the files in a folder, in this order where a picture has several: points, then label rasters.
ENDINGS = (".csv", ".tsv", ".txt", ".geojson", ".json", ".tif", ".tiff", ".png")
# What a file in a folder may be called beside the name of its picture: as Floe calls its own.
_CALLED = ("", "_labels")
Table = tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True, eq=False)
class ReferenceFiles:
    """path: as it was given. of: by the path of each picture that is spoken of, its file, and its lines there
    where it is the file of all.
    """

    path: Path
    of: Mapping[str, tuple[Path, Table]]


def reference_files(path: Path, pictures: Sequence[Path], reader: ReadingProcess) -> ReferenceFiles:
    """A CSV file of points with a column “picture”, or of files with the columns “picture” and “reference”;
    or a folder with files named as the pictures.

    Raises ReadError where it speaks of other pictures, or of none.
    """
    texts = [str(each) for each in pictures]
    of = _in_folder(path, texts) if is_folder(path) else _in_file(path, texts, reader)
    return ReferenceFiles(path, {texts[number]: each for number, each in of.items()})


def _in_folder(path: Path, pictures: Sequence[str]) -> dict[int, tuple[Path, Table]]:
    """The file of each picture that has one. Raises ReadError."""
    stems = [picture_stem(Path(each)) for each in pictures]
    found: dict[int, tuple[Path, Table]] = {}
    for i, stem in enumerate(stems):
        if (file := _file_of(path, Path(pictures[i]))) is None:
            continue
        if stems.count(stem) > 1:
            sentence = _(
                "several pictures are called “{name}”: give one CSV file with their paths in a column "
                "“picture”."
            )
            raise ReadError(file, sentence.format(name=stem))
        found[i] = file, ()
    if not found:
        sentence = _("no file in it is named as a picture of the series, such as {name}.")
        raise ReadError(path, sentence.format(name=f"{stems[0]}.csv"))
    return found


def _file_of(folder: Path, picture: Path) -> Path | None:
    """Not the picture itself, where both lie in one folder."""
    names = (f"{picture_stem(picture)}{called}{ending}" for called in _CALLED for ending in ENDINGS)
    there = (folder / name for name in names)
    return next((file for file in there if is_file(file) and file.absolute() != picture.absolute()), None)


def _in_file(path: Path, pictures: Sequence[str], reader: ReadingProcess) -> dict[int, tuple[Path, Table]]:
    """The lines of each picture, or its file. Raises ReadError."""
    table = reader.read_by(table_of, path, (NEEDED_OF_FILES, NEEDED_OF_SEVERAL))
    if not table:
        raise ReadError(path, _("it holds no points."))
    names_files = not set(NEEDED_OF_SEVERAL) <= set(table[0][1])
    numbers: dict[str, int] = {}
    lines: dict[int, list[tuple[int, dict[str, str]]]] = {}
    for line, row in table:
        name = row["picture"]
        if name not in numbers:
            numbers[name] = _number_of(path, name, pictures)
        lines.setdefault(numbers[name], []).append((line, row))
    if names_files:
        return {number: (_named_file(path, rows), ()) for number, rows in lines.items()}
    return {number: (path, tuple(rows)) for number, rows in lines.items()}


def _named_file(path: Path, rows: Sequence[tuple[int, dict[str, str]]]) -> Path:
    """That a table names for a picture, from its own folder. A server's name is not followed: the file may
    lie beside the table. Raises ReadError.
    """
    (line, row), *more = rows
    if more:
        sentence = _("line {line} names “{name}” a second time: give a picture one file.")
        raise ReadError(path, sentence.format(line=more[0][0], name=row["picture"]))
    name = row["reference"]
    file = path.parent / (name if may_follow(name, path) else file_name(name))
    if not name or not is_file(file):
        sentence = _("line {line} names “{name}”, which is no file.")
        raise ReadError(path, sentence.format(line=line, name=name))
    return file


def _number_of(path: Path, name: str, pictures: Sequence[str]) -> int:
    """The picture that is called so: by its path, as in the table of the series, else by its name."""
    names = [Path(each).name for each in pictures]
    for known in (relative_names(pictures), pictures, names):
        if (number := known.count(name)) == 1:
            return known.index(name)
        if number > 1:
            sentence = _("several pictures are called “{name}”: write the path as in series.csv.")
            raise ReadError(path, sentence.format(name=name))
    sentence = _("its picture “{name}” is none of this series.").format(name=name)
    raise ReadError(path, sentence + did_you_mean(name, names))
