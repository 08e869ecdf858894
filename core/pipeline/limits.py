"""What cannot be done with a picture that is read in tiles, in one sentence each: the one place for them.

A level (core.pipeline.levels) shows such a picture in the window; `floe segment` reads it in tiles as well.
What is missing is the same, what to do about it is said in the words of each.
"""

from __future__ import annotations

from core.base.sentences import N_, _, in_a_row, ngettext, with_commas, with_semicolons
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.blocks import planes_gb
from core.cluster.segmentation import Segmentation
from core.document.document import Document

# Of given centroids without iterations.
NEAREST = N_("Every pixel has the nearest of the given colours: nothing was iterated, as asked for.")
# Of a legend.
FROZEN = N_("The clusters are those of a legend: nothing was iterated, each pixel has its nearest centroid.")
RESCALED_BY = N_("{gain} × legend {shift}")
RESCALED = N_(
    "Its colours were rescaled to those of the legend first; channel by channel they are {rescaling}."
)
# Of a label image.
NOT_CLUSTERED = N_("The picture is read as labels: nothing was clustered.")
# Of classes that somebody else has found.
FROM_ELSEWHERE = N_("The classes are those of {source}: nothing was clustered.")
# On the command line.
NO_BANDS = N_(
    "In tiles Floe segments colours, not bands: leave the bands out, or cut the picture into parts that "
    "fit (gdal_translate -srcwin)."
)
NO_FEATURES = N_(
    "In tiles Floe segments by colour alone: leave the features out, or cut the picture into parts that "
    "fit (gdal_translate -srcwin)."
)
NO_SUPERPIXELS = N_(
    "Superpixels are found in pictures that fit in memory only, and this one does not: cluster by pixels, or "
    "cut the picture into parts that fit (gdal_translate -srcwin)."
)
NO_TREATMENT = N_(
    "Smoothing, even light and neighbours that agree need the whole picture in memory, and this one is "
    "larger: leave out --smooth, --light and --neighbours, or cut the picture into parts that fit "
    "(gdal_translate -srcwin)."
)
NO_STEPS = N_(
    "Post-processing needs the whole picture in memory, and this one is larger: leave out --open, --close, "
    "--min-area, --fill-holes, --split and --majority, or cut the picture into parts that fit "
    "(gdal_translate -srcwin)."
)
NO_EXAMPLES = N_(
    "Examples need the whole picture in memory, and this one is larger: name clusters by --class, or cut the "
    "picture into parts that fit (gdal_translate -srcwin)."
)
NO_EDITS = N_(
    "Edits by hand need the whole picture in memory, and this one is larger: take them back, or cut the "
    "picture into parts that fit (gdal_translate -srcwin)."
)
NO_REGIONS = N_(
    "Regions are measured of pictures that fit in memory only, and this one does not: leave out "
    "--regions, or cut the picture into parts."
)
NO_LABELS = N_(
    "Labels from elsewhere need the whole picture in memory, and this one is larger: cut both into parts "
    "that fit (gdal_translate -srcwin)."
)
NO_KNOWN_SIZE = N_(
    "A thing of known size is found in pictures that fit in memory only, and this one does not: give the "
    "size of a pixel by --pixel-size or --scale-line."
)
# In the window.
ALL_MEASURED = N_("All pixels of this picture are measured already.")
NO_SUPERPIXELS_OF_LEVEL = N_(
    "Superpixels need the whole picture in memory, and this one is larger: cluster by pixels, then measure "
    "all of them."
)
NO_TREATMENT_OF_LEVEL = N_(
    "Smoothing, even light and neighbours that agree need the whole picture in memory, and this one is "
    "larger: choose none of them, then measure all pixels."
)
NO_STEPS_OF_LEVEL = N_(
    "Post-processing needs the whole picture in memory, and this one is larger: remove the steps, "
    "then measure all pixels."
)
NO_EDITS_OF_LEVEL = N_(
    "What was corrected by hand is known of the pixels of the level only: remove the corrections, "
    "then measure all pixels."
)
POINTS_LEAD_OF_LEVEL = N_(
    "The areas that lead are those of points in the level only: let the mapped areas lead, then measure all "
    "pixels."
)
# Of what is exported.
ONLY_AREAS = N_("The picture is larger than memory: only its areas can be written.")
NO_ANIMATION = N_("A picture that is read in tiles has no animation.")
TOO_LARGE = N_(
    "The picture is larger than Floe keeps in memory: its areas have no errors, the labels are in "
    "STEM_labels.tif, and there is no STEM_labels.png and no STEM_segmented.png."
)
# The same where no labels are asked for.
TOO_LARGE_FOR_ERRORS = N_("The picture is larger than Floe keeps in memory: its areas have no errors.")


