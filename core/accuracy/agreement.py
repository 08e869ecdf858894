"""How far two observers of the same points agree."""

from __future__ import annotations

from dataclasses import dataclass

from core.accuracy.sample import Sample
from core.accuracy.shares import Seen, Share, share_of


@dataclass(frozen=True)
class Agreement:
    """observers: their names. points: that both said a class of; same: of how many of them the same one.

    kappa: Cohen's (1960, Educational and Psychological Measurement 20), what they agree beyond chance; None
    where both gave one and the same answer throughout.
    """

    observers: tuple[str, str]
    points: int
    same: int
    kappa: float | None

    @property
    def share(self) -> Share:
        """Of the points that both said a class of; there is one at least."""
        # What they would say of other points is asked, so that looking at these leaves all open.
        return share_of([Seen(1_000_000_000, self.points, self.same)])


def agreement_of(sample: Sample) -> Agreement | None:
    """Of the first two observers who said a class of the same points; None where there are none."""
    names = sample.observers
    said = [
        {point: answer.name for point, answer in sample.by(name).items() if answer.said == "class"}
        for name in names
    ]
    for i, one in enumerate(said):
        for j in range(i + 1, len(said)):
            other = said[j]
            if both := sorted(one.keys() & other.keys()):
                pairs = [(one[point], other[point]) for point in both]
                same = sum(a == b for a, b in pairs)
                return Agreement((names[i], names[j]), len(both), same, _kappa(pairs))
    return None


def _kappa(pairs: list[tuple[str, str]]) -> float | None:
    number = len(pairs)
    first, second = ([pair[i] for pair in pairs] for i in (0, 1))
    chance = sum(first.count(name) * second.count(name) for name in {*first, *second}) / number**2
    if chance == 1:
        return None
    return (sum(a == b for a, b in pairs) / number - chance) / (1 - chance)
