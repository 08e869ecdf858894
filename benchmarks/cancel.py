"""How long each long job works between two looks at `cancelled`, in seconds of processor.

python benchmarks/cancel.py ../shared/data/article/helvellyn.jpg [--only TEXT]

What is told is the longest that all threads together, or one of them, worked without looking. The first
run of each job is not counted: it may compile.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.base.parallel import Cancel
from core.cluster.choose_k.choose_k import choose_k
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import Prepared, prepare_for
from core.cluster.segmentation import Segmentation, finish
from core.cluster.starts.restarts import run_all
from core.document.document import Document
from core.document.step import Step, StepKind
from core.export.class_mask import mask_formats
from core.export.formats import formats
from core.image.image import Image, Provenance
from core.io.reader import read
from core.measure.measurement import measure
from core.measure.uncertainty import uncertainty
from core.pipeline.result import result_of, with_uncertainty
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
        self._last = time.process_time()
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
            if gap > self.longest:
                self.longest, self.where = gap, here
            self._last, self._threads[me] = now, own
            self.number += 1
        return False

    def end(self) -> None:
        gap = time.process_time() - self._last
        if gap > self.longest:
            self.longest, self.where = gap, "end"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("image", type=Path)
    parser.add_argument("--only", default="", help="jobs whose name has this text")
    options = parser.parse_args()
    print(f"{'job':44}{'looks':>7}{'longest':>9}  ended by the look in")
    with tempfile.TemporaryDirectory() as folder:
        for name, job in jobs(options.image, Path(folder)):
            if options.only in name:
                job(lambda: False)
                looks = Looks()
                job(looks)
                looks.end()
                print(f"{name:44}{looks.number:7}{looks.longest:9.3f}  {looks.where}", flush=True)


def jobs(path: Path, folder: Path) -> Iterator[tuple[str, Job]]:
    image = read(path)
    for name, seen, parameters in kinds(image):
        prepared = prepare_for(seen, parameters)
        yield f"{name}: prepare", lambda stop, i=seen, p=parameters: prepare_for(i, p, cancelled=stop)
        yield f"{name}: cluster", clustering(prepared, parameters)
        histories = run_all(prepared, parameters, None)
        yield (
            f"{name}: label",
            lambda stop, a=prepared, p=parameters, h=histories: finish(a, p, h, cancelled=stop),
        )
        found = finish(prepared, parameters, histories)
        document = Document(seen, parameters)
        yield from measuring(name, document, prepared, found)
        if name == "8-bit RGB":
            yield "choose k 2…12", lambda stop, a=prepared: choose_k(a, 2, 12, cancelled=stop)
            yield "8 restarts and swaps", clustering(prepared, replace(parameters, restarts=8))
            yield "best minimum", clustering(prepared, replace(parameters, init="best"))
            yield from writing(document, prepared, found, folder)


def kinds(image: Image) -> Iterator[tuple[str, Image, Parameters]]:
    yield "8-bit RGB", image, Parameters(k=7)
    yield "8-bit RGB in Lab", image, Parameters(k=7, space="lab")
    noise = np.random.default_rng(0).integers(0, 257, image.pixels.shape, np.uint16)
    deep = image.pixels * np.uint16(256) + noise.clip(0, 255)
    yield "16-bit RGB", Image(deep[:3000, :3000]), Parameters(k=7)
    yield "float, 4 bands", Image(with_fourth(deep)), Parameters(k=5, space="bands", scaling="percentiles")
    features = tuple(map(Feature, ("local-mean", "local-std", "gradient", "laws", "position")))
    yield "superpixels", image, Parameters(k=5, space="lab", by="superpixels")
    yield "with features", image, Parameters(k=5, features=features)


def with_fourth(pixels: np.ndarray) -> np.ndarray:
    return np.concatenate([pixels, pixels[..., :1] // 2], axis=2).astype(np.float32)


def measuring(
    name: str, document: Document, prepared: Prepared, found: Segmentation
) -> Iterator[tuple[str, Job]]:
    classes = document.settle(found).classes
    plain = measure(document, found)
    for kind, size in STEPS.items() if name == "8-bit RGB" else ():
        stepped = replace(document, steps=(Step(kind, size),))
        yield f"measure with {kind}", lambda stop, d=stepped: measure(d, found, cancelled=stop)
    yield f"{name}: measure", lambda stop: measure(document, found, cancelled=stop)
    yield f"{name}: errors", lambda stop: uncertainty(prepared, found, plain, classes, cancelled=stop)
    yield (
        f"{name}: regions",
        lambda stop: find_regions(
            found.labels, classes, document.calibration, image=document.image, cancelled=stop
        ),
    )


def writing(
    document: Document, prepared: Prepared, found: Segmentation, folder: Path
) -> Iterator[tuple[str, Job]]:
    result = with_uncertainty(replace(result_of(document, found), prepared=prepared), prepared)
    result.found_regions()
    masks = mask_formats(result.classes, georeferenced=False)
    for each in (*formats(), *masks[:1]):
        path = folder / f"picture{each.ending}"
        if not each.hindrance(result):
            yield f"export {each.key}", lambda stop, e=each, p=path: e.write(p, result, stop)
    yield "document", lambda stop: saved(folder / "a.floe", document, stop, embed=False)
    made = replace(document, image=replace(document.image, provenance=Provenance()))
    yield "document with its picture", lambda stop: saved(folder / "b.floe", made, stop, embed=True)


def saved(path: Path, document: Document, stop: Cancel, *, embed: bool) -> object:
    return save_document(ToSave(path, document, embed=embed, before=FileStamp.of(path)), stop)


def clustering(prepared: Prepared, parameters: Parameters) -> Job:
    return lambda stop: run_all(prepared, parameters, None, stop)


if __name__ == "__main__":
    main()
