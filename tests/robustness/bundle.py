"""Uses a bundle as somebody does who has no Python: in its window, by keys, and on the command line.

Usage: ./.make/real-window .venv/bin/python -m tests.robustness.bundle dist/floe
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import h5py
import imagecodecs
import numpy as np
import rasterio
from PIL import Image as PillowImage
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication

from core.scenes.samples import sea_ice
from ui.widgets.settings import EXPORT_CONTENTS, SHOW_CONVERGENCE

ROOT = Path(__file__).resolve().parents[2]
# Compiling the kernels on a busy machine takes its time.
_PATIENCE_S = 1200.0


class Bundle:
    """A bundle, and a home for it with nothing in it. There is no program on its PATH, so no Python."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.program, self.home = folder.resolve() / "floe", home
        (home / "bin").mkdir()
        kept = {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY", "LANG") if name in os.environ}
        kept["LANGUAGE"] = "en"  # windows are known by their titles
        places = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        self.environment = (
            kept
            | places
            | {
                "PATH": str(home / "bin"),
                "HOME": str(home),
                "NUMBA_CACHE_DIR": str(home / "kernels"),  # the bundle stays as it was made
            }
        )
        if "DISPLAY" in kept:
            self.environment["QT_QPA_PLATFORM"] = "xcb"

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [str(self.program), *map(str, arguments)]
        return subprocess.run(
            command, env=self.environment, cwd=self.home, capture_output=True, text=True, check=False
        )


def until(ready: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not ready():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {_PATIENCE_S:.0f} s for {what}")
        time.sleep(0.5)


def xdotool(*arguments: str) -> str:
    done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def windows_called(pattern: str) -> list[str]:
    return xdotool("search", "--onlyvisible", "--name", pattern).split()


def use_window(bundle: Bundle, picture: Path) -> None:
    """Open, segment, export a GeoPackage and a PDF, close."""
    os.environ["XDG_CONFIG_HOME"] = bundle.environment["XDG_CONFIG_HOME"]
    QCoreApplication.setOrganizationName("Floe")
    QCoreApplication.setApplicationName("Floe")
    EXPORT_CONTENTS.set(frozenset({"gpkg", "report_pdf"}))
    SHOW_CONVERGENCE.set("never")
    made = [picture.with_name(f"{picture.stem}_{end}") for end in ("regions.gpkg", "report.pdf")]
    began = time.monotonic()
    with subprocess.Popen([str(bundle.program), str(picture)], env=bundle.environment) as program:
        try:
            until(lambda: windows_called(f"^{picture.name}"), "the window")
            print(f"window after {time.monotonic() - began:.1f} s")
            until(lambda: _asked_to_export(picture), "the dialog of exports")
            xdotool("key", "Return")
            until(lambda: all(path.exists() for path in made), "the files")
            print(f"files after {time.monotonic() - began:.1f} s")
            xdotool("key", "ctrl+q")
            until(lambda: program.poll() is not None, "the end")
        finally:
            program.kill()
    assert program.returncode == 0, program.returncode
    with sqlite3.connect(made[0]) as package:
        ((table,),) = package.execute("SELECT table_name FROM gpkg_contents").fetchall()
        (number,) = package.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    assert number > 0
    text = PdfReader(made[1]).pages[0].extract_text()
    assert picture.name in text, text
    print(f"{number} regions in {made[0].name}, {len(PdfReader(made[1]).pages)} pages in {made[1].name}")


def _asked_to_export(picture: Path) -> bool:
    """Ctrl+E does nothing before there is a result."""
    if not windows_called("^Export$"):
        xdotool("windowactivate", "--sync", windows_called(f"^{picture.name}")[0], "key", "ctrl+e")
        time.sleep(1)
    return bool(windows_called("^Export$"))


def pictures_of_each_family(folder: Path) -> list[Path]:
    """One scene, small, in one format of each family of readers."""
    folder.mkdir()
    pixels = np.ascontiguousarray(sea_ice(0, 120, 80).image.pixels)
    for name in ("a.png", "b.webp", "c.bmp", "d.ppm", "e.tif"):
        PillowImage.fromarray(pixels).save(folder / name)
    (folder / "f.jp2").write_bytes(imagecodecs.jpeg2k_encode(pixels, level=0))
    np.save(folder / "g.npy", pixels)
    with h5py.File(folder / "h.h5", "w") as file:
        file["data"] = pixels[..., 0]
    profile = {"width": 120, "height": 80, "count": 3, "dtype": "uint8", "crs": "EPSG:3413"}
    profile["transform"] = rasterio.transform.from_origin(0, 0, 10, 10)
    for name, driver in (("i.tif", "GTiff"), ("j.img", "ENVI")):
        with rasterio.open(folder / name, "w", driver=driver, **profile) as file:
            file.write(pixels.transpose(2, 0, 1))
    return sorted(path for path in folder.iterdir() if path.suffix not in (".hdr", ".xml"))


def has_resources(bundle: Bundle) -> None:
    """Samples, fonts, guides and catalogues are there, and the other language is spoken."""
    inside = bundle.program.parent / "_internal"
    names = [path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert [name for name in names if not (inside / name).is_file()] == []
    done = bundle.run("--language", "zh_CN", "segment", "none.png", "-o", "out")
    assert "无法读取 none.png" in done.stderr, done.stderr
    print(done.stderr.strip())


def use_commands(bundle: Bundle, folder: Path) -> None:
    """Every family of readers, every exporter, features of the base program; what is not in it says so."""
    for path in pictures_of_each_family(folder):
        done = bundle.run("segment", path, "-o", folder / "out", "-k", "3", "--json", "-q")
        assert done.returncode == 0, f"{path.name}: {done.stderr}"
        (image,) = json.loads(done.stdout)
        assert len(image["classes"]) == 3, image
        print(f"{path.name}: {[each['pixels'] for each in image['classes']]} pixels", flush=True)
    features = [
        part
        for name in ("laws", "local-mean", "gradient", "position")
        for part in ("--feature", f"{name}:0.3")
    ]
    everything = ("--export", "all", "--regions", "--area", "geodesic", *features)
    done = bundle.run("segment", folder / "i.tif", "-o", folder / "all", "-k", "3", *everything)
    assert done.returncode in (0, 1), done.stderr
    print(f"{len(list((folder / 'all').iterdir()))} files by --export all; {done.stderr.strip()[:300]}")
    done = bundle.run("verify", folder / "out" / "a_run.json")
    assert done.returncode == 0, done.stdout + done.stderr
    for feature, extra in (("autoencoder", "learn"), ("network", "networks")):
        done = bundle.run("segment", folder / "a.png", "-o", folder / "out", "--feature", f"{feature}:1")
        assert done.returncode == 1, done
        assert f"floe[{extra}]" in done.stderr, done.stderr
        print(done.stderr.strip())
    done = bundle.run("check", "-q")
    assert done.returncode == 0, done.stdout + done.stderr


def main(folder: str = "dist/floe") -> int:
    with tempfile.TemporaryDirectory(prefix="floe-bundle-") as home:
        bundle = Bundle(Path(folder), Path(home))
        assert shutil.which("python3", path=bundle.environment["PATH"]) is None
        picture = Path(home) / "scene.png"
        PillowImage.fromarray(sea_ice(0, 300, 200).image.pixels).save(picture)
        has_resources(bundle)
        use_window(bundle, picture)
        use_commands(bundle, Path(home) / "pictures")
    print("the bundle does it all")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
