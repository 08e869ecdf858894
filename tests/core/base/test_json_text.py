"""JSON is refused by what it would cost, before it costs it."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from core.base.json_text import MOST_MEMORY, memory_of, parsed


@pytest.mark.parametrize("text", ["[" * 100_000, "{", b"\xff\xfe\x00", "", '{"a": NaN', "9" * 5000])
def test_what_is_no_json_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
        parsed(text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize("part", [b"[],", b"{},"])
def test_a_bomb_is_not_parsed(part: bytes) -> None:
    with pytest.raises(ValueError, match="too many values"):
        parsed(b"[" + part * 20_000_000 + b"1]")


def test_an_outline_of_a_million_points_is() -> None:
    text = json.dumps([[123_456.789012, -98_765.4321012]] * 1_000_000).encode()
    assert memory_of(text) < MOST_MEMORY


@pytest.mark.parametrize(
    "text",
    [
        "[" + "[]," * 9999 + "[]]",
        "[" + "{}," * 9999 + "{}]",
        "[" + "1.5," * 9999 + "1]",
        '["' + "é" * 9999 + '"]',
        "[" + '{"a":1},' * 9999 + "{}]",
        json.dumps({str(i): str(i) for i in range(9999)}),
    ],
)
def test_it_costs_no_more_than_is_reckoned(text: str) -> None:
    content = text.encode()
    tracemalloc.start()
    values = parsed(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert values
    assert peak < memory_of(content)
