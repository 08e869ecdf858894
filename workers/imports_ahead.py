"""Imports in a thread what later commands need: the window would stand still for each at its first use."""

from __future__ import annotations

from importlib import import_module

from core.base.parallel import Cancel, raise_if_cancelled

# What exporting, saving, drawing outlines and the like import at their first use, 2 to 25 ms each.
MODULES = (
    "workers.regions",
    "workers.regions_of_interest",
    "workers.exporting",
    "core.export.run_files",
    "workers.document_files",
    "core.document.recipe",
    "workers.choosing_k",
    "workers.region_files",
)


def import_ahead(cancelled: Cancel) -> None:
    """Raises Cancelled, between two modules."""
    for name in MODULES:
        raise_if_cancelled(cancelled)
        import_module(name)
    from core.export.formats import formats

    raise_if_cancelled(cancelled)
    formats()  # a module each
