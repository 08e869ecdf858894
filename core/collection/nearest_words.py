"""Names that are nearest: of words in a file, those whose vectors by the text half of a CLIP are most like
the pictures of a cluster by its other half.

The mean of the pictures' directions, and the greatest cosine: Radford et al. (2021), arXiv:2103.00020.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _
from core.cluster.features.chosen_file import ChosenFile
from core.cluster.features.options import File
from core.collection.found import Found
from core.guarded.process import ReadingProcess
from core.networks.bundled import lacking
from core.networks.network import warm_there
from core.networks.text_encoder import text_vectors_there
from core.writing.number_words import grouped

MOST_WORDS = 2000
_MOST_BYTES, _LONGEST = 1 << 20, 60
# So many texts at once: after each of these it can be stopped.
_AT_ONCE, _SECONDS = 8, 300.0
# What a word is put into, as those who trained it did.
_SENTENCE = "a photo of a {}."

# As they are asked for, in the order of `NearestWords`.
OPTIONS = (
    File(name="words", title=N_("Words"), meaning=N_("a text, a name a line"), endings=(".txt",)),
    File(
        name="encoder",
        title=N_("Text encoders"),
        meaning=N_("the text half of the CLIP that the pictures are told apart by"),
        endings=(".onnx",),
    ),
    File(
        name="tokenizer",
        title=N_("Tokenizers"),
        meaning=N_("the tokenizer.json that belongs to it"),
        endings=(".json",),
    ),
)


@dataclass(frozen=True)
class NearestWords:
    """The files: of words, of the text half of a CLIP as ONNX, and its tokenizer.json."""

    words: ChosenFile
    encoder: ChosenFile
    tokenizer: ChosenFile


def nearest_words(
    found: Found, files: NearestWords, reader: ReadingProcess, cancelled: Cancel = never_cancelled
) -> dict[int, str]:
    """A word for each cluster that nobody has named; of two that are as near the first.

    Raises ParameterError where the vectors of pictures and words cannot be compared, ReadError, Cancelled.
    """
    if lack := lacking():
        raise ParameterError(lack)
    words = reader.read_by(words_in, Path(files.words.path), cancelled=cancelled)
    encoder, tokenizer = Path(files.encoder.path), Path(files.tokenizer.path)
    reader.read_by(warm_there, encoder, cancelled=cancelled, timeout_s=_SECONDS)
    parts = []
    for start in range(0, len(words), _AT_ONCE):
        raise_if_cancelled(cancelled)
        texts = tuple(map(_SENTENCE.format, words[start : start + _AT_ONCE]))
        parts.append(
            reader.read_by(
                text_vectors_there, encoder, tokenizer, texts, cancelled=cancelled, timeout_s=_SECONDS
            )
        )
    vectors = np.concatenate(parts)
    if vectors.shape[1] != found.vectors.shape[1]:
        sentence = _(
            "Words have {words} numbers here and pictures {pictures}: sort the pictures by the CLIP that the "
            "text encoder belongs to."
        )
        raise ParameterError(
            sentence.format(words=grouped(vectors.shape[1]), pictures=grouped(found.vectors.shape[1]))
        )
    there = np.unique(found.clustered.labels).tolist()
    unnamed = [each for each in there if each > 0 and not found.names.get(each, ("", False))[1]]
    return {each: words[int(np.argmax(vectors @ _direction(found, each)))] for each in unnamed}


def words_in(path: Path) -> tuple[str, ...]:
    """Runs in the guarded process: the lines of a text, each once, without those that begin with #.

    Raises ReadError.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReadError(path, _("it is too large for a list of words."))
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ReadError(path, _("it is no text in UTF-8.")) from None
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    words = dict.fromkeys(" ".join(line.split()) for line in lines if not line.startswith("#"))
    words.pop("", None)
    if not words:
        raise ReadError(path, _("it has no word: write one a line."))
    if len(words) > MOST_WORDS:
        raise ReadError(path, _("it has more than {most} words.").format(most=grouped(MOST_WORDS)))
    for word in words:
        if len(word) > _LONGEST or not word.isprintable():
            raise ReadError(path, _("“{word}” is no name.").format(word=ascii(word[:_LONGEST])[1:-1]))
    return tuple(words)


def _direction(found: Found, cluster: int) -> np.ndarray:
    """(d,) the mean of the directions of its pictures."""
    rows = found.vectors[found.clustered.labels == cluster].astype(np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    mean: np.ndarray = (rows / np.where(lengths == 0, 1.0, lengths)).mean(axis=0)
    return mean
