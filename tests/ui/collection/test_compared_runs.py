"""Two runs side by side, and the curve that the ε of DBSCAN is taken from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.ui.collection.conftest import LONG_MS, Driving
from ui.collection.compare_dialog import CompareDialog


def cells(dialog: CompareDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_what_went_where_is_a_table_and_a_cell_chooses(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    collection.parts.clusters.item(1, 0).setText("meadow")
    assert not collection.window.services.actions["collection_compare"].isEnabled()
    collection.parts.sort.k.setValue(2)
    collection.do("collection_sort")
    collection.do("collection_compare")
    dialog = collection.window.findChild(CompareDialog, "collection_compare_dialog")
    collection.wait()
    assert [dialog.other.itemText(i) for i in range(dialog.other.count())] == ["1. k-means, 3 clusters"]
    assert dialog.table.verticalHeaderItem(1).text() == "meadow"
    rows = cells(dialog)
    # Each cluster of three went into one of two; the two largest of those are what these have become.
    assert sorted(text for row in rows for text in row) == ["", "", "", "2", "3", "4"]
    assert "agreement (ARI)" in dialog.said.text()
    row = next(i for i, each in enumerate(rows) if "3" in each)
    dialog.table.cellClicked.emit(row, rows[row].index("3"))
    run = collection.workspace.collection.work.run
    assert sorted(run.rows[i].path.parent.name for i in collection.selected()) == ["green"] * 3
    dialog.moved.click()
    moved = len(collection.selected())
    assert dialog.said.text().startswith(f"{moved} of 9 pictures")
    collection.do("undo")
    assert len(collection.selected()) == 3
    # With the run of before in front, it is the other that is compared with.
    collection.workspace.sorting.show_run(next(iter(collection.workspace.collection.runs)))
    collection.wait()
    assert [dialog.other.itemText(i) for i in range(dialog.other.count())] == ["2. k-means, 2 clusters"]
    headers = {dialog.table.horizontalHeaderItem(i).text() for i in range(dialog.table.columnCount())}
    assert headers == {"cluster 1", "meadow", "cluster 3"}
    collection.parts.clusters.item(1, 0).setText("field")
    collection.wait()
    headers = {dialog.table.horizontalHeaderItem(i).text() for i in range(dialog.table.columnCount())}
    assert headers == {"cluster 1", "field", "cluster 3"}
    collection.window.services.actions["close"].trigger()


def test_the_curve_of_distances_stands_beside_the_options_of_dbscan(
    collection: Driving, folder: Path
) -> None:
    collection.open([folder])
    sort = collection.parts.sort
    assert not sort.curve.isVisible()
    sort.method.setCurrentIndex(sort.method.findData("dbscan"))
    sort.set_method_value("min-samples", 2)
    collection.wait()
    assert sort.curve.isVisible()
    proposed = sort.curve._eps
    assert proposed > 0
    assert sort.choice().method_options == {"min-samples": 2}
    collection.do("collection_sort")
    assert collection.workspace.collection.work.run.clustered.parameters["options"]["eps"] == proposed
    collection.qtbot.mouseClick(sort.curve, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    chosen = sort.choice().method_options["eps"]
    assert chosen == pytest.approx(sort.curve.value_at(30), rel=1e-3)
    collection.qtbot.waitUntil(lambda: sort.curve._eps == chosen, timeout=LONG_MS)
    # Vectors that are not there have no curve.
    collection.choose_embedding("pixels")
    assert not sort.curve.isVisible()
