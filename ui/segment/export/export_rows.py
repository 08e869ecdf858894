"""What can be exported, as the dialog and the menu show it: a row a result, a choice a format."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.shell.actions import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Row:
    """id: also its place in "Export one". group: heading. choices: (key of a format, its name).

    Texts are English, translated by `translated`.
    """

    id: str
    group: str
    title: str
    tooltip: str
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
    Row(
        "labels",
        "pictures",
        QT_TRANSLATE_NOOP("Exports", "Labels"),
        QT_TRANSLATE_NOOP(
            "Exports", "The cluster id of every pixel; a TIFF of a map has coordinates and names."
        ),
        (("labels", "PNG"), ("labels_tif", "TIFF")),
    ),
    Row(
        "segmented",
        "pictures",
        QT_TRANSLATE_NOOP("Exports", "Segmented picture"),
        QT_TRANSLATE_NOOP("Exports", "Every cluster in its mean colour, also where classes were merged."),
        (("segmented", "PNG"),),
    ),
    Row(
        "classes",
        "pictures",
        QT_TRANSLATE_NOOP("Exports", "Classes"),
        QT_TRANSLATE_NOOP("Exports", "Every class in the colour that you chose, else in its mean colour."),
        (("classes", "PNG"),),
    ),
    Row(
        "overlay",
        "pictures",
        QT_TRANSLATE_NOOP("Exports", "Overlay"),
        QT_TRANSLATE_NOOP("Exports", "The picture under its classes, with outlines, legend and scale bar."),
        (("overlay", "PNG"),),
    ),
    Row(
        "masks",
        "pictures",
        QT_TRANSLATE_NOOP("Exports", "Masks"),
        QT_TRANSLATE_NOOP("Exports", "A file a class, white where it is; GeoTIFF on a map, else PNG."),
        (("masks", QT_TRANSLATE_NOOP("Exports", "All classes")),),
    ),
    Row(
        "animation",
        "pictures",
        QT_TRANSLATE_NOOP("Exports", "Convergence"),
        QT_TRANSLATE_NOOP("Exports", "Every iteration, before clean-up and edits. GIF is shown everywhere."),
        (("gif", "GIF"), ("webp", "WebP"), ("mp4", "MP4")),
    ),
    Row(
        "areas",
        "tables",
        QT_TRANSLATE_NOOP("Exports", "Areas"),
        QT_TRANSLATE_NOOP("Exports", "Pixels, shares and areas of all classes."),
        tuple((f"areas{ending}", name) for ending, name in _TABLES),
    ),
    Row(
        "regions",
        "tables",
        QT_TRANSLATE_NOOP("Exports", "Regions"),
        QT_TRANSLATE_NOOP("Exports", "Area, shape and place of every region."),
        tuple((f"regions{ending}", name) for ending, name in _TABLES),
    ),
    Row(
        "sizes",
        "tables",
        QT_TRANSLATE_NOOP("Exports", "Size distribution"),
        QT_TRANSLATE_NOOP("Exports", "How many regions of each class are how large."),
        (("sizes", "CSV"),),
    ),
    Row(
        "ratios",
        "tables",
        QT_TRANSLATE_NOOP("Exports", "Ratios"),
        QT_TRANSLATE_NOOP("Exports", "The ratios of classes under the class table."),
        (("ratios", "CSV"),),
    ),
    Row(
        "roi_areas",
        "tables",
        QT_TRANSLATE_NOOP("Exports", "Areas inside"),
        QT_TRANSLATE_NOOP("Exports", "The area table inside each region of interest."),
        tuple((f"roi_areas{ending}", name) for ending, name in _TABLES),
    ),
    Row(
        "roi_ratios",
        "tables",
        QT_TRANSLATE_NOOP("Exports", "Ratios inside"),
        QT_TRANSLATE_NOOP("Exports", "The ratios of classes inside each region of interest."),
        (("roi_ratios", "CSV"),),
    ),
    Row(
        "outlines",
        "geometry",
        QT_TRANSLATE_NOOP("Exports", "Outlines of regions"),
        QT_TRANSLATE_NOOP(
            "Exports", "Polygons along the pixels: GeoJSON in degrees, the others in the picture's map."
        ),
        (("geojson", "GeoJSON"), ("gpkg", "GeoPackage"), ("shapefile", "Shapefile"), ("rois", "ImageJ")),
    ),
    Row(
        "annotations",
        "annotations",
        QT_TRANSLATE_NOOP("Exports", "Training data"),
        QT_TRANSLATE_NOOP("Exports", "For training networks. COCO is exact; YOLO's format knows no holes."),
        (("coco", "COCO"), ("yolo", "YOLO")),
    ),
    Row(
        "report",
        "report",
        QT_TRANSLATE_NOOP("Exports", "Report"),
        QT_TRANSLATE_NOOP("Exports", "Pictures, areas, scale, parameters: for a reader who was not there."),
        (("report_html", "HTML"), ("report_pdf", "PDF")),
    ),
    Row(
        "run",
        "report",
        QT_TRANSLATE_NOOP("Exports", "Run record"),
        QT_TRANSLATE_NOOP("Exports", "What it takes to repeat the run and to check it."),
        (("run", "JSON"),),
    ),
)


def all_rows() -> tuple[Row, ...]:
    """ROWS, and one for each format that they do not name."""
    from core.export.formats import formats

    named = {key for row in ROWS for key, _ in row.choices}
    others = [
        Row(
            each.key,
            each.group,
            each.about,
            each.about,
            ((each.key, each.ending.rsplit(".", 1)[-1].upper()),),
        )
        for each in formats()
        if each.key not in named
    ]
    order = list(GROUPS)
    return tuple(sorted((*ROWS, *others), key=lambda row: order.index(row.group)))


def translated(text: str) -> str:
    return QCoreApplication.translate("Exports", text)
