"""A collection in the window, as a person does it: drop, look, choose, name, save, take apart."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QSpinBox

from core.base.parallel import raise_if_cancelled
from core.scenes.kinds import four_kinds
from main import main
from tests.e2e.driving import drop
from tests.ui.collection.conftest import LONG_MS, Driving
from ui.collection.back_dialog import BackDialog
from ui.collection.folders_dialog import FoldersDialog
from ui.collection.map_geometry import middles
from ui.collection.name_dialog import NameDialog
from ui.series.series_workspace import SeriesWorkspace

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def draw_around(collection: Driving, points: list[int]) -> None:
    """A lasso around some points of the map, wide enough to hold them and no other."""
    view = collection.parts.map.view
    places = [view.place_of(point) for point in points]
    left, right = min(p.x() for p in places) - 7, max(p.x() for p in places) + 7
    top, bottom = min(p.y() for p in places) - 7, max(p.y() for p in places) + 7
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    collection.window.services.actions["collection_lasso"].trigger()
    bot, at = collection.qtbot, [QPointF(*corner).toPoint() for corner in corners]
    bot.mousePress(view, LEFT, pos=at[0])
    for each in at[1:]:
        bot.mouseMove(view, pos=each)
    bot.mouseRelease(view, LEFT, pos=at[-1])
    collection.window.services.actions["collection_hand"].trigger()


def points_of(collection: Driving, cluster: int) -> list[int]:
    labels = collection.workspace.collection.work.run.clustered.labels
    return [i for i, label in enumerate(labels.tolist()) if label == cluster]


def test_a_folder_that_is_dropped_is_sorted_at_once(collection: Driving, folder: Path) -> None:
    assert collection.parts.stack.currentIndex() == 0
    collection.parts.sort.k.setValue(3)
    assert drop(collection.window, [folder])
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.is_sorted, timeout=LONG_MS)
    collection.wait()
    assert collection.parts.stack.currentIndex() == 1
    assert collection.lines() == [("cluster 1", "4"), ("cluster 2", "3"), ("cluster 3", "2")]
    assert collection.parts.map.view.number == 9
    assert collection.parts.map.which.currentData() == "tsne"
    assert collection.parts.map.said.text().startswith("9 pictures by k-means, 3 clusters: silhouette")
    # The gallery shows all, cluster by cluster.
    assert [name[:3] for name in collection.shown()] == ["red"] * 4 + ["gre"] * 3 + ["blu"] * 2


def test_clusters_are_seen_while_they_form(collection: Driving, folder: Path) -> None:
    seen: list[tuple[int, int, bool]] = []
    sorting, view = collection.workspace.sorting, collection.parts.map.view
    sorting.formed.connect(
        lambda forming: seen.append(
            (forming.restart, len(forming.labels), sorting.running and view.number == 9)
        )
    )
    collection.open([folder])
    assert seen[0] == (1, 9, True)
    assert collection.workspace.map.painting.labels is None


def test_the_sentence_that_a_map_is_distorted_stays_in_sight(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    sentence = collection.window.findChild(QLabel, "collection_distortion")
    assert sentence.isVisible()
    assert sentence.text().startswith("Distances on a map are distorted")
    assert "not by places on the map" in sentence.text()


def test_there_is_a_map_before_there_are_clusters(collection: Driving, folder: Path) -> None:
    seen: list[tuple[int, str]] = []
    view = collection.parts.map.view
    collection.workspace.sorting.looked.connect(
        lambda first: seen.append((view.number, first.placed.parameters["map"]))
    )
    collection.open([folder])
    assert seen == [(9, "pca")]


def test_a_cluster_that_is_chosen_is_shown_and_named_and_undone(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    collection.choose_line(1)
    assert [name[:5] for name in collection.shown()] == ["green"] * 3
    table = collection.parts.clusters
    table.item(1, 0).setText(" meadow ")
    assert collection.lines()[1] == ("meadow", "3")
    assert collection.parts.gallery.title.accessibleName() == "Pictures"
    collection.do("undo")
    assert collection.lines()[1] == ("cluster 2", "3")
    collection.do("redo")
    assert collection.lines()[1] == ("meadow", "3")
    table.item(1, 0).setText("")
    assert collection.lines()[1] == ("cluster 2", "3")


def test_the_files_are_those_of_the_command_line(collection: Driving, folder: Path, tmp_path: Path) -> None:
    collection.open([folder])
    collection.parts.clusters.item(1, 0).setText("meadow")
    of_window, of_line = tmp_path / "window", tmp_path / "line"
    collection.export(of_window, "coco", "map-svg", "map-png")
    options = ["--embedding", "histogram", "-k", "3", "--map", "tsne", "--subfolders", "--name", "2=meadow"]
    exports = ["--export", "coco,map-svg,map-png"]
    assert main(["cluster", str(folder), "-o", str(of_line), *options, *exports]) == 0
    for name in ("clusters.csv", "run.json", "clusters_coco.json", "map.svg", "map.png"):
        assert (of_window / name).read_bytes() == (of_line / name).read_bytes(), name
    assert not collection.workspace.document.is_unsaved


def test_what_is_drawn_around_becomes_a_cluster_with_a_name(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    red = points_of(collection, 1)
    draw_around(collection, red[:2])
    rows = collection.selected()
    assert len(rows) >= 2
    collection.workspace._select(collection.workspace.collection.work.run.places[red[:2]])
    collection.do("collection_name")
    dialog = collection.window.findChild(NameDialog, "collection_name_dialog")
    assert not dialog.make.isEnabled()
    dialog.name.setText("odd ones")
    dialog.make.click()
    collection.wait()
    assert ("odd ones", "2") in collection.lines()
    assert sorted(size for _name, size in collection.lines()) == ["2", "2", "2", "3"]
    found = collection.workspace.collection.work.found
    assert "2 pictures were put into other clusters by hand." in found.notes
    assert collection.workspace.document.is_unsaved
    collection.do("undo")
    assert [size for _name, size in collection.lines()] == ["4", "3", "2"]


def test_a_rectangle_chooses_and_shift_adds_and_escape_lets_go(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    view, bot = collection.parts.map.view, collection.qtbot
    collection.window.services.actions["collection_rectangle"].trigger()
    bot.mousePress(view, LEFT, pos=QPointF(1, 1).toPoint())
    bot.mouseMove(view, pos=QPointF(view.width() - 2, view.height() - 2).toPoint())
    bot.mouseRelease(view, LEFT, pos=QPointF(view.width() - 2, view.height() - 2).toPoint())
    assert collection.selected() == list(range(9))
    collection.window.escape()
    assert view.tool == "hand"
    collection.window.escape()
    assert collection.selected() == []
    collection.do("undo")
    assert collection.selected() == list(range(9))


def test_a_click_marks_and_ctrl_adds_and_takes_away(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    view, bot, run = collection.parts.map.view, collection.qtbot, collection.workspace.collection.work.run
    view.set_with_pictures(False)
    # Those that lie farthest from the others, so that each is what is clicked.
    first, last = points_of(collection, 3)[0], points_of(collection, 2)[0]
    bot.mouseClick(view, LEFT, pos=view.place_of(first).toPoint())
    marked = collection.parts.gallery.view.chosen_rows().tolist()
    assert [run.cluster_of[row] for row in marked] == [3]
    assert collection.selected() == []
    bot.mouseClick(view, LEFT, CTRL, pos=view.place_of(last).toPoint())
    assert [run.cluster_of[row] for row in collection.selected()] == [2]
    bot.mouseClick(view, LEFT, CTRL, pos=view.place_of(last).toPoint())
    assert collection.selected() == []


def test_the_map_is_walked_by_keys(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    view, bot = collection.parts.map.view, collection.qtbot
    view.setFocus()
    bot.keyClick(view, Qt.Key.Key_Right)
    first = view.current
    assert first >= 0
    run = collection.workspace.collection.work.run
    assert collection.parts.gallery.view.chosen_rows().tolist() == [int(run.places[first])]
    bot.keyClick(view, Qt.Key.Key_Space)
    assert collection.selected() == [int(run.places[first])]
    bot.keyClick(view, Qt.Key.Key_Space)
    assert collection.selected() == []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        bot.keyClick(view, key)
    bot.keyClick(view, Qt.Key.Key_Plus)
    bot.keyClick(view, Qt.Key.Key_Right, CTRL)
    bot.keyClick(view, Qt.Key.Key_Home)


def test_neighbours_of_a_picture_and_back(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    gallery = collection.parts.gallery
    row = points_of(collection, 2)[0]
    gallery.view.go_to(row)
    collection.workspace.refresh()
    collection.do("collection_neighbours")
    shown = gallery.view.tiles.rows.tolist()
    run = collection.workspace.collection.work.run
    assert shown[0] == row
    assert [run.cluster_of[each] for each in shown[1:3]] == [2, 2]
    assert len(shown) == 9
    assert gallery.back.isVisible()
    gallery.back.click()
    assert not gallery.back.isVisible()
    assert gallery.view.chosen_rows().tolist() == [row]


def test_the_doubtful_come_first_or_the_list_is_followed(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    collection.choose_line(0)
    typical, order = collection.shown(), collection.parts.gallery.order
    order.setCurrentIndex(1)
    order.activated.emit(1)
    assert collection.shown() == typical[::-1]
    order.setCurrentIndex(2)
    order.activated.emit(2)
    assert collection.shown() == ["red1.png", "red2.png", "red3.png", "red4.png"]


def test_a_picture_that_cannot_be_read_and_one_that_is_there_twice_have_rows(
    collection: Driving, folder: Path
) -> None:
    (folder / "red/broken.png").write_bytes(b"no picture")
    (folder / "red/red9.png").write_bytes((folder / "red/red1.png").read_bytes())
    collection.open([folder])
    assert collection.lines()[3:] == [("could not be read", "1"), ("there more than once", "2")]
    collection.choose_line(3)
    assert collection.shown() == ["broken.png"]
    tip = collection.parts.gallery.view.tiles.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "no picture that Floe reads" in tip
    collection.choose_line(4)
    assert sorted(collection.shown()) == ["red1.png", "red9.png"]


def test_pictures_go_into_folders_after_a_plan_and_come_back(
    collection: Driving, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a server, as two slashes are to Floe: the journal is this window's own."""
    collection.open([Path(f"/{folder}")])
    collection.parts.clusters.item(0, 0).setText("scarlet")
    target = tmp_path / "sorted"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    collection.do("collection_folders")
    dialog = collection.window.findChild(FoldersDialog, "collection_folders_dialog")
    dialog.choose.click()
    dialog.how.setCurrentIndex(1)
    collection.qtbot.waitUntil(dialog.do.isEnabled)
    plan = [
        (dialog.table.item(row, 0).text(), dialog.table.item(row, 1).text())
        for row in range(dialog.table.rowCount())
    ]
    assert sorted(plan) == [("cluster 2", "3"), ("cluster 3", "2"), ("scarlet", "4")]
    assert "Nothing is overwritten." in dialog.said.text()
    assert not list(target.iterdir())
    dialog.do.click()
    collection.wait()
    assert len(list((target / "scarlet").iterdir())) == 4
    assert not list(folder.rglob("*.png"))
    collection.do("collection_folders_back")
    back = collection.window.findChild(BackDialog, "collection_back_dialog")
    plan = [
        (back.table.item(row, 0).text(), back.table.item(row, 1).text())
        for row in range(back.table.rowCount())
    ]
    assert sorted(plan) == [("cluster 2", "3"), ("cluster 3", "2"), ("scarlet", "4")]
    assert back.said.text().startswith("9 pictures go back to where they were.")
    assert not list(folder.rglob("*.png"))
    back.do.click()
    collection.wait()
    assert len(list(folder.rglob("*.png"))) == 9
    assert not list(target.iterdir())


