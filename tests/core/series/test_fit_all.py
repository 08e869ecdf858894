"""A legend of all pictures is that of one picture that holds them all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import ParameterError
from core.classes.class_choice import parse_choices
from core.cluster.colours.added_histograms import AddedHistograms
from core.cluster.colours.histogram import count_colours
from core.cluster.features.feature import parse_feature
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.cluster.treatment import parse_smoothing
from core.image.image import Image
from core.pipeline.given_parts import GivenParts
from core.series.asked import Asked
from core.series.fit_all import Looks
from core.series.picture_work import Fit, look
from tests.reading import HERE

RANDOM = np.random.default_rng(0)
PARTS = [RANDOM.integers(60 * i, 60 * i + 80, (20 + i, 30, 3), np.uint8) for i in range(3)]


def saved(folder: Path, arrays: list[np.ndarray]) -> list[Path]:
    paths = [folder / f"{i}.png" for i in range(len(arrays))]
    for path, array in zip(paths, arrays, strict=True):
        PillowImage.fromarray(array).save(path)
    return paths


def fitted(paths: list[Path], asked: Asked, order: list[int] | None = None, most: int = 1000) -> Fit:
    looks = Looks()
    for number in order or range(len(paths)):
        looks.add(number, paths[number].name, look(HERE, paths[number], asked, most))
    return looks.fit(asked)


@pytest.mark.parametrize("space", ["rgb", "lab", "hsv", "gray"])
def test_it_is_the_fit_of_one_picture_that_holds_them_all(tmp_path: Path, space: str) -> None:
    paths = saved(tmp_path, PARTS)
    asked = Asked(Parameters(k=4, space=space))  # type: ignore[arg-type]
    found = fitted(paths, asked, order=[2, 0, 1])
    whole = segment(Image(np.concatenate(PARTS)), asked.parameters)
    assert found.legend.means.centroids == tuple(map(tuple, whole.centroids.tolist()))
    assert found.legend.means.colours == tuple(map(tuple, whole.colours.tolist()))
    assert found.legend.iterations == whole.iterations
    assert found.legend.inertia == whole.inertia
    assert [name for name, _sha256 in found.legend.pictures] == ["0.png", "1.png", "2.png"]
    assert found.legend.notes == ()


def test_grey_of_16_bits_adds_up_too(tmp_path: Path) -> None:
    parts = [RANDOM.integers(0, 60000, (9, 9), np.uint16) for _ in range(2)]
    found = fitted(saved(tmp_path, parts), Asked(Parameters(k=3)))
    whole = segment(Image(np.concatenate(parts)[..., None]), Parameters(k=3))
    assert found.legend.means.centroids == tuple(map(tuple, whole.centroids.tolist()))


def test_what_is_done_to_pictures_first_is_done_before_they_are_counted(tmp_path: Path) -> None:
    asked = Asked(Parameters(k=3, smooth=parse_smoothing("gauss"), neighbours=True))
    found = fitted(saved(tmp_path, PARTS), asked)
    assert found.legend.parameters.smooth == asked.parameters.smooth
    assert found.legend.parameters.neighbours
    plain = fitted(saved(tmp_path, PARTS), Asked(Parameters(k=3)))
    assert found.legend.means.centroids != plain.legend.means.centroids


def test_bands_are_sampled_and_that_is_said(tmp_path: Path) -> None:
    import rasterio

    paths = []
    for i in range(2):
        path = tmp_path / f"{i}.tif"
        profile = {"driver": "GTiff", "height": 20, "width": 20, "count": 4, "dtype": "float32"}
        with rasterio.open(path, "w", **profile) as file:
            file.write(RANDOM.normal(10 * i, 1, (4, 20, 20)).astype(np.float32))
        paths.append(path)
    found = fitted(paths, Asked(Parameters(k=2, space="bands", scaling="z-score")), most=100)
    assert len(found.legend.notes) == 1
    assert "fitted on 200 pixels, as many of each picture" in found.legend.notes[0]
    low, high = found.legend.means.centroids
    assert np.allclose(low, -1, atol=0.1)
    assert np.allclose(high, 1, atol=0.1)
    assert found.legend.parameters.frozen is not None
    assert np.allclose(found.legend.parameters.frozen.offset, 5, atol=0.3)


def test_pictures_of_another_kind_than_the_first_are_left_out(tmp_path: Path) -> None:
    grey = RANDOM.integers(0, 255, (9, 9), np.uint8)
    paths = saved(tmp_path, [PARTS[0], grey, PARTS[1]])
    found = fitted(paths, Asked(Parameters(k=2)), order=[1, 2, 0])
    assert [name for name, _ in found.legend.pictures] == ["0.png", "2.png"]
    assert found.legend.kind.bands == ("red", "green", "blue")


def test_classes_by_ids_and_colours(tmp_path: Path) -> None:
    given = GivenParts(choices=parse_choices(["light~#c8c8c8"]))
    found = fitted(saved(tmp_path, PARTS), Asked(Parameters(k=3), given))
    assert [(each.name, each.clusters) for each in found.classes] == [
        ("1", (1,)),
        ("2", (2,)),
        ("light", (3,)),
    ]


def test_the_number_of_clusters_is_recommended_over_all(tmp_path: Path) -> None:
    flat = [
        np.full((20, 20, 3), level, np.uint8) + RANDOM.integers(0, 4, (20, 20, 3), np.uint8)
        for level in (20, 120, 220)
    ]
    found = fitted(saved(tmp_path, flat), Asked(Parameters(), k_range=(2, 6)))
    assert found.legend.k == 3
    assert found.why_k


def test_a_k_that_nobody_typed_falls_to_the_number_of_colours(tmp_path: Path) -> None:
    flat = [np.full((4, 4, 3), level, np.uint8) for level in (20, 120)]
    assert fitted(saved(tmp_path, flat), Asked(Parameters(k=4), k_was_given=False)).legend.k == 2
    with pytest.raises(ParameterError, match="only 2 distinct colours"):
        fitted(saved(tmp_path, flat), Asked(Parameters(k=4)))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            Asked(Parameters(), GivenParts(choices=parse_choices(["ice@3,4"]))),
            "names a cluster of one picture",
        ),
        (Asked(Parameters(), examples=(Path("e.csv"),)), "names a cluster of one picture"),
        (Asked(Parameters(by="superpixels")), "do not add up over pictures"),
        (Asked(Parameters(features=(parse_feature("local-mean"),))), "do not add up over pictures"),
        (Asked(Parameters(features=(parse_feature("eigenfilters"),))), "is learned from each picture anew"),
    ],
)
def test_what_makes_sense_in_one_picture_only_is_refused(asked: Asked, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        Looks().fit(asked)


def test_without_a_picture_there_is_nothing_to_fit() -> None:
    with pytest.raises(ParameterError, match="No picture could be read"):
        Looks().fit(Asked(Parameters()))


def test_added_histograms_are_those_of_all_pixels() -> None:
    added = AddedHistograms()
    for part in PARTS:
        added.add(count_colours(Image(part)))
    whole = count_colours(Image(np.concatenate(PARTS)))
    assert (added.total().colours == whole.colours).all()
    assert (added.total().counts == whole.counts).all()
    with pytest.raises(ValueError, match="different bands"):
        added.add(count_colours(Image(PARTS[0][..., :1])))
    with pytest.raises(ValueError, match="no histogram"):
        AddedHistograms().total()
    kinds = [(np.uint8, 1), (np.uint16, 1), (np.uint8, 3), (np.uint16, 3), (np.float32, 1), (np.uint8, 4)]
    fits = [AddedHistograms.fits(np.dtype(dtype), bands) for dtype, bands in kinds]
    assert fits == [True, True, True, False, False, False]
