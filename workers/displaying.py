"""The job that makes the picture that is open anew for the screen, as the user wants to see it."""

from __future__ import annotations

from core.base.arrays import Bytes
from core.base.parallel import Cancel, raise_if_cancelled
from core.image.display import pyramid
from core.image.displayed import Display, displayed
from core.image.image import Image


def display_levels(image: Image, display: Display, cancelled: Cancel) -> tuple[Bytes, ...]:
    """As core.image.display.pyramid. Raises Cancelled."""
    rgb = displayed(image, display, cancelled)
    raise_if_cancelled(cancelled)
    return pyramid(rgb, image.valid)
