"""What the class table says of a class under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.accuracy.checked_area import CheckedArea
from core.base.sentences import with_commas
from core.measure.area_words import error_of, measured_area
from core.measure.areas import AreaError, AreaRow
from ui.widgets.number_text import NO_BREAK, area_text, count_text, difference_text, error_text


def class_tooltip(row: AreaRow, unclear_match: str) -> str:
    """A line each: the name, what it is made of, what is special about it.

    unclear_match: a sentence, or empty.
    """
    lines = [row.name, _words("Clusters {0} · {1}").format(with_commas(map(str, row.clusters)), row.colour)]
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
    """How sure the area is, and what that comes from; the check by points first, where there is one.

    coming: whether an error that is not there will be.
    """
    lines = [] if row.checked is None else [_checked_words(row.checked, row.unit)]
    if row.leads:
        return "\n".join(lines)
    if row.error is None and not coming:
        lines.append(_words("Of a level of a larger picture no errors are found: pixels were left out."))
    elif row.error is None:
        lines.append(_words("The ± of border and starts is being found."))
    else:
        lines += _border_words(row, row.error)
    return "\n".join(lines)


def _checked_words(checked: CheckedArea, unit: str) -> str:
    words = _words(
        "By {points} points: {area} {error}; the true area lies between {low} and {high}, in {coverage} of "
        "all such cases. On the map: {mapped}."
    )
    return words.format(
        points=count_text(checked.of),
        area=area_text(checked.area, unit, checked.half_width),
        error=error_text(checked.half_width),
        low=area_text(checked.low, unit, checked.half_width),
        high=area_text(checked.high, unit, checked.half_width),
        coverage=f"{100 * checked.level:.0f}{NO_BREAK}%",
        mapped=area_text(checked.mapped_area, unit, checked.half_width),
    )


def _border_words(row: AreaRow, found: AreaError) -> list[str]:
    words = _words(
        "± of border and starts: {area} {error}, between {low} and {high}, as far as mixed pixels, the start "
        "of k-means and the scale go ({coverage})."
    ).format(
        area=area_text(row.area, row.unit, found.error),
        error=error_text(found.error),
        low=area_text(found.low, row.unit, found.error),
        high=area_text(found.high, row.unit, found.error),
        coverage=f"{100 * found.coverage:.0f}{NO_BREAK}%",
    )
    parts = _words("From mixed pixels along borders {borders}, other starts {starts}, the scale {scale}.")
    named = {"borders": found.borders, "starts": found.starts, "scale": found.scale}
    return [
        words,
        parts.format(**{name: error_text(part or 0.0) for name, part in named.items()}),
        _words("Not in it: whether the classes are what their names say. A check by points tells that."),
    ]


def _words(text: str) -> str:
    return QCoreApplication.translate("ClassTooltips", text)
