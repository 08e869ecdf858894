"""The options of `floe cluster` as values: every mistake is one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.features.chosen_file import choose_file
from core.cluster.features.feature_text import split_options
from core.collection.asked import Asked
from core.collection.clustering import method_named, parsed
from core.collection.embedding import choose, embeddings
from core.collection.found import Found
from core.collection.mapping import parsed_map_options
from core.collection.measured import MOST_SEEDS, Measuring
from core.collection.preparation import Preparation
from core.collection.vector_files import VECTORS
from core.writing.typed_numbers import parse_whole_number

_AUTO = "auto"
# More is no name but a text.
_LONGEST_NAME = 200


def asked_from(options: argparse.Namespace) -> Asked:
    """Raises ParameterError, ReadError for a file that is named."""
    takes_k = method_named(options.method).takes_k
    k = None if options.k == _AUTO else parse_whole_number(options.k, "-k")
    if k is not None and not takes_k:
        sentence = _("The method {method} finds the number of clusters itself: leave -k out.")
        raise ParameterError(sentence.format(method=options.method))
    seed = parse_whole_number(options.seed, "--seed")
    if seed < 0:
        raise ParameterError(_("The seed is {seed}: choose 0 or more.").format(seed=seed))
    of_method = parsed(options.method, _pairs(options.options, "--option"))
    on_map, map_texts = split_options(options.map or "")
    map_options = parsed_map_options(on_map, map_texts) if on_map else {}
    text = options.embedding
    if Path(text).suffix.lower() in VECTORS and text.partition(",")[0] not in embeddings():
        chosen, vectors, scaling = None, choose_file(text), "none"
    else:
        chosen, vectors = choose(*split_options(text)), None
        scaling = chosen.embedding.scaling
    preparation = _preparation(options, scaling)
    if options.distances and options.method != "dbscan":
        raise ParameterError(_("--distances is for the ε of --method dbscan: leave it out."))
    what = Measuring(
        preparation, options.method, k, of_method, seed, on_map, map_options, seeds=_seeds(options)
    )
    return Asked(what, chosen, vectors)


def _seeds(options: argparse.Namespace) -> int:
    """How many are compared, 0 for none. Raises ParameterError."""
    if options.stability is None:
        return 0
    seeds = parse_whole_number(options.stability, "--stability")
    if not 2 <= seeds <= MOST_SEEDS:
        sentence = _("--stability is {n}: choose 2 to {most} seeds.")
        raise ParameterError(sentence.format(n=seeds, most=MOST_SEEDS))
    return seeds


def neighbours_from(options: argparse.Namespace) -> int:
    """How many of each picture are listed, 0 for none. Raises ParameterError."""
    if options.neighbours is None:
        return 0
    like = parse_whole_number(options.neighbours, "--neighbours")
    if like < 0:
        sentence = _("--neighbours is {n}: write 1 or more, or 0 for no table of them.")
        raise ParameterError(sentence.format(n=like))
    return like


def names_from(texts: Sequence[str]) -> dict[int, str]:
    """Clusters and what they are called: of "1=ice". Raises ParameterError."""
    found: dict[int, str] = {}
    for number, name in _pairs(texts, "--name").items():
        if len(name) > _LONGEST_NAME or not name.isprintable():
            raise ParameterError(
                _("--name {number} is no name: write one line, not too long.").format(number=number)
            )
        found[parse_whole_number(number, "--name")] = name
    return found


def check_names(names: Mapping[int, str], found: Found) -> None:
    """Raises ParameterError for a cluster that there is not."""
    for number in names:
        if not 1 <= number <= found.clusters:
            sentence = _("--name: there is no cluster {number}, they go from 1 to {most}.")
            raise ParameterError(sentence.format(number=number, most=found.clusters))


def _preparation(options: argparse.Namespace, scaling: Any) -> Preparation:
    components = 0 if options.pca is None else parse_whole_number(options.pca, "--pca")
    return Preparation(scaling if options.scaling is None else options.scaling, components)


def _pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    """Raises ParameterError for one that is no NAME=VALUE, and for a name that is there twice."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name or name in found:
            sentence = _("{option} is “{text}”: write each once, as {form}.")
            form = "N=NAME" if option == "--name" else "NAME=VALUE"
            raise ParameterError(sentence.format(option=option, text=text, form=form))
        found[name] = value
    return found
