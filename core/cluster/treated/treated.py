"""The picture as it is clustered: with what the parameters say is done to it first."""

from __future__ import annotations

from core.base.parallel import Cancel, never_cancelled
from core.cluster.parameters import Parameters
from core.cluster.treated.light import evened
from core.cluster.treated.smoothing import smoothed
from core.image.image import Image


def treated(
    image: Image, parameters: Parameters, *, threads: int | None = None, cancelled: Cancel = never_cancelled
) -> Image:
    """The image itself where nothing is done. Uneven light goes first: smoothing would carry it along.

    Raises ParameterError for a picture of which a level is in memory only, and what a smoothing cannot do;
    Cancelled.
    """
    if parameters.light:
        image = evened(image, threads=threads, cancelled=cancelled)
    if parameters.smooth is not None:
        image = smoothed(image, parameters.smooth, threads=threads, cancelled=cancelled)
    return image
