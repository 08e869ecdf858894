"""What a few clicks bring: ice or water after 0, 5, 10, 20 and 40 answers of a simulated person.

0 is the named clusters (k = 3; those that are mostly the thing). Then the person answers truly at the pixels
that are asked: first in the middle of every cluster, then wherever an answer settles most doubt. Two classes;
overlap (intersection by union) of the thing / error of its share in points of per cent. "names kept" is what
Floe shows: the named clusters as long as the answers do not show that what was learned is better.

    python benchmarks/clicks.py ../shared/data [--learner gaussian-process|random-forest|boosting]
    python benchmarks/clicks.py ../shared/data --speed    seconds of a click at 1 and 4 million pixels
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from numpy.typing import NDArray

from benchmarks.sample_check import Scene, scenes
from core.classes.examples import Example
from core.classify.ask import first_questions, next_question
from core.classify.gaussian_process import Learned, learn, scores, shown_better, told_from_others
from core.classify.looks import Looks, looks_of
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.image.display import to_rgb
from core.image.image import Image
from core.io.reader import read
from core.measure.asking import question
from core.measure.doubt import learned_doubt
from core.measure.measurement import measure

_COUNTS = (0, 5, 10, 20, 40)
_K = 3
_THING = 2


class Person:
    """Answers truly, pixel by pixel; nothing where the truth is not known."""

    def __init__(self, scene: Scene) -> None:
        image = read(scene.picture)
        known = scene.truth > 0
        valid = known if image.valid is None else known & image.valid
        self.image = replace(image, valid=valid)
        self.truth = (scene.truth == _THING).reshape(-1).astype(np.int64)
        self.known = valid.reshape(-1)
        found = segment(self.image, Parameters(k=_K))
        labels = found.labels.reshape(-1)
        thing = [self.truth[labels == i].mean() > 0.5 for i in range(1, _K + 1)]
        self.labels = labels
        self.named = np.array([-1, *thing], np.int64)[labels]
        bands = self.image.pixels if self.image.band_count <= 3 else to_rgb(self.image)
        self.looks = looks_of(bands.astype(np.float32), valid)

    def judged(self, classes: NDArray[np.int64]) -> tuple[float, float]:
        one, other = (classes == 1) & self.known, (self.truth == 1) & self.known
        overlap = (one & other).sum() / max(1, (one | other).sum())
        return float(overlap), 100 * abs(float(one.sum()) - float(other.sum())) / float(self.known.sum())


def classes_by(
    learner: str, looks: Looks, pixels: list[int], person: Person, *, keep: bool = False
) -> NDArray[np.int64]:
    """(n,) the class of every pixel, 0 or 1, from the answers at some. keep: what the clusters are named,
    where Floe keeps that: where the answers are of one class, or do not show that what was learned is better.
    """
    places = np.array(pixels, np.int64)
    answers = person.truth[places]
    if learner == "gaussian-process":
        learned = learn(looks, places, answers, named=person.named, classes=2, clicks=len(pixels))
        one_class = len(set(answers.tolist())) < 2
        if keep and (one_class or not shown_better(learned, *told(learned, pixels, person))):
            return person.named
        return scores(learned, looks, person.named).argmax(axis=1)
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier

    rows = np.hstack((looks.values, *looks.kinds, (person.named == 1)[:, None]))
    if len(set(answers.tolist())) == 1:
        return np.full(len(rows), answers[0])
    made = {
        "random-forest": lambda: RandomForestClassifier(200, min_samples_leaf=1, random_state=0),
        "boosting": lambda: HistGradientBoostingClassifier(min_samples_leaf=2, max_iter=60, random_state=0),
    }[learner]()
    return made.fit(rows[places], answers).predict(rows)


def told(learned: Learned, pixels: list[int], person: Person) -> tuple[int, int]:
    """How many of the answers are right by all the others, and by the names of the clusters."""
    places = np.array(pixels, np.int64)
    answers = person.truth[places]
    right = told_from_others(learned, answers, np.arange(len(pixels)))
    return int(right.sum()), int((person.named[places] == answers).sum())


def tried(scene: Scene, learner: str, kept: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """kept: added to, of the Gaussian process: the same with the names where Floe keeps them."""
    person = Person(scene)
    named = person.judged((person.named == 1).astype(np.int64))
    found, with_names = [named], [named]
    pixels = first_questions(person.looks, person.labels, _K)
    spent = 0.0
    for count in range(1, _COUNTS[-1] + 1):
        if count > len(pixels):
            begun = perf_counter()
            answers = person.truth[np.array(pixels)]
            seen = np.array(pixels)
            learned = learn(person.looks, seen, answers, named=person.named, classes=2, clicks=len(seen))
            pixels.append(next_question(learned, person.looks, person.named, seed=len(pixels)))
            spent = perf_counter() - begun
        if count in _COUNTS:
            answered = pixels[:count]
            found.append(person.judged(classes_by(learner, person.looks, answered, person)))
            if learner == "gaussian-process":
                held = classes_by(learner, person.looks, answered, person, keep=True)
                with_names.append(person.judged(held))
    if learner == "gaussian-process":
        kept.append(with_names)
        print(scene.name, "kept", " ".join(f"{o:.3f}/{e:.1f}" for o, e in with_names))
    print(scene.name, " ".join(f"{o:.3f}/{e:.1f}" for o, e in found), f"question {spent:.2f} s", flush=True)
    return found


def speed(data: Path, side: int) -> None:
    """What a click waits for on a picture of so many pixels a side, made from the first scene."""
    scene = next(iter(scenes(data)))
    small = read(scene.picture)
    there = np.arange(side) * small.height // side
    image = Image(np.ascontiguousarray(small.pixels[there][:, there]))
    truth = scene.truth[there][:, there]
    found = segment(image, Parameters(k=_K))
    places = np.random.RandomState(0).randint(0, side, (41, 2)).tolist()
    examples = tuple(
        Example("thing" if truth[y, x] == _THING else "rest", ((x + 0.5, y + 0.5),)) for x, y in places
    )
    measured = None
    for number in (5, 6, 20, 21, 40, 41):
        document = replace(
            Document(image, Parameters(k=_K)).with_examples(examples[:number]), classifier=True
        )
        begun, spent = perf_counter(), process_time()
        measured = measure(document, found, before=measured)
        click = f"{perf_counter() - begun:.2f} s ({process_time() - spent:.2f} of CPU)"
        begun = perf_counter()
        question(document, found, measured)
        asked = perf_counter() - begun
        classes, learned = document.settle(found).classes, measured.classified
        begun, spent = perf_counter(), process_time()
        if learned is not None:
            learned_doubt(learned.of, measured.labels, classes)
        doubt = f"{perf_counter() - begun:.2f} s ({process_time() - spent:.2f} of CPU)"
        mega = side * side / 1e6
        print(f"{mega:.0f} MP, {number} examples: {click}; question {asked:.2f} s, map of doubt {doubt}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    learners = ("gaussian-process", "random-forest", "boosting")
    parser.add_argument("--learner", choices=learners, nargs="+", default=learners)
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if options.speed:
        speed(options.data, 1000)
        speed(options.data, 2000)
        return
    for learner in options.learner:
        found: dict[str, list[list[tuple[float, float]]]] = {}
        kept: dict[str, list[list[tuple[float, float]]]] = {}
        for scene in scenes(options.data):
            kind = "infrared" if scene.name.startswith("tir") else scene.name[:5]
            found.setdefault(kind, []).append(tried(scene, learner, kept.setdefault(kind, [])))
        for name, table in ((learner, found), (f"{learner}, names kept", kept)):
            for kind, each in table.items():
                if each:
                    means = np.mean(np.array(each), axis=0)
                    row = " | ".join(f"{o:.3f} / {e:.1f}" for o, e in means)
                    print(f"| {name} | {kind} | {row} |", flush=True)


if __name__ == "__main__":
    main()
