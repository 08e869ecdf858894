"""Post-processing: steps that smooth, fill and sort out the class map, in an order that the user chooses.

They work on classes, not clusters, and touch neither pixels without data nor those of a locked class. What
lies beyond the picture's edge or has no data is unknown: it neither wears a class away nor adds to it.
Everything is in whole numbers per pixel, so that the result is the same on any number of threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from core.base.arrays import Bytes, Ints, Mask
from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.classes.classes import Classes
from core.document.step import Step, steps_json
from core.image.image import Image
from core.measure.class_map import ClassMaps, class_maps
from core.measure.lost_regions import lost_regions
from core.measure.postprocess_steps import apply_step, check_size
from core.measure.split_step import region_counts
from core.measure.step_work import Apart, Work
from core.scale.calibration import Calibration

# Rows between two looks at `cancelled`.
_ROWS = 256


@dataclass(frozen=True)
class StepChange:
    """What one step changed of what is measured, in pixels. gained, lost: a number a class, in their order.

    left_out: why the step did nothing, a sentence; empty where it took part. lost_regions: a number a class,
    whole regions of which no pixel is left in it. regions: of a split that took part, how many regions each
    class had before and has after it, where it is measured. refused: left out because the picture makes it
    impossible, which is found out in the middle of it.
    """

    step: Step
    pixels: int
    gained: tuple[int, ...]
    lost: tuple[int, ...]
    left_out: str = ""
    lost_regions: tuple[int, ...] = ()
    regions: tuple[tuple[int, int], ...] = ()
    refused: bool = False


class Processed(NamedTuple):
    """labels: after the steps, and what each of them changed. apart: (height, width) int32, pixels of one
    class with different numbers are never of one region; None where no step splits.
    """

    labels: Bytes
    changes: tuple[StepChange, ...]
    apart: Apart = None


def process(
    labels: Bytes,
    classes: Classes,
    steps: Sequence[Step],
    *,
    calibration: Calibration,
    counts: Ints,
    image: Image | None = None,
    measured: Mask | None = None,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Processed:
    """The labels after the steps, one after the other, and what each of them changed.

    labels: (height, width) uint8 cluster ids; 0 (no data, or outside) never changes and never serves.
    counts: (k,) pixels of each cluster in the Segmentation: a pixel that changes its class gets the id of
    that class's largest cluster. image: what was clustered, for steps that look at it. measured: (height,
    width) bool, where changes are counted; they are made everywhere, so that the edge of it shapes nothing. A
    step that cannot take part (`check_steps`), is off, or is for a locked class changes nothing and says so.

    Raises Cancelled.
    """
    if not steps:
        return Processed(labels, ())
    maps = class_maps(classes, counts)
    before = maps.places(labels)
    places, changes = before, []
    apart: Apart = None
    for step in steps:
        raise_if_cancelled(cancelled)
        place = None if step.class_name is None else maps.place(step.class_name)
        work = Work(maps.free, place, calibration, threads, cancelled, image, apart)
        after, kept, reason, refused = _stepped(step, places, maps, work)
        raise_if_cancelled(cancelled)
        moved = _moved(places, after, measured, len(classes), cancelled)
        losing = moved.sum(axis=1)[1:] > 0
        lost = lost_regions(places, after, losing, measured, cancelled, apart=apart)
        change = replace(_change(step, moved, reason, lost), refused=refused)
        if step.kind == "split" and not reason:
            counts_of = [
                region_counts(*each, len(classes), measured, work)
                for each in ((places, apart), (after, kept))
            ]
            change = replace(change, regions=tuple(zip(*counts_of, strict=True)))
        changes.append(change)
        places, apart = after, kept
    raise_if_cancelled(cancelled)
    found = labels if places is before else maps.labels(labels, before, places)
    return Processed(found, tuple(changes), apart)


def _stepped(step: Step, places: Bytes, maps: ClassMaps, work: Work) -> tuple[Bytes, Apart, str, bool]:
    """The map after the step, what is kept apart, why it could not take part, and whether that was found out
    in the middle of it. Raises Cancelled.
    """
    if reason := _left_out(step, maps, work.calibration):
        return places, work.apart, reason, False
    try:
        return *apply_step(step, places, work), "", False
    except ParameterError as error:
        return places, work.apart, str(error), True


def check_done(changes: Sequence[StepChange]) -> None:
    """Raises ParameterError for a step that this picture made impossible: of nothing that was asked for a
    part may be missing where nobody looks.
    """
    for change in changes:
        if change.refused:
            sentence = _("The step “{step}” cannot be done. {reason}")
            raise ParameterError(sentence.format(step=change.step, reason=change.left_out))


def check_steps(steps: Sequence[Step], classes: Classes, calibration: Calibration) -> None:
    """Raises ParameterError for a step whose class is not among these or whose size needs a scale."""
    names = [item.name for item in classes]
    for step in steps:
        if step.on:
            check_size(step, calibration)
            if step.class_name is not None and step.class_name not in names:
                raise ParameterError(
                    _(
                        "There is no class “{class_name}” for the step “{step}”: name another one, or all."
                    ).format(class_name=step.class_name, step=step)
                    + did_you_mean(step.class_name, names)
                )


def changes_json(changes: Sequence[StepChange], classes: Classes) -> list[dict[str, Any]]:
    """What each step changed: pixels in all, and those that each class gained and lost."""
    return [
        {
            **step_json,
            "changed_pixels": change.pixels,
            "gained": {c.name: n for c, n in zip(classes, change.gained, strict=True) if n},
            "lost": {c.name: n for c, n in zip(classes, change.lost, strict=True) if n},
            **_lost_json(change, classes),
            **_regions_json(change, classes),
            **({"left_out": change.left_out} if change.left_out else {}),
        }
        for step_json, change in zip(steps_json([c.step for c in changes]), changes, strict=True)
    ]


def _lost_json(change: StepChange, classes: Classes) -> dict[str, Any]:
    """ "lost_regions": whole regions that each class lost; nothing where none did."""
    lost = {item.name: n for item, n in zip(classes, change.lost_regions, strict=False) if n}
    return {"lost_regions": lost} if lost else {}


def _regions_json(change: StepChange, classes: Classes) -> dict[str, Any]:
    """ "regions": of a split, how many regions each class that it worked on had, and has."""
    pairs = zip(classes, change.regions, strict=False)
    found = {item.name: {"before": was, "after": now} for item, (was, now) in pairs if was}
    return {"regions": found} if change.regions else {}


def _left_out(step: Step, maps: ClassMaps, calibration: Calibration) -> str:
    if not step.on:
        return _("It is switched off.")
    try:
        check_size(step, calibration)
    except ParameterError as error:
        return str(error)
    if step.class_name is None:
        return ""
    place = maps.place(step.class_name)
    if place is None:
        return _("There is no class “{class_name}” now: choose another one, or all.").format(
            class_name=step.class_name
        )
    return (
        ""
        if maps.free[place]
        else _("The class “{class_name}” is locked.").format(class_name=step.class_name)
    )


def _moved(before: Bytes, after: Bytes, measured: Mask | None, n: int, cancelled: Cancel) -> Ints:
    """(n + 1, n + 1) pixels that went from a place to another, where it is measured. Raises Cancelled."""
    pairs = np.zeros((n + 1, n + 1), np.int64)
    # Where nothing can have changed, the map is the same array.
    for rows in chunks(len(after) if after is not before else 0, _ROWS, cancelled):
        differs = before[rows] != after[rows]
        if measured is not None:
            differs &= measured[rows]
        was, now = before[rows][differs].astype(np.intp), after[rows][differs]
        pairs += np.bincount(was * (n + 1) + now, minlength=(n + 1) ** 2).reshape(n + 1, n + 1)
    return pairs


def _change(step: Step, moved: Ints, left_out: str, regions: tuple[int, ...]) -> StepChange:
    gained, lost = tuple(map(int, moved.sum(axis=0)[1:])), tuple(map(int, moved.sum(axis=1)[1:]))
    return StepChange(step, sum(gained), gained, lost, left_out, regions)
