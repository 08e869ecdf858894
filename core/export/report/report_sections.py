"""The sections of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from core.base.version import versions
from core.export.report.report_parts import Facts, Part, Section, Table, Words
from core.measure.area_words import errors_of, measured_share
from core.measure.areas import AreaRow
from core.measure.ratio_values import RatioValue
from core.pipeline.record import labels_sha256
from core.pipeline.result import Result
from core.regions.region_filter import left_out_note
from core.regions.region_table import RegionTable
from core.roi.regions_of_interest import Inside
from core.writing.number_words import areas_in_words, difference, error_in_words, fixed, grouped, scientific

_SPACES = {
    "rgb": "RGB",
    "lab": "CIE L*a*b*",
    "hsv": "HSV",
    "gray": "grey levels",
    "bands": "the values of the bands",
}
_UNCALIBRATED = (
    "Uncalibrated: it is not known how large a pixel is on the ground. Areas are counts of pixels (px²), "
    "which can be compared within this picture, but not with other pictures."
)

_INSIDE: dict[Inside, str] = {
    "cluster": "Only what lies inside these regions of interest was clustered and measured.",
    "measure": "The whole picture was clustered; what lies inside these regions of interest was measured.",
    "whole": "The whole picture was measured. This is what lies inside each region of interest.",
}
_AREA_NOTES = {
    "geodesic": "Area: true ground area, each pixel measured on the ellipsoid of the map. Planar: pixels "
    "times their nominal size, which the projection stretches or shrinks; the difference is in per "
    "cent of the true area.",
    "planar": "Area: planar, pixels times their nominal size, which the projection stretches or "
    "shrinks. True: each pixel measured on the ellipsoid; the difference is in per cent of it.",
}
_KINDS = {"geodesic": "true ground area, on the ellipsoid", "planar": "planar: pixels times the area of one"}


def area_section(result: Result) -> Section:
    parts: list[Part] = [classes_table(result.rows)]
    if result.ratios:
        parts.append(ratios_table(result.ratio_values))
    if result.regions is not None:
        parts.append(_regions(result.regions))
    return Section("Areas", tuple(parts))


def ratios_table(values: Sequence[RatioValue]) -> Table:
    """A row a ratio; with as many decimals as its error has."""
    with_error = any(each.error is not None for each in values)
    rows = []
    for each in values:
        number = each.note if each.value is None else _percent(each.value, each.decimals)
        cells = [each.ratio.name, each.ratio.formula, number]
        error = "" if each.error is None else _percent(each.error, each.decimals)
        rows.append((*cells, error) if with_error else tuple(cells))
    header = ("Ratio", "Of areas", "Value", *(["±"] if with_error else []))
    return Table(header, tuple(rows), frozenset({2, 3} if with_error else {2}))


def _percent(value: float, decimals: int) -> str:
    return f"{fixed(100 * value, decimals)}\u00a0%"


def _regions(table: RegionTable) -> Table:
    """How many regions each class has."""
    rows = tuple((name, grouped(number)) for name, number in table.counts().items())
    note = f"Regions: pixels of a class that hang together, {table.connectivity}-connected."
    if table.filter:
        note += f" {left_out_note(table)}"
    return Table(("Class", "Regions"), rows, frozenset({1}), notes=(note,))


def classes_table(rows: Sequence[AreaRow]) -> Table:
    """A row a class; columns that would be empty are left out."""
    unit = rows[0].unit if rows else ""
    columns: list[tuple[str, Sequence[str], bool]] = [
        ("Class", [row.name for row in rows], False),
        ("Clusters", [", ".join(map(str, row.clusters)) for row in rows], False),
        ("Pixels", [grouped(row.pixels) for row in rows], True),
        ("Share", [measured_share(row) for row in rows], True),
        (f"Area, {unit}", areas_in_words([row.area for row in rows], errors_of(rows)), True),
    ]
    notes = [_AREA_NOTES[rows[0].method]] if rows and rows[0].scale_source == "georeference" else []
    if rows and rows[0].scale_source == "none":
        notes.append("Uncalibrated: areas are in pixels (px²).")
    errors = [row.error for row in rows if row.error is not None]
    if errors and len(errors) == len(rows):
        columns.append(("±", [error_in_words(error.error) for error in errors], True))
        below = " It cannot be less than nothing, whatever ± says." if _reaches_below(rows) else ""
        notes.append(f"±: the true area lies within it in {100 * errors[0].coverage:.0f} % of cases.{below}")
    planar = [row.planar_area for row in rows if row.planar_area is not None]
    if len(planar) == len(rows) and rows:
        other = planar if rows[0].method == "geodesic" else [row.true_area or 0.0 for row in rows]
        name = "Planar" if rows[0].method == "geodesic" else "True"
        columns.append((f"{name}, {unit}", areas_in_words(other, errors_of(rows)), True))
        columns.append(("Difference", [difference(row.planar_difference) for row in rows], True))
    edited = [row.edited_pixels or 0 for row in rows]
    if any(edited):
        columns.append(("By hand, px", list(map(grouped, edited)), True))
    return Table(
        header=tuple(name for name, _, _ in columns),
        rows=tuple(zip(*(cells for _, cells, _ in columns), strict=True)),
        numbers=frozenset(i for i, (_, _, number) in enumerate(columns) if number),
        colours=tuple(row.colour for row in rows),
        notes=tuple(notes),
    )


def _reaches_below(rows: Sequence[AreaRow]) -> bool:
    return any(row.error is not None and row.error.error > row.area for row in rows)


def inside_section(result: Result) -> tuple[Section, ...]:
    """A table a region of interest; nothing without one."""
    if result.inside is None:
        return ()
    parts: list[Part] = [Words(_INSIDE[result.inside.use])]
    ratios = dict(result.roi_ratios)
    for name, rows in result.roi_rows:
        # What the columns mean stands below the table of the whole.
        parts += [Words(f"Inside “{name}”:"), replace(classes_table(rows), notes=())]
        if ratios:
            parts.append(ratios_table(ratios[name]))
    return (Section("Regions of interest", tuple(parts)),)


def scale_section(result: Result) -> Section:
    calibration = result.areas.calibration
    if calibration.source == "none":
        return Section("Scale", (Words(_UNCALIBRATED),))
    rows = [("A pixel", calibration.size), ("Source", calibration.origin), ("Unit", calibration.area_unit)]
    if calibration.crs:
        rows.append(("Map", calibration.crs))
    rows.append(("Kind of area", _KINDS[calibration.method]))
    return Section("Scale", (Facts(tuple(rows)),))


def clustering_section(result: Result) -> Section:
    found, parameters = result.segmentation, result.segmentation.parameters
    iterations = "1 iteration" if found.iterations == 1 else f"{grouped(found.iterations)} iterations"
    end = (
        f"the exact fixed point of Lloyd's algorithm over all valid pixels after {iterations}"
        if found.converged and parameters.tol == 0
        else f"stopped after {iterations}, {'' if found.converged else 'not '}converged"
    )
    text = (
        f"k-means sorted the pixels into {found.k} clusters of like colour, {end}. Clusters are numbered "
        "from dark to light; a class is one or more of them under a name."
    )
    init = parameters.init if isinstance(parameters.init, str) else "given centroids"
    rows = [
        ("Number of clusters, k", str(found.k)),
        ("Distances in", _SPACES.get(parameters.space, parameters.space)),
        ("Bands", ", ".join(map(str, parameters.bands))),
        ("Scaling of bands", "" if parameters.scaling == "none" else parameters.scaling),
        ("Features beside", ", ".join(map(str, parameters.features))),
        ("Start", init),
        ("Seed, restarts", f"{parameters.seed}, {parameters.restarts}"),
        ("Inertia", scientific(found.inertia)),
    ]
    facts = Facts(tuple((label, value) for label, value in rows if value))
    reason = () if result.k_choice is None else (Words(f"Why this k: {result.k_choice.reason}"),)
    return Section("How the classes were found", (Words(text), *reason, facts))


def treatment_section(result: Result) -> tuple[Section, ...]:
    """What was done to the classes afterwards; nothing where nothing was."""
    parts: list[Part] = []
    changes = result.measurement.changes if result.measurement is not None else ()
    if changes:
        rows = tuple(
            (str(i), str(each.step), each.left_out or grouped(each.pixels))
            for i, each in enumerate(changes, start=1)
        )
        parts += [
            Words("These steps followed the clustering, in this order:"),
            Table(("", "Step", "Pixels changed"), rows, frozenset({0, 2})),
        ]
    edited = sum(row.edited_pixels or 0 for row in result.rows)
    if edited:
        parts.append(Words(f"{grouped(edited)} pixels were given to their class by hand."))
    return (Section("After the clustering", tuple(parts)),) if parts else ()


def check_section(result: Result) -> Section:
    image, found = result.image, result.segmentation
    text = (
        "The run record (…_run.json) holds all that is needed to repeat this: “floe verify” with it and the "
        "picture says whether the same labels come out, bit for bit."
    )
    rows = [
        ("Picture", PurePath(image.provenance.path).name),
        ("SHA-256 of the picture", image.provenance.sha256),
        ("SHA-256 of the labels", result.labels_sha256 or labels_sha256(result.labels)),
        ("Made with", ", ".join(f"{name} {number}" for name, number in versions().items())),
    ]
    size = f"{grouped(image.width)} × {grouped(image.height)} pixels, {image.band_count} × {image.dtype}"
    valid = f"{grouped(image.valid_pixels)} of {grouped(image.width * image.height)}"
    about = [("Size", size), ("Pixels with data", valid), ("Clusters", f"{found.k}")]
    facts = Facts(tuple((label, value) for label, value in rows if value), code=True)
    return Section("To check it", (Words(text), Facts(tuple(about[:2])), facts))


def words_section(result: Result) -> Section:
    """What a reader who was not there needs of the words."""
    rows = [
        ("Cluster", "pixels of like colour, found by k-means without any example"),
        ("Class", "one or more clusters under a name that a person gave"),
        ("Share", "pixels of a class by all pixels that were measured"),
        ("Inertia", "sum of the squared distances of the pixels to the mean of their cluster"),
    ]
    if result.areas.calibration.source == "none":
        rows.append(("px²", "the area of one pixel"))
    return Section("Words", (Facts(tuple(rows)),))
