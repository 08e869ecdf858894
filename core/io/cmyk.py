"""Printing inks to screen colours."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray

PROFILE = "The picture is in printing inks (CMYK); it was converted to RGB by its own colour profile."
PLAIN = (
    "The picture is in printing inks (CMYK) without a usable profile; it was converted to RGB approximately."
)


def cmyk_to_rgb(inks: NDArray[np.uint8], profile: bytes | None) -> tuple[NDArray[np.uint8], str]:
    """(h, w, 4) inks, 0 = none and 255 = full, to (h, w, 3) sRGB, and the sentence that says how.

    By the embedded ICC profile (relative colorimetric); without one by R = (1 - C)(1 - K) and so on.
    """
    from PIL import Image as Pillow
    from PIL import ImageCms

    if profile:
        try:
            picture = Pillow.fromarray(np.ascontiguousarray(inks), "CMYK")
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            converted = ImageCms.profileToProfile(picture, source, target, intent, outputMode="RGB")
            if converted is not None:
                return np.array(converted), PROFILE
        except (ImageCms.PyCMSError, OSError):
            pass  # A damaged profile, or one that is not for inks: the plain formula is said to be used.
    light = 255 - inks[..., :3].astype(np.uint16)
    black = 255 - inks[..., 3:].astype(np.uint16)
    return ((light * black + 127) // 255).astype(np.uint8), PLAIN
