"""What every reader is given: the bytes of one file, read once, and the limits that hold for all."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from core.base.errors import FloeError, ReadError
from core.base.paths import no_such_file
from core.base.sentences import N_, _, ngettext
from core.base.system_libraries import MissingLibraryError, missing_library
from core.image.image import Image, Provenance
from core.image.reading import Reading
from core.io.side_files import Beside, beside
from core.writing.number_words import fixed, grouped

# Decoded pixels of one picture, and bytes of one file, in this version.
MAX_BYTES = 800_000_000
MOST_BANDS = 4096
_NO_SUCH = {
    "page": N_("it has no page {number}: choose 1 to {size}."),
    "channel": N_("it has no channel {number}: choose 1 to {size}."),
    "slice": N_("it has no slice {number}: choose 1 to {size}."),
    "time": N_("it has no time {number}: choose 1 to {size}."),
}
# By these words libraries say that a file is sound but beyond them.
_UNSUPPORTED = (
    "unsupported",
    "not supported",
    "not implemented",
    "missing codec",
    "requires the",
    "unhandled",
)


@dataclass(frozen=True)
class Source:
    """One file in memory. path: as the user gave it. data: all its bytes.

    reading: what the user chose of what the file leaves open. beside: the files that say more of it.
    """

    path: Path
    data: bytes
    reading: Reading = field(default_factory=Reading)
    beside: Beside = field(default_factory=Beside)

    def provenance(self, form: str, used: Beside | None = None) -> Provenance:
        """Where the pixels come from. form: the name of the file format. used: of the files beside."""
        side_files = () if used is None else used.side_files()
        return Provenance(str(self.path), hashlib.sha256(self.data).hexdigest(), form, side_files)

    def page_index(self, count: int) -> int:
        """Which of so many pages is chosen, from 0; the first where none is. Raises ReadError."""
        self.check_plane("page", self.reading.page, count)
        return max(0, self.reading.page - 1)

    def check_plane(self, name: str, number: int, size: int) -> None:
        """Raise ReadError where there is no plane of this number. name: of core.image.image.PlaneAxis."""
        if number > max(1, size):
            raise ReadError(self.path, _(_NO_SUCH[name]).format(number=number, size=max(1, size)))

    def check_size(self, width: int, height: int, bands: int, itemsize: int) -> None:
        """Raise ReadError where the announced picture is empty or too large, before memory is asked for."""
        if width < 1 or height < 1:
            raise ReadError(
                self.path,
                _("it announces a picture of {width} × {height} pixels.").format(width=width, height=height),
            )
        size = width * height * bands * itemsize
        if size > MAX_BYTES:
            raise ReadError(
                self.path,
                _(
                    "it announces {width} × {height} pixels, {size} MB when decoded; Floe reads up to "
                    "{most} MB whole; larger grey and RGB TIFFs open as a level, and `floe segment` "
                    "measures all their pixels."
                ).format(
                    width=width, height=height, size=fixed(size / 1e6, 0), most=fixed(MAX_BYTES / 1e6, 0)
                ),
            )

    def unsupported(self, bands: int, dtype: str) -> ReadError:
        """The error for a picture whose numbers Floe does not read, rather than converting them silently."""
        return ReadError(
            self.path,
            ngettext(
                "it has {n} band of {dtype}; Floe reads whole numbers of 8 to 32 bits and floats of 32 or "
                "64, all bands alike.",
                "it has {n} bands of {dtype}; Floe reads whole numbers of 8 to 32 bits and floats of 32 or "
                "64, all bands alike.",
                bands,
            ).format(n=bands, dtype=dtype),
        )


def check_bands(path: Path, bands: int) -> None:
    """Raise ReadError where there are more than a decoder can be asked for in time."""
    if bands > MOST_BANDS:
        reason = _("it announces {bands} bands; Floe reads up to {most}.")
        raise ReadError(path, reason.format(bands=grouped(bands), most=grouped(MOST_BANDS)))


class Family(Protocol):
    """A module of this package that reads a family of formats; a file with these names is found by itself.

    NAME: for the file dialog. SUFFIXES: lower case, with the dot, for the file dialog only.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]

    def recognises(self, source: Source) -> int:
        """0: not mine. Else the family with the highest number reads the file: 1 by what lies beside it
        alone, 2 by its content, 3 by more of its content than another family looks at.
        """
        ...

    def read(self, source: Source) -> Image:
        """The picture; raises ReadError, or whatever the decoder raises on damaged data."""
        ...


def load(path: Path, reading: Reading | None = None) -> Source:
    """The bytes of a file; raises ReadError where it is no file, missing, empty, closed to us, too large."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError(path, _("it is a folder; choose a picture in it."))
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(path, _("it is not an ordinary file."))
        if status.st_size > MAX_BYTES:
            raise ReadError(
                path,
                _(
                    "the file has {size} MB; Floe reads up to {most} MB whole; larger grey and "
                    "RGB TIFFs open as a level, and `floe segment` measures all their pixels."
                ).format(size=fixed(status.st_size / 1e6, 0), most=fixed(MAX_BYTES / 1e6, 0)),
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise no_such_file(path) from None
    except PermissionError:
        raise ReadError(path, _("you have no permission to read it.")) from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise ReadError(path, f"{getattr(error, 'strerror', None) or error}.") from None
    if not data:
        raise ReadError(path, _("the file is empty."))
    return Source(path, data, reading or Reading(), beside(path))


def damaged(path: Path, error: Exception) -> FloeError:
    """What is said of a file on which a decoder raised this: they raise anything at all on damaged data.

    Never in the words of a library, which are for programmers.
    """
    if isinstance(error, FloeError):
        return error
    if isinstance(error, ImportError) and (library := missing_library(error)):
        return ReadError(path, str(MissingLibraryError(library, (error.name or "").partition(".")[0])))
    if isinstance(error, ModuleNotFoundError):  # of a bundle, say, that was made without it
        sentence = _("this copy of Floe is incomplete, {module} is missing in it: please report this defect.")
        return ReadError(path, sentence.format(module=error.name))
    said = f"{error} {error.__cause__ or ''}".lower()
    if isinstance(error, NotImplementedError | ImportError) or any(word in said for word in _UNSUPPORTED):
        return ReadError(
            path, _("it is stored in a way that Floe does not read; convert it, to PNG or TIFF.")
        )
    return ReadError(path, _("the file is damaged, or stored in a way that Floe does not read."))
