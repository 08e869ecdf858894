"""The step that splits what touches: counts, areas, lines, and what later steps and edits make of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from skimage.measure import label

from core.classes.classes import Class, Classes, default_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.edits import Edits, painted
from core.document.step import Step
from core.image.image import Image
from core.measure.measurement import measure
from core.measure.postprocess import Processed, process
from core.morphology import splitting
from core.pipeline.result import result_of
from core.roi.shape_masks import PixelWindow
from core.scale.calibration import UNCALIBRATED, Calibration, parse_pixel_size
from tests.core.maps import counts_of, locked, picture

CASE = Path(__file__).parents[2] / "cases" / "20_touching" / "k5_four_pairs.png"
CLASSES = default_classes(2)
DUMBBELL = picture(
    """
    1111111111111111111
    1222222111112222211
    1222222111112222211
    1222222111112222211
    1222222222222222211
    1222222111112222211
    1222222111112222211
    1222222111112222211
    1111111111111111111
    """
)


def disks(centres: list[tuple[float, float]], radius: float, shape: tuple[int, int]) -> np.ndarray:
    """1, and 2 in the disks."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    found = np.ones(shape, np.uint8)
    for y, x in centres:
        found[(rows - y) ** 2 + (columns - x) ** 2 <= radius**2] = 2
    return found


def processed(
    labels: np.ndarray,
    *steps: Step,
    classes: Classes = CLASSES,
    calibration: Calibration = UNCALIBRATED,
    image: Image | None = None,
) -> Processed:
    k = max(i for item in classes for i in item.clusters)
    return process(
        labels, classes, steps, calibration=calibration, counts=counts_of(labels, k), image=image, threads=1
    )


def test_25_overlapping_disks_are_25_regions() -> None:
    centres = [(50 + 32 * i, 50 + 32 * j) for i in range(5) for j in range(5)]
    labels = disks(centres, 20, (230, 230))
    assert label(labels == 2).max() == 1
    found = processed(labels, Step("split", 20, class_name="2"))
    assert found.changes[0].regions == ((0, 0), (1, 25))
    assert found.labels is labels
    for y, x in centres:
        assert found.apart[y, x] > 0
    assert len({int(found.apart[y, x]) for y, x in centres}) == 25


def test_four_touching_pairs_are_8_objects_of_all_their_pixels() -> None:
    image = Image(np.array(PillowImage.open(CASE))[..., None])
    document = Document(image, Parameters(k=2), classes=(Class("1", (1,)), Class("object", (2,))))
    document = document.with_steps((Step("split", 20, class_name="object"),))
    result = result_of(document, segment(image, Parameters(k=2)))
    table = result.found_regions()
    assert table.counts() == {"1": 1, "object": 8}
    assert table["pixels"][table.class_index == 1].sum() == 6084
    assert result.rows[1].pixels == 6084


def test_kept_lines_part_regions_for_any_program() -> None:
    found = processed(DUMBBELL, Step("split", 4, class_name="2", lines="kept"))
    assert found.changes[0].regions == ((0, 0), (1, 2))
    assert label(found.labels == 2, connectivity=2).max() == 2
    # The line is taken from the larger region, by the class around it.
    assert found.changes[0].lost == (0, 1)
    assert found.changes[0].gained == (1, 0)
    given = processed(DUMBBELL, Step("split", 4, class_name="2"))
    assert given.labels is DUMBBELL
    sizes = np.bincount(given.apart.ravel())[1:].tolist()
    assert sum(sizes) == np.count_nonzero(DUMBBELL == 2)
    assert min(sizes) == np.bincount(found.apart[found.labels == 2])[1:].min()


def test_what_no_other_class_reaches_stays_and_is_kept_apart() -> None:
    labels = np.where(DUMBBELL == 1, 0, DUMBBELL).astype(np.uint8)
    image = Image((np.abs(np.arange(19) - 9) * 20).astype(np.uint8)[None, :, None].repeat(9, axis=0))
    step = Step("split", 4, class_name="2", lines="kept", by="brightness")
    found = processed(labels, step, image=image)
    assert found.labels.tolist() == labels.tolist()
    assert found.changes[0].regions == ((0, 0), (1, 2))


# The middle of the right side is 3 from the nearest pixel of another class, of the left one √10, the neck 1.
@pytest.mark.parametrize(("size", "number"), [(0.0, 1), (1.0, 2), (6.0, 2), (6.2, 1)])
def test_none_is_narrower_than_the_diameter(size: float, number: int) -> None:
    found = processed(DUMBBELL, Step("split", size, class_name="2"))
    assert found.changes[0].regions[1] == (1, number)


