"""What later commands need is imported beside the window, not in its thread."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.base.errors import Cancelled
from workers.imports_ahead import MODULES, import_ahead

# In a fresh interpreter: here everything may have been imported already.
SCRIPT = """
import sys, threading
imported = {}

class Finder:
    def find_spec(self, name, path=None, target=None):
        imported.setdefault(name, threading.current_thread() is threading.main_thread())

if __name__ == "__main__":
    sys.meta_path.insert(0, Finder())
    import numpy as np
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication
    application = QApplication([])
    from core.image.image import Image
    from ui.application.window import make_window
    from ui.shell.main_window import MainWindow
    from workers.imports_ahead import MODULES
    from workers.opening import opened
    window = make_window()
    window.imports._timer.setInterval(0)
    loop, limit, look = QEventLoop(), QTimer(), QTimer()
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(60_000)
    wanted = {*MODULES, "workers.uncertainty", "core.export.report_html", "core.export.yolo"}

    def done():
        if window.session.uncertainty is not None and wanted <= sys.modules.keys():
            loop.quit()

    look.timeout.connect(done)
    look.start(20)
    pixels = np.random.RandomState(0).randint(0, 256, (40, 40, 3)).astype(np.uint8)
    window.services.documents.take_opened(opened(Image(pixels)))
    loop.exec()
    print(sorted(name for name in wanted if imported.get(name, True)))
    window.close_without_asking()
"""


def test_the_window_imports_none_of_it_itself(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    script = tmp_path / "script.py"
    script.write_text(f"import sys; sys.path.insert(0, {str(root)!r})\n{SCRIPT}", encoding="utf-8")
    found = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert found.stdout.strip() == "[]", found.stderr


def test_every_module_is_there_and_a_cancel_is_heard() -> None:
    import_ahead(lambda: False)
    assert set(MODULES) <= sys.modules.keys()
    with pytest.raises(Cancelled):
        import_ahead(lambda: True)
