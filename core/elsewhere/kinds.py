"""What a JSON file that was dropped on a picture holds: labels, outlines, or something else."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from core.base.errors import ReadError
from core.base.json_text import parsed
from core.elsewhere.coco import is_coco
from core.elsewhere.label_files import content_of
from core.elsewhere.labelme import is_labelme

Kind = Literal["labels", "regions", ""]
_GEOJSON = ("FeatureCollection", "Feature", "Polygon", "MultiPolygon", "GeometryCollection")


def kind_of(path: Path) -> Kind:
    """ "labels" of COCO or labelme, "regions" of GeoJSON with outlines, "" of all else, pictures too."""
    try:
        with path.open("rb") as file:
            if not file.read(64).lstrip(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
                return ""
        values = parsed(content_of(path))
    except (OSError, ReadError, ValueError):
        return ""
    if is_coco(values) or is_labelme(values):
        return "labels"
    return "regions" if isinstance(values, dict) and values.get("type") in _GEOJSON else ""
