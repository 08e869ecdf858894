"""The catalogues fit the program, are built of their sources, and are right as far as can be seen."""

from __future__ import annotations

import gettext
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

pytest.importorskip("babel", reason="the catalogues are read by Babel: make test installs it")

from tests.translations.catalogues import FOLDER, build, forms, languages, mo_bytes, read, updated, write
from tests.translations.messages import Key, messages
from tests.translations.problems import problems
from tests.translations.taken_in import taken_in

LANGUAGES = ("zh_CN",)


def test_there_is_chinese() -> None:
    assert languages() == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_no_other(language: str) -> None:
    wanted, found = messages(), read(language)
    missing = [f"{wanted[key][0]}: {key.source!r}" for key in wanted if not all(found.get(key, ("",)))]
    assert not missing, "make translations, then translate:\n" + "\n".join(missing)
    assert found.keys() == wanted.keys(), "make translations"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_translated_is_right(language: str) -> None:
    found = [(key, text) for key, texts in read(language).items() for text in texts if text]
    assert len(found) > 4000
    assert [f"{key.source!r}: {fault}" for key, text in found for fault in problems(key, text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_built_is_that_of_the_sources(language: str) -> None:
    assert (FOLDER / language / "LC_MESSAGES" / "floe.mo").read_bytes() == mo_bytes(language), (
        "make translations"
    )
    translator = QTranslator()
    assert translator.load(language, str(FOLDER))
    for key, texts in read(language).items():
        if key.catalogue == "qt" and texts[0]:
            assert translator.translate(key.context, key.source) == texts[0], "make translations"


def test_a_catalogue_comes_back_as_it_was_written(tmp_path: Path) -> None:
    found = {
        Key("qt", "A", "Say <b>{0}</b> & “go”…"): ("<b>{0}</b>…",),
        Key("qt", "B", "Say <b>{0}</b> & “go”…"): ("",),
        Key("core", "", 'a "b"\n  c'): ("x\ny",),
        Key("core", "", "Median"): ("Medianfilter",),
        Key("core", "statistic", "Median"): ("Zentralwert",),
        Key("core", "", "{n} region", "{n} regions"): ("{n} Gebiet", "{n} Gebiete"),
    }
    write("de", found, tmp_path)
    assert read("de", tmp_path) == found
    build("de", tmp_path)
    assert (tmp_path / "de.qm").is_file()
    spoken = gettext.GNUTranslations(BytesIO(mo_bytes("de", tmp_path)))
    assert spoken.gettext("Median") == "Medianfilter"
    assert spoken.pgettext("statistic", "Median") == "Zentralwert"
    assert [spoken.ngettext("{n} region", "{n} regions", n) for n in (0, 1, 2)] == [
        "{n} Gebiete",
        "{n} Gebiet",
        "{n} Gebiete",
    ]


def test_a_merge_keeps_what_is_translated_and_drops_what_is_gone() -> None:
    kept, gone, new = Key("qt", "A", "kept"), Key("qt", "A", "gone"), Key("core", "", "{n} a", "{n} b")
    assert updated({kept: ("k",), gone: ("g",)}, {kept: 0, new: 0}, 2) == {kept: ("k",), new: ("", "")}
    assert forms("zh_CN") == 1


def test_a_translation_goes_where_the_same_english_has_none() -> None:
    here, there, other = Key("qt", "A", "Open"), Key("qt", "B", "Open"), Key("qt", "C", "Open")
    entry = {"catalogue": "qt", "context": "A", "source": "Open", "plural": None, "chinese": "打开"}
    wrong = {"catalogue": "qt", "context": "A", "source": "{0} px", "plural": None, "chinese": "像素"}
    found, faults = taken_in("zh_CN", [entry, wrong], {other: ("开运算",)}, [here, there, other])
    assert found == {here: ("打开",), there: ("打开",), other: ("开运算",)}
    assert faults == ["'{0} px': values none, not 0"]


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("{n:.2f} px.", "{n} 像素。", "values"),
        ("{0} of {1}", "{1} 中的 {0}", ""),
        ("argument %(name)s", "参数", "percent signs"),
        ("<b>a</b>", "甲", "tags"),
        ("&Open…", "打开…", "the key after &"),
        ("&Open…", "打开(&O)…", ""),
        ("&Why is it?", "为什么(&W)？", ""),
        ("It is done.", "完成了", "ends with 了"),
        ("All of it", "全部。", "ends with 。"),
        ("Two lines\n", "两行", "line breaks"),
        ("choose smaller ones", "请 choose smaller", "left in English: choose"),
        ("run floe segment again", "请重新运行 floe segment", ""),
        ("by k-means++ and Lab", "用 k-means++ 和 Lab", ""),
    ],
)
def test_a_planted_mistake_is_found(source: str, text: str, fault: str) -> None:
    found = "; ".join(problems(Key("qt", "", source), text))
    assert fault in found
    assert bool(found) == bool(fault)


def test_plural_forms_have_the_value_that_english_may_leave_out_of_one() -> None:
    key = Key("core", "", "one region", "{n} regions")
    assert problems(key, "{n} 个区域") == []
    assert problems(key, "区域") == ["values none, not n"]
