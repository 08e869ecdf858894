"""A cancel in the middle of writing leaves no part of a file, and what stood there before."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from core.base.errors import Cancelled
from tests.core.export.shaped import format_of, shaped

PIECEWISE = [
    *("labels", "segmented", "classes", "overlay", "webp", "report_html", "report_pdf"),
    *("regions", "regions_xlsx", "regions_json", "regions_parquet"),
    *("geojson", "gpkg", "shapefile", "rois", "coco", "yolo"),
]


@pytest.mark.parametrize("key", PIECEWISE)
def test_a_cancel_at_any_look_leaves_what_was_there(key: str, tmp_path: Path) -> None:
    result, each = shaped(), format_of(key)
    result.found_regions()
    path = each.files(tmp_path, "scene")[0]
    path.write_bytes(b"before")
    for looks in count():
        left = iter([False] * looks)
        try:
            each.write(path, result, lambda left=left: next(left, True))
        except Cancelled:
            assert [found.name for found in tmp_path.iterdir()] == [path.name]
            assert path.read_bytes() == b"before"
        else:
            break
    assert looks > 1, "it was asked more than once"
    assert path.read_bytes() != b"before"
