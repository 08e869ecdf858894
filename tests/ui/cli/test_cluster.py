"""`floe cluster`: what it writes, says and repeats, and every mistake as one sentence."""

from __future__ import annotations

import csv
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.collection.embed import compute
from core.collection.store import Store
from main import main
from tests.core.collection.made_kinds import made_kinds, made_picture
from tests.core.collection.test_endpoint import Answering
from tests.core.networks.made_clip import TOKENS, made_encoder, made_tokenizer
from tests.core.pictures.crew_here import CrewHere
from tests.offline import serving
from tests.reading import ReaderInThisProcess
from tests.ui.cli.called import complaint
from ui.cli.text_table import aligned


def _here(work: Callable[..., Any], vectors: np.ndarray, _cancelled: object = None) -> Any:
    return pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(work))(vectors)))


@pytest.fixture(autouse=True)
def without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cli.cluster_command.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("core.collection.run_collection.Crew", CrewHere)
    monkeypatch.setattr("core.collection.run_collection.apart", _here)


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    """4 red, 3 green, 2 blue; a copy of red1, and what is no picture."""
    folder = tmp_path / "in"
    made_kinds(folder, {"red": 4, "green": 3, "blue": 2})
    (folder / "red/red9.png").write_bytes((folder / "red/red1.png").read_bytes())
    (folder / "green/broken.png").write_bytes(b"no picture")
    return folder


COLOURS = ("--embedding", "histogram,bins=4", "-k", "3")


def cluster(*arguments: object) -> int:
    return main(["cluster", *map(str, arguments)])


