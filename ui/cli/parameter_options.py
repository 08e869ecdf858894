"""The options of `floe segment` that decide the clustering, as Parameters."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _, with_commas
from core.cluster.features.feature import parse_feature
from core.cluster.parameters import STARTS, Parameters, Start, parse_bands
from core.cluster.starts.starts import read_start
from core.cluster.treatment import parse_smoothing
from core.guarded.process import ReadingProcess
from core.writing.typed_numbers import parse_number, parse_whole_number
from ui.cli.threshold_option import base_of_threshold

DEFAULT_K = 4
AUTO = "auto"
# Of --smooth: nothing, whatever a recipe says.
NONE = "none"


def given_parameters(options: argparse.Namespace, base: Parameters, reader: ReadingProcess) -> Parameters:
    """The parameters with what was given in place of `base`. Raises ParameterError, ReadError."""
    base = base_of_threshold(options, base)
    given = _space(options) | _start(options, reader) | _unit(options)
    for name in ("seed", "restarts", "max_iter"):
        if (text := getattr(options, name)) is not None:
            given[name] = parse_whole_number(text, f"--{name.replace('_', '-')}")
    if options.tol is not None:
        given["tol"] = parse_number(options.tol, "--tol")
    if options.memory is not None:
        given["memory"] = parse_number(options.memory, "--memory")
    if options.no_swaps:
        given["swaps"] = False
    if options.features:
        given["features"] = tuple(parse_feature(text) for text in options.features)
    if options.smooth is not None:
        given["smooth"] = None if options.smooth == NONE else parse_smoothing(options.smooth)
    for name in ("light", "neighbours"):
        if getattr(options, name):
            given[name] = True
    return replace(base, **given)


def _space(options: argparse.Namespace) -> dict[str, Any]:
    by_bands = options.bands is not None or options.scaling is not None
    space = options.space or ("bands" if by_bands else None)
    if by_bands and space != "bands":
        raise ParameterError(
            _("--bands and --scaling belong to --space bands, not to {space}.").format(space=space)
        )
    if space is None:
        return {}
    given: dict[str, Any] = {"space": space}
    if space != "bands":
        return given | {"bands": (), "scaling": "none"}
    if options.bands is not None:
        given["bands"] = parse_bands(options.bands)
    if options.scaling is not None:
        given["scaling"] = options.scaling
    return given


def _unit(options: argparse.Namespace) -> dict[str, Any]:
    if options.detail is None:
        return {} if options.by is None else {"by": options.by}
    if options.by not in (None, "superpixels"):
        raise ParameterError(_("--detail belongs to --by superpixels, not to {by}.").format(by=options.by))
    return {"by": "superpixels", "detail": parse_whole_number(options.detail, "--detail")}


def _start(options: argparse.Namespace, reader: ReadingProcess) -> dict[str, Any]:
    """The start, and k: that of a start from a file unless another one is given."""
    given: dict[str, Any] = {}
    if options.init is not None:
        init = given["init"] = _start_of(options.init, reader)
        if not isinstance(init, str):
            given["k"] = len(init)
    if options.k not in (None, AUTO):
        given["k"] = parse_whole_number(options.k, "-k")
    return given


def _start_of(text: str, reader: ReadingProcess) -> Start | tuple[tuple[float, ...], ...]:
    if text in STARTS:
        return text
    if not text.lower().endswith(".json"):
        raise ParameterError(
            _("There is no start “{text}”: choose {choices} or a FILE.json.").format(
                text=text, choices=with_commas(STARTS)
            )
            + did_you_mean(text, STARTS)
        )
    return reader.read_by(read_start, Path(text))
