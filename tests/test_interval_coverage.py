"""The benchmark of the errors of areas: it runs, and counts what it says."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

_PATH = Path(__file__).parent.parent / "benchmarks" / "interval_coverage.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("interval_coverage", _PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_it_counts_areas_of_every_kind(
    benchmark: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["interval_coverage.py", "--scenes", "5", "--seed", "100", "--json"])
    benchmark.main()
    found = json.loads(capsys.readouterr().out)
    assert found["all"]["areas"] == 19
    assert found["all"]["held"] <= 19
    assert {name.split(":")[0] for name in found} >= {"floes", "lake", "cells", "floes with ponds, merged"}


def test_the_interval_of_a_proportion_is_that_of_wilson(benchmark: ModuleType) -> None:
    low, high = benchmark.binomial(95, 100)
    assert (low, high) == (pytest.approx(0.8882, abs=1e-3), pytest.approx(0.9785, abs=1e-3))
    assert benchmark.binomial(10, 10)[1] == 1.0