def test_a_cluster_becomes_a_series(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    collection.choose_line(1)
    collection.do("collection_to_series")
    collection.window.make_all()
    series = collection.window.workspaces[1]
    assert isinstance(series, SeriesWorkspace)
    collection.qtbot.waitUntil(lambda: len(series.series.project.pictures) == 3, timeout=LONG_MS)
    assert collection.window.workspace is series
    collection.qtbot.waitUntil(lambda: not series.pictures.is_busy, timeout=LONG_MS)


def test_a_series_becomes_a_collection(collection: Driving, folder: Path) -> None:
    collection.window.make_all()
    series = collection.window.workspaces[1]
    assert isinstance(series, SeriesWorkspace)
    collection.window.services.actions["workspace_series"].trigger()
    series.open_paths([folder / "red", folder / "blue"])
    collection.qtbot.waitUntil(lambda: len(series.series.project.pictures) == 6, timeout=LONG_MS)
    collection.qtbot.waitUntil(lambda: not series.pictures.is_busy, timeout=LONG_MS)
    collection.parts.sort.k.setValue(2)
    collection.do("series_to_collection")
    assert collection.window.workspace is collection.workspace
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.is_sorted, timeout=LONG_MS)
    collection.wait()
    assert collection.lines() == [("cluster 1", "4"), ("cluster 2", "2")]


