"""What is known of a whole picture: colours and noise, which pixels are looked at, and what they hold."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.image.image import Image
from core.measure.border_mixing import (
    BorderField,
    _between,
    _chosen,
    _colours,
    _in_window,
    _mixed_strips,
    borders,
)
from core.roi.shape_masks import PixelWindow


def test_of_places_those_in_the_window_are_taken() -> None:
    mask = np.ones((3, 4), bool)
    mask[1, 2] = False
    # Of a picture of 9 columns rows 2…4 and columns 3…6.
    window = PixelWindow(2, 3, mask)
    rows, columns = np.indices((7, 9))
    inside = (rows >= 2) & (rows < 5) & (columns >= 3) & (columns < 7)
    inside[3, 5] = False
    assert _in_window(np.arange(63), 9, window).tolist() == np.flatnonzero(inside).tolist()
    assert _in_window(np.array([20, 21, 24, 25, 44, 45]), 9, window).tolist() == [21, 24]


def test_strips_count_as_mixtures_by_how_far_their_shares_spread() -> None:
    """From 1/96 of a squared share on whole, below in part."""
    squared, number = np.array([0.0, 4 / 96, 4 / 48, 2 / 96, 0.0]), np.array([4.0, 4, 4, 4, 0])
    assert _mixed_strips(squared, number).tolist() == pytest.approx([0, 1, 1, 0.5, 0])


def test_clusters_are_added_up_to_classes() -> None:
    part = np.arange(16.0).reshape(4, 4)
    # Clusters 1 and 3 are class 2; row and column 0 are none.
    found = _between(part, np.array([0, 2, 1, 2]), 2)
    assert found.tolist() == [[10.0, 9.0 + 11], [6.0 + 14, 5.0 + 7 + 13 + 15]]


def test_at_most_so_many_places_one_of_each_of_as_many_parts() -> None:
    band = np.arange(100, 1100)
    assert _chosen(band, 1000).tolist() == band.tolist()
    assert _chosen(band[:7], 7).tolist() == band[:7].tolist()
    few = _chosen(band, 40)
    assert ((few - 100) // 25).tolist() == list(range(40))
    assert len(np.unique((few - 100) % 25)) > 10
    assert _chosen(band, 40).tolist() == few.tolist()
    # The same on every machine.
    assert few[:5].tolist() == [101, 141, 166, 194, 217]


def test_colours_and_noise_of_what_lies_inside() -> None:
    random = np.random.RandomState(3)
    labels = np.repeat([1, 2, 0], (30, 20, 5)).astype(np.uint8)[None].repeat(6, axis=0)
    pixels = (labels[..., None] * (40.0, 90.0) + random.normal(0, 3, (6, 55, 2))).astype(np.float32)
    depth = np.full((6, 55), 4, np.uint8)
    depth[:, 25:35] = 2
    means, weights, noise = _colours(pixels, labels, depth, 2, never_cancelled)
    inside = pixels[:, :25].reshape(-1, 2).astype(float), pixels[:, 35:50].reshape(-1, 2).astype(float)
    np.testing.assert_allclose(means[1:], [each.mean(axis=0) for each in inside], rtol=1e-6)
    # Four columns on, both inside one cluster.
    steps = np.concatenate(
        [
            (pixels[:, 4:25] - pixels[:, :21]).reshape(-1, 2),
            (pixels[:, 39:50] - pixels[:, 35:46]).reshape(-1, 2),
        ]
    ).astype(float)
    variance = (steps**2).sum(axis=0) / (2 * len(steps))
    every = np.array([150 + 30, 90 + 30])
    middle = (means[1:] * every[:, None]).sum(axis=0) / 300
    between = ((means[1:] - middle) ** 2 * every[:, None]).sum(axis=0) / 300
    expected = 1 / (variance + 0.01 * between.mean())
    np.testing.assert_allclose(weights, expected, rtol=1e-6)
    assert noise == pytest.approx((variance * expected).mean(), rel=1e-6)


def test_of_a_cluster_with_less_than_twenty_pixels_inside_all_count() -> None:
    labels = np.repeat([1, 2], 40).astype(np.uint8)[None]
    pixels = np.arange(80, dtype=np.float32)[None, :, None]
    depth = np.ones((1, 80), np.uint8)
    depth[0, :19], depth[0, 40:60] = 4, 3
    means, _, _ = _colours(pixels, labels, depth, 2, never_cancelled)
    assert means[1:, 0].tolist() == [19.5, 49.5]


def shore(height: int = 40, width: int = 40) -> tuple[Image, np.ndarray]:
    """Water and land; along the border a column of pixels that holds three tenths of land, given to water."""
    pixels = np.full((height, width, 1), 20.0, np.float32)
    pixels[:, width // 2] = 20 + 0.3 * 100
    pixels[:, width // 2 + 1 :] = 120
    labels = np.where(np.arange(width) <= width // 2, 1, 2).astype(np.uint8)
    return Image(pixels), np.tile(labels, (height, 1))


def test_what_the_pixels_of_a_shore_hold_is_told_to_the_pixel() -> None:
    image, labels = shore()
    found = borders(image, labels, np.arange(2), 2)
    assert found.sides.tolist() == [[0, 40], [40, 0]]
    assert found.moved == pytest.approx(np.array([[0, 0.3 * 40], [0, 0]]), abs=1e-9)
    assert found.broad.all()
    assert not found.strips.any()
    # As if land were called first.
    turned = borders(image, labels, np.array([1, 0]), 2)
    assert turned.moved == pytest.approx(found.moved.T, abs=1e-9)


def test_inside_a_window_its_own_pixels_count_and_are_more_in_doubt() -> None:
    image, labels = shore()
    field = BorderField(image, labels, np.arange(2), 2, never_cancelled)
    whole = field.within(cancelled=never_cancelled)
    window = PixelWindow(10, 15, np.ones((20, 12), bool))
    part = field.within(window, cancelled=never_cancelled)
    assert part.moved == pytest.approx(whole.moved / 2, abs=1e-9)
    assert part.mixed == pytest.approx(whole.mixed / 2, abs=1e-9)
    # Three tenths of what is mixed, squared.
    assert part.variance == pytest.approx(whole.variance / 2 + 0.09 * part.mixed, abs=1e-9)
    assert part.sides.tolist() == whole.sides.tolist()
    beside = field.within(PixelWindow(0, 0, np.ones((40, 10), bool)), cancelled=never_cancelled)
    assert not beside.moved.any()


def test_colours_are_looked_for_eight_pixels_around() -> None:
    """The last pixels of the band lie in column 17: what is dark from column 8 on they do not see."""
    image, labels = shore()
    pixels = image.pixels.copy()
    pixels[:, :9] = 0
    found = borders(Image(pixels), labels, np.arange(2), 2)
    assert found.moved[0, 1] == pytest.approx(0.3 * 40, abs=1e-9)
    nearer = pixels.copy()
    nearer[:, 9] = 0
    assert borders(Image(nearer), labels, np.arange(2), 2).moved[0, 1] > 0.3 * 40 + 0.1


def test_broad_in_the_whole_and_in_the_window() -> None:
    """A tongue of land, four pixels wide, in wide water: half of its rows are beside wide land."""
    labels = np.ones((60, 60), np.uint8)
    labels[:30, 28:32] = labels[30:] = 2
    image = Image((labels * 100).astype(np.uint8)[..., None])
    field = BorderField(image, labels, np.arange(2), 2, never_cancelled)
    whole = field.within(cancelled=never_cancelled)
    assert whole.broad.diagonal().tolist() == [True, False]
    below = field.within(PixelWindow(29, 0, np.ones((31, 20), bool)), cancelled=never_cancelled)
    # Land is broad there, and not in the whole.
    assert below.broad.diagonal().tolist() == [True, False]
    wide = np.ones((60, 60), np.uint8)
    wide[:, 30:] = 2
    wide[:6, 34:] = 1
    image = Image((wide * 100).astype(np.uint8)[..., None])
    field = BorderField(image, wide, np.arange(2), 2, never_cancelled)
    assert field.within(cancelled=never_cancelled).broad.all()
    above = field.within(PixelWindow(0, 20, np.ones((5, 12), bool)), cancelled=never_cancelled)
    assert above.broad.diagonal().tolist() == [True, False]


def test_a_few_pixels_stand_for_all_and_say_how_unsure_that_is() -> None:
    image, labels = shore()
    field = BorderField(image, labels, np.arange(2), 2, never_cancelled)
    whole, few = field.within(cancelled=never_cancelled), field.within(most=80, cancelled=never_cancelled)
    assert few.moved[0, 1] == pytest.approx(whole.moved[0, 1], rel=0.4)
    # 40 rows of eight pixels in the band, of which a quarter is looked at: each stands for four.
    assert few.variance[0, 1] == pytest.approx(3 * few.moved[0, 1], rel=1e-6)


def test_thin_strips_are_what_their_pixels_would_be_as_mixtures() -> None:
    """Two columns of 70 between 20 and 120, in the middle of both: one colour of their own, no mixtures."""
    pixels = np.full((30, 45, 1), 20.0, np.float32)
    pixels[:, 20:22], pixels[:, 22:] = 70, 120
    labels = np.ones((30, 45), np.uint8)
    labels[:, 20:22], labels[:, 22:] = 2, 3
    found = borders(Image(pixels), labels, np.arange(3), 3)
    assert not found.broad[1].any()
    assert not found.strips.any()
    # Shares of any size, as mixtures have them.
    pixels = pixels.copy()
    pixels[:, 20:22, 0] = 20 + 100 * (0.25 + 0.5 * np.arange(60).reshape(30, 2) / 59)
    found = borders(Image(pixels), labels, np.arange(3), 3)
    assert found.strips[1].tolist() == pytest.approx([30, 0, 30], rel=1e-6)


def test_strips_that_spread_half_as_far_as_mixtures_are_so_by_half() -> None:
    """Shares 1/√192 to either side of a half: 1/192 of a squared share, where mixtures have 1/96 at least."""
    pixels = np.full((30, 45, 1), 20.0, np.float64)
    pixels[:, 20:22, 0] = 20 + 100 * (0.5 + np.array([-1, 1]) / np.sqrt(192))
    pixels[:, 22:] = 120
    labels = np.ones((30, 45), np.uint8)
    labels[:, 20:22], labels[:, 22:] = 2, 3
    found = borders(Image(pixels.astype(np.float32)), labels, np.arange(3), 3)
    assert found.strips[1].tolist() == pytest.approx([15, 0, 15], rel=1e-5)


def test_places_are_shared_out_between_the_two_widths() -> None:
    """A thin strip in water, and a shore. At thin things six columns of mixed pixels lie along a border, at
    broad ones eight; the strip takes two more of either.
    """
    pixels = np.full((40, 62, 1), 20.0, np.float32)
    labels = np.ones((40, 62), np.uint8)
    pixels[:, 20:22], labels[:, 20:22] = 220, 3
    pixels[:, 42:], labels[:, 42:] = 120, 2
    # The last pixels of water hold a fifth of the strip, and three tenths of the land.
    pixels[:, 19], pixels[:, 41] = 20 + 0.2 * 200, 20 + 0.3 * 100
    field = BorderField(Image(pixels), labels, np.arange(3), 3, never_cancelled)
    found = field.within(most=280, cancelled=never_cancelled)
    assert found.broad.tolist() == [[True, True, False], [True, True, False], [False, False, False]]
    # 140 of 40 · (8 + 6) and of 40 · (10 + 8) pixels.
    for other, each in ((2, 560 / 140), (1, 720 / 140)):
        assert found.variance[0, other] == pytest.approx((each - 1) * found.moved[0, other], rel=1e-6)


def thin_end(row_without_data: bool = False) -> BorderField:
    """One row: 20 pixels of water, of which the last holds a fifth of the two pixels of land at the end."""
    pixels = np.full((2, 22, 1), 20.0, np.float32)
    pixels[0, 19], pixels[0, 20:] = 40, 120
    labels = np.array([[1] * 20 + [2] * 2, [0] * 22], np.uint8)
    rows = 2 if row_without_data else 1
    return BorderField(Image(pixels[:rows]), labels[:rows], np.arange(2), 2, never_cancelled)


@pytest.mark.parametrize("row_without_data", [False, True])
def test_where_nothing_is_broad_all_places_are_of_the_one_width(row_without_data: bool) -> None:
    """Five mixed pixels, two beside the border to the left; of pixels without data there are none to look at.

    As many as may be looked at: none stands for another, so that nothing is unsure but for noise.
    """
    found = thin_end(row_without_data).within(most=5, cancelled=never_cancelled)
    assert found.sides.tolist() == [[0, 1], [1, 0]]
    assert not found.broad[0, 1]
    assert found.moved[0, 1] == pytest.approx(0.2)
    assert found.variance[0, 1] == pytest.approx(0, abs=1e-9)


def test_one_pixel_in_a_window_is_what_it_holds() -> None:
    image, labels = shore()
    field = BorderField(image, labels, np.arange(2), 2, never_cancelled)
    one = field.within(PixelWindow(7, 20, np.ones((1, 1), bool)), cancelled=never_cancelled)
    assert one.moved[0, 1] == pytest.approx(0.3)


def test_what_holds_less_than_nothing_is_as_unsure() -> None:
    """Darker along the shore than water is: each pixel that is looked at stands for four."""
    image, labels = shore()
    pixels = image.pixels.copy()
    pixels[:, 20] = 20 - 0.3 * 100
    field = BorderField(Image(pixels), labels, np.arange(2), 2, never_cancelled)
    few = field.within(most=80, cancelled=never_cancelled)
    assert few.moved[0, 1] < -0.3 * 40 / 2
    assert few.variance[0, 1] == pytest.approx(-3 * few.moved[0, 1], rel=1e-6)


def test_a_border_between_what_looks_alike_is_blind() -> None:
    """Stripes of 100 and 102, four columns each, and a border drawn by hand: noise of variance 2 (pairs four
    columns apart differ by 2), so that means of stripes, apart by 2 at most, look alike.
    """
    values = np.tile(np.repeat([100.0, 102.0], 4), 5)
    image = Image(np.tile(values, (30, 1)).astype(np.float32)[..., None])
    labels = np.tile(np.repeat([1, 2], 20).astype(np.uint8), (30, 1))
    found = borders(image, labels, np.arange(2), 2)
    assert found.blind.tolist() == [[0, 30], [30, 0]]


@pytest.mark.parametrize("box", [(19, 51, 23, 50), (0, 33, 0, 61), (40, 60, 5, 40)])
def test_where_nothing_has_a_label_beyond_a_box_the_rest_is_not_looked_at(
    box: tuple[int, int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same to the bit: of every third row alike, in the whole and in a window."""
    monkeypatch.setattr("core.measure.border_depth._ROWS_LOOKED_AT", 20)
    random = np.random.RandomState(5)
    there = slice(*box[:2]), slice(*box[2:])
    labels = np.zeros((60, 61), np.uint8)
    labels[there] = (1 + np.indices((60, 61)).sum(axis=0) // 17 % 3)[there]
    image = Image((labels[..., None] * 60 + random.randint(0, 25, (60, 61, 2))).astype(np.uint8))
    members = np.array([0, 1, 0])
    whole = BorderField(image, labels, members, 2, never_cancelled)
    part = BorderField(image, labels, members, 2, never_cancelled, box=box)
    window = PixelWindow(box[0] + 2, box[2], np.ones((box[1] - box[0] - 2, 17), bool))
    for inside in (None, window):
        one, other = (each.within(inside, cancelled=never_cancelled) for each in (whole, part))
        assert one.moved.any()
        for mine, theirs in zip(vars(one).values(), vars(other).values(), strict=True):
            np.testing.assert_array_equal(mine, theirs)
