"""What the user says of the scale, in words that fit any picture, and what follows for one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.image.image import Described
from core.scale.calibrate import from_georeference, from_metadata, from_print
from core.scale.calibration import (
    UNCALIBRATED,
    Calibration,
    ScaleSource,
    from_line,
    from_region,
    parse_pixel_size,
)
from core.scale.scale_area import parse_scale_area
from core.scale.scale_line import check_inside, parse_line

_NAMES: dict[ScaleSource, str] = {
    "georeference": "georeference",
    "ome": N_("OME metadata"),
    "imagej": N_("ImageJ metadata"),
    "instrument": N_("metadata of a microscope"),
}


@dataclass(frozen=True)
class ScaleChoice:
    """A source, and the calibration itself where it does not depend on the picture (typed, line)."""

    source: ScaleSource
    size: Calibration | None = None

    def of(self, image: Described) -> Calibration | None:
        """The calibration to choose for this picture; None where that is the best of its file.

        Raises ParameterError where the picture does not have what is asked for.
        """
        if self.size is not None:
            if self.size.line is not None:
                check_inside(self.size.line, image.width, image.height)
            return self.size
        if self.source == "none":
            return UNCALIBRATED
        if self.source == "dpi":
            return from_print(image)
        if self.source == "georeference":
            if from_georeference(image).source == self.source:
                return None
        elif (known := from_metadata(image)) is not None and known.source == self.source:
            return known
        raise ParameterError(
            _("The picture has no scale in its {source}: type a pixel size, for example 0.5m.").format(
                source=_(_NAMES[self.source])
            )
        )


def parse_scale(text: str) -> ScaleChoice:
    """ "0.5m,0.4m", or the name of a source: "dpi", "none", "georeference", "ome", "imagej", "instrument".

    Raises ParameterError.
    """
    word = text.strip().lower()
    sources = [source for source in get_args(ScaleSource) if source not in ("typed", "line", "area")]
    for source in sources:
        if word == source:
            return ScaleChoice(source)
    try:
        return ScaleChoice("typed", parse_pixel_size(text))
    except ParameterError as error:
        meant = did_you_mean(word, sources) if word.isalpha() else ""
        raise ParameterError(f"{error}{meant}") from None


def parse_scale_line(text: str) -> ScaleChoice:
    """ "10,20,110,20=50m": the ends of a line in pixels and its length. Raises ParameterError."""
    return ScaleChoice("line", from_line(parse_line(text)))


def pixel_size_json(pixel_size: Calibration | None) -> dict[str, Any] | None:
    """What the user said of the scale as JSON values; None where nothing."""
    if pixel_size is None:
        return None
    line = pixel_size.line
    return {
        "source": pixel_size.source,
        "typed": pixel_size.typed or None,
        "line": None if line is None else line.text,
        **({} if pixel_size.region is None else {"region": pixel_size.region.text}),
    }


def pixel_size_from(values: dict[str, Any] | None, image: Described) -> Calibration | None:
    """The calibration of `pixel_size_json`, for its image. The values are untrusted.

    Raises ParameterError, KeyError, TypeError.
    """
    if values is None:
        return None
    choice = scale_choice_from(values)
    return choice.of(image) if choice.size is None else choice.size


def scale_choice_from(values: dict[str, Any]) -> ScaleChoice:
    """What `pixel_size_json` says, for any image. Raises as `pixel_size_from`."""
    source = values["source"]
    if source == "typed":
        return ScaleChoice("typed", parse_pixel_size(str(values["typed"])))
    if source == "line":
        return parse_scale_line(str(values["line"]))
    if source == "area":
        return ScaleChoice("area", from_region(parse_scale_area(str(values["region"]))))
    if source not in get_args(ScaleSource):
        raise ParameterError(_("There is no scale source “{source}”.").format(source=source))
    return ScaleChoice(source)
