"""The file of a legend: JSON, versioned, written whole; read in the guarded process, as any file."""

from __future__ import annotations

from pathlib import Path

from core.base.errors import ReadError
from core.base.sentences import _
from core.base.version import VERSION
from core.document.named_files import without_servers
from core.document.plain_json import Json, check_version, damage_named, read_json, to_bytes
from core.series.legend import Legend, legend_from, legend_json
from core.writing.replace import write_bytes

FORMAT = "floe legend"
FORMAT_VERSION = 1


def write_legend(path: Path, legend: Legend) -> None:
    """Write a legend, whole or not at all. Raises WriteError."""
    head = {"format": FORMAT, "version": FORMAT_VERSION, "floe": VERSION}
    write_bytes(path, to_bytes({**head, **legend_json(legend)}))


def read_legend(path: Path) -> Json:
    """The values of a legend file, for `legend_in`. Raises ReadError for another one, or a newer one."""
    values = read_json(path)
    if values.get("format") != FORMAT:
        raise ReadError(path, _("it is no legend; give a file that --save-legend has written."))
    check_version(values, FORMAT_VERSION, path)
    return without_servers(values, path)


def legend_in(values: Json, path: Path) -> Legend:
    """The legend of a file that was read. Raises ReadError where it is damaged."""
    with damage_named(path, "legend"):
        return legend_from(values)
