"""Imports in a thread what later commands need: the window would stand still for each at its first use."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from core.base.parallel import Cancel, raise_if_cancelled

# "" in the clone, "floe." where it is installed (docs/adr/0022-packaging.md).
_ABOVE = __name__.partition("workers.")[0]
# What exporting, saving, drawing outlines and the like import at their first use, 2 to 80 ms each.
MODULES = (
    f"{_ABOVE}workers.regions",
    f"{_ABOVE}workers.numbered_regions",
    f"{_ABOVE}workers.regions_of_interest",
    f"{_ABOVE}workers.exporting",
    f"{_ABOVE}core.export.run_files",
    f"{_ABOVE}workers.document_files",
    f"{_ABOVE}core.document.recipe",
    f"{_ABOVE}workers.choosing_k",
    f"{_ABOVE}workers.seeing",
    f"{_ABOVE}workers.region_files",
    f"{_ABOVE}workers.series",
    f"{_ABOVE}workers.project_files",
    f"{_ABOVE}workers.sorting_pictures",
    f"{_ABOVE}workers.reopening",
    f"{_ABOVE}workers.collection_files",
    f"{_ABOVE}workers.asking_names",
)


def import_ahead(cancelled: Cancel, more: Sequence[str] = ()) -> None:
    """These and more. Raises Cancelled, between two modules."""
    for name in (*MODULES, *more):
        raise_if_cancelled(cancelled)
        import_module(name)
    from core.export.formats import formats

    raise_if_cancelled(cancelled)
    formats()  # a module each