@pytest.mark.parametrize(
    ("size", "depth", "number"), [(4.0, 0.0, 2), (4.0, 1.0, 2), (5.0, 0.8, 2), (5.0, 0.9, 1)]
)
def test_a_neck_is_narrower_by_the_depth(size: float, depth: float, number: int) -> None:
    found = processed(DUMBBELL, Step("split", size, class_name="2", depth=depth))
    assert found.changes[0].regions[1] == (1, number)


def test_on_the_ground_with_oblong_pixels() -> None:
    wide = np.repeat(DUMBBELL, 2, axis=1)
    step = Step("split", 4, "m", class_name="2")
    found = processed(wide, step, calibration=parse_pixel_size("0.5m,1m"))
    assert found.changes[0].regions == ((0, 0), (1, 2))


def test_later_steps_see_what_is_apart() -> None:
    split_first = Step("split", 4, class_name="2")
    # The right side, of 35 pixels and some of the neck, goes; before it was a part of a larger region.
    found = processed(DUMBBELL, split_first, Step("min-area", 42, class_name="2"))
    assert found.changes[1].lost_regions == (0, 1)
    assert not (found.labels[:, 12:] == 2).any()
    largest = processed(DUMBBELL, split_first, Step("keep-largest", class_name="2"))
    np.testing.assert_array_equal(largest.labels, found.labels)
    # What is closed over stays apart.
    closed = processed(DUMBBELL, split_first, Step("close", 5, class_name="2"))
    assert (closed.labels[1:8, 8:11] == 2).all()
    assert len(np.unique(closed.apart[closed.labels == 2])) == 2


def test_each_class_by_itself_and_a_class_anew() -> None:
    both = np.concatenate((DUMBBELL, np.where(DUMBBELL == 2, 3, 1).astype(np.uint8)))
    classes = default_classes(3)
    found = processed(both, Step("split", 4), classes=classes)
    # The first class is a frame with wide corners: it has necks too.
    assert [now for _, now in found.changes[0].regions] == [4, 2, 2]
    assert len(np.unique(found.apart)) == 8
    assert found.apart.min() == 1
    steps = (Step("split", 4, class_name="3"), Step("split", 4, class_name="2"), Step("split", 20))
    again = processed(both, *steps, classes=classes)
    assert [now for _, now in again.changes[2].regions] == [1, 1, 1]


def test_a_locked_class_is_not_split() -> None:
    found = processed(DUMBBELL, Step("split", 4), classes=locked(CLASSES, "2"))
    assert found.changes[0].regions == ((1, 3), (0, 0))
    assert not found.apart[DUMBBELL == 2].any()
    named = processed(DUMBBELL, Step("split", 4, class_name="2"), classes=locked(CLASSES, "2"))
    assert "locked" in named.changes[0].left_out
    assert named.apart is None


@pytest.mark.parametrize("dark", [False, True])
def test_by_brightness_at_lines_of_another_brightness(dark: bool) -> None:
    # A plain rectangle: there is no neck, but a line through its middle.
    labels = np.ones((30, 50), np.uint8)
    labels[5:25, 5:45] = 2
    columns = 200.0 - 80.0 * np.exp(-(((np.arange(50) - 25) / 2.0) ** 2))
    grey = np.where(labels == 2, columns[None, :], 40.0)
    image = Image((255 - grey if dark else grey).astype(np.uint8)[..., None])
    by_shape = processed(labels, Step("split", 12, class_name="2"), image=image)
    found = processed(labels, Step("split", 12, class_name="2", by="brightness"), image=image)
    assert by_shape.changes[0].regions[1] == (1, 1)
    assert found.changes[0].regions[1] == (1, 2)
    assert found.apart[15, 10] != found.apart[15, 40]


def test_an_edit_by_hand_goes_with_the_region_beside_it() -> None:
    image = Image(np.where(DUMBBELL == 2, 200, 10).astype(np.uint8)[..., None])
    document = Document(image, Parameters(k=2)).with_steps((Step("split", 4, class_name="2"),))
    segmentation = segment(image, Parameters(k=2))
    window = PixelWindow(1, 7, np.ones((1, 1), np.bool_))
    edited = document.with_edits(painted(Edits((9, 19)), window, "2"))
    measured = measure(edited, segmentation)
    assert measured.labels[1, 7] == 2
    assert measured.apart[1, 7] == measured.apart[1, 6]
    assert not measured.apart.flags.writeable


def test_too_many_regions_leave_the_step_out_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MOST_REGIONS", 1)
    found = processed(DUMBBELL, Step("split", 4, class_name="2"))
    assert found.changes[0].left_out.startswith("It would make 2 regions, more than 1")
    assert found.apart is None
    # Of several classes together too.
    monkeypatch.setattr(splitting, "MOST_REGIONS", 2)
    both = np.concatenate((DUMBBELL, np.where(DUMBBELL == 2, 3, 1).astype(np.uint8)))
    assert "more than 2" in processed(both, Step("split", 4), classes=default_classes(3)).changes[0].left_out
