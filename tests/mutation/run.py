"""Mutation run: which slips in a room's code do the tests of that room not see?

    python -m tests.mutation.run [ROOM or FILE …] [--sample N]

A mutant is killed by a test that fails, by one that takes ten times as long, and by an import that fails.
Only the tests of the room that come by its lines are run. What survives must stand in survivors.toml with a
reason; the run fails where one does not, or where more than 15 of 100 survive, and says what stands there and
is killed now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.mutation.judging import Verdict, judged
from tests.mutation.mutations import mutants_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core/measure", "core/classes", "core/scale", "core/cluster")
# What they compile ahead is compiled anyhow when it is called: they have no result.
LEFT_OUT = ("warm_up.py",)
# In a sample: kernels take long as plain Python.
_NOT_SAMPLED = "kernels.py"
LEAST_KILLED = 0.85


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="make mutants", description="Slips that the tests of a room do not see."
    )
    parser.add_argument("asked", nargs="*", default=ROOMS, help="rooms or files (default: %(default)s)")
    parser.add_argument("--sample", type=int, help="so many mutants only, the same every time")
    parser.add_argument("--out", type=Path, help="write the verdicts here, as JSON")
    parser.add_argument("--again", action="store_true", help="only what did not die in the verdicts of --out")
    parser.add_argument("--tests", nargs="+", help="by these tests (default: all of the room)")
    options = parser.parse_args(arguments)
    reasons = listed(ROOT / "tests/mutation/survivors.toml")
    every = wanted = names_in(options.asked)
    known: dict[str, Verdict] = {}
    if options.again:
        known = json.loads(options.out.read_text(encoding="utf-8"))
        wanted = [name for name in every if known.get(name, "survived") == "survived"]
    if options.sample:
        killable = [name for name in wanted if name not in reasons and _NOT_SAMPLED not in name.split(" ")[0]]
        wanted = sample(killable, options.sample)
    for room in ROOMS:
        if here := [name for name in wanted if name.startswith(f"{room}/")]:
            tests = options.tests or ([f"tests/{room}"] if not options.sample else users_of(room, here))
            known |= judged(ROOT, room, here, tests, glance=bool(options.sample))
    if options.out:
        options.out.write_text(json.dumps(known, indent=0, ensure_ascii=False), encoding="utf-8")
    verdicts = {name: known[name] for name in every if name in known}
    complaints = complaints_about(verdicts, reasons, [] if options.sample else every)
    print(*figures(verdicts), *complaints, sep="\n")
    return 1 if any(not each.startswith("note: ") for each in complaints) else 0


def names_in(asked: Iterable[str]) -> list[str]:
    """The mutants of these rooms and files, each as the path of its file from the root and its name there."""
    paths = [ROOT / each for each in asked]
    files = [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    return [
        f"{file.relative_to(ROOT).as_posix()} {mutant.name}"
        for file in files
        if file.name not in LEFT_OUT
        for mutant in mutants_of(file)
    ]


def sample(names: Iterable[str], number: int) -> list[str]:
    """So many of them, spread by their hash: the same ones for as long as they are there."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[:number]


def users_of(room: str, names: Iterable[str]) -> list[str]:
    """The test files of a room that import a module of these mutants."""
    modules = {name.split(".py ", 1)[0].replace("/", ".") for name in names}
    files = sorted((ROOT / "tests" / room).rglob("test_*.py"))
    found = [file for file in files if any(each in file.read_text(encoding="utf-8") for each in modules)]
    return [file.relative_to(ROOT).as_posix() for file in found]


def listed(path: Path) -> dict[str, str]:
    """The reasons of the survivors in a file, by the mutant: of each file "MUTANT" = "reason", or
    "reason" = ["MUTANT", …] where several survive for one."""
    found = {}
    for file, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for key, value in entries.items():
            pairs = [(key, value)] if isinstance(value, str) else [(name, key) for name in value]
            found.update({f"{file} {name}": reason for name, reason in pairs})
    return found


def figures(verdicts: Mapping[str, Verdict]) -> list[str]:
    """A line a room."""
    lines = []
    for room in ROOMS:
        found = [verdict for name, verdict in verdicts.items() if name.startswith(f"{room}/")]
        if found:
            survived, timed = found.count("survived"), found.count("timed out")
            killed = 100 * (1 - survived / len(found))
            lines.append(
                f"{room}: {len(found)} mutants, {killed:.1f} % killed ({timed} by time), {survived} survive"
            )
    return lines


def complaints_about(
    verdicts: Mapping[str, Verdict], reasons: Mapping[str, str], every: Iterable[str]
) -> list[str]:
    """What is wrong, a line each; what is only to be known begins with “note: ”. every: all mutants there are
    of the files that were asked for, if they were all judged."""
    survivors = [name for name, verdict in verdicts.items() if verdict == "survived"]
    found = [f"survives without a reason: {name}" for name in survivors if name not in reasons]
    for room in ROOMS:
        mine = [verdict for name, verdict in verdicts.items() if name.startswith(f"{room}/")]
        if mine and mine.count("survived") > (1 - LEAST_KILLED) * len(mine):
            found.append(f"{room}: more than {100 * (1 - LEAST_KILLED):.0f} of 100 survive")
    dead = [name for name in reasons if verdicts.get(name, "survived") != "survived"]
    found += [f"note: is killed, and stands in survivors.toml: {name}" for name in dead]
    files, there = {name.split(" ", 1)[0] for name in every}, set(every)
    gone = [name for name in reasons if name not in there and name.split(" ", 1)[0] in files]
    return found + [f"note: stands in survivors.toml, and is no mutant: {name}" for name in gone]


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
