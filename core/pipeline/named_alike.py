"""Whether classes that were named by the same numbers in two pictures look the same in both."""

from __future__ import annotations

from core.classes.naming import UnclearMatch, carried, is_unnamed
from core.pipeline.result import Result


def named_otherwise(first: Result, other: Result) -> tuple[UnclearMatch, ...]:
    """The named classes of another picture that those of the first would not be, carried by their looks."""
    naming, here = first.settled.naming, other.settled.naming
    if naming is None or here is None:
        return ()
    found = carried(first.classes, naming, here.means)
    alike = {item.name: item.clusters for item in found.classes}
    unclear = {each.name for each in found.unclear}
    return tuple(
        UnclearMatch(item.name, "moved", item.clusters)
        for item in other.classes
        if not is_unnamed(item) and (item.name in unclear or alike.get(item.name) != item.clusters)
    )
