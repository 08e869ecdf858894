"""Short forms of `make monkey` and `make kills`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.kills import MOST_LOST_S, ROOT, kill_once
from tests.robustness.monkey import growth_of


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


@pytest.mark.parametrize(
    ("memory", "grown"),
    [
        ([338, 503, 518, 630, 534, 544, 540, 602, 612, 643, 647], 17),  # as seed 11 was measured
        ([100, 200, 300, 400, 500, 600], 300),
        ([300, 500, 500, 400], 0),
    ],
)
def test_growth_is_that_of_the_most_held(memory: list[int], grown: int) -> None:
    assert growth_of(memory) == grown
