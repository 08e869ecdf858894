"""Which formats are written: those of every run, and those that are named."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.errors import ParameterError
from core.export.class_mask import mask_formats
from core.export.formats import Format, formats, on_request
from core.pipeline.result import Result

ALL, MASKS, RECORD = "all", "masks", "run"


def export_names() -> dict[str, str]:
    """What --export takes, with a line on each."""
    named = {each.key: f"{each.about}: STEM{each.ending}" for each in formats()}
    named[MASKS] = "a mask a class, 255 where it is (PNG or GeoTIFF): STEM_CLASS_mask.png"
    named[RECORD] = "the run record, which is written in any case: STEM_run.json"
    named[ALL] = "all of these that the picture allows"
    return named


def parse_names(texts: Sequence[str]) -> tuple[str, ...]:
    """["areas,geojson", "masks"] → the names in that order, each once. Raises ParameterError for others."""
    known = export_names()
    names = [name.strip().lower().replace("-", "_") for text in texts for name in text.split(",")]
    for name in names:
        if name not in known:
            raise ParameterError(f"There is no export “{name}”: choose {', '.join(known)}.")
    return tuple(dict.fromkeys(names))


def possible_formats(names: Sequence[str]) -> tuple[Format, ...]:
    """What may be written for some result, without the masks. names: as for `chosen_formats`."""
    return tuple(
        each for each in formats() if each.usual is not on_request or ALL in names or each.key in names
    )


def chosen_formats(result: Result, names: Sequence[str]) -> tuple[Format, ...]:
    """The formats of every run and those of these names, in the order of `formats`.

    names: keys of formats, "masks", "all" (what the result allows).
    Raises ParameterError, with the reason, for a named one that this result does not allow.
    """
    masks: tuple[Format, ...] = ()
    if ALL in names or MASKS in names:
        masks = mask_formats(result.classes, georeferenced=result.image.georeference is not None)
    if ALL in names:
        return tuple(each for each in (*formats(), *masks) if each.applies(result))
    named = (*(each for each in formats() if each.key in names), *masks)
    for each in named:
        if sentence := each.hindrance(result):
            raise ParameterError(f"The export “{each.key}” is not possible. {sentence}")
    usual = {each.key for each in formats() if each.usual(result) and each.applies(result)}
    return (*(each for each in formats() if each.key in usual or each in named), *masks)
