"""Presets: what is written together for a purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.errors import ParameterError
from core.export.formats import formats
from core.export.presets import PRESETS, parse_preset
from core.export.run_files import MASKS, RECORD, chosen_formats, output_paths, wants
from tests.core.export.shaped import shaped


def test_they_name_formats_that_there_are() -> None:
    known = {each.key for each in formats()} | {MASKS, RECORD}
    assert all(each.keys <= known for each in PRESETS)
    assert len({each.keys for each in PRESETS}) == len(PRESETS), "the window tells them by their keys"


def test_what_the_picture_does_not_allow_is_left_out() -> None:
    keys = {each.key for each in chosen_formats(shaped(), (parse_preset(" Spreadsheet "),))}
    assert keys == {"areas_xlsx", "regions_xlsx", "sizes"}, "no ratios, no regions of interest"


def test_what_is_named_beside_a_preset_is_not_left_out() -> None:
    with pytest.raises(ParameterError, match="ratios"):
        chosen_formats(shaped(), ("ratios", parse_preset("spreadsheet")))


def test_masks_and_files_of_a_preset() -> None:
    names = (parse_preset("annotation"),)
    result = shaped()
    masks = [each.key for each in chosen_formats(result, names) if each.key.startswith("mask:")]
    assert len(masks) == len(result.classes)
    assert not wants(names, "labels_tif")
    assert wants((parse_preset("gis"),), "labels_tif")
    assert Path("out/a_coco.json") in output_paths(Path("out"), "a", names)


def test_a_slip_is_met_with_the_name_that_was_meant() -> None:
    with pytest.raises(ParameterError, match=r"no preset “gsi”.*gis"):
        parse_preset("gsi")
