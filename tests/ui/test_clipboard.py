"""What is put on the clipboard belongs to Qt: it outlives Python, whose QMimeData would crash at exit."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

COPY = """
from PySide6.QtGui import QAction, QGuiApplication
from tests.ui.area_rows import four_rows
from ui.application.application import make_application
from ui.segment.classes.class_table import ClassTable

application = make_application()
table = ClassTable()
table.set_rows(four_rows())
table.findChild(QAction, "class_copy").trigger()
print(len(QGuiApplication.clipboard().text().splitlines()))
"""


def test_a_program_that_has_copied_the_class_table_ends_in_order():
    done = subprocess.run(
        [sys.executable, "-c", COPY],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "5\n", "")


def test_the_window_puts_nothing_on_the_clipboard_that_python_has_made():
    """`setText`, `setImage` and `setPixmap` of the clipboard make their data in Qt."""
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute) and node.attr == "setMimeData"
    }
    assert found == set()
