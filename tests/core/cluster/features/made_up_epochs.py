"""A made-up feature that learns in epochs, without a network: it sums their numbers."""

from __future__ import annotations

import json
import threading

import numpy as np

from core.cluster.features.options import WholeNumber
from core.cluster.features.specification import FitStep, Learning, Snapshot, Specification
from core.cluster.features.specifications import found_specifications
from tests.core.cluster.features.made_up import PLAIN

EPOCHS = WholeNumber(name="epochs", default=4, low=1, high=100, meaning="how often")
LONG_S = 60
MADE_BY = {"machine": "a lathe", "threads": 2}


def model_of(epochs, total):
    return json.dumps({"epochs": epochs, "total": total}).encode()


def curves(model):
    return {"sum": tuple(float(i + 1) for i in range(json.loads(model)["epochs"]))}


def planes_of(model, _options):
    total = json.loads(model)["total"]
    return lambda block: np.full((*block.brightness.shape, 1), total / 100)


class Epochs:
    """begun: with how many epochs each fit began. pictured: how often somebody looked. last: it learns no
    epoch after this one before go_on is set."""

    def __init__(self):
        self.begun, self.pictured = [], 0
        self.last, self.go_on = None, threading.Event()

    def pictures(self):
        self.pictured += 1
        return {"Sum": np.full((4, 6, 3), 90, np.uint8)}

    def fit(self, picture, options, cancelled):
        return (yield from self.fit_on(picture, options, cancelled, model_of(0, 0)))

    def fit_on(self, _picture, options, _cancelled, earlier):
        known = json.loads(earlier)
        first, total = known["epochs"], known["total"]
        self.begun.append(first)
        snapshot = None
        yield FitStep(2 * first, 2 * options["epochs"], preparing=True)
        for epoch in range(first, options["epochs"]):
            if epoch == self.last:
                assert self.go_on.wait(LONG_S)
            yield FitStep(2 * epoch + 1, 2 * options["epochs"], snapshot)
            total += epoch + 1
            model = model_of(epoch + 1, total)
            snapshot = Snapshot(epoch + 1, curves(model), self.pictures, lambda model=model: model)
            yield FitStep(2 * epoch + 2, 2 * options["epochs"], snapshot)
        return model_of(options["epochs"], total)


def add_epochs(monkeypatch, *, missing="", made_by=MADE_BY, notes=()):
    """Put the feature "made-up-epochs" among the others for a test; what it was asked for."""
    epochs = Epochs()
    made = Specification(
        name="made-up-epochs",
        title="Made up in epochs",
        summary="a sum that grows",
        names=lambda _own, _options: ("sum",),
        learning=Learning(
            "sum 1",
            epochs.fit,
            (EPOCHS,),
            planes_of,
            PLAIN,
            length="epochs",
            fit_on=epochs.fit_on,
            notes=lambda _model, _options: notes,
            curves=curves,
            made_by=lambda _model: made_by,
        ),
        options=(EPOCHS,),
        missing=lambda _bands, _options: missing,
    )
    monkeypatch.setitem(found_specifications(), made.name, made)
    return epochs
