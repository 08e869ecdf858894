"""Mutation run: which slips in a room's code do the tests of that room not see?

    python -m tests.mutation.run [ROOM or FILE …] [--sample N]

A mutant is killed by a test that fails, by one that takes ten times as long, and by an import that fails.
Only the tests of the room that come by its lines are run. What survives must stand in survivors.toml with a
reason; the run fails where one does not, and says what stands there and is killed now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tomllib
from pathlib import Path

from tests.mutation.judging import Verdict, judged
from tests.mutation.mutations import mutants_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core/measure", "core/classes", "core/scale", "core/cluster")
# What they compile ahead is compiled anyhow when it is called: they have no result.
LEFT_OUT = ("warm_up.py",)


def files_of(asked: list[str]) -> list[str]:
    """The source files of rooms and files, as paths from the root."""
    found = []
    for each in asked:
        path = ROOT / each
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path.relative_to(ROOT).as_posix() for path in found if path.name not in LEFT_OUT]


def chosen(names: list[str], count: int) -> list[str]:
    """So many of the mutants, the same ones as long as they are there, spread over all by their hash."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[:count]


def listed() -> dict[str, str]:
    """The reasons of the survivors, by the mutant."""
    table = tomllib.loads((ROOT / "tests/mutation/survivors.toml").read_text(encoding="utf-8"))
    return {f"{path} {name}": reason for path, names in table.items() for name, reason in names.items()}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="make mutants", description="Slips that the tests of a room do not see."
    )
    parser.add_argument("asked", nargs="*", default=ROOMS, help="rooms or files (default: %(default)s)")
    parser.add_argument("--sample", type=int, help="so many mutants only, always the same")
    parser.add_argument("--out", type=Path, help="write the verdicts here, as JSON")
    parser.add_argument("--again", action="store_true", help="only what survived in the verdicts of --out")
    parser.add_argument("--tests", nargs="+", help="by these tests (default: all of the room)")
    options = parser.parse_args(arguments)
    wanted = [f"{path} {each.name}" for path in files_of(options.asked) for each in mutants_of(ROOT / path)]
    if options.sample is not None:
        wanted = chosen(wanted, options.sample)
    known: dict[str, Verdict] = json.loads(options.out.read_text(encoding="utf-8")) if options.again else {}
    wanted = [name for name in wanted if known.get(name, "survived") == "survived"]
    verdicts: dict[str, Verdict] = {}
    for room in ROOMS:
        here = [name for name in wanted if name.startswith(f"{room}/")]
        if here:
            verdicts |= judged(
                ROOT, room, here, options.tests or [f"tests/{room}"], glance=options.sample is not None
            )
            _say(room, [verdicts[name] for name in here])
    if options.out:
        options.out.write_text(json.dumps(known | verdicts, indent=0, ensure_ascii=False), encoding="utf-8")
    reasons = listed()
    survivors = {name for name, verdict in verdicts.items() if verdict == "survived"}
    for name in sorted(survivors - reasons.keys()):
        print(f"survives, without a reason in survivors.toml: {name}")
    for name in sorted(reasons.keys() & verdicts.keys() - survivors):
        print(f"is killed now, and stands in survivors.toml: {name}")
    if options.sample is None:
        there = {name.split(" ", 1)[0] for name in wanted}
        for name in sorted(name for name in reasons.keys() - set(wanted) if name.split(" ", 1)[0] in there):
            print(f"stands in survivors.toml, and is no mutant: {name}")
    return 1 if survivors - reasons.keys() else 0


def _say(room: str, verdicts: list[Verdict]) -> None:
    survived = verdicts.count("survived")
    share = 100 * (len(verdicts) - survived) / len(verdicts)
    timed = verdicts.count("timed out")
    print(
        f"{room}: {len(verdicts)} mutants, {survived} survived, {timed} timed out, {share:.1f} % killed",
        flush=True,
    )


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
