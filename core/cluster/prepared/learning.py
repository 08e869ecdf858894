"""What features learn from a picture before they have planes: fitted once, then found again."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import cast

from core.base.errors import Cancelled
from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model, Models, model_key
from core.cluster.features.specification import (
    Learning,
    Options,
    Planes,
    RowBlock,
    Snapshot,
    Steps,
)
from core.cluster.prepared.own_planes import OwnPlanes


@dataclass(frozen=True)
class Fitting:
    """A feature learns from the picture: so many steps are done, of how many; at the end all.

    snapshot: what it has learned so far; of one that was learned before, with its curves. preparing: what
    comes next cannot be interrupted.
    """

    feature: Feature
    done: int
    of: int
    snapshot: Snapshot | None = field(default=None, compare=False)
    preparing: bool = False


@dataclass(frozen=True, eq=False)
class Ready:
    """A feature that can give its planes. model: what it has learned, if it learns."""

    feature: Feature
    planes: Callable[[RowBlock], Planes]
    model: Model | None = None

    @property
    def reach(self) -> int:
        """Rows above and below that its planes look at."""
        specification, options = self.feature.specification, dict(self.feature.options)
        learning = specification.learning
        if learning is not None and learning.reach is not None and self.model is not None:
            return learning.reach(self.model.content, options)
        return specification.reach(options)


def made_ready(
    feature: Feature, own: OwnPlanes, models: Models, cancelled: Cancel
) -> Generator[Fitting, None, Ready]:
    """A feature with its model, which is learned unless `models` has it.

    Raises Cancelled, and what a fit raises.
    """
    specification, options = feature.specification, dict(feature.options)
    if (learning := specification.learning) is None:
        if specification.planes is None:
            raise ValueError(f"the feature {feature.name} has no planes")
        return Ready(feature, partial(_without_model, specification.planes, options))
    keys = _Keys(models.picture_sha256(own.image, cancelled), own, learning)
    known = models.find(keys.of(feature), cancelled)
    if known is not None and (planes := _planes_of(learning, known.content, options)) is not None:
        return Ready(feature, planes, known)
    content = yield from _fitted(feature, keys, own, models, cancelled)
    model = Model(feature.learner, learning.kind, keys.of(feature), content)
    models.keep(model)
    return Ready(feature, learning.planes(content, options), model)


def shortened(feature: Feature, length: int) -> Feature:
    """The same, learned for so many epochs only."""
    learning = feature.specification.learning
    name = learning.length if learning else ""
    return replace(feature, options=tuple((key, length if key == name else v) for key, v in feature.options))


@dataclass(frozen=True, eq=False)
class _Keys:
    """Of the models of a picture; from pictures that were chosen every picture learns the same."""

    picture: str
    own: OwnPlanes
    learning: Learning

    def of(self, feature: Feature) -> str:
        picture = "" if feature.learns_elsewhere else self.picture
        return model_key(picture, own=self.own.meant, feature=feature.learner, kind=self.learning.kind)


def _fitted(
    feature: Feature, keys: _Keys, own: OwnPlanes, models: Models, cancelled: Cancel
) -> Generator[Fitting, None, bytes]:
    """What is broken off between two epochs is kept as what it is: learned for so many."""
    steps = _steps(feature, keys, own, models, cancelled)
    newest: Snapshot | None = None
    try:
        while True:
            raise_if_cancelled(cancelled)
            step = next(steps)
            newest = step.snapshot or newest
            yield Fitting(feature, step.done, step.of, newest, step.preparing)
    except StopIteration as end:
        content: bytes = end.value
        yield Fitting(feature, 1, 1, newest)
        return content
    except (Cancelled, GeneratorExit):
        if newest is not None and newest.length:
            short = shortened(feature, newest.length)
            models.keep(Model(short.learner, keys.learning.kind, keys.of(short), newest.model()))
        raise
    finally:
        steps.close()


def _steps(feature: Feature, keys: _Keys, own: OwnPlanes, models: Models, cancelled: Cancel) -> Steps:
    """The steps of the fit; from where an earlier one, of fewer epochs, has ended."""
    learning, options = keys.learning, dict(feature.options)
    if learning.fit_on is not None:
        for length in range(cast("int", options[learning.length]) - 1, 0, -1):
            known = models.find(keys.of(shortened(feature, length)), cancelled)
            if known is not None:
                with suppress(ValueError):
                    return (yield from learning.fit_on(own, options, cancelled, known.content))
    return (yield from learning.fit(own, options, cancelled))


def _planes_of(learning: Learning, content: bytes, options: Options) -> Callable[[RowBlock], Planes] | None:
    """None for a model that is none: it came from a file."""
    try:
        return learning.planes(content, options)
    except ValueError:
        return None


def _without_model(
    planes: Callable[[RowBlock, Options], Planes], options: Options, block: RowBlock
) -> Planes:
    return planes(block, options)
