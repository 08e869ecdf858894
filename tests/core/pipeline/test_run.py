"""The trunk: what a run tells, in which order, and that it can be ended; without a thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.classes.classes import Class
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.step import Step
from core.image.image import Image
from core.io.tiles import tiles_of
from core.pipeline.given_parts import GivenParts
from core.pipeline.limits import NO_BANDS, NO_REGIONS, NO_STEPS
from core.pipeline.result import RegionOptions, Result, result_of
from core.pipeline.run import result_in, run
from core.pipeline.task import Event, RunStep, Stage, Task, task_of
from tests.core.measured import three_colours

THREE = Parameters(k=3)


def noisy() -> Image:
    return Image(np.random.default_rng(0).integers(0, 256, (40, 50, 3), np.uint8))


def told(events: Iterator[Event]) -> list[str]:
    """The names of the events; several steps of one restart are one."""
    names: list[str] = []
    for event in events:
        match event:
            case RunStep():
                name = f"restart {event.restart}"
            case Stage():
                name = event.name
            case _:
                name = type(event).__name__
        if names[-1:] != [name]:
            names.append(name)
    return names


def test_the_stages_in_their_order() -> None:
    task = task_of(Document(noisy(), THREE), errors=True, regions=RegionOptions())
    assert told(run(task)) == ["PreparedImage", "restart 0", "measure", "errors", "regions", "Result"]
    task = task_of(Document(noisy(), replace(THREE, restarts=2, swaps=False)))
    assert told(run(task)) == ["PreparedImage", "restart 0", "restart 1", "measure", "Result"]


def test_every_step_of_a_single_start_is_told_as_it_happens() -> None:
    image = noisy()
    steps = [event.step for event in run(task_of(Document(image, THREE))) if isinstance(event, RunStep)]
    assert [step.iteration for step in steps] == list(range(len(steps)))
    assert steps[-1].inertia == segment(image, THREE).inertia


@pytest.mark.parametrize("threads", [1, 3])
def test_the_same_as_its_parts_one_by_one(threads: int) -> None:
    document = Document(noisy(), replace(THREE, restarts=3), (Class("a", (1, 2)), Class("b", (3,))))
    found = result_in(run(task_of(document), threads=threads))
    expected = result_of(document, segment(document.image, document.parameters))
    assert found.labels.tobytes() == expected.labels.tobytes()
    assert found.rows == expected.rows
    assert found.warnings == expected.warnings


def test_whoever_drives_it_ends_it() -> None:
    events = run(task_of(Document(noisy(), THREE)))
    assert isinstance(next(events), PreparedImage)
    assert isinstance(next(events), RunStep)
    events.close()
    assert list(events) == []
    with pytest.raises(Cancelled):
        result_in(run(task_of(Document(noisy(), THREE)), cancelled=lambda: True))


def test_what_is_known_is_not_found_again() -> None:
    document = Document(noisy(), THREE)
    prepared, *_, known = run(task_of(document))
    assert isinstance(known, Result)
    assert isinstance(prepared, PreparedImage)
    known = replace(known, prepared=prepared)
    again = run(task_of(document, errors=True, known=known))
    assert next(again) == Stage("errors")
    found = result_in(again)
    assert found.measurement is known.measurement
    assert found.rows[0].error is not None
    stepped = document.with_steps((Step("open", 1.0),))
    changed = result_in(run(task_of(stepped, known=known)))
    assert changed.segmentation is known.segmentation
    assert changed.measurement is not known.measurement
    assert changed.prepared is prepared


def test_k_is_chosen_where_it_is_to_be() -> None:
    found = result_in(run(Task(three_colours(), Parameters(k=9), GivenParts(), k_range=(2, 3))))
    assert found.k_choice is not None
    assert found.segmentation.k == found.k_choice.recommended


def test_windows_give_what_the_whole_gives() -> None:
    image = three_colours()
    whole = result_in(run(Task(image, THREE, GivenParts())))
    found = result_in(run(Task(tiles_of(image, 3), THREE, GivenParts())))
    assert found.labels.tobytes() == whole.labels.tobytes()
    assert found.rows == whole.rows
    assert found.has_labels


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        ({"regions": RegionOptions()}, NO_REGIONS),
        ({"parts": GivenParts(steps=(Step("open", 1.0),))}, NO_STEPS),
        ({"parameters": Parameters(k=3, space="bands")}, NO_BANDS),
    ],
)
def test_what_cannot_be_done_in_tiles_is_said(task: dict, sentence: str) -> None:
    wanted = Task(**{"source": tiles_of(noisy(), 16), "parameters": THREE, "parts": GivenParts(), **task})
    with pytest.raises(ParameterError) as caught:
        result_in(run(wanted))
    assert str(caught.value) == sentence


def test_what_is_clustered_is_not_made_twice_where_it_is_known() -> None:
    """As where the number of its colours was counted first."""
    seen = Image(np.full((40, 50, 3), 9, np.uint8))
    task = replace(task_of(Document(noisy(), Parameters(k=1))), clustered=seen)
    prepared = next(event for event in run(task) if isinstance(event, PreparedImage))
    assert prepared.image is seen