def table(folder: Path, name: str = "clusters.csv") -> list[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_three_kinds_fall_apart(kinds: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cluster(kinds, "--truth", "folders", "-o", out, *COLOURS, "--name", "2=meadow") == 1
    said = capsys.readouterr()
    assert "broken.png: its content is no picture that Floe reads" in said.err
    assert "1 picture is there more than once" in said.err
    assert said.out.startswith("10 pictures by k-means of Colours\n1 picture is left out\n")
    rows = table(out)
    # Numbered by size: five red, three green, two blue; the broken one has no cluster and says why.
    assert [row["cluster"] for row in rows] == ["3", "3", "", "2", "2", "2", "1", "1", "1", "1", "1"]
    assert list(rows[0])[:10] == [
        *("path", "sha256", "cluster", "name", "name_confirmed", "x", "y", "typicality", "duplicate_of"),
        "reason",
    ]
    assert rows[2]["reason"].endswith("NumPy arrays).")
    assert {row["name"] for row in rows if row["cluster"] == "2"} == {"meadow"}
    assert {row["name_confirmed"] for row in rows if row["cluster"] == "2"} == {"yes"}
    assert [Path(row["duplicate_of"]).name for row in rows if row["duplicate_of"]] == ["red1.png"]
    assert rows[-1]["typicality"] == rows[6]["typicality"] != ""
    record = json.loads((out / "run.json").read_text())
    assert record["scores"]["ari"] == record["scores"]["nmi"] == 1.0
    assert (record["embedding"]["name"], record["method"], record["parameters"]["k"]) == (
        "histogram",
        "kmeans",
        3,
    )
    assert record["embedding"]["options"] == {"bins": 4}
    assert record["embedding"]["dimensions"] == 64


def test_the_same_again_is_the_same_bytes_and_reads_no_picture(
    kinds: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS) == 0
    asked: list[object] = []
    monkeypatch.setattr("core.collection.embed.compute", lambda *every: asked.append(every))
    assert cluster(kinds / "red", kinds / "blue", "-o", tmp_path / "again", *COLOURS) == 0
    assert asked == []
    for name in ("clusters.csv", "run.json"):
        assert (out / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


COMPUTED: list[str] = []


def computed_until_stopped(reader: Any, row: Any, embedder: Any) -> Any:
    if len(COMPUTED) == 3:
        raise KeyboardInterrupt
    COMPUTED.append(row.path.name)
    return compute(reader, row, embedder)


def test_what_was_stopped_goes_on(
    kinds: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    COMPUTED.clear()
    monkeypatch.setattr("core.collection.embed.compute", computed_until_stopped)
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS) == 130
    assert "Stopped: what was computed is kept, and the same call goes on from it." in capsys.readouterr().err
    first = list(COMPUTED)
    COMPUTED[:] = ["-"] * 4  # no longer three: it goes on
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS) == 0
    assert len(first) == 3
    assert len(COMPUTED) == 4 + 3  # of six contents
    assert not set(first) & set(COMPUTED)


def test_repeated(
    kinds: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cli.verify_command.ReadingProcess", ReaderInThisProcess)
    arguments = (kinds / "red", kinds / "blue", "-o", out, *COLOURS, "--map", "pca", "--pca", "3")
    assert cluster(*arguments) == 0
    assert table(out)[0]["x"] != ""
    capsys.readouterr()
    path = out / "run.json"
    assert main(["verify", str(path)]) == 0
    assert capsys.readouterr().out == "identical\n"
    record = json.loads(path.read_text())
    record["pictures"]["cluster"][0] = 2 if record["pictures"]["cluster"][0] == 1 else 1
    record["clusters"][0]["pictures"] = 4
    record["outcome"]["noise"] = 7
    path.write_text(json.dumps(record))
    assert main(["verify", str(path)]) == 1
    said = capsys.readouterr().out
    assert "1 picture is in another cluster:" in said
    assert "How many pictures are in clusters, or which is the most typical, differs." in said
    assert "In the outcome noise was 7 and is 0." in said
    record["pictures"]["sides"] = ["", "f00", *[""] * 5]
    record["pictures"]["reason"][1] = "It was broken."
    path.write_text(json.dumps(record))
    assert main(["verify", str(path)]) == 1
    said = capsys.readouterr().out
    assert "red2.png could be read then and not now, or for another reason." in said
    assert "red2.png and is read with it, such as a mask, is another." in said
    record["versions"]["pillow"] = "1.0"
    path.write_text(json.dumps(record))
    assert main(["verify", str(path)]) == 3
    assert "It was found by another version: pillow 1.0, here " in capsys.readouterr().out
    record["environment"]["threads"] = 999
    path.write_text(json.dumps(record))
    assert main(["verify", str(path)]) == 3
    assert "It was found on another machine: threads was 999" in capsys.readouterr().out
    (kinds / "red/red2.png").unlink()
    assert main(["verify", str(path)]) == 1
    assert capsys.readouterr().out.endswith("red2.png is not there.\n")
    del record["parameters"]["preparation"]
    path.write_text(json.dumps(record))
    assert "the record is damaged. It has no “preparation”." in complaint(capsys, "verify", path)


def test_a_recommended_number_of_clusters_is_recommended_again(
    kinds: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cli.verify_command.ReadingProcess", ReaderInThisProcess)
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS[:2]) == 0
    path = out / "run.json"
    record = json.loads(path.read_text())
    assert record["outcome"]["recommended_k"] == record["parameters"]["k"] == 2
    assert main(["verify", str(path)]) == 0
    record["outcome"]["recommended_k"] = 3
    path.write_text(json.dumps(record))
    capsys.readouterr()
    assert main(["verify", str(path)]) == 1
    assert capsys.readouterr().out == "In the outcome recommended_k was 3 and is 2.\n"


@pytest.mark.parametrize("embedding", [COLOURS, ("--embedding", "v.npy", "-k", "2")])
def test_files_are_found_beside_a_record_that_moved(
    embedding: tuple[str, ...],
    kinds: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.cli.verify_command.ReadingProcess", ReaderInThisProcess)
    monkeypatch.chdir(kinds)
    np.save("v.npy", np.arange(14).reshape(7, 2))
    assert cluster("red", "blue", "-o", ".", *embedding) == 0
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["verify", str(kinds / "run.json")]) == 0


def test_names_stay_with_their_run(kinds: Path, out: Path) -> None:
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS, "--name", "1=sea") == 0
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS) == 0
    assert {row["name"] for row in table(out) if row["cluster"] == "1"} == {"sea"}
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS[:3], "2") == 0
    assert {row["name"] for row in table(out)} == {""}


