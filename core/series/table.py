"""The one table of a series, a row a picture and class; and the summary over all pictures, a row a class."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, median
from typing import Any

from core.document.plain_json import Json
from core.export.tables.columns import Cell
from core.measure.areas import significant
from core.series.checked_areas import KnownArea, checked_areas
from core.series.entry import Entry, classes_of
from core.series.picture_names import relative_names
from core.series.series import Found

Columns = dict[str, list[Cell]]
_MEASURED = (
    "class",
    "pixels",
    "valid_pixels",
    "fraction",
    "area",
    "low",
    "high",
    "interval_from",
    "unit",
    "scale source",
    "ratios",
)

_CHECKED_SUM = ("checked sum", "checked low", "checked high", "checked pictures")
_CHECKED = ("checked area", "checked low", "checked high", "checked points")


def series_columns(found: Found) -> Columns:
    """By columns, in the order of the series. A picture that failed has one row, without a class.

    low, high: the ends of the interval of the area, which holds the truth in 95 of 100 cases as far as its
    causes go; interval_from: these causes, "borders+scale". ratios: "ice=0.42;…", and after the columns of
    every series one for each ratio with its ends. checked area, low and high, checked points: where points or
    label rasters say enough of pictures, by how many. drift: "no", or how it does not fit the legend; empty
    where that is not known.
    """
    names = relative_names([each.path for each in found.entries])
    ratios, checked = ratio_names(found.entries), checked_areas(found)
    rows: list[dict[str, Cell]] = []
    for entry, name in zip(found.entries, names, strict=True):
        head: dict[str, Cell] = {
            "picture": name,
            "sha256": entry.sha256,
            "date": entry.date.text,
            "date_source": entry.date.source,
        }
        tail: dict[str, Cell] = {
            "drift": entry.drift,
            "legend": found.choice.text,
            "state": entry.state,
            "reason": entry.reason,
        }
        for of_class in _class_rows(entry, ratios):
            more = {key: value for key, value in of_class.items() if key not in _MEASURED}
            if checked:
                more |= _checked(checked.get(entry.path, {}).get(str(of_class["class"])))
            rows.append({**head, **{key: of_class[key] for key in _MEASURED}, **tail, **more})
    order = dict.fromkeys(key for row in rows for key in row)
    return {key: [row[key] for row in rows] for key in order}


def summary_columns(found: Found) -> Columns:
    """A row a class and unit, then a row a ratio: over the pictures that were measured.

    n: pictures. sd: of a sample, empty of one picture. sum: of areas only. Where points or label rasters say
    what is there: checked sum with its ends, over the pictures that they speak of, and how many these are;
    not where pictures have several units, since those of one are not all that it is the sum of.
    """
    areas: dict[tuple[str, str], list[float]] = {}
    ratios: dict[str, list[float]] = {}
    for entry in found.entries:
        for each in classes_of(entry):
            areas.setdefault((each["name"], each["unit"]), []).append(each["area"])
        for ratio in ratios_of(entry):
            if ratio["value"] is not None:
                ratios.setdefault(ratio["name"], []).append(ratio["value"])
    rows: list[dict[str, Cell]] = []
    one_unit = len({unit for _name, unit in areas}) == 1
    for (name, unit), values in areas.items():
        rows.append(
            {
                "of": "area",
                "class": name,
                **_statistics(values),
                "sum": significant(sum(values)),
                "unit": unit,
                **(_checked_sum(found, name, unit) if one_unit else {}),
            }
        )
    for name, values in ratios.items():
        rows.append({"of": "ratio", "class": name, **_statistics(values), "sum": None, "unit": ""})
    keys = ["of", "class", "n", "mean", "sd", "median", "sum", "unit"]
    keys += _CHECKED_SUM if found.check is not None else ()
    return {key: [row.get(key) for row in rows] for key in keys}


def _checked_sum(found: Found, name: str, unit: str) -> dict[str, Cell]:
    """Nothing where all pictures together have another unit, or a label raster knows a part of one."""
    check = found.check
    if check is None or check.whole.unit != unit or check.partly:
        return {}
    if (area := check.whole.of(name)) is None:
        return {}
    values = (significant(area.area), significant(area.low), significant(area.high), check.of)
    return dict(zip(_CHECKED_SUM, values, strict=True))


def ratios_of(entry: Entry) -> list[Json]:
    return list(entry.record["result"].get("ratios", ())) if entry.record else []


def ratio_names(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Of all pictures, each once."""
    return tuple(dict.fromkeys(str(each["name"]) for entry in entries for each in ratios_of(entry)))


def _class_rows(entry: Entry, ratios: Sequence[str]) -> list[dict[str, Cell]]:
    by_name = {each["name"]: each for each in ratios_of(entry)}
    found = [(name, by_name.get(name, {})) for name in ratios]
    more: dict[str, Cell] = {}
    for name, each in found:
        for end, key in (("", "value"), (" low", "low"), (" high", "high")):
            more[f"ratio {name}{end}"] = each.get(key)
    if not entry.record:
        return [{**dict.fromkeys(_MEASURED), **more}]
    text = ";".join(f"{name}={each['value']!r}" for name, each in found if each.get("value") is not None)
    source = entry.record["calibration"]["source"]
    return [
        {
            "class": each["name"],
            "pixels": each["pixels"],
            "valid_pixels": entry.record["image"]["valid_pixels"],
            "fraction": each["fraction"],
            "area": each["area"],
            "low": each.get("area_low"),
            "high": each.get("area_high"),
            "interval_from": interval_from(each),
            "unit": each["unit"],
            "scale source": "uncalibrated" if source == "none" else source,
            "ratios": text,
            **more,
        }
        for each in classes_of(entry)
    ]


def _checked(area: KnownArea | None) -> dict[str, Cell]:
    if area is None:
        return dict.fromkeys(_CHECKED)
    return dict(zip(_CHECKED, (area.area, area.low, area.high, area.points), strict=True))


def interval_from(of_class: Json) -> str:
    """What the interval of an area holds: "borders", "borders+starts+scale"; empty where there is none."""
    if "area_error" not in of_class:
        return ""
    parts: dict[str, Any] = of_class.get("error_parts", {})
    return "+".join(name for name in ("borders", "starts", "scale") if name == "borders" or parts.get(name))


def _statistics(values: Sequence[float]) -> dict[str, Cell]:
    mean, n = fmean(values), len(values)
    squared = sum((value - mean) ** 2 for value in values)
    return {
        "n": n,
        "mean": significant(mean),
        "sd": significant(sqrt(squared / (n - 1))) if n > 1 else None,
        "median": significant(median(values)),
    }
