"""Words as names: the nearest by the text half of a CLIP, made up in the smallest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.base.errors import ParameterError, ReadError
from core.cluster.features.chosen_file import choose_file
from core.collection.nearest_words import NearestWords, nearest_words, words_in
from tests.core.collection.test_by_hand import found  # noqa: F401 - a fixture
from tests.core.networks.made_clip import TOKENS, made_encoder, made_tokenizer
from tests.reading import HERE

pytest.importorskip("onnx", reason="networks need the extra floe[networks]")
pytest.importorskip("onnxruntime", reason="networks need the extra floe[networks]")


@pytest.fixture
def files(tmp_path: Path) -> NearestWords:
    """Sea looks up, ice to the right; the sentence around them says nothing."""
    (tmp_path / "words.txt").write_text("# of the sea\nsea\n\nice\nsea\n")
    table = np.zeros((len(TOKENS), 2), np.float32)
    table[TOKENS["sea</w>"]], table[TOKENS["ice</w>"]] = (0, 1), (1, 0)
    paths = tmp_path / "words.txt", made_encoder(tmp_path / "text.onnx", table), made_tokenizer(tmp_path)
    return NearestWords(*(choose_file(str(path)) for path in paths))


def test_each_cluster_gets_the_word_that_is_nearest(found: Any, files: NearestWords) -> None:  # noqa: F811
    # Cluster 1 lies at (0, 0), (0, 1), (0, 2); cluster 2 at (9, 0), (9, 1); one picture is noise.
    assert nearest_words(found, files, HERE) == {1: "sea", 2: "ice"}
    # What a person has named is not asked for; what was only proposed is.
    named = found.named({1: ("calm", True), 2: ("frost", False)})
    assert nearest_words(named, files, HERE) == {2: "ice"}


def test_of_two_that_are_as_near_it_is_the_first(found: Any, files: NearestWords) -> None:  # noqa: F811
    alike = replace(found, vectors=np.ones((6, 2), np.float32))
    assert nearest_words(alike, files, HERE) == {1: "sea", 2: "sea"}


def test_vectors_of_another_network_are_refused(found: Any, files: NearestWords) -> None:  # noqa: F811
    other = replace(found, vectors=np.ones((6, 3), np.float32))
    with pytest.raises(ParameterError, match="Words have 2 numbers here and pictures 3: sort the pictures"):
        nearest_words(other, files, HERE)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# none\n\n", "it has no word: write one a line"),
        (b"\xff\xfe", "it is no text in UTF-8"),
        ("\n".join(f"word {i}" for i in range(2001)).encode(), "it has more than 2\u202f000 words"),
        (b"a" * 61, "is no name"),
        (b"ice\x1b[2J", r"“ice\\x1b\[2J” is no name"),
    ],
)
def test_what_is_no_list_of_words(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "w.txt").write_bytes(content)
    with pytest.raises(ReadError, match=words):
        words_in(tmp_path / "w.txt")
