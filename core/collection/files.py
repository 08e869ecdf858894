"""The files of a collection: its table and record, and what else is asked for, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_, _, in_a_row
from core.collection.apart import apart
from core.collection.contact_sheet import contact_sheet
from core.collection.distance_curve import DistanceCurve, curve_of
from core.collection.found import Found
from core.collection.label_files import coco_bytes, fiftyone_bytes
from core.collection.map_figure import map_figure
from core.collection.neighbours import neighbours
from core.collection.record import collection_record
from core.collection.table import cluster_columns, distance_columns, neighbour_columns, picture_columns
from core.document.plain_json import to_bytes
from core.export.drawing import png, svg
from core.export.table_files import NamedTable, parquet_bytes, write_workbook
from core.export.tables.columns import csv_table
from core.writing.extras import missing
from core.writing.replace import make_folder, write_bytes

TABLE, RECORD = "clusters.csv", "run.json"
# What is written beside table and record where it is asked for, and what it is.
EXPORTS = {
    "xlsx": N_("the table, and that of the clusters (Excel)"),
    "parquet": N_("the table (Parquet)"),
    "fiftyone": N_("labels as FiftyOne imports them (JSON)"),
    "coco": N_("pictures with their categories (COCO)"),
    "contact-sheet": N_("small pictures by cluster, the most typical first (PDF)"),
    "map-svg": N_("the map, in the colours of the clusters (SVG)"),
    "map-png": N_("the map, in the colours of the clusters (PNG)"),
}


def write_collection(
    found: Found,
    directory: Path,
    exports: Sequence[str] = (),
    like: int = 0,
    *,
    distances: bool = False,
    cancelled: Cancel = never_cancelled,
) -> dict[str, Path]:
    """Write the table, what else is asked for and, at last, the record; the files by their keys.

    exports: of EXPORTS. like: how many neighbours of each picture, 0 for no table of them. distances: whether
    those at whose knee the ε of DBSCAN lies are written, of a run by that.
    Raises WriteError, and ParameterError for pictures that a format cannot tell apart, with what was written
    before whole; Cancelled.
    """
    make_folder(directory)
    outputs = {"table": directory / TABLE}
    write_bytes(outputs["table"], csv_table(picture_columns(found)))
    if like:
        outputs["neighbours"] = directory / "neighbours.csv"
        places, cosines = neighbours(found.vectors, min(like, len(found.places) - 1), cancelled=cancelled)
        columns = neighbour_columns(found, places.tolist(), cosines.tolist())
        write_bytes(outputs["neighbours"], csv_table(columns))
    if distances:
        outputs["distances"] = directory / "distances.csv"
        write_bytes(outputs["distances"], csv_table(distance_columns(_curve(found, cancelled))))
    writers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "parquet": ("clusters.parquet", partial(_parquet, found, cancelled)),
        "fiftyone": ("clusters_fiftyone.json", partial(fiftyone_bytes, found)),
        "coco": ("clusters_coco.json", partial(coco_bytes, found)),
        "contact-sheet": ("contact_sheet.pdf", partial(contact_sheet, found, cancelled)),
        "map-svg": ("map.svg", lambda: svg(map_figure(found, cancelled))),
        "map-png": ("map.png", lambda: png(map_figure(found, cancelled))),
    }
    for name in exports:
        if name == "xlsx":
            outputs[name] = directory / "clusters.xlsx"
            write_workbook(outputs[name], _sheets(found), _about(found), cancelled)
        else:
            file, content = writers[name]
            outputs[name.replace("-", "_")] = directory / file
            write_bytes(directory / file, content())
    outputs["run"] = directory / RECORD
    write_bytes(outputs["run"], to_bytes(collection_record(found)))
    return outputs


def check_exports(names: Sequence[str], *, on_map: bool) -> tuple[str, ...]:
    """Each once. Raises ParameterError for what there is not, or lacks its library, and for no map."""
    for name in names:
        if name not in EXPORTS:
            sentence = _("There is no export “{name}”: choose {choices}.")
            said = sentence.format(name=name, choices=", ".join(EXPORTS))
            raise ParameterError(said + did_you_mean(name, EXPORTS))
    if any(name.startswith("map-") for name in names) and not on_map:
        raise ParameterError(_("There is no map to be drawn: ask for one with --map, such as --map pca."))
    if "parquet" in names and (sentence := missing("pyarrow")):
        raise ParameterError(sentence)
    return tuple(dict.fromkeys(names))


def _sheets(found: Found) -> tuple[NamedTable, ...]:
    return NamedTable("Pictures", picture_columns(found)), NamedTable("Clusters", cluster_columns(found))


def _curve(found: Found, cancelled: Cancel) -> DistanceCurve:
    what, least = found.asked.measuring, int(found.clustered.parameters["options"]["min-samples"])
    return apart(partial(curve_of, what.preparation, least, what.seed), found.vectors, cancelled)


def _parquet(found: Found, cancelled: Cancel) -> bytes:
    return parquet_bytes(_sheets(found)[0], _about(found), cancelled)


def _about(found: Found) -> dict[str, str]:
    return {
        "scale": _("pictures by cluster, a row each"),
        "embedding": str(found.asked.embedding_json["name"]),
        "method": str(found.clustered.parameters["method"]),
        "run": found.key,
        "notes": in_a_row(found.notes),
    }
