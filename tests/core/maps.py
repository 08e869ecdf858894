"""Small class maps for the tests of post-processing and of edits by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.classes.classes import Class, Classes, default_classes
from core.document.step import Step
from core.measure.postprocess import StepChange, process
from core.scale.calibration import UNCALIBRATED, Calibration

Map = NDArray[np.uint8]


def picture(text: str) -> Map:
    """Rows of digits; "." is 0, no data."""
    rows = [line.strip() for line in text.strip().splitlines()]
    return np.array([[0 if sign == "." else int(sign) for sign in row] for row in rows], np.uint8)


def counts_of(labels: Map, k: int) -> NDArray[np.int64]:
    return np.bincount(labels.ravel(), minlength=k + 1)[1:]


def after(
    labels: Map,
    *steps: Step,
    classes: Classes | None = None,
    calibration: Calibration = UNCALIBRATED,
    threads: int | None = 1,
) -> tuple[Map, tuple[StepChange, ...]]:
    """The labels after the steps; k is the highest class of the map unless classes are given."""
    classes = classes or default_classes(max(2, int(labels.max())))
    k = max(i for item in classes for i in item.clusters)
    found = process(
        labels, classes, steps, calibration=calibration, counts=counts_of(labels, k), threads=threads
    )
    return found.labels, found.changes


def stepped(labels: Map, *steps: Step, classes: Classes | None = None) -> Map:
    return after(labels, *steps, classes=classes)[0]


def locked(classes: Classes, names: Sequence[str]) -> Classes:
    return tuple(Class(c.name, c.clusters, c.colour, locked=c.name in names) for c in classes)


@st.composite
def maps(draw: st.DrawFn, lowest: int = 1, highest: int = 3) -> Map:
    """Small and patchy: blocks of one class with specks in them."""
    height, width = draw(st.integers(1, 14)), draw(st.integers(1, 14))
    seed = draw(st.integers(0, 2**32 - 1))
    block, specks = draw(st.sampled_from((1, 2, 4))), draw(st.sampled_from((0.0, 0.1, 0.4)))
    rng = np.random.default_rng(seed)
    coarse = rng.integers(lowest, highest + 1, (-(-height // block), -(-width // block)), np.uint8)
    fine = np.kron(coarse, np.ones((block, block), np.uint8))[:height, :width]
    noise = rng.integers(lowest, highest + 1, fine.shape, np.uint8)
    return np.where(rng.random(fine.shape) < specks, noise, fine)
