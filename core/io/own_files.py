"""What a file is that is no picture, but one of Floe's own: whoever opens it is told what it is for."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from core.base.json_text import parsed
from core.base.sentences import N_, _

# By the "format" that stands in it (a test holds these to those that Floe writes).
_BY_FORMAT = {
    "floe recipe": N_(
        "it is a recipe, no picture: open a picture, and take it with Apply recipe… (--recipe FILE)."
    ),
    "floe legend": N_(
        "it is the legend of a series, no picture: open the pictures in Series, and take it with Legend from "
        "a file… (floe series --legend FILE)."
    ),
    "floe series record": N_(
        "it is the record of a series, no picture: open the pictures or the project (.floe) in Series, or "
        "repeat the run with floe verify."
    ),
    "floe collection record": N_(
        "it is the record of a collection, no picture: open its collection.sqlite or its pictures in "
        "Collection, or repeat the run with floe verify."
    ),
    "floe change record": N_(
        "it is the record of a change between two pictures, no picture: repeat it with floe verify."
    ),
}
_RUN = N_(
    "it is the record of a run on “{picture}”, no picture: open that one, take the recipe in the record with "
    "Apply recipe… (--recipe FILE), or repeat the run with floe verify."
)
_RUN_OF_NO_FILE = N_(
    "it is the record of a run, no picture: open a picture, and take the recipe in the record with Apply "
    "recipe… (--recipe FILE)."
)
_OUTLINES = N_(
    "it holds outlines (GeoJSON), no picture: open the picture first, and import them as regions of interest "
    "(--roi FILE)."
)
_LABELS = N_("it holds labels, no picture: open the picture first, and drop the file on it (--labels FILE).")
_DOCUMENT = N_("it is a Floe document, no picture: open it in the window, by a name that ends in .floe.")
_PROJECT = N_(
    "it is a Floe project, no picture: open it in the window, by a name that ends in .floe, or measure it "
    "with floe series."
)
_COLLECTION = N_(
    "it is a Floe collection, no picture: open it in the window, by a name that ends in .sqlite."
)
_NETWORK = N_(
    "it holds the weights of a network (safetensors), no picture: name it as the file of a feature that "
    "takes one."
)
# By how they begin: the first member of a zip, and whose database it is (core.collection.database).
_MEMBERS = {b"document.json": _DOCUMENT, b"project.json": _PROJECT}
_ZIP, _MEMBER_AT = b"PK\x03\x04", 30
_DATABASE, _WHOSE, _WHOSE_AT = b"SQLite format 3\x00", b"flcl", 68
# Bytes of the length that a file of safetensors begins with, and what follows.
_LENGTH, _HEADER = 8, b'{"'
# No system has longer names.
_LONGEST = 255


def own_file(data: bytes) -> str:
    """What is said of a file that is no picture, if it is one that Floe writes or takes; "" of all else."""
    if data.startswith(_ZIP):
        return next((_(said) for name, said in _MEMBERS.items() if data.startswith(name, _MEMBER_AT)), "")
    if data.startswith(_DATABASE):
        return _(_COLLECTION) if data.startswith(_WHOSE, _WHOSE_AT) else ""
    if data.startswith(_HEADER, _LENGTH) and int.from_bytes(data[:_LENGTH], "little") < len(data):
        return _(_NETWORK)
    return _of_json(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ""


def _of_json(data: bytes) -> str:
    try:
        values = parsed(data)
    except ValueError:
        return ""
    if not isinstance(values, dict):
        return ""
    form = values.get("format")
    if form == "floe run record":
        picture = _picture(values)
        return _(_RUN).format(picture=picture) if picture else _(_RUN_OF_NO_FILE)
    if isinstance(form, str) and form in _BY_FORMAT:
        return _(_BY_FORMAT[form])
    if values.get("type") in ("FeatureCollection", "Feature"):
        return _(_OUTLINES)
    return _(_LABELS) if {"images", "annotations"} <= values.keys() or "shapes" in values else ""


def _picture(record: dict[str, Any]) -> str:
    """The name of its picture; "" where it came from no file, and for what can be no name."""
    image = record.get("image")
    path = image.get("path") if isinstance(image, dict) else None
    name = PurePosixPath(path.replace("\\", "/")).name if isinstance(path, str) else ""
    return name if len(name) <= _LONGEST and name.isprintable() else ""
