"""What the class table says of a class under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.measure.area_words import error_of, measured_area
from core.measure.areas import AreaRow
from ui.widgets.number_text import NO_BREAK, area_text, count_text, difference_text, error_text


def class_tooltip(row: AreaRow, unclear_match: str) -> str:
    """A line each: the name, what it is made of, what is special about it.

    unclear_match: a sentence, or empty.
    """
    lines = [row.name, _words("Clusters {0} · {1}").format(", ".join(map(str, row.clusters)), row.colour)]
    if row.edited_pixels:
        lines.append(
            _words("{0} pixels, of which {1} by hand").format(
                *map(count_text, (row.pixels, row.edited_pixels))
            )
        )
    if row.hidden:
        lines.append(_words("Hidden: the picture shows its own colours there; it is measured as ever."))
    if row.locked:
        lines.append(_words("Locked: cleaning up and edits by hand leave its pixels alone."))
    return "\n".join([*lines, unclear_match] if unclear_match else lines)


def area_tooltip(row: AreaRow) -> str:
    """The area with its error, what it is counted from, and the planar one where that is another."""
    area = _words("{area} from {pixels} pixels").format(
        area=measured_area(row), pixels=count_text(row.pixels)
    )
    other = other_area(row)
    if other is None:
        return area
    words = (
        _words("On the map's plane, not corrected for its projection: {0}")
        if row.method == "geodesic"
        else _words("True area on the ellipsoid: {0}")
    )
    lines = [area, words.format(area_text(other, row.unit, error_of(row)))]
    if row.planar_difference is not None:
        apart = _words("The planar area differs from the true one by {0}")
        lines.append(apart.format(difference_text(row.planar_difference)))
    return "\n".join(lines)


def other_area(row: AreaRow) -> float | None:
    """The kind of area that does not lead; None where there is one kind only."""
    return row.planar_area if row.method == "geodesic" else row.true_area


def error_tooltip(row: AreaRow, *, coming: bool = True) -> str:
    """How sure the area is, and what that comes from. coming: whether an error that is not there will be."""
    if row.error is None and not coming:
        return _words("Of a level of a larger picture no errors are found: pixels were left out.")
    if row.error is None:
        return _words("The error of the area is being found.")
    found = row.error
    words = _words(
        "{area} {error}: the true area lies between {low} and {high}, in {coverage} of all such cases."
    ).format(
        area=area_text(row.area, row.unit, found.error),
        error=error_text(found.error),
        low=area_text(found.low, row.unit, found.error),
        high=area_text(found.high, row.unit, found.error),
        coverage=f"{100 * found.coverage:.0f}{NO_BREAK}%",
    )
    parts = _words("From mixed pixels along borders {borders}, other starts {starts}, the scale {scale}.")
    return (
        words
        + "\n"
        + parts.format(
            borders=error_text(found.borders), starts=error_text(found.starts), scale=error_text(found.scale)
        )
        + "\n"
        + _words("Not in it: a wrong number of clusters, shadow, classes of one colour.")
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("ClassTooltips", text)
