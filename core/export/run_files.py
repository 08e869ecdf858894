"""The files of one measured image, the same bytes from the window and from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from core.base.parallel import Cancel, never_cancelled
from core.document.plain_json import to_bytes
from core.export.choice import chosen_formats, possible_formats
from core.pipeline.record import run_record
from core.pipeline.result import Result
from core.writing.replace import make_folder, write_bytes

RECORD_ENDING = "_run.json"


def write_all(
    result: Result,
    directory: Path,
    stem: str,
    *,
    seconds: Mapping[str, float] | None = None,
    written: Mapping[str, Path] | None = None,
    names: Sequence[str] = (),
    cancelled: Cancel = never_cancelled,
) -> dict[str, Path]:
    """Write the formats that are asked for, then the run record; the files by their keys.

    directory: made where it is not there. written: files that are there already.
    seconds: what the record says of earlier stages ("read" …). names: see `chosen_formats`.
    Raises WriteError and ParameterError as `chosen_formats`; files written before stay, each whole.
    """
    begun = perf_counter()
    chosen = chosen_formats(result, names)
    make_folder(directory)
    outputs: dict[str, Path] = dict(written or {})
    for each in chosen:
        path = each.files(directory, stem)[0]
        each.write(path, result, cancelled)
        outputs[each.key] = path
    outputs["run"] = directory / f"{stem}{RECORD_ENDING}"
    write_record(outputs["run"], result, {**(seconds or {}), "write": perf_counter() - begun})
    return outputs


def write_record(path: Path, result: Result, seconds: Mapping[str, float] | None = None) -> None:
    """Write the run record. seconds: of the stages before and after the segmentation. Raises WriteError."""
    spent = {**result.segmentation.seconds, **(seconds or {})}
    write_bytes(path, to_bytes(run_record(result, spent)))


def output_paths(directory: Path, stem: str, names: Sequence[str] = ()) -> tuple[Path, ...]:
    """Every file that `write_all` may write, but for masks, whose names are those of classes."""
    chosen = possible_formats(names)
    files = [path for each in chosen for path in each.files(directory, stem)]
    return (*files, directory / f"{stem}{RECORD_ENDING}")
