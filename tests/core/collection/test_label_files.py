"""The clusters as labels for other programs: of pictures that these could take for others."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.base.errors import ParameterError
from core.collection.collection import Row
from core.collection.label_files import coco_bytes, fiftyone_bytes


def found_of(root: Path, *pictures: Path) -> Any:
    """What the labels are made of, all in cluster 1."""
    rows = tuple(Row(path, "", 3, 2) for path in pictures)
    clusters = dict.fromkeys(range(len(rows)), 1)
    return SimpleNamespace(rows=rows, root=root, cluster_of=clusters, name=lambda _cluster: "")


def test_pictures_that_differ_in_their_ending_alone_have_no_labels_for_fiftyone(tmp_path: Path) -> None:
    found = found_of(tmp_path, tmp_path / "a.png", tmp_path / "b.png", tmp_path / "a.jpg")
    with pytest.raises(ParameterError, match=r"FiftyOne takes .*a\.png and .*a\.jpg for one picture"):
        fiftyone_bytes(found)
    images = json.loads(coco_bytes(found))["images"]
    assert [each["file_name"] for each in images] == ["a.png", "b.png", "a.jpg"]


def test_a_picture_on_another_disk_has_its_whole_path(tmp_path: Path) -> None:
    found = found_of(tmp_path / "one", tmp_path / "one/a.png", tmp_path / "two/b.png")
    images = json.loads(coco_bytes(found))["images"]
    assert [each["file_name"] for each in images] == ["a.png", (tmp_path / "two/b.png").as_posix()]
