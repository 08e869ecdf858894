"""The command line: `floe segment` and the other commands. Imports no Qt and needs no display."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from time import perf_counter

from core.base.errors import FloeError
from core.base.sentences import _
from ui.cli.commands import COMMANDS, OPTIONS, unknown
from ui.cli.console import Console
from ui.cli.parsers import make_parser

DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code of DESIGN.md."""
    begun, console = perf_counter(), Console()
    try:
        word = next((each for each in arguments if each not in OPTIONS), None)
        if word is not None and word not in COMMANDS:
            raise FloeError(unknown(word))
        options = make_parser(word).parse_args(arguments)
        console = Console(quiet="quiet" in options, verbose="verbose" in options)
        code = _command_for(options)(options, console)
        console.tell(_("{seconds:.2f} s in all").format(seconds=perf_counter() - begun))
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
        case "series":
            from ui.cli.series_command import measure_series as command
        case "cluster":
            from ui.cli.cluster_command import cluster_pictures as command
        case "change":
            from ui.cli.change_command import measure_change as command
        case "sample":
            from ui.cli.sample_command import measure_sample as command
        case "check":
            from ui.cli.check_command import check_measuring as command
        case "concentration":
            from ui.cli.concentration_command import measure_rasters as command
        case _:
            from ui.cli.verify_command import verify_run as command
    return command
