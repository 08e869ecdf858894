"""`floe change`: what became what between two dates, from two runs or two rasters of classes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from core.base.errors import ParameterError
from core.base.sentences import _, in_a_row, ngettext
from core.document.plain_json import damage_named, to_bytes
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.image.reading import reading_in
from core.io.reader import read
from core.pipeline.record_reader import read_record
from core.pipeline.verify import picture_of
from core.series.alignment import Alignment, aligned
from core.series.change import BY_ALIGNMENT, Change, change_between
from core.series.change_files import arrow, write_change
from core.series.change_record import change_record
from core.series.class_map import ClassMap
from core.series.class_map_files import class_map
from core.writing.number_words import grouped, measured
from core.writing.replace import make_folder, write_bytes
from ui.cli.console import Console
from ui.cli.run_stages import MEASURING, READING
from ui.cli.text_table import aligned as in_columns


def measure_change(options: argparse.Namespace, console: Console) -> int:
    """Exit code 0. Raises ReadError, ParameterError, WriteError."""
    earlier_path, later_path, folder = Path(options.earlier), Path(options.later), Path(options.output)
    with console.progress.over(2), ReadingProcess(read) as reader:
        maps: list[ClassMap] = []
        for path in (earlier_path, later_path):
            console.progress.next(path.name, _(READING))
            maps.append(class_map(path, reader))
        earlier, later = maps
        alignment = _alignment(options, earlier, reader)
        console.progress.stage(_(MEASURING))
        change = change_between(earlier, later, None if alignment is None else alignment.matrix)
    make_folder(folder)
    stem = f"{earlier.name}_{later.name}"
    written = write_change(change, folder, stem)
    record = change_record(change, alignment)
    written["record"] = folder / f"{stem}_change.json"
    write_bytes(written["record"], to_bytes(record))
    said = [] if alignment is None else [alignment.sentence(earlier.calibration)]
    for note in change.notes:
        console.warn(note)
    if options.json:
        outputs = {key: str(path) for key, path in written.items()}
        console.answer(json.dumps({**record, "outputs": outputs}, indent=1))
    else:
        console.say("\n".join([*said, *_report(change), *(f"  {path}" for path in written.values())]))
    return 0


def _alignment(options: argparse.Namespace, earlier: ClassMap, reader: ReadingProcess) -> Alignment | None:
    """Of the two pictures of the runs, where it is asked for. Raises ParameterError, ReadError."""
    if not options.align:
        return None
    if earlier.georeference is not None:
        raise ParameterError(_("These pictures lie on a map, which aligns them: leave out --align."))
    if not all(path.lower().endswith(".json") for path in (options.earlier, options.later)):
        raise ParameterError(
            _("--align looks at the pictures, which only run records name: give two STEM_run.json.")
        )
    pictures: list[Image] = []
    for path in (Path(options.earlier), Path(options.later)):
        record = reader.read_by(read_record, path)
        with damage_named(path, "record"):
            place, reading = picture_of(record, path), reading_in(record)
        pictures.append(reader.read_by(read, place, reading))
    return aligned(pictures[0], pictures[1])


def _report(change: Change) -> list[str]:
    pixels = int(change.pixels.sum())
    head = ngettext(
        "{earlier} → {later}: {n} pixel in common, {share:.1f} % of them changed",
        "{earlier} → {later}: {n} pixels in common, {share:.1f} % of them changed",
        pixels,
    ).format(
        earlier=change.earlier.name,
        later=change.later.name,
        n=grouped(pixels),
        share=100 * change.changed_pixels / pixels,
    )
    cells = [cell for cell in change.cells() if change.pixels[cell]]
    cells.sort(key=lambda cell: (not change.is_change(*cell), -int(change.pixels[cell])))
    names = [arrow(change.earlier.names[i], change.later.names[j]) for i, j in cells]
    counts = [f"{grouped(int(change.pixels[cell]))} px" for cell in cells]
    areas = [measured(float(change.areas[cell]), change.unit, float(change.errors[cell])) for cell in cells]
    lines = in_columns([names, counts, areas], words=1)
    nets = in_columns(
        [
            [net.name for net in change.nets],
            [
                f"{measured(net.earlier, change.unit)} → {measured(net.later, change.unit)}"
                for net in change.nets
            ],
            [_signed(measured(abs(net.change), change.unit, net.error), net.change) for net in change.nets],
        ],
        words=1,
    )
    about = (
        _("± of the first table: what a shift of the later picture by half a pixel would change.")
        if change.error_method == BY_ALIGNMENT
        else _(
            "± of the first table: a shift of the later picture by half a pixel, and border and starts of "
            "both classes."
        )
    )
    if any(net.error is not None for net in change.nets):
        more = _("± of the second: border, starts and scale of both pictures.")
        about = in_a_row((about, more))
    scale = "" if change.calibration.source != "none" else _("Uncalibrated: areas are in pixels.")
    return [head, *lines, "", *nets, "", about, *([scale] if scale else [])]


def _signed(text: str, change: float) -> str:
    return f"{'−' if change < 0 else '+'}{text}"
