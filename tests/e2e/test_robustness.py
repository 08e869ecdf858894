"""Short forms of `make monkey` and `make kills`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.kills import MOST_LOST_S, ROOT, kill_once


def test_a_monkey_finds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.robustness.monkey", "0", "60"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.xvfb
@pytest.mark.parametrize("seed", [0, 1])
def test_a_kill_takes_next_to_nothing(seed: int, tmp_path: Path) -> None:
    kill = kill_once(tmp_path, seed)
    assert kill.steps
    assert kill.lost < MOST_LOST_S
