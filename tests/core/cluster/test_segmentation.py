import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.colours.colour import lightness
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import available_spaces, prepare
from core.cluster.segmentation import labels_at, segment
from core.cluster.starts.starts import DETERMINISTIC
from core.image.image import Image


def stripes(*colours, height=6, width=10):
    """One column block a colour, with exactly known areas."""
    return np.repeat(np.array(colours, np.uint8)[None], height, axis=0).repeat(width, axis=1)


def test_finds_the_stripes_and_numbers_them_from_dark_to_light():
    pixels = stripes([250, 250, 250], [10, 20, 90], [120, 120, 110])
    found = segment(Image(pixels), Parameters(k=3))
    assert found.converged
    np.testing.assert_array_equal(found.labels[0, ::10], [3, 1, 2])
    np.testing.assert_array_equal(found.counts, [60, 60, 60])
    np.testing.assert_array_equal(found.colours, [[10, 20, 90], [120, 120, 110], [250, 250, 250]])
    assert found.inertia == 0


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
@pytest.mark.parametrize("seed", range(3))
def test_clusters_are_ordered_by_lightness_in_every_space(space, seed):
    pixels = np.random.RandomState(seed).randint(0, 256, (30, 30, 3)).astype(np.uint8)
    found = segment(Image(pixels), Parameters(k=6, space=space, seed=seed))
    if space == "lab":
        light = found.centroids[:, 0]
    else:
        light = lightness(found.centroids if space in ("rgb", "gray") else found.colours.astype(float), 255)
    assert (np.diff(light) >= 0).all()
    np.testing.assert_array_equal(np.bincount(found.labels.ravel(), minlength=7)[1:], found.counts)


def test_no_data_takes_no_part():
    pixels = stripes([0, 0, 0], [200, 0, 0], [0, 0, 200])
    valid = np.ones(pixels.shape[:2], bool)
    valid[:, :10] = False
    found = segment(Image(pixels, valid), Parameters(k=2))
    np.testing.assert_array_equal(np.unique(found.labels[:, :10]), [0])
    assert found.counts.sum() == 120


def test_k_above_the_distinct_colours_is_a_sentence_with_both_numbers():
    with pytest.raises(ParameterError, match=r"k is 4, but the picture has only 3 distinct colours"):
        segment(Image(stripes([0, 0, 0], [1, 1, 1], [2, 2, 2])), Parameters(k=4))
    with pytest.raises(ParameterError, match=r"only 1 distinct colour:"):
        segment(Image(np.zeros((1, 1, 3), np.uint8)), Parameters(k=2))
    assert segment(Image(np.zeros((1, 1, 3), np.uint8)), Parameters(k=1)).labels.tolist() == [[1]]


def test_colours_of_equal_luma_are_one_grey():
    # 114 · 34 = 299 · 11 + 587: two colours, one luma.
    twins = np.array([[[0, 0, 34], [11, 1, 0], [200, 200, 200]]], np.uint8)
    assert len(prepare(Image(twins), "gray").features) == 2
    np.testing.assert_array_equal(segment(Image(twins), Parameters(k=2, space="gray")).labels, [[1, 1, 2]])
    with pytest.raises(ParameterError, match="only 2 distinct colours in the space gray"):
        segment(Image(twins), Parameters(k=3, space="gray"))


def test_all_masked_is_a_sentence():
    with pytest.raises(ParameterError, match="no valid pixels"):
        segment(Image(np.zeros((2, 2, 3), np.uint8), np.zeros((2, 2), bool)), Parameters(k=1))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (((0.0, 0.0), (1.0, 1.0)), "needs 3 numbers"),
        (((0.0, 0.0, float("nan")), (1.0, 1.0, 1.0)), "no finite number"),
        (((0.0, 0.0, 0.0), (1.0, 256.0, 1.0)), "Centroid 2 of the start lies outside the space rgb: 256"),
    ],
)
def test_a_start_that_does_not_fit_is_a_sentence(rows, sentence):
    with pytest.raises(ParameterError, match=sentence):
        segment(Image(stripes([0, 0, 0], [9, 9, 9])), Parameters(k=2, init=rows))


def test_the_best_restart_wins_and_all_are_listed():
    pixels = np.random.RandomState(5).randint(0, 256, (40, 40, 3)).astype(np.uint8)
    one_by_one = [segment(Image(pixels), Parameters(k=9, init="random", seed=s)).inertia for s in range(4, 9)]
    best = segment(Image(pixels), Parameters(k=9, init="random", seed=4, restarts=5, swaps=False))
    assert [r.inertia for r in best.restarts] == one_by_one
    assert [r.seed for r in best.restarts] == [4, 5, 6, 7, 8]
    assert best.inertia == min(one_by_one)
    assert len(segment(Image(pixels), Parameters(k=9, init="maximin", restarts=5)).restarts) == 1


def test_the_best_minimum_is_at_most_that_of_each_of_its_starts():
    pixels = np.random.RandomState(5).randint(0, 256, (40, 40, 3)).astype(np.uint8)
    parts = [segment(Image(pixels), Parameters(k=9, init=s)) for s in DETERMINISTIC]
    parts += [segment(Image(pixels), Parameters(k=9, seed=seed)) for seed in range(2, 12)]
    best = segment(Image(pixels), Parameters(k=9, init="best", seed=2, restarts=4, swaps=False))
    assert best.restarts == tuple(restart for part in parts for restart in part.restarts)
    winner = min(parts, key=lambda part: part.inertia)
    assert best.labels.tobytes() == winner.labels.tobytes()
    assert best.inertia == winner.inertia


