"""The parts of a Document as plain JSON values: what run records, recipes and document files are made of.

A new part of the Document gets its functions beside its type and a line in each of the functions here. All
that is read is untrusted: wrong values raise ParameterError, KeyError, TypeError or ValueError, which
`damage_named` turns into a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.accuracy.sample_json import sample_from, sample_json
from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.classes import (
    Classes,
    class_list_from,
    class_list_json,
    named_classes,
    new_names,
)
from core.classes.examples import examples_from, examples_json
from core.classes.naming import Naming, carried
from core.classes.naming_json import naming_from, naming_json
from core.classes.ratios import ratios_from, ratios_json
from core.cluster.features.feature import feature_from, feature_json
from core.cluster.frozen import frozen_from, frozen_json
from core.cluster.parameters import DETAIL, MEMORY, Parameters
from core.cluster.threshold import threshold_from, threshold_json
from core.cluster.treatment import smoothing_from, smoothing_json
from core.document.document import Document, fitting
from core.document.edits import edits_from, edits_json
from core.document.objects import parameters_of
from core.document.plain_json import Json
from core.document.step import steps_from, steps_json
from core.elsewhere.class_labels import labels_from, labels_json
from core.image.crop import crop_in, crop_part, does_not_fit
from core.image.image import Described
from core.image.reading import reading_in, reading_part
from core.io.cropping import whole_size
from core.roi.regions_of_interest import (
    Inside,
    RegionsOfInterest,
    check_effort,
    inside_from,
    regions_of_interest_from,
    regions_of_interest_json,
)
from core.scale.calibration import AREA_METHODS
from core.scale.scale_choice import pixel_size_from, pixel_size_json

# Bands that are clustered by, or features: a picture of more takes too much memory.
# What learns from examples, as files call it.
CLASSIFIER = "gaussian-process"
_MOST_FEATURES = 10_000
# Labels from elsewhere: those that are measured, and those that what is measured is compared with.
LABELS = ("elsewhere", "compared")


def recipe_parts(document: Document) -> Json:
    """What can be applied to another image: nothing that belongs to this picture's pixels or scale."""
    return {
        **reading_part(document.image.reading),
        **crop_part(document.crop),
        "parameters": parameters_json(document.parameters),
        **_naming_parts(document),
        **({"area_method": "planar"} if document.area_method == "planar" else {}),
        "steps": steps_json(document.steps),
        "ratios": ratios_json(document.ratios),
    }


def with_recipe(document: Document, values: Json) -> Document:
    """The document with the parts of a recipe, each where the values have it.

    A crop that does not fit is left out (`unfitting_crop`).
    Raises ParameterError where a part does not fit, KeyError or TypeError where it is damaged.
    """
    before, crop = document, crop_in(values)
    if "parameters" in values and document.elsewhere is not None:
        raise ParameterError(
            _("It is for pictures that are clustered, and here labels from elsewhere are measured.")
        )
    if "parameters" in values and document.image.reading.labels and not reading_in(values).labels:
        raise ParameterError(
            _(
                "It is for pictures that are clustered, and this one is read as labels: "
                "read it as levels first."
            )
        )
    if crop is not None and not unfitting_crop(values, document.image):
        document = document.with_crop(crop)
    if "parameters" in values:
        parameters = fitting(document.image, parameters_from(values["parameters"]))
        document = replace(document, parameters=parameters, classes=None)
    if "classes" in values:
        classes, naming = classes_from(values, document.parameters.k)
        names = _new_names(before, classes, naming)
        document = replace(document.with_names(names), classes=classes, naming=naming)
    if (method := values.get("area_method")) is not None:
        if method not in AREA_METHODS:
            raise ParameterError(
                _("There are no {method} areas: choose {choices}.").format(
                    method=method, choices=" or ".join(AREA_METHODS)
                )
            )
        document = replace(document, area_method=method)
    if "steps" in values:
        document = document.with_steps(steps_from(values["steps"]))
    if "ratios" in values:
        document = document.with_ratios(ratios_from(values["ratios"]))
    return document


