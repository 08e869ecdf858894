"""What is measured after a measurement is what is measured from nothing, to the bit: whatever was changed,
taken back, or cancelled half-way before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.base.errors import Cancelled
from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import Segmentation, segment
from core.document.document import Document
from core.document.edits import Edits, erased, painted
from core.document.step import Step
from core.image.image import Georeference, Image
from core.measure import uncertainty as errors_module
from core.measure.areas import ClusterAreas
from core.measure.measurement import Measurement, measure
from core.measure.uncertainty import Uncertainty, uncertainty
from core.roi.regions_of_interest import RegionOfInterest, RegionPart, RegionsOfInterest, region_mask
from core.roi.shape_masks import PixelWindow
from core.roi.shapes import Ellipse, Rectangle
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.core.measured import GREENLAND

HEIGHT, WIDTH = 12, 14
LEFT = RegionOfInterest("left", (RegionPart(Ellipse(4, 5, 3.4, 4.2)),))
RIGHT = RegionOfInterest("right", (RegionPart(Rectangle(3, 2, 13, 9)),))
RING = RegionOfInterest(
    "ring", (RegionPart(Rectangle(0, 0, 9, 12)), RegionPart(Rectangle(3, 3, 6, 7), adds=False))
)
REGIONS = ((), (LEFT,), (LEFT, RIGHT), (RING, LEFT), (replace(LEFT, name="called otherwise"),))
STEPS = (
    (),
    (Step("majority", 1.0),),
    (Step("min-area", 20.0, "m²"), Step("open", 1.0, class_name="ice")),
    (Step("split", 3.0), Step("min-area", 3.0)),
)
CLASSES = (
    None,
    named_classes((Class("ice", (2, 3)),), 3),
    (Class("ice", (3,)), Class("water", (1, 2), locked=True)),
    (Class("land", (1,)), Class("ice", (2, 3)), Class("water", (4,))),
)
SCALES = (None, UNCALIBRATED, parse_pixel_size("2m"))
# A picture and its clusters: the same picture in three and in four, and another one.
FOUND = 3

State = tuple[Document, Segmentation]


@cache
def found(number: int, georeference: Georeference | None) -> tuple[Image, Segmentation]:
    """Of two grey pictures of four values, in blocks of two by two pixels and with a corner of no data."""
    if number == 1:
        image, _in_three = found(0, georeference)
        return image, segment(image, Parameters(k=4))
    random = np.random.default_rng(number)
    values = np.kron(random.integers(0, 4, (HEIGHT // 2, WIDTH // 2)), np.ones((2, 2), int)) * 60
    values += random.integers(0, 9, values.shape)
    valid = np.ones((HEIGHT, WIDTH), bool)
    valid[9:, 11:] = False
    image = Image(values[..., None].astype(np.uint8), valid, (), georeference)
    return image, segment(image, Parameters(k=3))


@st.composite
def windows(draw: st.DrawFn) -> PixelWindow:
    top, left = draw(st.integers(0, HEIGHT - 1)), draw(st.integers(0, WIDTH - 1))
    size = draw(st.integers(1, HEIGHT - top)), draw(st.integers(1, WIDTH - left))
    return PixelWindow(top, left, np.ones(size, bool))


CHANGES = st.one_of(
    st.tuples(st.just("paint"), windows(), st.sampled_from(("ice", "water", "land", None))),
    st.tuples(st.just("paint"), windows(), st.sampled_from(("ice", None))),
    st.tuples(st.just("erase"), windows()),
    st.tuples(st.just("regions"), st.sampled_from(REGIONS), st.sampled_from(("whole", "measure"))),
    st.tuples(st.just("steps"), st.sampled_from(STEPS)),
    st.tuples(st.just("classes"), st.sampled_from(CLASSES)),
    st.tuples(st.just("scale"), st.sampled_from(SCALES)),
    st.tuples(st.just("clusters"), st.integers(0, FOUND - 1)),
    st.tuples(st.just("back"), st.integers(1, 3)),
)
# With each of them how often is looked until it is cancelled; None: never.
HISTORIES = st.lists(st.tuples(CHANGES, st.none() | st.none() | st.integers(0, 40)), min_size=2, max_size=8)


def changed(past: list[State], change: tuple) -> State:
    """What the last state becomes."""
    document, segmentation = past[-1]
    edits = document.edits or Edits((HEIGHT, WIDTH))
    match change:
        case "paint", window, name:
            document = document.with_edits(painted(edits, window, name))
        case "erase", window:
            document = document.with_edits(erased(edits, window))
        case "regions", regions, inside:
            document = document.with_regions_of_interest(regions, inside)
        case "steps", steps:
            document = document.with_steps(steps)
        case "classes", classes:
            document = replace(document, classes=classes)
        case "scale", scale:
            document = document.with_pixel_size(scale)
        case "clusters", number:
            image, segmentation = found(number, document.image.georeference)
            document = replace(document, image=image, parameters=segmentation.parameters)
        case "back", steps:
            return past[-steps:][0]  # undo, and redo after it
    return document, segmentation


def states(
    history: list, georeference: Georeference | None
) -> Iterator[tuple[Document, Segmentation, int | None]]:
    """Each state, and how often is looked until its measurement is cancelled; the last one never is."""
    image, segmentation = found(0, georeference)
    document = Document(image, segmentation.parameters, own_scale=calibrate(image))
    past = [(document.with_regions_of_interest((LEFT, RING), "whole"), segmentation)]
    for change, looks in history:
        yield (*past[-1], looks)
        past.append(changed(past, change))
    yield (*past[-1], None)


def measurements(history: list, georeference: Georeference | None) -> Iterator[tuple[State, Measurement]]:
    """Each by the one before it that came to its end."""
    last: Measurement | None = None
    for document, segmentation, looks in states(history, georeference):
        left = count(10**9 if looks is None else looks, -1)
        shown = None if last is None else last.labels.copy()
        before = last
        try:
            last = measure(document, segmentation, before=before, cancelled=lambda: next(left) < 1)  # noqa: B023
        except Cancelled:
            assert looks is not None
        else:
            yield (document, segmentation), last
        if before is not None:
            np.testing.assert_array_equal(before.labels, shown)


@pytest.fixture(scope="module")
def small() -> Iterator[None]:
    """Tiles of edits, blocks of rows and rows that are compared, as small as the picture wants them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.document.edits.TILE", 5)
        patch.setattr("core.measure.area_sums._PIXELS_A_BLOCK", 2 * WIDTH)
        patch.setattr("core.measure.area_sums._IN_PAIRS", 20)
        patch.setattr("core.measure.areas_inside._ROWS", 3)
        yield


