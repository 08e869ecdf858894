"""The options of `floe series`: its own, and those of `floe segment`."""

from __future__ import annotations

import argparse

from core.base.sentences import _
from ui.cli.scheduler_option import add_scheduler
from ui.cli.segment_options import add_segment_options


def add_series_options(parser: argparse.ArgumentParser) -> None:
    """Values stay text: ui.cli.series_command turns them into what they mean."""
    _add_series(parser)
    add_segment_options(parser)
    of_pictures = "floe series IMAGE|FOLDER|PATTERN ... -o DIR [options]"
    of_project = "floe series PROJECT.floe -o DIR [options]"
    parser.usage = f"{of_pictures}\n       {of_project}"


def _add_series(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("the series")).add_argument
    legend = _(
        "which clusters all pictures are measured by: fit-all (default), fitted on all of them; fit:IMAGE, "
        "on one; FILE, that --save-legend has written; each: every picture is clustered by itself, and "
        "classes are carried over"
    )
    add("--legend", metavar="LEGEND", default="fit-all", help=legend)
    add("--save-legend", metavar="FILE", help=_("keep the legend for other pictures"))
    by_date = _(
        "order of the table and the curve: by the date in their names, where *_%%Y%%m%%d* (or %%j, %%H, %%M, "
        "%%S) says where it stands; auto: the date of the camera, of the scene, or in the name (default: the "
        "order of the names)"
    )
    add("--by-date", metavar="PATTERN", help=by_date)
    tables = _("the table also as xlsx or parquet; repeatable")
    add("--table", dest="tables", action="append", default=[], metavar="KIND[,KIND]", help=tables)
    more = _(
        "more files of the whole series: contact-sheet (the classes of every picture, small), gif and mp4 "
        "(each picture beside its classes, with date and areas), report-html and report-pdf (for a reader "
        "who was not there), xlsx, parquet; all; repeatable"
    )
    add("--series-export", action="append", default=[], metavar="NAME[,NAME]", help=more)
    rescale = _(
        "drifted: pictures in other light or by another camera are measured with their colours rescaled to "
        "those of the legend, where that makes them fit; or one of the pictures, wherever its colours are "
        "shifted; repeatable"
    )
    add("--rescale", action="append", default=[], metavar="drifted|IMAGE", help=rescale)
    own = _("this picture is clustered by itself, its classes carried over from the legend; repeatable")
    add("--own-legend", dest="own_legends", action="append", default=[], metavar="IMAGE", help=own)
    fail = _("drift: exit code 1 where a picture does not fit the legend")
    add("--fail-on", metavar="WHAT", help=fail)
    resume = _("go on from what lies in DIR: pictures that are as they were are not measured again")
    add("--resume", action="store_true", help=resume)
    add_scheduler(add)
