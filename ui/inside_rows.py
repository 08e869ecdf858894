"""What the tab “Inside” shows, derived by a pure function from what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.document import Document
from core.measure import area_table
from ui.inside_panel import InsideRow
from ui.view_state import shown_classes

if TYPE_CHECKING:
    from workers.clustering import Outcome


def inside_rows(
    document: Document | None, outcome: Outcome | None, selected: str, hidden: frozenset[str]
) -> tuple[InsideRow, ...]:
    """A row a region of interest; with numbers where the result at hand was measured with the same ones."""
    if document is None:
        return ()
    rows = [InsideRow(region.name, region.name not in hidden) for region in document.regions_of_interest]
    if outcome is None or outcome.measurement.measured_by != document.measured_by:
        return tuple(rows)
    measured = []
    for row, areas in zip(rows, outcome.measurement.roi_areas, strict=True):
        classes = ()
        if row.name == selected:
            table = area_table(outcome.segmentation.colours, shown_classes(document, outcome), areas)
            classes = tuple(each for each in table if each.pixels)
        measured.append(
            InsideRow(
                row.name,
                row.visible,
                int(areas.pixels.sum()),
                float(areas.area.sum()),
                areas.calibration.area_unit,
                classes,
            )
        )
    return tuple(measured)
