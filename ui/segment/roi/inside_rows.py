"""What the tab “Inside” shows, derived from what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.document.document import Document
from core.measure.inside_tables import errors_inside, inside_ratios, inside_table
from ui.segment.roi.inside_items import InsideRow
from ui.session.view_state import as_shown, shown_classes

if TYPE_CHECKING:
    from ui.session.session import Session
    from workers.clustering import Outcome


def inside_rows(session: Session, selected: str) -> tuple[InsideRow, ...]:
    """A row a region of interest; with numbers where the result at hand was measured with the same ones.

    selected: the one that is told in full.
    """
    document, outcome = session.document, session.outcome
    if document is None:
        return ()
    rows = [InsideRow(region.name, not region.hidden) for region in document.regions_of_interest]
    if outcome is None or outcome.measurement.measured_by != document.measured_by:
        return tuple(rows)
    measured = []
    for number, (row, areas) in enumerate(zip(rows, outcome.measurement.roi_areas, strict=True)):
        full = _in_full(session, document, outcome, number) if row.name == selected else InsideRow("", False)
        measured.append(
            InsideRow(
                row.name,
                row.visible,
                int(areas.pixels.sum()),
                float(areas.area.sum()),
                areas.calibration.area_unit,
                full.classes,
                full.ratios,
            )
        )
    return tuple(measured)


def _in_full(session: Session, document: Document, outcome: Outcome, number: int) -> InsideRow:
    """Classes and ratios inside one of them."""
    classes, measurement = session.looks(shown_classes(document, outcome)), outcome.measurement
    found = session.uncertainty  # perhaps of another result
    if found is not None and not found.fits(measurement, classes):
        found = None
    errors = errors_inside(found, number)
    rows = inside_table(
        outcome.segmentation.colours,
        classes,
        measurement.roi_areas[number],
        whole=measurement.areas,
        errors=errors,
    )
    ratios = inside_ratios(as_shown(document, outcome).ratios, rows, errors)
    return InsideRow("", True, classes=tuple(each for each in rows if each.pixels), ratios=ratios)
