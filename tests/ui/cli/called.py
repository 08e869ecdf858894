"""Calls of the command line, judged by what they say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from main import main


def run_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert main(["segment", *map(str, arguments), "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    result = json.loads(said.out)
    assert isinstance(result, list)
    return result


def complaint(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 2) -> str:
    """The one line on standard error of a call that fails with this exit code."""
    assert main([str(argument) for argument in arguments]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("floe: ")
    return line.removeprefix("floe: ")
