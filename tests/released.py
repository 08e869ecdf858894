"""The files of released versions, and how what is read from them is compared."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

RELEASES = sorted(path for path in (Path(__file__).parent / "fixtures").iterdir() if path.is_dir())
# Areas pass through the sines of the machine, and the errors of areas have three digits of them.
_SAME_AREA, _SAME_ERROR = 1e-9, 0.01
_ERRORS = ("error", "low", "high", "error_parts")
_OF_ERRORS = {"area_error", "area_low", "area_high", "error", "low", "high", "error_parts"}


def without_varying(record: dict[str, Any]) -> dict[str, Any]:
    """A run record without versions and seconds, without the path of the picture, and without errors that
    were found by an older method.
    """
    image = {key: value for key, value in record["image"].items() if key != "path"}
    result = record["result"] if "error_method" in record["result"] else _without_errors(record["result"])
    kept = {key: value for key, value in record.items() if key != "environment"}
    return kept | {"image": image, "result": result}


def _without_errors(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_errors(each) for key, each in value.items() if key not in _OF_ERRORS}
    return [_without_errors(each) for each in value] if isinstance(value, list) else value


def differences(then: Any, now: Any, name: str = "") -> list[str]:
    """The names of the values that are no longer what they were; what is new is none."""
    if name.strip() == "warnings":  # a newer Floe may say more, never less
        return [] if set(then) <= set(now) else [name.strip()]
    if isinstance(then, dict) and isinstance(now, dict):
        inner = [differences(value, now.get(key, "(gone)"), f"{name} {key}") for key, value in then.items()]
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        pairs = enumerate(zip(then, now, strict=True))
        inner = [differences(one, other, f"{name} {i}") for i, (one, other) in pairs]
    elif isinstance(then, float) and isinstance(now, float):
        close = _SAME_ERROR if any(word in name for word in _ERRORS) else _SAME_AREA
        return [] if math.isclose(then, now, rel_tol=close) else [name.strip()]
    else:
        return [] if then == now and type(then) is type(now) else [name.strip()]
    return [each for several in inner for each in several]
