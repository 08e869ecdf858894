"""Each picture clustered by itself: classes are carried from the first one by optimal assignment."""

from __future__ import annotations

from dataclasses import replace

from core.base.sentences import _
from core.classes.classes import Classes, class_list_json
from core.classes.naming import is_unnamed
from core.classes.naming_json import naming_json
from core.document.document_parts import parameters_json
from core.series.asked import Asked
from core.series.picture_work import Fit


def carried_from(found: Fit, asked: Asked) -> Asked:
    """What is asked of every picture where the first was clustered to `found`: its k, its classes carried.

    A class without a name gets one, "class 3", so that it is the same class in every picture: numbers are
    from dark to light in each.
    """
    names = {item.name: _name(item.name) for item in found.classes if is_unnamed(item)}
    classes: Classes = tuple(replace(item, name=names.get(item.name, item.name)) for item in found.classes)
    parameters = replace(asked.parameters, k=found.legend.k)
    recipe = {
        **asked.given.recipe,
        "parameters": parameters_json(parameters),
        "classes": class_list_json(classes),
        "naming": naming_json(found.naming),
    }
    given = replace(
        asked.given,
        recipe=recipe,
        classes=classes,
        naming=found.naming,
        choices=(),
        by_numbers=False,
        steps=tuple(step.renamed(names) for step in found.steps),
        ratios=tuple(ratio.renamed(names) for ratio in found.ratios),
    )
    return replace(asked, parameters=parameters, given=given, examples=(), k_range=None, k_was_given=True)


def _name(number: str) -> str:
    return _("class {number}").format(number=number)
