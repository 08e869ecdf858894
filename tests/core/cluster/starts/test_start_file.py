"""A start from a file: what is read, and the sentence for what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.errors import ParameterError
from core.cluster.starts.starts import read_start


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "start.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("[[82, 117, 80], [134.5, 182, 172]]", ((82.0, 117.0, 80.0), (134.5, 182.0, 172.0))),
        ("[[7]]", ((7.0,),)),
        ("[[-3.5, 1e2, 0]]", ((-3.5, 100.0, 0.0),)),
    ],
)
def test_rows_of_numbers_are_read(tmp_path, text, rows) -> None:
    assert read_start(written(tmp_path, text)) == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "[[]]",
        "[[], []]",
        "[1, 2, 3]",
        "[[1, 2, 3], [4, 5]]",
        "[[1, 2, 3], 4]",
        '[[1, 2, "3"]]',
        "[[1, 2, true]]",
        "[[1, 2, null]]",
        "[[1, [2], 3]]",
        '{"centroids": [[1, 2, 3]]}',
        "[[1, 2, 3]",
        f"[[{10**400}, 2, 3]]",
        "[" * 100_000,
        b"\xff\xfe\x00",
    ],
    ids=lambda text: str(text[:20]),
)
def test_anything_else_is_a_sentence_that_names_the_file(tmp_path, text) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ParameterError, match=r"is no list of centroids: write \[\[r,g,b\], …\]") as caught:
        read_start(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(ParameterError, match=r"Cannot read the start .*nowhere\.json: No such file"):
        read_start(tmp_path / "nowhere.json")


def test_a_folder_is_no_start(tmp_path) -> None:
    with pytest.raises(ParameterError, match=r"Is a directory"):
        read_start(tmp_path)
