"""The job that iterates the six points of “How it works”: what clusters takes long to be imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.parallel import Cancel

if TYPE_CHECKING:
    from core.convergence.worked_example import WorkedExample


def find_example(_cancelled: Cancel) -> WorkedExample:
    """All of its iterations."""
    from core.convergence.worked_example import worked_example

    return worked_example()
