"""Which pictures are a collection: folders, lists, tables, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.errors import FloeError, ReadError
from core.collection.collection import Collection
from core.collection.gather import gather, places_of
from core.collection.tables import list_in, table_in
from core.collection.truth import with_truth
from core.collection.vector_files import vectors_in
from core.pictures.folders import pictures_in
from tests.core.collection.made_kinds import made_kinds
from tests.reading import HERE


def names(collection: Collection) -> list[str]:
    return [path.name for path in collection.pictures]


def test_a_folder_with_and_without_its_subfolders(tmp_path: Path) -> None:
    made_kinds(tmp_path, {"red": 11, "blue": 1})
    (tmp_path / "top.png").write_bytes((tmp_path / "blue/blue1.png").read_bytes())
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden/x.png").write_bytes(b"")
    alone, _ = gather([str(tmp_path)], HERE)
    assert names(alone) == ["top.png"]
    below, _ = gather([str(tmp_path)], HERE, subfolders=True)
    # In natural order, folder by folder.
    assert names(below) == ["top.png", "blue1.png", *(f"red{i}.png" for i in range(1, 12))]


def test_a_closed_folder_below_is_said_and_the_others_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_kinds(tmp_path, {"blue": 1, "closed": 0, "red": 1})

    def listed(folder: Path) -> list[Path]:
        if folder.name == "closed":
            raise ReadError(folder, "Permission denied.")
        return pictures_in(folder)

    monkeypatch.setattr("core.collection.gather.pictures_in", listed)
    found, problems = gather([str(tmp_path)], HERE, subfolders=True)
    assert names(found) == ["blue1.png", "red1.png"]
    assert [str(each) for each in problems] == [f"Cannot read {tmp_path / 'closed'}: Permission denied."]
    with pytest.raises(ReadError, match="closed: Permission denied"):
        gather([str(tmp_path / "closed")], HERE, subfolders=True)


def test_the_same_picture_named_twice_counts_once(tmp_path: Path) -> None:
    (red,) = made_kinds(tmp_path, {"red": 1})
    found, empty = gather([str(red), str(red.parent), str(tmp_path / "gone.png")], HERE)
    assert names(found) == ["red1.png", "gone.png"]
    assert empty == []


def test_an_empty_folder_says_what_lies_below(tmp_path: Path) -> None:
    made_kinds(tmp_path, {"red": 2})
    with pytest.raises(FloeError, match=r"2 pictures lie in the folders in it: take them along with --subf"):
        gather([str(tmp_path)], HERE)
    (tmp_path / "nothing").mkdir()
    with pytest.raises(FloeError, match="it is a folder without a picture that Floe reads"):
        gather([str(tmp_path / "nothing")], HERE)
    with pytest.raises(FloeError, match="neither it nor a folder in it has a picture"):
        gather([str(tmp_path / "nothing")], HERE, subfolders=True)


def test_a_list_begins_at_its_folder(tmp_path: Path) -> None:
    made_kinds(tmp_path, {"red": 2})
    (tmp_path / "l.txt").write_text("# mine\nred/red2.png\n\nred/red1.png\n")
    found, _ = gather([str(tmp_path / "l.txt")], HERE)
    assert names(found) == ["red2.png", "red1.png"]
    (tmp_path / "l.txt").write_text("# none\n")
    with pytest.raises(FloeError, match="it names no picture: write one path a line"):
        gather([str(tmp_path / "l.txt")], HERE)


def test_a_table_brings_its_columns(tmp_path: Path) -> None:
    made_kinds(tmp_path, {"red": 2})
    (tmp_path / "t.csv").write_text("Station;File\nA;red/red2.png\nB;red/red1.png\n")
    found, _ = gather([str(tmp_path / "t.csv")], HERE)
    assert names(found) == ["red2.png", "red1.png"]
    assert found.columns == {"station": ("A", "B")}
    assert with_truth(found, "Station", HERE).truth == ("A", "B")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "it has no column that names pictures: call it path."),
        ("path\n", "it has a header and no row."),
        ("", "it is empty."),
        ("path,x\na.png,1\nb.png\n", "its row 2 has 1 cell, and its header 2."),
        ("path\na.png\na.png\n", "it names a.png twice."),
        ("path,path\na.png,b.png\n", "two of its columns are called “path”."),
        ('path,x\n"",1\n', "its row 1 names no picture."),
    ],
)
def test_a_table_that_does_not_fit(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(FloeError) as caught:
        gather([str(tmp_path / "t.csv")], HERE)
    assert str(caught.value).endswith(words)


def test_truth_from_folders_and_from_a_file(tmp_path: Path) -> None:
    made_kinds(tmp_path, {"red": 1, "blue": 1})
    found, _ = gather([str(tmp_path)], HERE, subfolders=True)
    assert with_truth(found, "folders", HERE).truth == ("blue", "red")
    file = tmp_path / "truth.csv"
    # By its path, and by a name that only one picture has.
    file.write_text("path,label\nred/red1.png,sea\nelsewhere/blue1.png,sky\n")
    assert with_truth(found, str(file), HERE).truth == ("sky", "sea")
    file.write_text("path,label\nred/red7.png,sea\nblue/blue1.png,sky\n")
    with pytest.raises(FloeError, match=r"1 of its rows names no picture of the collection.* red/red7.png"):
        with_truth(found, str(file), HERE)
    file.write_text("path,label\nred/red1.png,sea\nblue/blue1.png,sea\n")
    with pytest.raises(FloeError, match="gives all pictures one label"):
        with_truth(found, str(file), HERE)
    file.write_text("path,north,south\nred/red1.png,1,2\n")
    with pytest.raises(FloeError, match="it needs the columns path and label, and has path, north and south"):
        with_truth(found, str(file), HERE)
    with pytest.raises(FloeError, match=r"--truth is “folder”.*Did you mean folders\?"):
        with_truth(found, "folder", HERE)


def test_a_bare_name_counts_only_where_it_says_which_picture(tmp_path: Path) -> None:
    table, one = tmp_path / "t.csv", tmp_path / "day1/1.png"
    # The row of another day is none of this picture's, before and after its own.
    assert places_of(["day1/1.png", "day2/1.png"], table, [one]) == [0, -1]
    assert places_of(["day2/1.png", "day1/1.png"], table, [one]) == [-1, 0]
    assert places_of(["day2/1.png", "day3/1.png"], table, [one]) == [-1, -1]
    assert places_of(["day2/1.png"], table, [one]) == [0]
    for cells in (["day1/1.png", "./day1/1.png"], ["1.png", "1.png"]):
        with pytest.raises(FloeError, match=r"t\.csv: it names .*1\.png twice\."):
            places_of(cells, table, [one])


def test_vectors_of_files(tmp_path: Path) -> None:
    import numpy as np

    np.save(tmp_path / "v.npy", np.arange(6).reshape(3, 2))
    found = vectors_in(tmp_path / "v.npy")
    assert found.values.tolist() == [[0, 1], [2, 3], [4, 5]]
    assert found.names() == ()
    (tmp_path / "v.csv").write_text("path,a,b\nx.png,1,2.5\ny.png,-3,4e1\n")
    found = vectors_in(tmp_path / "v.csv")
    assert found.names() == ("x.png", "y.png")
    assert found.values.tolist() == [[1, 2.5], [-3, 40]]
    (tmp_path / "v.csv").write_text("1,2\n3,4\n")
    assert vectors_in(tmp_path / "v.csv").values.tolist() == [[1, 2], [3, 4]]
    # More rows than were reckoned with; a decimal comma; a BOM.
    (tmp_path / "v.csv").write_text("\ufeffa;path\n" + "0,5;x.png\n" * 9000, "utf-8")
    found = vectors_in(tmp_path / "v.csv")
    assert (found.values.dtype, found.values.shape, set(found.values[:, 0])) == (np.float32, (9000, 1), {0.5})
    assert found.names() == ("x.png",) * 9000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("path,a\nx.png,one\n", "in row 1 the column a is “one”, no number."),
        ("path,a\nx.png,nan\n", "in row 1 the column a is “nan”, no number."),
        ("path,a\nx.png,1_0\n", "in row 1 the column a is “1_0”, no number."),
        ("path,a\nx.png,1e39\n", "it holds what is no finite number."),
        ("path,a\nx.png,1\ny.png\n", "its row 2 has 1 cell, and its header 2."),
        ("path,a\n", "it has a header and no row."),
        ("path\nx.png\n", "it has no column of numbers."),
        ("a,A\n1,2\n", "two of its columns are called “a”."),
        ("\n\n", "it is empty."),
    ],
)
def test_vectors_that_are_none(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(text)
    with pytest.raises(FloeError) as caught:
        vectors_in(tmp_path / "v.csv")
    assert str(caught.value).endswith(words)


def test_vectors_and_tables_of_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    from pyarrow import parquet

    path = tmp_path / "t.parquet"
    parquet.write_table(arrow.table({"Path": ["x.png", "y.png"], "a": [1.5, 2.0], "b": [3, 4]}), path)
    assert table_in(path).column("a") == ("1.5", "2.0")
    assert vectors_in(path).values.tolist() == [[1.5, 3], [2, 4]]
    assert vectors_in(path).names() == ("x.png", "y.png")
    parquet.write_table(arrow.table({"a": ["1,5", "2"]}), path)
    assert vectors_in(path).values.tolist() == [[1.5], [2]]
    parquet.write_table(arrow.table({"a": [1.0, None]}), path)
    with pytest.raises(FloeError, match="in row 2 the column a is “”, no number"):
        vectors_in(path)
    parquet.write_table(arrow.table({"path": ["x.png"], "v": [[1.0, 2.0]]}), path)
    with pytest.raises(FloeError, match="its column “v” holds lists: give every number a column of its own"):
        vectors_in(path)
    path.write_bytes(b"PAR1 no")
    with pytest.raises(FloeError, match="it is no Parquet file"):
        table_in(path)


@pytest.mark.parametrize(
    ("array", "words"),
    [
        ([1.0, 2.0], "it holds 2 values of float64: a row of numbers for each picture is needed."),
        ([[1.0, float("nan")]], "it holds what is no finite number."),
        ([["a"]], "it holds 1 × 1 values of <U1: a row of numbers for each picture is needed."),
    ],
)
def test_arrays_that_are_no_vectors(tmp_path: Path, array: object, words: str) -> None:
    import numpy as np

    np.save(tmp_path / "v.npy", np.array(array))
    with pytest.raises(FloeError) as caught:
        vectors_in(tmp_path / "v.npy")
    assert str(caught.value).endswith(words)


def test_an_array_that_holds_a_program_is_refused(tmp_path: Path) -> None:
    import numpy as np

    np.save(tmp_path / "v.npy", np.array([{"a": 1}], object), allow_pickle=True)
    with pytest.raises(FloeError, match="it is no array of NumPy, or one that holds a program"):
        vectors_in(tmp_path / "v.npy")
    with (tmp_path / "v.npy").open("wb") as file:
        np.savez(file, a=np.eye(2))
    with pytest.raises(FloeError, match="it is no array of NumPy, or one that holds a program"):
        vectors_in(tmp_path / "v.npy")
    (tmp_path / "v.csv").write_text("path,a\nx.png,one\n")
    with pytest.raises(FloeError, match="in row 1 the column a is “one”, no number"):
        vectors_in(tmp_path / "v.csv")
    (tmp_path / "l.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FloeError, match="it is no text in UTF-8"):
        list_in(tmp_path / "l.txt")
