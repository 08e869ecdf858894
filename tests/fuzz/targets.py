"""What is fuzzed, and with which files it begins."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import h5py
import numpy as np
import pyogrio
import rasterio
import shapely
from PIL import Image as PillowImage
from pyproj import CRS

from core.accuracy.pool import Kind, Place, Pool, PooledPicture, PooledSample, pooled
from core.accuracy.sample import Answer
from core.base.hashing import sha256_of
from core.base.parallel import never_cancelled
from core.classes.classes import Class, default_classes
from core.cluster.features.rebuilt import file_there, form_of
from core.cluster.features.specification import Learned
from core.cluster.features.training.model_file import to_bytes
from core.cluster.parameters import Parameters
from core.cluster.prepared.own_planes import frozen_of
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.cluster.starts.starts import read_start
from core.document.document import Document
from core.document.document_file import document_of, read_document
from core.document.plain_json import damage_named
from core.document.recipe import apply_recipe, read_recipe
from core.elsewhere.label_files import class_labels_for
from core.guarded.process import ReadingProcess
from core.image.image import Georeference, Image, PixelGrid
from core.image.reading import Reading
from core.io.first_look import first_look
from core.networks.bundled import lacking
from core.networks.grids import Grid, packed
from core.networks.network import Description, LayerShape, describe_there
from core.pictures.dates import FileDates
from core.pipeline.record import run_record
from core.pipeline.record_reader import document_from, read_record, region_options_from
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.reference.example_files import examples_for
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Ellipse, Rectangle, polygon
from core.roi_files.formats import regions_for, write_regions
from core.scale.calibrate import calibrate
from core.series.change_record import CHANGE_FORMAT, read_change_record, repeat_change
from core.series.choice import LegendChoice
from core.series.class_map_files import class_map
from core.series.entry import Entry, entries_in, entry_json, measured_entry
from core.series.fitness import fitness, reference_of_one
from core.series.floe_file import SavedProject, read_floe
from core.series.journal import JOURNAL, Journal
from core.series.legend import kind_of, legend_from, legend_json, legend_of
from core.series.legend_file import legend_in, read_legend
from core.series.order import Order
from core.series.picture_work import Measured
from core.series.project import Project
from core.series.project_file import project_in, write_project
from core.series.verify import read_series_record
from core.writing.extras import missing
from tests.core.networks import made_files
from tests.fuzz import collections
from tests.satellites import write_band

TESTS = Path(__file__).resolve().parents[1]
DEGREES = Georeference(CRS.from_epsg(4326).to_wkt(), (1 / 80, 0.0, -78.0, 0.0, -1 / 60, 25.0))
CUT = RegionPart(Ellipse(20, 20, 5, 4), adds=False)
RINGS = polygon([(5, 5), (60, 7), (30, 50)], [(20, 10), (30, 10), (25, 20)])
REGIONS = (
    RegionOfInterest("a", (RegionPart(Rectangle(10, 10, 40, 30)), CUT)),
    RegionOfInterest("b", (RegionPart(RINGS),)),
)
IMAGE = Image(np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8))


PICTURES = (".tif", ".png", ".jpg", ".bmp", ".gif", ".webp", ".msk", ".stk")
VRT = b"""<VRTDataset rasterXSize="30" rasterYSize="20"><SRS>EPSG:4326</SRS>
<GeoTransform>0,1,0,0,0,-1</GeoTransform>
<VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename relativeToVRT="1">0.tif</SourceFilename>
<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"""


@dataclass(frozen=True)
class Target:
    """suffixes: of the files below tests that it begins with. more: makes further ones, by their endings.

    run: returns, or raises a FloeError; anything else is found.
    """

    suffixes: tuple[str, ...]
    run: Callable[[ReadingProcess, Path], object]
    more: Callable[[], dict[str, list[bytes]]] = dict

    def seeds(self) -> list[tuple[str, bytes]]:
        """Suffix and content of the files that it begins with."""
        files = [path for folder in ("cases", "fixtures") for path in sorted((TESTS / folder).rglob("*"))]
        # Bombs take their time each, and have tests of their own.
        chosen = [path for path in files if path.suffix in self.suffixes and "bomb" not in path.name]
        found = [(path.suffix, path.read_bytes()) for path in chosen]
        made = [(suffix, content) for suffix, each in self.more().items() for content in each]
        return [(suffix, content) for suffix, content in found + made if len(content) < 300_000]


def _picture(process: ReadingProcess, path: Path) -> object:
    return process.read(path)


def _look(process: ReadingProcess, path: Path) -> object:
    return process.read_by(first_look, path, Reading(), 1)


def _made_looks() -> dict[str, list[bytes]]:
    """JPEGs, and a TIFF with an overview."""
    jpegs = []
    for mode in ("RGB", "L", "CMYK"):
        out = io.BytesIO()
        PillowImage.fromarray(IMAGE.pixels).convert(mode).save(out, "JPEG")
        jpegs.append(out.getvalue())
    profile = {"driver": "GTiff", "height": 60, "width": 80, "count": 3, "dtype": "uint8", "nodata": 0}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.tif"
        with rasterio.open(path, "w", tiled=True, blockxsize=16, blockysize=16, **profile) as file:
            file.write(np.moveaxis(IMAGE.pixels, 2, 0))
        with rasterio.open(path, "r+") as file:
            file.build_overviews([2], rasterio.enums.Resampling.nearest)
        return {".jpg": jpegs, ".tif": [path.read_bytes()]}


def _regions(process: ReadingProcess, path: Path) -> object:
    if path.suffix == ".shp":
        for suffix, content in _shapefile().items():
            if suffix != ".shp":
                path.with_suffix(suffix).write_bytes(content)
    georeference = DEGREES if path.stat().st_size % 2 else None
    return process.read_by(regions_for, path, PixelGrid(60, 80, georeference))


def _examples(process: ReadingProcess, path: Path) -> object:
    georeference = DEGREES if path.stat().st_size % 2 else None
    return process.read_by(examples_for, path, PixelGrid(60, 80, georeference))


def _made_examples() -> dict[str, list[bytes]]:
    tables = [b"x,y,class,scribble\n10,20,ice,\n3,4,sea,1\n50,40.5,sea,1\n", b"x;y;class\n-0,5;24,6;ice\n"]
    on_a_map = b"x,y,class,crs\n-77.5,24.6,ice,EPSG:4326\n-77.2,24.3,sea,EPSG:4326\n"
    point = {"type": "Point", "coordinates": [-77.5, 24.6]}
    line = {"type": "LineString", "coordinates": [[-77.5, 24.6], [-77.2, 24.3]]}
    features = [
        {"type": "Feature", "geometry": each, "properties": {"class": name}}
        for each, name in ((point, "ice"), (line, "sea"))
    ]
    collection = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return {".csv": [*tables, on_a_map], ".geojson": [collection]}


def _labels(process: ReadingProcess, path: Path) -> object:
    return process.read_by(class_labels_for, path, PixelGrid(6, 8), "p.png")


def _made_labels() -> dict[str, list[bytes]]:
    head = {"images": [{"id": 1, "file_name": "p.png", "width": 8, "height": 6}]}
    names = [{"id": 1, "name": "ice"}, {"id": 2, "name": "water"}]
    runs = (
        [[1, 1, 4, 1, 4, 4, 1, 4]],
        {"size": [6, 8], "counts": [8, 2, 38]},
        {"size": [6, 8], "counts": "82T1"},
    )
    each = [
        {"id": i, "image_id": 1, "category_id": 1 + i % 2, "segmentation": area, "iscrowd": i % 2}
        for i, area in enumerate(runs)
    ]
    coco = json.dumps({**head, "categories": names, "annotations": each}).encode()
    mask = io.BytesIO()
    PillowImage.fromarray(np.eye(3, dtype=np.uint8) * 255).save(mask, "PNG")
    kinds = ("polygon", "rectangle", "circle", "linestrip", "mask")
    text = base64.b64encode(mask.getvalue()).decode()
    shapes = [
        {
            "label": kind,
            "shape_type": kind,
            "points": [[1, 1], [4, 2], [3, 5]][: 3 - (kind != "polygon")],
            "mask": text,
        }
        for kind in kinds
    ]
    labelme = json.dumps({"shapes": shapes, "imageWidth": 8, "imageHeight": 6, "imageData": None}).encode()
    return {".json": [coco, labelme], ".png": [_saved("PNG", mode) for mode in ("L", "P")]}


def _class_map(process: ReadingProcess, path: Path) -> object:
    return class_map(path, process)


def _change(process: ReadingProcess, path: Path) -> object:
    return repeat_change(process.read_by(read_change_record, path), path, process)


def _changes() -> dict[str, list[bytes]]:
    side = {"path": "a.tif", "sha256": "", "classes": ["a"]}
    aligned = {"matrix": [[1.0, 0.0, 3.0], [0.0, 1.0, 0.0]], "size": [4, 4], "likeness": 0.9}
    record = {"format": CHANGE_FORMAT, "version": 1, "earlier": side, "later": side}
    made = [
        {**record, "alignment": aligned, "result": {"cells": []}},
        {**record, "alignment": None, "result": {"cells": []}},
        {**record, "earlier": {**side, "classes": ["a", "b"]}, "alignment": None, "result": {"cells": [1]}},
    ]
    return {".json": [json.dumps(each).encode() for each in made]}


def _document(process: ReadingProcess, path: Path) -> object:
    saved = process.read_by(read_document, path)
    saved.candidates()
    return document_of(saved, IMAGE, calibrate(IMAGE))


def _project(process: ReadingProcess, path: Path) -> object:
    saved = process.read_by(read_floe, path)
    if isinstance(saved, SavedProject):
        return project_in(saved)
    return document_of(saved, IMAGE, calibrate(IMAGE))


def _points_over(pictures: tuple[Path, ...]) -> PooledSample:
    names = tuple(PooledPicture(str(path), "0" * 64, "1" * 64) for path in pictures)
    sizes = np.array([[6, 4], [2, 8]])
    pool = Pool((Kind((1,)), Kind((2,))), names, sizes, sizes.astype(np.float64))
    return pooled(pool, [Place(0, 2, 3), Place(1, 0, 0)], [0, 1], answers=(Answer(1, "class", "1"),))


def _made_projects() -> dict[str, list[bytes]]:
    """Each with another choice of the legend."""
    made = []
    pictures = (Path("/pictures/a.png"), Path("/pictures/b.png"))
    for project in (
        Project(pictures),
        Project(pictures, choice=LegendChoice("each"), order=Order("auto")),
        Project(pictures, k=2, named=(Class("ice", (2,)),), choice=LegendChoice("fit", pictures[0])),
        Project(pictures, k=2, sample=_points_over(pictures)),
    ):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "a.floe"
            write_project(path, project, None)
            made.append(path.read_bytes())
    return {".floe": made}


def _recipe(process: ReadingProcess, path: Path) -> object:
    values = process.read_by(read_recipe, path)
    return apply_recipe(Document(IMAGE, Parameters(), own_scale=calibrate(IMAGE)), values, path)


def _record(process: ReadingProcess, path: Path) -> object:
    record = process.read_by(read_record, path)
    with damage_named(path, "record"):
        return document_from(record, IMAGE), region_options_from(record["result"])


def _start(process: ReadingProcess, path: Path) -> object:
    return process.read_by(read_start, path)


def _legend(process: ReadingProcess, path: Path) -> object:
    """Read, then compared with and applied to a picture."""
    legend = legend_in(process.read_by(read_legend, path), path)
    legend.check(IMAGE)
    return fitness(legend, prepare_for(IMAGE, legend.parameters)), segment(IMAGE, legend.parameters)


def _made_legends() -> dict[str, list[bytes]]:
    made = []
    for k, space in ((2, "rgb"), (3, "lab"), (3, "bands")):
        parameters = Parameters(k=k, space=space)
        prepared = prepare_for(IMAGE, parameters)
        found = segment(IMAGE, parameters, prepared=prepared)
        frozen = frozen_of(IMAGE, found.parameters, found.parameters.space, never_cancelled)
        reference = reference_of_one(prepared, found.centroids)
        classes, kind = default_classes(k), kind_of(IMAGE)
        legend = legend_of(
            found, frozen, classes, kind, source="fit:a", pictures=(("a", "f" * 64),), reference=reference
        )
        made.append({"format": "floe legend", "version": 1, **legend_json(legend)})
    return {".json": [json.dumps(each).encode() for each in made]}


def _series(process: ReadingProcess, path: Path) -> object:
    """A record of a series, or its journal."""
    if path.suffix == ".jsonl":
        journal = Journal(path.parent)
        path.replace(path.with_name(JOURNAL))
        journal.resume(process)
        return journal.entries
    record = read_series_record(path, process)
    with damage_named(path, "record"):
        return list(entries_in(record)), legend_from(record["legend"])


def _made_series() -> dict[str, list[bytes]]:
    (legend, *_others) = (json.loads(each) for each in _made_legends()[".json"])
    result = result_in(run(task_of(Document(IMAGE, Parameters()))))
    record = {key: part for key, part in run_record(result).items() if key != "environment"}
    measured = Measured(record, FileDates(taken="2024-05-01T00:00:00"), (), (), {"labels": "a.png"}, {})
    entries = [measured_entry(Path("a.png"), measured, "f" * 64), Entry("b.png", reason="No.")]
    pictures = [entry_json(each) for each in entries]
    head = {"format": "floe series record", "version": 1, "legend": legend, "pictures": pictures}
    lines = "".join(json.dumps(each) + "\n" for each in (*pictures, *pictures)).encode()
    return {".json": [json.dumps(head).encode()], ".jsonl": [lines, lines[:-99]]}


def _network(process: ReadingProcess, path: Path) -> object:
    return process.read_by(describe_there, path, "", "")


def _model(process: ReadingProcess, path: Path) -> object:
    """Its ending says the kind."""
    name = path.suffix.removeprefix(".")
    # Whatever edition of it there is today.
    form = next(form for edition in range(1, 99) if (form := form_of(f"{name} {edition}")) is not None)
    learned = process.read_by(file_there, path, form.apart, sha256_of(path))
    return None if learned is None else form.together(learned)


def _made_pictures() -> dict[str, list[bytes]]:
    forms = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF", "PPM")
    made = {f".{form.lower()}": [_saved(form, mode) for mode in ("RGB", "L", "P")] for form in forms}
    array = io.BytesIO()
    np.save(array, IMAGE.pixels[:20, :30])
    return {**made, ".npy": [array.getvalue()], **_made_by_gdal(), ".h5": [_hdf5()], ".vrt": [VRT]}


def _hdf5() -> bytes:
    """With links of every kind within the file."""
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        picture = file.create_dataset(
            "a/picture", data=IMAGE.pixels[:20, :30, 0], chunks=(8, 8), compression=1
        )
        file["a/again"], file["b/a"], file["soft"] = picture, file["a"], h5py.SoftLink("/a/picture")
        layout = h5py.VirtualLayout(picture.shape, picture.dtype)
        layout[:] = h5py.VirtualSource(picture)
        file.create_virtual_dataset("virtual", layout)
    return out.getvalue()


def _made_by_gdal() -> dict[str, list[bytes]]:
    made: dict[str, list[bytes]] = {}
    with TemporaryDirectory() as folder:
        for suffix, driver in ((".jp2", "JP2OpenJPEG"), (".tiff", "GTiff")):
            path = Path(folder) / f"a{suffix}"
            size = {"width": 80, "height": 60, "count": 3, "dtype": "uint8"}
            grid = {"crs": "EPSG:4326", "transform": rasterio.Affine(1 / 80, 0, -78, 0, -1 / 60, 25)}
            with rasterio.open(path, "w", driver=driver, **size, **grid) as file:
                file.write(np.moveaxis(IMAGE.pixels, -1, 0))
            made[suffix] = [path.read_bytes()]
    return made


def _saved(form: str, mode: str) -> bytes:
    out = io.BytesIO()
    mode = "RGB" if form in ("JPEG", "PPM", "WEBP") else mode
    picture = PillowImage.fromarray(IMAGE.pixels[:20, :30]).convert(mode)
    picture.save(out, form)
    return out.getvalue()


@cache
def _shapefile() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        write_regions(Path(folder) / "a.shp", REGIONS, IMAGE)
        return {path.suffix: path.read_bytes() for path in Path(folder).iterdir()}


def _made_regions() -> dict[str, list[bytes]]:
    with TemporaryDirectory() as folder:
        names = ("a.geojson", "a.roi", "a.zip", "a.gpkg")
        paths = [Path(folder) / name for name in names]
        write_regions(paths[0], REGIONS, IMAGE)
        write_regions(paths[1], REGIONS[:1], IMAGE)
        write_regions(paths[2], REGIONS, IMAGE)
        square = shapely.to_wkb(np.array([shapely.box(10, 10, 40, 30)], dtype=object))
        field = np.array(["a"], dtype=object)
        kind = {"geometry_type": "Polygon", "crs": "EPSG:4326", "driver": "GPKG"}
        pyogrio.raw.write(paths[3], geometry=square, field_data=[field], fields=["name"], **kind)
        made = {path.suffix: [path.read_bytes()] for path in paths}
    return {**made, ".shp": [_shapefile()[".shp"]]}


def _starts() -> dict[str, list[bytes]]:
    return {".json": [json.dumps(IMAGE.pixels[0, :k].tolist()).encode() for k in (1, 4, 9)]}


def _models() -> dict[str, list[bytes]]:
    filters = np.arange(8 * 9).reshape(8, 3, 3).tolist()
    grid = Grid("conv", np.arange(24, dtype=np.int16).reshape(2, 3, 4), 0.1, (2.0, 2.5))
    layers = (LayerShape("conv", "convolution", 3, 2.0),)
    network = Description("made", "f" * 64, "rgb", "rgb", 1, layers, ("conv",), 8, (64, 64), 16)
    made = {
        ".eigenfilters": [json.dumps({"filters": filters}).encode()],
        ".network": [packed(network, [grid])],
    }
    if missing("safetensors"):
        return made
    learned = Learned({"w": np.ones((2, 3), np.float32)}, {"epochs": 3, "curves": {"loss": [1.0] * 20}})
    return {**made, ".cnn": [to_bytes(learned)]}


def _networks() -> dict[str, list[bytes]]:
    """Of every kind of file."""
    arrays = made_files.vgg_arrays()
    with TemporaryDirectory() as folder:
        at = Path(folder)
        paths = {
            ".pth": [
                made_files.torch_zip(at / "a.pth", arrays),
                made_files.torch_legacy(at / "b.pth", arrays),
            ],
            ".safetensors": [made_files.safetensors(at / "a.safetensors", arrays)],
            ".h5": [made_files.keras(at / "a.h5", made_files.keras_vgg_arrays(arrays))],
            ".onnx": [made_files.onnx(at / "a.onnx")],
        }
        return {suffix: [path.read_bytes() for path in each] for suffix, each in paths.items()}


def _products() -> dict[str, list[bytes]]:
    """Metadata of satellites that name the bands of `_product`."""
    scene = "\n".join((
        "GROUP = LANDSAT_METADATA_FILE", 'SPACECRAFT_ID = "LANDSAT_8"', 'SENSOR_ID = "OLI_TIRS"',
        'FILE_NAME_BAND_3 = "B3.TIF"', "GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS",
        "REFLECTANCE_MULT_BAND_3 = 2.75e-05", "END_GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS", "END",
    ))  # fmt: skip
    product = (
        b"<P><IMAGE_FILE>T_B02_10m</IMAGE_FILE><BOA_QUANTIFICATION_VALUE>10000</BOA_QUANTIFICATION_VALUE>"
        b'<BOA_ADD_OFFSET band_id="1">-1000</BOA_ADD_OFFSET></P>'
    )
    return {".xml": [product], ".txt": [scene.encode()]}


def _product(process: ReadingProcess, path: Path) -> object:
    """Metadata beside bands that are sound."""
    with TemporaryDirectory() as folder:
        metadata = Path(folder) / ("MTD_MSIL2A.xml" if path.suffix == ".xml" else "LC08_X_MTL.txt")
        metadata.write_bytes(path.read_bytes())
        write_band(metadata.with_name("B3.TIF"), np.ones((3, 4), np.uint16), 30)
        write_band(metadata.with_name("T_B02_10m.jp2"), np.ones((3, 4), np.uint16), 10)
        return process.read(metadata)


TARGETS = {
    "products": Target((), _product, _products),
    "pictures": Target(PICTURES, _picture, _made_pictures),
    "first looks": Target((), _look, _made_looks),
    "regions": Target((".geojson", ".gpkg", ".shp", ".roi", ".zip"), _regions, _made_regions),
    "examples": Target((), _examples, _made_examples),
    "labels": Target((), _labels, _made_labels),
    "documents": Target((".floe",), _document),
    "projects": Target((), _project, _made_projects),
    "recipes": Target((".json",), _recipe),
    "records": Target((".json",), _record),
    "class maps": Target((".tif", ".png"), _class_map),
    "changes": Target((), _change, _changes),
    "starts": Target((), _start, _starts),
    "legends": Target((), _legend, _made_legends),
    "series": Target((), _series, _made_series),
    "tables": Target((), collections.table, collections.made_tables),
    "collections": Target((), collections.record, collections.made_records),
    "stores": Target((), collections.store, collections.made_stores),
    "written stores": Target((), collections.written_store, collections.made_stores),
    "words": Target((), collections.words, collections.made_words),
    "models": Target((), _model, _models),
    **({} if lacking() else {"networks": Target((), _network, _networks)}),
}
