"""How far the code goes for what a user does: four journeys through the window, counted call by call.

Usage: journeys.py IMAGE [--of CHECKOUT] [--count NAME …] [--pairs N] [--json]

The journeys: drop → picture, k → labels and table, rename → PDF, pixel size → areas. For each: the functions
of Floe that ran, the files that they lie in, moves (calls from one file of Floe into another), the longest
chain of moves (how many of them were open at once), and how often each NAME was called (carried_to unless
given). Loops count each time: the iterations and the cells of a painted table are most of the moves.
--of: another checkout of Floe, to compare with. --pairs: the N pairs of files with the most moves.
Everything runs under a profiler: no times are told.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import monotonic
from types import CodeType, FrameType
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QSpinBox

HERE = Path(__file__).resolve().parents[1]
ROOMS = ("core", "ui", "workers")
# Nothing follows any more where nothing has for so long; the search for garbage looks once a second.
QUIET_S = 0.6
LIMIT_S = 120.0


@dataclass
class Trace:
    """Calls of functions below `root`, in all threads that start while it is on."""

    root: Path
    functions: set[CodeType] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    longest: int = 0
    called: Counter[str] = field(default_factory=Counter)
    last: float = 0.0
    _open: threading.local = field(default_factory=threading.local)
    _ours: dict[str, bool] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin a new journey."""
        self.functions, self.files = set(), set()
        self.called, self.moves, self.longest = Counter(), Counter(), 0
        self.last = monotonic()

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """For sys.setprofile: follow calls and returns of Python functions."""
        if event not in ("call", "return"):
            return
        stack: list[tuple[str, int]] = self._open.__dict__.setdefault("stack", [])
        if event == "return":
            if stack:
                stack.pop()
            return
        name = frame.f_code.co_filename
        above, depth = stack[-1] if stack else ("", 0)
        if not self._is_ours(name):
            stack.append((above, depth))
            return
        if above and above != name:
            self.moves[above, name] += 1
            depth += 1
            self.longest = max(self.longest, depth)
        self.functions.add(frame.f_code)
        self.files.add(name)
        self.called[frame.f_code.co_name] += 1
        self.last = monotonic()
        stack.append((name, depth))

    def _is_ours(self, name: str) -> bool:
        if name not in self._ours:
            path = Path(name)
            self._ours[name] = (
                path.is_relative_to(self.root) and path.relative_to(self.root).parts[0] in ROOMS
            )
        return self._ours[name]


def first_import(*names: str) -> Any:
    """The first of these modules that there is: they lay elsewhere in earlier versions."""
    for name in names:
        try:
            return import_module(name)
        except ImportError:
            continue
    sys.exit(f"none of {', '.join(names)} is there")


def only(kind: str) -> Any:
    """The object of this class; there is one of each."""
    gc.unfreeze()  # the window sets aside what there is at its start
    return next(each for each in gc.get_objects() if type(each).__name__ == kind)


def wait(trace: Trace, done: Callable[[], bool]) -> None:
    """Let things happen until `done`, and then until nothing more follows."""
    begun = monotonic()

    def over() -> bool:
        sys.setprofile(None)  # the look itself is no part of the journey
        there = done()
        sys.setprofile(trace)
        return there and monotonic() - trace.last > QUIET_S

    while not over():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if monotonic() - begun > LIMIT_S:
            sys.exit(f"a journey did not come to its end: {trace.called.most_common(8)}")


def drop(window: Any, path: Path) -> None:
    """Let the picture fall on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), action, data, button, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), action, data, button, none))


def journeys(image: Path, trace: Trace, folder: Path) -> dict[str, dict[str, Any]]:
    """Drive the window through all of them; what each took."""
    opened: Any = import_module("benchmarks.driven_window").open_window()
    application, window = opened
    session = only("Session")
    found: dict[str, dict[str, Any]] = {}

    def has_result() -> bool:
        document, outcome = session.document, session.outcome
        return bool(document and outcome and outcome.segmentation.k == document.parameters.k)

    def go(name: str, act: Callable[[], object], done: Callable[[], bool]) -> None:
        trace.clear()
        act()
        wait(trace, done)
        found[name] = {
            "functions": len(trace.functions),
            "files": len(trace.files),
            "moves": trace.moves.total(),
            "pairs": trace.moves,
            "longest_chain": trace.longest,
            "called": dict(trace.called),
        }

    wait(trace, lambda: True)
    go("drop → picture", lambda: drop(window, image), has_result)
    # What is imported and compiled once is over with the first change.
    spin = next(each for each in window.findChildren(QSpinBox) if each.objectName() == "k")
    spin.setValue(6)
    wait(trace, has_result)
    go("k → labels and table", lambda: spin.setValue(7), has_result)
    pdf = folder / "report.pdf"
    QFileDialog.getSaveFileName = staticmethod(lambda *_, **__: (str(pdf), ""))  # type: ignore[assignment]

    def report() -> None:
        session.rename_class("1", "water")
        wait(trace, lambda: True)
        only("ExportController").ask_one("report")

    go("rename → PDF", report, pdf.exists)
    sizes = first_import("core.scale.calibration", "core.calibration")
    go("pixel size → areas", lambda: session.set_pixel_size(sizes.parse_pixel_size("0.5m")), has_result)
    window.close_without_asking()
    application.processEvents()
    return found


def main() -> None:
    """Read the command line, count, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("image", type=Path)
    parser.add_argument("--of", type=Path, default=HERE)
    parser.add_argument("--count", nargs="+", default=["carried_to"])
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    root = options.of.resolve()
    sys.path.insert(0, str(root))
    trace = Trace(root)
    threading.setprofile(trace)
    sys.setprofile(trace)
    with tempfile.TemporaryDirectory() as folder:
        found = journeys(options.image.resolve(), trace, Path(folder))
    sys.setprofile(None)
    threading.setprofile(None)
    for row in found.values():
        row["called"] = {name: row["called"].get(name, 0) for name in options.count}
        most = row["pairs"].most_common(options.pairs)
        row["pairs"] = [(*(str(Path(each).relative_to(root)) for each in pair), n) for pair, n in most]
    if options.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{'':24}{'functions':>10}{'files':>7}{'moves':>8}{'chain':>7}  calls")
    for name, row in found.items():
        called = ", ".join(f"{each} {number}" for each, number in row["called"].items())
        numbers = f"{row['functions']:10}{row['files']:7}{row['moves']:8}{row['longest_chain']:7}"
        print(f"{name:24}{numbers}  {called}")
        for above, below, number in row["pairs"]:
            print(f"{number:40}  {above} → {below}")


if __name__ == "__main__":
    main()
