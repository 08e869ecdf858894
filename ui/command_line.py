"""The command line: `floe segment` and `floe verify`. Imports no Qt and needs no display."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from core.errors import FloeError
from core.exporters.choice import export_names
from core.features import DEFINITIONS
from core.version import VERSION
from ui.concentration_options import add_concentration_options
from ui.console import Console
from ui.step_options import add_step_options

DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_DESCRIPTION = """\
Finds regions in pictures without training data and measures them in real units.

  floe [PATH ...]                     the window, with these pictures opened
  floe segment IMAGE ... -o DIR       measure pictures without a window
  floe verify STEM_run.json [IMAGE]   repeat a run and compare
  floe sample [NAME] [-o DIR]         measure a sample scene, whose areas are known
  floe check                          check on this machine that Floe measures right
  floe concentration FILE ...         ice extent and ice area of concentration rasters
  floe --sample                       the window, with the sample scene opened
"""
_EXIT_CODES = """\
exit codes: 0 all images done; 1 some images failed, each named on standard error, the others written;
2 wrong usage, or nothing could be read"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise FloeError(f"{message} (see {self.prog} --help)")


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code of DESIGN.md."""
    console = Console()
    try:
        options = _options(arguments)
        return _command_for(options)(options, console)
    except FloeError as error:
        console.complain(error)
        return WRONG_USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:  # argparse, after --help and --version
        return end.code if isinstance(end.code, int) else DONE


def _command_for(options: argparse.Namespace) -> Callable[[argparse.Namespace, Console], int]:
    """Imported only where it is asked for: start-up stays short."""
    match options.command:
        case "segment":
            from ui.segment_command import segment_images as command
        case "sample":
            from ui.sample_command import measure_sample as command
        case "check":
            from ui.check_command import check_measuring as command
        case "concentration":
            from ui.concentration_command import measure_rasters as command
        case _:
            from ui.verify_command import verify_run as command
    return command


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    known = ("segment", "sample", "verify", "check", "concentration", "-h", "--help", "--version")
    if arguments[0] not in known:
        raise FloeError(f"There is no option {arguments[0]} (see floe --help).")
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="floe",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="floe [PATH ...] | floe segment ... | floe verify ... | floe sample | floe check",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"floe {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    segment = _command(commands, "segment", "measure pictures without a window")
    segment.epilog = f"{_features()}\n\n{_exports()}\n\n{_EXIT_CODES}"
    _add_segment(segment)
    _add_verify(_command(commands, "verify", "repeat a run and compare"))
    sample = _command(commands, "sample", "measure a sample scene, whose areas are known exactly")
    names = "sea-ice (default), melt-ponds, lake or cells"
    sample.add_argument("name", nargs="?", default="sea-ice", metavar="NAME", help=names)
    sample.add_argument("-o", "--output", metavar="DIR", help="folder for the files; default: none written")
    check = _command(commands, "check", "measure scenes of known truth: expected beside found")
    check.epilog = "exit codes: 0 every number is within what is allowed; 1 one is not; 2 wrong usage"
    rasters = _command(commands, "concentration", "ice extent and ice area of concentration rasters")
    add_concentration_options(rasters)
    check.add_argument("--json", action="store_true", help="machine-readable result on standard output")
    return parser


def _features() -> str:
    """What --feature takes, a line each."""
    lines = ["features (weight 1 counts as much as the full range of the colours; default 1):"]
    for name, feature in DEFINITIONS.items():
        options = "".join(f",{option.name}={option.default}" for option in feature.options)
        lines.append(f"  {name + options:<22}  {feature.summary}")
    return "\n".join(lines)


def _exports() -> str:
    """What --export takes, a line each."""
    lines = ["exports (the run record, STEM_run.json, is written in any case):"]
    lines += [f"  {name:<15} {about}" for name, about in export_names().items()]
    return "\n".join(lines)


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, purpose: str
) -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    return commands.add_parser(
        name,
        prog=f"floe {name}",
        help=purpose,
        description=purpose,
        epilog=_EXIT_CODES,
        formatter_class=form,
        allow_abbrev=False,
    )


def _add_segment(parser: argparse.ArgumentParser) -> None:
    """Values stay text here; ui.segment_command turns them into parameters, with one kind of message."""
    add = parser.add_argument
    add("images", nargs="+", metavar="IMAGE", help="picture to measure")
    add("-o", "--output", required=True, metavar="DIR", help="folder for the files, made where missing")
    clusters = "clusters (default 4, or the rows of the start in FILE.json); auto: the recommended number"
    add("-k", metavar="N|auto", help=clusters)
    add("--k-range", metavar="A,B", help="what -k auto chooses from (default 2,12)")
    add(
        "--space",
        metavar="NAME",
        help="rgb, lab, hsv, gray or bands (default rgb; bands where there is no colour)",
    )
    add("--bands", metavar="N[,N...]", help="bands to cluster, from 1 (default all); implies --space bands")
    add("--scaling", metavar="NAME", help="of the bands: none, z-score or percentiles (default none)")
    add(
        "--feature",
        dest="features",
        action="append",
        default=[],
        metavar="NAME[:WEIGHT][,OPTION=N...]",
        help="cluster by this too, for example local-std:0.5,radius=9; repeatable; the features are below",
    )
    start = "k-means++, random, maximin, pca-part, variance-cut, optimal-cut, best (the four without a seed "
    start += "and 10 of k-means++), or FILE.json with [[r,g,b], ...] (default k-means++)"
    add("--init", metavar="START", help=start.replace("%", "%%"))
    add("--seed", metavar="N", help="of the random starts (default 0)")
    add(
        "--restarts",
        metavar="N",
        help="seeds of k-means++ or random, of which the best is kept (default 1); after several, and after "
        "--init best, one more run from centroids that are swapped",
    )
    add("--no-swaps", action="store_true", help="leave that last run out: the restarts alone")
    add("--max-iter", metavar="N", help="iterations at most (default 300)")
    add(
        "--tol",
        metavar="X",
        help="stop at smaller centroid shifts (default 0: exact fixed point)",
    )
    named = "name one or more clusters, for example ice=3,4; repeatable"
    add("--class", dest="classes", action="append", default=[], metavar="NAME=ID[,ID...]", help=named)
    size = "0.5m, or 0.5m,0.4m (width, height), in nm, um, mm, cm, m or km; with how far it may be off "
    size += "(95 %%), 0.5m±1%% or 0.5+-0.005m: it enters the errors of areas; or from where: georeference, "
    size += (
        "ome, imagej, dpi (the printed resolution), none (default: the best that the file gives, never dpi)"
    )
    ratio = "ratio of areas of classes, for example concentration=ice/(ice+water); repeatable"
    add("--ratio", dest="ratios", action="append", default=[], metavar="NAME=SUM/SUM", help=ratio)
    add("--pixel-size", metavar="SIZE", help=size)
    line = "scale from a line over a known length: its ends in pixels, for example 10,20,110,20=50m"
    add("--scale-line", metavar="X,Y,X,Y=LENGTH", help=line)
    area = "the areas that lead: geodesic (true ground area; default where there is one) or planar"
    add("--area", metavar="METHOD", help=area)
    regions = "also a table of regions and their size distribution: STEM_regions.csv, STEM_sizes.csv"
    add("--regions", action="store_true", help=regions)
    add("--connectivity", metavar="8|4", help="of regions: 8 (default) where corners join pixels, or 4")
    add(
        "--region-filter",
        dest="region_filters",
        action="append",
        default=[],
        metavar="MEASURE=LOW..HIGH",
        help="only regions with a column of the table in a range, of class=NAME or edge=picture; repeatable",
    )
    recipe = "a recipe saved in the window, or a STEM_run.json; the options given here win"
    add("--recipe", metavar="FILE", help=recipe)
    roi = "regions of interest: GeoJSON (map coordinates where the picture is georeferenced, else pixels), "
    roi += "shapefile, GeoPackage, ImageJ .roi or .zip, or a mask image (not 0 = inside)"
    add("--roi", metavar="FILE", help=roi)
    use = "cluster: only inside the regions of interest, the rest has label 0 (default); measure: cluster "
    use += "everything, measure inside; whole: both everywhere, tables of the regions of interest besides"
    add("--roi-use", metavar="USE", help=use)
    add_step_options(parser)
    add("--no-uncertainty", action="store_true", help="leave out the errors of the areas, which take time")
    add("--threads", metavar="N", help="default: all cores; the result does not depend on it")
    add("--tile", metavar="PX", help="read in windows of PX × PX pixels; 0: whole (default by size)")
    exports = "what is written, with the names below; repeatable (default: labels, segmented picture, areas)"
    add("--export", dest="exports", action="append", default=[], metavar="NAME[,NAME...]", help=exports)
    add("--json", action="store_true", help="machine-readable result on standard output")


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="STEM_run.json", help="the run record")
    parser.add_argument("image", nargs="?", metavar="IMAGE", help="the picture, where it has been moved")
    parser.add_argument("--threads", metavar="N", help="default: all cores; the result does not depend on it")
