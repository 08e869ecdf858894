"""Pages of the site that are made of what the program says of itself."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from core.base.sentences import ENGLISH, speak, spoken
from core.cluster.parameters import Parameters

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("COLUMNS", "80")
    specification = importlib.util.spec_from_file_location("pages", ROOT / ".make" / "docs" / "pages.py")
    assert specification is not None
    assert specification.loader is not None
    made = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(made)
    return made


def made_up(
    values: list[int], name: str = "", k: int | str = "auto", scale: Parameters | None = None
) -> None: ...


def test_a_signature_has_annotations_bare_and_defaults_as_they_are_typed(pages: ModuleType) -> None:
    shown = (
        "(values: list[int], name: str = '', k: int | str = 'auto', scale: Parameters | None = None) -> None"
    )
    assert pages._signature(made_up) == shown


def test_a_docstring_is_no_markup_but_for_its_code(pages: ModuleType) -> None:
    assert pages._plain("`max_iter` *a* [b] c_d <e") == r"`max_iter` \*a\* \[b] c\_d \<e"
    assert pages._plain(None) == ""


def test_the_command_line_is_told_in_english_whatever_the_builder_speaks(pages: ModuleType) -> None:
    assert spoken() == ENGLISH
    try:
        speak("zh_CN")
        page = pages.command_line()
    finally:
        speak(ENGLISH)
    assert "\n## floe segment\n" in page
    assert [sign for sign in page if "\u4e00" <= sign <= "\u9fff"] == []


def test_every_name_of_the_library_is_on_its_page(pages: ModuleType) -> None:
    from core.library import floe

    page = pages.api()
    for name in floe.__all__:
        assert f"\n## floe.{name}\n" in page
    assert "k: int | Literal['auto'] = 4" in page
