"""Files that features in a recipe, a record or a document name: a server's name is not followed
(core.base.paths.may_follow).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.base.paths import file_name, may_follow
from core.document.plain_json import Json


def without_servers(values: Json, file: Path) -> Json:
    """What a file says; of a file on another server that its features name, the name alone, as if it lay
    beside.

    Wherever in it the features stand: a series has those of each picture. Whatever is damaged stays as it is.
    """
    left: list[Any] = [values]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left += value
        if not isinstance(value, dict):
            continue
        left += value.values()
        match value.get("features"):
            case list(features):
                for feature in features:
                    match feature:
                        case {"options": dict(options)}:
                            options.update({key: _beside(each, file) for key, each in options.items()})
    return values


def _beside(value: Any, file: Path) -> Any:
    match value:
        case {"path": str(path)} if not may_follow(path, file):
            return {**value, "path": file_name(path)}
        case [*files]:
            return [_beside(each, file) for each in files]
    return value
