import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import core.cluster.colours.histogram
from core.base.errors import Cancelled
from core.cluster.colours.histogram import ColourHistogram, count_colours
from core.cluster.lloyd.labelling import label_pixels
from core.image.image import Image

# Few levels, so that colours repeat.
SMALL = st.integers(0, 3).map(lambda i: (0, 7, 8, 255)[i])


def pictures(bands=3, dtype=np.uint8):
    shape = st.tuples(st.integers(1, 8), st.integers(1, 8), st.just(bands))
    return shape.flatmap(lambda s: hnp.arrays(dtype, s, elements=SMALL))


def as_dict(histogram: ColourHistogram) -> dict[tuple[int, ...], int]:
    rows = map(tuple, histogram.colours.tolist())
    return dict(zip(rows, histogram.counts.tolist(), strict=True))


def by_hand(pixels, valid=None) -> dict[tuple[int, ...], int]:
    rows = pixels.reshape(-1, pixels.shape[2]) if valid is None else pixels[valid]
    colours, counts = np.unique(rows, axis=0, return_counts=True)
    return {tuple(c): n for c, n in zip(colours.tolist(), counts.tolist(), strict=True)}


@pytest.mark.parametrize(("bands", "dtype"), [(1, np.uint8), (3, np.uint8), (1, np.uint16), (3, np.uint16)])
@given(data=st.data())
def test_counts_every_colour(bands, dtype, data):
    pixels = data.draw(pictures(bands, dtype))
    assert as_dict(count_colours(Image(pixels))) == by_hand(pixels)


@pytest.mark.parametrize(("bands", "dtype"), [(1, np.uint8), (3, np.uint8), (1, np.uint16)])
@pytest.mark.parametrize("pixels", [254, 255, 256, 510, 511, 70_000])
def test_counts_more_of_a_colour_than_a_byte_holds(bands, dtype, pixels):
    image = Image(np.full((1, pixels, bands), 9, dtype))
    assert as_dict(count_colours(image)) == {(9,) * bands: pixels}


@given(pictures(), st.integers(1, 400), st.integers(1, 8))
def test_on_any_number_of_threads_it_is_the_same(pixels, times, threads):
    many = np.tile(pixels, (times, 1, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.cluster.colours.histogram, "WORTH_A_TABLE", 64)
        patch.setattr(core.cluster.colours.histogram, "COUNTED_AT_ONCE", 100)
        found = count_colours(Image(many), threads=threads)
    assert as_dict(found) == {colour: times * n for colour, n in by_hand(pixels).items()}
    np.testing.assert_array_equal(found.colours, count_colours(Image(pixels)).colours)


@given(pictures(), st.data())
def test_leaves_out_what_is_not_valid(pixels, data):
    valid = data.draw(hnp.arrays(bool, pixels.shape[:2]))
    assert as_dict(count_colours(Image(pixels, valid))) == by_hand(pixels, valid)


@pytest.mark.parametrize(("bands", "dtype"), [(1, np.uint8), (3, np.uint8), (3, np.uint16)])
@given(data=st.data())
def test_merging_equals_the_histogram_of_both(bands, dtype, data):
    first, second = data.draw(pictures(bands, dtype)), data.draw(pictures(bands, dtype))
    both = np.concatenate([first.reshape(1, -1, bands), second.reshape(1, -1, bands)], axis=1)
    merged = count_colours(Image(first)).merge(count_colours(Image(second)))
    whole = count_colours(Image(both))
    np.testing.assert_array_equal(merged.colours, whole.colours)
    np.testing.assert_array_equal(merged.counts, whole.counts)


@given(pictures(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_pixels_places(pixels, random):
    shuffled = pixels.reshape(-1, 3).copy()
    order = list(range(len(shuffled)))
    random.shuffle(order)
    one, other = count_colours(Image(pixels)), count_colours(Image(shuffled[order][None]))
    np.testing.assert_array_equal(one.colours, other.colours)
    np.testing.assert_array_equal(one.counts, other.counts)


def test_merging_different_kinds_is_refused():
    grey = count_colours(Image(np.zeros((2, 2, 1), np.uint8)))
    colour = count_colours(Image(np.zeros((2, 2, 3), np.uint8)))
    with pytest.raises(ValueError, match="cannot be merged"):
        grey.merge(colour)


@pytest.mark.parametrize(("bands", "dtype"), [(1, np.uint8), (3, np.uint8), (1, np.uint16), (3, np.uint16)])
def test_labels_go_to_the_pixels_of_their_colour(bands, dtype):
    pixels = np.random.RandomState(1).randint(0, 9, (40, 50, bands)).astype(dtype)
    valid = pixels[..., 0] != 3
    image = Image(pixels, valid)
    histogram = count_colours(image)
    colour_labels = (np.arange(len(histogram)) % 200 + 1).astype(np.uint8)
    wanted = dict(zip(map(tuple, histogram.colours.tolist()), colour_labels, strict=True))
    labels = label_pixels(image, histogram, colour_labels)
    for row, column in np.ndindex(40, 50):
        expected = wanted[tuple(pixels[row, column].tolist())] if valid[row, column] else 0
        assert labels[row, column] == expected


def test_counting_and_labelling_can_be_cancelled():
    image = Image(np.zeros((4, 4, 3), np.uint8))
    with pytest.raises(Cancelled):
        count_colours(image, cancelled=lambda: True)
    histogram = count_colours(image)
    with pytest.raises(Cancelled):
        label_pixels(image, histogram, np.ones(1, np.uint8), cancelled=lambda: True)


@settings(max_examples=60)
@given(st.data())
def test_sorted_in_parts_it_is_the_same(data):
    """RGB of 16 bits: in chunks, then in ranges of the values of all chunks."""
    high = data.draw(st.sampled_from([1, 5, 300, 65535]))
    shape = (data.draw(st.integers(1, 300)), 1, 3)
    pixels = data.draw(hnp.arrays(np.uint16, shape, elements=st.integers(0, high)))
    valid = data.draw(st.none() | hnp.arrays(np.bool_, pixels.shape[:2]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.cluster.colours.histogram, "SORTED", data.draw(st.sampled_from([256, 1024])))
        found = count_colours(Image(pixels, valid))
    chosen = pixels.reshape(-1, 3) if valid is None else pixels[valid]
    colours, counts = np.unique(chosen, axis=0, return_counts=True)
    np.testing.assert_array_equal(found.colours, colours)
    np.testing.assert_array_equal(found.counts, counts)
    assert found.colours.dtype == np.uint16


def test_a_cancel_is_heard_while_sorted_parts_are_put_together():
    pixels = np.random.RandomState(0).randint(0, 65536, (40, 40, 3)).astype(np.uint16)
    asked = []

    def after_the_chunks():
        asked.append(1)
        return len(asked) > 2

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.cluster.colours.histogram, "SORTED", 800)
        with pytest.raises(Cancelled):
            count_colours(Image(pixels), after_the_chunks)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_lightest_grey_has_a_label_too(dtype):
    top = np.iinfo(dtype).max
    image = Image(np.array([[[0], [top - 1], [top], [1]]], dtype))
    histogram = count_colours(image)
    labels = label_pixels(image, histogram, np.array([5, 6, 7, 8], np.uint8))
    assert labels.tolist() == [[5, 7, 8, 6]]
