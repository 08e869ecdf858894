"""`--language` on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from core.base.sentences import speak
from main import main
from ui.cli.language_option import speak_as_asked


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    before = os.environ["LANGUAGE"]
    yield
    speak(before)


@pytest.mark.parametrize(
    ("arguments", "rest", "language"),
    [
        (["a.png"], ["a.png"], ""),
        (["--language", "zh_CN", "segment"], ["segment"], "zh_CN"),
        (["segment", "--language=zh", "a.png"], ["segment", "a.png"], "zh_CN"),
        (["--language=zh", "--language", "en"], [], "en"),
        (["segment", "--", "--language", "zh"], ["segment", "--", "--language", "zh"], ""),
    ],
)
def test_it_is_taken_out(arguments: list[str], rest: list[str], language: str) -> None:
    assert speak_as_asked(arguments) == (rest, language)


@pytest.mark.parametrize("arguments", [["--language", "xx"], ["--language"], ["check", "--language="]])
def test_a_language_that_is_none_is_refused(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as refused:
        speak_as_asked(arguments)
    assert refused.value.code == 2
    assert "choose one of en, zh_CN." in capsys.readouterr().err


def test_the_help_is_in_that_language(capsys) -> None:
    assert main(["segment", "--language", "zh_CN", "--help"]) == 0
    assert "显示此帮助并退出" in capsys.readouterr().out
    assert main(["--language=en", "segment", "--help"]) == 0
    said = capsys.readouterr().out
    assert "show this help message and exit" in said
    assert "--language LANGUAGE" in said
