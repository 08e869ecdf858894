"""What is counted of a Segmentation follows from the Document."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.edits import Edits, painted
from core.document.step import Step
from core.measure import measurement
from core.measure.area_sums import cluster_areas
from core.measure.measurement import measure
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shape_masks import PixelWindow
from core.roi.shapes import Rectangle
from core.scale.calibrate import calibrate
from core.scale.calibration import parse_pixel_size
from tests.core.measured import GREENLAND, three_colours


def test_a_plain_document_is_measured_as_it_was_segmented() -> None:
    image = three_colours()
    found = segment(image, Parameters(k=3))
    measured = measure(Document(image, Parameters(k=3)), found)
    assert measured.labels is found.labels
    np.testing.assert_array_equal(measured.areas.pixels, found.counts)
    np.testing.assert_array_equal(measured.areas.area, found.counts)
    assert measured.areas.blocks == ()  # nothing was counted again


def test_true_ground_areas_are_those_of_the_labels() -> None:
    image = three_colours(georeference=GREENLAND)
    found = segment(image, Parameters(k=3))
    document = Document(image, Parameters(k=3), own_scale=calibrate(image))
    expected = cluster_areas(found.labels, 3, document.calibration)
    assert measure(document, found).areas.area.tolist() == expected.area.tolist()


def test_what_asks_for_another_measurement() -> None:
    document = Document(three_colours(), Parameters(k=3))
    named = document.with_classes(named_classes((Class("ice", (2, 3)),), 3))
    assert named.measured_by == document.measured_by
    assert document.with_pixel_size(parse_pixel_size("2m")).measured_by != document.measured_by


def test_what_asks_for_another_clustering() -> None:
    document = Document(three_colours(), Parameters(k=3))
    assert document.clustered_like(document.with_pixel_size(parse_pixel_size("2m")))
    assert not document.clustered_like(document.with_parameters(Parameters(k=2)))
    assert not document.clustered_like(replace(document, image=three_colours()))


def test_what_steps_changed_is_counted_where_is_measured() -> None:
    """The table is of what lies inside: the numbers beside it have to lead from its pixels to its pixels."""
    image = three_colours()
    found = segment(image, Parameters(k=3))
    left = RegionOfInterest("left", (RegionPart(Rectangle(0, 0, image.width // 2, image.height)),))
    document = Document(
        image,
        Parameters(k=3),
        regions_of_interest=(left,),
        inside="measure",
        steps=(Step("min-area", float(found.counts.max())), Step("majority", 1.0)),
    )
    measured = measure(document, found)
    assert not measured.labels.flags.writeable
    assert measured.changes[0].pixels > 0
    pixels = np.bincount(found.labels[:, : image.width // 2].ravel(), minlength=4)[1:]
    for change in measured.changes:
        pixels = pixels + change.gained - change.lost
    np.testing.assert_array_equal(measured.areas.pixels, pixels)
    whole = measure(replace(document, inside="whole"), found)
    np.testing.assert_array_equal(measured.labels[:, : image.width // 2], whole.labels[:, : image.width // 2])


def test_it_can_be_cancelled() -> None:
    image = three_colours(georeference=GREENLAND)
    found = segment(image, Parameters(k=3))
    with pytest.raises(Cancelled):
        measure(Document(image, Parameters(k=3), own_scale=calibrate(image)), found, cancelled=lambda: True)


def test_overlapping_regions_of_interest_count_each_pixel_once_in_all_and_in_each_of_them() -> None:
    image = three_colours()
    found = segment(image, Parameters(k=3))
    height, width = found.labels.shape
    left = RegionOfInterest("left", (RegionPart(Rectangle(0, 0, 2 * width // 3, height)),))
    right = RegionOfInterest("right", (RegionPart(Rectangle(width // 3, 0, width, height // 2)),))
    document = Document(image, Parameters(k=3)).with_regions_of_interest((left, right), "measure")
    measured = measure(document, found)
    inside = np.zeros((height, width), np.bool_)
    inside[:, : 2 * width // 3] = True
    inside[: height // 2, width // 3 :] = True
    np.testing.assert_array_equal(measured.labels, np.where(inside, found.labels, 0))
    assert measured.areas.pixels.tolist() == [int((measured.labels == i).sum()) for i in (1, 2, 3)]
    parts = found.labels[:, : 2 * width // 3], found.labels[: height // 2, width // 3 :]
    assert [each.pixels.tolist() for each in measured.roi_areas] == [
        [int((part == i).sum()) for i in (1, 2, 3)] for part in parts
    ]


def test_in_the_box_of_a_region_of_interest_only_its_own_pixels_are_measured() -> None:
    image = three_colours()
    found = segment(image, Parameters(k=3))
    hole = RegionPart(Rectangle(1, 1, 3, 2), adds=False)
    region = RegionOfInterest("ring", (RegionPart(Rectangle(0, 0, 4, 3)), hole))
    measured = measure(Document(image, Parameters(k=3)).with_regions_of_interest((region,), "measure"), found)
    expected = np.zeros_like(found.labels)
    expected[:3, :4] = found.labels[:3, :4]
    expected[1, 1:3] = 0
    np.testing.assert_array_equal(measured.labels, expected)


@pytest.fixture
def processed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many steps there were each time that steps were done."""
    done: list[int] = []
    process = measurement.process

    def noted(labels, classes, steps, **options):
        done.append(len(steps))
        return process(labels, classes, steps, **options)

    monkeypatch.setattr(measurement, "process", noted)
    return done


