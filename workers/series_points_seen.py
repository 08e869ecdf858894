"""The job that reads what is round points of a series, to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.accuracy.pool import Place
from core.base.arrays import Bytes
from core.base.errors import FloeError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import _
from core.document.plain_json import Json
from core.guarded.process import ReadingProcess
from core.image.display import pyramid, to_rgb
from core.image.image import Image
from workers.mailbox import Mailbox

# So far round a point the picture is shown, in pixels.
AROUND = 512


@dataclass(frozen=True, eq=False)
class Wanted:
    """A point that is to be seen. record: of its picture, which lies at `path`."""

    place: Place
    path: Path
    record: Json


@dataclass(frozen=True, eq=False)
class Surroundings:
    """levels: the picture about a point, as `core.image.display.pyramid` has it; pixel: column and row of the
    point in it. problem: why it cannot be seen, as a sentence.
    """

    place: Place
    levels: tuple[Bytes, ...] = ()
    pixel: tuple[int, int] = (0, 0)
    problem: str = ""


def see_surroundings(
    wanted: tuple[Wanted, ...], process: ReadingProcess, seen: Mailbox[Surroundings], cancelled: Cancel
) -> None:
    """Put the surroundings of each into `seen`, in turn. Raises Cancelled."""
    pictures: dict[Path, Image] = {}
    for each in wanted:
        raise_if_cancelled(cancelled)
        try:
            if each.path not in pictures:
                pictures = {each.path: _picture(each, process, cancelled)}  # one at a time in memory
            seen.put(_around(each.place, pictures[each.path]))
        except FloeError as error:
            seen.put(Surroundings(each.place, problem=str(error)))


def _picture(wanted: Wanted, process: ReadingProcess, cancelled: Cancel) -> Image:
    """Cropped as it was measured. Raises FloeError, Cancelled."""
    from core.pipeline.verify import opened_again  # here, in the thread: it takes as long as a frame

    path = wanted.path
    with opened_again(wanted.record, path, path, process, threads=1, cancelled=cancelled) as task:
        if not isinstance(task.source, Image):
            raise FloeError(_("{path}: it is too large to be shown here.").format(path=path))
        return task.source


def _around(place: Place, image: Image) -> Surroundings:
    rows = slice(max(0, place.row - AROUND), place.row + AROUND)
    columns = slice(max(0, place.column - AROUND), place.column + AROUND)
    whole = to_rgb(image)
    if place.row >= whole.shape[0] or place.column >= whole.shape[1]:  # of a file made by hand
        raise FloeError(_("There is no such place in the picture: the points are of another one."))
    shown = whole[rows, columns]
    valid = None if image.valid is None else image.valid[rows, columns]
    pixel = place.column - columns.start, place.row - rows.start
    return Surroundings(place, pyramid(shown, valid), pixel)
