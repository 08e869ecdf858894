"""Free memory, by what the system and the group of a container say."""

from __future__ import annotations

import sys

import pytest

from core.base import free_memory as module
from core.base.free_memory import free_memory


@pytest.fixture
def said(monkeypatch, tmp_path):
    """Write what the system says: a file by its name."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    monkeypatch.setattr(module, "_LINUX", tmp_path / "meminfo")
    monkeypatch.setattr(module, "_GROUP", tmp_path)
    return lambda name, text: (tmp_path / name).write_text(text)


def test_nobody_says_anything(said):
    assert free_memory() is None
    said("meminfo", "nothing\nMemAvailable:\n")
    assert free_memory() is None


def test_the_least_of_both_counts(said):
    said("meminfo", "MemTotal: 9 kB\nMemAvailable:     300 kB\n")
    assert free_memory() == 300 * 1024
    said("memory.current", "1000\n")
    said("memory.max", "max\n")
    assert free_memory() == 300 * 1024
    said("memory.max", "1500\n")
    assert free_memory() == 500
    said("memory.max", "900\n")
    assert free_memory() == 0


def test_this_machine_has_some():
    found = free_memory()
    assert found is None or found > 1_000_000