def plain(areas: ClusterAreas) -> tuple:
    numbers = areas.pixels, areas.area, areas.planar_area, areas.true_area
    return tuple(None if each is None else each.tolist() for each in numbers), areas.calibration


def assert_same(one: Measurement, other: Measurement) -> None:
    np.testing.assert_array_equal(one.labels, other.labels)
    assert plain(one.areas) == plain(other.areas)
    for mine, theirs in zip(one.areas.blocks, other.areas.blocks, strict=True):
        assert mine.pixels.tolist() == theirs.pixels.tolist()
        assert mine.square_metres.tolist() == theirs.square_metres.tolist()
    assert list(map(plain, one.roi_areas)) == list(map(plain, other.roi_areas))
    assert (one.changes, one.edit_changes) == (other.changes, other.edit_changes)
    assert (one.roi_edited, one.regions, one.warnings) == (other.roi_edited, other.regions, other.warnings)
    assert (one.apart is None) == (other.apart is None)
    if one.apart is not None and other.apart is not None:
        np.testing.assert_array_equal(one.apart, other.apart)


def assert_counted(measured: Measurement, k: int, regions: RegionsOfInterest) -> None:
    """Pixel by pixel, by nothing of what measures."""
    labels = measured.labels
    assert measured.areas.pixels.tolist() == [int((labels == i).sum()) for i in range(1, k + 1)]
    for region, areas in zip(regions, measured.roi_areas, strict=True):
        inside = labels[region_mask(region, HEIGHT, WIDTH)]
        assert areas.pixels.tolist() == [int((inside == i).sum()) for i in range(1, k + 1)]


@pytest.mark.parametrize("georeference", [None, GREENLAND])
@settings(max_examples=20)
@given(history=HISTORIES)
def test_a_measurement_after_others_is_that_from_nothing(small, georeference, history) -> None:
    for (document, segmentation), measured in measurements(history, georeference):
        assert_same(measured, measure(document, segmentation))
        assert_counted(measured, segmentation.k, document.regions_of_interest)


@settings(max_examples=6)
@given(history=HISTORIES)
def test_errors_after_others_are_those_from_nothing(small, history) -> None:
    """Where starts are remembered, and borders looked for in a box only."""
    prepared = {}
    for (document, segmentation), measured in measurements(history, None):
        classes = document.settle(segmentation).classes
        key = segmentation.k, id(document.image)
        again = prepare_for(document.image, segmentation.parameters)
        here = uncertainty(prepared.setdefault(key, again), segmentation, measured, classes, threads=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors_module, "_measured_box", lambda _measured: None)
        from_nothing = measure(document, segmentation)
        fresh = prepare_for(document.image, segmentation.parameters)
        there = uncertainty(fresh, segmentation, from_nothing, classes, threads=1)
    assert_same_errors(here, there)


def assert_same_errors(one: Uncertainty, other: Uncertainty) -> None:
    assert one.errors == other.errors
    assert [each.errors for each in one.inside] == [each.errors for each in other.inside]
    for mine, theirs in zip((one, *one.inside), (other, *other.inside), strict=True):
        np.testing.assert_array_equal(mine.causes.starts, theirs.causes.starts)
        np.testing.assert_array_equal(mine.causes.borders.moved, theirs.causes.borders.moved)
        np.testing.assert_array_equal(mine.causes.borders.variance, theirs.causes.borders.variance)
