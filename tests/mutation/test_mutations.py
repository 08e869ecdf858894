"""Slips that are found in a source file, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.mutations import mutants_of


def names(tmp_path: Path, source: str) -> list[str]:
    path = tmp_path / "module.py"
    path.write_text(source, encoding="utf-8")
    return [mutant.name.removeprefix("f: ") for mutant in mutants_of(path)]


@pytest.mark.parametrize(
    ("body", "slips"),
    [
        ("return a < b <= c", ["a < b <= c → a <= b <= c", "a < b <= c → a < b < c"]),
        ("return a == b", ["a == b → a != b"]),
        ("return a - b", ["a - b → a + b"]),
        ("a //= b", ["a //= b → a *= b"]),
        ("return a and b", ["a and b → a or b"]),
        ("return not a", ["not a → a"]),
        ("return -a", ["-a → a"]),
        ("return 7", ["7 → 8"]),
        ("return 0.5", ["0.5 → 1.5"]),
        ("return 1e300", ["1e+300 → 2e+300"]),
        ("return True", ["True → False"]),
        ("return a[1:]", ["1 → 2"]),
        ("return max(a, b)", ["max(a, b) → a", "max(a, b) → b"]),
        ("return max(a)", ["max(a) → min(a)"]),
        ("return np.minimum(a, b)", ["np.minimum(a, b) → a", "np.minimum(a, b) → b"]),
        ("return np.clip(a, b, c)", ["np.clip(a, b, c) → a"]),
        ("return a.clip(b, c)", ["a.clip(b, c) → a"]),
        ("return abs(a)", ["abs(a) → a"]),
        ("return np.floor(a)", ["np.floor(a) → np.ceil(a)"]),
        ("return round(a)", ["round(a) → int(a)"]),
        ("return a.argmin()", ["a.argmin() → a.argmax()"]),
        ("return sorted(a, key=b)", ["sorted(a, key=b) → a", "sorted(a, key=b) → sorted(a)"]),
        ("return np.argsort(a, kind='stable')", ["np.argsort(a, kind='stable') → np.argsort(a)"]),
        ("return s(a, side='right')", ["s(a, side='right') → s(a, side='left')"]),
        ("check(a)", ["check(a) → pass"]),
        ("return a if b else c", ["b → a if not b else c"]),
        ("while a: break", ["a → while not a: break", "break → continue"]),
    ],
)
def test_slips(tmp_path: Path, body: str, slips: list[str]) -> None:
    assert names(tmp_path, f"def f():\n    {body}\n") == slips


@pytest.mark.parametrize(
    "body",
    [
        '"""A text."""',
        'return "text"',
        'raise ValueError(f"{a + 1}")',
        'return f"{a + 1}"',
        'return _("{n} pixels").format(n=a + 1)',
        "raise_if_cancelled(a)",
        "from a import b",
        "return zip(a, b, strict=True)",
        "return np.zeros(256)",
        "return a[: 1 << 20]",
    ],
)
def test_what_is_left_alone(tmp_path: Path, body: str) -> None:
    assert names(tmp_path, f"def f():\n    {body}\n") == []


def test_types_decorators_and_bases_are_no_values(tmp_path: Path) -> None:
    source = (
        "Kind = A | B\n@cache(maxsize=4)\ndef f(a: 'x' = None) -> A | B: ...\nclass C(D[1]): a: int | str\n"
    )
    assert names(tmp_path, source) == []


def test_names_tell_where_and_which_and_stay_where_lines_move(tmp_path: Path) -> None:
    source = "A = 3\nclass C:\n    b: int = 4\n    def f(self, c=5):\n        return c + 1, c + 1\n"
    expected = [
        "A: 3 → 4",
        "C: 4 → 5",
        "C.f: 5 → 6",
        "C.f: c + 1 → c - 1",
        "C.f: 1 → 2",
        "C.f: c + 1 → c - 1 (2)",
        "C.f: 1 → 2 (2)",
    ]
    assert names(tmp_path, source) == names(tmp_path, f"# Moved.\n\n{source}") == expected
    mutants = mutants_of(tmp_path / "module.py")
    assert [mutant.at_import for mutant in mutants] == [True, True, True, False, False, False, False]
    assert [list(mutant.lines) for mutant in mutants[:4]] == [[3], [5], [6], [7]]
    assert [mutant.constant for mutant in mutants[:2]] == ["A", ""]
