"""What the window shows, derived by one pure function from what there is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.sentences import _, ngettext
from core.classes.classes import Class, Classes
from core.classes.naming import UnclearMatch
from core.classes.palettes import seen_over_picture
from core.classes.ratios import Ratios, presets
from core.cluster.parameters import Parameters, Space
from core.cluster.prepared.prepare import available_spaces
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.document.settled import SettledClasses
from core.image.image import PlaneAxis
from core.image.reading import Reading
from core.io.cropping import whole_size
from core.io.products import is_metadata, picture_stem
from core.measure.areas import AreaRow, area_table
from core.measure.checked_map import Checked
from core.measure.checked_rows import check_notes, checked_ratio, with_checked
from core.measure.classified import NAMES_KEPT, Classified
from core.measure.measurement import unclear_beside
from core.measure.ratio_values import RatioValue, evaluate
from core.pipeline.learning_notes import learning_notes
from core.pipeline.limits import FROM_ELSEWHERE, empty_classes, in_blocks, not_iterated

if TYPE_CHECKING:
    from core.measure.uncertainty import Uncertainty
    from workers.clustering import Outcome


@dataclass(frozen=True)
class Busy:
    """What runs at the moment. overlay: the segmentation lies over the picture."""

    running: bool = False
    paused: bool = False
    exporting: bool = False
    other_pictures: bool = False
    overlay: bool = False


@dataclass(frozen=True)
class ViewState:
    """Frozen; two of them are compared field by field and only the difference is applied.

    segmentation: what the rows are of.
    """

    has_image: bool = False
    has_segmentation: bool = False
    is_labels: bool = False
    measures_labels: bool = False
    can_measure_labels: bool = False
    can_cluster: bool = False
    has_clusters: bool = False
    running: bool = False
    paused: bool = False
    exporting: bool = False
    can_run: bool = False
    can_merge: bool = False
    can_rename: bool = False
    can_split: bool = False
    can_step: bool = False
    can_export: bool = False
    can_measure_all: bool = False
    has_georeference: bool = False
    has_both_areas: bool = False
    can_copy_scale: bool = False
    can_copy_classes: bool = False
    has_regions_of_interest: bool = False
    has_edits: bool = False
    has_examples: bool = False
    learns: bool = False
    has_borders: bool = False
    is_cropped: bool = False
    can_be_concentration: bool = False
    picture_detail: str = ""
    result_detail: str = ""
    parameters: Parameters = Parameters()
    spaces: tuple[Space, ...] = ()
    bands: tuple[str, ...] = ()
    reading: Reading = field(default_factory=Reading)
    open_choices: tuple[str, ...] = ()
    planes: tuple[PlaneAxis, ...] = ()
    segmentation: Segmentation | None = None
    rows: tuple[AreaRow, ...] = ()
    scale: str = ""
    calibrated: bool = False
    warnings: tuple[str, ...] = ()
    unclear: tuple[UnclearMatch, ...] = ()
    ratios: tuple[RatioValue, ...] = ()
    usual_ratios: Ratios = ()
    older_k: int = 0
    errors_coming: bool = True


def _is_of(document: Document, outcome: Outcome | None) -> bool:
    """Whether there is a result, of what the document clusters: a file names where that was."""
    return outcome is not None and outcome.clustered_parts == document.clustered_parts


def resolve(
    document: Document | None,
    outcome: Outcome | None,
    busy: Busy,
    selected: tuple[str, ...],
    errors: Uncertainty | None = None,
    *,
    checked: Checked | None = None,
) -> ViewState:
    """The state to show. selected: names of the classes selected in the table. errors: those found last.

    checked: what the points say of this result, if they say anything.
    """
    if document is None:
        return ViewState()
    image = document.image
    is_labels = document.is_of_labels
    calibration = document.calibration
    settled = None if outcome is None else shown_settled(document, outcome)
    classes = () if settled is None else settled.classes
    known = errors if outcome and errors and errors.fits(outcome.measurement, classes) else None
    looks = seen_over_picture(classes) if busy.overlay else classes
    leads = document.sample is not None and document.sample.leads
    rows = () if outcome is None else with_checked(_rows(outcome, looks, known), checked, leads)
    by_name = {c.name: c for c in classes}
    chosen = [by_name[name] for name in selected if name in by_name]
    editable = outcome is not None
    unclear = () if settled is None or outcome is None else unclear_beside(settled, outcome.measurement)
    given = document.ratios if settled is None else settled.ratios
    ratios = tuple(
        checked_ratio(ratio, rows, checked) if checked and leads else evaluate(ratio, rows, known)
        for ratio in (given if rows else ())
    )
    read = image.warnings
    if outcome is not None and document.crop is not None and _is_of(document, outcome):
        read = outcome.result.image.warnings  # of the crop alone
    warnings = [*read, *calibration.warnings, *_run_warnings(outcome)]
    warnings += [each.sentence for each in unclear] + [each.note for each in ratios if each.note]
    # Where they do not lead, the panel that has the points says it beside them.
    warnings += check_notes(checked) if checked is not None and leads else []
    return ViewState(
        has_image=True,
        has_segmentation=outcome is not None,
        is_labels=is_labels,
        measures_labels=document.elsewhere is not None,
        can_measure_labels=not image.reading.labels and image.level is None,
        can_cluster=not is_labels,
        has_clusters=outcome is not None and not is_labels,
        has_regions_of_interest=bool(document.regions_of_interest),
        running=busy.running,
        paused=busy.running and busy.paused,
        exporting=busy.exporting,
        can_run=not busy.running and not is_labels,
        can_merge=editable and len(chosen) >= 2,
        can_rename=editable and len(chosen) == 1,
        can_split=editable and len(chosen) == 1 and len(chosen[0].clusters) > 1,
        can_step=(not busy.running or busy.paused) and not is_labels,
        can_export=_is_of(document, outcome) and not busy.exporting and image.level is None,
        can_measure_all=_is_of(document, outcome) and not busy.exporting and image.level is not None,
        has_georeference=document.own_scale.source == "georeference",
        has_both_areas=calibration.has_both_areas,
        has_edits=document.edits is not None,
        has_examples=bool(document.examples),
        learns=document.classifier,
        has_borders=outcome is not None
        and not (outcome.segmentation.superpixels is None and outcome.measurement.apart is None),
        is_cropped=document.crop is not None,
        can_be_concentration=image.georeference is not None and image.provenance.format == "GeoTIFF",
        can_copy_scale=busy.other_pictures and calibration.source not in ("none", "georeference"),
        can_copy_classes=busy.other_pictures
        and outcome is not None
        and document.naming is not None
        and document.elsewhere is None,
        picture_detail=picture_detail(document),
        result_detail=_limited(result_detail(outcome), document),
        parameters=document.parameters,
        spaces=available_spaces(image),
        bands=image.bands,
        reading=image.reading,
        open_choices=image.open_choices,
        planes=image.planes,
        segmentation=None if outcome is None else outcome.segmentation,
        rows=rows,
        scale=calibration.description,
        calibrated=calibration.source != "none",
        warnings=tuple(warnings),
        unclear=unclear,
        ratios=ratios,
        usual_ratios=_usual(given, rows),
        errors_coming=image.level is None
        and not is_labels
        and (outcome is None or outcome.measurement.learned is None),
        older_k=outcome.segmentation.k if outcome and outcome.segmentation.k != document.parameters.k else 0,
    )


def _usual(given: Ratios, rows: tuple[AreaRow, ...]) -> Ratios:
    """The usual ratios of these classes that are not there yet."""
    there = [(each.name, each.formula) for each in given]
    names, formulas = {name for name, _ in there}, {formula for _, formula in there}
    found = presets(row.name for row in rows)
    return tuple(each for each in found if each.name not in names and each.formula not in formulas)


def shown_classes(document: Document, outcome: Outcome | None) -> Classes:
    """The document's classes over the clusters of the result at hand."""
    if outcome is None:
        return ()
    return shown_settled(document, outcome).classes


