"""A legend as a recipe for one picture."""

from __future__ import annotations

from core.classes.classes import class_list_json
from core.classes.naming import Naming
from core.classes.naming_json import naming_json
from core.document.document_parts import parameters_json
from core.document.plain_json import Json
from core.series.legend import Legend

# What a recipe says beside its clusters; all that it says.
_BESIDE = ("steps", "ratios", "area_method", "crop")
RECIPE_PARTS = (*_BESIDE, "parameters", "classes", "naming")


def legend_recipe(legend: Legend, recipe: Json, frozen: Json | None = None) -> Json:
    """What makes of a picture what the series made of it. recipe: of the series, {} without. frozen: of the
    parameters that it was measured by, where its colours were rescaled.
    """
    kept: Json = {name: recipe[name] for name in _BESIDE if name in recipe}
    return {
        **kept,
        "parameters": {
            **parameters_json(legend.parameters),
            **({} if frozen is None else {"frozen": frozen}),
        },
        "classes": class_list_json(legend.classes),
        "naming": naming_json(Naming(legend.means)),
    }
