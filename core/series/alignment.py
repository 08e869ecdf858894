"""Alignment: by how much a picture is shifted and turned against another of the same place.

Features first (SIFT, Lowe 2004, with a rigid motion by RANSAC), which find large shifts and turns; then ECC
(Evangelidis & Psarakis 2008) from there, which looks at all pixels, does not mind other light and is good to
a part of a pixel. Where there are too few features, phase correlation is where ECC begins. By whichever way,
the pictures have to be alike once they are aligned; else nothing is aligned, and that is said. Why so:
docs/adr/0047.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.base.arrays import Bytes, Floats, freeze
from core.base.errors import ParameterError
from core.base.opencv import opencv
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.document.plain_json import Json
from core.image.display import to_rgb
from core.image.image import Image
from core.scale.calibration import Calibration
from core.writing.number_words import short

# Larger pictures are looked at in a smaller copy: a shift is then good to a tenth of its pixels.
_LARGEST = 1600
_FEATURES, _RATIO, _RANSAC, _LEAST_PAIRS = 2000, 0.75, 2.0, 12
_ECC_ROUNDS, _ECC_DONE, _BLUR = 100, 1e-6, 5
# Pictures are of one place where their details correlate so well once aligned, over so much of the picture:
# what is of one place has 0.35 and more, of 136 pairs of other places none has more than 0.07. Details are
# what lies between two Gaussians of these deviations: by grey levels alone strangers have up to 0.8.
_LEAST_LIKENESS, _LEAST_COMMON = 0.2, 0.25
_FINE, _COARSE, _RIM = 1.0, 6.0, 9
# What has changed in the picture pulls at it (a lake that grows looks like one that is enlarged): a shift and
# a turn have to make it more alike by so much, an enlargement by more.
_WORTH_A_SHIFT, _WORTH_A_SCALE = 0.002, 0.02
# Pictures of one place by one camera: more is not believed.
_MOST_SCALE = 1.25


@dataclass(frozen=True, eq=False)
class Alignment:
    """matrix: (2, 3), from a place of the one picture (column, row; the middle of the first pixel is 0.5) to
    the place of the other that shows the same. size: (width, height) of the one picture. likeness:
    correlation of the details of both, once aligned, 0…1.
    """

    matrix: Floats
    size: tuple[int, int]
    likeness: float

    def __post_init__(self) -> None:
        freeze(self.matrix)

    @property
    def shift(self) -> tuple[float, float]:
        """By how many columns and rows the middle of the picture is shifted: to the right, and down."""
        middle = np.array([self.size[0] / 2, self.size[1] / 2])
        moved = self.matrix @ (*middle, 1.0) - middle
        return float(moved[0]), float(moved[1])

    @property
    def degrees(self) -> float:
        """By how much it is turned, clockwise as it is seen."""
        return math.degrees(math.atan2(self.matrix[1, 0], self.matrix[0, 0]))

    @property
    def scale(self) -> float:
        return math.hypot(self.matrix[0, 0], self.matrix[1, 0])

    def sentence(self, calibration: Calibration | None = None) -> str:
        """What was found: pixels, units where there is a scale, turn."""
        x, y = self.shift
        length = math.hypot(x, y)
        words = _("The picture is shifted by {length:.1f} px ({x:+.1f} to the right, {y:+.1f} down)").format(
            length=length, x=x, y=y
        )
        if calibration is not None and calibration.source != "none" and calibration.unit != "°":
            ground = math.hypot(x * calibration.width, y * calibration.height)
            words += f" = {short(ground, 3)} {calibration.unit}"
        if abs(self.degrees) >= 0.05:
            words += _(", turned by {degrees:+.1f}°").format(degrees=self.degrees)
        if abs(self.scale - 1) >= 0.001:
            words += _(", enlarged by {percent:+.1f} %").format(percent=100 * (self.scale - 1))
        return words.replace("-", "−") + "."


def aligned(one: Image, other: Image, cancelled: Cancel = never_cancelled) -> Alignment:
    """By how much `other` is shifted, turned and enlarged against `one`.

    Raises ParameterError where they are not alike in any position that was found; Cancelled.
    """
    step = max(1, math.ceil(max(one.height, one.width, other.height, other.width) / _LARGEST))
    first, second = _grey(one, step, cancelled), _grey(other, step, cancelled)
    details = _details(first), _details(second)
    best: Alignment | None = None
    for matrix, worth in _candidates(first, second, cancelled):
        likeness = _likeness(*details, matrix)
        if best is None or likeness > best.likeness + worth:
            best = Alignment(_whole(matrix, step), (one.width, one.height), likeness)
    if best is None or best.likeness < _LEAST_LIKENESS or not 1 / _MOST_SCALE < best.scale < _MOST_SCALE:
        raise ParameterError(
            _(
                "The pictures cannot be aligned: nothing in the one is found in the other. Leave the "
                "alignment out, or crop both to what they have in common."
            )
        )
    return best


def _grey(image: Image, step: int, cancelled: Cancel) -> Bytes:
    """8-bit grey, averaged over step × step pixels."""
    rgb = to_rgb(image, cancelled)
    cv2 = opencv()
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    if step > 1:
        size = (max(1, image.width // step), max(1, image.height // step))
        grey = cv2.resize(grey[: size[1] * step, : size[0] * step], size, interpolation=cv2.INTER_AREA)
    result: Bytes = grey
    return result


def _candidates(first: Bytes, second: Bytes, cancelled: Cancel) -> Iterator[tuple[Floats, float]]:
    """(2, 3) as OpenCV has them, the simplest first, and how much more alike each has to make both."""
    none = np.eye(2, 3)
    yield none, 0.0
    starts = [none]
    if first.shape == second.shape and min(first.shape) >= 8:
        starts.append(_by_phase(first, second))
    features = _by_features(first, second)
    if features is not None:
        starts.append(features)
    for start in starts:
        raise_if_cancelled(cancelled)
        found = _refined(first, second, start)
        if found is not None:
            yield found, _WORTH_A_SHIFT
    if features is not None:
        yield features, _WORTH_A_SCALE


def _by_phase(first: Bytes, second: Bytes) -> Floats:
    cv2 = opencv()
    window = cv2.createHanningWindow(first.shape[::-1], cv2.CV_32F)
    (x, y), _sure = cv2.phaseCorrelate(first.astype(np.float32), second.astype(np.float32), window)
    return np.array([(1.0, 0.0, x), (0.0, 1.0, y)])


def _by_features(first: Bytes, second: Bytes) -> Floats | None:
    cv2 = opencv()
    finder = cv2.SIFT_create(_FEATURES)
    (places, looks), (others, other_looks) = (finder.detectAndCompute(each, None) for each in (first, second))
    if looks is None or other_looks is None or len(other_looks) < 2:
        return None
    pairs = [
        nearest
        for nearest, next_one in cv2.BFMatcher().knnMatch(looks, other_looks, k=2)
        if nearest.distance < _RATIO * next_one.distance
    ]
    if len(pairs) < _LEAST_PAIRS:
        return None
    start = np.array([places[pair.queryIdx].pt for pair in pairs])
    end = np.array([others[pair.trainIdx].pt for pair in pairs])
    # RANSAC draws at random: from the same seed, so that the same pictures are aligned alike.
    cv2.setRNGSeed(0)
    matrix, inside = cv2.estimateAffinePartial2D(start, end, ransacReprojThreshold=_RANSAC)
    if matrix is None or int(inside.sum()) < _LEAST_PAIRS:
        return None
    return np.asarray(matrix, np.float64)


def _refined(first: Bytes, second: Bytes, start: Floats) -> Floats | None:
    """By ECC with shift and turn alone. None where it is lost."""
    cv2 = opencv()
    scale = math.hypot(start[0, 0], start[1, 0])
    rigid = start.copy()
    rigid[:, :2] /= scale
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _ECC_ROUNDS, _ECC_DONE)
    try:
        _sure, found = cv2.findTransformECC(
            first, second, rigid.astype(np.float32), cv2.MOTION_EUCLIDEAN, criteria, None, _BLUR
        )
    except cv2.error:
        return None
    return np.asarray(found, np.float64)


def _likeness(first: Any, second: Any, matrix: Floats) -> float:
    """Correlation of the details of two pictures where both are; 0 where that is too little."""
    cv2 = opencv()
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = first.shape[::-1]
    common = cv2.warpAffine(np.full(second.shape, 255, np.uint8), matrix, size, flags=flags) == 255
    common = cv2.erode(common.astype(np.uint8), np.ones((_RIM, _RIM))) > 0
    if common.mean() < _LEAST_COMMON:
        return 0.0
    one = first[common].astype(np.float64)
    other = cv2.warpAffine(second, matrix, size, flags=flags)[common].astype(np.float64)
    if one.std() == 0 or other.std() == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _details(grey: Bytes) -> Any:
    cv2 = opencv()
    levels = grey.astype(np.float32)
    return cv2.GaussianBlur(levels, (0, 0), _FINE) - cv2.GaussianBlur(levels, (0, 0), _COARSE)


def _whole(matrix: Floats, step: int) -> Floats:
    """From places of the smaller copies, whole at the middle of a pixel, to those of the pictures."""
    result = matrix.copy()
    result[:, 2] += 0.5 - matrix[:, :2] @ (0.5, 0.5)
    result[:, 2] *= step
    return result


def alignment_json(alignment: Alignment) -> Json:
    """Matrix to twelve digits, which is a billionth of a pixel of a thousand."""
    rows: list[Any] = [[float(f"{value:.12g}") for value in row] for row in alignment.matrix.tolist()]
    return {"matrix": rows, "size": list(alignment.size), "likeness": float(f"{alignment.likeness:.4g}")}


def alignment_from(saved: Json) -> Alignment:
    """Raises KeyError, TypeError, ValueError for what Floe did not write."""
    matrix = np.array(saved["matrix"], np.float64)
    if matrix.shape != (2, 3) or not np.isfinite(matrix).all():
        raise ValueError("an alignment is two rows of three numbers")
    width, height = (int(each) for each in saved["size"])
    return Alignment(matrix, (width, height), float(saved["likeness"]))
