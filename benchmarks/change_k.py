"""How long from another number of clusters to the new segmentation on the screen, in the real window.

Usage: change_k.py IMAGE [--least 2] [--most 16] [--rounds N] [--json]

Each k is set in the number box of the clustering panel, as a user does, and the clock runs until the view
of the segmentation has been painted with the result (the fixed point, not a frame on the way). Beside the
clock stands the processor time of the program, which other work on the machine hardly changes; with two
threads at work it may be more than the clock. The k come in an order of their own, so that neighbours do not
help each other. It takes the screen that is there; .make/real-window gives it one of its own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.driven_window import LIMIT_MS, open_window, settle, wait_for_outcome


class Painted(QObject):
    """Waits until a view has been painted with the result for a given k."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._window = window
        self._k = 0
        self._loop = QEventLoop(self)
        self.frames = 0
        self._viewport = window.workspace.parts.pictures.segmentation.viewport()
        self._viewport.installEventFilter(self)
        window.workspace.runs.frame_arrived.connect(self._count)

    def after(self, k: int) -> float:
        """Set k and wait; seconds."""
        self._k, self.frames = k, 0
        limit = QTimer(self)
        limit.setSingleShot(True)
        limit.timeout.connect(self._loop.quit)
        limit.start(LIMIT_MS)
        begun = perf_counter()
        self._window.workspace.parts.clustering.controls.k.setValue(k)
        self._loop.exec()
        seconds = perf_counter() - begun
        if not limit.isActive():
            sys.exit(f"no segmentation of {k} clusters came")
        limit.stop()
        return seconds

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._viewport and event.type() == QEvent.Type.Paint and self._k and self._is_there():
            self._k = 0
            # When this paint is done, the loop ends.
            QTimer.singleShot(0, self._loop.quit)
        return False

    def _is_there(self) -> bool:
        outcome = self._window.session.outcome
        return bool(
            outcome
            and outcome.segmentation.k == self._k
            and self._window.workspace.replay.labels is outcome.segmentation.labels
        )

    def _count(self) -> None:
        self.frames += 1


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("image", type=Path)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--most", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    application, window = open_window()
    window.services.files.open_paths([options.image])
    wait_for_outcome(window)
    settle()
    painted = Painted(window)
    random = np.random.RandomState(0)
    rows = []
    for _ in range(options.rounds):
        for k in random.permutation(np.arange(options.least, options.most + 1)).tolist():
            if k == window.session.document.parameters.k:
                continue
            busy = process_time()
            seconds = painted.after(k)
            busy = process_time() - busy
            found = window.session.outcome.segmentation
            rows.append(
                {
                    "k": k,
                    "ms": seconds * 1000,
                    "cpu_ms": busy * 1000,
                    "iterations": found.iterations,
                    "cluster_ms": found.seconds["cluster"] * 1000,
                    "label_ms": found.seconds["label"] * 1000,
                    "frames": painted.frames,
                }
            )
            settle()
    platform = QApplication.platformName()
    window.close_without_asking()
    application.processEvents()
    times = [row["ms"] for row in rows]
    result = {
        "image": str(options.image),
        "platform": platform,
        "changes": len(rows),
        "median_ms": statistics.median(times),
        "median_cpu_ms": statistics.median(row["cpu_ms"] for row in rows),
        "least_ms": min(times),
        "most_ms": max(times),
        "rows": rows,
    }
    print(json.dumps(result, indent=1) if options.json else as_text(result))


def as_text(result: dict[str, Any]) -> str:
    """The table for a reader: medians by k."""
    times = f"{result['least_ms']:.0f} … {result['most_ms']:.0f} ms"
    lines = [
        f"{result['image']} on {result['platform']}: {result['changes']} changes of k",
        f"painted after {result['median_ms']:.0f} ms (median), {times}",
        f"processor time {result['median_cpu_ms']:.0f} ms (median)",
        f"{'k':>4}{'painted':>10}{'processor':>11}{'cluster':>10}{'label':>8}{'frames':>8}{'iterations':>12}",
    ]
    for k in sorted({row["k"] for row in result["rows"]}):
        rows = [row for row in result["rows"] if row["k"] == k]
        middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        lines.append(
            f"{k:4}{middle['ms']:10.0f}{middle['cpu_ms']:11.0f}{middle['cluster_ms']:10.0f}{middle['label_ms']:8.0f}"
            f"{middle['frames']:8.0f}{middle['iterations']:12.0f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
