"""How long each long job works between two looks at `cancelled`, in seconds of processor.

python benchmarks/cancel.py ../shared/data/article/helvellyn.jpg [--only TEXT …]

What is told is the longest that all threads together, or one of them, worked without looking, and between
which two looks. The first run of each job is not counted: it may compile.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.base.parallel import Cancel
from core.cluster.choose_k.choose_k import choose_k
from core.cluster.features.feature import Feature
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import Prepared, prepare_for
from core.cluster.segmentation import Segmentation, finish
from core.cluster.starts.restarts import run_all
from core.document.document import Document
from core.document.step import Step, StepKind
from core.export.class_mask import mask_formats
from core.export.formats import Format, formats
from core.image.image import Image, Provenance
from core.io.reader import read
from core.measure.measurement import Measurement, measure
from core.measure.uncertainty import uncertainty
from core.pipeline.result import Result, result_of, with_uncertainty
from core.regions.regions import find_regions
from core.writing.stamp import FileStamp
from workers.saving import ToSave, save_document

Job = Callable[[Cancel], object]
# Where others ask whom they were given.
_NO_PLACE = ("parallel.py", "listening.py")
STEPS: dict[StepKind, float] = {
    "open": 5, "close": 5, "fill-holes": 100, "min-area": 100, "majority": 5, "keep-largest": 0
}  # fmt: skip


class Looks:
    """A `cancelled` that is never true, and remembers the longest time between two looks."""

    def __init__(self) -> None:
        self.number, self.longest, self.where = 0, 0.0, ""
        self._lock = threading.Lock()
        self._last, self._place = time.process_time(), "begin"
        self._threads: dict[int, float] = {threading.get_ident(): time.thread_time()}

    def __call__(self) -> bool:
        frame = sys._getframe(1)
        while frame.f_back is not None and Path(frame.f_code.co_filename).name in _NO_PLACE:
            frame = frame.f_back
        here = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
        own, me = time.thread_time(), threading.get_ident()
        with self._lock:
            now = time.process_time()
            gap = max(now - self._last, own - self._threads.get(me, own))
            self._count(gap, here)
            self._last, self._threads[me], self._place = now, own, here
            self.number += 1
        return False

    def end(self) -> None:
        self._count(time.process_time() - self._last, "end")

    def _count(self, gap: float, here: str) -> None:
        if gap > self.longest:
            self.longest, self.where = gap, f"{self._place} … {here}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("image", type=Path)
    parser.add_argument("--only", nargs="+", default=[""], help="jobs whose name has one of these texts")
    options = parser.parse_args()
    print(f"{'job':44}{'looks':>7}{'longest':>9}  between the looks in")
    with tempfile.TemporaryDirectory() as folder:
        for name, job in jobs(options.image, Path(folder)):
            if any(text in name for text in options.only):
                job(lambda: False)
                looks = Looks()
                job(looks)
                looks.end()
                print(f"{name:44}{looks.number:7}{looks.longest:9.3f}  {looks.where}", flush=True)


@dataclass(frozen=True)
class Kind:
    """A picture and how it is clustered. What a job needs is made for the first that needs it."""

    name: str
    image: Image
    parameters: Parameters

    @cached_property
    def prepared(self) -> Prepared:
        return prepare_for(self.image, self.parameters)

    @cached_property
    def histories(self) -> list[list[KMeansStep]]:
        return run_all(self.prepared, self.parameters, None)

    @cached_property
    def found(self) -> Segmentation:
        return finish(self.prepared, self.parameters, self.histories)

    @cached_property
    def document(self) -> Document:
        return Document(self.image, self.parameters)

    @cached_property
    def measured(self) -> Measurement:
        return measure(self.document, self.found)

    @cached_property
    def result(self) -> Result:
        result = replace(result_of(self.document, self.found), prepared=self.prepared)
        result = with_uncertainty(result, self.prepared)
        result.found_regions()
        return result


def jobs(path: Path, folder: Path) -> Iterator[tuple[str, Job]]:
    image = read(path)
    for kind in kinds(image):
        yield f"{kind.name}: prepare", lambda stop, a=kind: prepare_for(a.image, a.parameters, cancelled=stop)
        yield f"{kind.name}: cluster", clustering(kind)
        yield (
            f"{kind.name}: label",
            lambda stop, a=kind: finish(a.prepared, a.parameters, a.histories, cancelled=stop),
        )
        yield from measuring(kind)
        if kind.name == "8-bit RGB":
            yield "choose k 2…12", lambda stop, a=kind: choose_k(a.prepared, 2, 12, cancelled=stop)
            yield "8 restarts and swaps", clustering(kind, restarts=8)
            yield "best minimum", clustering(kind, init="best")
            yield from writing(kind, folder)


def kinds(image: Image) -> Iterator[Kind]:
    yield Kind("8-bit RGB", image, Parameters(k=7))
    yield Kind("8-bit RGB in Lab", image, Parameters(k=7, space="lab"))
    noise = np.random.default_rng(0).integers(0, 257, image.pixels.shape, np.uint16)
    deep = image.pixels * np.uint16(256) + noise.clip(0, 255)
    yield Kind("16-bit RGB", Image(deep[:3000, :3000]), Parameters(k=7))
    bands = Parameters(k=5, space="bands", scaling="percentiles")
    yield Kind("float, 4 bands", Image(with_fourth(deep)), bands)
    features = tuple(map(Feature, ("local-mean", "local-std", "gradient", "laws", "position")))
    yield Kind("superpixels", image, Parameters(k=5, space="lab", by="superpixels"))
    yield Kind("with features", image, Parameters(k=5, features=features))


def with_fourth(pixels: np.ndarray) -> np.ndarray:
    return np.concatenate([pixels, pixels[..., :1] // 2], axis=2).astype(np.float32)


def measuring(kind: Kind) -> Iterator[tuple[str, Job]]:
    for step, size in STEPS.items() if kind.name == "8-bit RGB" else ():
        yield f"measure with {step}", stepped(kind, step, size)
    yield f"{kind.name}: measure", lambda stop: measure(kind.document, kind.found, cancelled=stop)
    yield f"{kind.name}: errors", errors(kind)
    yield f"{kind.name}: regions", regions(kind)


def stepped(kind: Kind, step: StepKind, size: float) -> Job:
    def job(stop: Cancel) -> object:
        return measure(replace(kind.document, steps=(Step(step, size),)), kind.found, cancelled=stop)

    return job


def errors(kind: Kind) -> Job:
    def job(stop: Cancel) -> object:
        classes = kind.document.settle(kind.found).classes
        return uncertainty(kind.prepared, kind.found, kind.measured, classes, cancelled=stop)

    return job


def regions(kind: Kind) -> Job:
    def job(stop: Cancel) -> object:
        document, classes = kind.document, kind.document.settle(kind.found).classes
        labels, calibration = kind.found.labels, document.calibration
        return find_regions(labels, classes, calibration, image=document.image, cancelled=stop)

    return job


def writing(kind: Kind, folder: Path) -> Iterator[tuple[str, Job]]:
    masks = mask_formats(kind.document.settle(kind.found).classes, georeferenced=False)
    for each in (*formats(), *masks[:1]):
        path = folder / f"picture{each.ending}"
        yield f"export {each.key}", exporting(kind, each, path)
    yield "document", lambda stop: saved(folder / "a.floe", kind.document, stop, embed=False)
    made = replace(kind.document, image=replace(kind.image, provenance=Provenance()))
    yield "document with its picture", lambda stop: saved(folder / "b.floe", made, stop, embed=True)


def exporting(kind: Kind, form: Format, path: Path) -> Job:
    def job(stop: Cancel) -> None:
        if not form.hindrance(kind.result):
            form.write(path, kind.result, stop)

    return job


def saved(path: Path, document: Document, stop: Cancel, *, embed: bool) -> object:
    return save_document(ToSave(path, document, embed=embed, before=FileStamp.of(path)), stop)


def clustering(kind: Kind, **others: Any) -> Job:
    return lambda stop: run_all(kind.prepared, replace(kind.parameters, **others), None, stop)


if __name__ == "__main__":
    main()
