"""What a clustering job keeps of a picture from run to run."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import drained
from core.image.image import Image
from tests.workers.pictures import noisy
from workers.clustering import Preparations


def test_colours_are_counted_once_for_an_image() -> None:
    preparations, image = Preparations(), noisy()
    first, cloud = drained(preparations.of(image, Parameters(k=2), never_cancelled))
    again, same_cloud = drained(preparations.of(image, Parameters(k=9, seed=4), never_cancelled))
    other_space, _ = drained(preparations.of(image, Parameters(k=2, space="lab"), never_cancelled))
    assert again is first
    assert same_cloud is cloud
    assert other_space is not first
    assert other_space.histogram is first.histogram


def test_another_image_is_counted_anew_and_the_last_is_let_go() -> None:
    preparations, image = Preparations(), noisy()
    first, cloud = drained(preparations.of(image, Parameters(), never_cancelled))
    let_go = weakref.ref(first)
    second, _ = drained(preparations.of(noisy(1), Parameters(), never_cancelled))
    assert second.histogram is not first.histogram
    assert second.image.provenance.path == "noise-1.png"
    del first, cloud
    gc.collect()
    assert let_go() is None


def test_a_failed_preparation_leaves_none_behind() -> None:
    preparations = Preparations()
    nothing = Image(np.zeros((2, 2, 3), np.uint8), np.zeros((2, 2), bool))
    with pytest.raises(ParameterError, match="no valid pixels"):
        drained(preparations.of(nothing, Parameters(), never_cancelled))
    prepared, _ = drained(preparations.of(noisy(), Parameters(), never_cancelled))
    assert prepared.image is not nothing


def test_of_many_choices_of_bands_only_the_last_two_are_kept() -> None:
    pixels = np.random.RandomState(0).randint(0, 4000, (20, 20, 5)).astype(np.uint16)
    image, preparations = Image(pixels), Preparations()

    def prepared(band: int) -> object:
        return drained(
            preparations.of(image, Parameters(k=2, space="bands", bands=(band,)), never_cancelled)
        )[0]

    first, *_, fourth, fifth = [prepared(band) for band in range(1, 6)]
    assert prepared(5) is fifth
    assert prepared(4) is fourth
    assert prepared(1) is not first
    assert preparations.has(image)
