"""What the commands take, as argparse has it; the many options of `floe segment`: ui.cli.segment_options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

from core.base.closest import closest
from core.base.errors import FloeError
from core.base.sentences import N_, _, languages, with_commas
from core.base.version import versions_text
from ui.cli import examples
from ui.cli.commands import is_option
from ui.cli.console import Console
from ui.cli.help_form import HelpForm

_DESCRIPTION = N_("""\
Finds regions in pictures without training data and measures them in real units.

  floe [PATH ...]                     the window, with these pictures or folders opened
  floe --as-labels PATH ...           the window, with label images: every value is an object
  floe --sample                       the window, with the sample scene opened
  floe --new-window [PATH ...]        another window, where one is open already
  floe segment IMAGE ... -o DIR       measure pictures without a window
  floe series FOLDER -o DIR           measure many pictures by one legend: one table, one curve
  floe cluster FOLDER -o DIR          which kinds of pictures there are, and which are of a kind
  floe change EARLIER LATER -o DIR    what became what between two dates
  floe verify STEM_run.json [IMAGE]   repeat a run and compare; also series.json, run.json
  floe concentration FILE ...         ice extent and ice area of concentration rasters
  floe sample [NAME] [-o DIR]         measure a sample scene, whose areas are known
  floe check                          check on this machine that Floe measures right
""")
_EXIT_CODES = N_("""\
exit codes: 0 all images done; 1 some images failed, each named on standard error, the others written;
2 wrong usage, or nothing could be read""")
_SERIES_EXITS = N_("""\
exit codes: 0 all pictures done; 1 some failed, each named on standard error, the others in the table, or one
does not fit the legend and --fail-on drift was asked for; 2 wrong usage, or nothing could be read""")
_CLUSTER_EXITS = N_("""\
exit codes: 0 all pictures done; 1 some could not be read, placed or taken back, each named on standard error,
the others in the table; 2 wrong usage, or nothing could be read""")
_WITH_LISTS = ("segment", "series")
_JSON = N_("machine-readable result on standard output")


class Parser(argparse.ArgumentParser):
    """Every mistake is a FloeError."""

    def error(self, message: str) -> NoReturn:
        raise FloeError(_("{message} (see {prog} --help)").format(message=message, prog=self.prog))


class CommandParser(Parser):
    """Of one command: an option that is none is named, with the one that was meant.

    ending: makes the end of the help, once it is asked for.
    """

    ending: Callable[[], str]

    def format_help(self) -> str:
        self.epilog = self.ending()
        return super().format_help()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self._refuse_unknown(list(args or ()))
        return super().parse_known_args(args, namespace)

    def _refuse_unknown(self, arguments: Sequence[str]) -> None:
        """Before argparse misses what the misspelt option was to give."""
        known = list(self._option_string_actions)
        for text in arguments:
            if text == "--":
                return
            option = text.partition("=")[0] if text.startswith("--") or f"-{text}" in known else text[:2]
            if not is_option(text) or option in known:
                continue
            if meant := closest(text.partition("=")[0], known):
                sentence = _("{prog} has no option {option}: did you mean {meant}? (see {prog} --help)")
            else:
                sentence = _("{prog} has no option {option} (see {prog} --help).")
            name = text.partition("=")[0]
            raise FloeError(sentence.format(prog=self.prog, option=name, meant=meant))


class _Versions(argparse.Action):
    """Prints the versions when it is asked for: they take a moment to find."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        Console().say(versions_text())
        parser.exit()


