"""What is written together for one purpose: a name in place of a list of formats."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import N_, _, with_commas

# Stands before the name of a preset in a list of names of formats.
_MARK = "preset:"


@dataclass(frozen=True)
class Preset:
    """name: of --preset. title, about: English. keys: of formats, "masks" and "run"; what a result does not
    allow is left out, without an error: nobody has named it.
    """

    name: str
    title: str
    about: str
    keys: frozenset[str]


PRESETS: tuple[Preset, ...] = (
    Preset(
        "gis",
        N_("GIS"),
        N_("for QGIS and ArcGIS: labels as GeoTIFF, outlines as GeoPackage, areas"),
        frozenset({"labels_tif", "gpkg", "areas", "roi_areas", "run"}),
    ),
    Preset(
        "imagej",
        N_("ImageJ"),
        N_("for ImageJ and Fiji: outlines as a set of ROIs, labels as TIFF, a table of regions"),
        frozenset({"rois", "labels_tif", "regions", "areas", "run"}),
    ),
    Preset(
        "spreadsheet",
        N_("Spreadsheet"),
        N_("for Excel and LibreOffice: areas and regions as workbooks, sizes, ratios"),
        frozenset({"areas_xlsx", "roi_areas_xlsx", "regions_xlsx", "sizes", "ratios", "run"}),
    ),
    Preset(
        "report",
        N_("Report"),
        N_("to be read and shown: the report as PDF, the picture under its classes"),
        frozenset({"report_pdf", "overlay", "run"}),
    ),
    Preset(
        "annotation",
        N_("Annotation"),
        N_("for training networks: COCO, YOLO and a mask a class"),
        frozenset({"coco", "yolo", "masks", "run"}),
    ),
)


def parse_preset(text: str) -> str:
    """ "GIS" → the name that stands for it in a list of names of formats. Raises ParameterError."""
    name, known = text.strip().lower(), [each.name for each in PRESETS]
    if name not in known:
        raise ParameterError(
            _("There is no preset “{name}”: choose {known}.").format(name=name, known=with_commas(known))
            + did_you_mean(name, known)
        )
    return _MARK + name


def preset_keys(names: tuple[str, ...]) -> frozenset[str]:
    """The keys of all presets among names of formats."""
    chosen = (each.keys for each in PRESETS if _MARK + each.name in names)
    return frozenset().union(*chosen)
