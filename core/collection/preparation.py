"""What is done to the vectors of a collection before they are clustered or put on a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.parallel import Cancel, chunks, never_cancelled
from core.base.sentences import _, with_commas
from core.collection.method import Vectors
from core.writing.number_words import grouped

Scaling = Literal["none", "standardised", "l2"]
SCALINGS: tuple[Scaling, ...] = get_args(Scaling)
# Numbers looked at in one go: 32 MB of float64.
_AT_ONCE = 1 << 22


@dataclass(frozen=True)
class Preparation:
    """scaling: none; standardised, each column less its mean and by its deviation; l2, each row of length 1,
    so that distances go with cosines. components: how many principal components are kept after that; 0: no
    PCA. Raises ParameterError for others.
    """

    scaling: Scaling = "none"
    components: int = 0

    def __post_init__(self) -> None:
        if self.scaling not in SCALINGS:
            sentence = _("The scaling of the vectors is “{scaling}”: choose {choices}.")
            raise ParameterError(sentence.format(scaling=self.scaling, choices=with_commas(SCALINGS)))
        if self.components < 0:
            sentence = _("The number of principal components is {n}: choose 1 or more, or 0 for no PCA.")
            raise ParameterError(sentence.format(n=self.components))


def prepared(
    vectors: NDArray[Any], preparation: Preparation, seed: int = 0, cancelled: Cancel = never_cancelled
) -> Vectors:
    """(n, d) or (n, components): float32 of float32, else float64, C-contiguous.

    Columns that are the same everywhere become 0 when standardised, rows of zeros stay. seed: of the
    randomised PCA that scikit-learn takes for large data. Raises ParameterError for vectors that are no
    numbers, and for more components than there are rows or columns; Cancelled between blocks.
    """
    rows = checked_vectors(vectors)
    if preparation.scaling == "standardised":
        rows = _standardised(rows, cancelled)
    elif preparation.scaling == "l2":
        rows = of_length_1(rows, cancelled)
    if preparation.components:
        rows = principal_components(rows, preparation.components, seed)
    return rows


def checked_vectors(vectors: NDArray[Any]) -> Vectors:
    """The vectors as float32 or float64. Raises ParameterError for what is no table of finite numbers."""
    if vectors.ndim != 2 or vectors.shape[1] == 0 or vectors.dtype.kind not in "fiub":
        sentence = _("The vectors are no table of numbers: write one row a picture, one column a number.")
        raise ParameterError(sentence)
    dtype = np.float32 if vectors.dtype in (np.float32, np.float16) else np.float64
    rows: Vectors = np.ascontiguousarray(vectors, dtype)
    for part in _parts(rows):
        bad = ~np.isfinite(rows[part]).all(axis=1)
        if bad.any():
            sentence = _("Row {row} of the vectors has a value that is no number: leave that picture out.")
            raise ParameterError(sentence.format(row=grouped(part.start + int(np.argmax(bad)) + 1)))
    return rows


def of_length_1(rows: Vectors, cancelled: Cancel = never_cancelled) -> Vectors:
    """(n, d) each row by its length; a row of zeros stays. Raises Cancelled."""
    scaled: Vectors = np.empty_like(rows)
    for part in _parts(rows, cancelled):
        lengths = np.sqrt(np.square(rows[part], dtype=np.float64).sum(axis=1))
        scaled[part] = rows[part] / np.where(lengths > 0, lengths, 1.0)[:, None]
    return scaled


def principal_components(rows: Vectors, number: int, seed: int = 0) -> Vectors:
    """(n, number): the columns of largest variance, by scikit-learn's PCA. Raises ParameterError."""
    from sklearn.decomposition import PCA

    most = min(rows.shape)
    if number > most:
        sentence = _("{n} principal components are more than there can be: choose {most} or fewer.")
        raise ParameterError(sentence.format(n=grouped(number), most=grouped(most)))
    components: Vectors = PCA(number, random_state=seed % 2**32).fit_transform(rows)
    return np.ascontiguousarray(components)


def _standardised(rows: Vectors, cancelled: Cancel) -> Vectors:
    mean, deviation = _mean_and_deviation(rows, cancelled)
    # What rounding leaves of a column that is the same everywhere is no deviation.
    constant = deviation <= 10 * np.finfo(np.float64).eps * np.abs(mean)
    scaled: Vectors = np.empty_like(rows)
    for part in _parts(rows, cancelled):
        scaled[part] = np.where(constant, 0.0, (rows[part] - mean) / np.where(constant, 1.0, deviation))
    return scaled


def _mean_and_deviation(rows: Vectors, cancelled: Cancel) -> tuple[Floats, Floats]:
    """(d,) each, in double precision, over two looks: no cancellation."""
    mean = np.zeros(rows.shape[1])
    for part in _parts(rows, cancelled):
        mean += rows[part].sum(axis=0, dtype=np.float64)
    mean /= len(rows)
    squares = np.zeros(rows.shape[1])
    for part in _parts(rows, cancelled):
        squares += np.square(rows[part] - mean).sum(axis=0)
    return mean, np.sqrt(squares / len(rows))


def _parts(rows: Vectors, cancelled: Cancel = never_cancelled) -> Iterator[slice]:
    return chunks(len(rows), max(1, _AT_ONCE // rows.shape[1]), cancelled)
