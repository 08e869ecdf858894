"""Calls of the command line, judged by what they say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from main import main

# Of pictures of few values, as made ones are: about the call, not about its result.
HINT = "--as-labels measures"


def run_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert main(["segment", *map(str, arguments), "--json"]) == 0
    said = capsys.readouterr()
    result = json.loads(said.out)
    assert isinstance(result, list)
    known = [
        f"floe: warning: {each['image']['path']}: {note}" for each in result for note in each["warnings"]
    ]
    lines = [line for line in said.err.splitlines() if HINT not in line]
    assert [line for line in lines if line not in known] == []
    return result


def complaint(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 2) -> str:
    """The one line on standard error, but for warnings, of a call that fails with this exit code."""
    assert main([str(argument) for argument in arguments]) == code
    said = capsys.readouterr().err.splitlines()
    (line,) = (each for each in said if not each.startswith("floe: warning: "))
    assert line.startswith("floe: ")
    return line.removeprefix("floe: ")
