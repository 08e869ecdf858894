"""What a record says of a model, and of what it says nothing."""

from __future__ import annotations

from dataclasses import replace

from core.cluster.features.models import Model
from core.cluster.features.specification import FitStep
from core.cluster.features.specifications import about_model, found_specifications, specifications
from tests.core.cluster.features.made_up_epochs import MADE_BY, add_epochs


def test_a_record_says_with_what_a_model_was_made_and_what_it_is(monkeypatch):
    add_epochs(monkeypatch)
    model = Model("made-up-epochs,epochs=4", "sum 1", "k", b'{"epochs": 4}')
    assert about_model(model) == {"environment": MADE_BY}
    made = specifications()["made-up-epochs"]
    learning = replace(made.learning, about=lambda content: {"bytes": len(content)})
    monkeypatch.setitem(found_specifications(), made.name, replace(made, learning=learning))
    assert about_model(model) == {"environment": MADE_BY, "bytes": 13}
    silent = replace(learning, made_by=lambda _content: {})
    monkeypatch.setitem(found_specifications(), made.name, replace(made, learning=silent))
    assert about_model(model) == {"bytes": 13}


def test_nothing_is_said_of_what_is_unknown_or_learns_nothing():
    for learner in ("of a later program,size=5", "position"):
        assert about_model(Model(learner, "x 1", "k", b"")) == {}


def test_a_step_can_be_interrupted_unless_it_says_otherwise():
    assert FitStep(1, 2).preparing is False
