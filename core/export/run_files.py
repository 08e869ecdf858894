"""The files of one measured image, the same bytes from the window and from the command line: which formats
are written, those of every run and those that are named, and the run record.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from time import perf_counter

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, with_commas
from core.document.plain_json import to_bytes
from core.export.class_mask import mask_formats
from core.export.formats import Format, formats, on_request
from core.export.presets import preset_keys
from core.pipeline.record import run_record
from core.pipeline.result import Result
from core.writing.replace import make_folder, write_bytes

RECORD_ENDING = "_run.json"
ALL, MASKS, RECORD = "all", "masks", "run"
# Written row by row while a picture larger than memory is labelled.
LABELS_TIF = "labels_tif"
# What a run writes of the regions that are asked for.
REGION_TABLES = ("regions", "sizes")


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

    directory: made where it is not there. written: files that are there already, by their keys.
    seconds: what the record says of earlier stages ("read" …). names: see `chosen_formats`.
    Raises WriteError and ParameterError as `chosen_formats`; files written before stay, each whole.
    """
    begun = perf_counter()
    chosen = chosen_formats(result, names, written=written or ())
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
    """Every file that `write_all` may write, but for masks, whose names are those of classes.

    The record comes last.
    """
    chosen = possible_formats(names)
    files = [path for each in chosen for path in each.files(directory, stem)]
    return (*files, directory / f"{stem}{RECORD_ENDING}")


def export_names() -> dict[str, str]:
    """What --export takes, with a line on each."""
    named = {each.key: f"{_(each.about)}: STEM{each.ending}" for each in formats()}
    named[MASKS] = _("a mask a class, 255 where it is (PNG or GeoTIFF): STEM_CLASS_mask.png")
    named[RECORD] = _("the run record, which is written in any case: STEM_run.json")
    named[ALL] = _("all of these that the picture allows")
    return named


def parse_names(texts: Sequence[str]) -> tuple[str, ...]:
    """["areas,geojson", "masks"] → the names in that order, each once. Raises ParameterError for others."""
    known = export_names()
    names = [name.strip().lower().replace("-", "_") for text in texts for name in text.split(",")]
    for name in names:
        if name not in known:
            raise ParameterError(
                _("There is no export “{name}”: choose {known}.").format(name=name, known=with_commas(known))
                + did_you_mean(name, known)
            )
    return tuple(dict.fromkeys(names))


def possible_formats(names: Sequence[str]) -> tuple[Format, ...]:
    """What may be written for some result, without the masks. names: as for `chosen_formats`."""
    if not names:
        return tuple(each for each in formats() if each.usual is not on_request)
    return tuple(each for each in formats() if wants(names, each.key))


def wants(names: Sequence[str], key: str) -> bool:
    """Whether a format of this key is among the names, by itself, by a preset, or by "all"."""
    return ALL in names or key in names or key in preset_keys(tuple(names))


def chosen_formats(
    result: Result, names: Sequence[str], *, written: Collection[str] = ()
) -> tuple[Format, ...]:
    """The formats of these names, in the order of `formats`; without names those that are usual.

    names: keys of formats, "masks", "all" and presets (what the result allows). written: keys that are done.
    Raises ParameterError, with the reason, for a named one that this result does not allow.
    """
    if not names:
        return tuple(each for each in formats() if each.usual(result) and each.applies(result))
    masks: tuple[Format, ...] = ()
    if wants(names, MASKS):
        masks = mask_formats(result.classes, georeferenced=result.image.georeference is not None)
    if ALL in names:
        return tuple(each for each in (*formats(), *masks) if each.applies(result))
    named = (*(each for each in formats() if wants(names, each.key) and each.key not in written), *masks)
    # What a preset has and this picture does not allow, nobody has named.
    asked = {*names, *(each.key for each in masks if MASKS in names)}
    named = tuple(each for each in named if each.key in asked or each.applies(result))
    for each in named:
        if sentence := each.hindrance(result):
            raise ParameterError(
                _("The export “{key}” is not possible. {sentence}").format(key=each.key, sentence=sentence)
            )
    return named
