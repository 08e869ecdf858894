"""What is left after many rounds of opening, segmenting and closing a picture.

Usage: leak.py IMAGE [--rounds N] [--json]

Threads (of Python and of the system), widgets and resident memory before and after. The first rounds warm
the caches that a running program keeps; the comparison starts after them.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtWidgets import QApplication

from benchmarks.driven_window import open_window, settle, wait_for_outcome

WARM_UP = 5


def held() -> dict[str, float]:
    """What the process holds now."""
    gc.collect()
    settle()
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    kilobytes = next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
    tasks = Path("/proc/self/task")
    return {
        "python_threads": threading.active_count(),
        "system_threads": len(list(tasks.iterdir())) if tasks.exists() else 0,
        "widgets": len(QApplication.allWidgets()),
        "rss_mb": round(kilobytes / 1024, 1),
    }


def main() -> None:
    """Read the command line, open and close, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("image", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    _, window = open_window()
    before = held()
    for i in range(WARM_UP + options.rounds):
        window.open_paths([options.image])
        wait_for_outcome(window)
        window.session.close()
        settle()
        if i + 1 == WARM_UP:
            before = held()
    after = held()
    window.close()
    settle()
    left = {name: round(after[name] - before[name], 1) for name in before}
    result = {
        "image": str(options.image),
        "rounds": options.rounds,
        "before": before,
        "after": after,
        "left": left,
    }
    if options.json:
        print(json.dumps(result, indent=1))
        return
    print(f"{options.image}: after {options.rounds} rounds of open, segment, close")
    for name in before:
        print(f"{name:16}{before[name]:10g} → {after[name]:10g}   left over {left[name]:+g}")


if __name__ == "__main__":
    main()
