"""What a run is doing after each of its events, in words."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.features.feature import Feature
from core.cluster.lloyd.kmeans import KMeansStep, Stop
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting
from core.pipeline.task import Event, RunStep, Stage
from ui.cli.run_stages import begins_after, begins_with


def step(iteration: int, stop: Stop | None) -> RunStep:
    return RunStep(0, [KMeansStep(iteration, np.zeros((1, 1)), np.ones(1, np.int64), 0.0, 0.0, stop)])


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Fitting(Feature("position"), 30, 200), "learning Position, 15 %"),
        (Fitting(Feature("position"), 200, 200), "preparing"),
        (step(0, None), "clustering, iteration 1"),
        (step(7, "converged"), "labelling"),
        (Stage("measure"), "measuring"),
        (Stage("errors"), "finding the ± of border and starts"),
        (Stage("regions"), "finding regions"),
    ],
)
def test_what_begins(event: Event, said: str) -> None:
    assert begins_after(event) == said


def test_what_begins_first() -> None:
    assert begins_with(Parameters()) == "preparing"
    assert begins_with(Parameters(by="superpixels")) == "finding superpixels"
    assert begins_with(Parameters(by="superpixels", features=(Feature("position"),))) == "preparing"
