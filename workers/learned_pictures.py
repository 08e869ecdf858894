"""The job that makes a picture of what a feature says, so that it can be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.cluster.features.feature import Feature
from core.cluster.prepared.prepared_rows import PreparedRows


@dataclass(frozen=True, eq=False)
class LearnedPictureJob:
    """Call it in a JobThread. number: of the plane, from 0; None for all of them as colours."""

    prepared: PreparedRows
    feature: Feature
    number: int | None

    def __call__(self, cancelled: Cancel) -> Bytes:
        from core.cluster.prepared.plane_pictures import columns_of, plane_picture

        return plane_picture(self.prepared, columns_of(self.prepared, self.feature), self.number, cancelled)
