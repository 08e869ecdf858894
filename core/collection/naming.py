"""Names that a model proposes for the clusters, of five small pictures of each.

It speaks the protocol of OpenAI's chat completions, as servers of one's own do, too. What would be sent is
there to be shown before anything is: see `questions`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import FloeError
from core.base.json_text import parsed
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.collection.endpoint import KEY, Endpoint, plain, post
from core.collection.found import Found

PICTURES = 5
_MOST_WORDS, _LONGEST = 4, 60
_REFUSED, _UNKNOWN, _TOO_OFTEN, _FINE = (401, 403), 404, 429, 200


@dataclass(frozen=True)
class Question:
    """All that is sent for one cluster. text: what is asked. pictures: whose small copies go along.
    body: the bytes of the request. copies: those JPEGs, which are in it.
    """

    cluster: int
    text: str
    pictures: tuple[Path, ...]
    body: bytes
    copies: tuple[bytes, ...] = ()


def questions(found: Found, model: str) -> tuple[Question, ...]:
    """One for each cluster that nobody has named, of its most typical pictures as they are kept for the
    gallery: JPEG of 160 pixels at most, made anew, without what cameras write into files. No names of files.
    """
    text = _(
        "These pictures are of one kind. What is on all of them? Answer with one or two words that name the "
        "kind, and nothing else."
    )
    there = np.unique(found.clustered.labels).tolist()
    clusters = [each for each in there if each > 0 and not found.names.get(each, ("", False))[1]]
    return tuple(_question(found, model, each, text) for each in clusters)


def _question(found: Found, model: str, cluster: int, text: str) -> Question:
    rows = [found.rows[int(row)] for row in found.members(cluster)]
    shown = [row for row in rows if row.duplicate_of < 0][:PICTURES] or rows[:PICTURES]
    copies = tuple(found.looks[row.content].thumbnail for row in shown)
    parts: list[dict[str, Any]] = [{"type": "text", "text": text}]
    for copy in copies:
        picture = base64.b64encode(copy).decode()
        parts.append({"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{picture}"}})
    asked = {
        "model": model,
        "max_tokens": 20,
        "temperature": 0,
        "messages": [{"role": "user", "content": parts}],
    }
    return Question(cluster, text, tuple(row.path for row in shown), json.dumps(asked).encode(), copies)


def proposed(
    endpoint: Endpoint, asked: Sequence[Question], cancelled: Cancel = never_cancelled
) -> Iterator[tuple[int, str]]:
    """Clusters with the names that are proposed, one after the other.

    Raises FloeError, with one sentence, for what is no answer; the names that came before it stay. Cancelled.
    """
    for question in asked:
        status, content = post(endpoint, question.body, cancelled=cancelled)
        if status != _FINE:
            raise FloeError(_refusal(endpoint, status))
        yield question.cluster, _name_in(endpoint, content)


def _refusal(endpoint: Endpoint, status: int) -> str:
    if status in _REFUSED:
        sentence = _("{url} refuses the key: see that {name} holds the right one.")
    elif status == _UNKNOWN:
        sentence = _("{url} knows no such address, or not the model {model}.")
    elif status == _TOO_OFTEN:
        sentence = _("{url} has been asked too often: try again later.")
    else:
        sentence = _("{url} answers with the status {status} and no name.")
    return sentence.format(url=endpoint, name=KEY, model=endpoint.model, status=status)


def _name_in(endpoint: Endpoint, content: bytes) -> str:
    """Raises FloeError where it is none."""
    try:
        text = parsed(content)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        raise FloeError(_("{url} answers what is no answer of that protocol.").format(url=endpoint)) from None
    name = text.strip().strip("\"'`*“”„«».").strip() if isinstance(text, str) else ""
    if not name or not name.isprintable() or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS:
        sentence = _("{url} answers “{text}”, which is no name.")
        raise FloeError(sentence.format(url=endpoint, text=_shortened(str(text))))
    return name


def _shortened(text: str) -> str:
    line = plain(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
