"""`floe cluster --name-by URL`: what would be sent is shown, and names are proposed where it is sent."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from core.base.errors import FloeError, ParameterError
from core.base.paths import file_name
from core.base.sentences import _, ngettext, with_commas
from core.cluster.features.chosen_file import choose_file
from core.collection.endpoint import Endpoint, endpoint_from
from core.collection.found import Found
from core.collection.naming import Question, proposed, questions
from core.collection.nearest_words import NearestWords, nearest_words
from core.collection.store import Store
from core.guarded.process import ReadingProcess
from core.writing.number_words import grouped
from core.writing.replace import write_bytes
from ui.cli.console import Console

# The requests, a line each: to the byte what is sent.
REQUESTS = "naming.jsonl"


def endpoint_wanted(options: argparse.Namespace) -> Endpoint | None:
    """None where names are not to be proposed. Raises ParameterError."""
    if options.name_by is None:
        if options.send or options.name_model is not None:
            raise ParameterError(_("--send and --name-model are for --name-by URL: say that, too."))
        return None
    if options.name_model is None:
        raise ParameterError(_("Say which model is to be asked: --name-model NAME."))
    return endpoint_from(options.name_by, options.name_model, os.environ)


def words_wanted(options: argparse.Namespace) -> NearestWords | None:
    """None where no words are to be the names. Raises ParameterError, ReadError."""
    given = options.name_words, options.text_encoder, options.tokenizer
    if all(each is None for each in given):
        return None
    if any(each is None for each in given):
        sentence = _("--name-words, --text-encoder and --tokenizer are for each other: give all three.")
        raise ParameterError(sentence)
    return NearestWords(*map(choose_file, given))


def words_proposed(
    found: Found, words: NearestWords, store: Store, reader: ReadingProcess, console: Console
) -> bool:
    """Put the nearest words into the store; whether nothing went wrong. Raises WriteError."""
    try:
        names = nearest_words(found, words, reader)
    except FloeError as error:  # what was found is written all the same
        console.complain(error)
        return False
    store.propose(found.key, names)
    return True


def proposed_names(
    found: Found, endpoint: Endpoint, store: Store, options: argparse.Namespace, console: Console
) -> bool:
    """Put the names into the store; whether nothing went wrong. Raises WriteError."""
    asked = questions(found, endpoint.model)
    path = Path(options.output) / REQUESTS
    write_bytes(path, b"".join(each.body + b"\n" for each in asked))
    if not options.json:
        console.say("\n".join(_plan(asked, endpoint, path)))
    if not options.send:
        if not options.json:
            console.say(_("Nothing is sent yet: add --send to do it."))
        return True
    names: dict[int, str] = {}
    try:
        with console.progress.over(len(asked)):
            for done, (cluster, name) in enumerate(proposed(endpoint, asked), 1):
                names[cluster] = name
                console.progress.count(done, len(asked), _("asking for names"))
    except FloeError as error:
        console.complain(error)
        return False
    finally:
        store.propose(found.key, names)
    return True


def _plan(asked: tuple[Question, ...], endpoint: Endpoint, path: Path) -> list[str]:
    n = len(asked)
    if not n:
        return [_("Every cluster has a name: there is nothing to ask for.")]
    sentence = ngettext(
        "To {url} goes {n} request, for the model {model}:",
        "To {url} go {n} requests, for the model {model}:",
        n,
    )
    lines = [sentence.format(url=endpoint, n=grouped(n), model=endpoint.model), f"  “{asked[0].text}”"]
    for each in asked:
        names = with_commas(file_name(str(picture)) for picture in each.pictures)
        sentence = _("  cluster {cluster}: {bytes} bytes with small copies, without their names, of {names}")
        lines.append(sentence.format(cluster=each.cluster, bytes=grouped(len(each.body)), names=names))
    return [*lines, _("All of it, to the byte, stands in {path}.").format(path=path)]
