"""A picture made ready for a threshold: the values of one channel, of its colours or of its pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.base.arrays import Floats
from core.base.errors import ParameterError
from core.base.parallel import Cancel, Workers, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.cluster.colours.colour import ColourFeatures, line_features
from core.cluster.colours.coordinates import coordinate
from core.cluster.colours.histogram import ColourHistogram, count_colours
from core.cluster.features.feature import Feature
from core.cluster.features.specifications import specifications
from core.cluster.lloyd.bands import band_scale
from core.cluster.lloyd.cells import Cells
from core.cluster.lloyd.rows import LineRows
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.channel import Channel
from core.cluster.prepared.no_data import check_valid
from core.cluster.prepared.own_planes import own_names, own_planes
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows
from core.cluster.threshold import COORDINATES, ChannelName, Threshold
from core.image.display import to_rgb
from core.image.image import BandValue, Image, flat

# Pixels of one part of a plane that is computed.
_PART = 1 << 18
_NO_MASK = np.empty(0, np.bool_)


def own_channels(bands: Sequence[str], *, is_colour: bool) -> tuple[ChannelName, ...]:
    """What a picture with these bands can be cut by as it is: coordinates of its colours, or its bands."""
    of_colours: tuple[ChannelName, ...] = COORDINATES if len(bands) == 3 else ("gray",)
    return of_colours if is_colour else tuple(range(1, len(bands) + 1))


def feature_channels(bands: Sequence[str]) -> tuple[Feature, ...]:
    """What else it can be cut by: features of one plane, without options that a person would have to think
    of. Imports every feature the first time, which takes its time.
    """
    features = (Feature(name) for name, each in specifications().items() if each.learning is None)
    fitting = (each for each in features if not each.missing(tuple(bands)))
    return tuple(each for each in fitting if _plane_count(each, tuple(bands)) == 1)


def _plane_count(feature: Feature, own: tuple[str, ...]) -> int:
    return len(feature.specification.names(own, dict(feature.options)))


def channel_name(channel: ChannelName, bands: Sequence[str]) -> str:
    """What a channel of a picture with these bands is called where its values stand."""
    if isinstance(channel, Feature):
        return channel.name
    if isinstance(channel, int):
        return bands[channel - 1] if channel <= len(bands) else str(channel)
    return channel


def coordinate_of(threshold: Threshold, bands: int, values: Sequence[BandValue]) -> str | None:
    """The coordinate of a colour picture that is cut; None where its pixels have to be looked at.

    Raises ParameterError for one that it does not have.
    """
    channel = threshold.channel
    if isinstance(channel, Feature):
        return None
    if isinstance(channel, int):
        if channel > bands:
            raise ParameterError(_no_band(channel, bands))
        if values:
            return None
        return "gray" if bands == 1 else "RGB"[channel - 1]
    if bands == 1 and channel != "gray":
        raise ParameterError(
            _("A grey picture has no channel {name}: choose gray for the threshold.").format(name=channel)
        )
    return channel


def colour_channel(
    histogram: ColourHistogram, threshold: Threshold, name: str
) -> tuple[ColourFeatures, Channel]:
    """The coordinate `name` of the colours of a histogram, as features and as what is cut."""
    values, steps, scale = coordinate(histogram.colours, name)
    channel = Channel(steps if scale == 1.0 else values, _NO_MASK, name, threshold.at)
    return line_features(steps, scale, histogram.counts), channel


def prepare_channel(
    image: Image,
    parameters: Parameters,
    space: Space,
    *,
    histogram: ColourHistogram | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> PreparedImage | PreparedRows:
    """The picture with the channel of its threshold.

    space: of the colours that a feature is computed of. Raises ParameterError for a channel that the picture
    does not have, or without valid pixels; Cancelled.
    """
    threshold = parameters.threshold
    assert threshold is not None  # noqa: S101 (who calls it has looked)
    check_valid(image)
    if image.is_colour:
        name = coordinate_of(threshold, image.band_count, image.band_values)
        if name is not None:
            if histogram is None:
                histogram = image.level.histogram if image.level else count_colours(image, cancelled, threads)
            features, channel = colour_channel(histogram, threshold, name)
            raise_if_cancelled(cancelled)
            return PreparedImage(image, histogram, features, Cells(features, cancelled), channel=channel)
    channel_image, band = _plane_image(image, parameters, threshold, space, cancelled)
    name = channel_name(threshold.channel, image.bands)
    pixels, valid = flat(channel_image)
    scale = band_scale(channel_image, (band,), "none", cancelled)
    rows = LineRows.of(pixels, valid, scale, cancelled)
    meant = channel_image.band_value(band - 1)
    channel = Channel(pixels[:, band - 1], valid, name, threshold.at, meant)
    return PreparedRows(image, rows, to_rgb(image, cancelled), (name,), space, channel=channel)


def with_thresholds(
    prepared: PreparedImage | PreparedRows, threshold: Threshold
) -> PreparedImage | PreparedRows:
    """The same channel, cut at other thresholds."""
    if prepared.channel is None:
        return prepared
    return replace(prepared, channel=replace(prepared.channel, at=threshold.at))


def _plane_image(
    image: Image, parameters: Parameters, threshold: Threshold, space: Space, cancelled: Cancel
) -> tuple[Image, int]:
    """What is cut as a band, from 1, of an image. Raises ParameterError, Cancelled."""
    channel = threshold.channel
    if isinstance(channel, Feature):
        return Image(_plane(image, parameters, channel, space, cancelled)[..., None], image.valid), 1
    if isinstance(channel, int):
        if channel > image.band_count:
            raise ParameterError(_no_band(channel, image.band_count))
        return image, channel
    if image.band_count == 1 and channel == "gray":
        return image, 1
    sentence = ngettext(
        "The picture has {n} band of {dtype}, which is no colour: choose the number of a band for the "
        "threshold, not {name}.",
        "The picture has {n} bands of {dtype}, which are no colour: choose the number of a band for the "
        "threshold, not {name}.",
        image.band_count,
    )
    raise ParameterError(sentence.format(n=image.band_count, dtype=image.dtype, name=channel))


def _plane(image: Image, parameters: Parameters, feature: Feature, space: Space, cancelled: Cancel) -> Floats:
    """(height, width) float64: the one plane of a feature. Raises ParameterError, Cancelled."""
    if reason := feature.missing(image.bands):
        raise ParameterError(reason)
    number = _plane_count(feature, own_names(image, parameters, space))
    if number != 1:
        raise ParameterError(
            _("{feature} makes {n} planes of this picture: a threshold looks at one.").format(
                feature=feature.title, n=number
            )
        )
    own = own_planes(image, parameters, space, cancelled)
    specification, options = feature.specification, dict(feature.options)
    planes = specification.planes
    assert planes is not None  # noqa: S101 (those that learn are refused: Threshold)
    reach, (height, width) = specification.reach(options), image.pixels.shape[:2]
    plane = np.empty((height, width))
    step = max(1, 2 * reach, _PART // width)

    def work(top: int) -> None:
        end, above = min(top + step, height), min(reach, top)
        block = own.block(top - above, min(end + reach, height))
        found = planes(block, options)[above : above + end - top, :, 0]
        plane[top:end] = np.where(block.valid[above : above + end - top], found, 0.0)

    with Workers(cancelled=cancelled) as workers:
        workers.each(work, range(0, height, step))
    return plane


def _no_band(band: int, count: int) -> str:
    return ngettext(
        "There is no band {band} for the threshold: the picture has {n} band.",
        "There is no band {band} for the threshold: the picture has bands 1 to {n}.",
        count,
    ).format(band=band, n=count)
