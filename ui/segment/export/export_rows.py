"""What can be exported, as the dialog and the menu show it: a row a result, a choice a format."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.base.sentences import _
from ui.shell.actions import QT_TRANSLATE_NOOP, Worded


@dataclass(frozen=True)
class Row(Worded):
    """id: also its place in "Export one". group: heading. choices: (key of a format, its name).

    Texts are English, translated by `translated`.
    """

    id: str
    group: str
    choices: tuple[tuple[str, str], ...]


GROUPS: dict[str, str] = {
    "pictures": QT_TRANSLATE_NOOP("Exports", "Pictures"),
    "tables": QT_TRANSLATE_NOOP("Exports", "Tables"),
    "geometry": QT_TRANSLATE_NOOP("Exports", "Geometry"),
    "annotations": QT_TRANSLATE_NOOP("Exports", "Annotations"),
    "report": QT_TRANSLATE_NOOP("Exports", "Report and record"),
}

_TABLES = (("", "CSV"), ("_xlsx", "Excel"), ("_parquet", "Parquet"), ("_json", "JSON"))

ROWS: tuple[Row, ...] = (
    Row("labels", "pictures", (("labels", "PNG"), ("labels_tif", "TIFF"))).says(
        QT_TRANSLATE_NOOP("Exports", "Labels"),
        QT_TRANSLATE_NOOP(
            "Exports", "The cluster id of every pixel; a TIFF of a map has coordinates and names."
        ),
    ),
    Row("segmented", "pictures", (("segmented", "PNG"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Segmented picture"),
        QT_TRANSLATE_NOOP("Exports", "Every cluster in its mean colour, also where classes were merged."),
    ),
    Row("classes", "pictures", (("classes", "PNG"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Classes"),
        QT_TRANSLATE_NOOP("Exports", "Every class in the colour that you chose, else in its mean colour."),
    ),
    Row("overlay", "pictures", (("overlay", "PNG"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Overlay"),
        QT_TRANSLATE_NOOP("Exports", "The picture under its classes, with outlines, legend and scale bar."),
    ),
    Row("masks", "pictures", (("masks", QT_TRANSLATE_NOOP("Exports", "All classes")),)).says(
        QT_TRANSLATE_NOOP("Exports", "Masks"),
        QT_TRANSLATE_NOOP("Exports", "A file a class, white where it is; GeoTIFF on a map, else PNG."),
    ),
    Row("differences", "pictures", (("difference", "PNG"), ("difference_tif", "TIFF"))).says(
        QT_TRANSLATE_NOOP("Exports", "Differences"),
        QT_TRANSLATE_NOOP(
            "Exports", "Where the map and labels from elsewhere agree, and where not; a TIFF has codes."
        ),
    ),
    Row("animation", "pictures", (("gif", "GIF"), ("webp", "WebP"), ("mp4", "MP4"))).says(
        QT_TRANSLATE_NOOP("Exports", "Convergence"),
        QT_TRANSLATE_NOOP("Exports", "Every iteration, before clean-up and edits. GIF is shown everywhere."),
    ),
    Row("areas", "tables", tuple((f"areas{ending}", name) for ending, name in _TABLES)).says(
        QT_TRANSLATE_NOOP("Exports", "Areas"),
        QT_TRANSLATE_NOOP("Exports", "Pixels, shares and areas of all classes."),
    ),
    Row("regions", "tables", tuple((f"regions{ending}", name) for ending, name in _TABLES)).says(
        QT_TRANSLATE_NOOP("Exports", "Regions"),
        QT_TRANSLATE_NOOP("Exports", "Area, shape and place of every region."),
    ),
    Row("sizes", "tables", (("sizes", "CSV"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Size distribution"),
        QT_TRANSLATE_NOOP("Exports", "How many regions of each class are how large."),
    ),
    Row("ratios", "tables", (("ratios", "CSV"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Ratios"),
        QT_TRANSLATE_NOOP("Exports", "The ratios of classes under the class table."),
    ),
    Row("roi_areas", "tables", tuple((f"roi_areas{ending}", name) for ending, name in _TABLES)).says(
        QT_TRANSLATE_NOOP("Exports", "Areas inside"),
        QT_TRANSLATE_NOOP("Exports", "The area table inside each region of interest."),
    ),
    Row("roi_ratios", "tables", (("roi_ratios", "CSV"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Ratios inside"),
        QT_TRANSLATE_NOOP("Exports", "The ratios of classes inside each region of interest."),
    ),
    Row("comparison", "tables", (("comparison", "CSV"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Comparison"),
        QT_TRANSLATE_NOOP("Exports", "How far the map agrees with labels from elsewhere, class by class."),
    ),
    Row("confusion", "tables", (("confusion", "CSV"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Confusion"),
        QT_TRANSLATE_NOOP("Exports", "Pixels and area by class of the map and class of the labels."),
    ),
    Row("reference", "tables", (("reference", "CSV"),)).says(
        QT_TRANSLATE_NOOP("Exports", "By points"),
        QT_TRANSLATE_NOOP("Exports", "Areas and accuracy of each class by the points of the check."),
    ),
    Row(
        "outlines",
        "geometry",
        (("geojson", "GeoJSON"), ("gpkg", "GeoPackage"), ("shapefile", "Shapefile"), ("rois", "ImageJ")),
    ).says(
        QT_TRANSLATE_NOOP("Exports", "Outlines of regions"),
        QT_TRANSLATE_NOOP(
            "Exports", "Polygons along the pixels: GeoJSON in degrees, the others in the picture's map."
        ),
    ),
    Row("annotations", "annotations", (("coco", "COCO"), ("yolo", "YOLO"))).says(
        QT_TRANSLATE_NOOP("Exports", "Training data"),
        QT_TRANSLATE_NOOP("Exports", "For training networks. COCO is exact; YOLO's format knows no holes."),
    ),
    Row("report", "report", (("report_html", "HTML"), ("report_pdf", "PDF"))).says(
        QT_TRANSLATE_NOOP("Exports", "Report"),
        QT_TRANSLATE_NOOP("Exports", "Pictures, areas, scale, parameters: for a reader who was not there."),
    ),
    Row("run", "report", (("run", "JSON"),)).says(
        QT_TRANSLATE_NOOP("Exports", "Run record"),
        QT_TRANSLATE_NOOP("Exports", "What it takes to repeat the run and to check it."),
    ),
)


def all_rows() -> tuple[Row, ...]:
    """ROWS, and one for each format that they do not name."""
    from core.export.formats import formats

    named = {key for row in ROWS for key, _text in row.choices}
    others = [
        Row(each.key, each.group, ((each.key, each.ending.rsplit(".", 1)[-1].upper()),)).says(
            _(each.about), _(each.about)
        )
        for each in formats()
        if each.key not in named
    ]
    order = list(GROUPS)
    return tuple(sorted((*ROWS, *others), key=lambda row: order.index(row.group)))


def translated(text: str) -> str:
    return QCoreApplication.translate("Exports", text)