def unfitting_crop(values: Json, image: Described) -> str:
    """What is said of a recipe whose crop does not fit into this picture; empty where it does.

    Raises ParameterError, KeyError, TypeError for a damaged crop.
    """
    crop, size = crop_in(values), whole_size(image)
    return "" if crop is None or crop.fits(*size) else does_not_fit(crop, *size)


def _new_names(document: Document, classes: Classes, naming: Naming | None) -> dict[str, str]:
    """What the classes of the document are called among those of a recipe, where both know their clusters."""
    if naming is None or document.naming is None or document.classes is None:
        return {}
    there = carried(document.classes, document.naming, naming.means)
    moved = dict(there.renamed)
    given = new_names(there.classes, classes)
    return {
        name: given.get(moved.get(name, name), moved.get(name, name))
        for name in (item.name for item in document.classes)
    }


def classes_from(values: Json, k: int) -> tuple[Classes, Naming | None]:
    """The classes of a recipe, and over which clusters they are; without a naming they are for k clusters.

    Raises ParameterError where they do not fit, KeyError, TypeError or ValueError where they are damaged.
    """
    saved = values.get("naming")
    naming = None if saved is None else naming_from(saved)
    over = k if naming is None else len(naming.means)
    return named_classes(class_list_from(values.get("classes", ())), over), naming


def picture_parts(document: Document) -> Json:
    """What belongs to this picture alone, but for its scale."""
    parts = inside_parts(document.regions_of_interest, document.inside)
    if document.examples:
        parts["examples"] = examples_json(document.examples)
    if document.classifier:
        parts["classifier"] = CLASSIFIER
    if document.edits is not None:
        parts["edits"] = edits_json(document.edits)
    if document.sample is not None:
        # The raster is a part of its own: it stays from answer to answer.
        parts["sample"] = sample_json(document.sample)
        parts["sample_strata"] = document.sample.strata.packed
    for name in LABELS:
        labels = getattr(document, name)
        if labels is not None:
            parts[name], parts[f"{name}_pixels"] = labels_json(labels), labels.packed
    return parts


def inside_parts(regions: RegionsOfInterest, inside: Inside) -> Json:
    """Of the regions of interest; {} without."""
    if not regions:
        return {}
    return {"regions_of_interest": {"inside": inside, "regions": regions_of_interest_json(regions)}}


def with_picture_parts(document: Document, values: Json) -> Document:
    """The document with the parts of `picture_parts`. Raises as `with_recipe` does."""
    if "regions_of_interest" in values:
        given = values["regions_of_interest"]
        regions, inside = regions_of_interest_from(given["regions"]), inside_from(given["inside"])
        check_effort(regions, document.image.height)
        document = document.with_regions_of_interest(regions, inside)
    if "examples" in values:
        document = document.with_examples(examples_from(values["examples"]))
    if (classifier := values.get("classifier")) is not None:
        if classifier != CLASSIFIER or not document.examples:
            raise ParameterError(_("There is no classifier {name} without examples.").format(name=classifier))
        document = replace(document, classifier=True)
    shape = document.image.height, document.image.width
    if "edits" in values:
        document = document.with_edits(edits_from(values["edits"], shape))
    if "sample" in values:
        document = document.with_sample(sample_from(values["sample"], values["sample_strata"], shape))
    return _with_labels(document, values)


def _with_labels(document: Document, values: Json) -> Document:
    shape = document.image.height, document.image.width
    measured, compared = (
        labels_from(values[name], values[f"{name}_pixels"], shape) if name in values else None
        for name in LABELS
    )
    if measured is None:
        return document.with_compared(compared)
    if document.image.reading.labels:
        raise ParameterError(_("It measures labels from elsewhere on a picture that is read as labels."))
    return replace(document, elsewhere=measured, compared=compared, parameters=parameters_of(measured))


def all_parts(document: Document) -> Json:
    """All that the user has said: what a document file keeps beside which picture it is."""
    pixel_size = {"pixel_size": pixel_size_json(document.pixel_size)}
    return {**recipe_parts(document), **picture_parts(document), **pixel_size}