def test_runs_are_listed(kinds: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cluster", "-o", str(out), "--runs"]) == 0
    assert capsys.readouterr().out == "There was no run here.\n"
    call = (kinds / "red", kinds / "blue", "-o", out, "--truth", "folders")
    for more in (COLOURS, (*COLOURS[:3], "2"), COLOURS):
        assert cluster(*call, *more) == 0
    capsys.readouterr()
    assert cluster("-o", out, "--runs") == 0
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split()[:5] == ["run", "made", "embedding", "method", "clusters"]
    # The third was the first again.
    assert [line.split()[-3] for line in (first, second)] == ["3", "2"]
    assert second.split()[-1] == "1.000"


def test_two_runs_are_compared(kinds: Path, out: Path, tmp_path: Path, capsys: Any) -> None:
    folders, other = (kinds / "red", kinds / "blue"), tmp_path / "other"
    assert cluster(*folders, "-o", out, *COLOURS[:3], "2", "--name", "1=ember") == 0
    assert cluster(kinds / "red", "-o", out, *COLOURS[:3], "2", "--name", "1=ember") == 0
    assert cluster(kinds, "--subfolders", "-o", other, *COLOURS) == 1
    capsys.readouterr()
    with Store(out / "collection.sqlite") as store:
        first, second = (run.key for run in store.runs())
    assert main(["cluster", "-o", str(out), "--compare", first[:8], str(other / "run.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{first}  7 pictures by k-means of Colours"
    assert lines[2:4] == [
        "7 pictures in both, 0 elsewhere: adjusted Rand index 1.000, normalised mutual information 1.000",
        "3 pictures are in the second alone",
    ]
    assert [line.split() for line in lines[4:7]] == [
        ["first", "second", "others", "went", "to", "pictures", "stay"],
        ["ember", "cluster", "1", "5", "5"],
        ["cluster", "2", "cluster", "3", "2", "2"],
    ]
    assert lines[7:] == [f"wrote {out / 'comparison.csv'}"]
    assert cluster("-o", out, "--compare", first, second, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pictures"], said["moved"], said["first"]["alone"]) == (5, 2, 2)
    assert said["contingency"] == {"first": [1], "second": [1, 2], "pictures": [[3, 2]]}
    assert said["matched"] == [[1, 1]]
    assert cluster("-o", out, "--compare", first, second) == 0
    assert capsys.readouterr().out.splitlines()[-2] == "new in the second: cluster 2"
    rows = table(out, "comparison.csv")
    assert [row["moved"] for row in rows].count("yes") == 2
    assert {row["first_name"] for row in rows} == {"ember"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--compare", "a", "b"), "a is no file: give the run.json of a run, or -o DIR"),
        (("-o", "nowhere", "--compare", "a", "b"), "There was no run in nowhere."),
        (("-o", "out", "--compare", "", ""), "2 runs of out have a key that begins with “”: --runs lists"),
        (("-o", "out", "--compare", "x", "x"), "0 runs of out have a key that begins with “x”"),
        (("--compare", "in/red/red1.png", "b"), "Cannot read in/red/red1.png: "),
    ],
)
def test_runs_that_cannot_be_compared(
    arguments: tuple[str, ...], words: str, kinds: Path, capsys: Any, monkeypatch: Any
) -> None:
    monkeypatch.chdir(kinds.parent)
    with Store(Path("out/collection.sqlite")) as store:
        for key in ("1a", "1b"):
            store.add_run(key, b"{}", 1.0)
    assert words in complaint(capsys, "cluster", *arguments)
    assert "It has no “pictures”" in complaint(capsys, "cluster", "-o", "out", "--compare", "1a", "1b")


def test_how_far_seeds_find_the_same_is_a_score_where_it_is_asked_for(
    kinds: Path, out: Path, capsys: Any, monkeypatch: Any
) -> None:
    call = (kinds / "red", kinds / "blue", "-o", out, *COLOURS[:2])
    assert cluster(*call, "-k", "2") == 0
    assert "stability" not in json.loads((out / "run.json").read_text())["scores"]
    assert cluster(*call, "-k", "2", "--stability", "3") == 0
    scores = json.loads((out / "run.json").read_text())["scores"]
    assert (scores["stability"], scores["stability_seeds"]) == (1.0, 3)
    assert "stability 1.000" in capsys.readouterr().out
    monkeypatch.setattr("ui.cli.verify_command.ReadingProcess", ReaderInThisProcess)
    assert main(["verify", str(out / "run.json")]) == 0
    capsys.readouterr()
    assert cluster(*call, "--method", "dbscan", "--stability", "3", "--distances") == 0
    assert "DBSCAN draws nothing: every seed finds the same" in capsys.readouterr().err
    assert json.loads((out / "run.json").read_text())["scores"]["stability"] is None
    distances = [float(row["distance"]) for row in table(out, "distances.csv")]
    assert distances == sorted(distances)
    assert len(distances) == 7


def test_a_record_in_a_store_that_is_nested_too_deeply(out: Path, capsys: Any) -> None:
    with Store(out / "collection.sqlite") as store:
        store.add_run("k", b"[" * 200_000, 1.0)
    said = complaint(capsys, "cluster", "-o", out, "--runs")
    assert said.endswith("the record is damaged. A value in it is not what it should be.")


def test_vectors_from_a_file(kinds: Path, out: Path, tmp_path: Path, capsys: Any) -> None:
    lines = ["path,a,b"]
    lines += [f"red/red{i}.png,{i % 2},0" for i in (1, 2, 3, 4, 9)]
    (kinds / "v.csv").write_text("\n".join(lines) + "\n")
    assert cluster(kinds / "red", "-o", out, "--embedding", kinds / "v.csv", "-k", "2") == 0
    assert [row["cluster"] for row in table(out)] == ["1", "2", "1", "2", "1"]
    np.save(kinds / "v.npy", np.eye(4))
    said = complaint(capsys, "cluster", kinds / "red", "-o", out, "--embedding", kinds / "v.npy", "-k", "2")
    assert said.endswith("it has 4 rows of numbers, and the collection 5 pictures: it needs a row each.")
    (kinds / "v.csv").write_text("path,a\nred/red1.png,1\n")
    said = complaint(capsys, "cluster", kinds / "red", "-o", out, "--embedding", kinds / "v.csv", "-k", "2")
    assert "4 pictures of the collection have no row in it, the first is red2.png." in said


def test_other_files(kinds: Path, out: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    assert (
        cluster(
            *(kinds / "red", kinds / "blue", kinds / "green/green1.png", "-o", out, *COLOURS),
            *("--export", "coco,fiftyone,parquet", "--export", "xlsx,contact-sheet", "--neighbours", "2"),
            *("--name", "2=pale Sky"),
        )
        == 0
    )
    coco = json.loads((out / "clusters_coco.json").read_text())
    assert [each["name"] for each in coco["categories"]] == ["cluster 1", "pale Sky", "cluster 3"]
    assert coco["images"][5]["file_name"] == "blue/blue1.png"
    assert (coco["images"][5]["width"], coco["images"][5]["height"]) == (24, 16)
    assert coco["annotations"][5] == {"id": 6, "image_id": 6, "category_id": 2}
    fiftyone = json.loads((out / "clusters_fiftyone.json").read_text())
    assert fiftyone["classes"] == ["cluster 1", "pale Sky", "cluster 3"]
    assert fiftyone["labels"]["blue/blue1"] == 1
    neighbours = table(out, "neighbours.csv")
    assert len(neighbours) == 2 * 8
    assert [Path(row["neighbour"]).name for row in neighbours[:1]] == ["red9.png"]
    assert neighbours[0]["cosine"] == "1.0"

    from pyarrow import parquet
    from pypdf import PdfReader

    assert parquet.read_table(out / "clusters.parquet").num_rows == 8
    (page,) = PdfReader(out / "contact_sheet.pdf").pages
    text = page.extract_text()
    assert "8 pictures by k-means of Colours" in text
    assert (
        text.index("Cluster 1 · 5 pictures") < text.index("Pale Sky · 2 pictures") < text.index("green1.png")
    )
    assert len(page.images) == 7  # of the copy there is one


def test_a_name_of_two_lines_is_one_line_of_a_table() -> None:
    columns = [["cluster", "1"], ["most typical", "a\nb.png"], ["pictures", "7"]]
    assert aligned(columns, words=2) == [
        "  cluster  most typical  pictures",
        "  1        a b.png              7",
    ]


def test_json(kinds: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cluster(kinds / "red", kinds / "blue", "-o", out, *COLOURS[:3], "2", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said["outputs"]) == {"table", "run"}
    assert said["rows"][0]["cluster"] == 1
    assert said["clusters"][0]["pictures"] == 5


def test_json_holds_what_is_put_into_folders(
    kinds: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = (kinds / "red", kinds / "blue", "-o", out, *COLOURS[:3], "2", "--copy-to", tmp_path / "sorted")
    for more, placed in (((), 0), (("--yes",), 7)):
        assert cluster(*call, "--json", *more) == 0
        said = json.loads(capsys.readouterr().out)["sorting"]
        assert (said["how"], said["into"], said["placed"]) == ("copy", str(tmp_path / "sorted"), placed)
        assert said["pictures"][0] == {
            "from": str(kinds / "red/red1.png"),
            "to": str(tmp_path / "sorted/cluster 1/red1.png"),
        }


def test_a_folder_for_each_kind(
    kinds: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = (kinds / "red", kinds / "blue", "-o", out, *COLOURS[:3], "2", "--move-to", tmp_path / "sorted")
    assert cluster(*call) == 0
    said = capsys.readouterr().out
    assert "7 pictures are to be moved:" in said
    assert "Nothing is done yet: add --yes to do it." in said
    assert not (tmp_path / "sorted").exists()
    assert cluster(*call, "--yes") == 0
    assert len(list((tmp_path / "sorted/cluster 1").iterdir())) == 5
    assert list((kinds / "blue").iterdir()) == []
    capsys.readouterr()
    (out / "run.json").unlink()
    assert "Pictures were sorted before" in complaint(capsys, "cluster", *call, "--yes")
    assert not (out / "run.json").exists()  # it says so before it clusters
    assert cluster("-o", out, "--undo") == 0
    said = capsys.readouterr().out
    assert said.startswith("7 pictures are to go back:\n")
    assert f"  {tmp_path / 'sorted/cluster 2'} → {kinds / 'blue'}: 2\n" in said
    assert list((kinds / "blue").iterdir()) == []
    assert cluster("-o", out, "--undo", "--yes") == 0
    assert len(list((kinds / "blue").iterdir())) == 2
    assert "7 pictures are as they were." in capsys.readouterr().out
    assert not (tmp_path / "sorted").exists()


def test_the_histogram_stands_in_where_the_extra_is_missing(
    kinds: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.collection.embeddings.efficientnet.lacking", lambda **_: "It is missing.")
    assert cluster(kinds / "red", kinds / "blue", "-o", out, "-k", "2") == 0
    assert "Pictures are told apart by their colours alone. It is missing." in capsys.readouterr().err
    assert json.loads((out / "run.json").read_text())["embedding"]["name"] == "histogram"
    call = ("cluster", kinds / "red", "-o", out, "--embedding", "efficientnet")
    assert complaint(capsys, *call) == "It is missing."


def test_a_vanished_file_is_a_row(kinds: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kinds / "l.txt").write_text("red/red1.png\nred/gone.png\nblue/blue1.png\n")
    assert cluster(kinds / "l.txt", "-o", out, *COLOURS[:3], "2") == 1
    assert [row["cluster"] for row in table(out)] == ["1", "", "2"]
    assert table(out)[1]["reason"].endswith("gone.png: No such file or directory.")
    assert "gone.png" in capsys.readouterr().err


def test_the_cache_is_cleared(kinds: Path, out: Path) -> None:
    from core.collection.cache import Cache, cache_path

    assert cluster(kinds / "red", "-o", out, *COLOURS[:3], "2") == 0
    record = json.loads((out / "run.json").read_text())
    hashes = record["pictures"]["sha256"]
    with Cache(cache_path()) as cache:
        assert len(cache.looks(hashes)) == 4
    assert main(["cluster", "--clear-cache"]) == 0
    with Cache(cache_path()) as cache:
        assert cache.looks(hashes) == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("red/red1.png",), "There is one picture alone: with two or more there are kinds to tell apart."),
        (("nowhere", "gone"), "None of the pictures can be read."),
        (("nowhere",), "Cannot read nowhere: it is not there."),
        (("red", "--method", "kmean"), "Did you mean kmeans?"),
        (("red", "--embedding", "pixel"), "Did you mean pixels?"),
        (("red", "--embedding", "pixels,size=0"), "The size of the embedding pixels is 0: choose 1 to 128."),
        (("red", "--embedding", "pixels,sides=2"), "is no option of the embedding pixels"),
        (("red", "--embedding", "network"), "The file of the embedding network is not given"),
        (("red", "--method", "dbscan", "-k", "2"), "finds the number of clusters itself: leave -k out."),
        (("red", "-k", "9"), "k is 9, and there are 5 pictures: choose 1 to 5."),
        (("red", "-k", "two"), "-k is “two”: write a whole number, digits alone."),
        (("red", "--option", "restarts"), "--option is “restarts”: write each once, as NAME=VALUE."),
        (("red", "--scaling", "big"), "The scaling of the vectors is “big”"),
        (("red", "--map", "tsn"), "Did you mean tsne?"),
        (("red", "--export", "coc"), "There is no export “coc”"),
        (("red", "--yes"), "--yes has nothing to do"),
        (("red", "--name", "1"), "--name is “1”: write each once, as N=NAME."),
        (("red", "--undo"), "There is nothing to take back"),
        (("red", "--stability", "1"), "--stability is 1: choose 2 to 100 seeds."),
        (("red", "--distances"), "--distances is for the ε of --method dbscan: leave it out."),
        (("red", "--send"), "--send and --name-model are for --name-by URL: say that, too."),
        (("red", "--name-by", "http://[::1]"), "Say which model is to be asked: --name-model NAME."),
        (("red", "--seed", "-1"), "The seed is -1: choose 0 or more."),
        (("red", "--neighbours=-3"), "--neighbours is -3: write 1 or more, or 0 for no table of them."),
        (("red", "--truth", "folders"), "--truth folders gives all pictures one label"),
    ],
)
def test_a_mistake_is_one_sentence(
    arguments: tuple[str, ...],
    words: str,
    kinds: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(kinds)
    if not {"--embedding", "--undo"} & set(arguments):
        arguments = (*arguments, *COLOURS[:2])
    assert main(["cluster", *arguments, "-o", "out"]) == 2
    assert words in capsys.readouterr().err.splitlines()[-1]


def test_all_alike(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        PillowImage.fromarray(made_picture("red", 1)).save(tmp_path / f"{name}.png")
    call = ("cluster", tmp_path, "-o", out, *COLOURS[:3], "2")
    assert complaint(capsys, *call) == "All 2 pictures have the same vector: there is nothing to cluster."
    assert complaint(capsys, "cluster", tmp_path) == (
        "Say where the files go: -o DIR (see floe cluster --help)."
    )
    assert complaint(capsys, "cluster", "-o", out) == "There is no picture to sort."


def test_a_name_for_a_cluster_that_there_is_not(kinds: Path, out: Path, capsys: Any) -> None:
    call = ("cluster", kinds / "red", "-o", out, *COLOURS[:3], "2", "--name", "3=ice")
    assert complaint(capsys, *call) == "--name: there is no cluster 3, they go from 1 to 2."


def test_help_lists_embeddings_methods_and_maps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cluster", "--help"]) == 0
    said = capsys.readouterr().out
    for words in ("  pixels,size=…,colours=…: ", "  hdbscan (", "  kmeans (k, ", "  tsne"):
        assert words in said


def test_names_are_proposed_by_a_model_after_what_is_sent_was_shown(
    kinds: Path, out: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOE_NAMING_KEY", "secret")
    Answering.seen.clear()
    with serving(Answering) as url:
        call = (kinds / "red", kinds / "blue", "-o", out, *COLOURS[:3], "2", "--name", "2=sky")
        call = (*call, "--name-by", url, "--name-model", "ember")
        assert cluster(*call) == 0
        said = capsys.readouterr().out
        assert f"To {url}/chat/completions goes 1 request, for the model ember:" in said
        assert "What is on all of them?" in said
        assert "small copies, without their names, of red" in said
        assert "Nothing is sent yet: add --send to do it." in said
        assert Answering.seen == []
        (shown,) = (out / "naming.jsonl").read_text().splitlines()
        assert cluster(*call, "--send") == 0
        ((_path, headers, body),) = Answering.seen
    assert headers["Authorization"] == "Bearer secret"
    assert body == json.loads(shown)
    # Four, not five: the copy of a picture says nothing new.
    kinds_sent = [part["type"] for part in body["messages"][0]["content"]]
    assert kinds_sent == ["text", *["image_url"] * 4]
    said = capsys.readouterr().out
    assert "  ember (proposed)" in said
    named = {(row["cluster"], row["name"], row["name_confirmed"]) for row in table(out)}
    assert named == {("1", "ember", "no"), ("2", "sky", "yes")}
    assert b"secret" not in b"".join(path.read_bytes() for path in out.iterdir())
    assert cluster(*call[:-4], "--name", "1=ember") == 0
    assert {row["name_confirmed"] for row in table(out)} == {"yes"}


def test_where_the_model_fails_nothing_is_lost(kinds: Path, out: Path, capsys: Any) -> None:
    with serving(Answering) as url:
        call = (kinds / "red", kinds / "blue", "-o", out, *COLOURS[:3], "2", "--name-by", url)
        said = complaint(capsys, "cluster", *call, "--name-model", "status 401", "--send", code=1)
    assert "refuses the key" in said
    assert len(table(out)) == 7
    assert (out / "run.json").is_file()


def test_the_nearest_words_are_proposed(kinds: Path, out: Path, tmp_path: Path, capsys: Any) -> None:
    pytest.importorskip("onnxruntime", reason="networks need the extra floe[networks]")
    reds = [kinds / f"red/red{i}.png" for i in (1, 2, 3, 4)]
    np.save(tmp_path / "v.npy", np.array([[9, 0], [9, 1], [9, 0.5], [0, 9]], np.float32))
    (tmp_path / "w.txt").write_text("sea\nice\n")
    vectors = np.zeros((len(TOKENS), 2), np.float32)
    vectors[TOKENS["sea</w>"]], vectors[TOKENS["ice</w>"]] = (0, 1), (1, 0)
    encoder, tokenizer = made_encoder(tmp_path / "t.onnx", vectors), made_tokenizer(tmp_path)
    words = ("--name-words", tmp_path / "w.txt", "--text-encoder", encoder, "--tokenizer", tokenizer)
    call = (*reds, "-o", out, "--embedding", tmp_path / "v.npy", "-k", "2", *words)
    assert cluster(*call) == 0
    assert [row["name"] for row in table(out)] == ["ice", "ice", "ice", "sea"]
    assert {row["name_confirmed"] for row in table(out)} == {"no"}
    assert "ice (proposed)" in capsys.readouterr().out
    said = complaint(capsys, "cluster", *map(str, call[:-2]))
    assert said == "--name-words, --text-encoder and --tokenizer are for each other: give all three."
    # What was found is written all the same.
    (tmp_path / "w.txt").write_text("# nothing\n")
    assert cluster(*call) == 1
    assert "it has no word: write one a line." in capsys.readouterr().err
    assert len(table(out)) == 4


def test_a_damaged_store_is_gone_through_before_anything_is_written(
    kinds: Path, out: Path, capsys: Any
) -> None:
    out.mkdir()
    (out / "collection.sqlite").write_bytes(b"SQLite format 3\0" + b"mine" * 200)
    said = complaint(capsys, "cluster", kinds / "red", "-o", out, *COLOURS[:3], "2")
    assert said.endswith("it is no file of a collection: choose another folder.")
    assert [each.name for each in out.iterdir()] == ["collection.sqlite"]
