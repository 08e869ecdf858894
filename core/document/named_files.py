"""Files that a recipe, a record or a document names: a server's name is not followed.

To ask a server that a stranger's file names would tell it who is asking.
"""

from __future__ import annotations

from typing import Any

from core.base.paths import file_name
from core.document.plain_json import Json

_SERVER = "//"


def is_on_server(path: str) -> bool:
    """Whether a path names a server, on one system or another."""
    return path.replace("\\", "/").startswith(_SERVER)


def without_servers(values: Json) -> Json:
    """What a file says; of a file on a server that its features name, the name alone, as if it lay beside.

    Whatever is damaged stays as it is.
    """
    match values:
        case {"parameters": {"features": list(features)}}:
            for feature in features:
                match feature:
                    case {"options": dict(options)}:
                        options.update({key: _beside(value) for key, value in options.items()})
    return values


def _beside(value: Any) -> Any:
    match value:
        case {"path": str(path)} if is_on_server(path):
            return {**value, "path": file_name(path)}
    return value