def with_all_parts(document: Document, values: Json) -> Document:
    """The document with the parts of `all_parts`. Raises as `with_recipe` does."""
    document = with_picture_parts(with_recipe(document, values), values)
    return document.with_pixel_size(pixel_size_from(values.get("pixel_size"), document.image))


def has_work(document: Document) -> bool:
    """Whether there is anything in it that a click does not bring back: names, scale, things drawn."""
    k = document.parameters.k
    named = document.naming is not None and document.classes is not None
    drawn = document.regions_of_interest or document.edits is not None or document.examples
    said = document.pixel_size is not None or document.area_method == "planar" or document.crop is not None
    classes = document.classes_for(k) != replace(document, classes=None).classes_for(k)
    looked = document.sample is not None or document.elsewhere is not None or document.compared is not None
    return bool(named or classes or drawn or said or looked or document.steps or document.ratios)


def _naming_parts(document: Document) -> Json:
    if document.naming is None or document.classes is None:
        return {"classes": class_list_json(document.classes_for(document.parameters.k))}
    return {"classes": class_list_json(document.classes), "naming": naming_json(document.naming)}


# Parts of Parameters that have a form of their own, and are there only where they are chosen.
_READ: dict[str, Callable[[Json], object]] = {
    "smooth": smoothing_from,
    "threshold": threshold_from,
    "frozen": frozen_from,
}


def parameters_json(parameters: Parameters) -> Json:
    """The fields of Parameters; a start that was given is a list of rows. memory: only beside features;
    by and detail: only of superpixels. smooth, light, neighbours, threshold: only where they are chosen;
    frozen: only of a legend.
    """
    init = parameters.init
    rows = init if isinstance(init, str) else [list(row) for row in init]
    features = [feature_json(each) for each in parameters.features]
    values = {**vars(parameters), "init": rows, "bands": list(parameters.bands), "features": features}
    if not features:
        del values["memory"]
    if parameters.by == "pixels":
        del values["by"], values["detail"]
    for name in ("smooth", "light", "neighbours", "threshold", "frozen"):
        del values[name]
    if parameters.threshold is not None:
        values["threshold"] = threshold_json(parameters.threshold)
    if parameters.smooth is not None:
        values["smooth"] = smoothing_json(parameters.smooth)
    if parameters.light:
        values["light"] = True
    if parameters.neighbours:
        values["neighbours"] = True
    if parameters.frozen is not None:
        values["frozen"] = frozen_json(parameters.frozen)
    return values


def parameters_from(values: Json) -> Parameters:
    """The Parameters of `parameters_json`. Raises ParameterError (they fit no run), KeyError, TypeError."""
    fields = dict(values)
    fields.setdefault("detail", DETAIL)
    for name in ("k", "seed", "restarts", "max_iter", "detail"):
        if type(fields[name]) is not int:
            raise TypeError(f"{name} is {fields[name]!r}, which is no whole number")
    if not isinstance(fields["init"], str):
        fields["init"] = tuple(tuple(float(value) for value in row) for row in fields["init"])
    fields["memory"] = float(fields.get("memory", MEMORY))
    # Older records know no bands, no features and no swaps.
    if type(fields.setdefault("swaps", False)) is not bool:
        raise TypeError(f"swaps is {fields['swaps']!r}, which is neither true nor false")
    if any(len(fields.get(name, ())) > _MOST_FEATURES for name in ("bands", "features")):
        raise ValueError("it has more features than there are")
    fields["bands"] = tuple(int(band) for band in fields.get("bands", ()))
    for name in ("light", "neighbours"):
        if type(fields.setdefault(name, False)) is not bool:
            raise TypeError(f"{name} is {fields[name]!r}, which is neither true nor false")
    for name, read in _READ.items():
        if fields.get(name) is not None:
            fields[name] = read(fields[name])
    fields["features"] = tuple(feature_from(each) for each in fields.get("features", ()))
    return Parameters(**fields)
