"""The sections of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from core.base.sentences import N_, _, in_a_row, ngettext
from core.base.version import versions
from core.cluster.segmentation import Segmentation
from core.export.report.projection_words import projection_in_words
from core.export.report.report_parts import Facts, Part, Section, Table, Words
from core.export.report.threshold_section import threshold_section
from core.measure.area_words import errors_of, measured_share
from core.measure.areas import AreaRow
from core.measure.ratio_values import RatioValue
from core.pipeline.limits import FROM_ELSEWHERE
from core.pipeline.record import labels_sha256
from core.pipeline.result import Result
from core.regions.region_filter import filter_note
from core.regions.region_table import RegionTable
from core.roi.regions_of_interest import Inside
from core.writing.number_words import (
    areas_in_words,
    difference,
    error_in_words,
    fixed,
    grouped,
    scientific,
    share_with_error,
)

SPACE_WORDS = {
    "rgb": "RGB",
    "lab": N_("CIE L*a*b*"),
    "hsv": "HSV",
    "gray": N_("grey levels"),
    "bands": N_("the values of the bands"),
}
_UNCALIBRATED = N_(
    "Uncalibrated: it is not known how large a pixel is on the ground. Areas are counts of pixels "
    "(px²), which can be compared within this picture, but not with other pictures."
)

_INSIDE: dict[Inside, str] = {
    "cluster": N_("Only what lies inside these regions of interest was clustered and measured."),
    "measure": N_(
        "The whole picture was clustered; what lies inside these regions of interest was measured."
    ),
    "whole": N_("The whole picture was measured. This is what lies inside each region of interest."),
}
_LABELS = N_(
    "The picture is a label image: another program has found the objects, and its values name them. Nothing "
    "was clustered. All objects are one class, each is a region, whether in one piece or several."
)
_AREA_NOTES = {
    "geodesic": N_(
        "Area: true ground area, each pixel measured on the ellipsoid of the map. Planar: pixels times "
        "their nominal size, which the projection stretches or shrinks; the difference is in per cent "
        "of the true area."
    ),
    "planar": N_(
        "Area: planar, pixels times their nominal size, which the projection stretches or shrinks. "
        "True: each pixel measured on the ellipsoid; the difference is in per cent of it."
    ),
}
_ERROR_NOTE = N_(
    "± of border and starts: what mixed pixels along borders, other starts of k-means and the scale leave "
    "open, with {percent:.0f} %. Whether the classes are what their names say is not in it: a check by "
    "points tells that."
)
_LED_NOTE = N_(
    "Areas, shares and ± follow from the points (Accuracy): the true area lies within ± in {percent:.0f} % "
    "of cases. The pixels are those of the map."
)
_KINDS = {
    "geodesic": N_("true ground area, on the ellipsoid"),
    "planar": N_("planar: pixels times the area of one"),
}


def area_section(result: Result) -> Section:
    crop = result.image.crop
    parts: list[Part] = [*([] if crop is None else [Words(crop.sentence)]), classes_table(result.rows)]
    if result.ratios:
        parts.append(ratios_table(result.ratio_values, result.checked_ratios, led=result.points_lead))
    if result.regions is not None:
        parts.append(_regions(result.regions))
    return Section(_("Areas"), tuple(parts))


def ratios_table(
    values: Sequence[RatioValue], by_points: Sequence[RatioValue] = (), *, led: bool = False
) -> Table:
    """A row a ratio; with as many decimals as its error has.

    by_points: the same by points, where they do not lead; led: they do.
    """
    with_error = any(each.error is not None for each in values)
    rows = []
    for each in values:
        number = each.note if each.value is None else _percent(each.value, each.decimals)
        cells = [each.ratio.name, each.ratio.formula, number]
        error = "" if each.error is None else _percent(each.error, each.decimals)
        rows.append([*cells, error] if with_error else cells)
    bare = "±" if led else _("± of border and starts")
    header = [_("Ratio"), _("Of areas"), _("Value"), *([bare] if with_error else [])]
    if by_points and not led:
        header.insert(2, _("By points"))
        for row, each in zip(rows, by_points, strict=True):
            row.insert(2, "" if each.value is None else share_with_error(each.value, each.error))
    return Table(tuple(header), tuple(map(tuple, rows)), frozenset(range(2, len(header))))


def _percent(value: float, decimals: int) -> str:
    return f"{fixed(100 * value, decimals)}\u00a0%"


def _regions(table: RegionTable) -> Table:
    """How many regions each class has."""
    rows = tuple((name, grouped(number)) for name, number in table.counts().items())
    note = _("Regions: pixels of a class that hang together, {connectivity}-connected.").format(
        connectivity=table.connectivity
    )
    if table.is_by_value:
        note = _("Regions: the objects of the label image, one a value.")
    if table.filter:
        note = in_a_row((note, filter_note(table)))
    return Table((_("Class"), _("Regions")), rows, frozenset({1}), notes=(note,))


def classes_table(rows: Sequence[AreaRow]) -> Table:
    """A row a class; columns that would be empty are left out."""
    unit = rows[0].unit if rows else ""
    columns: list[tuple[str, Sequence[str], bool]] = [
        (_("Class"), [row.name for row in rows], False),
        (_("Clusters"), [", ".join(map(str, row.clusters)) for row in rows], False),
        (_("Pixels"), [grouped(row.pixels) for row in rows], True),
        (_("Share"), [measured_share(row) for row in rows], True),
        *_checked_columns(rows, unit),
        (
            _("Area, {unit}").format(unit=unit),
            areas_in_words([row.area for row in rows], errors_of(rows)),
            True,
        ),
    ]
    notes = [_(_AREA_NOTES[rows[0].method])] if rows and rows[0].scale_source == "georeference" else []
    if rows and rows[0].scale_source == "none":
        notes.append(_("Uncalibrated: areas are in pixels (px²)."))
    errors = [row.error for row in rows if row.error is not None]
    if errors and len(errors) == len(rows):
        led = any(row.leads for row in rows)
        name = "±" if led else _("± of border and starts")
        columns.append((name, [error_in_words(error.error) for error in errors], True))
        note = (_(_LED_NOTE) if led else _(_ERROR_NOTE)).format(percent=100 * errors[0].coverage)
        if _reaches_below(rows):
            note = in_a_row((note, _("It cannot be less than nothing, whatever ± says.")))
        notes.append(note)
    planar = [row.planar_area for row in rows if row.planar_area is not None]
    if len(planar) == len(rows) and rows:
        other = planar if rows[0].method == "geodesic" else [row.true_area or 0.0 for row in rows]
        name = _("Planar, {unit}") if rows[0].method == "geodesic" else _("True, {unit}")
        columns.append((name.format(unit=unit), areas_in_words(other, errors_of(rows)), True))
        columns.append((_("Difference"), [difference(row.planar_difference) for row in rows], True))
    edited = [row.edited_pixels or 0 for row in rows]
    if any(edited):
        columns.append((_("By hand, px"), list(map(grouped, edited)), True))
    return Table(
        header=tuple(name for name, _cells, _number in columns),
        rows=tuple(zip(*(cells for _name, cells, _number in columns), strict=True)),
        numbers=frozenset(i for i, (_name, _cells, number) in enumerate(columns) if number),
        colours=tuple(row.colour for row in rows),
        notes=tuple(notes),
    )


def _checked_columns(rows: Sequence[AreaRow], unit: str) -> list[tuple[str, Sequence[str], bool]]:
    """What the points say, before all else; where they lead, what the map has."""
    checked = [row.checked for row in rows if row.checked is not None]
    if not checked or len(checked) < len(rows):
        return []
    errors = [each.half_width for each in checked]
    if any(row.leads for row in rows):
        mapped = areas_in_words([each.mapped_area for each in checked], errors)
        return [(_("On the map, {unit}").format(unit=unit), mapped, True)]
    by_points = areas_in_words([each.area for each in checked], errors)
    return [
        (_("By points, {unit}").format(unit=unit), by_points, True),
        (_("± by points"), list(map(error_in_words, errors)), True),
    ]


def _reaches_below(rows: Sequence[AreaRow]) -> bool:
    return any(row.error is not None and row.error.error > row.area for row in rows)


def inside_section(result: Result) -> tuple[Section, ...]:
    """A table a region of interest; nothing without one."""
    if result.inside is None:
        return ()
    parts: list[Part] = [Words(_(_INSIDE[result.inside.use]))]
    ratios = dict(result.roi_ratios)
    for name, rows in result.roi_rows:
        if _same_areas(rows, result.rows):
            text = _("Inside “{name}” lies all that was measured: its areas are those of the whole.")
            parts.append(Words(text.format(name=name)))
            continue
        # What the columns mean stands below the table of the whole.
        parts += [Words(_("Inside “{name}”:").format(name=name)), replace(classes_table(rows), notes=())]
        if ratios:
            parts.append(ratios_table(ratios[name], led=result.points_lead))
    return (Section(_("Regions of interest"), tuple(parts)),)


def _same_areas(rows: Sequence[AreaRow], others: Sequence[AreaRow]) -> bool:
    """Whether both are one table."""
    return [(row.name, row.pixels, row.area) for row in rows] == [
        (row.name, row.pixels, row.area) for row in others
    ]


def scale_section(result: Result) -> Section:
    calibration = result.areas.calibration
    if calibration.source == "none":
        return Section(_("Scale"), (Words(_(_UNCALIBRATED)),))
    rows = [
        (_("A pixel"), calibration.size),
        (_("Source"), calibration.origin),
        (_("Unit"), calibration.area_unit),
    ]
    if calibration.crs:
        rows.append((_("Map"), calibration.crs))
        if words := projection_in_words(calibration.crs):
            rows.append((_("Projection"), words))
    rows.append((_("Kind of area"), _(_KINDS[calibration.method])))
    return Section(_("Scale"), (Facts(tuple(rows)),))


def clustering_section(result: Result) -> Section:
    found, parameters = result.segmentation, result.segmentation.parameters
    if result.elsewhere is not None:
        text = _(FROM_ELSEWHERE).format(source=result.elsewhere.source)
        return Section(_("How the classes were found"), (Words(text),))
    if result.image.reading.labels:
        return Section(_("How the classes were found"), (Words(_(_LABELS)),))
    if parameters.threshold is not None:
        return threshold_section(result, parameters.threshold)
    sorted_into = (
        ngettext(
            "k-means sorted the pixels into {k} cluster of like colour.",
            "k-means sorted the pixels into {k} clusters of like colour.",
            found.k,
        )
        if found.superpixels is None
        else ngettext(
            "Like pixels were merged to superpixels; k-means sorted these into {k} cluster by their mean "
            "colour.",
            "Like pixels were merged to superpixels; k-means sorted these into {k} clusters by their mean "
            "colour.",
            found.k,
        )
    )
    text = in_a_row(
        (
            sorted_into.format(k=found.k),
            _end(found),
            _("Clusters are numbered from dark to light; a class is one or more of them under a name."),
        )
    )
    init = parameters.init if isinstance(parameters.init, str) else _("given centroids")
    rows = [
        (_("Number of clusters, k"), str(found.k)),
        (_("Superpixels"), str(len(found.superpixels)) if found.superpixels else ""),
        (_("Detail"), str(parameters.detail) if found.superpixels else ""),
        (_("Uneven light"), _("taken off") if parameters.light else ""),
        (_("Smoothed first"), "" if parameters.smooth is None else str(parameters.smooth)),
        (_("Neighbours"), _("made to agree") if parameters.neighbours else ""),
        (_("Distances in"), _(SPACE_WORDS.get(parameters.space, parameters.space))),
        (_("Bands"), ", ".join(map(str, parameters.bands))),
        (_("Scaling of bands"), "" if parameters.scaling == "none" else parameters.scaling),
        (_("Features beside"), ", ".join(map(str, parameters.features))),
        (_("Start"), init),
        (_("Seed, restarts"), f"{parameters.seed}, {parameters.restarts}"),
        (_("Inertia"), scientific(found.inertia)),
    ]
    facts = Facts(tuple((label, value) for label, value in rows if value))
    reason = (
        ()
        if result.k_choice is None
        else (Words(_("Why this k: {reason}").format(reason=result.k_choice.reason)),)
    )
    return Section(_("How the classes were found"), (Words(text), *reason, facts))


def _end(found: Segmentation) -> str:
    """How the run ended."""
    n = found.iterations
    if found.converged and found.parameters.tol == 0:
        sentence = ngettext(
            "It is the exact fixed point of Lloyd's algorithm over all valid pixels after {n} iteration.",
            "It is the exact fixed point of Lloyd's algorithm over all valid pixels after {n} iterations.",
            n,
        )
    elif found.converged:
        sentence = ngettext(
            "It stopped after {n} iteration, converged.", "It stopped after {n} iterations, converged.", n
        )
    else:
        sentence = ngettext(
            "It stopped after {n} iteration, not converged.",
            "It stopped after {n} iterations, not converged.",
            n,
        )
    return sentence.format(n=grouped(n))


def _classifier_words(result: Result) -> str:
    """What a classifier did, and which; or that it had nothing to learn from."""
    found = None if result.measurement is None else result.measurement.classified
    if found is None:
        return _(
            "A classifier (Gaussian process) was to learn from examples, and could not: see the warnings."
        )
    words = ngettext(
        "A classifier (Gaussian process, no seed) learned from {examples} examples and put {n} pixel into "
        "another class than that of its cluster.",
        "A classifier (Gaussian process, no seed) learned from {examples} examples and put {n} pixels into "
        "another class than that of their cluster.",
        found.moved,
    ).format(examples=grouped(found.examples), n=grouped(found.moved))
    return in_a_row((words, found.kept_note))


def treatment_section(result: Result) -> tuple[Section, ...]:
    """What was done to the classes afterwards; nothing where nothing was."""
    parts: list[Part] = []
    if result.document is not None and result.document.classifier:
        parts.append(Words(_classifier_words(result)))
    changes = result.measurement.changes if result.measurement is not None else ()
    if changes:
        rows = tuple(
            (str(i), str(each.step), each.left_out or grouped(each.pixels))
            for i, each in enumerate(changes, start=1)
        )
        parts += [
            Words(_("These steps followed the clustering, in this order:")),
            Table(("", _("Step"), _("Pixels changed")), rows, frozenset({0, 2})),
        ]
    edited = sum(row.edited_pixels or 0 for row in result.rows)
    if edited:
        sentence = ngettext(
            "{n} pixel was given to its class by hand.",
            "{n} pixels were given to their class by hand.",
            edited,
        )
        parts.append(Words(sentence.format(n=grouped(edited))))
    return (Section(_("After the clustering"), tuple(parts)),) if parts else ()


def check_section(result: Result) -> Section:
    image = result.image
    text = _(
        "The run record (…_run.json) holds all that is needed to repeat this: “floe verify” with "
        "it and the picture says whether the same labels come out, bit for bit."
    )
    rows = [
        (_("Picture"), PurePath(image.provenance.path).name),
        (_("SHA-256 of the picture"), image.provenance.sha256),
        (_("SHA-256 of the labels"), result.labels_sha256 or labels_sha256(result.labels)),
        (_("Made with"), ", ".join(f"{name} {number}" for name, number in versions().items())),
    ]
    size = _("{width} × {height} pixels, {bands} × {dtype}").format(
        width=grouped(image.width),
        height=grouped(image.height),
        bands=image.band_count,
        dtype=image.dtype,
    )
    if image.crop is not None:
        size = _("{crop}, of {size}").format(crop=image.crop.place, size=size)
    counted = image.width * image.height if image.crop is None else image.crop.pixels
    valid = _("{valid} of {all}").format(valid=grouped(image.valid_pixels), all=grouped(counted))
    about = ((_("Size"), size), (_("Pixels with data"), valid))
    facts = Facts(tuple((label, value) for label, value in rows if value), code=True)
    return Section(_("To check it"), (Words(text), Facts(about), facts))


def words_section(result: Result) -> Section:
    """What a reader who was not there needs of the words."""
    rows = [
        (_("Cluster"), _("pixels of like colour, found by k-means without any example")),
        (_("Class"), _("one or more clusters under a name that a person gave")),
        (_("Share"), _("pixels of a class by all pixels that were measured")),
        (_("Inertia"), _("sum of the squared distances of the pixels to the mean of their cluster")),
    ]
    if result.is_of_labels:
        rows = rows[2:3]
    if result.areas.calibration.source == "none":
        rows.append(("px²", _("the area of one pixel")))
    return Section(_("Words"), (Facts(tuple(rows)),))
