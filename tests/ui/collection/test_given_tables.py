"""What is given beside the pictures: a table with columns, labels among them, and vectors in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QToolButton

from tests.ui.collection.conftest import LONG_MS, Driving


@pytest.fixture
def table(folder: Path) -> Path:
    """With a label, a number and a date for each picture."""
    pictures = sorted(folder.rglob("*.png"))
    lines = [
        f"{path.relative_to(folder)},{path.parent.name},{number},2024-05-{number + 1:02}"
        for number, path in enumerate(pictures)
    ]
    table = folder / "pictures.csv"
    table.write_text("\n".join(["path,kind,depth,taken", *lines]), encoding="utf-8")
    return table


def colour_names(collection: Driving) -> list[str]:
    colours = collection.parts.map.colours
    return [colours.itemText(place) for place in range(colours.count())]


def choose_colours(collection: Driving, words: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    """What the key of the map says then, and whether it is graded."""
    colours = collection.parts.map.colours
    place = colours.findText(words)
    colours.setCurrentIndex(place)
    colours.activated.emit(place)
    return collection.parts.map.view._key


def test_columns_of_a_table_colour_the_map_and_say_what_is_known(collection: Driving, table: Path) -> None:
    collection.open([table])
    assert colour_names(collection)[-3:] == ["kind", "depth", "taken"]
    key, graded = choose_colours(collection, "kind")
    assert not graded
    assert [text for _colour, text in key] == ["red", "green", "blue"]
    key, graded = choose_colours(collection, "depth")
    assert graded
    assert [text for _colour, text in key] == ["0", "8"]
    key, graded = choose_colours(collection, "taken")
    assert graded
    assert [text for _colour, text in key] == ["2024-05-01", "2024-05-09"]
    truth = collection.parts.sort.truth
    truth.setCurrentIndex(truth.findData("kind"))
    collection.do("collection_sort")
    assert collection.workspace.collection.work.run.scores["ari"] == 1.0
    assert "What is on them" in colour_names(collection)


def test_dates_in_names_colour_the_map(collection: Driving, folder: Path) -> None:
    for number, path in enumerate(sorted(folder.rglob("*.png"))):
        path.rename(path.with_name(f"{path.stem}_2021-07-{number + 1:02}.png"))
    collection.open([folder])
    key, graded = choose_colours(collection, "Dates")
    assert graded
    assert [text for _colour, text in key] == ["2021-07-01", "2021-07-09"]


def test_vectors_of_a_file_are_clustered(
    collection: Driving, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In the order of the list: the folders blue, green, red. Two groups that the colours do not have.
    np.save(tmp_path / "vectors.npy", np.array([[0.0, 1], [0, 1.1], *[[5, 5 + i / 9] for i in range(7)]]))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "vectors.npy"), ""))
    collection.choose_embedding("file")
    assert "has no file yet" in collection.parts.sort.hindrance()
    collection.parts.sort.findChild(QToolButton, "file_embedding_file").click()
    collection.qtbot.waitUntil(lambda: not collection.parts.sort.hindrance(), timeout=LONG_MS)
    collection.open([folder], k=2)
    assert [size for _name, size in collection.lines()] == ["7", "2"]
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    collection.do("save_document")
    collection.do("close")
    collection.workspace.open_paths([out])
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.run is not None, timeout=LONG_MS)
    collection.wait()
    assert [size for _name, size in collection.lines()] == ["7", "2"]
