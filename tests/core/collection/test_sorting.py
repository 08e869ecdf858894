"""A folder for each cluster: the plan, what is done, and that all of it can be taken back."""

from __future__ import annotations

import errno
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from core.base.errors import Cancelled, ParameterError, ReadError, WriteError
from core.collection import moving, sorting_plan
from core.collection.sorting import carry_out, undo
from core.collection.sorting_plan import How, Plan, planned
from tests.reading import HERE


@pytest.fixture
def pictures(tmp_path: Path) -> list[tuple[Path, str, int]]:
    """a.png and other/a.png in cluster 1, b.png in 2, c.png noise."""
    found = []
    for name, cluster in (("in/a.png", 1), ("in/other/a.png", 1), ("in/b.png", 2), ("in/c.png", -1)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(name.encode())
        found.append((path, sha256(name.encode()).hexdigest(), cluster))
    return found


def targets(plan: Plan, folder: Path) -> list[str]:
    return [each.target.relative_to(folder).as_posix() for each in plan.placings]


def done(plan: Plan, journal: Path) -> int:
    return list(carry_out(plan, journal))[-1]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_plan(pictures: list[tuple[Path, str, int]], tmp_path: Path) -> None:
    (tmp_path / "out" / "cluster 2").mkdir(parents=True)
    (tmp_path / "out" / "cluster 2" / "b.png").write_bytes(b"there")
    plan = planned("copy", tmp_path / "out", pictures, {1: "sea: ice/?", -1: ""})
    assert targets(plan, tmp_path / "out") == [
        "sea_ ice__/a.png",
        "sea_ ice__/a (2).png",
        "cluster 2/b (2).png",
        "noise/c.png",
    ]
    assert [each.name for each in plan.folders] == ["sea_ ice__", "noise"]
    assert not (tmp_path / "out" / "noise").exists()


def test_equal_names_try_each_number_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    numbered = sorting_plan._numbered

    def counted(path: Path, number: int) -> Path:
        tried.append(number)
        return numbered(path, number)

    monkeypatch.setattr(sorting_plan, "_numbered", counted)
    pictures = [(tmp_path / str(n) / "a.png", "", 1) for n in range(50)]
    plan = planned("copy", tmp_path / "out", pictures, {})
    assert [each.target.name for each in plan.placings[::49]] == ["a.png", "a (50).png"]
    assert len(tried) < 2 * 50
    with pytest.raises(Cancelled):
        planned("copy", tmp_path / "out", pictures, {}, cancelled=lambda: True)
    done: list[int] = []
    planned("copy", tmp_path / "out", pictures, {}, on_progress=done.append)
    assert done == list(range(len(pictures)))


@pytest.mark.parametrize("name", ["", " . ", "CON", "nul.txt"])
def test_a_name_that_no_folder_can_have(
    name: str, pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    plan = planned("copy", tmp_path / "out", pictures[:1], {1: name})
    assert targets(plan, tmp_path / "out") == ["cluster 1/a.png"]


def test_two_clusters_of_one_name_have_two_folders(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    plan = planned("copy", tmp_path / "out", pictures[:3], {1: "Ice", 2: "ice"})
    assert targets(plan, tmp_path / "out") == ["Ice/a.png", "Ice/a (2).png", "ice (2)/b.png"]
    plan = planned(
        "copy", tmp_path / "out", [(Path("a.png"), "", n) for n in (1, 2, 3)], {1: "a (3)", 2: "a", 3: "a"}
    )
    assert [each.name for each in plan.folders[-3:]] == ["a (3)", "a", "a (3) (3)"]
    with pytest.raises(ParameterError, match="There is no picture to put into a folder"):
        planned("copy", tmp_path / "out", [], {})


def test_a_long_name_is_cut_between_two_characters(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    plan = planned("copy", tmp_path / "out", pictures[:1], {1: "a" + "🧊" * 70})
    assert plan.folders[-1].name == "a" + "🧊" * 49  # 4 bytes each, 200 at most
    plan = planned("copy", tmp_path / "out", pictures[:1], {1: "a" * 81})
    assert plan.folders[-1].name == "a" * 80


@pytest.mark.parametrize("how", ["copy", "move", "link"])
def test_done_and_taken_back(how: How, pictures: list[tuple[Path, str, int]], tmp_path: Path) -> None:
    before, journal = contents(tmp_path / "in"), tmp_path / "sorting.jsonl"
    plan = planned(how, tmp_path / "deep" / "out", pictures, {})
    assert done(plan, journal) == 4
    assert (tmp_path / "deep/out/cluster 1/a (2).png").read_bytes() == b"in/other/a.png"
    assert (tmp_path / "deep/out/noise/c.png").is_symlink() == (how == "link")
    assert (contents(tmp_path / "in") == before) == (how != "move")
    with pytest.raises(ParameterError, match=r"Pictures were sorted before.*--undo"):
        done(planned(how, tmp_path / "again", pictures, {}), journal)
    assert [sentence for _n, _of, sentence in undo(journal, HERE)] == [""] * 4
    assert contents(tmp_path / "in") == before
    assert not (tmp_path / "deep").exists()
    assert not journal.exists()
    with pytest.raises(ParameterError, match="There is nothing to take back"):
        list(undo(journal, HERE))


def test_a_folder_that_is_named_by_a_way_up(pictures: list[tuple[Path, str, int]], tmp_path: Path) -> None:
    journal = tmp_path / "sorting.jsonl"
    done(planned("copy", tmp_path / "in" / ".." / "out", pictures, {}), journal)
    assert [sentence for _n, _of, sentence in undo(journal, HERE)] == [""] * 4
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_links_move_with_what_they_lead_to(pictures: list[tuple[Path, str, int]], tmp_path: Path) -> None:
    journal, out = tmp_path / "sorting.jsonl", tmp_path / "out"
    path, sha, _cluster = pictures[0]
    for name, way in (("of a.png", "a.png"), ("of that.png", "of a.png"), ("of b.png", "../in/b.png")):
        (tmp_path / "in" / name).symlink_to(way)
    links = [(tmp_path / "in/of a.png", sha, 2), (tmp_path / "in/of that.png", sha, 2)]
    links.append((tmp_path / "in/of b.png", pictures[2][1], 2))  # b.png itself is not sorted
    assert done(planned("move", out, [links[0], pictures[0], *links[1:]], {}), journal) == 4
    assert (out / "cluster 2/of a.png").readlink() == out / "cluster 1/a.png"
    assert (out / "cluster 2/of that.png").read_bytes() == b"in/a.png"
    assert (out / "cluster 2/of b.png").read_bytes() == b"in/b.png"
    (out / "cluster 2/of b.png").unlink()
    (out / "cluster 2/of b.png").symlink_to("elsewhere")
    assert [sentence for _n, _of, sentence in undo(journal, HERE) if sentence] == [
        f"{out / 'cluster 2/of b.png'} was changed since: it stays."
    ]
    assert (tmp_path / "in/of a.png").readlink() == Path("a.png")
    assert (tmp_path / "in/of that.png").readlink() == Path("of a.png")
    assert path.read_bytes() == b"in/a.png"


def test_what_was_changed_since_stays(pictures: list[tuple[Path, str, int]], tmp_path: Path) -> None:
    journal, out = tmp_path / "sorting.jsonl", tmp_path / "out"
    done(planned("copy", out, pictures, {}), journal)
    (out / "cluster 1/a.png").write_bytes(b"edited")
    pictures[2][0].unlink()  # the copy is the last one
    said = [sentence for _n, _of, sentence in undo(journal, HERE) if sentence]
    assert said == [
        f"{out / 'cluster 2/b.png'} stays: its original is gone.",
        f"{out / 'cluster 1/a.png'} was changed since: it stays.",
    ]
    assert set(contents(out)) == {"cluster 1/a.png", "cluster 2/b.png"}
    assert len(journal.read_text().splitlines()) == 1 + 4 + 2  # its heading, its folders, and what stays


def test_the_journal_of_what_stays_replaces_the_first_in_one_step(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    journal, same = tmp_path / "sorting.jsonl", tmp_path / "same"
    done(planned("copy", tmp_path / "out", pictures[:1], {}), journal)
    (tmp_path / "out/cluster 1/a.png").write_bytes(b"edited")
    before = journal.read_bytes()
    os.link(journal, same)  # would be emptied, too, were it written over
    list(undo(journal, HERE))
    list(undo(journal, HERE))
    assert same.read_bytes() == before == journal.read_bytes()
    assert not same.samefile(journal)


def test_a_place_that_is_taken_again_stays_another_file(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    journal, out = tmp_path / "sorting.jsonl", tmp_path / "out"
    done(planned("move", out, pictures, {}), journal)
    pictures[0][0].write_bytes(b"somebody else")
    said = [sentence for _n, _of, sentence in undo(journal, HERE) if sentence]
    assert said == [f"{out / 'cluster 1/a.png'} stays: its original is another file by now."]
    assert pictures[0][0].read_bytes() == b"somebody else"


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
@pytest.mark.parametrize("how", ["copy", "move"])
def test_a_link_in_the_old_place_is_no_second_copy(
    how: How, pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    journal, placed = tmp_path / "sorting.jsonl", tmp_path / "out/cluster 1/a.png"
    done(planned(how, tmp_path / "out", pictures[:1], {}), journal)
    pictures[0][0].unlink(missing_ok=True)
    pictures[0][0].symlink_to(placed)
    said = [sentence for _n, _of, sentence in undo(journal, HERE)]
    assert said == [f"{placed} stays: what is in its old place is a link to it."]
    assert placed.read_bytes() == b"in/a.png"


@pytest.mark.parametrize(
    "changed",
    [
        {"to": "{tmp}/in/b.png"},  # a file that no sorting made
        {"to": "{tmp}/out/../in/b.png"},
        {"to": "{tmp}/out/way/b.png"},  # a link that leads out of the folder
        {"from": "in/a.png"},
        {"sha256": None},
        {"sha256": "0"},
        {"folder": "a\0b"},
        {"folder": "{tmp}/empty"},
        {"how": "burn"},
        {"into": 3},
    ],
)
def test_the_journal_of_a_stranger_is_not_obeyed(
    changed: dict[str, str], pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    journal, out = tmp_path / "sorting.jsonl", tmp_path / "out"
    done(planned("copy", out, pictures[:1], {}), journal)
    (out / "way").symlink_to(tmp_path / "in")
    (tmp_path / "in/b.png").write_bytes(b"")  # as if a kill had cut it
    (tmp_path / "empty").mkdir()
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    for key, value in changed.items():
        line = next(each for each in reversed(lines) if key in each)
        line[key] = value.format(tmp=tmp_path) if isinstance(value, str) else value
    journal.write_text("".join(json.dumps(line) + "\n" for line in lines))
    before = contents(tmp_path)
    with pytest.raises(ReadError, match="it is no journal of a sorting, or it is damaged"):
        list(undo(journal, HERE))
    assert contents(tmp_path) == before
    assert (tmp_path / "empty").is_dir()


def test_a_full_disk_in_the_middle_can_be_taken_back(
    pictures: list[tuple[Path, str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, journal = contents(tmp_path / "in"), tmp_path / "sorting.jsonl"

    def full(source: object, target: object, _length: int) -> None:
        target.write(b"in/ot")  # type: ignore[attr-defined]
        raise OSError(errno.ENOSPC, "no space")

    plan = planned("copy", tmp_path / "out", pictures, {})
    steps = carry_out(plan, journal)
    assert next(steps) == 1
    monkeypatch.setattr(moving.shutil, "copyfileobj", full)
    with pytest.raises(WriteError, match=r"a \(2\)\.png: the disk is full"):
        next(steps)
    assert set(contents(tmp_path / "out")) == {"cluster 1/a.png"}
    assert [sentence for _n, _of, sentence in undo(journal, HERE)] == ["", ""]
    assert not (tmp_path / "out").exists()
    assert contents(tmp_path / "in") == before


def test_a_copy_that_a_kill_has_cut_is_removed(pictures: list[tuple[Path, str, int]], tmp_path: Path) -> None:
    journal, out = tmp_path / "sorting.jsonl", tmp_path / "out"
    done(planned("copy", out, pictures[:1], {}), journal)
    (out / "cluster 1/a.png").write_bytes(b"in/a")
    assert [sentence for _n, _of, sentence in undo(journal, HERE)] == [""]
    assert not out.exists()


def test_a_picture_that_a_kill_has_put_back_in_part_comes_back_whole(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    journal = tmp_path / "sorting.jsonl"
    done(planned("move", tmp_path / "out", pictures[:1], {}), journal)
    pictures[0][0].write_bytes(b"in/a")
    assert [sentence for _n, _of, sentence in undo(journal, HERE)] == [""]
    assert pictures[0][0].read_bytes() == b"in/a.png"
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten_that_came_after_the_plan(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    for how in ("copy", "move", "link"):
        out = tmp_path / how
        plan = planned(how, out, pictures[:1], {})
        (out / "cluster 1").mkdir(parents=True)
        (out / "cluster 1/a.png").write_bytes(b"new")
        with pytest.raises(
            WriteError, match=r"a\.png: another file has come there since the plan was made\.$"
        ):
            done(plan, tmp_path / f"{how}.jsonl")
        assert (out / "cluster 1/a.png").read_bytes() == b"new"
        assert pictures[0][0].read_bytes() == b"in/a.png"


def test_what_came_after_the_plan_stays_where_the_picture_is_gone(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    plan = planned("copy", tmp_path / "out", pictures[:1], {})
    (tmp_path / "out/cluster 1").mkdir(parents=True)
    (tmp_path / "out/cluster 1/a.png").write_bytes(b"new")
    pictures[0][0].unlink()
    with pytest.raises(ReadError, match=r"in.a\.png: it is not there any more\.$"):
        done(plan, tmp_path / "sorting.jsonl")
    assert (tmp_path / "out/cluster 1/a.png").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_that_leads_nowhere_in_the_old_place(
    pictures: list[tuple[Path, str, int]], tmp_path: Path
) -> None:
    journal, placed = tmp_path / "sorting.jsonl", tmp_path / "out/cluster 1/a.png"
    done(planned("move", tmp_path / "out", pictures[:1], {}), journal)
    pictures[0][0].symlink_to("gone")
    said = [sentence for _n, _of, sentence in undo(journal, HERE)]
    assert said == [f"{placed} stays: its original is another file by now."]


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_over_disks_a_move_copies_first(
    pictures: list[tuple[Path, str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_another_disk(*_paths: object) -> None:
        raise OSError(errno.EXDEV, "cross-device")

    monkeypatch.setattr(moving.os, "link", on_another_disk)
    before, journal = contents(tmp_path / "in"), tmp_path / "sorting.jsonl"
    done(planned("move", tmp_path / "out", pictures, {}), journal)
    assert (tmp_path / "out/cluster 2/b.png").read_bytes() == b"in/b.png"
    assert not pictures[2][0].exists()
    assert [sentence for _n, _of, sentence in undo(journal, HERE)] == [""] * 4
    assert contents(tmp_path / "in") == before
