"""What is said of features that have learned: of their models in records, and where they were learned."""

import pytest

from core.cluster.features.feature import Feature, parse_feature
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.pipeline.learning_notes import learned_elsewhere
from core.pipeline.record import planes_json
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.scenes.polygon_scenes import blocks
from tests.core.cluster.features.made_up_epochs import MADE_BY, add_epochs


def models(*entries):
    return {"models": [{"learner": "net,epochs=3", "environment": entry} for entry in entries]}


def test_a_record_says_what_made_a_model(monkeypatch):
    add_epochs(monkeypatch, notes=("Learned elsewhere.",))
    features = (parse_feature("made-up-epochs,epochs=2"), Feature("eigenfilters"), Feature("position"))
    document = Document(blocks().image, Parameters(k=3, features=features))
    result = result_in(run(task_of(document)))
    first, second = planes_json(result)["models"]
    assert first["environment"] == MADE_BY
    assert first["learner"] == "made-up-epochs,epochs=2"
    assert "environment" not in second
    assert result.warnings == ["Learned elsewhere."]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"threads": 2, "machine": "a"}, {"threads": 2, "machine": "a"}, None),
        ({"threads": 4, "machine": "a"}, {"threads": 2, "machine": "b"}, "with 4 threads, here with 2"),
        (
            {"threads": 2, "machine": "a", "device": "cpu", "jax": "1"},
            {"threads": 2, "machine": "a", "device": "cpu", "jax": "2"},
            "on a, cpu, 1, here on a, cpu, 2",
        ),
    ],
)
def test_another_machine_or_number_of_threads_is_said(then, now, said):
    found = learned_elsewhere(models(then), models(now))
    assert len(found) == (said is not None)
    assert all(said in sentence and sentence.startswith("net was learned") for sentence in found)


def test_what_says_nothing_of_it_is_compared():
    assert learned_elsewhere({}, models({"threads": 2})) == []
    assert learned_elsewhere(models({"threads": 2}), {}) == []
    assert learned_elsewhere({"models": [{"learner": "e"}]}, {"models": [{"learner": "e"}]}) == []


def test_superpixels_are_clustered_by_what_was_learned_too(monkeypatch):
    add_epochs(monkeypatch)
    features = (parse_feature("made-up-epochs,epochs=2"),)
    document = Document(blocks().image, Parameters(k=2, by="superpixels", features=features))
    result = result_in(run(task_of(document)))
    assert result.segmentation.parameters.features == features
    assert [model["learner"] for model in planes_json(result)["models"]] == ["made-up-epochs,epochs=2"]
