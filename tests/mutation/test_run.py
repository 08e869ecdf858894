"""The mutation run itself: it kills what a test sees, and says what none does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.mutation.run import ROOT, complaints_about, figures, listed, sample

MODULE = """from contextlib import contextmanager
from functools import lru_cache

LIMIT = 3


@lru_cache
def few(number):
    return number < LIMIT


@contextmanager
def lent(number):
    yield number + 2


class Counter:
    step: int = 1

    @property
    def next(self):
        return self.step + 1


def endless(number):
    while number > 0:
        number -= 1
    return number


def unseen(number):
    return number + 1


def _adding(number):
    def add(other):
        return other + number

    return add


add_two = _adding(2)
"""
TESTS = """import room.thing
from room.thing import Counter, add_two, endless, few, lent


def test_add_two():
    assert add_two(5) == 7


def test_few():
    assert few(2)
    assert not few(3)


def test_lent():
    with lent(1) as found:
        assert found == 3


def test_counter():
    assert Counter().next == 2


def test_endless():
    assert endless(3) == 0
"""
# What takes too long counts for nothing, and takes nothing with it.
SLOW_TEST = """from hypothesis import given, strategies
from room import thing


@given(strategies.none())
def test_slow(_nothing):
    while True:
        thing.unseen(1)
"""
RUN = """import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.mutation.judging import judged
from tests.mutation.mutations import mutants_of
root = Path(sys.argv[1])
names = [f"room/thing.py {mutant.name}" for mutant in mutants_of(root / "room/thing.py")]
for asked, glance in ((names, False), (names[1:5] + names[11:13], True)):
    print("verdicts", json.dumps(judged(root, "room", asked, [str(root)], glance=glance)))
"""


def test_a_slip_is_killed_by_the_test_that_sees_it(tmp_path: Path) -> None:
    """In functions, in what they are wrapped in, and in what is computed at import."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room/thing.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "test_thing.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "test_slow.py").write_text(SLOW_TEST, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = [json.loads(line[9:]) for line in done.stdout.splitlines() if line.startswith("verdicts ")]
    assert len(found) == 2, done.stdout + done.stderr
    expected = {
        "room/thing.py LIMIT: 3 → 4": "killed",
        "room/thing.py few: number < LIMIT → number <= LIMIT": "killed",
        "room/thing.py lent: number + 2 → number - 2": "killed",
        "room/thing.py lent: 2 → 3": "killed",
        "room/thing.py Counter: 1 → 2": "killed",
        "room/thing.py Counter.next: self.step + 1 → self.step - 1": "killed",
        "room/thing.py Counter.next: 1 → 2": "killed",
        "room/thing.py endless: number > 0 → number >= 0": "killed",
        "room/thing.py endless: 0 → 1": "killed",
        "room/thing.py endless: number -= 1 → number += 1": "timed out",
        "room/thing.py endless: 1 → 2": "killed",
        "room/thing.py unseen: number + 1 → number - 1": "survived",
        "room/thing.py unseen: 1 → 2": "survived",
        # Made when the module was imported.
        "room/thing.py _adding.add: other + number → other - number": "killed",
        "room/thing.py add_two: 2 → 3": "killed",
    }
    assert found[0] == expected
    # At a glance, without looking which test comes by which line.
    some = [*expected][1:5] + [*expected][11:13]
    assert found[1] == {name: expected[name] for name in some}


def test_what_survives_needs_a_reason_and_most_must_die() -> None:
    verdicts = {f"core/scale/a.py f: {i}": "killed" for i in range(17)} | {
        "core/scale/a.py g: 1": "survived",
        "core/scale/a.py g: 2": "survived",
        "core/scale/a.py g: 3": "survived",
    }
    reasons = {"core/scale/a.py g: 1": "why", "core/scale/a.py f: 0": "why", "core/scale/a.py h: 1": "why"}
    assert complaints_about(verdicts, reasons, [*verdicts]) == [
        "survives without a reason: core/scale/a.py g: 2",
        "survives without a reason: core/scale/a.py g: 3",
        "note: is killed, and stands in survivors.toml: core/scale/a.py f: 0",
        "note: stands in survivors.toml, and is no mutant: core/scale/a.py h: 1",
    ]
    assert figures(verdicts) == ["core/scale: 20 mutants, 85.0 % killed (0 by time), 3 survive"]
    verdicts["core/scale/a.py f: 0"] = "survived"
    assert "core/scale: more than 15 of 100 survive" in complaints_about(verdicts, reasons, [])


def test_a_reason_is_written_for_one_or_for_several(tmp_path: Path) -> None:
    text = """["a.py"]
"f: 1 → 2" = "One."
"Several." = ["f: 0 → 1", "g: 0 → 1"]
["b.py"]
"Other." = ["g: 0 → 1"]
"""
    (tmp_path / "some.toml").write_text(text, encoding="utf-8")
    assert listed(tmp_path / "some.toml") == {
        "a.py f: 1 → 2": "One.",
        "a.py f: 0 → 1": "Several.",
        "a.py g: 0 → 1": "Several.",
        "b.py g: 0 → 1": "Other.",
    }


def test_every_survivor_has_a_reason_and_lies_in_a_file_that_is_there() -> None:
    """Whether it is still a mutant is said by the run: an edit of a function must not fail here."""
    reasons = listed(ROOT / "tests/mutation/survivors.toml")
    assert all((ROOT / name.split(" ", 1)[0]).is_file() for name in reasons)
    assert all(reason.endswith(".") for reason in reasons.values())


def test_a_sample_is_the_same_whatever_else_there_is() -> None:
    names = [f"core/scale/a.py f: {i}" for i in range(100)]
    first = sample(names, 10)
    assert len(set(first)) == 10
    assert sample(reversed(names), 10) == first
    assert set(sample(names[:50], 10)) >= set(first) & set(names[:50])
