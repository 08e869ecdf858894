"""Whether an HDF5 file holds all that it shows.

The library for HDF5 follows what a file names: links to objects of other files, values that lie raw in other
files, datasets that are put together of parts of others. GDAL does not let it be told otherwise, so whoever
opens such a file looks here first. Links within the file are no matter.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.sentences import _

HEAD = b"\x89HDF\r\n\x1a\n"

# Links to look at: more have no variables that anybody chooses from.
_MOST_LINKS = 100_000
_ITSELF = "."


def check_whole(path: Path) -> None:
    """Raise ReadError where an HDF5 file names another one, or is damaged. For the guarded process."""
    import h5py

    try:
        with h5py.File(path, "r", locking=False) as file:
            elsewhere = _Elsewhere(h5py, file.id)
            # Each link once, and none followed but to what lies in this file.
            file.id.links.visit(elsewhere, info=True)
    except (OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError) as error:
        raise ReadError(path, _("it is damaged or cut off.")) from error
    if elsewhere.name:
        sentence = _(
            "“{name}” in it lies in another file, and nothing is opened but what you name: write all values "
            "into one file, and choose that."
        )
        raise ReadError(path, sentence.format(name=elsewhere.name[:200]))
    if elsewhere.links > _MOST_LINKS:
        raise ReadError(path, _("there are more variables in it than Floe looks at."))


class _Elsewhere:
    """Called with every link of a file; it ends with the first whose values lie elsewhere, or too many.

    name: of that; "" for none.
    """

    def __init__(self, h5py: Any, file: Any) -> None:
        self._h5py, self._file = h5py, file
        self.name, self.links = "", 0

    def __call__(self, name: bytes, info: Any) -> bool | None:
        self.links += 1
        if self._is_elsewhere(name, info.type):
            self.name = name.decode("utf-8", "replace")
        return True if self.name or self.links > _MOST_LINKS else None

    def _is_elsewhere(self, name: bytes, kind: int) -> bool:
        known = self._h5py.h5l
        if kind != known.TYPE_HARD:
            return bool(kind != known.TYPE_SOFT)
        found = self._h5py.h5o.open(self._file, name)
        if not isinstance(found, self._h5py.h5d.DatasetID):
            return False
        made = found.get_create_plist()
        if made.get_layout() == self._h5py.h5d.VIRTUAL:
            sources = {made.get_virtual_filename(i) for i in range(made.get_virtual_count())}
            return sources != {_ITSELF}
        return bool(made.get_external_count())
