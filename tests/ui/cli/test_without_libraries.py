"""Floe where libraries of the system are missing, as on a server: what needs none of them works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage

from ui.application.request import Request
from ui.cli.cannot_start import say_why

ROOT = Path(__file__).resolve().parents[3]
# Loaded by every Python that starts, the processes that Floe starts too.
HOOK = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {modules!r}:
            reason = "{library}: cannot open shared object file: No such file"
            raise ImportError(reason, name=name)

sys.meta_path.insert(0, Missing())
"""
NO_GL = (
    "floe: {place}The system library libGL.so.1 is missing, which {needed_by} needs: install it, on Debian "
    "and Ubuntu by “apt-get install libgl1”, on Fedora by “dnf install libglvnd-glx”.\n"
)


def floe(
    folder: Path,
    *arguments: object,
    library: str = "libGL.so.1",
    modules: tuple[str, ...] = ("cv2", "PySide6"),
) -> subprocess.CompletedProcess[str]:
    (folder / "sitecustomize.py").write_text(HOOK.format(modules=modules, library=library))
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_measuring_needs_no_libgl(scene: Path, out: Path, tmp_path: Path) -> None:
    asked = ("--regions", "--open", "1", "--fill-holes", "3", "--class", "ice=3,4", "--export", "all")
    done = floe(tmp_path, "segment", scene, "-o", out, "-q", *asked)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (out / "scene_report.html").exists()
    done = floe(tmp_path, "verify", out / "scene_run.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "identical\n", "")


def test_what_draws_with_opencv_says_what_to_install(out: Path, tmp_path: Path) -> None:
    """The pictures of a report are made smaller with it; the other picture is measured."""
    large, small = tmp_path / "large.png", tmp_path / "small.png"
    pixels = np.zeros((20, 3000, 3), np.uint8)
    pixels[:, 1500:] = 200
    PillowImage.fromarray(pixels).save(large)
    PillowImage.fromarray(pixels[:, 1490:1510]).save(small)
    quick = ("-k", "2", "--no-uncertainty", "--export", "report_html")
    done = floe(tmp_path, "segment", large, small, "-o", out, "-q", *quick)
    assert done.returncode == 1
    assert done.stderr == NO_GL.format(place=f"{large}: ", needed_by="OpenCV")
    assert (out / "small_report.html").exists()


def test_the_window_says_what_to_install(scene: Path, tmp_path: Path) -> None:
    done = floe(tmp_path, scene)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == NO_GL.format(place="", needed_by="PySide6")


def test_a_reader_that_cannot_be_loaded(scene: Path, out: Path, tmp_path: Path) -> None:
    """rasterio on a slim Debian; what it does not read is read."""
    raster = tmp_path / "map.tif"
    profile = {"driver": "GTiff", "count": 3, "height": 4, "width": 5, "dtype": "uint8"}
    with rasterio.open(raster, "w", **profile, crs="EPSG:3413", transform=rasterio.Affine.scale(10)) as file:
        file.write(np.arange(60, dtype=np.uint8).reshape(3, 4, 5))
    asked = ("segment", raster, scene, "-o", out, "-q", "--no-uncertainty")
    done = floe(tmp_path, *asked, library="libexpat.so.1", modules=("rasterio",))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"floe: Cannot read {raster}: The system library libexpat.so.1 is missing")
    assert "which rasterio needs" in done.stderr
    assert "apt-get install libexpat1”" in done.stderr
    assert (out / "scene_areas.csv").exists()


def test_another_failure_of_an_import_is_a_defect() -> None:
    with pytest.raises(ImportError, match="undefined symbol"):
        say_why(ImportError("/a/b.so: undefined symbol: PyFoo"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11")
def test_a_library_of_qts_plug_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Qt itself would end the program."""
    from ui.application import application, start

    def missing(path: str) -> None:
        assert path.endswith("libqxcb.so")
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    opened: list[object] = []
    monkeypatch.setattr(application, "run", lambda request, *_: opened.append(request) or 0)
    monkeypatch.setattr("ui.application.start.ctypes.CDLL", missing)
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert start.run([]) == 2
    line = capsys.readouterr().err
    assert line.startswith("floe: The system library libxcb-cursor.so.0 is missing, which Qt needs")
    assert "libxcb-cursor0”" in line
    assert "xcb-util-cursor”" in line
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert start.run(["a.png"]) == 0
    assert opened == [Request((str(Path("a.png").absolute()),))]
