"""Long work hears a cancel at any of its looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.base.parallel import Cancel, never_cancelled
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import finish
from core.cluster.starts.restarts import run_all
from core.cluster.treated.treated import treated
from core.cluster.treatment import Smoothing
from core.document.document import Document
from core.document.step import Step
from core.image.image import Image
from core.measure.measurement import measure
from core.measure.uncertainty import uncertainty

PIXELS = np.random.RandomState(0).randint(0, 250, (48, 64, 4)).astype(np.uint8)
FLOATS = Image(PIXELS.astype(np.float32))
COLOURS = Image(PIXELS[..., :3].copy())
DEEP = Image(PIXELS[..., :3].astype(np.uint16) * 257)
BANDS = Parameters(k=3, space="bands", scaling="percentiles")
STEPS = (
    *(Step("open", 1), Step("close", 1), Step("fill-holes", 4), Step("split", 2)),
    *(Step("split", 4, by="brightness", lines="kept"), Step("min-area", 3), Step("keep-largest")),
)

Job = Callable[[Cancel], object]


def preparing(image: Image, parameters: Parameters) -> Job:
    return lambda cancelled: prepare_for(image, parameters, cancelled=cancelled)


def labelling(image: Image, parameters: Parameters) -> Job:
    prepared = prepare_for(image, parameters)
    histories = run_all(prepared, parameters, 1)
    return lambda cancelled: finish(prepared, parameters, histories, cancelled=cancelled)


def treating(parameters: Parameters) -> Job:
    return lambda cancelled: treated(COLOURS, parameters, cancelled=cancelled)


def measuring() -> Job:
    document = replace(Document(COLOURS, Parameters(k=3)), steps=STEPS)
    prepared = prepare_for(COLOURS, document.parameters)
    found = finish(prepared, document.parameters, run_all(prepared, document.parameters, 1))
    return lambda cancelled: measure(document, found, cancelled=cancelled)


def judging() -> Job:
    document = Document(COLOURS, Parameters(k=3))

    def judge(cancelled: Cancel) -> object:
        # Made anew each time: of the one before the other starts are remembered.
        prepared = prepare_for(COLOURS, document.parameters)
        found = finish(prepared, document.parameters, run_all(prepared, document.parameters, 1))
        measured, classes = measure(document, found), document.settle(found).classes
        return uncertainty(prepared, found, measured, classes, threads=1, cancelled=cancelled)

    return judge


JOBS: dict[str, Callable[[], Job]] = {
    "preparing bands": lambda: preparing(FLOATS, BANDS),
    "preparing bands by deviations": lambda: preparing(FLOATS, replace(BANDS, scaling="z-score")),
    "preparing 16 bits in Lab": lambda: preparing(DEEP, Parameters(space="lab")),
    "preparing a feature": lambda: preparing(COLOURS, Parameters(features=(Feature("local-std"),))),
    "labelling bands": lambda: labelling(FLOATS, BANDS),
    "labelling with neighbours": lambda: labelling(COLOURS, Parameters(k=3, neighbours=True)),
    "smoothing": lambda: treating(Parameters(smooth=Smoothing("median"))),
    "evening light": lambda: treating(Parameters(light=True)),
    "labelling in HSV": lambda: labelling(COLOURS, Parameters(k=3, space="hsv")),
    "measuring with steps": measuring,
    "errors": judging,
}


@pytest.mark.parametrize("name", JOBS)
def test_a_cancel_is_heard_at_any_look(name: str) -> None:
    job, looks = JOBS[name](), []

    def counting() -> bool:
        looks.append(None)
        return False

    job(counting)
    assert looks
    for before in {0, len(looks) // 2, len(looks) - 1}:
        left = iter([False] * before)
        with pytest.raises(Cancelled):
            job(lambda left=left: next(left, True))
    job(never_cancelled)
