"""A picture in which nothing counts, and what may be done about it."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.cluster.prepared.no_data import check_valid
from core.cluster.prepared.prepare import prepare_for
from core.image.image import Image
from core.image.reading import Alpha, Reading

NOTHING = "The picture has no valid pixels: everything in it is marked as no data."
REMEDY = " Where that is by its alpha, choose Alpha: ignore (--alpha ignore)."


def picture(valid: bool, alpha: Alpha = "auto", choices: tuple[str, ...] = ("alpha",)) -> Image:
    pixels, mask = np.zeros((1, 2, 3), np.uint8), np.array([[False, valid]])
    return Image(pixels, mask, reading=Reading(alpha=alpha), open_choices=choices)


def test_one_valid_pixel_is_enough() -> None:
    check_valid(picture(True))


@pytest.mark.parametrize(
    ("image", "said"),
    [
        (picture(False), NOTHING + REMEDY),
        (picture(False, "mask"), NOTHING + REMEDY),
        (picture(False, "ignore"), NOTHING),
        (picture(False, "band"), NOTHING),
        (picture(False, choices=("colour_table",)), NOTHING),
    ],
)
def test_the_remedy_is_said_where_alpha_may_be_why(image: Image, said: str) -> None:
    with pytest.raises(ParameterError) as refused:
        check_valid(image)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    "parameters",
    [
        Parameters(k=1),
        Parameters(k=1, space="bands"),
        Parameters(k=1, by="superpixels"),
        Parameters(k=1, space="bands", by="superpixels"),
    ],
    ids=str,
)
def test_it_is_said_however_the_picture_is_clustered(parameters: Parameters) -> None:
    with pytest.raises(ParameterError, match=r"\(--alpha ignore\)\.$"):
        prepare_for(picture(False), parameters)
