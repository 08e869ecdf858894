"""The classes are settled at most once over each journey: a change that touches none derives nothing anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.classes.classes import rename
from core.classes.ratios import parse_ratio
from core.cluster.parameters import Parameters
from core.document import settled
from core.document.document import Document
from core.document.settled import ClassParts, SettledClasses
from core.export.formats import formats
from core.image.image import Image
from core.pipeline.record import json_result, run_record
from core.pipeline.result import Result, result_of
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.scale.calibration import parse_pixel_size
from tests.core.export.shaped import format_of
from ui.session.view_state import Busy, ViewState, resolve
from workers.clustering import Outcome


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[ClassParts]:
    """What was settled anew, one item each time."""
    calls: list[ClassParts] = []
    really = settled._derived

    def counted(parts: ClassParts, segmentation) -> SettledClasses:
        calls.append(parts)
        return really(parts, segmentation)

    monkeypatch.setattr(settled, "_derived", counted)
    return calls


def named() -> tuple[Document, Result]:
    """A picture in four clusters with a named class and a ratio, and what was found."""
    image = Image(np.random.default_rng(1).integers(0, 256, (30, 40, 3), np.uint8))
    document = Document(image, Parameters(k=4))
    found = result_in(run(task_of(document)))
    document = document.with_classes(rename(found.classes, "2", "ice"), found.segmentation)
    document = document.with_ratios((parse_ratio("share=ice/3"),), found.segmentation)
    return document, result_of(document, found.segmentation)


def shown(document: Document, result: Result) -> ViewState:
    """What the window shows of it, asked for several times as the window does."""
    assert result.measurement is not None
    outcome = Outcome(result, result.measurement, None, None, document.clustered_parts)
    for _ in range(5):
        state = resolve(document, outcome, Busy(), ())
    return state


def test_k_to_labels_and_table(derived: list[ClassParts]) -> None:
    document, _ = named()
    fewer = document.with_parameters(replace(document.parameters, k=3))
    derived.clear()
    result = result_in(run(task_of(fewer)))
    state = shown(fewer, result)
    json_result(result, {}, {})
    assert len(derived) == 1
    assert [row.name for row in state.rows] == [row.name for row in result.rows]
    assert fewer.settle(result.segmentation) is result.settled


def test_rename_to_pdf(derived: list[ClassParts], tmp_path: Path) -> None:
    document, result = named()
    shown(document, result)
    derived.clear()
    classes = rename(document.settle(result.segmentation).classes, "ice", "floes")
    after = document.with_classes(classes, result.segmentation)
    shown(after, result)
    exported = result_of(after, result.segmentation, measurement=result.measurement)
    done = result_in(run(task_of(after, known=exported)))
    format_of("report_pdf").write(tmp_path / "a.pdf", done, lambda: False)
    run_record(done)
    assert len(derived) == 1
    assert "floes" in [item.name for item in done.classes]
    assert any(each.key == "report_pdf" for each in formats())


def test_pixel_size_to_areas(derived: list[ClassParts]) -> None:
    document, result = named()
    before = shown(document, result)
    derived.clear()
    after = document.with_pixel_size(parse_pixel_size("2m"))
    measured = result_of(after, result.segmentation)
    state = shown(after, measured)
    assert derived == []
    assert state.rows[0].area == 4 * before.rows[0].area


def test_undo_and_redo_derive_nothing(derived: list[ClassParts]) -> None:
    document, result = named()
    after = document.with_ratios((), result.segmentation)
    shown(document, result)
    shown(after, result)
    derived.clear()
    shown(document, result)
    shown(after, result)
    assert derived == []
