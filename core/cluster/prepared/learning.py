"""What features learn from a picture before they have planes: fitted once, then found again."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial

from core.base.parallel import Cancel, raise_if_cancelled
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model, Models, model_key
from core.cluster.features.specification import Learning, Options, Planes, RowBlock
from core.cluster.prepared.own_planes import OwnPlanes


@dataclass(frozen=True)
class Fitting:
    """A feature learns from the picture: so many steps are done, of how many; at the end all."""

    feature: Feature
    done: int
    of: int


@dataclass(frozen=True, eq=False)
class Ready:
    """A feature that can give its planes. model: what it has learned, if it learns."""

    feature: Feature
    planes: Callable[[RowBlock], Planes]
    model: Model | None = None


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
    key = model_key(
        models.picture_sha256(own.image, cancelled),
        own=own.meant,
        feature=feature.learner,
        kind=learning.kind,
    )
    known = models.find(key)
    if known is not None and (planes := _planes_of(learning, known.content, options)) is not None:
        return Ready(feature, planes, known)
    content = yield from _fitted(feature, learning, own, options, cancelled)
    model = Model(feature.learner, learning.kind, key, content)
    models.keep(model)
    return Ready(feature, learning.planes(content, options), model)


def _fitted(
    feature: Feature, learning: Learning, own: OwnPlanes, options: Options, cancelled: Cancel
) -> Generator[Fitting, None, bytes]:
    steps = learning.fit(own, options, cancelled)
    try:
        while True:
            raise_if_cancelled(cancelled)
            step = next(steps)
            yield Fitting(feature, step.done, step.of)
    except StopIteration as end:
        content: bytes = end.value
        yield Fitting(feature, 1, 1)
        return content
    finally:
        steps.close()


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
