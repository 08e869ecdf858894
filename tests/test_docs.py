"""Pages of the site that are made of what the program says of itself."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType

import pytest

from core.base.sentences import ENGLISH, speak, spoken
from core.cluster.parameters import Parameters
from ui.cli.parsers import make_parser
from ui.shell.guide_text import chapters_of

ROOT = Path(__file__).resolve().parents[1]
TEXTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "resources/guide.md", ".github/SECURITY.md")),
    *sorted((ROOT / "docs").glob("**/*.md")),
]
ONLY_ON_THE_SITE = {ROOT / "docs" / "command-line.md"}
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)")


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


def places_in(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return {place for chapter in chapters_of(text) for place in chapter.anchors}


def test_every_link_leads_to_a_file_and_a_heading_of_it() -> None:
    wrong, number = [], 0
    for text in TEXTS:
        for found in _LINK.finditer(text.read_text(encoding="utf-8")):
            number += 1
            target = Path(os.path.normpath(text.parent / found[1])) if found[1] else text
            if target in ONLY_ON_THE_SITE and not found[2]:
                continue
            if not target.exists() or (found[2] and found[2] not in places_in(target)):
                wrong.append(f"{text.relative_to(ROOT)}: {found[0]}")
    assert wrong == []
    assert number > 100


def test_every_command_in_the_texts_is_one() -> None:
    number = 0
    for text in TEXTS:
        for line in re.findall(r"(?m)^floe (?:\w+ .*|check)$", text.read_text(encoding="utf-8")):
            command, *rest = shlex.split(line)[1:]
            assert make_parser(command).parse_args([command, *rest]).command == command, line
            number += 1
    assert number > 20