def shown_settled(document: Document, outcome: Outcome) -> SettledClasses:
    """The same with all that names one; those of the result where other labels are still shown than are to
    be measured next: their ids would be named by the others.
    """
    of_others = document.elsewhere is not None and outcome.result.elsewhere is not document.elsewhere
    return outcome.result.settled if of_others else document.settle(outcome.segmentation)


def class_at(document: Document | None, outcome: Outcome | None, column: int, row: int) -> Class | None:
    """The class that a pixel was given; None where there is none, or outside the picture."""
    if document is None or outcome is None:
        return None
    labels = outcome.measurement.labels
    if not (0 <= row < labels.shape[0] and 0 <= column < labels.shape[1]):
        return None
    cluster = int(labels[row, column])
    return next((each for each in shown_classes(document, outcome) if cluster in each.clusters), None)


def as_shown(document: Document, outcome: Outcome | None) -> Document:
    """The document with all that names a class in the words of the result at hand."""
    return document if outcome is None else document.settled(outcome.segmentation)


def display_name(document: Document) -> str:
    """The file name, or what stands in for it."""
    provenance = document.image.provenance
    is_product = is_metadata(provenance.name)
    return picture_stem(Path(provenance.path)) if is_product else provenance.name


def picture_detail(document: Document) -> str:
    """ "corfu.jpg · 3456 × 2003 · RGB, 8-bit"; "… 3456 × 1900 of 3456 × 2003 …" where it is cropped."""
    image, crop, name = document.image, document.crop, display_name(document)
    size = "{} × {}".format(*whole_size(image))
    if crop is not None:
        size = _("{width} × {height} of {size}").format(width=crop.width, height=crop.height, size=size)
    size = f"{name} · {size}"
    if image.level is not None:
        size = _("{size}, level 1:{step}").format(size=size, step=image.level.step)
    if image.reading.labels:
        return _("{size} · labels").format(size=size)
    if not image.is_colour:
        n = image.band_count
        bands = ngettext("{n} band", "{n} bands", n).format(n=n)
        return f"{size} · {bands}, {image.pixels.dtype}"
    kind = _("{size} · grey, {bits}-bit") if image.band_count == 1 else _("{size} · RGB, {bits}-bit")
    return kind.format(size=size, bits=image.pixels.dtype.itemsize * 8)


