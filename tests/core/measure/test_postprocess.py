"""Steps of post-processing against scikit-image and scipy, and what holds for all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage
from skimage.morphology import closing, disk, opening

from core.base.errors import Cancelled, ParameterError
from core.classes.classes import Class, default_classes
from core.document.step import MOST_RADIUS, RADIUS_KINDS, STEP_KINDS, Step, StepKind
from core.measure.postprocess import StepChange, changes_json, check_done, check_steps, process
from core.measure.postprocess_steps import check_size, element
from core.measure.step_notes import steps_notes
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.core.maps import Map, after, counts_of, locked, maps, picture, stepped

RADII = st.sampled_from((0.0, 1.0, 1.5, 2.0, 3.0, 30.0))


def any_step(kind: StepKind, size: float, class_name: str | None = None) -> Step:
    return Step(kind, size if kind != "keep-largest" else 0.0, class_name=class_name)


STEPS = st.builds(
    any_step, st.sampled_from(STEP_KINDS), st.sampled_from((1.0, 2.0, 5.0)), st.sampled_from((None, "1", "2"))
)


@given(maps(highest=3), RADII)
def test_a_class_is_opened_as_by_scikit_image(labels: Map, radius: float) -> None:
    expected = opening(labels == 2, _footprint(radius), mode="ignore")
    found = stepped(labels, Step("open", radius, class_name="2"), classes=default_classes(3))
    if (labels != 2).any():
        np.testing.assert_array_equal(found == 2, expected)
    else:
        np.testing.assert_array_equal(found, labels)
    kept = expected | (labels != 2)
    np.testing.assert_array_equal(found[kept], labels[kept])


@given(maps(highest=3), RADII)
def test_a_class_is_closed_as_by_scikit_image(labels: Map, radius: float) -> None:
    expected = closing(labels == 2, _footprint(radius), mode="ignore")
    found = stepped(labels, Step("close", radius, class_name="2"), classes=default_classes(3))
    np.testing.assert_array_equal(found, np.where(expected, 2, labels))


@given(maps(lowest=0, highest=3), RADII)
def test_all_classes_are_opened_at_once_each_by_its_own_opening(labels: Map, radius: float) -> None:
    footprint, unknown = _footprint(radius), labels == 0
    found = stepped(labels, Step("open", radius), classes=default_classes(3))
    for place in (1, 2, 3):
        inside = labels == place
        middles = inside & ~ndimage.binary_dilation(~inside & ~unknown, footprint)
        opened = inside & ndimage.binary_dilation(middles, footprint)
        np.testing.assert_array_equal(found[opened], labels[opened])
    np.testing.assert_array_equal(found == 0, unknown)


@given(maps(lowest=0, highest=2), st.integers(0, 20))
def test_holes_are_those_of_scipy(labels: Map, most: int) -> None:
    parts, _ = ndimage.label(labels != 2)
    expected = labels.copy()
    for part in range(1, parts.max() + 1):
        inside = parts == part
        at_edge = inside[[0, -1]].any() or inside[:, [0, -1]].any()
        if not at_edge and not (labels[inside] == 0).any() and inside.sum() <= most:
            expected[inside] = 2
    found = stepped(labels, Step("fill-holes", most, class_name="2"), classes=default_classes(3))
    np.testing.assert_array_equal(found, expected if (labels == 2).any() else labels)


@given(maps(lowest=0, highest=3), st.integers(1, 20))
def test_no_speck_stays_beside_another_class(labels: Map, least: int) -> None:
    found = stepped(labels, Step("min-area", least), classes=default_classes(3))
    around = np.ones((3, 3))
    for place in (1, 2, 3):
        regions, number = ndimage.label(found == place, around)
        for region in range(1, number + 1):
            inside = regions == region
            beside = ndimage.binary_dilation(inside, around) & ~inside
            assert inside.sum() >= least or not found[beside].any()


@given(maps(highest=3), st.integers(1, 20))
def test_regions_of_the_area_and_more_stay(labels: Map, least: int) -> None:
    found = stepped(labels, Step("min-area", least), classes=default_classes(3))
    large = np.zeros(labels.shape, bool)
    for place in (1, 2, 3):
        regions, _ = ndimage.label(labels == place, np.ones((3, 3)))
        large |= (np.bincount(regions.ravel())[regions] >= least) & (regions > 0)
    if large.any():
        np.testing.assert_array_equal(found[large], labels[large])


@given(maps(highest=3))
def test_of_each_class_the_largest_region_is_kept(labels: Map) -> None:
    found = stepped(labels, Step("keep-largest"), classes=default_classes(3))
    for place in (1, 2, 3):
        regions, number = ndimage.label(labels == place, np.ones((3, 3)))
        if number:
            largest = regions == 1 + np.argmax(np.bincount(regions.ravel())[1:])
            assert (found[largest] == place).all()
        assert ndimage.label(found == place, np.ones((3, 3)))[1] <= 1


@given(maps(lowest=0, highest=3), st.sampled_from((1.0, 1.5, 2.0, 4.0)))
def test_the_majority_is_counted_in_the_disk(labels: Map, radius: float) -> None:
    footprint = _footprint(radius).astype(int)
    votes = np.stack(
        [ndimage.convolve((labels == i).astype(int), footprint, mode="constant") for i in range(4)]
    )
    own = np.take_along_axis(votes, labels[None].astype(int), 0)[0]
    best = 1 + np.argmax(votes[1:], axis=0)
    expected = np.where((labels > 0) & (votes[1:].max(axis=0) > own), best, labels)
    found = stepped(labels, Step("majority", radius), classes=default_classes(3))
    np.testing.assert_array_equal(found, expected)


@given(maps(lowest=0, highest=3), st.lists(STEPS, min_size=1, max_size=3))
def test_no_data_and_locked_classes_neither_gain_nor_lose(labels: Map, steps: list[Step]) -> None:
    classes = locked(default_classes(3), ("3",))
    found = stepped(labels, *steps, classes=classes)
    for fixed in (0, 3):
        np.testing.assert_array_equal(found == fixed, labels == fixed)


@given(maps(lowest=0, highest=3), st.lists(STEPS, min_size=1, max_size=4))
def test_what_each_step_says_adds_up(labels: Map, steps: list[Step]) -> None:
    found, changes = after(labels, *steps, classes=default_classes(3))
    pixels = counts_of(labels, 3)
    for change in changes:
        assert sum(change.gained) == sum(change.lost) == change.pixels
        pixels = pixels + change.gained - change.lost
    np.testing.assert_array_equal(pixels, counts_of(found, 3))


@given(maps(lowest=0, highest=3), st.sampled_from(("open", "close", "min-area", "fill-holes")))
def test_a_step_once_more_changes_nothing(labels: Map, kind: StepKind) -> None:
    step = any_step(kind, 2.0, "2")
    once = stepped(labels, step, classes=default_classes(3))
    np.testing.assert_array_equal(stepped(once, step, classes=default_classes(3)), once)


@pytest.mark.parametrize("kind", STEP_KINDS)
def test_the_same_on_any_number_of_threads(kind: StepKind) -> None:
    labels = np.random.default_rng(1).integers(0, 4, (900, 1300), np.uint8)
    step = any_step(kind, 2.0)
    found = [after(labels, step, threads=threads)[0] for threads in (1, 2, 8)]
    assert all((found[0] == other).all() for other in found[1:])


@pytest.mark.parametrize("kind", STEP_KINDS)
def test_every_step_can_be_cancelled(kind: StepKind) -> None:
    labels = np.random.default_rng(1).integers(1, 4, (50, 50), np.uint8)
    asked = 0

    def at_the_second_time() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1

    with pytest.raises(Cancelled):
        process(
            labels,
            default_classes(3),
            [any_step(kind, 2.0)],
            calibration=after.__kwdefaults__["calibration"],
            counts=counts_of(labels, 3),
            cancelled=at_the_second_time,
        )


def test_a_speck_takes_the_class_around_it_from_the_outside_in() -> None:
    labels = picture(
        """
        1111222
        1133322
        1133322
        1133322
        1111222
        """
    )
    expected = picture(
        """
        1111222
        1111222
        1111222
        1111222
        1111222
        """
    )
    np.testing.assert_array_equal(stepped(labels, Step("min-area", 10, class_name="3")), expected)


def test_specks_among_themselves_go_to_the_largest_of_them() -> None:
    labels = picture("1122233")
    np.testing.assert_array_equal(stepped(labels, Step("min-area", 5)), picture("2222222"))


def test_a_changed_pixel_gets_the_largest_cluster_of_its_class_and_others_keep_theirs() -> None:
    labels = picture("222333313333")
    classes = (Class("dark", (1,)), Class("ice", (2, 3)))
    found = stepped(labels, Step("min-area", 2), classes=classes)
    np.testing.assert_array_equal(found, picture("222333333333"))


def test_close_and_fill_holes_take_the_classes_one_after_the_other() -> None:
    labels = picture("1211")
    np.testing.assert_array_equal(stepped(labels, Step("close", 1.0)), picture("1111"))


def test_without_steps_the_labels_are_the_same_array() -> None:
    labels = picture("123")
    assert after(labels)[0] is labels
    assert after(labels, Step("open", 5.0, on=False))[0] is labels


@pytest.mark.parametrize("kind", RADIUS_KINDS)
def test_a_radius_beyond_the_picture_is_no_trouble(kind: StepKind) -> None:
    labels = np.tile(picture("1112"), (3, 1))
    found = stepped(labels, Step(kind, 900.0))
    assert set(np.unique(found)) <= {1, 2}


def _footprint(radius: float) -> np.ndarray:
    if radius.is_integer():
        return disk(int(radius)).astype(bool)
    reach = int(radius)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    return x * x + y * y <= radius**2


def test_an_area_is_that_of_what_stays_and_of_what_is_filled() -> None:
    """A region of exactly the area stays; a hole of exactly the area is filled."""
    speck = picture("1133111")
    np.testing.assert_array_equal(stepped(speck, Step("min-area", 2, class_name="3")), speck)
    np.testing.assert_array_equal(stepped(speck, Step("min-area", 3, class_name="3")), picture("1111111"))
    hole = picture(
        """
        2222
        2112
        2222
        """
    )
    assert (stepped(hole, Step("fill-holes", 2, class_name="2")) == 2).all()
    np.testing.assert_array_equal(stepped(hole, Step("fill-holes", 1, class_name="2")), hole)


def test_of_equally_large_regions_the_first_in_reading_order_is_kept() -> None:
    labels = picture("3311133111")
    np.testing.assert_array_equal(
        stepped(labels, Step("keep-largest", class_name="3")), picture("3311111111")
    )


def test_equally_many_neighbours_give_the_lowest_class() -> None:
    np.testing.assert_array_equal(
        stepped(picture("2231133"), Step("min-area", 2, class_name="3")), picture("2211133")
    )


def test_of_specks_alike_the_lowest_class_takes_the_others_then_the_first() -> None:
    np.testing.assert_array_equal(stepped(picture("3322"), Step("min-area", 5)), picture("2222"))
    np.testing.assert_array_equal(stepped(picture("33233"), Step("min-area", 5)), picture("33333"))


def test_a_majority_must_be_larger_than_what_the_pixel_has() -> None:
    """In the row of three pixels round the middle one each class has one vote, or two."""
    np.testing.assert_array_equal(stepped(picture("1233"), Step("majority", 1.0))[0, 1], 2)
    np.testing.assert_array_equal(stepped(picture("1213"), Step("majority", 1.0))[0, 1], 1)
    np.testing.assert_array_equal(
        stepped(picture("1213"), Step("majority", 1.0, class_name="3")), picture("1213")
    )


def test_the_majority_for_one_class_lets_it_gain_and_lose() -> None:
    step = Step("majority", 1.0, class_name="2")
    np.testing.assert_array_equal(stepped(picture("22122"), step), picture("22222"))
    np.testing.assert_array_equal(stepped(picture("11211"), step), picture("11111"))
    np.testing.assert_array_equal(stepped(picture("1131122"), step), picture("1131122"))


@pytest.mark.parametrize(
    "rows", ["1222 2222 2222", "2221 2222 2222", "2222 2222 1222", "2222 2221 2222", "2122 2222 2222"]
)
def test_what_touches_the_edge_of_the_picture_is_no_hole(rows: str) -> None:
    labels = picture(rows.replace(" ", "\n"))
    np.testing.assert_array_equal(stepped(labels, Step("fill-holes", 9, class_name="2")), labels)


def test_sizes_on_the_ground_are_carried_to_pixels() -> None:
    scale = parse_pixel_size("2m,4m")
    assert element(Step("open", 4.0, "m"), scale).half.tolist() == [2, 0]
    assert element(Step("open", 2.0), scale).half.tolist() == [2, 1, 0]
    speck = picture("1133111")
    # Two pixels of 8 m².
    kept = after(speck, Step("min-area", 16.0, "m²", class_name="3"), calibration=scale)[0]
    gone = after(speck, Step("min-area", 16.1, "m²", class_name="3"), calibration=scale)[0]
    assert (kept == 3).sum() == 2
    assert (gone == 3).sum() == 0


def test_a_radius_in_another_unit_than_the_pixels() -> None:
    """2 cm over pixels of 2 × 1 cm: one to either side, two up and down."""
    scale = parse_pixel_size("2cm,1cm")
    assert element(Step("open", 20.0, "mm"), scale).half.tolist() == [1, 0, 0]
    element(Step("open", 10.0, "m"), scale)
    with pytest.raises(ParameterError, match="is more than"):
        element(Step("open", 10.01, "m"), scale)


@pytest.mark.parametrize("seed", range(4))
def test_as_scikit_image_and_scipy_on_maps_that_are_always_the_same(seed: int) -> None:
    """What the tests above say of any map, of four without a search for others."""
    rng = np.random.default_rng(seed)
    blocks = np.kron(rng.integers(0, 4, (4, 4), np.uint8), np.ones((4, 4), np.uint8))
    labels = np.where(rng.random(blocks.shape) < 0.15, rng.integers(0, 4, blocks.shape, np.uint8), blocks)
    full = np.where(labels == 0, np.uint8(1), labels)
    for radius in (1.0, 1.5, 2.0):
        test_a_class_is_opened_as_by_scikit_image.hypothesis.inner_test(full, radius)
        test_a_class_is_closed_as_by_scikit_image.hypothesis.inner_test(full, radius)
        test_all_classes_are_opened_at_once_each_by_its_own_opening.hypothesis.inner_test(labels, radius)
        test_the_majority_is_counted_in_the_disk.hypothesis.inner_test(labels, radius)
    for size in (1, 2, 5):
        test_holes_are_those_of_scipy.hypothesis.inner_test(np.minimum(labels, 2), size)
        test_no_speck_stays_beside_another_class.hypothesis.inner_test(labels, size)
        test_regions_of_the_area_and_more_stay.hypothesis.inner_test(full, size)
    test_of_each_class_the_largest_region_is_kept.hypothesis.inner_test(full)
    for kind in STEP_KINDS:
        steps = [any_step(kind, 2.0), any_step(kind, 1.0, "2")]
        test_no_data_and_locked_classes_neither_gain_nor_lose.hypothesis.inner_test(labels, steps)
        test_what_each_step_says_adds_up.hypothesis.inner_test(labels, steps)


def test_what_lies_beside_no_data_is_not_beside_another_class() -> None:
    for step in (Step("open", 1.0), Step("open", 1.0, class_name="2")):
        np.testing.assert_array_equal(stepped(picture("11211"), step), picture("11111"))
        np.testing.assert_array_equal(stepped(picture("11.2.11"), step), picture("11.2.11"))
        np.testing.assert_array_equal(stepped(picture("112.11"), step), picture("111.11"))
    np.testing.assert_array_equal(
        stepped(picture("22.22"), Step("close", 2.0, class_name="2")), picture("22.22")
    )
    # What has no data is no other class that would keep a pixel from being closed.
    np.testing.assert_array_equal(stepped(picture("21."), Step("close", 1.0, class_name="2")), picture("22."))
    # And a hole that has none of it in part is no hole.
    hole = picture("22222\n21.22\n22222")
    np.testing.assert_array_equal(stepped(hole, Step("fill-holes", 9, class_name="2")), hole)


def test_a_radius_ends_at_a_thousand_pixels_of_the_shorter_side() -> None:
    scale = parse_pixel_size("2m,4m")
    most = MOST_RADIUS
    element(Step("open", most), UNCALIBRATED)
    element(Step("open", 2 * most, "m"), scale)
    for step, scaled in ((Step("open", most + 1), UNCALIBRATED), (Step("open", 2 * most + 1, "m"), scale)):
        with pytest.raises(ParameterError, match="is more than"):
            element(step, scaled)


def test_what_a_step_needs_is_said_in_a_sentence() -> None:
    in_degrees = replace(parse_pixel_size("1m"), unit="°", source="georeference")
    with pytest.raises(ParameterError, match="this picture has no scale"):
        check_size(Step("min-area", 1.0, "m²"), UNCALIBRATED)
    with pytest.raises(ParameterError, match="this picture has no scale"):
        check_size(Step("open", 1.0, "m"), UNCALIBRATED)
    with pytest.raises(ParameterError, match="which are of no one length"):
        check_size(Step("open", 1.0, "m"), in_degrees)
    check_size(Step("min-area", 1.0, "m²"), in_degrees)
    check_size(Step("keep-largest"), UNCALIBRATED)
    check_size(Step("min-area", 1.0), UNCALIBRATED)


def test_a_step_that_takes_no_part_says_why_and_changes_nothing() -> None:
    labels = picture("1133111")
    for step, classes, words in (
        (Step("min-area", 3, on=False), default_classes(3), "It is switched off."),
        (Step("min-area", 3, class_name="ice"), default_classes(3), "There is no class “ice” now"),
        (Step("min-area", 3, class_name="3"), locked(default_classes(3), ("3",)), "is locked."),
        (Step("min-area", 3, "m²"), default_classes(3), "this picture has no scale"),
    ):
        same, (change,) = after(labels, step, classes=classes)
        assert same is labels
        assert (change.pixels, change.gained, change.lost) == (0, (0, 0, 0), (0, 0, 0))
        assert words in change.left_out
        notes = steps_notes([change], classes)
        assert len(notes) == step.on
        assert changes_json([change], classes)[0]["left_out"] == change.left_out
    same, (change,) = after(labels, Step("min-area", 3, class_name="3"))
    (written,) = changes_json([change], default_classes(3))
    assert (written["changed_pixels"], written["gained"], written["lost"]) == (2, {"1": 2}, {"3": 2})
    assert "left_out" not in written
    sentence = "The step “Drop specks 3 px², class 3” took 1 whole region from its class: 1 of class 3."
    assert steps_notes([change], default_classes(3)) == (sentence,)


def test_steps_are_checked_only_if_they_are_on() -> None:
    for step in (Step("min-area", 3, class_name="ice"), Step("min-area", 3, "m²")):
        with pytest.raises(ParameterError):
            check_steps([step], default_classes(3), UNCALIBRATED)
        check_steps([replace(step, on=False)], default_classes(3), UNCALIBRATED)
    check_steps([Step("min-area", 3, class_name="3")], default_classes(3), UNCALIBRATED)


def test_a_step_that_takes_one_pixel_takes_a_whole_region() -> None:
    labels = np.array([[3, 3, 3, 3], [3, 1, 3, 3], [3, 3, 2, 2]], np.uint8)
    step, classes, counts = Step("min-area", 2.0), default_classes(3), np.array([1, 2, 9])
    found, (change,), _ = process(
        labels, classes, (step,), calibration=UNCALIBRATED, counts=np.array([1, 2, 9])
    )
    assert found.tolist() == [[3, 3, 3, 3], [3, 3, 3, 3], [3, 3, 2, 2]]
    assert (change.lost, change.lost_regions) == ((1, 0, 0), (1, 0, 0))
    assert changes_json((change,), classes)[0]["lost_regions"] == {"1": 1}
    _, (nothing,), _ = process(found, classes, (step,), calibration=UNCALIBRATED, counts=counts)
    assert "lost_regions" not in changes_json((nothing,), classes)[0]


def test_only_what_the_picture_makes_impossible_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    labels, classes = np.array([[1, 2], [2, 2]], np.uint8), default_classes(2)

    def changes(*steps: Step) -> tuple[StepChange, ...]:
        found = process(labels, classes, steps, calibration=UNCALIBRATED, counts=np.array([1, 3]))
        return found.changes

    step = Step("min-area", 2.0)
    done = changes(step, replace(step, on=False))
    assert [(each.refused, bool(each.left_out)) for each in done] == [(False, False), (False, True)]
    check_done(done)

    def impossible(*_of: object) -> None:
        raise ParameterError("There would be too many.")

    monkeypatch.setattr("core.measure.postprocess.apply_step", impossible)
    (refused,) = changes(step)
    assert (refused.refused, refused.left_out, refused.pixels) == (True, "There would be too many.", 0)
    with pytest.raises(ParameterError, match=r"cannot be done\. There would be too many\.$"):
        check_done((*done, refused))
    assert not StepChange(step, 0, (), ()).refused
