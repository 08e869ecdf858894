"""All features there are, found when they are asked for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from core.base.modules import modules_in
from core.cluster.features.models import Model
from core.cluster.features.specification import Specification

_FOLDERS = ("local", "learned")


def specifications() -> Mapping[str, Specification]:
    """Name → feature, by name."""
    return MappingProxyType(found_specifications())


def about_model(model: Model) -> Mapping[str, Any]:
    """What a record says of a model beside its hash, as plain JSON values; {} where there is nothing more."""
    specification = specifications().get(model.learner.partition(",")[0])
    if specification is None or (learning := specification.learning) is None:
        return {}
    made_by = learning.made_by(model.content)
    return {**({"environment": dict(made_by)} if made_by else {}), **learning.about(model.content)}


@cache
def found_specifications() -> dict[str, Specification]:
    """What stands behind `specifications`: a test may put one in, and takes it out again."""
    modules = [module for folder in _FOLDERS for module in modules_in(f"{__package__}.{folder}")]
    found = [cast("Specification", module.SPECIFICATION) for module in modules]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}
