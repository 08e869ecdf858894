"""Reads mutated files for some minutes: each must be read, or refused with a sentence.

    make fuzz MINUTES=10 TARGET=regions        or: pictures, documents, recipes, records, starts; all in turn

What is found lies in build/fuzz and is named at the end; the exit code is 1 then. SEED repeats a run.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from core.base.errors import FloeError
from core.guarded.process import ReadingProcess
from core.io.reader import read
from tests.fuzz.mutations import mutated
from tests.fuzz.targets import TARGETS, Target

# What happened, and on which file.
Report = Callable[[str, str, bytes], None]
FOUND = Path(__file__).resolve().parents[2] / "build" / "fuzz"
# Sentences of core.guarded.process that no file should be the reason of.
DEFECTS = ("the decoder crashed", "reading it failed", "reading it took more", "did not start")


def fuzzed(
    target: Target, seed: int, *, seconds: float = 0.0, executions: int = 0, report: Report | None = None
) -> tuple[int, dict[str, bytes]]:
    """How many files were read, and those that were found, by what happened. Ends at either limit."""
    chance = random.Random(seed)
    seeds = target.seeds()
    contents = [content for _, content in seeds]
    found: dict[str, bytes] = {}
    number, end = 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder, ReadingProcess(read) as process:
        while time.monotonic() < end if seconds else number < executions:
            suffix, content = chance.choice(seeds)
            content = mutated(content, contents, chance)
            path = Path(folder) / f"{number % 50}{suffix}"
            path.write_bytes(content)
            problem = problem_of(target, process, path)
            number += 1
            if problem and problem not in found:
                found[problem] = content
                if report:
                    report(problem, suffix, content)
    return number, found


def problem_of(target: Target, process: ReadingProcess, path: Path) -> str:
    """What is wrong with how a file was taken; empty where nothing is."""
    try:
        target.run(process, path)
    except FloeError as error:
        sentence = str(error)
        known = next((defect for defect in DEFECTS if defect in sentence), "")
        return sentence.partition(": ")[2] if known else ""
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({where.filename}, {where.lineno})"
    return ""


def _keep(problem: str, suffix: str, content: bytes) -> None:
    kept = FOUND / f"{len(list(FOUND.glob('*')))}{suffix}"
    kept.write_bytes(content)
    say(f"{kept}: {problem}")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    # Python 3.11 holds a list that is the default for a single choice.
    parser.add_argument("targets", nargs="*", default="all", choices=["all", *TARGETS], metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    FOUND.mkdir(parents=True, exist_ok=True)
    total: Counter[str] = Counter()
    for name in TARGETS if "all" in options.targets else options.targets:
        number, found = fuzzed(TARGETS[name], options.seed, seconds=60 * options.minutes, report=_keep)
        total[name] = len(found)
        say(f"{name}: {number:,} files (seed {options.seed}), {len(found)} found")
    return 1 if total.total() else 0


if __name__ == "__main__":
    sys.exit(main())
