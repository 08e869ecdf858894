"""What a person reads after `floe segment`: the areas, where their scale comes from, the files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.base.sentences import _, ngettext, with_commas
from core.cluster.segmentation import Segmentation
from core.measure.area_words import errors_of, measured_share, spoken
from core.measure.ratio_values import RatioValue
from core.pipeline.result import Result
from core.writing.number_words import (
    areas_in_words,
    difference,
    error_in_words,
    fixed,
    grouped,
    pixels_of,
    scientific,
    share_with_error,
    short,
)
from ui.cli.comparison_report import comparison_lines
from ui.cli.reference_report import reference_lines
from ui.cli.text_table import aligned


def area_report(result: Result, outputs: Mapping[str, Path]) -> str:
    """Several lines, without the last line break."""
    image, segmentation = result.image, result.segmentation
    parameters, calibration = segmentation.parameters, result.areas.calibration
    features = "".join(f" + {feature}" for feature in parameters.features)
    n = segmentation.iterations
    run = (
        ngettext(
            "k = {k} in {space}: {n} iteration, converged, inertia {inertia}",
            "k = {k} in {space}: {n} iterations, converged, inertia {inertia}",
            n,
        )
        if segmentation.converged
        else ngettext(
            "k = {k} in {space}: {n} iteration, not converged, inertia {inertia}",
            "k = {k} in {space}: {n} iterations, not converged, inertia {inertia}",
            n,
        )
    )
    if parameters.threshold is not None:
        run = _threshold(segmentation)
    if result.is_of_labels:
        run = _("labels: nothing was clustered, {n} iterations")
    size = ngettext(
        "{picture}: {width} × {height}, {n} valid pixel",
        "{picture}: {width} × {height}, {n} valid pixels",
        image.valid_pixels,
    )
    lines = [
        size.format(
            picture=image.provenance.name if image.provenance.is_made else image.provenance.path,
            width=image.width,
            height=image.height,
            n=grouped(image.valid_pixels),
        ),
        run.format(
            k=parameters.k,
            space=_by(segmentation, f"{parameters.space}{features}"),
            n=n,
            inertia=scientific(segmentation.inertia),
        ),
        *([] if image.crop is None else [_("cropped to {place}").format(place=image.crop.place)]),
        *_inside(result),
        *_table(result),
        *_regions(result),
        *map(_ratio, result.ratio_values),
        *reference_lines(result),
        *comparison_lines(result),
        _("scale: {scale}").format(scale=calibration.description),
        *_steps(result),
        *(_("warning: {sentence}").format(sentence=sentence) for sentence in result.warnings),
        *(_("wrote {path}").format(path=path) for path in outputs.values()),
    ]
    return "\n".join(lines) + "\n"


def _threshold(segmentation: Segmentation) -> str:
    """Where the channel was cut; without braces, which are filled in afterwards."""
    threshold = segmentation.parameters.threshold
    assert threshold is not None  # noqa: S101 (who calls it has looked)
    at = with_commas(short(value, 6) for value in segmentation.thresholds)
    n = len(segmentation.thresholds)
    sentence = (
        ngettext("threshold of {channel} by Otsu: {at}", "thresholds of {channel} by Otsu: {at}", n)
        if threshold.is_otsu
        else ngettext("threshold of {channel}: {at}", "thresholds of {channel}: {at}", n)
    )
    return sentence.format(channel=threshold.channel_text, at=at)


def _by(segmentation: Segmentation, space: str) -> str:
    """ "rgb", or "rgb by 16 superpixels"."""
    if segmentation.superpixels is None:
        return space
    n = len(segmentation.superpixels)
    return ngettext("{space} by {n} superpixel", "{space} by {n} superpixels", n).format(space=space, n=n)


def _inside(result: Result) -> list[str]:
    """What the numbers are limited to."""
    inside = result.inside
    if inside is None or inside.use == "whole":
        return []
    names = [f"“{region.name}”" for region in inside.regions]
    some, more = with_commas(names[:5]), len(names) - 5
    if more > 0:
        some = ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=some, n=more)
    sentence = (
        ngettext(
            "clustered only inside the region of interest {names}",
            "clustered only inside the regions of interest {names}",
            len(names),
        )
        if inside.use == "cluster"
        else ngettext(
            "measured only inside the region of interest {names}",
            "measured only inside the regions of interest {names}",
            len(names),
        )
    )
    return [sentence.format(names=some)]


def _steps(result: Result) -> list[str]:
    """What steps and edits changed; why a step did nothing stands among the warnings."""
    measurement = result.measurement
    if measurement is None:
        return []
    lines = [
        ngettext("{step}: {n} pixel changed", "{step}: {n} pixels changed", each.pixels).format(
            step=each.step, n=grouped(each.pixels)
        )
        for each in measurement.changes
        if not each.left_out
    ]
    by_hand = [pixels_of(spoken(row), row.edited_pixels) for row in result.rows if row.edited_pixels]
    if by_hand:
        lines.append(_("by hand: {classes}").format(classes=with_commas(by_hand)))
    return lines


def _ratio(found: RatioValue) -> str:
    formula = f"{found.ratio.name} = {found.ratio.formula}"
    if found.value is None or found.tenths is None:
        return _("{ratio}: no value").format(ratio=formula)
    value = share_with_error(found.value, found.error)
    if found.value > 1:
        return f"{formula}: {value}"
    sentence = _("{ratio}: {value} ({tenths} tenths)")
    return sentence.format(ratio=formula, value=value, tenths=fixed(found.tenths, 1))


def _table(result: Result) -> list[str]:
    rows, unit = result.rows, result.areas.calibration.area_unit
    columns = [
        [_("class"), *(row.name for row in rows)],
        [_("clusters"), *(",".join(map(str, row.clusters)) for row in rows)],
        [_("colour"), *(row.colour for row in rows)],
        [_("pixels"), *(grouped(row.pixels) for row in rows)],
        [_("share"), *map(measured_share, rows)],
        [
            _("area {unit}").format(unit=unit),
            *areas_in_words([row.area for row in rows], errors_of(rows)),
        ],
    ]
    errors = [row.error for row in rows]
    if None not in errors:
        bare = any(error is not None and error.borders is not None for error in errors)
        coverage = max(error.coverage for error in errors if error)
        name = _("± of border and starts, {percent}") if bare else "± {percent}"
        name = name.format(percent=f"{100 * coverage:.0f} %")
        columns.append([name, *(error_in_words(error.error) if error else "" for error in errors)])
    geodesic = result.areas.calibration.method == "geodesic"
    others = [row.planar_area if geodesic else row.true_area for row in rows]
    if None not in others:
        other = _("planar {unit}") if geodesic else _("true {unit}")
        texts = areas_in_words([area or 0.0 for area in others], errors_of(rows))
        columns.append([other.format(unit=unit), *texts])
        columns.append([_("planar − true"), *(difference(row.planar_difference) for row in rows)])
    return aligned(columns, words=3)


def _regions(result: Result) -> list[str]:
    table = result.regions
    if table is None:
        return []
    names, numbers = map(spoken, result.rows), table.counts().values()
    counts = with_commas(f"{name}: {grouped(number)}" for name, number in zip(names, numbers, strict=True))
    kind = (
        _("one a value")
        if table.is_by_value
        else _("{connectivity}-connected").format(connectivity=table.connectivity)
    )
    sentence = (
        _("regions ({kind}, {n} of {found}, only {filters}): {counts}")
        if table.filter
        else _("regions ({kind}): {counts}")
    )
    return [
        sentence.format(
            kind=kind,
            n=grouped(len(table)),
            found=grouped(table.found),
            filters=" ".join(table.filter),
            counts=counts,
        )
    ]
