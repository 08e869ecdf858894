"""Find what is added by a file of its own: readers, features, formats."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType


def modules_in(package: str) -> list[ModuleType]:
    """Import every module of a package, in the order of their names. package: from a __package__, since that
    has another beginning once it is installed.

    Raises ImportError where there is none: a copy of Floe that was made without them is incomplete.
    """
    names = sorted(each.name for each in pkgutil.iter_modules(import_module(package).__path__))
    if not names:
        raise ImportError(f"this copy of Floe is incomplete: nothing is in {package}")
    return [import_module(f"{package}.{name}") for name in names]
