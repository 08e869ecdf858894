"""Choosing k: the rows, and that the recommendation finds what is there."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.cluster.choose_k.choose_k import choose_k, rows
from core.cluster.choose_k.k_choice import KRow, k_choice_json, recommend, votes
from core.cluster.parameters import Parameters, Scaling
from core.cluster.prepared.prepare import prepare
from core.cluster.segmentation import segment
from core.image.image import Image
from core.scenes.samples import sea_ice


def separated(classes: int, seed: int, *, bands: int = 3, apart: int = 60, noise: float = 5) -> Image:
    """120 × 160 pixels of as many classes of unequal size, colours at least so far apart."""
    random = np.random.RandomState(seed)
    colours: list[np.ndarray] = []
    tries = 0
    while len(colours) < classes:
        tries += 1
        if tries > 5000:
            colours, tries = [], 0
        colour = random.randint(15, 241, bands)
        if all(((colour - other) ** 2).sum() >= apart**2 for other in colours):
            colours.append(colour)
    sizes = np.cumsum(random.randint(1, 6, classes))
    truth = np.searchsorted(sizes / sizes[-1], random.random_sample((120, 160)), side="right")
    pixels = np.array(colours)[truth] + np.rint(random.normal(0, noise, (120, 160, bands)))
    return Image(pixels.clip(0, 255).astype(np.uint8))


@pytest.mark.parametrize("classes", range(2, 9))
@pytest.mark.parametrize("seed", [1, 2])
def test_finds_the_number_of_well_separated_classes(classes: int, seed: int) -> None:
    choice = choose_k(prepare(separated(classes, seed), "rgb"))
    assert (choice.recommended, choice.clear) == (classes, True)
    assert choice.reason.startswith(f"{classes} clusters: each stands clearly apart")


@pytest.mark.parametrize("classes", [2, 4, 8])
def test_finds_it_in_grey_and_where_noise_leaves_few_levels(classes: int) -> None:
    grey = separated(classes, 3, bands=1, apart=22, noise=3)
    assert choose_k(prepare(grey, "gray")).recommended == classes
    few = separated(classes, 4, bands=1, apart=20, noise=0.4)
    assert choose_k(prepare(few, "gray")).recommended == classes


@pytest.mark.parametrize("space", ["rgb", "lab", "gray"])
def test_says_three_of_the_sea_ice(space: str) -> None:
    choice = choose_k(prepare(sea_ice().image, space))
    assert choice.recommended == 3
    assert "with 4, one would not" in choice.reason


def test_flat_colours_are_counted() -> None:
    flat = separated(5, 0, noise=0)
    choice = choose_k(prepare(flat, "rgb"))
    assert choice.recommended == 5
    assert [row.k for row in choice.rows] == [2, 3, 4, 5]
    assert choice.rows[-1].inertia == 0
    plain = k_choice_json(choice)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert plain["rows"][-1]["calinski_harabasz"] is None


def test_one_colour_is_one_cluster() -> None:
    choice = choose_k(prepare(Image(np.full((4, 4, 3), 7, np.uint8)), "rgb"))
    assert (choice.recommended, choice.rows) == (1, ())
    assert choice.reason == "1 cluster: the picture has only one colour."


def test_two_colours_limit_the_range_from_above_and_below() -> None:
    image = Image(np.array([[[0], [200]]], np.uint8))
    assert [row.k for row in rows(prepare(image, "gray"))] == [2]
    assert [row.k for row in rows(prepare(image, "gray"), 5, 9)] == [2]


@pytest.mark.parametrize("bounds", [(1, 5), (6, 5), (2, 256), (0, 0)])
def test_a_range_that_fits_nothing_is_one_sentence(bounds: tuple[int, int]) -> None:
    with pytest.raises(ParameterError, match="choose two numbers from 2 to 255"):
        next(rows(prepare(separated(2, 0), "rgb"), *bounds))


def test_a_range_begins_where_it_is_told_with_the_same_rows() -> None:
    prepared = prepare(separated(3, 5), "rgb")
    whole = {row.k: row for row in rows(prepared, 2, 6)}
    for row in rows(prepared, 4, 6):
        assert (row.inertia, row.gap) == (whole[row.k].inertia, whole[row.k].gap)


def test_inertia_falls_with_every_k_and_is_near_the_best_of_many_starts() -> None:
    image = Image(np.random.RandomState(0).randint(0, 256, (40, 50, 3)).astype(np.uint8))
    prepared = prepare(image, "rgb")
    found = list(rows(prepared, 2, 8))
    inertias = [row.inertia for row in found]
    assert inertias == sorted(inertias, reverse=True)
    best = segment(image, Parameters(k=8, restarts=10), prepared=prepared).inertia
    assert inertias[-1] < 1.03 * best


@pytest.mark.parametrize("space", ["rgb", "hsv"])
def test_the_same_on_any_number_of_threads(space: str) -> None:
    image = sea_ice(seed=1, width=300, height=200).image
    one, three = (choose_k(prepare(image, space), threads=n) for n in (1, 3))
    assert json.dumps(k_choice_json(one)) == json.dumps(k_choice_json(three))
    assert all((a.centroids == b.centroids).all() for a, b in zip(one.rows, three.rows, strict=True))


def test_no_data_takes_no_part() -> None:
    image = separated(3, 7)
    pixels = np.concatenate([image.pixels, np.full((120, 160, 3), 255, np.uint8)])
    valid = np.repeat([True, False], 120)[:, None] * np.ones((1, 160), bool)
    masked = choose_k(prepare(Image(pixels, valid), "rgb"))
    assert k_choice_json(masked) == k_choice_json(choose_k(prepare(image, "rgb")))


def bands(classes: int, kind: type = np.float32) -> Image:
    """100 × 120 pixels of five bands, a corner without data."""
    random = np.random.RandomState(classes)
    centres = 40 * np.eye(6, 5)[:classes]
    pixels = centres[random.randint(0, classes, (100, 120))] + random.normal(0, 1, (100, 120, 5))
    pixels[:10, :10] = np.nan
    return Image(pixels.astype(kind))


@pytest.mark.parametrize("scaling", ["none", "z-score", "percentiles"])
@pytest.mark.parametrize("classes", [2, 5])
def test_bands_that_are_no_colours_are_compared_too(classes: int, scaling: Scaling) -> None:
    prepared = prepare(bands(classes), "bands", scaling=scaling)
    choice = choose_k(prepared, 2, 8)
    assert choice.recommended == classes
    best = choice.rows[classes - 2]
    found = segment(bands(classes), Parameters(k=classes, scaling=scaling, space="bands", restarts=4))
    assert best.inertia == pytest.approx(found.inertia, rel=1e-6)
    assert best.centroids.shape == (classes, 5)


def test_yields_each_k_when_it_is_ready_and_can_be_cancelled() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 200

    found: list[int] = []
    with pytest.raises(Cancelled):
        found.extend(each.k for each in rows(prepare(separated(4, 1), "rgb"), 2, 60, cancelled=cancelled))
    assert found == list(range(2, 2 + len(found)))
    assert 0 < len(found) < 20


def row(k: int, **fields: float) -> KRow:
    values = {
        "inertia": 100.0 / k,
        "explained": 1 - 1 / k,
        "calinski_harabasz": 1.0,
        "davies_bouldin": 1.0,
        "bic": float(k),
        "gap": float(k),
        "gap_error": 0.0,
        "silhouette": 0.5,
        "weakest": 0.4,
        "stability": 0.9,
        "apart": 0.5,
    }
    return replace(KRow(k=k, **values, centroids=np.zeros((k, 3))), **fields)


def test_the_elbow_never_decides_alone() -> None:
    """It names 3 here; the only other criterion that names any is the silhouette."""
    given = [row(k, silhouette=0.6 if k == 5 else 0.5, davies_bouldin=9.0 - k) for k in range(2, 10)]
    given = [replace(each, calinski_harabasz=float(each.k)) for each in given]
    named = votes(given)
    assert {k for name, k in named.items() if name != "elbow"} == {5, None}
    assert named["elbow"] not in (None, 5)
    choice = recommend(given)
    assert (choice.recommended, choice.clear) == (5, False)
    assert f"The elbow would take {named['elbow']}" in choice.reason


def test_what_depends_on_the_start_is_not_recommended() -> None:
    given = [row(k, silhouette=0.5 - k / 100) for k in range(2, 8)]
    assert recommend(given).recommended == 2
    given[0] = replace(given[0], stability=0.5)
    assert recommend(given).recommended == 3


def test_the_greatest_clear_k_wins_over_any_vote() -> None:
    given = [row(k, weakest=0.8 if k in (2, 4) else 0.4, silhouette=1 / k) for k in range(2, 8)]
    choice = recommend(given)
    assert (choice.recommended, choice.clear) == (4, True)
    assert "Silhouette" in choice.reason
    assert "would take 2" in choice.reason


@pytest.mark.parametrize(
    ("following", "words"),
    [
        ({"weakest": 0.3}, "with 3, one would not (0.30)"),
        ({"weakest": 0.9, "stability": 0.2}, "3 depend on the start"),
        ({"weakest": 0.9, "apart": 0.001}, "with 3, two would be nearly the same colour"),
    ],
)
def test_the_reason_says_what_is_wrong_with_one_more(following: dict[str, float], words: str) -> None:
    assert words in recommend([row(2, weakest=0.9), row(3, **following), row(4)]).reason


def test_at_the_end_of_the_range_it_says_so() -> None:
    assert "the most that was tried" in recommend([row(2, weakest=0.9)]).reason
