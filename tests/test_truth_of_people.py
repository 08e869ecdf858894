"""What is claimed of checks and of examples, on a few of the scenes that people have labelled.

The benchmarks do all of them, and many draws.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

_FOLDER = Path(__file__).parent.parent / "benchmarks"


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, _FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def clicks() -> ModuleType:
    return benchmark("clicks")


def test_intervals_of_a_check_hold_the_truth_and_are_narrow(shared_data: Path) -> None:
    """Of three classes in 40 draws of 60 points: where 95 % hold, less than 87 % come by chance once in a
    hundred times.
    """
    check = benchmark("sample_check")
    scene = next(each for each in check.scenes(shared_data) if each.name == "tir_05")
    found = check.tried(scene, 3, 3, 60, 40)
    assert found["held"] >= 0.87
    assert found["half_width"] < 0.07 < found["simple_half_width"]


@pytest.mark.parametrize("name", ["tir_07", "tir_12"])
def test_five_answers_make_no_map_worse_than_its_names(
    shared_data: Path, clicks: ModuleType, name: str
) -> None:
    """What was learned from them alone would be worse in both."""
    scene = next(each for each in clicks.scenes(shared_data) if each.name == name)
    person = clicks.Person(scene)
    named, _error = person.judged((person.named == 1).astype(np.int64))
    pixels = clicks.first_questions(person.looks, person.labels, 3)
    for seed in (3, 4):
        places = np.array(pixels)
        answers = person.truth[places]
        learned = clicks.learn(
            person.looks, places, answers, named=person.named, classes=2, clicks=len(places)
        )
        pixels.append(clicks.next_question(learned, person.looks, person.named, seed=seed))
    alone, kept = (
        person.judged(clicks.classes_by("gaussian-process", person.looks, pixels, person, keep=keep))[0]
        for keep in (False, True)
    )
    assert kept == named > alone