def test_of_equal_restarts_the_first_wins():
    pixels = stripes([250, 250, 250], [10, 20, 90], [120, 120, 110])
    best = segment(Image(pixels), Parameters(k=3, init="best"))
    assert {restart.inertia for restart in best.restarts} == {0.0}
    alone = segment(Image(pixels), Parameters(k=3, init="pca-part"))
    np.testing.assert_array_equal(best.start_order, alone.start_order)


@pytest.mark.parametrize("parameters", [Parameters(k=6, restarts=5), Parameters(k=6, init="best")], ids=str)
@pytest.mark.parametrize("threads", [2, 3, 8, 40])
def test_restarts_at_once_give_the_bytes_of_one_after_another(parameters, threads):
    pixels = np.random.RandomState(8).randint(0, 256, (160, 160, 3)).astype(np.uint8)
    one, other = (segment(Image(pixels), parameters, threads=n) for n in (1, threads))
    for name in ("labels", "centroids", "colours", "counts", "start_order"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert one.restarts == other.restarts
    assert [step.inertia for step in one.history] == [step.inertia for step in other.history]


def test_what_ends_one_of_several_restarts_ends_them_all():
    with pytest.raises(ParameterError, match="only 1 distinct colour"):
        segment(Image(np.zeros((2, 2, 3), np.uint8)), Parameters(k=2, init="best"), threads=4)


def test_any_past_iteration_can_be_shown_again():
    pixels = np.random.RandomState(6).randint(0, 256, (40, 40, 3)).astype(np.uint8)
    image = Image(pixels)
    prepared = prepare(image, "lab")
    found = segment(image, Parameters(k=5, space="lab"), prepared=prepared)
    labels, colours = labels_at(prepared, found.history[-1].centroids, order=found.start_order)
    np.testing.assert_array_equal(labels, found.labels)
    np.testing.assert_array_equal(colours, found.colours)
    labels, _ = labels_at(prepared, found.history[2].centroids, order=found.start_order)
    np.testing.assert_array_equal(np.bincount(labels.ravel(), minlength=6)[1:], found.history[2].counts)


def test_sixteen_bit_pictures_keep_their_sixteen_bits():
    # In 8 bits these are one and the same grey.
    pixels = np.array([[[1000], [1001], [1100], [1101]]], np.uint16)
    found = segment(Image(pixels), Parameters(k=2))
    np.testing.assert_array_equal(found.labels, [[1, 1, 2, 2]])
    np.testing.assert_allclose(found.centroids[:, 0], [1000.5, 1100.5])
    rgb = np.array([[[1000, 0, 0], [1001, 0, 0], [65535, 3, 9]]], np.uint16)
    np.testing.assert_array_equal(segment(Image(rgb), Parameters(k=2)).labels, [[1, 1, 2]])


def test_spaces_on_offer():
    assert available_spaces(Image(np.zeros((1, 1, 1), np.uint8))) == ("gray",)
    assert available_spaces(Image(np.zeros((1, 1, 3), np.uint8))) == ("rgb", "lab", "hsv", "gray")


def test_a_colour_space_of_other_bands_is_a_sentence():
    with pytest.raises(
        ParameterError, match="has 5 bands of uint8, which is no colour for the space lab: choose bands"
    ):
        segment(Image(np.zeros((2, 2, 5), np.uint8)), Parameters(k=1, space="lab"))


def test_clusters_of_equal_lightness_are_numbered_by_their_coordinates():
    """Both have an L* of 42.2494415420: the one with less red is cluster 1, wherever it stands."""
    more_red, less_red, light = [178, 52, 90], [60, 110, 78], [250, 250, 250]
    difference = np.diff(lightness(np.array([more_red, less_red], float), 255))
    assert 0 < difference < 1e-10
    for colours in ([more_red, less_red, light], [light, less_red, more_red]):
        found = segment(Image(stripes(*colours)), Parameters(k=3))
        np.testing.assert_array_equal(found.colours, [less_red, more_red, light])


def test_of_bands_that_no_colour_tells_apart_the_first_coordinate_decides():
    """The third band is shown in no colour: both clusters are as light."""
    pixels = np.zeros((1, 4, 5), np.float32)
    pixels[0, :2, 4], pixels[0, 2:, 4] = 9.0, 3.0
    found = segment(Image(pixels), Parameters(k=2, space="bands"))
    assert found.labels.tolist() == [[2, 2, 1, 1]]
    assert found.centroids[:, 4].tolist() == [3.0, 9.0]


def test_a_pixel_between_two_centroids_belongs_to_the_lower_row_of_the_start():
    """10 lies as far from 0 as from 20: ties go to the start, not to the darker cluster."""
    image = Image(np.array([[[0], [0], [0], [10], [20], [20], [20]]], np.uint8))
    for start, labels in (((0.0, 20.0), [1, 1, 1, 1, 2, 2, 2]), ((20.0, 0.0), [1, 1, 1, 2, 2, 2, 2])):
        init = tuple((level,) for level in start)
        found = segment(image, Parameters(k=2, space="gray", init=init))
        assert found.labels.tolist() == [labels]


def test_the_converged_colour_of_a_cluster_is_the_rounded_mean_of_its_pixels():
    image = Image(np.array([[[0], [1], [200], [201], [201]]], np.uint8))
    found = segment(image, Parameters(k=2))
    assert found.centroids[:, 0].tolist() == [0.5, 602 / 3]
    assert found.colours.tolist() == [[1, 1, 1], [201, 201, 201]]
