"""Opening documents whose picture is not where they say."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_file import content_of, write_document
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.scenes.polygon_scenes import blocks
from workers.document_files import PictureWanted, open_document


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "/dev/null", "nowhere/" * 9])
def test_a_picture_that_can_be_nowhere_is_asked_for(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.floe"
    write_document(path, content_of(Document(blocks().image, Parameters())))
    with zipfile.ZipFile(path) as archive:
        values = json.loads(archive.read("document.json"))
    values["image"] |= {"path": name, "relative": name}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("document.json", json.dumps(values))
    with ReadingProcess(read) as process:
        found = open_document(path, process, never_cancelled)
    assert isinstance(found, PictureWanted)
    assert found.changed is None
