"""Why a pixel is in its class where a classifier says so: scores, and the examples it is most like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measure.classified import Lesson

# Examples that are named.
_MOST = 3


@dataclass(frozen=True)
class LikeExample:
    """An example, one pixel of it. likeness: 0 … 1, 1 for a pixel that looks the same at the same place."""

    class_name: str
    column: int
    row: int
    likeness: float


@dataclass(frozen=True)
class LearnedReason:
    """scores: of every class that was told apart, the highest first; ±1 is as sure as at an example.

    expected: what its cluster is named, empty for none of those; prior: how much that counts, 1 … 0.
    alike: the examples that it is most like, the most first.
    """

    scores: tuple[tuple[str, float], ...]
    expected: str
    prior: float
    alike: tuple[LikeExample, ...]

    @property
    def class_name(self) -> str:
        return self.scores[0][0]


def explain_learned(lesson: Lesson, column: int, row: int) -> LearnedReason | None:
    """Why a valid pixel has the class that was learned; None where it is as its cluster is named.

    Scores are rounded as they are when pixels are classified: the first is the pixel's class.
    """
    from core.classify.gaussian_process import diagonal, kernel, scores

    width = lesson.after.shape[1]
    pixel = row * width + column
    if lesson.not_learned[pixel]:
        return None
    own = lesson.looks.at(np.array([pixel]))
    named = lesson.named[pixel : pixel + 1]
    found = lesson.rounded(scores(lesson.learned, own, named))[0]
    examples = lesson.learned.looks
    # As they are with all trust, so that a likeness is the same after every example.
    alike = kernel(own, examples, 1.0)[0] / np.sqrt(diagonal(own, 1.0) * diagonal(examples, 1.0))
    order = np.argsort(-found, kind="stable").tolist()
    first = np.argsort(-alike, kind="stable")[:_MOST].tolist()
    places, answers = lesson.places, lesson.answers
    return LearnedReason(
        tuple((lesson.classes[i], float(found[i])) for i in order),
        lesson.classes[named[0]] if named[0] >= 0 else "",
        lesson.learned.prior,
        tuple(
            LikeExample(
                lesson.classes[answers[i]],
                int(places[i] % width),
                int(places[i] // width),
                float(min(1.0, alike[i])),
            )
            for i in first
        ),
    )
