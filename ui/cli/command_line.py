"""The command line: `floe segment` and `floe verify`. Imports no Qt and needs no display."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from core.base.errors import FloeError
from core.base.sentences import N_, _
from core.base.version import VERSION
from ui.cli.console import Console
from ui.cli.segment_options import add_segment_options, exports_text, features_text

DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_DESCRIPTION = N_("""\
Finds regions in pictures without training data and measures them in real units.

  floe [PATH ...]                     the window, with these pictures or folders opened
  floe --sample                       the window, with the sample scene opened
  floe segment IMAGE ... -o DIR       measure pictures without a window
  floe verify STEM_run.json [IMAGE]   repeat a run and compare
  floe concentration FILE ...         ice extent and ice area of concentration rasters
  floe sample [NAME] [-o DIR]         measure a sample scene, whose areas are known
  floe check                          check on this machine that Floe measures right
""")
_EXIT_CODES = N_("""\
exit codes: 0 all images done; 1 some images failed, each named on standard error, the others written;
2 wrong usage, or nothing could be read""")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise FloeError(_("{message} (see {prog} --help)").format(message=message, prog=self.prog))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code of DESIGN.md."""
    console = Console()
    try:
        options = _options(arguments)
        code = _command_for(options)(options, console)
        return SOME_FAILED if console.lost and code == DONE else code
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
            from ui.cli.segment_command import segment_images as command
        case "sample":
            from ui.cli.sample_command import measure_sample as command
        case "check":
            from ui.cli.check_command import check_measuring as command
        case "concentration":
            from ui.cli.concentration_command import measure_rasters as command
        case _:
            from ui.cli.verify_command import verify_run as command
    return command


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    known = ("segment", "sample", "verify", "check", "concentration", "-h", "--help", "--version")
    if arguments[0] not in known:
        raise FloeError(_("There is no option {option} (see floe --help).").format(option=arguments[0]))
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="floe",
        description=_(_DESCRIPTION),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="floe [PATH ...] | floe COMMAND ...",
        epilog=_("floe COMMAND --help lists the options of a command."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"floe {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, help=argparse.SUPPRESS)
    segment = _command(commands, "segment", _("measure pictures without a window"))
    segment.epilog = f"{features_text()}\n\n{exports_text()}\n\n{_(_EXIT_CODES)}"
    add_segment_options(segment)
    verify = _command(commands, "verify", _("repeat a run and compare"))
    verify.epilog = _(
        "exit codes: 0 identical; 1 what differs is named; 2 wrong usage, or nothing could be read"
    )
    _add_verify(verify)
    sample = _command(commands, "sample", _("measure a sample scene, whose areas are known exactly"))
    names = _("sea-ice (default), melt-ponds, lake or cells")
    sample.add_argument("name", nargs="?", default="sea-ice", metavar="NAME", help=names)
    sample.add_argument(
        "-o", "--output", metavar="DIR", help=_("folder for the files; default: none written")
    )
    check = _command(commands, "check", _("measure scenes of known truth: expected beside found"))
    check.epilog = _("exit codes: 0 every number is within what is allowed; 1 one is not; 2 wrong usage")
    rasters = _command(commands, "concentration", _("ice extent and ice area of concentration rasters"))
    _add_concentration(rasters)
    check.add_argument("--json", action="store_true", help=_("machine-readable result on standard output"))
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, purpose: str
) -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    return commands.add_parser(
        name,
        prog=f"floe {name}",
        help=purpose,
        description=purpose,
        epilog=_(_EXIT_CODES),
        formatter_class=form,
        allow_abbrev=False,
    )


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="STEM_run.json", help=_("the run record"))
    parser.add_argument("image", nargs="?", metavar="IMAGE", help=_("the picture, where it has been moved"))
    parser.add_argument(
        "--threads", metavar="N", help=_("default: all cores; the result does not depend on it")
    )


def _add_concentration(parser: argparse.ArgumentParser) -> None:
    """Values stay text: ui.cli.concentration_command turns them into numbers, with one kind of
    message."""
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help=_("GeoTIFF of one band"))
    least = _("least concentration of the extent in per cent (default 15)")
    add("--threshold", default="15", metavar="PERCENT", help=least.replace("%", "%%"))
    scale = _(
        "values of 0 and 100 per cent, for example 0..100, 0..1 or 0..250; others are flags and left out "
        "(default: what the unit, the flags or the values of the file tell)"
    )
    add("--scale", metavar="A..B", help=scale)
    add("--pixel-size", metavar="SIZE", help=_("as of floe segment; default: what the file gives"))
    area = _("the areas that lead: geodesic (true ground area; default where there is one) or planar")
    add("--area", metavar="METHOD", help=area)
    add("--json", action="store_true", help=_("machine-readable result on standard output"))
