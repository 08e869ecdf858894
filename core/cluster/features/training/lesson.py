"""What networks of patches learn from: the open picture, or pictures that were chosen."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ParameterError
from core.base.parallel import Cancel
from core.cluster.features.specification import FitStep, Options, PictureRows
from core.cluster.features.training.picture_sample import (
    Counted,
    Singles,
    Statistics,
    counted,
    most_patches,
    patches,
    standardised_patches,
    statistics_of,
)


def lesson(
    picture: PictureRows, options: Options, number: int, cancelled: Cancel
) -> Generator[FitStep, None, tuple[Statistics, Singles]]:
    """What is learned from: so many patches of the picture, or of all those together that were chosen.

    Yields before each chosen picture. The statistics of all, and the patches standardised by them, (n, size,
    size, planes) float32.

    Raises ParameterError for a picture that has none, ReadError, Cancelled.
    """
    size, seed = int(options["patch"]), options["seed"]
    cut = partial(patches, size=size, seed=seed, cancelled=cancelled)
    # By content: the same pictures in another order or place are the same lesson.
    files = sorted(options["pictures"], key=lambda file: file.sha256)
    if not files:
        return _lesson_of([counted(picture, cancelled)], [cut(picture, number=number)])
    said, found = [], []
    each = max(1, min(number, most_patches(size, len(picture.names))) // len(files))
    with closing(picture.others(files, cancelled)) as others:
        for file, other in zip(files, others, strict=True):
            yield FitStep(0, 1, preparing=True)
            try:
                found.append(cut(other, number=each))
            except ParameterError as error:
                raise ParameterError(f"{file.path}: {error}") from error
            said.append(counted(other, cancelled))
    return _lesson_of(said, found)


def _lesson_of(pictures: list[Counted], found: list[NDArray[np.int32]]) -> tuple[Statistics, Singles]:
    seen = statistics_of(pictures)
    return seen, standardised_patches(np.concatenate(found) if len(found) > 1 else found[0], seen)
