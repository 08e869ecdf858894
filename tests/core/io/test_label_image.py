"""Label images: what is read as labels, what is refused, and what looks like them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import tifffile
from PIL import Image as Pillow

from core.base.errors import ReadError
from core.image.label_colours import label_colours
from core.image.reading import Reading
from core.io.label_image import may_be_labels, number_of_values
from core.io.reader import read

LABELS = Reading(labels=True)
# Two pieces of 7 that touch a 2; background around the 2 alone.
VALUES = np.array([[7, 7, 2, 0], [0, 2, 2, 0], [7, 0, 0, 0]])
CASE = Path(__file__).resolve().parents[2] / "cases" / "19_label_images" / "k4_labels12_touching.tif"


def written(folder: Path, kind: str, values: np.ndarray = VALUES) -> Path:
    path = folder / f"labels.{kind}"
    if kind == "npy":
        np.save(path, values)
    elif kind == "tif":
        tifffile.imwrite(path, values)
    else:
        Pillow.fromarray(values.astype(np.uint8)).save(path)
    return path


@pytest.mark.parametrize(
    "dtype", ["uint8", "uint16", "uint32", "int8", "int16", "int32", "int64", "float32", "f8"]
)
def test_whole_numbers_of_any_type_are_labels(tmp_path: Path, dtype: str) -> None:
    image = read(written(tmp_path, "npy", VALUES.astype(dtype)), LABELS)
    assert image.pixels.dtype == np.int32
    assert image.label_values.tolist() == VALUES.tolist()
    assert image.valid.tolist() == (VALUES > 0).tolist()
    assert image.bands == ("label",)
    (said,) = image.warnings
    assert "each of its 2 values above 0 is one object" in said
    assert "cover 50 % of the picture" in said


def test_true_is_one_object(tmp_path: Path) -> None:
    image = read(written(tmp_path, "npy", VALUES > 0), LABELS)
    assert number_of_values(image.label_values) == image.label_values.max() == 1
    assert image.warnings[0].startswith("Read as labels: its value above 0 is one object")


@pytest.mark.parametrize("kind", ["png", "tif"])
def test_a_palette_is_read_by_its_numbers(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"palette.{kind}"
    picture = Pillow.fromarray(VALUES.astype(np.uint8), "P")
    picture.putpalette([level for i in range(256) for level in (255 - i, i, (i * 37) % 256)])
    picture.save(path)
    image = read(path, LABELS)
    assert image.label_values.tolist() == VALUES.tolist()
    assert image.reading == LABELS
    assert image.open_choices == ("labels",)


def test_white_as_zero_changes_no_label(tmp_path: Path) -> None:
    path = tmp_path / "inverting.tif"
    tifffile.imwrite(path, VALUES.astype(np.uint8), photometric="miniswhite")
    assert read(path, LABELS).label_values.tolist() == VALUES.tolist()


def test_what_is_no_data_is_neither_object_nor_background(tmp_path: Path) -> None:
    path = tmp_path / "map.tif"
    profile = {"driver": "GTiff", "height": 3, "width": 4, "count": 1, "dtype": "uint16", "nodata": 7}
    grid = rasterio.Affine(30, 0, 0, 0, -30, 0)
    with rasterio.open(path, "w", crs="EPSG:3413", transform=grid, **profile) as file:
        file.write(VALUES.astype(np.uint16), 1)
    image = read(path, LABELS)
    assert image.label_values.tolist() == [[-1, -1, 2, 0], [0, 2, 2, 0], [-1, 0, 0, 0]]
    assert "covers 33.3 % of the picture" in image.warnings[0]  # of the nine pixels with data
    assert image.warnings[1].startswith("No data: 3 of 12 pixels")


def test_not_a_number_is_no_data(tmp_path: Path) -> None:
    values = np.where(VALUES == 7, np.nan, VALUES).astype(np.float32)
    assert (read(written(tmp_path, "npy", values), LABELS).label_values == -1).sum() == 3


def test_below_zero_is_background_and_that_is_said(tmp_path: Path) -> None:
    image = read(written(tmp_path, "npy", np.where(VALUES == 2, -1, VALUES)), LABELS)
    assert (image.label_values == 0).sum() == 9
    assert image.warnings[1] == "3 pixels have values below 0: they belong to no object."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (VALUES + 0.5, "it has the value 7.5, which is no whole number"),
        (np.zeros((3, 4), np.uint8), "it has no value above 0, so there is no object in it"),
        (np.full((3, 4), -3), "it has no value above 0, so there is no object in it"),
        (np.full((3, 4), 2**31, np.uint32), "its value 2147483648 is too large for a label"),
        (np.zeros((3, 4, 3), np.uint8), "it has 3 bands; a label image has one"),
    ],
)
def test_what_are_no_labels_is_said_in_a_sentence(tmp_path: Path, values: np.ndarray, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(written(tmp_path, "npy", values), LABELS)


def test_the_largest_label(tmp_path: Path) -> None:
    image = read(written(tmp_path, "npy", np.array([[2**31 - 1, 1], [0, 1]], np.uint32)), LABELS)
    assert image.label_values.max() == 2**31 - 1
    assert number_of_values(image.label_values) == 2


def test_two_labels_side_by_side_have_unlike_colours() -> None:
    colours = label_colours(np.arange(0, 1000, dtype=np.int32)[None, :])[0].astype(np.int64)
    assert np.abs(np.diff(colours, axis=0)).max(axis=1).min() >= 40


def test_labels_look_like_labels() -> None:
    image = read(CASE)
    assert may_be_labels(image)
    assert image.open_choices == ("labels",)
    assert number_of_values(image.pixels[..., 0], image.valid) == 12


def cells() -> np.ndarray:
    """A thousand of 9 × 9 pixels with a line between them."""
    values = np.arange(1, 1001, dtype=np.uint16).reshape(25, 40).repeat(10, 0).repeat(10, 1)
    values[::10], values[:, ::10] = 0, 0
    return values


CELLS = cells()


def photograph() -> np.ndarray:
    return np.random.default_rng(0).normal(120, 30, (64, 64)).clip(0, 255).astype(np.uint8)


def paletted(folder: Path, values: np.ndarray, kind: str) -> Path:
    """With 65 colours; the rest of the table is black."""
    path = folder / f"palette.{kind}"
    picture = Pillow.fromarray(values.astype(np.uint8), "P")
    colours = [level for i in range(65) for level in (255 - i, i, (i * 37) % 256)]
    picture.putpalette(colours + [0] * (768 - len(colours)))
    picture.save(path)
    return path


@pytest.mark.parametrize("kind", ["png", "tif"])
@pytest.mark.parametrize(
    ("values", "looks_so"),
    [
        (np.kron(VALUES, np.ones((8, 8))), True),
        (np.kron(VALUES > 0, np.ones((8, 8))), False),
        (photograph() // 4, False),
        (np.arange(64).repeat(8)[None, :].repeat(64, 0), True),
        (np.arange(65).repeat(8)[None, :].repeat(64, 0), False),
    ],
)
def test_a_palette_of_few_colours_in_flat_pieces_looks_like_labels(
    tmp_path: Path, values: np.ndarray, kind: str, looks_so: bool
) -> None:
    path = paletted(tmp_path, values, kind)
    image = read(path)
    assert image.band_count == 3
    assert ("labels" in image.open_choices) is looks_so
    assert read(path, LABELS).label_values.max() == values.max()


@pytest.mark.parametrize(
    ("values", "looks_so"),
    [
        (np.kron(VALUES, np.ones((8, 8))).astype(np.uint8), True),
        (np.kron(VALUES, np.ones((8, 8))).astype(np.float32), True),
        (np.kron(VALUES, np.ones((8, 8))).astype(np.float32) + 0.5, False),
        (CELLS, True),
        (np.pad(CELLS[:, ::2], 1), False),  # so small that most of it is border
        (np.kron(VALUES > 0, np.ones((8, 8))).astype(np.uint8) * 255, False),  # a mask: two values
        (photograph(), False),
        (photograph() // 64, False),  # few values, but no pieces
        (np.arange(256, dtype=np.uint8).repeat(8)[None, :].repeat(64, 0), False),  # a ramp has levels
        (np.arange(256, dtype=np.uint16).repeat(8)[:, None].repeat(64, 1), True),
        (np.arange(64, dtype=np.uint8).repeat(8)[None, :].repeat(64, 0), True),  # 64 values, the most
        (np.arange(65, dtype=np.uint8).repeat(8)[None, :].repeat(64, 0), False),
        (np.zeros((4, 4, 3), np.uint8), False),
    ],
)
def test_few_values_in_flat_pieces_look_like_labels(tmp_path: Path, values, looks_so: bool) -> None:
    image = read(written(tmp_path, "npy", values))
    assert may_be_labels(image) is looks_so
    assert ("labels" in image.open_choices) is looks_so
