"""Rescaled colours: a picture as it would be in the light, and by the camera, of the reference."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.base.errors import ParameterError
from core.base.sentences import _, ngettext
from core.image.image import Image
from core.series.rescaling import Rescaling
from core.writing.number_words import grouped


def rescaled_picture(image: Image, rescaling: Rescaling) -> Image:
    """The picture with the colours that the reference would have of it; its bands are the dimensions.

    For a legend of grey or RGB levels, or of bands as they are stored. Whole numbers are rounded and cut off
    at the ends of their type, and how many pixels that is the picture says in its warnings. Raises
    ParameterError where the rescaling has other dimensions than the picture bands.
    """
    if len(rescaling.gain) != image.band_count:
        sentence = _("The rescaling is of {wanted} channels, and the picture has {found}.")
        raise ParameterError(sentence.format(wanted=len(rescaling.gain), found=image.band_count))
    values = rescaling.undone(image.pixels.astype(np.float64))
    if image.dtype.kind == "f":
        return replace(image, pixels=values.astype(image.dtype))
    limits = np.iinfo(image.dtype)
    values = np.rint(values)
    beyond = ((values < limits.min) | (values > limits.max)).any(axis=2)
    if image.valid is not None:
        beyond &= image.valid
    pixels = values.clip(limits.min, limits.max).astype(image.dtype)
    warnings = image.warnings
    if count := int(np.count_nonzero(beyond)):
        warnings = (
            *warnings,
            ngettext(
                "{n} pixel was cut off at the darkest or brightest level when its colours were rescaled.",
                "{n} pixels were cut off at the darkest or brightest level when their colours were rescaled.",
                count,
            ).format(n=grouped(count)),
        )
    return replace(image, pixels=pixels, warnings=warnings)
