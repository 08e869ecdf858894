"""The main job done from another process, by what a screen reader is told."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xvfb
ROOT = Path(__file__).resolve().parents[2]
_NEEDED = {
    "xdotool": "xdotool",
    "dbus-run-session": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}


def test_from_a_picture_to_areas_by_a_screen_reader(photo: Path, tmp_path: Path) -> None:
    missing = [package for program, package in _NEEDED.items() if shutil.which(program) is None]
    if missing:
        pytest.skip(f"needs the system packages {', '.join(missing)}")
    folder = tmp_path / "out"
    folder.mkdir()
    journey = [sys.executable, "-m", "tests.e2e.at_spi_journey", str(photo), str(folder)]
    done = subprocess.run(
        ["dbus-run-session", "--", *journey],
        env={**os.environ, "HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["picture"].startswith("photo.png · 96 × 72 · RGB, 8-bit")
    assert told["clusters"].startswith("class 1: ")
    assert " m² (" in told["areas"]
    assert f"Exported to {folder}" in told["exported"]
    table = next(folder.glob("*areas.csv"))
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 3
    assert sum(float(row["area"]) for row in rows) == 72 * 96 * 4