def make_parser(command: str | None) -> Parser:
    """Of the whole command line, with the options of this command: to list those of all takes a second."""
    parser = Parser(
        prog="floe",
        description=_(_DESCRIPTION),
        formatter_class=HelpForm,
        usage="floe [PATH ...] | floe COMMAND ...",
        epilog=f"{examples.text('')}\n\n{_('floe COMMAND --help lists the options of a command.')}",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("-V", "--version", action=_Versions, nargs=0, help=_("Floe, its libraries and the system"))
    _add_loudness(parser)
    commands = parser.add_subparsers(
        dest="command",
        metavar="COMMAND",
        required=True,
        help=argparse.SUPPRESS,
        parser_class=CommandParser,
    )
    for name, (purpose, exits, add_options) in _COMMANDS.items():
        if name == command:
            add_options(_command(commands, name, _(purpose), _(exits)))
        else:
            commands.add_parser(name, help=_(purpose), add_help=False)
    return parser


def _command(
    commands: argparse._SubParsersAction[CommandParser], name: str, purpose: str, exits: str
) -> CommandParser:
    parser = commands.add_parser(
        name,
        prog=f"floe {name}",
        help=purpose,
        description=purpose,
        formatter_class=HelpForm,
        allow_abbrev=False,
    )
    parser.ending = partial(_ending, name, exits)
    _add_loudness(parser)
    return parser


def _ending(command: str, exits: str) -> str:
    """Examples, the lists of names that a command takes, exit codes."""
    lists: tuple[str, ...] = ()
    if command in _WITH_LISTS:
        from ui.cli.segment_options import exports_text, features_text

        lists = features_text(), exports_text()
    if command == "cluster":
        from ui.cli.cluster_options import embeddings_text, maps_text, methods_text

        lists = embeddings_text(), methods_text(), maps_text()
    return "\n\n".join((examples.text(command), *lists, exits))


def _add_loudness(parser: argparse.ArgumentParser) -> None:
    """Before the command or after it; and in which language."""
    add = parser.add_mutually_exclusive_group().add_argument
    quiet = _("say nothing but errors, and what --json prints; no warnings, no progress")
    add("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help=quiet)
    verbose = _("say on standard error how long each stage took")
    add("-v", "--verbose", action="store_true", default=argparse.SUPPRESS, help=verbose)
    # It is taken out of the arguments before (ui.cli.language_option): here it is told.
    spoken = _("{languages}; default: that of the environment").format(languages=with_commas(languages()))
    parser.add_argument("--language", metavar="LANGUAGE", default=argparse.SUPPRESS, help=spoken)


def _add_segment(parser: argparse.ArgumentParser) -> None:
    from ui.cli.segment_options import add_segment_options

    add_segment_options(parser)


def _add_series(parser: argparse.ArgumentParser) -> None:
    from ui.cli.series_options import add_series_options

    add_series_options(parser)


def _add_cluster(parser: argparse.ArgumentParser) -> None:
    from ui.cli.cluster_options import add_cluster_options

    add_cluster_options(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_(_JSON))


def _add_change(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    kinds = _("STEM_run.json of a run, its labels beside it; or a raster whose values are classes")
    add("earlier", metavar="EARLIER", help=kinds)
    add("later", metavar="LATER", help=_("the same of the later date"))
    add("-o", "--output", metavar="DIR", required=True, help=_("folder for the files"))
    shifted = _("align the pictures first, where they are shifted or turned and lie on no map")
    add("--align", action="store_true", help=shifted)
    add("--json", action="store_true", help=_(_JSON))


def _add_verify(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("record", metavar="STEM_run.json", help=_("the run record"))
    add("image", nargs="?", metavar="IMAGE", help=_("the picture, where it has been moved"))
    add(
        "--threads",
        metavar="N",
        help=_("default: all cores; the result does not depend on it, but for networks that learn"),
    )


def _add_sample(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    names = _("sea-ice (default), melt-ponds, lake or cells")
    add("name", nargs="?", default="sea-ice", metavar="NAME", help=names)
    add("-o", "--output", metavar="DIR", help=_("folder for the files; default: none written"))


def _add_concentration(parser: argparse.ArgumentParser) -> None:
    """Values stay text: ui.cli.concentration_command turns them into numbers, with one kind of
    message."""
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help=_("GeoTIFF of one band, a folder of them, or a pattern"))
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
    add("--json", action="store_true", help=_(_JSON))


# What each is for, its exit codes, and what adds its options.
_COMMANDS: dict[str, tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "segment": (N_("measure pictures without a window"), _EXIT_CODES, _add_segment),
    "series": (N_("measure many pictures by one legend"), _SERIES_EXITS, _add_series),
    "cluster": (N_("tell which pictures are of a kind"), _CLUSTER_EXITS, _add_cluster),
    "change": (
        N_("tell what became what between two dates"),
        N_("exit codes: 0 done; 2 wrong usage, or nothing could be read"),
        _add_change,
    ),
    "verify": (
        N_("repeat a run and compare"),
        N_(
            "exit codes: 0 identical; 1 what differs is named; 2 wrong usage, or nothing could be read; 3 "
            "a network was learned, or pictures were clustered, on another machine or by another number of "
            "threads, and what differs is named"
        ),
        _add_verify,
    ),
    "sample": (
        N_("measure a sample scene, whose areas are known exactly"),
        N_("exit codes: 0 every area is as it should be; 1 one is not; 2 wrong usage"),
        _add_sample,
    ),
    "check": (
        N_("measure scenes of known truth: expected beside found"),
        N_("exit codes: 0 every number is within what is allowed; 1 one is not; 2 wrong usage"),
        _add_check,
    ),
    "concentration": (
        N_("ice extent and ice area of concentration rasters"),
        _EXIT_CODES,
        _add_concentration,
    ),
}
