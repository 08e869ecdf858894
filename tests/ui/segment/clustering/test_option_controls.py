"""A control for every kind of option, in the dialog of the features."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
)

from core.cluster.features.chosen_file import choose_file
from core.cluster.features.chosen_pictures import choose_pictures
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.image.image import Image
from tests.core.cluster.features.made_up import add_made_up, table_file
from tests.e2e.pictures import save
from tests.ui.window_driving import find
from ui.segment.clustering.features_dialog import FeaturesDialog


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    return add_made_up(monkeypatch)


@pytest.fixture
def choose(monkeypatch):
    """What the user chooses in the file dialog next."""
    answers = []
    monkeypatch.setattr("ui.widgets.file_controls.ask_open_path", lambda *_args: answers.pop(0))
    return answers


def dialog_for(qtbot, *features):
    image = Image(np.zeros((6, 8, 3), np.uint8))
    dialog = FeaturesDialog(Parameters(features=features), image)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def hint(dialog):
    return find(dialog, QLabel, "hint_made-up").text()


def test_what_is_shown_is_what_comes_back(qtbot, tmp_path):
    file = choose_file(str(table_file(tmp_path)))
    options = (("file", file), ("gain", 1 / 3), ("kind", "a,b"), ("steps", -2))
    feature = Feature("made-up", 0.5, options)
    dialog = dialog_for(qtbot, feature)
    assert dialog.features() == (feature,)
    find(dialog, QAbstractSpinBox, "gain_made-up").setValue(1.25)
    find(dialog, QComboBox, "kind_made-up").setCurrentIndex(0)
    find(dialog, QSpinBox, "steps_made-up").setValue(9)
    assert dict(dialog.features()[0].options) == {"file": file, "gain": 1.25, "kind": "plain", "steps": 9}
    assert find(dialog, QComboBox, "kind_made-up").itemText(1) == "With a comma"


def test_without_its_file_it_cannot_be_used(qtbot, tmp_path, choose):
    dialog = dialog_for(qtbot)
    use = find(dialog, QPushButton, "features_accept")
    button = find(dialog, QToolButton, "file_made-up")
    assert use.isEnabled()
    find(dialog, QCheckBox, "feature_made-up").click()
    assert not use.isEnabled()
    assert hint(dialog) == "Made up has no file yet: choose one."
    assert find(dialog, QLabel, "planes").text() == hint(dialog)
    choose.append(None)
    button.click()
    assert not use.isEnabled()
    path = table_file(tmp_path, "a,b.table")
    choose.append(path)
    button.click()
    assert hint(dialog) == "Reading a,b.table…"
    assert not use.isEnabled()
    qtbot.waitUntil(use.isEnabled)
    assert dialog.features()[0].files == (choose_file(str(path)),)
    assert hint(dialog) == "A table that is read from a file."
    choose.append(tmp_path / "nowhere.table")
    button.click()
    qtbot.waitUntil(lambda: hint(dialog).startswith("Cannot read"))
    assert not use.isEnabled()
    find(dialog, QCheckBox, "feature_made-up").click()
    assert use.isEnabled()


def test_a_dialog_that_is_closed_while_it_reads_leaves_nothing_running(qtbot, tmp_path, choose):
    dialog = dialog_for(qtbot)
    choose.append(table_file(tmp_path))
    find(dialog, QToolButton, "file_made-up").click()
    dialog.reject()


def test_every_control_says_what_it_is(qtbot):
    dialog = dialog_for(qtbot)
    for kind, name, tooltip in (
        (QToolButton, "file", "256 bytes, one for each brightness."),
        (QAbstractSpinBox, "gain", "Times the table."),
        (QComboBox, "kind", "Changes nothing."),
        (QSpinBox, "steps", "How long it takes."),
    ):
        widget = find(dialog, kind, f"{name}_made-up")
        assert widget.toolTip() == tooltip
        assert widget.accessibleName() == f"{name}, Made up"


def test_a_file_may_be_left_out_where_the_option_says_what_is_used_then(qtbot, tmp_path, choose):
    """As that of the feature network, whose other options are texts."""
    path = table_file(tmp_path)
    image = Image(np.zeros((6, 8, 3), np.uint8))
    feature = Feature("network", 1.0, (("file", choose_file(str(path))), ("layer", "conv3_3")))
    dialog = FeaturesDialog(Parameters(features=(feature,)), image)
    qtbot.addWidget(dialog)
    row = dialog.rows["network"]
    if not row.chosen.isEnabled():
        pytest.skip("the extra networks is not installed")
    assert row.feature() == feature
    row.options["file"].none.click()
    assert row.feature() == Feature("network", 1.0, (("layer", "conv3_3"),))
    layer = find(dialog, QLineEdit, "layer_network")
    layer.setText("a++b")
    assert row.hindrance().startswith("The layers are “a++b”")
    assert not find(dialog, QPushButton, "features_accept").isEnabled()
    layer.setText("")
    assert row.feature() == Feature("network")


@pytest.fixture
def pictures(monkeypatch, tmp_path):
    """A folder of two pictures, and what the user chooses in the dialogs next."""
    (tmp_path / "some").mkdir()
    for name in ("a.png", "b.png"):
        seed = ord(name[0])
        save(tmp_path / "some" / name, np.random.RandomState(seed).randint(0, 256, (9, 8, 3), np.uint8))
    answers = []
    for ask in ("ask_open_paths", "ask_folder"):
        target = f"ui.widgets.file_controls.{ask}"
        monkeypatch.setattr(target, lambda *_args: answers.pop(0))
    return tmp_path / "some", answers


def test_pictures_to_learn_from_are_chosen_as_files_or_as_a_folder(qtbot, monkeypatch, pictures):
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _module: object())
    folder, answers = pictures
    dialog = dialog_for(qtbot)
    row, use = dialog.rows["autoencoder"], find(dialog, QPushButton, "features_accept")
    control = row.options["pictures"]
    row.chosen.click()
    assert control.label.text() == "this picture"
    assert not control.none.isVisible()
    answers.append(folder)
    find(dialog, QToolButton, "pictures_autoencoder_folder").click()
    assert row.hint.text() == "Reading some…"
    assert not use.isEnabled()
    qtbot.waitUntil(use.isEnabled)
    assert control.label.text() == "2 pictures"
    assert control.label.toolTip() == f"{folder / 'a.png'}\n{folder / 'b.png'}"
    assert dict(row.feature().options)["pictures"] == choose_pictures([str(folder)])
    answers.append([folder / "b.png"])
    find(dialog, QToolButton, "pictures_autoencoder").click()
    qtbot.waitUntil(use.isEnabled)
    assert control.label.text() == "b.png"
    for answer, button in (([], control.button), (None, control.folder)):
        answers.append(answer)
        button.click()
        assert control.label.text() == "b.png"
    control.none.click()
    assert dict(row.feature().options)["pictures"] == ()
    assert not control.none.isVisible()
    answers.append(folder.parent)
    control.folder.click()
    qtbot.waitUntil(lambda: "without a picture" in row.hint.text())
    assert not use.isEnabled()


def test_what_pictures_were_chosen_is_shown_again(qtbot, monkeypatch, pictures):
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _module: object())
    chosen = choose_pictures([str(pictures[0])])
    feature = Feature("gan", 1.0, (("pictures", chosen),))
    dialog = dialog_for(qtbot, feature)
    assert dialog.features() == (feature,)
    assert dialog.rows["gan"].options["pictures"].label.text() == "2 pictures"


@pytest.mark.parametrize("name", ["autoencoder", "cnn", "network"])
def test_without_its_library_nothing_of_a_feature_can_be_set(qtbot, monkeypatch, name):
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _module: None)
    dialog = dialog_for(qtbot)
    row, ndvi = dialog.rows[name], dialog.rows["ndvi"]
    assert "pip install 'floe[" in row.hint.text()
    assert not any(widget.isEnabled() for widget in (row.chosen, row.weight))
    assert not any(control.widget.isEnabled() for control in row.options.values())
    # What only lacks a band can still be told which.
    assert not ndvi.chosen.isEnabled()
    assert all(control.widget.isEnabled() for control in ndvi.options.values())
