"""What was measured, small: in the row of small multiples and in the list of the pictures, as far as it is in
sight, and not while pictures are measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from core.base.arrays import Bytes
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.series.chart import class_colours
from core.series.entry import Entry
from ui.series.chart_panel import ChartPanel
from ui.series.multiples_view import Multiple
from ui.series.pictures_panel import PicturesPanel
from ui.series.series_state import PictureRow, SeriesState
from workers.job_thread import JobThread
from workers.mailbox import Mailbox
from workers.series_views import Seen, Wanted, see_again

# A little after the last scrolling.
_PAUSE_MS = 60
# So many are kept; those in sight always.
_MOST_KEPT = 4000


class MultiplesController(QObject):
    """opened(Path): the user wants to see this picture in Segment."""

    opened = Signal(object)

    def __init__(self, chart: ChartPanel, pictures: PicturesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._chart, self._view, self._pictures = chart.chart, chart.multiples, pictures
        self._state = SeriesState()
        self._entries: dict[str, Entry] = {}
        self._keys: dict[Path, str] = {}
        self._colours: Mapping[str, str] = {}
        self._pixmaps: dict[str, QPixmap] = {}
        # Made again in vain: the picture is not there, or another.
        self._gone: set[str] = set()
        self._asked: frozenset[str] = frozenset()
        # Whether what there is to be seen is yet to be derived of the state.
        self.is_stale = False
        self._process = ReadingProcess(read)
        self._thread = JobThread[None]("series views", self, on_done=self._look_on)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self._view.seen.connect(self._timer.start)
        pictures.seen.connect(self._timer.start)
        self._view.chosen.connect(self._choose)
        self._view.opened.connect(self._open)
        self._chart.laid_out.connect(self._place)
        pictures.chosen_changed.connect(self._follow)

    @property
    def looking(self) -> bool:
        """Whether views are still made of what is in sight."""
        return self._thread.busy or self._timer.isActive()

    def show(self, new: SeriesState) -> None:
        before, self._state = self._state, new
        same = new.found is before.found and new.rows == before.rows and new.running == before.running
        if new.found is not before.found:
            self._gone.clear()
        if new.running:
            self._thread.cancel()  # the cores are wanted for measuring
        if not same and not new.running:
            self.is_stale = True
            self._timer.start()

    def _derive(self) -> None:
        """What there is to be seen: of a thousand pictures a turn by itself."""
        self.is_stale, found = False, self._state.found
        measured = [] if found is None else [entry for entry in found.entries if entry.record]
        self._colours = {} if found is None else class_colours(found, measured)
        self._entries = {self._key(entry): entry for entry in measured}
        self._keys = {Path(entry.path): key for key, entry in self._entries.items()}
        self._view.setVisible(bool(measured))
        self._place()

    def forget(self) -> None:
        """Another series comes."""
        self._thread.cancel()
        self._pixmaps, self._entries, self._keys = {}, {}, {}
        self._gone.clear()
        self.is_stale = False
        self._view.hide()
        self._pictures.show_results({})

    def close(self) -> None:
        self._timer.stop()
        self._thread.close()
        self._process.close()

    def _key(self, entry: Entry) -> str:
        """Of what is seen: the labels, in the colours of their classes."""
        result = entry.record["result"]
        names = [(each["name"], self._colours.get(each["name"])) for each in result["classes"]]
        return f"{entry.path} {result['labels_sha256']} {names}"

    def _place(self) -> None:
        """Under the points of the chart, where it has one."""
        if self._state.running or self.is_stale:
            return
        plot, rows = self._chart.plot, {str(row.path): row for row in self._state.rows}
        points = {}
        if plot is not None:
            curve = max(plot.curves.curves, key=lambda each: len(each.points))
            offset = self._chart.x() - self._view.x()
            points = {point.path: plot.of(point)[0] + offset for point in curve.points}
        years = len({each.date.text[:4] for each in self._entries.values()}) > 1
        self._view.show_multiples(
            [
                _multiple(key, each, rows.get(each.path), points.get(each.path), years=years)
                for key, each in self._entries.items()
            ]
        )

    def _look(self) -> None:
        """Make those that are in sight and not made yet; the last job stops."""
        if self._state.running:
            return
        if self.is_stale:
            self._derive()
            self._timer.start()
            return
        if not self._view.isVisible():
            return
        known = self._pixmaps.keys() | self._gone
        missing = [key for key in self._in_sight() if key not in known]
        if not missing:
            self._show_pixmaps()
            return
        if self._thread.busy and self._asked.issuperset(missing):
            return
        self._asked = frozenset(missing)
        entries = ((key, self._entries[key]) for key in missing if key in self._entries)
        wanted = tuple(Wanted(key, Path(entry.path), entry.record) for key, entry in entries)
        seen = Mailbox[Seen](self._take, slots=None)
        self._thread.submit(partial(see_again, wanted, self._process, seen), seen)

    def _look_on(self, _done: None) -> None:
        self._timer.start()

    def _take(self, seen: Seen) -> None:
        if seen.view is None:
            self._gone.add(seen.key)
            return
        if len(self._pixmaps) >= _MOST_KEPT:
            kept = set(self._in_sight())
            self._pixmaps = {key: each for key, each in self._pixmaps.items() if key in kept}
        self._pixmaps[seen.key] = _pixmap(seen.view.coloured(self._colours))
        self._show_pixmaps()

    def _in_sight(self) -> tuple[str, ...]:
        """The keys of what is seen in the row, and then in the list; each once."""
        listed = (self._keys.get(path, "") for path in self._pictures.in_sight())
        return tuple(dict.fromkeys((*self._view.in_sight(), *(key for key in listed if key))))

    def _show_pixmaps(self) -> None:
        self._view.show_pixmaps(self._pixmaps)
        keys = self._keys.items()
        self._pictures.show_results({path: self._pixmaps[key] for path, key in keys if key in self._pixmaps})

    def _follow(self) -> None:
        chosen = self._pictures.chosen()
        self._view.choose(str(chosen[0]) if len(chosen) == 1 else "")

    def _choose(self, path: str) -> None:
        if self._pictures.chosen() != (Path(path),):
            self._pictures.choose([Path(path)])

    def _open(self, path: str) -> None:
        self.opened.emit(Path(path))


def _multiple(
    key: str, entry: Entry, row: PictureRow | None, point: float | None, *, years: bool
) -> Multiple:
    """years: whether the pictures are of several."""
    date = entry.date.text[:10]
    short = date[2:] if years else date[5:]
    tip = "\n".join(part for part in (entry.name, date, "" if row is None else row.reason) if part)
    marked = row is not None and row.state in ("drifted", "doubtful")
    return Multiple(entry.path, key, short or entry.name, tip, point, marked)


def _pixmap(pixels: Bytes) -> QPixmap:
    height, width, _bands = pixels.shape
    return QPixmap.fromImage(QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888))
