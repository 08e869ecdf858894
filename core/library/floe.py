"""Floe as a library: floe.open, floe.segment, floe.measure. How to use them: docs/python.md.

In the wheel this file is floe/__init__.py (docs/adr/0066). What it gives is imported at its first use: the
command and the window, which are in the same package, do not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.version import VERSION

if TYPE_CHECKING:
    from core.library.library import (
        AreaRow,
        FloeError,
        Georeference,
        Image,
        Measured,
        Reading,
        Segmented,
        measure,
        open,  # noqa: A004
        segment,
    )

__all__ = [
    "AreaRow",
    "FloeError",
    "Georeference",
    "Image",
    "Measured",
    "Reading",
    "Segmented",
    "measure",
    "open",
    "segment",
]
__version__ = VERSION


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from core.library import library

    found: object = getattr(library, name)
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