def test_a_picture_is_opened_in_segment(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    gallery = collection.parts.gallery.view
    gallery.go_to(0)
    gallery.setFocus()
    collection.qtbot.keyClick(gallery, Qt.Key.Key_Return)
    services = collection.window.services
    collection.qtbot.waitUntil(lambda: services.session.document is not None, timeout=LONG_MS)
    assert collection.window.workspace is collection.window.workspaces[0]
    assert len(services.files.listed.paths) == 9


def test_some_are_left_out_and_it_is_sorted_again(collection: Driving, folder: Path) -> None:
    collection.open([folder], k=2)
    last = len(collection.lines()) - 1
    collection.choose_line(last)
    number = len(collection.shown())
    collection.do("collection_remove")
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.is_sorted, timeout=LONG_MS)
    collection.wait()
    assert len(collection.workspace.collection.work.pictures) == 9 - number


def test_bad_input_is_one_sentence_each(collection: Driving, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    collection.workspace.open_paths([tmp_path / "none"])
    assert "none" in collection.complaint()
    collection.workspace.open_paths([folder / "red/red1.png"])
    assert "one picture alone" in collection.complaint()
    assert collection.parts.stack.currentIndex() == 1
    assert not collection.parts.sort.sort.isEnabled()


def test_k_above_the_number_is_refused_before_any_work(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    sort = collection.parts.sort
    sort.k.setValue(10)
    assert "there are 9 pictures" in sort.note.text()
    assert not sort.sort.isEnabled()
    sort.k.setValue(2)
    assert sort.sort.isEnabled()
    sort.sort.click()
    collection.wait()
    assert len(collection.lines()) == 2
    runs = sort.runs
    assert [runs.itemText(i) for i in range(runs.count())] == [
        "1. k-means, 3 clusters",
        "2. k-means, 2 clusters",
    ]
    runs.activated.emit(0)
    assert len(collection.lines()) == 3
    collection.do("undo")
    assert len(collection.lines()) == 2


def test_every_method_and_embedding_has_its_options_in_the_form(collection: Driving) -> None:
    sort = collection.parts.sort
    combo = sort.method
    for place in range(combo.count()):
        combo.setCurrentIndex(place)
        choice = sort.choice()
        assert choice.method == combo.itemData(place)
    combo.setCurrentIndex(combo.findData("dbscan"))
    assert not sort.k.isVisible()
    sort.window().findChild(QSpinBox, "min-samples_method_dbscan").setValue(3)
    assert sort.choice().method_options == {"min-samples": 3}
    assert sort.choice().k == 0
    collection.choose_embedding("pixels")
    assert sort.choice().embedding_options == {}
    sort.window().findChild(QSpinBox, "size_embedding_pixels").setValue(8)
    assert sort.choice().embedding_options == {"size": 8}


def test_what_is_stopped_leaves_what_there_was(
    collection: Driving, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.open([folder])
    before = collection.workspace.collection.work.run

    def waiting(*arguments: object) -> None:
        cancelled = arguments[-1]
        while True:
            raise_if_cancelled(cancelled)

    monkeypatch.setattr("workers.sorting_pictures.sort_pictures", waiting)
    collection.parts.sort.sort.click()
    assert collection.workspace.sorting.running
    assert not collection.parts.sort.sort.isEnabled()
    collection.window.escape()
    assert not collection.workspace.sorting.running
    assert collection.workspace.collection.work.run is before
    assert collection.parts.sort.sort.isEnabled()


def test_the_sample_is_sorted_with_one_button(collection: Driving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.sample_collection.four_kinds", lambda: islice(four_kinds(), 8))
    collection.parts.sort.k.setValue(4)
    collection.parts.hint.sample_requested.emit()
    collection.qtbot.waitUntil(lambda: collection.workspace.collection.work.is_sorted, timeout=LONG_MS)
    collection.wait()
    assert sum(int(size) for _name, size in collection.lines()) == 8
    assert len(collection.lines()) == 4


def test_colours_say_what_is_asked(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    colours = collection.parts.map.colours
    assert [colours.itemData(i) for i in range(colours.count())] == ["cluster", "typicality", "folder"]
    colours.setCurrentIndex(2)
    colours.activated.emit(2)
    assert [text for _colour, text in collection.parts.map.view._key[0]] == ["red", "green", "blue"]
    which = collection.parts.map.which
    which.activated.emit(which.findData("pca"))
    collection.wait()
    assert collection.workspace.map.placed.parameters["map"] == "pca"


def test_names_are_asked_about_before_the_collection_is_closed(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    collection.parts.clusters.item(0, 0).setText("scarlet")
    collection.window.services.actions["close"].trigger()
    box = collection.window.findChild(QMessageBox, "unsaved")
    next(each for each in box.buttons() if each.objectName() == "drop").click()
    assert collection.parts.stack.currentIndex() == 0
    assert collection.workspace.collection.work.pictures == ()


def test_labels_in_folders_are_compared_with(collection: Driving, folder: Path, tmp_path: Path) -> None:
    truth = collection.parts.sort.truth
    truth.setCurrentIndex(truth.findData("folders"))
    collection.open([folder])
    assert collection.workspace.collection.work.run.scores["ari"] == 1.0
    collection.export(tmp_path / "out")
    with (tmp_path / "out/clusters.csv").open(newline="", encoding="utf-8") as file:
        assert {row["truth"] for row in csv.DictReader(file)} == {"red", "green", "blue"}


def test_kmeans_is_watched_on_the_map(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    run, panel = collection.workspace.collection.work.run, collection.parts.map
    assert not panel.timeline.isVisible()
    collection.do("collection_watch")
    timeline = panel.timeline
    collection.qtbot.waitUntil(timeline.isVisible)
    timeline.pause()
    assert timeline.last == run.clustered.outcome["iterations"]
    watched = collection.workspace.watching._watched
    assert (watched.labels[-1] == run.clustered.labels).all()
    assert watched.inertia[-1] == run.clustered.outcome["inertia"]
    timeline.go_last()
    numbers, xy = middles(panel.view._points.xy, panel.view._groups)
    assert numbers.tolist() == [1, 2, 3]
    red = panel.view._points.xy[points_of(collection, 1)].mean(axis=0)
    assert xy[0] == pytest.approx(red)
    # Another run, even by hand, is not that which is watched.
    collection.window.escape()
    assert not timeline.isVisible()
    assert not len(panel.view._groups)
    collection.do("collection_watch")
    assert timeline.isVisible()
    collection.parts.sort.k.setValue(2)
    collection.do("collection_sort")
    assert not timeline.isVisible()


def test_what_takes_longer_says_so_and_can_be_dropped(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    workspace, services = collection.workspace, collection.window.services
    workspace.gallery.go_to(0)
    services.actions["collection_neighbours"].trigger()
    assert services.status.occupation == "Looking for what is most alike…"
    services.status.cancel_all()
    assert workspace.gallery.neighbours is None
    draw_around(collection, points_of(collection, 1)[:2])
    runs = len(workspace.collection.runs)
    workspace.names._make("odd")
    assert services.status.occupation == "Making the cluster…"
    services.status.cancel_all()
    assert services.status.occupation == ""
    collection.wait()
    assert len(workspace.collection.runs) == runs


def test_clusters_without_a_name_are_read_in_another_theme_too(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    table = collection.parts.clusters
    palette = table.palette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor("#abcdef"))
    table.setPalette(palette)
    assert table.item(0, 0).foreground().color().name() == "#abcdef"
    assert collection.lines()[0] == ("cluster 1", "4")
