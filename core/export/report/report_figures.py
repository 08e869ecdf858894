"""The pictures of a report: as it was, and its classes, each with a scale bar and regions of interest."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.base.parallel import Cancel, raise_if_cancelled
from core.export.lettering import Lettering
from core.export.pictures import class_colours, class_numbers
from core.export.report.report_outlines import outlined
from core.export.report.report_parts import Figure
from core.export.scale_bar import scale_bar
from core.image.display import note, to_rgb
from core.pipeline.result import Result

# Pixels of the longer side: enough for half a page at 300 dots an inch.
LONGEST = 1200
_SHORTEST = 960  # smaller pictures are enlarged by whole numbers
_PAPER = (255, 255, 255)


def figures(result: Result, cancelled: Cancel) -> tuple[Figure, ...]:
    """None of a picture that is larger than memory or was read in tiles. Raises Cancelled."""
    document = result.document
    if document is None or not result.has_labels:
        return ()
    image = document.image
    shown = [" ".join(("The picture as it was measured.", note(image))).strip()]
    original = _sized(to_rgb(image), smooth=True)
    if image.valid is not None:
        hidden = _sized(np.where(image.valid, np.uint8(255), np.uint8(0)), smooth=False) == 0
        original = np.where(hidden[:, :, None], np.uint8(255), original)
        shown.append("White: no data.")
    raise_if_cancelled(cancelled)
    table = np.full((256, 3), 255, np.uint8)
    colours = class_colours(result)
    table[1 : len(colours) + 1] = colours
    classes = table[_sized(class_numbers(result), smooth=False)]
    named = "The classes, in the colours of the table."
    if result.inside is not None:
        regions, factor = result.inside.regions, original.shape[1] / image.width
        original, classes = (outlined(each, regions, factor, cancelled) for each in (original, classes))
        shown.append("Outlined: the regions of interest.")
    return (
        _figure(original, result, caption=" ".join(shown), about="The picture", kind="jpeg"),
        _figure(classes, result, caption=named, about="The classes of the picture", kind="png"),
    )


def _sized(pixels: Bytes, *, smooth: bool) -> Bytes:
    """Smaller, by the mean or the nearest pixel; or larger by a whole number."""
    height, width = pixels.shape[:2]
    longest = max(height, width)
    if longest > LONGEST:
        cv2 = opencv()
        size = (max(1, round(width * LONGEST / longest)), max(1, round(height * LONGEST / longest)))
        kind = cv2.INTER_AREA if smooth else cv2.INTER_NEAREST_EXACT
        smaller: Bytes = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=kind)
        return smaller
    factor = max(1, _SHORTEST // longest)
    return pixels.repeat(factor, axis=0).repeat(factor, axis=1)


def _figure(pixels: Bytes, result: Result, *, caption: str, about: str, kind: str) -> Figure:
    from PIL import Image as PillowImage

    factor = pixels.shape[1] / result.image.width
    sheet = _with_bar(PillowImage.fromarray(np.ascontiguousarray(pixels)), result, factor)
    memory = io.BytesIO()
    if kind == "jpeg":
        sheet.save(memory, "JPEG", quality=90, subsampling=0)
    else:
        sheet.quantize(256, dither=PillowImage.Dither.NONE).save(memory, "PNG", optimize=True)
    return Figure(memory.getvalue(), kind, caption, about, sheet.width, sheet.height)


def _with_bar(picture: Any, result: Result, factor: float) -> Any:
    """A strip below with the scale bar: it covers nothing of the picture."""
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    bar = scale_bar(result.image, result.areas.calibration)
    text = Lettering(max(12, round(picture.width / 38)))
    sheet = PillowImage.new("RGB", (picture.width, picture.height + round(text.height * 1.4)), _PAPER)
    sheet.paste(picture, (0, 0))
    draw = ImageDraw.Draw(sheet)
    middle, half = picture.height + round(text.height * 0.8), max(2, text.height // 9)
    length = round(bar.pixels * factor)
    draw.rectangle((0, middle - half, length, middle + half), fill=(28, 32, 36))
    note = f"{bar.text}, {bar.note}" if bar.note else bar.text
    place = (length + text.height // 2, middle - text.height // 2)
    text.draw(draw, place, text.fitting(note, picture.width - place[0]), (28, 32, 36))
    return sheet
