"""Whether little motion is wanted is what the settings of the desktop say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ui.widgets.motion import is_motion_reduced

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows says it by itself")


@pytest.mark.parametrize(
    ("said", "reduced"),
    [
        ("[Settings]\ngtk-enable-animations=0\n", True),
        ("[Settings]\ngtk-enable-animations=false\n", True),
        ("[Settings]\ngtk-enable-animations=1\n", False),
        ("[Settings]\ngtk-theme-name=100%\n", False),
        ("[Settings]\ngtk-enable-animations=perhaps\n", False),
        ("no settings at all", False),
        (None, False),
    ],
)
def test_what_gtk_is_told_counts(said, reduced, own_folders: Path) -> None:
    if said is not None:
        folder = own_folders / "config" / "gtk-3.0"
        folder.mkdir(parents=True)
        (folder / "settings.ini").write_text(said, encoding="utf-8")
    assert is_motion_reduced() is reduced
