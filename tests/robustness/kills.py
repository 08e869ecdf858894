"""Kills the program at random moments while it works in its window, and looks what is lost.

Usage: ./.make/real-window .venv/bin/python -m tests.robustness.kills [N] [SEED]
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from core.document.document_file import document_of, read_document
from core.io.reader import read
from core.recovery.folder import RecoveryFolder
from core.scale.calibrate import calibrate
from core.writing.parts import remove_leftovers
from tests.e2e.pictures import patches, save

ROOT = Path(__file__).resolve().parents[2]
# Of a change nothing older may be lost.
MOST_LOST_S = 10.0
_START_S = 60.0
_LONGEST_S = 9.0


@dataclass(frozen=True)
class Kill:
    """lost: seconds between the oldest change that is nowhere and the kill. offered: documents to recover."""

    steps: int
    recovered: int
    lost: float
    offered: int


def kill_once(folder: Path, seed: int) -> Kill:
    """Start the program, kill it at a random moment, and look; `folder` is its home."""
    chance = random.Random(seed)
    picture, document, journal = folder / "photo.png", folder / "photo.floe", folder / f"journal {seed}"
    if not picture.exists():
        save(picture, patches(120, 160))
    journal.touch()
    environment = os.environ | {
        f"XDG_{kind}_HOME": str(folder / kind) for kind in ("STATE", "CONFIG", "DATA")
    }
    arguments = [str(picture), str(document), str(journal), str(seed)]
    command = [sys.executable, "-m", "tests.robustness.killed", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as program:
        deadline = time.monotonic() + _START_S
        if chance.random() < 0.9:  # else it is killed while it starts
            while not journal.stat().st_size and time.monotonic() < deadline and program.poll() is None:
                time.sleep(0.02)
        time.sleep(chance.uniform(0, _LONGEST_S))
        if program.poll() is not None:
            raise AssertionError(f"seed {seed}: the program ended by itself with {program.returncode}")
        program.kill()
        program.wait()
        killed = time.time()
    return _look(folder, journal, killed)


def _look(folder: Path, journal: Path, killed: float) -> Kill:
    done = [line.split() for line in journal.read_text(encoding="utf-8").splitlines()]
    steps = [(float(when), int(number)) for when, number in done]
    image = read(folder / "photo.png")
    own_scale = calibrate(image)
    found, offered = [0], 0
    if (folder / "photo.floe").exists():
        saved = document_of(read_document(folder / "photo.floe"), image, own_scale)
        found += [_number(item.name) for item in saved.classes or ()]
        (folder / "photo.floe").unlink()
    for store in RecoveryFolder(folder / "STATE" / "floe" / "recovery").claim_left():
        for kept in store.documents():
            offered += 1
            history = store.history(kept, image, own_scale)
            found += [_number(item.name) for item in history.document.classes or ()]
        store.close(remove=True)
    remove_leftovers(folder)
    left = [path.name for path in folder.iterdir() if ".part" in path.name]
    if left:
        raise AssertionError(f"half-written files were left: {left}")
    newest = max(found)
    lost = [when for when, number in steps if number > newest]
    return Kill(len(steps), newest, killed - lost[0] if lost else 0.0, offered)


def _number(name: str) -> int:
    return int(name.removeprefix("step ")) if name.startswith("step ") else 0


def main(number: int = 100, seed: int = 0) -> int:
    kills = []
    with tempfile.TemporaryDirectory(prefix="floe-kills-") as folder:
        for each in range(seed, seed + number):
            kill = kill_once(Path(folder), each)
            kills.append(kill)
            print(f"{each}: {kill.steps} steps, {kill.recovered} there, {kill.lost:.2f} s lost", flush=True)  # noqa: T201
    worst = max(kill.lost for kill in kills)
    print(f"{number} kills, {sum(kill.steps for kill in kills)} steps; at most {worst:.2f} s lost")  # noqa: T201
    return int(worst >= MOST_LOST_S)


if __name__ == "__main__":
    raise SystemExit(main(*(int(argument) for argument in sys.argv[1:])))
