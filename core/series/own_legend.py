"""A legend of its own for a picture that does not fit that of the series: it is clustered by itself, as the
legend was, and its classes are carried over from that by optimal assignment (core.classes.naming).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.classes import class_list_json
from core.classes.naming import Naming
from core.classes.naming_json import naming_json
from core.cluster.parameters import Parameters
from core.document.document_parts import parameters_json
from core.document.plain_json import Json
from core.series.asked import Asked
from core.series.legend import Legend
from core.series.named_picture import named_picture


def parse_own_legends(texts: Sequence[str], pictures: Sequence[Path]) -> tuple[Path, ...]:
    """Pictures of the series by path or name, each once. Raises ParameterError for another."""
    return tuple(dict.fromkeys(named_picture("own-legend", text, pictures) for text in texts))


def check_own_legends(*, own_clusters: bool) -> None:
    """Raises ParameterError where every picture has clusters of its own already."""
    if own_clusters:
        raise ParameterError(_("With --legend each every picture has its own: leave --own-legend out."))


def by_itself(legend: Legend, asked: Asked) -> Asked:
    """What is asked of a picture that gets its own. asked: of those that are measured by the legend.

    A class without a name is called by the number of its cluster, from dark to light, as everywhere.
    """
    naming = Naming(replace(legend.means, picture=_picture_of(legend)))
    parameters = _fitting(legend)
    recipe = {
        **asked.given.recipe,
        "parameters": parameters_json(parameters),
        "classes": class_list_json(legend.classes),
        "naming": naming_json(naming),
    }
    given = replace(asked.given, recipe=recipe, classes=legend.classes, naming=naming)
    return replace(asked, parameters=parameters, given=given, legend=None)


def own_legend_fit() -> Json:
    """In place of how well a picture fits the legend of the series: that it was not measured by it."""
    said = _(
        "It has a legend of its own: it was clustered by itself, and its classes were carried over from the "
        "legend of the series."
    )
    return {"own_legend": True, "reasons": [said]}


def _fitting(legend: Legend) -> Parameters:
    """Those that find as many clusters as the legend has, as those were found. Old files do not say how."""
    if legend.fitted_by is not None:
        return replace(legend.fitted_by, k=legend.k)
    plain = Parameters()
    return replace(
        legend.parameters, init=plain.init, max_iter=plain.max_iter, restarts=plain.restarts, frozen=None
    )


def _picture_of(legend: Legend) -> str:
    """The SHA-256 that clusters of the legend are known by: of its one picture; of all of them, its own, so
    that they are of another picture than any.
    """
    return legend.pictures[0][1] if len(legend.pictures) == 1 else legend.sha256
