"""Files that features in a recipe, a record or a document name: a server's name is not followed
(core.base.paths.may_follow).
"""

from __future__ import annotations

from typing import Any

from core.base.paths import file_name, server_of
from core.document.plain_json import Json


def without_servers(values: Json) -> Json:
    """What a file says; of a file on a server that its features name, the name alone, as if it lay beside.

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
                            options.update({key: _beside(each) for key, each in options.items()})
    return values


def _beside(value: Any) -> Any:
    match value:
        case {"path": str(path)} if server_of(path):
            return {**value, "path": file_name(path)}
        case [*files]:
            return [_beside(each) for each in files]
    return value
