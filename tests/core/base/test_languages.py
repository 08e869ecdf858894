"""Which language is spoken, and that a third one is two files."""

from __future__ import annotations

import argparse
import errno
import gettext
import locale
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base import sentences
from core.base.closest import did_you_mean
from core.base.sentences import (
    _,
    asked_for,
    closest_language,
    in_a_row,
    languages,
    listed,
    ngettext,
    pgettext,
    speak,
    spoken,
    with_commas,
    with_semicolons,
)
from core.image.image import CLIPBOARD, SCENE, Provenance


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    before, domain = os.environ["LANGUAGE"], gettext.textdomain()
    yield
    speak(before)
    gettext.textdomain(domain)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, ""),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_SG:en"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "fr:de"}, "en"),
        ({"LANG": "", "LC_MESSAGES": "zh-Hans"}, "zh_CN"),
    ],
)
def test_the_environment_says_which(environment: dict[str, str], language: str) -> None:
    assert asked_for(environment) == language


def test_english_has_no_catalogue_and_so_stays_as_it_is_written() -> None:
    assert languages() == ("en", "zh_CN")
    speak("en")
    assert _("{n} px has no words") == "{n} px has no words"
    assert listed(["ice", "water", "land"]) == "ice, water and land"
    assert in_a_row(["One.", "", "Two."]) == "One. Two."
    assert with_commas(["ice", "water"], most=2) == "ice, water"
    assert with_commas(["ice", "water", "land"], most=2) == "ice, water, …"
    assert with_semicolons(["ice 3 km²", "water 2 km²"]) == "ice 3 km²; water 2 km²"
    assert pgettext("statistic", "Median") == "Median"


def test_the_system_says_what_it_says_in_the_language_of_now() -> None:
    """Where it has Chinese; in English again in any case."""
    before = locale.setlocale(locale.LC_MESSAGES)
    try:
        locale.setlocale(locale.LC_MESSAGES, "C.UTF-8")
        speak("zh_CN")
        os.strerror(errno.ENOENT)
        speak("en")
        assert os.strerror(errno.ENOENT) == "No such file or directory"
    finally:
        locale.setlocale(locale.LC_MESSAGES, before)


def test_chinese_is_spoken_by_argparse_and_by_processes_too() -> None:
    speak("zh_CN")
    assert (spoken(), os.environ["LANGUAGE"]) == ("zh_CN", "zh_CN")
    assert "显示此帮助并退出" in argparse.ArgumentParser().format_help()
    assert closest_language("fr") == ""
    assert listed(["冰", "水", "陆地"]) == "冰、水和陆地"
    assert in_a_row(["一。", "", "二。"]) == "一。二。"
    assert with_commas(["冰", "水", "陆地"], most=2) == "冰、水、…"
    assert with_semicolons(["冰 3 km²", "水 2 km²"]) == "冰 3 km²；水 2 km²"
    assert (_("Median"), pgettext("statistic", "Median")) == ("中值", "中位数")
    assert did_you_mean("lap", ["lab"]).startswith("是否")


def test_a_third_language_is_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("babel", reason="the catalogues are built by Babel: make test installs it")
    from PySide6.QtCore import QTranslator

    from tests.translations.catalogues import build, write
    from tests.translations.messages import Key

    found = {
        Key("qt", "Menus", "&File"): ("&Dosya",),
        Key("core", "", "{n} region", "{n} regions"): ("{n} bölge", "{n} bölgeler"),
    }
    write("tr", found, tmp_path)
    build("tr", tmp_path)
    monkeypatch.setattr(sentences, "TRANSLATIONS", tmp_path)
    assert languages() == ("en", "tr")
    speak("tr")
    assert [ngettext("{n} region", "{n} regions", n) for n in (1, 2)] == ["{n} bölge", "{n} bölgeler"]
    translator = QTranslator()
    assert translator.load("tr", str(tmp_path))
    assert translator.translate("Menus", "&File") == "&Dosya"


def test_pictures_of_no_file_have_names_in_the_language_and_files_their_own() -> None:
    speak("zh_CN")
    assert Provenance("sea ice (sample)", "", SCENE).name == "海冰（样例）"
    assert Provenance("clipboard", "", CLIPBOARD).name == "剪贴板"
    assert Provenance("/data/sea ice (sample)", "", "PNG").name == "sea ice (sample)"
    assert Provenance("", "", SCENE).name == ""
