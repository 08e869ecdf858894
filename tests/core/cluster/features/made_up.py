"""A made-up feature that learns from a file and from the picture and has an option of every kind."""

from __future__ import annotations

import numpy as np

from core.cluster.features.chosen_file import content_of
from core.cluster.features.options import Choice, File, Number, WholeNumber
from core.cluster.features.specification import FitStep, Learned, Learning, ModelForm, Specification
from core.cluster.features.specifications import found_specifications

FILE = File(name="file", title="Tables", endings=(".table",), meaning="256 bytes, one for each brightness")
GAIN = Number(name="gain", default=0.5, low=0.0, high=2.0, step=0.25, decimals=2, meaning="times the table")
KIND = Choice(
    name="kind",
    default="plain",
    choices=(("plain", "As it is"), ("a,b", "With a comma")),
    meaning="changes nothing",
)
STEPS = WholeNumber(name="steps", default=3, low=-2, high=9, meaning="how long it takes")


def fit(picture, options, _cancelled):
    for done in range(max(options["steps"], 1)):
        yield FitStep(done, max(options["steps"], 1))
    table = content_of(options["file"])
    mean = int(picture.block(0, picture.height).brightness.mean()) >> 8
    return bytes([mean]) + table


def planes_of(model, options):
    if len(model) != 257:
        raise ValueError(len(model))
    table = np.frombuffer(model, np.uint8) * options["gain"] / 255

    def planes(block):
        levels = np.minimum(block.brightness >> 8, 255)
        return table[1:][levels][..., None]

    return planes


# What was taken apart in this process.
taken_apart_here = []


def apart(content):
    """Runs in the guarded process."""
    taken_apart_here.append(content)
    return Learned({"bytes": np.frombuffer(content, np.uint8)})


def together(learned):
    return learned.arrays["bytes"].tobytes()


PLAIN = ModelForm(apart, together)


class Fits:
    """How often it was fitted."""

    def __init__(self):
        self.number = 0

    def fit(self, picture, options, cancelled):
        self.number += 1
        return (yield from fit(picture, options, cancelled))


def add_made_up(monkeypatch):
    """Put the feature "made-up" among the others for a test; how often it is fitted."""
    fits = Fits()
    made = Specification(
        name="made-up",
        title="Made up",
        summary="a table that is read from a file",
        names=lambda _own, _options: ("table",),
        learning=Learning("table 1", fits.fit, (FILE, STEPS), planes_of, PLAIN),
        options=(FILE, GAIN, KIND, STEPS),
    )
    monkeypatch.setitem(found_specifications(), made.name, made)
    return fits


def table_file(folder, name="t.table"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(range(256))[::-1])
    return path
