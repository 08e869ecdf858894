"""Text on a terminal, where Chinese is twice as wide."""

from __future__ import annotations

import pytest

from core.base.sentences import speak, spoken
from ui.cli.help_form import entry
from ui.cli.parsers import make_parser
from ui.cli.terminal_text import width_of, wrapped


def test_english_is_wrapped_at_spaces_alone() -> None:
    assert wrapped("a well-known  name", 11) == ["a", "well-known", "name"]
    assert wrapped("one two", 5, "- ", "  ") == ["- one", "  two"]


def test_chinese_breaks_anywhere_but_before_a_mark_that_ends_something() -> None:
    assert wrapped("像素数和面积。", 6) == ["像素数", "和面", "积。"]
    assert wrapped("默认（rgb）的值", 6) == ["默认", "（rgb）", "的值"]
    assert wrapped("值为 local-std 的", 9, "- ", "  ") == ["- 值为", "  local-std", "  的"]


def test_a_name_without_room_has_its_own_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "32")
    assert entry("areas", "面积和占比", 10) == "  areas   面积和占比"
    assert entry("a-name-of-many-letters", "面积", 10) == "  a-name-of-many-letters\n          面积"


@pytest.mark.parametrize("command", ["segment", "series"])
def test_help_in_chinese_fits_the_terminal(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = spoken()
    monkeypatch.setenv("COLUMNS", "80")
    try:
        speak("zh_CN")
        parser = make_parser(command)
        [commands] = (each for each in parser._actions if each.dest == "command")
        text = commands.choices[command].format_help()  # type: ignore[union-attr, call-overload, index]
    finally:
        speak(before)
    options = text[: text.index("\n示例")]
    assert "（默认" in options
    assert [line for line in options.splitlines() if width_of(line) > 80] == []
