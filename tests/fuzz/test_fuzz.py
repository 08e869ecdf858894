"""A short run of each target, the same every time; the long ones: `make fuzz` (CONTRIBUTING)."""

from __future__ import annotations

import random

import pytest

from tests.fuzz import fuzz
from tests.fuzz.fuzz import fuzzed
from tests.fuzz.mutations import mutated
from tests.fuzz.targets import TARGETS

EXECUTIONS = 150


@pytest.mark.parametrize("name", TARGETS)
def test_mutated_files_are_read_or_refused_with_a_sentence(name: str) -> None:
    number, found = fuzzed(TARGETS[name], seed=1, executions=EXECUTIONS)
    assert list(found) == []
    assert number == EXECUTIONS


@pytest.mark.parametrize("name", TARGETS)
def test_there_are_files_to_begin_with_and_they_change(name: str) -> None:
    seeds = TARGETS[name].seeds()
    assert len(seeds) >= 3
    contents = [content for _, content in seeds]
    changed = [mutated(content, contents, random.Random(0)) != content for content in contents]
    assert sum(changed) > len(changed) / 2


@pytest.mark.parametrize(("given", "expected"), [((), list(TARGETS)), (("regions",), ["regions"])])
def test_all_in_turn_or_those_that_are_named(
    given: tuple[str, ...], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("sys.argv", ["fuzz.py", *given])
    monkeypatch.setattr("tests.fuzz.fuzz.fuzzed", lambda target, *_, **__: (asked.append(target) or 0, {}))
    assert fuzz.main() == 0
    assert asked == [TARGETS[name] for name in expected]
