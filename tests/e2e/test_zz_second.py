from __future__ import annotations
import json
from pathlib import Path
import numpy as np
from PIL import Image as P
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import *
from tests.e2e.driving import *
from ui.application.window import make_window

def pic(path, seed, n=3):
    r = np.random.default_rng(seed); a = np.full((60, 90, 3), 20, np.uint8)
    for i in range(n):
        a[5:25+5*i, 10 + 25 * i: 25 + 25 * i] = (80 + 50 * i, 200 - 40*i, 60*i)
    a = (a + r.integers(0, 3, a.shape)).astype(np.uint8); P.fromarray(a).save(path); return path

def state(window):
    out = {}
    for w in window.findChildren(QWidget):
        n = w.objectName()
        if not n or n.startswith("qt_"): continue
        v = None
        if isinstance(w, QComboBox): v = w.currentText()
        elif isinstance(w, (QSpinBox, QDoubleSpinBox)): v = w.text()
        elif isinstance(w, QSlider): v = w.value()
        elif isinstance(w, QLineEdit): v = w.text()
        elif isinstance(w, QAbstractButton): v = (w.isChecked(), w.text(), w.isEnabled())
        elif isinstance(w, QLabel): v = w.text()
        if v is not None: out[n] = (v, w.isVisibleTo(window))
    return out

def poke(qtbot, window):
    done = []
    for w in window.workspace.widget.findChildren(QWidget):
        n = w.objectName()
        p = w.parentWidget(); skip = False
        while p is not None:
            skip |= p.objectName() in ("dock_clustering",); p = p.parentWidget()
        if skip or not n or n.startswith("qt_") or not w.isEnabled() or not w.isVisibleTo(window): continue
        try:
            if isinstance(w, QComboBox) and w.count() > 1 and not n.startswith(("workspace",)):
                i = (w.currentIndex() + 1) % w.count(); w.setCurrentIndex(i); w.activated.emit(i); done.append(n)
            elif isinstance(w, (QSpinBox, QDoubleSpinBox)):
                w.stepUp(); w.editingFinished.emit(); done.append(n)
            elif type(w).__name__ == "NumberField":
                w.setFocus(); w.selectAll(); QTest.keyClicks(w, "3"); QTest.keyClick(w, Qt.Key.Key_Return); done.append(n)
            elif isinstance(w, QCheckBox): w.click(); done.append(n)
        except RuntimeError: pass
        QApplication.processEvents()
    return done

def test_leak(qtbot, tmp_path, monkeypatch):
    a, b = pic(tmp_path/"a.png", 1), pic(tmp_path/"b.png", 2, 2)
    def fresh():
        w = make_window(); qtbot.addWidget(w); w.show(); qtbot.waitExposed(w); return w
    def pages(w):
        for dock in w.workspace.parts.docks.values(): dock.show()
    w = fresh(); pages(w); drop_one(qtbot, w, b); qtbot.wait(500); one = state(w); w.close_without_asking(); first = w
    w = fresh(); pages(w); drop_one(qtbot, w, a)
    w.services.actions.by_id["show_regions"].trigger()
    qtbot.wait(500)
    done = poke(qtbot, w); qtbot.wait(1500)
    w.grab().save("/tmp/host/a.png")
    assert drop(w, [b]); qtbot.waitUntil(lambda: Path(w.session.document.image.provenance.path).name == "b.png" and settled(w), timeout=200000); qtbot.wait(1500); two = state(w); w.grab().save("/tmp/host/b.png")
    for box in complaints(): print("BOX", box.text()); box.close()
    w.close_without_asking()
    print("POKED", done)
    for n in sorted(set(one) | set(two)):
        if one.get(n) != two.get(n): print("DIFF", n, one.get(n), "->", two.get(n))
