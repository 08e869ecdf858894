"""Verifying: a run is repeated from its record, and both results are compared value by value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import may_follow
from core.base.sentences import _
from core.cluster.features.feature import Feature
from core.document.document_parts import parameters_from
from core.document.plain_json import Json, damage_named, hindrance_named
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import reading_in
from core.measure.uncertainty import ERROR_METHOD
from core.pipeline.differing import differing, is_close, there_or_beside
from core.pipeline.in_tiles import OnProgress
from core.pipeline.record import run_record
from core.pipeline.record_reader import document_from, parts_from, region_options_from
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.source import open_source
from core.pipeline.task import Event, Task, task_of

# Areas pass through the sines of the machine; everything else must be equal to the last bit.
_SAME_AREA = 1e-9
_SAME_ERROR = 0.01
# Follow from others, so that they differ where those do.
_DERIVED = frozenset({"area_low", "area_high", "low", "high"})
# What records of older versions do not have inside regions of interest.
_NEWER = frozenset(
    {"area_error", "error_coverage", "error_parts", "ratios", "lost_regions", "found", "left_out"}
)
# What is another one by another method of errors.
_ERRORS = frozenset({"area_error", "error", "error_parts", "error_method"})
# Sentences, in the language of whoever ran it: that there is one is compared, not what it says.
_WORDED = (".description", ".left_out")
# What is compared: all else is what was asked for, or of the machine.
_COMPARED = ("image", "calibration", "result")


def picture_of(record: dict[str, Any], path: Path) -> Path:
    """The picture where it was, or beside the record. Raises ReadError where there is none, TypeError for a
    path that is none.
    """
    known: str = record["image"]["path"]
    # The clipboard and the sample scene have a name, but no file.
    if not (known and record["image"]["sha256"]):
        raise ReadError(path, _("the picture came from no file; save it and name it after the record."))
    found = there_or_beside(known, path)
    if found is not None:
        return found
    if may_follow(known, path):
        sentence = _(
            "its picture {known} is not there, nor beside the record: name it, floe verify {path} IMAGE."
        )
    else:
        sentence = _(
            "its picture {known} is on another server. Floe asks no server that a file names: name it "
            "yourself, floe verify {path} IMAGE."
        )
    raise ReadError(path, sentence.format(known=known, path=path))


def repeat(
    record: Json,
    path: Path,
    image: Path,
    process: ReadingProcess,
    *,
    threads: int | None = None,
    on_event: Callable[[Event], None] | None = None,
    on_progress: OnProgress | None = None,
) -> Result:
    """Run again what a record says, on the picture in the file `image`, which the process reads.

    path: of the record. on_event: told what `run` tells. on_progress: as of `run`.
    Raises ReadError, also where a feature needs a file that is not there, and where it cannot be run.
    """
    with hindrance_named(path), opened_again(record, path, image, process, threads=threads) as task:
        events = run(task, threads=threads, on_progress=on_progress)
        return result_in(events if on_event is None else _told(events, on_event))


@contextmanager
def opened_again(
    record: Json,
    path: Path,
    image: Path,
    process: ReadingProcess,
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Iterator[Task]:
    """The Task of a record, its picture open as long as the block. Arguments and errors as of `repeat`, and
    Cancelled.
    """
    with damage_named(path, "record"):
        parameters, reading = parameters_from(record["parameters"]), reading_in(record)
        _compared(record)
    with open_source(
        image,
        process,
        parameters,
        reading=reading,
        wants_whole=True,
        threads=threads,
        cancelled=cancelled,
    ) as source:
        with damage_named(path, "record"):
            if isinstance(source, Image):
                task = _task_of(record, path, source)
            else:
                task = Task(source, parameters, parts_from(record, parameters.k, source))
        yield task


def _told(events: Iterable[Event], on_event: Callable[[Event], None]) -> Iterator[Event]:
    for event in events:
        on_event(event)
        yield event


def is_its_picture(record: Json, result: Result) -> bool:
    """Whether the picture of a result is that of the record."""
    return bool(result.image.provenance.sha256 == record["image"].get("sha256"))


def differences(record: Json, result: Result) -> list[str]:
    """What of a record is otherwise in a result: one line a value, which, what it was, what it is."""
    wanted, found = _compared(record), _compared(run_record(result))
    if has_older_errors(record):
        wanted, found = _without_errors(wanted), _without_errors(found)
    return differing(wanted, found, _same, _keys)


def has_older_errors(record: Json) -> bool:
    """Whether its errors of areas were found by an older method: they are not compared."""
    result = record["result"]
    return _has_errors(result) and result.get("error_method") != ERROR_METHOD


def _has_errors(result: Json) -> bool:
    """Whether the ± of border and starts was found. Records of older versions have none.

    Where points lead, the error of an area is theirs.
    """
    by_points = any("area_source" in each for each in result.get("classes", ()))
    has = any("area_error" in each for each in result.get("classes", ()))
    return "error_method" in result or (has and not by_points)


def _without_errors(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_errors(each) for key, each in value.items() if key not in _ERRORS}
    return [_without_errors(each) for each in value] if isinstance(value, list) else value


def _with_files(features: Sequence[Feature], path: Path) -> tuple[Feature, ...]:
    """With their files where they are now: where they were, or beside the record.

    Raises ReadError where one is nowhere.
    """
    found = tuple(feature.looked_for(path.parent) for feature in features)
    for feature in found:
        for file in feature.files:
            if not file.is_there:
                sentence = _(
                    "the feature {feature} needs the file {file} with the SHA-256 {sha256}, which is not "
                    "there, nor beside the record: put it there."
                )
                raise ReadError(
                    path, sentence.format(feature=feature.name, file=file.path, sha256=file.sha256)
                )
    return found


def _task_of(record: Json, path: Path, image: Image) -> Task:
    regions = region_options_from(record["result"])
    document = document_from(record, image)
    features = _with_files(document.parameters.features, path)
    document = replace(document, parameters=replace(document.parameters, features=features))
    return task_of(document, errors=_has_errors(record["result"]), regions=regions)


def _compared(record: Json) -> Json:
    return {key: record[key] for key in _COMPARED}


def _keys(wanted: Json, found: Json) -> list[str]:
    """Members that are compared."""
    known = dict.fromkeys((*wanted, *(key for key in found if key not in _NEWER or key in wanted)))
    return [key for key in known if key not in _DERIVED]


def _same(wanted: Any, found: Any, name: str) -> bool:
    """Whether a value that is another is so within what machines and languages differ by."""
    if name == "image.path" or (name.endswith(_WORDED) and bool(wanted) == bool(found)):
        return True
    if name.endswith(("area", "value")) and is_close(wanted, found, _SAME_AREA):
        return True
    # Errors have three digits: a last bit of a sine may be one of them.
    is_error = name.endswith(("area_error", ".error")) or "error_parts" in name
    return is_error and is_close(wanted, found, _SAME_ERROR)
