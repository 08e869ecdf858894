"""The jobs of labels from elsewhere: files are told apart and read, a measurement is compared with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import ParameterError, ReadError
from core.base.opencv import opencv
from core.base.parallel import Cancel, raise_if_cancelled
from core.classes.classes import Classes
from core.elsewhere.class_labels import ClassLabels, joined, renamed_labels
from core.elsewhere.kinds import Kind
from core.image.image import Image, grid_of
from core.measure.comparison import Comparison, compare
from core.measure.difference_map import AGREE, COLOURS, NOT_COMPARED, difference_map
from core.measure.measurement import Measurement

# Of the differences over the segmentation, which is seen where both agree.
_ALPHA = 0.85
_SMALLEST = 1024


@dataclass(frozen=True)
class Dropped:
    """kind: what the files hold, "" for pictures and all else."""

    paths: tuple[Path, ...]
    kind: Kind


@dataclass(frozen=True, eq=False)
class Beside:
    """What is measured beside labels. levels: the differences, to be laid over it; () without."""

    comparison: Comparison
    levels: tuple[Bytes, ...]


def tell_apart(paths: Sequence[Path], cancelled: Cancel) -> Dropped:
    """Whether these files hold labels, or outlines on a map. Raises ReadError, Cancelled."""
    from core.elsewhere.kinds import kind_of
    from core.guarded.process import ReadingProcess
    from core.io.reader import read

    with ReadingProcess(read, warm=False) as process:
        kinds = {process.read_by(kind_of, path, cancelled=cancelled) for path in paths}
    return Dropped(tuple(paths), kinds.pop() if len(kinds) == 1 else "")


def read_labels(paths: Sequence[Path], image: Image, cancelled: Cancel) -> ClassLabels:
    """The labels of files about a picture. Raises ReadError, Cancelled."""
    from core.elsewhere.label_files import class_labels_for
    from core.guarded.process import ReadingProcess
    from core.io.reader import read

    name = Path(image.provenance.path).name
    with ReadingProcess(read, warm=False) as process:
        found = [
            process.read_by(class_labels_for, path, grid_of(image), name, cancelled=cancelled)
            for path in paths
        ]
    try:
        return _ready(joined(found))
    except ParameterError as error:
        raise ReadError(paths[0], str(error)) from None


def rename_labels(labels: ClassLabels, names: Mapping[str, str], _cancelled: Cancel) -> ClassLabels:
    """As core.elsewhere.class_labels.renamed_labels. Raises ParameterError."""
    return _ready(renamed_labels(labels, names))


def _ready(labels: ClassLabels) -> ClassLabels:
    """With all that touches every pixel found here, in the thread: the window and saving need not wait."""
    _ = labels.places, labels.packed, labels.said
    return labels


def compared(
    measurement: Measurement,
    classes: Classes,
    labels: ClassLabels,
    cancelled: Cancel,
    *,
    shown: bool,
    row: int | None,
) -> Beside:
    """shown: whether the differences are; row: of one pair of classes alone.

    Raises ParameterError, Cancelled.
    """
    calibration = measurement.areas.calibration
    found = compare(measurement.labels, classes, labels, calibration, cancelled=cancelled)
    if not shown:
        return Beside(found, ())
    if row is not None and row >= len(found.classes):
        row = None
    codes = difference_map(measurement.labels, classes, labels, found, row=row, cancelled=cancelled)
    return Beside(found, _levels(codes, cancelled))


def _levels(codes: Bytes, cancelled: Cancel) -> tuple[Bytes, ...]:
    """(height, width, 4) premultiplied BGRA, each half the size of the one before."""
    table = np.zeros((256, 4), np.uint8)
    for code, colour in enumerate(COLOURS):
        if code not in (NOT_COMPARED, AGREE):
            table[code] = np.rint(_ALPHA * np.array((*colour[::-1], 255)))
    levels = [table[codes]]
    while max(levels[-1].shape[:2]) > _SMALLEST:
        raise_if_cancelled(cancelled)
        height, width = levels[-1].shape[:2]
        size = max(width // 2, 1), max(height // 2, 1)
        levels.append(opencv().resize(levels[-1], size, interpolation=opencv().INTER_AREA))
    return tuple(levels)
