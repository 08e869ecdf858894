"""An image made ready for clustering: its colours counted, or its pixels looked at one by one."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from itertools import chain
from typing import TypeVar

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import ngettext, with_commas
from core.cluster.colours.histogram import ColourHistogram, count_colours
from core.cluster.colours.rescaled import colours_for
from core.cluster.features.feature import Feature
from core.cluster.features.models import Models
from core.cluster.lloyd.cells import Cells
from core.cluster.parameters import Parameters, Scaling, Space
from core.cluster.prepared.feature_stack import preparing_stack
from core.cluster.prepared.learning import Fitting
from core.cluster.prepared.no_data import check_valid
from core.cluster.prepared.own_planes import own_names
from core.cluster.prepared.prepared_channel import channel_name, prepare_channel
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows, prepare_rows
from core.cluster.prepared.prepared_superpixels import Pieces, preparing_superpixels
from core.image.image import Image

Prepared = PreparedImage | PreparedRows


def available_spaces(image: Image) -> tuple[Space, ...]:
    """The colour spaces that an image can be clustered in."""
    if image.reading.labels:
        return ("gray",)
    if not image.is_colour:
        return ("bands",)
    return ("gray",) if image.band_count == 1 else ("rgb", "lab", "hsv", "gray")


def clustered_space(image: Image, parameters: Parameters) -> Space:
    """The space that an image is clustered in by these parameters: its own where they name another kind."""
    if parameters.space == "bands" or (parameters.space == "rgb" and not image.is_colour):
        return "bands"
    return "gray" if image.band_count == 1 else parameters.space


def plane_names(image: Image, parameters: Parameters) -> tuple[str, ...]:
    """Of all that is clustered: of the colours or chosen bands, then of the features."""
    if parameters.threshold is not None:
        return (channel_name(parameters.threshold.channel, image.bands),)
    own = own_names(image, parameters, clustered_space(image, parameters))
    added = (each.specification.names(own, dict(each.options)) for each in parameters.features)
    return (*own, *chain.from_iterable(added))


def prepare(
    image: Image,
    space: Space,
    *,
    bands: tuple[int, ...] = (),
    scaling: Scaling = "none",
    features: Sequence[Feature] = (),
    cancelled: Cancel = never_cancelled,
) -> Prepared:
    """`preparing` to its end, in a space, with features."""
    parameters = Parameters(space=space, bands=bands, scaling=scaling, features=tuple(features))
    return prepare_for(image, parameters, cancelled=cancelled)


def preparing(
    image: Image,
    parameters: Parameters,
    *,
    histogram: ColourHistogram | None = None,
    pieces: Pieces | None = None,
    models: Models | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Generator[Fitting, None, Prepared]:
    """Count the colours (unless given) and compute their features; or look at the pixels one by one.

    Yields how far features are that learn from the picture; returns what is prepared. Of the parameters
    count the space, its bands and scaling, the features and their memory; by superpixels the detail and
    k too. A grey image is always in "gray";
    one that is neither grey nor RGB is in "bands" where "rgb", the default, is asked for.
    pieces: of an earlier run, of which superpixels are made again where they fit.
    models: what features have learned before; what they learn now is added. threads: default all cores; the
    result does not depend on it, but for networks that learn.
    Raises ParameterError for an image without valid pixels or a space that it does not have, Cancelled, and
    what a fit raises.
    """
    if parameters.threshold is not None:
        space = clustered_space(image, parameters)
        return prepare_channel(
            image, parameters, space, histogram=histogram, threads=threads, cancelled=cancelled
        )
    prepared = yield from _preparing(
        image,
        parameters,
        histogram=histogram,
        pieces=pieces,
        models=models,
        threads=threads,
        cancelled=cancelled,
    )
    _check_given_start(prepared, parameters)
    return prepared


def prepare_for(
    image: Image,
    parameters: Parameters,
    *,
    histogram: ColourHistogram | None = None,
    pieces: Pieces | None = None,
    models: Models | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Prepared:
    """`preparing` to its end, without a look at how far it is."""
    steps = preparing(
        image,
        parameters,
        histogram=histogram,
        pieces=pieces,
        models=models,
        threads=threads,
        cancelled=cancelled,
    )
    return drained(steps)


Outcome = TypeVar("Outcome")


def drained(steps: Generator[object, None, Outcome]) -> Outcome:
    """What a generator returns."""
    try:
        while True:
            next(steps)
    except StopIteration as end:
        found: Outcome = end.value
        return found


def _preparing(
    image: Image,
    parameters: Parameters,
    *,
    histogram: ColourHistogram | None,
    pieces: Pieces | None,
    models: Models | None,
    threads: int | None,
    cancelled: Cancel,
) -> Generator[Fitting, None, Prepared]:
    space, features = clustered_space(image, parameters), parameters.features
    stack = partial(
        preparing_stack, image, parameters, space, models=models, threads=threads, cancelled=cancelled
    )
    by_superpixels = partial(
        preparing_superpixels,
        image,
        parameters,
        space,
        known=pieces,
        models=models,
        threads=threads,
        cancelled=cancelled,
    )
    if space == "bands":
        if parameters.by == "superpixels":
            return (yield from by_superpixels())
        if features:
            return (yield from stack())
        return prepare_rows(image, parameters, cancelled)
    if not image.is_colour:
        n = image.band_count
        sentence = ngettext(
            "The picture has {n} band of {dtype}, which is no colour for the space {space}: choose bands.",
            "The picture has {n} bands of {dtype}, which is no colour for the space {space}: choose bands.",
            n,
        )
        raise ParameterError(sentence.format(n=n, dtype=image.pixels.dtype, space=parameters.space))
    check_valid(image)
    if parameters.by == "superpixels":
        return (yield from by_superpixels())
    if features:
        return (yield from stack())
    if histogram is None:
        histogram = image.level.histogram if image.level else count_colours(image, cancelled, threads)
    found = colours_for(histogram, parameters, parameters.space, cancelled)
    raise_if_cancelled(cancelled)
    return PreparedImage(image, histogram, found, Cells(found, cancelled))


def _check_given_start(prepared: Prepared, parameters: Parameters) -> None:
    """With features a centroid has more numbers than the space has axes: say which."""
    names, init = prepared.names, parameters.init
    if parameters.features and not isinstance(init, str) and any(len(row) != len(names) for row in init):
        raise ParameterError(
            ngettext(
                "With features the start needs {n} number a centroid: {names}.",
                "With features the start needs {n} numbers a centroid: {names}.",
                len(names),
            ).format(n=len(names), names=with_commas(names))
        )