def result_detail(outcome: Outcome | None) -> str:
    """ "7 clusters · 73 iterations · converged"."""
    if outcome is None:
        return ""
    if outcome.result.image.reading.labels:
        return _("objects of a label image, each a region")
    if (labels := outcome.result.elsewhere) is not None:
        return _("classes of {source}").format(source=labels.source)
    k, superpixels = outcome.segmentation.k, outcome.segmentation.superpixels
    clusters = ngettext("{n} cluster", "{n} clusters", k).format(n=k)
    if outcome.measurement.classified is not None:
        # How the clusters came about matters less than what decides.
        return f"{clusters} · {_learned_detail(outcome.measurement.classified)}"
    if superpixels is None:
        return f"{clusters} · {run_detail(outcome)}"
    n = len(superpixels)
    of_these = ngettext("{n} superpixel", "{n} superpixels", n).format(n=n)
    return f"{clusters} · {of_these} · {run_detail(outcome)}"


def _learned_detail(learned: Classified) -> str:
    n = learned.examples
    if learned.names_kept:
        kept = (
            _("names kept: {named} of {n} right, learned {right}, no ±")
            if learned.moved
            else _("names kept: {named} of {n} right, learned {right}")
        )
        return kept.format(named=learned.right_by_names, n=n, right=learned.right)
    told = ngettext("learned from {n} example, no ±", "learned from {n} examples, no ±", n)
    return told.format(n=n)


def run_detail(outcome: Outcome | None) -> str:
    """ "73 iterations · converged"; of a threshold how it was cut."""
    if outcome is None:
        return ""
    if outcome.result.is_of_labels:
        return _("Labels: nothing is clustered")
    found = outcome.segmentation
    if found.parameters.threshold is not None:
        return _("cut by Otsu") if found.parameters.threshold.is_otsu else _("cut at thresholds")
    n = found.iterations
    sentence = (
        ngettext("{n} iteration · converged", "{n} iterations · converged", n)
        if found.converged
        else ngettext("{n} iteration · not converged", "{n} iterations · not converged", n)
    )
    return sentence.format(n=n)


def _rows(outcome: Outcome, classes: Classes, errors: Uncertainty | None) -> tuple[AreaRow, ...]:
    edited = outcome.measurement.edit_changes
    rows = area_table(
        outcome.segmentation.colours, classes, outcome.areas, None if edited is None else edited.gained
    )
    if errors is None:
        return rows
    return tuple(replace(row, error=errors.of(row.clusters)) for row in rows)


def _limited(detail: str, document: Document) -> str:
    """What is said of a result, and that it is not of the whole picture."""
    limited = document.regions_of_interest and document.inside != "whole"
    return _("{detail} · inside only").format(detail=detail) if detail and limited else detail


def _run_warnings(outcome: Outcome | None) -> tuple[str, ...]:
    if outcome is None:
        return ()
    document = outcome.result.document
    asked = document.parameters.features if document is not None else ()
    # How much was learned stands over the picture: a notice with it would come anew with every example.
    learned = outcome.measurement.classified
    known = () if learned is None else (learned.note, learned.kept_note)
    kept = [_(NAMES_KEPT)] if learned is not None and learned.names_kept else []
    told = kept + [each for each in outcome.measurement.warnings if each not in known]
    told += learning_notes(outcome.segmentation, asked)
    if outcome.segmentation.side > 1:
        told.append(in_blocks(outcome.segmentation))
    if (labels := outcome.result.elsewhere) is not None:
        return (*told, _(FROM_ELSEWHERE).format(source=labels.source), *labels.said)
    told += empty_classes(outcome.segmentation)
    if outcome.segmentation.parameters.is_nearest:
        return (*told, not_iterated(outcome.segmentation.parameters))
    if outcome.segmentation.converged:
        return tuple(told)
    n = outcome.segmentation.iterations
    cut = ngettext(
        "Not converged: the run ended after {n} iteration, before the fixed point.",
        "Not converged: the run ended after {n} iterations, before the fixed point.",
        n,
    ).format(n=n)
    return (*told, cut)
