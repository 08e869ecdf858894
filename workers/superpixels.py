"""The job that draws the borders of superpixels."""

from __future__ import annotations

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.cluster.superpixels.border_picture import border_picture
from core.cluster.superpixels.superpixels import Cut


def borders_of(cut: Cut, cancelled: Cancel) -> tuple[Bytes, ...]:
    """Levels to be laid over both pictures. Raises Cancelled."""
    return border_picture(cut, cancelled)