def not_iterated(parameters: Parameters) -> str:
    """That nothing was iterated, as it was asked for; and whether the colours were rescaled first."""
    frozen = parameters.frozen
    if frozen is None:
        return _(NEAREST)
    if not frozen.is_rescaled:
        return _(FROZEN)
    pairs = zip(frozen.gain, frozen.shift, strict=True)
    parts = (
        _(RESCALED_BY).format(gain=f"{gain:g}", shift=f"{shift:+g}".replace("-", "−"))
        for gain, shift in pairs
    )
    return in_a_row((_(FROZEN), _(RESCALED).format(rescaling=with_semicolons(parts))))


def in_blocks(segmentation: Segmentation) -> str:
    """What is said of a picture whose planes did not fit in the memory that features may take."""
    (height, width), planes = segmentation.labels.shape, segmentation.centroids.shape[1]
    sentence = _(
        "With its features the picture has {planes} planes, which need {needed:.3g} GB, more than the "
        "{memory:g} GB that they may take: blocks of {side} × {side} pixels were clustered as one, and no "
        "border is finer. For every pixel allow more (--memory, or in Features…), or choose fewer features."
    )
    return sentence.format(
        planes=planes,
        needed=planes_gb(height, width, planes),
        memory=segmentation.parameters.memory,
        side=segmentation.side,
    )


def empty_classes(segmentation: Segmentation) -> tuple[str, ...]:
    """What is said of thresholds between which there is no pixel."""
    if not segmentation.thresholds:
        return ()
    empty = [str(i + 1) for i in range(segmentation.k) if not segmentation.counts[i]]
    if not empty:
        return ()
    return (
        ngettext(
            "No pixel lies between the thresholds of cluster {ids}.",
            "No pixel lies between the thresholds of the clusters {ids}.",
            len(empty),
        ).format(ids=with_commas(empty)),
    )


def no_colour(bands: int, dtype: object) -> str:
    """Why a picture of these bands is not counted in tiles."""
    return ngettext(
        "The picture has {n} band of {dtype}: in tiles Floe segments grey and RGB of 8 or 16 bits.",
        "The picture has {n} bands of {dtype}: in tiles Floe segments grey and RGB of 8 or 16 bits.",
        bands,
    ).format(n=bands, dtype=dtype)


def hindrance_in_tiles(parameters: Parameters) -> str:
    """Why these parameters cannot cluster a picture in tiles; empty where they can."""
    if parameters.by == "superpixels":
        return _(NO_SUPERPIXELS)
    if parameters != parameters.untreated:
        return _(NO_TREATMENT)
    if parameters.threshold is not None:
        return _(NO_FEATURES) if isinstance(parameters.threshold.channel, Feature) else ""
    if parameters.space == "bands":
        return _(NO_BANDS)
    return _(NO_FEATURES) if parameters.features else ""


def hindrance_of_level(document: Document) -> str:
    """Why all pixels of the picture in the window cannot be measured; empty where they can."""
    if document.image.level is None:
        return _(ALL_MEASURED)
    if document.parameters.by == "superpixels":
        return _(NO_SUPERPIXELS_OF_LEVEL)
    if document.parameters != document.parameters.untreated:
        return _(NO_TREATMENT_OF_LEVEL)
    if document.steps:
        return _(NO_STEPS_OF_LEVEL)
    if document.edits is not None:
        return _(NO_EDITS_OF_LEVEL)
    leads = document.sample is not None and document.sample.leads
    return _(POINTS_LEAD_OF_LEVEL) if leads else ""