BLOCKS = (PixelWindow(1, 2, np.ones((3, 4), bool)), PixelWindow(0, 0, np.ones((2, 2), bool)))


@pytest.mark.parametrize("georeference", [None, GREENLAND])
@pytest.mark.parametrize("steps", [(), (Step("majority", 1.0),), (Step("split", 2.0),)])
@pytest.mark.parametrize("inside", ["whole", "measure"])
def test_an_edit_is_measured_by_what_it_changes(georeference, steps, inside, processed: list[int]) -> None:
    """The same as if all were done again."""
    image = three_colours(georeference=georeference, height=12, width=15)
    found = segment(image, Parameters(k=3))
    left = RegionOfInterest("left", (RegionPart(Rectangle(0, 0, 9, 12)),))
    document = Document(image, Parameters(k=3), named_classes((Class("ice", (2, 3)),), 3), calibrate(image))
    document = document.with_steps(steps).with_regions_of_interest((left,), inside)
    last, edits = measure(document, found), Edits((12, 15))
    for block, name in zip(BLOCKS, ("ice", None), strict=True):
        edits = painted(edits, block, name)
        document = document.with_edits(edits)
        last, afresh = measure(document, found, before=last), measure(document, found)
        np.testing.assert_array_equal(last.labels, afresh.labels)
        assert last.areas.pixels.tolist() == afresh.areas.pixels.tolist()
        assert last.areas.pixels.tolist() == [int((last.labels == i).sum()) for i in (1, 2, 3)]
        assert last.areas.area.tolist() == afresh.areas.area.tolist()
        assert last.roi_areas[0].area.tolist() == afresh.roi_areas[0].area.tolist()
        assert (last.changes, last.edit_changes) == (afresh.changes, afresh.edit_changes)
        assert last.roi_edited == afresh.roi_edited
        assert len(last.roi_edited) == 1
        assert afresh.before_edits is not None
        assert not afresh.before_edits.processed.labels.flags.writeable
        assert not last.labels.flags.writeable
        assert (last.apart is None) == (afresh.apart is None)
        if afresh.apart is not None:
            np.testing.assert_array_equal(last.apart, afresh.apart)
    assert processed == 3 * [len(steps)]  # the first time, and by those that knew of nothing


def test_steps_are_done_again_where_they_would_come_to_something_else(processed: list[int]) -> None:
    image = three_colours()
    found = segment(image, Parameters(k=3))
    step = Step("min-area", 5.0)
    document = Document(image, Parameters(k=3), own_scale=calibrate(image)).with_steps((step,))
    last = measure(document, found)
    others = (
        document.with_steps((step, Step("majority", 1.0))),
        document.with_pixel_size(parse_pixel_size("2m")),
        document.with_classes(named_classes((Class("ice", (2, 3)),), 3)),
        document.with_regions_of_interest(
            (RegionOfInterest("left", (RegionPart(Rectangle(0, 0, 4, 6)),)),), "measure"
        ),
    )
    for other in others:
        processed.clear()
        measure(other, found, before=last)
        assert len(processed) == 1
    processed.clear()
    measure(document, segment(image, Parameters(k=3)), before=last)
    assert len(processed) == 1
