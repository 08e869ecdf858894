"""The legend: centroids, scaling, spreads and classes, fitted once, applied to other pictures as they are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.base.errors import ParameterError
from core.base.sentences import _, in_a_row
from core.classes.class_matching import ClusterMeans, means_of
from core.classes.classes import Classes, class_list_from, class_list_json, named_classes
from core.classes.naming import Naming
from core.classes.naming_json import naming_from, naming_json
from core.cluster.frozen import Frozen
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation
from core.document.document_parts import parameters_from, parameters_json
from core.document.plain_json import Json
from core.image.image import BandValue, Described
from core.series.reference import reference_from

# Of a legend the start is the end: files do not say it twice.
_OF_CENTROIDS = ("init", "max_iter")
# No list of pictures is anywhere near.
_MOST_PICTURES = 1_000_000


@dataclass(frozen=True)
class Kind:
    """What pictures have in common that one legend fits. dtype: of the stored numbers ("uint8").

    band_values: scale and offset of each band, () where stored numbers stand for themselves.
    """

    bands: tuple[str, ...]
    dtype: str
    band_values: tuple[tuple[float, float], ...] = ()

    @property
    def words(self) -> str:
        return f"{', '.join(self.bands)} ({self.dtype})"


@dataclass(frozen=True)
class Legend:
    """Frozen clusters and what they are called.

    parameters: they segment a picture by it: the start is the centroids and nothing is iterated. means: what
    the clusters are known by; row i is cluster i + 1, in every picture. classes: over these clusters.
    kind: of the pictures that it fits. source: what it was fitted on: "fit-all", "fit:NAME". pictures: name
    and SHA-256 of those. iterations, inertia: of the fit. notes: whole sentences on how it was made.
    reference: what tells whether a picture fits it, as plain JSON values (core.series.drift), or None.
    fitted_by: the parameters that find these clusters again.
    """

    parameters: Parameters
    means: ClusterMeans
    classes: Classes
    kind: Kind
    source: str
    pictures: tuple[tuple[str, str], ...] = ()
    iterations: int = 0
    inertia: float = 0.0
    notes: tuple[str, ...] = ()
    reference: Any = None
    fitted_by: Parameters | None = None

    @property
    def k(self) -> int:
        return len(self.means)

    @property
    def sha256(self) -> str:
        """Of all that decides what it makes of a picture; not of where it comes from."""
        values = legend_json(self)
        meant = {name: values[name] for name in ("parameters", "clusters", "classes", "kind")}
        return hashlib.sha256(json.dumps(meant, sort_keys=True).encode()).hexdigest()

    def check(self, image: Described) -> None:
        """Raises ParameterError where a picture has other bands than the legend."""
        found = kind_of(image)
        if found != self.kind:
            said = _("Its bands are {found}, and the legend is of {wanted}.").format(
                found=found.words, wanted=self.kind.words
            )
            more = _("They stand for other values.") if found.words == self.kind.words else ""
            raise ParameterError(in_a_row((said, more)))


def kind_of(image: Described) -> Kind:
    values = tuple((each.scale, each.offset) for each in image.band_values)
    return Kind(image.bands, str(np.dtype(image.dtype)), values)


def legend_of(
    segmentation: Segmentation,
    frozen: Frozen,
    classes: Classes,
    kind: Kind,
    *,
    source: str,
    pictures: tuple[tuple[str, str], ...],
    notes: tuple[str, ...] = (),
    reference: Any = None,
) -> Legend:
    """What a segmentation leaves for other pictures, where it lasts (`check_lasting`)."""
    means = replace(means_of(segmentation), picture="")
    return Legend(
        _frozen_parameters(segmentation.parameters, means, frozen),
        means,
        classes,
        kind,
        source,
        pictures,
        segmentation.iterations,
        segmentation.inertia,
        notes,
        reference,
        segmentation.parameters,
    )


def check_lasting(parameters: Parameters) -> None:
    """Raises ParameterError for a feature that every picture learns anew: its planes are others in each."""
    for feature in parameters.features:
        if feature.specification.learning is not None and not feature.learns_elsewhere:
            raise ParameterError(
                _(
                    "The feature {feature} is learned from each picture anew, so no legend fits another: "
                    "leave it out, let it learn from chosen pictures, or use --legend each."
                ).format(feature=feature.name)
            )


def _frozen_parameters(parameters: Parameters, means: ClusterMeans, frozen: Frozen) -> Parameters:
    return replace(
        parameters,
        k=len(means),
        init=means.centroids,
        max_iter=0,
        tol=0.0,
        seed=0,
        restarts=1,
        frozen=frozen,
    )


def legend_json(legend: Legend) -> Json:
    """As plain JSON values."""
    parameters = parameters_json(legend.parameters)
    kind: Json = {"bands": list(legend.kind.bands), "dtype": legend.kind.dtype}
    if legend.kind.band_values:
        kind["band_values"] = [list(each) for each in legend.kind.band_values]
    return {
        "source": legend.source,
        "pictures": [{"name": name, "sha256": sha256} for name, sha256 in legend.pictures],
        "iterations": legend.iterations,
        "inertia": legend.inertia,
        "notes": list(legend.notes),
        "kind": kind,
        "parameters": {name: each for name, each in parameters.items() if name not in _OF_CENTROIDS},
        "clusters": naming_json(Naming(legend.means)),
        "classes": class_list_json(legend.classes),
        **({"reference": legend.reference} if legend.reference else {}),
        **({} if legend.fitted_by is None else {"fitted_by": parameters_json(legend.fitted_by)}),
    }


def legend_from(values: Json) -> Legend:
    """From the values of a file, which are untrusted.

    Raises ParameterError, KeyError, TypeError or ValueError where they are damaged.
    """
    means = naming_from(values["clusters"]).means
    given = {**values["parameters"], "init": means.centroids, "max_iter": 0}
    given.setdefault("frozen", {})
    kind = values["kind"]
    band_values = tuple((float(scale), float(offset)) for scale, offset in kind.get("band_values", ()))
    for scale, offset in band_values:
        BandValue(scale, offset)
    if values.get("reference") and reference_from(values["reference"]).k != len(means):
        raise ValueError("the reference is of another legend")
    if len(values["pictures"]) > _MOST_PICTURES:
        raise ValueError("it names more pictures than there are")
    return Legend(
        parameters_from(given),
        replace(means, picture=""),
        named_classes(class_list_from(values["classes"]), len(means)),
        Kind(tuple(map(str, kind["bands"])), str(kind["dtype"]), band_values),
        str(values["source"]),
        tuple((str(each["name"]), str(each["sha256"])) for each in values["pictures"]),
        int(values["iterations"]),
        float(values["inertia"]),
        tuple(map(str, values.get("notes", ()))),
        values.get("reference"),
        None if values.get("fitted_by") is None else parameters_from(values["fitted_by"]),
    )
