"""A file opened by GDAL through rasterio: by a named driver, in a folder that holds nothing but it and the
files beside it that Floe has chosen.

Left to itself GDAL looks at whatever lies in the folder, guesses the driver, and some drivers fetch what a
text tells them to from the network.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.sentences import _
from core.io.side_files import EXTRA_ENDING, MASK_ENDING, Beside
from core.io.source import Source
from core.io.tiff_directories import HEIGHT, WIDTH, layout_of_file

# Of the kinds of files beside a picture those that GDAL reads itself.
_GDAL_READS: dict[str, str] = {"mask": MASK_ENDING, "extra": EXTRA_ENDING}


@contextmanager
def opened_in_memory(
    source: Source,
    driver: str,
    others: Mapping[str, bytes] | None = None,
    *,
    name: str = "",
    form: str = "{}",
) -> Iterator[Any]:
    """The rasterio dataset of a source. others: what GDAL needs beside it, by name (ENVI's header).

    name: of the file in its folder, where it matters. form: of what GDAL is to open, with {} for the path.
    A mask beside that does not fit is left out. Raises what rasterio raises.
    """
    name = name or f"picture{_suffix(source.path)}"
    path = form.format(f"{{folder}}/{name}")
    files = {name: source.data, **(others or {})}
    files |= {name + _GDAL_READS[kind]: source.beside.content(kind) for kind in _known(source.beside)}
    with _opened(files, path, driver) as file:
        if mask_fits(source.beside, file.width, file.height):
            yield file
            return
    del files[name + MASK_ENDING]
    with _opened(files, path, driver) as file:
        yield file


@contextmanager
def _opened(files: Mapping[str, bytes], path: str, driver: str) -> Iterator[Any]:
    """One of the files in a folder in memory. path: what GDAL is to open, with {folder} for that."""
    import rasterio

    folder = uuid.uuid4().hex
    with ExitStack() as stack:
        for each, content in files.items():
            stack.enter_context(rasterio.MemoryFile(content, dirname=folder, filename=each))
        yield stack.enter_context(rasterio.open(path.format(folder=f"/vsimem/{folder}"), driver=driver))


def mask_fits(beside: Beside, width: int, height: int) -> bool:
    """Whether a mask beside a picture of this size may be given to GDAL, which would take one of any size,
    and open a text that names other files.
    """
    if "mask" not in beside.files:
        return True
    found = layout_of_file(beside.files["mask"])
    if found is None:
        return False
    first = found.directories[0]
    return (first.number(WIDTH), first.number(HEIGHT)) == (width, height)


@contextmanager
def linked_folder(path: Path, beside: Beside) -> Iterator[Path]:
    """The path of a file in a folder of its own, as a link, with those files beside it that GDAL reads.

    For what is too large for memory. Raises ReadError where this system makes no links and there are any.
    """
    # By the names that GDAL looks for: an ending in capitals, say, is none.
    wanted = {path.name + _GDAL_READS[kind]: beside.files[kind] for kind in _known(beside)}
    if not wanted:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="floe-") as folder:
        for name, each in {path.name: path, **wanted}.items():
            try:
                (Path(folder) / name).symlink_to(each.resolve())
            except OSError as error:
                raise ReadError(
                    next(iter(wanted.values())),
                    _("what lies beside a picture cannot be read in tiles here ({reason}): ").format(
                        reason=error.strerror
                    )
                    + _("move it away, or read the picture whole (--tile 0)."),
                ) from error
        yield Path(folder) / path.name


def _known(beside: Beside) -> list[str]:
    return [kind for kind in _GDAL_READS if kind in beside.files]


def alone() -> dict[str, str]:
    """The settings of rasterio.Env by which GDAL looks at nothing beside a file."""
    return {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR"}


def checked_mask(file: Any, beside: Beside) -> tuple[Beside, tuple[str, ...]]:
    """What of the files beside was used: not a mask that GDAL takes for none, which is said."""
    if "mask" not in beside.files:
        return beside, ()
    flags = {flag.name for flag in file.mask_flag_enums[0]}
    if "per_dataset" in flags and "alpha" not in flags:
        return beside, ()
    sentence = _("{name} beside the picture is no mask of it, or one of another size: it is not used.")
    return beside.without("mask"), (sentence.format(name=beside.files["mask"].name),)


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ""
