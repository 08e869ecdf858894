"""An image made ready for clustering: its colours counted, or its pixels looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext
from core.cluster.colours.colour import colour_features
from core.cluster.colours.histogram import ColourHistogram, count_colours
from core.cluster.features.feature import Feature
from core.cluster.lloyd.cells import Cells
from core.cluster.parameters import Parameters, Scaling, Space
from core.cluster.prepared.feature_stack import prepare_stack
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.prepared.prepared_rows import PreparedRows, prepare_rows
from core.image.image import Image

Prepared = PreparedImage | PreparedRows


def available_spaces(image: Image) -> tuple[Space, ...]:
    """The colour spaces that an image can be clustered in."""
    if not image.is_colour:
        return ("bands",)
    return ("gray",) if image.band_count == 1 else ("rgb", "lab", "hsv", "gray")


def prepare(
    image: Image,
    space: Space,
    *,
    bands: tuple[int, ...] = (),
    scaling: Scaling = "none",
    features: Sequence[Feature] = (),
    histogram: ColourHistogram | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Prepared:
    """Count the colours (unless given) and compute their features; or look at the pixels one by one.

    A grey image is always in "gray"; one that is neither grey nor RGB is in "bands" where "rgb", the
    default, is asked for. bands, scaling: of the space "bands". features: what counts beside.
    threads: default all cores; the result does not depend on it.
    Raises ParameterError for an image without valid pixels or a space that it does not have, Cancelled.
    """
    if space == "bands" or (space == "rgb" and not image.is_colour):
        if features:
            return prepare_stack(image, "bands", features, bands=bands, scaling=scaling, cancelled=cancelled)
        return prepare_rows(image, bands, scaling, cancelled)
    if not image.is_colour:
        n = image.band_count
        sentence = ngettext(
            "The picture has {n} band of {dtype}, which is no colour for the space {space}: choose bands.",
            "The picture has {n} bands of {dtype}, which is no colour for the space {space}: choose bands.",
            n,
        )
        raise ParameterError(sentence.format(n=n, dtype=image.pixels.dtype, space=space))
    if not image.valid_pixels:
        raise ParameterError(_("The picture has no valid pixels: everything in it is marked as no data."))
    if features:
        return prepare_stack(image, "gray" if image.band_count == 1 else space, features, cancelled=cancelled)
    if histogram is None:
        histogram = image.level.histogram if image.level else count_colours(image, cancelled, threads)
    found = colour_features(histogram, space, cancelled)
    raise_if_cancelled(cancelled)
    return PreparedImage(image, histogram, found, Cells(found, cancelled))


def prepare_for(
    image: Image,
    parameters: Parameters,
    *,
    histogram: ColourHistogram | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Prepared:
    """`prepare` for the space, bands, scaling and features of the parameters."""
    prepared = prepare(
        image,
        parameters.space,
        bands=parameters.bands,
        scaling=parameters.scaling,
        features=parameters.features,
        histogram=histogram,
        threads=threads,
        cancelled=cancelled,
    )
    _check_given_start(prepared, parameters)
    return prepared


def _check_given_start(prepared: Prepared, parameters: Parameters) -> None:
    """With features a centroid has more numbers than the space has axes: say which."""
    names, init = prepared.names, parameters.init
    if parameters.features and not isinstance(init, str) and any(len(row) != len(names) for row in init):
        raise ParameterError(
            ngettext(
                "With features the start needs {n} number a centroid: {names}.",
                "With features the start needs {n} numbers a centroid: {names}.",
                len(names),
            ).format(n=len(names), names=", ".join(names))
        )
