"""What features have learned, kept in a document file: no fit elsewhere, and nothing believed unseen."""

import json
import zipfile
from dataclasses import replace

import pytest

import core.document.document_models
from core.base.errors import ReadError
from core.cluster.features.feature import Feature, parse_feature
from core.cluster.features.models import Model
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import shortened
from core.document.document import Document
from core.document.document_file import content_of, document_of, read_document, write_document
from core.document.document_models import models_to_keep
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.scale.calibration import UNCALIBRATED
from core.scenes.polygon_scenes import blocks
from tests.core.cluster.features.made_up import add_made_up, table_file, taken_apart_here
from tests.core.cluster.features.made_up_epochs import add_epochs


@pytest.fixture
def fits(monkeypatch):
    return add_made_up(monkeypatch)


@pytest.fixture
def document(fits, tmp_path):
    feature = parse_feature(f"made-up,file={table_file(tmp_path)}")
    return Document(blocks().image, Parameters(k=3, features=(feature, Feature("position"))))


def result_of(document):
    return result_in(run(task_of(document)))


def saved(document, path, models):
    kept = models_to_keep(document, models)
    write_document(path, content_of(document, kept))
    return path


def opened(path):
    found = read_document(path)
    return document_of(found, blocks().image, UNCALIBRATED)


def members(path):
    with zipfile.ZipFile(path) as archive:
        return [name for name in archive.namelist() if name.startswith("models/")]


def test_a_document_opened_elsewhere_needs_no_fit(document, fits, tmp_path):
    result = result_of(document)
    path = saved(document, tmp_path / "a.floe", result.segmentation.models)
    (tmp_path / "t.table").unlink()
    there = opened(path)
    again = result_of(there)
    assert fits.number == 1
    assert again.labels.tobytes() == result.labels.tobytes()
    # Saved again from the file alone, before anything has run, it is the same file.
    assert saved(there, tmp_path / "b.floe", ()).read_bytes() == path.read_bytes()
    assert saved(there, tmp_path / "c.floe", again.segmentation.models).read_bytes() == path.read_bytes()


def test_nothing_of_a_model_is_looked_at_in_this_process(document, fits, tmp_path, monkeypatch):
    """Neither the zip nor what is in it; what a fit is given was put together here."""
    result = result_of(document)
    path = saved(document, tmp_path / "a.floe", result.segmentation.models)
    there = opened(path)

    def not_here(*_arguments):
        pytest.fail("a stranger's bytes were taken apart in this process")

    monkeypatch.setattr("core.document.document_models.opened_zip", not_here)
    taken_apart_here.clear()
    assert result_of(there).labels.tobytes() == result.labels.tobytes()
    assert (fits.number, taken_apart_here) == (1, [])
    (kept,) = models_to_keep(there, ())
    assert kept.content == result.segmentation.models[0].content


def test_the_same_document_is_the_same_bytes(document, tmp_path):
    models = result_of(document).segmentation.models
    one, other = (saved(document, tmp_path / name, models).read_bytes() for name in ("a.floe", "b.floe"))
    assert one == other


def test_a_model_goes_with_its_feature(document, tmp_path):
    models = result_of(document).segmentation.models
    path = saved(document, tmp_path / "a.floe", models)
    assert members(path) == [f"models/{models[0].key}"]
    without = replace(opened(path), parameters=Parameters(k=3, features=(Feature("position"),)))
    assert models_to_keep(without, models) == ()
    assert members(saved(without, tmp_path / "b.floe", models)) == []
    assert "models" not in json.loads(zipfile.ZipFile(tmp_path / "b.floe").read("document.json"))
    lighter = replace(document.parameters.features[0], weight=0.1)
    kept = replace(document, parameters=replace(document.parameters, features=(lighter,)))
    assert models_to_keep(kept, models) == models


def test_of_two_models_of_a_feature_the_newer_stays(document, tmp_path):
    (model,) = result_of(document).segmentation.models
    there = opened(saved(document, tmp_path / "a.floe", [model]))
    newer = replace(model, key="f" * 64, content=b"newer")
    assert models_to_keep(there, [newer]) == (newer,)


def test_what_is_too_large_is_left_out(document, tmp_path, monkeypatch):
    models = result_of(document).segmentation.models
    monkeypatch.setattr(core.document.document_models, "LARGEST_MODEL", len(models[0].content) - 1)
    assert members(saved(document, tmp_path / "a.floe", models)) == []


def changed(path, change):
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    values = json.loads(content["document.json"])
    change(values["models"][0], content)
    content["document.json"] = json.dumps(values).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def test_a_model_that_is_not_what_the_list_says_is_learned_again(document, fits, tmp_path):
    result = result_of(document)
    path = saved(document, tmp_path / "a.floe", result.segmentation.models)

    def damage(listed, content):
        content[f"models/{listed['key']}"] = bytes(257)

    changed(path, damage)
    assert result_of(opened(path)).labels.tobytes() == result.labels.tobytes()
    assert fits.number == 2

    def remove(listed, content):
        del content[f"models/{listed['key']}"]

    changed(path, remove)
    assert result_of(opened(path)).labels.tobytes() == result.labels.tobytes()
    there = opened(path)
    path.unlink()
    assert result_of(there).labels.tobytes() == result.labels.tobytes()
    assert fits.number == 4


@pytest.mark.parametrize(
    "listed",
    [
        {"key": "../../etc/passwd"},
        {"key": 3},
        {"sha256": "short"},
        {"bytes": -1},
        {"bytes": 10**12},
        {"bytes": 1.0},
        {"learner": None},
        {"kind": 1},
    ],
)
def test_a_hostile_list_is_a_sentence(document, tmp_path, listed):
    path = saved(document, tmp_path / "a.floe", result_of(document).segmentation.models)
    changed(path, lambda values, _content: values.update(listed))
    with pytest.raises(ReadError, match="the document is damaged"):
        opened(path)


def test_what_unpacks_to_more_than_it_says_is_not_taken(document, tmp_path):
    path = saved(document, tmp_path / "a.floe", [Model("made-up", "table 1", "a" * 64, b"x")])
    assert members(path) == []
    (model,) = result_of(document).segmentation.models
    path = saved(document, tmp_path / "b.floe", [model])

    def bomb(listed, content):
        content[f"models/{listed['key']}"] = bytes(50 << 20)

    changed(path, bomb)
    assert opened(path).models[0].load() is None


def test_a_model_that_was_stopped_early_goes_with_its_feature(tmp_path, monkeypatch):
    epochs = add_epochs(monkeypatch)
    feature = parse_feature("made-up-epochs,epochs=5")
    document = Document(blocks().image, Parameters(k=2, features=(feature,)))
    (early,) = result_of(replace(document, parameters=shorter(document, 2))).segmentation.models
    path = saved(document, tmp_path / "a.floe", [early])
    assert members(path) == [f"models/{early.key}"]
    result_of(opened(path))
    assert epochs.begun == [0, 2]
    # Saved again from the file alone it is kept as it is.
    assert saved(opened(path), tmp_path / "b.floe", ()).read_bytes() == path.read_bytes()


def shorter(document, length):
    features = tuple(shortened(each, length) for each in document.parameters.features)
    return replace(document.parameters, features=features)
