"""The job that makes views of a series for the window: small, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.errors import FloeError
from core.base.parallel import Cancel, raise_if_cancelled
from core.document.plain_json import Json
from core.guarded.process import ReadingProcess
from workers.mailbox import Mailbox

if TYPE_CHECKING:
    from core.series.views import View

# Of the longer side of a thumbnail, in pixels.
SIDE = 96


@dataclass(frozen=True, eq=False)
class Wanted:
    """A picture that is in sight. key: of what was measured in it; record: its run record."""

    key: str
    path: Path
    record: Json


@dataclass(frozen=True, eq=False)
class Seen:
    """view: None where the picture is not there any more, or is another."""

    key: str
    view: View | None


def see_again(
    wanted: tuple[Wanted, ...], process: ReadingProcess, seen: Mailbox[Seen], cancelled: Cancel
) -> None:
    """Make the view of each in turn, and put it into `seen`. Raises Cancelled."""
    from core.series.views import view_again

    for each in wanted:
        raise_if_cancelled(cancelled)
        try:
            view = view_again(process, each.record, each.path, SIDE, cancelled=cancelled)
        except FloeError:
            view = None  # the list of pictures says what is wrong with it
        seen.put(Seen(each.key, view))
