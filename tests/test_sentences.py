"""Every sentence that a person reads can be translated; see core.base.sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unmarked import problems, reads

ROOT = Path(__file__).resolve().parents[1]
# What looks like words and is none for a reader: names of planes, columns, classes and sheets, which files
# keep and scripts look for; words of other programs; usage lines.
DATA: dict[str, set[str]] = {
    "core/base/opencv.py": {"OpenCV"},
    "core/base/system_libraries.py": {
        r"(\S+): cannot open shared object file|Error loading shared library (\S+):"
    },
    "core/base/zip_members.py": {"too many members"},
    "core/classes/ratios.py": {
        "ice concentration",
        "pond fraction",
        "water fraction",
        "snow cover",
        "vegetation cover",
    },
    # As bands are named in files, which do not depend on the language.
    "core/image/displayed.py": {"narrow nir", "near infrared"},
    "core/io/own_files.py": {"floe run record"},
    "core/io/satellite_metadata.py": {
        "red edge 1",
        "red edge 2",
        "red edge 3",
        "narrow nir",
        "water vapour",
        "thermal low gain",
        "thermal high gain",
    },
    "core/classes/naming.py": {"cluster {} of {}"},
    "core/cluster/features/band_ratio.py": {"near infrared", "shortwave infrared"},
    "core/cluster/features/learned/autoencoder.py": {"convolution {}"},
    "core/cluster/features/learned/cnn.py": {"label {}"},
    "core/cluster/features/learned/deep_autoencoder.py": {"layer {}"},
    "core/cluster/features/learned/eigenfilters.py": {"filter {}"},
    "core/cluster/features/learned/gan.py": {"convolution {}"},
    "core/cluster/features/local/local_mean.py": {"mean {}"},
    "core/cluster/features/local/local_std.py": {"local deviation"},
    "core/cluster/features/training/backend.py": {"Out of memory", "out of memory"},
    "core/cluster/features/training/basis.py": {"component {}"},
    "core/cluster/lloyd/kmeans.py": {"iteration cap"},
    "core/collection/cache.py": {
        (
            "CREATE TABLE look (picture TEXT PRIMARY KEY, width INT, height INT, "
            "used INT, small BLOB, thumb BLOB, taken TEXT, acquired TEXT, written TEXT)"
        ),
        (
            "CREATE TABLE vector (picture TEXT, model TEXT, used INT, content BLOB, "
            "PRIMARY KEY (picture, model))"
        ),
        "PRAGMA user_version = {}",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
        "width, height, small, thumb, taken, acquired, written",
        "SELECT picture, {} FROM look WHERE picture IN",
        "SELECT picture, content FROM vector WHERE model = ? AND picture IN",
        "INSERT OR REPLACE INTO look VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)",
        "UPDATE {} SET used = ? WHERE used < ? AND picture IN ({})",
        "SELECT count(*) FROM {}",
        "SELECT rowid FROM {} ORDER BY used, rowid LIMIT ?",
        "DELETE FROM {} WHERE rowid IN ({})",
        "DROP TABLE IF EXISTS look",
        "DROP TABLE IF EXISTS vector",
        "PRAGMA {}",
        "BEGIN IMMEDIATE",
    },
    "core/collection/embeddings/histogram.py": {
        "histogram 1 {}",
    },
    "core/collection/pixel_vectors.py": {
        "pixels 1 {} {}",
    },
    "core/collection/endpoint.py": {
        "Bearer {}",
    },
    "core/collection/record.py": {
        "floe collection record",
    },
    "core/collection/run_collection.py": {
        "file {}",
    },
    "core/collection/nearest_words.py": {
        "a photo of a {}.",
    },
    "core/collection/database.py": {
        (
            "CREATE TABLE picture (path TEXT PRIMARY KEY, inode TEXT, size INT, "
            "modified INT, sha256 TEXT, width INT, height INT, reason TEXT) WITHOUT ROWID"
        ),
        "CREATE TABLE run (key TEXT PRIMARY KEY, made REAL, seconds REAL, record BLOB)",
        "CREATE TABLE name (run TEXT, cluster INT, name TEXT, confirmed INT, PRIMARY KEY (run, cluster))",
        "PRAGMA application_id = {}",
        "PRAGMA user_version = {}",
        "PRAGMA cell_size_check = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",
        "it is closed",
        "SELECT count(*) FROM sqlite_master",
        "BEGIN IMMEDIATE",
    },
    "core/collection/store.py": {
        "SELECT * FROM picture",
        "DELETE FROM name WHERE run = ? AND cluster = ? AND confirmed = 0",
        "INSERT OR IGNORE INTO name VALUES (?, ?, ?, 0)",
        "INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "DELETE FROM picture WHERE path = ?",
        "INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?)",
        "SELECT key, made, seconds, record FROM run ORDER BY made, key",
        "SELECT cluster, name, confirmed FROM name WHERE run = ?",
        "DELETE FROM name WHERE run = ? AND cluster = ?",
        "INSERT INTO name VALUES (?, ?, ?, 1)",
        "CREATE TABLE IF NOT EXISTS shown (run TEXT, chosen TEXT)",
        (
            "CREATE TABLE IF NOT EXISTS map (run TEXT, name TEXT, about TEXT, points BLOB, "
            "PRIMARY KEY (run, name))"
        ),
        "DELETE FROM name WHERE run = ?",
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        "SELECT 1 FROM run WHERE key = ?",
        "INSERT OR REPLACE INTO map VALUES (?, ?, ?, ?)",
        "SELECT about, points FROM map WHERE run = ? ORDER BY name",
        "DELETE FROM shown",
        "INSERT INTO shown VALUES (?, ?)",
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?",
        "SELECT run, chosen FROM shown",
    },
    "ui/cli/bare_python.py": {
        "make run",
        "{} -m pip install -c constraints.txt .",
        "{} -m venv .venv",
        "floe: {}",
    },
    "ui/cli/cluster_options.py": {
        "floe cluster IMAGE|FOLDER|PATTERN ... -o DIR [options]",
    },
    "core/concentration/concentration_coding.py": {"per cent"},
    "core/collection/methods/mean_shift.py": {"Binning data failed"},
    "core/collection/methods/spectral.py": {"Graph is not fully connected"},
    "core/document/document_file.py": {"floe document", "packed in an unusual way"},
    "core/document/plain_json.py": {"floe run record"},
    "core/pipeline/reference_check.py": {"every pixel", "strata of the file"},
    "core/pipeline/accuracy_json.py": {
        "checked by {} points",
        "points by cluster",
        "random points in strata",
    },
    "core/document/recipe.py": {"floe recipe"},
    "core/export/geojson.py": {
        "longitude, latitude (WGS 84)",
        "pixels: x to the right, y down, from the upper left corner of the picture",
    },
    "core/export/gis_files.py": {"ESRI Shapefile", "SELECT count(*) FROM {}"},
    "core/export/labels_tif.py": {"no data", "Floe labels, {}\n{}"},
    "core/export/sizes_csv.py": {
        "regions found",
        "number density",
        "larger than from",
        "larger density",
        "density per",
        "standard error",
        "exponent low",
        "exponent high",
        "lower cut",
    },
    "core/export/table_files.py": {"Regions of interest", "Ratios inside"},
    "core/export/tables/columns.py": {"region of interest"},
    "core/image/image.py": {"synthetic scene", "band {}"},
    "core/io/instrument_scales.py": {"JEOL Ltd."},
    "core/io/numpy_arrays.py": {"NumPy array"},
    "core/io/source.py": {"missing codec", "not implemented", "not supported", "requires the"},
    "core/io/tiff.py": {"channel {}"},
    "core/io/tiff_tags.py": {"reference frame"},
    "core/io/tile_file.py": {"YCbCr JPEG"},
    "core/io/vrt.py": {"Virtual raster", "source {}"},
    "core/recovery/store.py": {
        "CREATE TABLE part (hash TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID",
        "CREATE TABLE document (key TEXT PRIMARY KEY, about TEXT) WITHOUT ROWID",
        "CREATE TABLE step (key TEXT, number INT, text TEXT, state TEXT, PRIMARY KEY (key, number))",
        "PRAGMA user_version = {}",
        "INSERT OR REPLACE INTO document VALUES (?, ?)",
        "DELETE FROM {} WHERE key = ?",
        "SELECT key, about FROM document",
        "SELECT key, number, text FROM step ORDER BY key, number",
        "SELECT text, state FROM step WHERE key = ? ORDER BY number",
        "DELETE FROM step WHERE key = ? AND number >= ?",
        "INSERT INTO step VALUES (?, ?, ?, ?)",
        "SELECT DISTINCT state FROM step",
        "SELECT state FROM step WHERE key = ?",
        "SELECT about FROM document",
        "SELECT hash FROM part",
        "DELETE FROM part WHERE hash = ?",
        "BEGIN IMMEDIATE",
        "INSERT OR IGNORE INTO part VALUES (?, ?)",
        "SELECT content FROM part WHERE hash = ?",
    },
    "core/roi_files/geometry.py": {"Valid Geometry"},
    "core/roi_files/geopackage.py": {
        (
            "\nSELECT g.table_name, g.column_name, g.geometry_type_name, g.srs_id\nFROM gpkg_contents c "
            "JOIN gpkg_geometry_columns g ON g.table_name = c.table_name\nWHERE c.data_type = 'features'\n"
        ),
        (
            "\nSELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
            "WHERE srs_id = ?\n"
        ),
        "PRAGMA trusted_schema = OFF",
        "SELECT * FROM {} LIMIT {}",
    },
    "core/roi_files/map_writers.py": {"ESRI Shapefile"},
    "core/scale/crs_names.py": {"no coordinate reference system is called {}"},
    "core/scale/units.py": {"nautical mile", "nautical miles", "statute mile", "statute miles"},
    "core/scenes/polygon_scenes.py": {
        "blocks (sample)",
        "cells (sample)",
        "lake (sample)",
        "melt ponds (sample)",
        "open water",
        "thin ice",
    },
    "core/scenes/dated_scenes.py": {"lake series (sample)"},
    "core/scenes/kinds.py": {"fields (sample)"},
    "core/scenes/samples.py": {"sea ice (sample)"},
    "core/export/drawing.py": {"<style>text { font: {}px 'Noto Sans', sans-serif; fill: {} }</style>"},
    "core/series/floe_file.py": {"floe project"},
    "core/series/legend_file.py": {"floe legend"},
    "core/series/change.py": {"half a pixel of alignment", "half a pixel of alignment, borders and starts"},
    "core/series/change_files.py": {"no data", "scale source"},
    "core/series/change_record.py": {"floe change record"},
    "core/series/record.py": {"floe series record"},
    "core/series/table.py": {
        "scale source",
        "checked area",
        "checked low",
        "checked high",
        "checked points",
        "checked sum",
        "checked pictures",
    },
    "workers/sample_series.py": {"lake series"},
    "workers/sample_collection.py": {"four kinds"},
    "workers/job_thread.py": {"A job of %s failed"},
    "workers/restarts.py": {"iteration cap"},
    "ui/cli/parsers.py": {"floe [PATH ...] | floe COMMAND ...", "floe {}"},
    "ui/cli/console.py": {"floe: {}"},
    "ui/cli/language_option.py": {"floe: {}"},
    "ui/cli/scarcity.py": {
        "cannot allocate memory",
        "could not find/load shared object file",
        "failed to map segment",
        r"field '\w+' is required for \w+",
    },
    "ui/cli/cannot_start.py": {"floe: {}"},
    "ui/cli/start.py": {"floe: {}"},
    "ui/cli/segment_options.py": {"floe segment IMAGE|FOLDER|PATTERN ... -o DIR [options]"},
    "ui/cli/series_options.py": {
        "floe series IMAGE|FOLDER|PATTERN ... -o DIR [options]",
        "floe series PROJECT.floe -o DIR [options]",
    },
    "ui/segment/regions/region_columns.py": {"ice (thin)", "edge, no data"},
}
# Lists of actions; their texts are Qt's.
NO_SENTENCES = {
    "ui/collection/collection_menus.py",
    "ui/segment/segment_menus.py",
    "ui/series/series_menus.py",
}


def modules() -> list[str]:
    paths = [ROOT / "main.py"]
    for package in ("core", "workers", "ui"):
        paths += sorted((ROOT / package).rglob("*.py"))
    return [path.relative_to(ROOT).as_posix() for path in paths]


def source_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def without_qt(name: str) -> bool:
    """Where Qt is, `tr` looks sentences up."""
    return not re.search(r"^\s*(from|import) (PySide6|pyqtgraph)\b", source_of(name), re.MULTILINE)


def test_every_sentence_is_marked_and_filled_in() -> None:
    found = []
    for name in modules():
        wrong = problems(source_of(name), DATA.get(name, ()))
        if not without_qt(name) or name in NO_SENTENCES:
            wrong = [each for each in wrong if "not marked" not in each]
        found += [f"{name}:{each}" for each in wrong]
    assert not found, "\n".join(found)


def test_no_exception_is_left_over() -> None:
    """What is excepted is there, and would be found."""
    for name, literals in DATA.items():
        found = "\n".join(problems(source_of(name)))
        for literal in literals:
            assert repr(literal) in found, f"{name}: {literal!r} needs no exception"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ('x = "Choose a smaller one."', "1: not marked: 'Choose a smaller one.'"),
        ('def f(k):\n    return f"k is {k}: choose less."', "2: not marked: 'k is {}: choose less.'"),
        ('raise ParameterError("Damaged.")', "1: not marked: 'Damaged.'"),
        ('add("--tol", help="tolerance")', "1: not marked: 'tolerance'"),
        ('print(f"wrote {path}")', "1: not marked: 'wrote {}'"),
        ('x = "<p>Measured with Floe.</p>"', "1: not marked: '<p>Measured with Floe.</p>'"),
        ('_(f"{name} is none.")', "1: an f-string: its values are put in before the look-up"),
        ('_("There is " + name)', "1: put together before the look-up"),
        ('_("{n} is none.".format(n=1))', "1: put together before the look-up"),
        ("N_(name)", "1: N_ takes a literal"),
        ('ngettext(one, "{n} regions", n)', "1: ngettext takes a literal"),
        ('_("{} is none.").format(1)', "1: a value without a name"),
        ('_("{0} is none.").format(1)', "1: a value without a name"),
        ('_("{name} is none.").format(name=1, k=2)', "1: k is not in the sentence"),
        ('_("{name} is none, {k} too.").format(name=1)', "1: k is not given"),
        ('_("{x:.{places}f} is none.").format(x=1)', "1: places is not given"),
        ('ngettext("{n} region", "{m} regions", n).format(n=n)', "1: m is not given"),
        ('s = _("{k} is none.") if x else _("{n} is some.")\ns.format(k=1)', "2: n is not given"),
        ('raise ParameterError(_("{k} is none."))', "1: not filled in: k"),
        (
            'def f(a):\n    for _ in a:\n        _("No pixel.")',
            "2: _ is the look-up here, not a name to throw away",
        ),
        ('def f(_):\n    return _("No pixel.")', "1: _ is the look-up here, not a name to throw away"),
    ],
)
def test_a_planted_mistake_is_found(source: str, problem: str) -> None:
    assert problem in problems(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Choose a smaller one."""',
        '_("Choose a smaller one.")',
        '_("Choose " "a smaller one.")',
        'x = N_("Choose a smaller one.")\ny = _(x)',
        '_("{name:>5} is {value!r}.").format(name=1, value=2)',
        'ngettext("{n} region of {all}", "{n} regions of {all}", n).format(n=n, all=9)',
        's = _("{k} is none.")\ns.format(k=1)\ns = _("{n} is some.")\ns.format(n=1)',
        'raise ValueError("the rows do not fit together")',
        'assert x, "the rows do not fit together"',
        'x: Literal["pole hole"] = f(y)',
        '{"area unit": 1}',
        'f(f"{name}.{key} {value}")',
        'f("<span class=\\"uncalibrated\\">")',
        "for _ in range(3):\n    pass",
    ],
)
def test_what_is_right_is_left_alone(source: str) -> None:
    assert problems(source) == []


def test_words_are_told_from_signs() -> None:
    assert reads("wrote \0")
    assert reads("(no value)")
    assert not reads("\0 × \0 px")
    assert not reads("RGB")


def test_the_walk_sees_the_sentences() -> None:
    """More than the six hundred that there were when they were marked."""
    assert sum(len(re.findall(r"\b(?:_|N_|ngettext)\(", source_of(name))) for name in modules()) > 600
