"""Misspelt names, as people misspell them."""

from __future__ import annotations

import pytest

from core.base.closest import closest, did_you_mean

COMMANDS = ("segment", "verify", "sample", "check", "concentration")
OPTIONS = ("-k", "--fill-holes", "--min-area", "--no-uncertainty", "--export", "--tol", "--tile")


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("segmnt", COMMANDS, "segment"),
        ("Segment", COMMANDS, "segment"),
        ("verfiy", COMMANDS, "verify"),
        ("concentraton", COMMANDS, "concentration"),
        ("--fil-holes", OPTIONS, "--fill-holes"),
        ("--fill_holes", OPTIONS, "--fill-holes"),
        ("--minarea", OPTIONS, "--min-area"),
        ("-export", OPTIONS, "--export"),
        ("--k", OPTIONS, "-k"),
        ("grey", ("rgb", "gray", "bands"), "gray"),
        ("kmeans++", ("k-means++", "random"), "k-means++"),
        ("areas-xls", ("areas_xlsx", "areas"), "areas_xlsx"),
    ],
)
def test_the_one_that_was_meant(word: str, known: tuple[str, ...], meant: str) -> None:
    assert closest(word, known) == meant


@pytest.mark.parametrize("word", ["", "photos", "--frobnicate", "cmyk", "4"])
def test_nothing_alike(word: str) -> None:
    assert closest(word, (*COMMANDS, *OPTIONS, "rgb", "gray")) == ""
    assert did_you_mean(word, COMMANDS) == ""


def test_it_follows_a_sentence() -> None:
    assert did_you_mean("geojsn", ["gpkg", "geojson"]) == " Did you mean geojson?"
