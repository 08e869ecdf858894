"""Whether an HDF5 file holds all that it shows.

The library for HDF5 follows what a file names: links to objects of other files, values that lie raw in other
files, datasets that are put together of parts of others. GDAL does not let it be told otherwise, so whoever
opens such a file looks here first. Links within the file are no matter.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.sentences import _

HEAD = b"\x89HDF\r\n\x1a\n"

# Links to look at: more have no variables that anybody chooses from.
_MOST_LINKS = 100_000
_ITSELF = "."


def check_whole(path: Path) -> None:
    """Raise ReadError where an HDF5 file names another one, has no end, or is damaged.

    For the guarded process.
    """
    import h5py

    try:
        with h5py.File(path, "r", locking=False) as file:
            look = _Look(h5py, file.id)
            # Each link once, and none followed but to what lies in this file.
            file.id.links.visit(look, info=True)
    # WORKAROUND: h5py loses the reason of some in its lock, and says SystemError.
    except (OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError, SystemError) as error:
        raise ReadError(path, _("it is damaged or cut off.")) from error
    if look.elsewhere:
        sentence = _(
            "“{name}” in it lies in another file, and nothing is opened but what you name: write all values "
            "into one file, and choose that."
        )
        raise ReadError(path, sentence.format(name=look.elsewhere[:200]))
    if look.links > _MOST_LINKS or look.unfolded() > _MOST_LINKS:
        sentence = _(
            "there are more variables in it than Floe looks at, or groups that hold each other: write what "
            "is wanted into a file of its own."
        )
        raise ReadError(path, sentence)


class _Look:
    """Called with every link of a file; it ends with the first whose values lie elsewhere, or too many.

    elsewhere: the name of that; "" for none.
    """

    def __init__(self, h5py: Any, file: Any) -> None:
        self._h5py, self._file = h5py, file
        self.elsewhere, self.links = "", 0
        self._root = self._place(file)
        # Where the groups lie, by their first names; and which links are in each: to a group, None to others.
        self._groups = {b"": self._root}
        self._inside: dict[int, list[int | None]] = {self._root: []}

    def __call__(self, name: bytes, info: Any) -> bool | None:
        self.links += 1
        known = self._h5py.h5l
        if info.type == known.TYPE_HARD:
            self._look_at(name, self._h5py.h5o.open(self._file, name))
        elif info.type != known.TYPE_SOFT:
            self.elsewhere = _text(name)
        return True if self.elsewhere or self.links > _MOST_LINKS else None

    def unfolded(self) -> float:
        """Links on all ways from the root, as netCDF walks them; infinite where a group is in itself."""
        ahead = dict.fromkeys(self._inside, 0)
        for links in self._inside.values():
            for group in links:
                if group is not None:
                    ahead[group] += 1
        ways = dict.fromkeys(self._inside, 0)
        ways[self._root], ready, total, done = 1, [self._root] * (not ahead[self._root]), 0, 0
        while ready:
            here = ready.pop()
            total, done = total + ways[here] * len(self._inside[here]), done + 1
            for group in self._inside[here]:
                if group is not None:
                    ways[group] += ways[here]
                    ahead[group] -= 1
                    if not ahead[group]:
                        ready.append(group)
        return total if done == len(self._inside) else math.inf

    def _look_at(self, name: bytes, found: Any) -> None:
        """An object of this file."""
        group = self._place(found) if isinstance(found, self._h5py.h5g.GroupID) else None
        self._inside[self._groups[name.rpartition(b"/")[0]]].append(group)
        if group is not None:
            self._groups[name] = group
            self._inside.setdefault(group, [])
        elif isinstance(found, self._h5py.h5d.DatasetID) and self._is_elsewhere(found):
            self.elsewhere = _text(name)

    def _is_elsewhere(self, dataset: Any) -> bool:
        made = dataset.get_create_plist()
        if made.get_layout() == self._h5py.h5d.VIRTUAL:
            sources = {made.get_virtual_filename(i) for i in range(made.get_virtual_count())}
            return sources != {_ITSELF}
        return bool(made.get_external_count())

    def _place(self, found: Any) -> int:
        return int(self._h5py.h5o.get_info(found).addr)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
