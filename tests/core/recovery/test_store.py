"""What is kept against a crash comes back whole, costs what has changed, and belongs to one program."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ReadError, WriteError
from core.base.parallel import never_cancelled
from core.classes.classes import Class, named_classes
from core.classes.examples import Example
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_parts import all_parts
from core.document.edits import TILE, Edits, painted
from core.image.image import Image, Provenance
from core.recovery.folder import RecoveryFolder
from core.recovery.history import History, Unsaved
from core.recovery.store import RecoveryStore
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shape_masks import PixelWindow
from core.roi.shapes import Rectangle
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from core.scenes.samples import sea_ice
from workers.recovery import find_left

HEIGHT, WIDTH = 3 * TILE, 2 * TILE + 9


def picture(name: str = "a.png", sha256: str = "ab" * 32) -> Image:
    noise = np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    return Image(noise, provenance=Provenance(f"/pictures/{name}", sha256, "PNG"))


def stroke(document: Document, row: int, column: int, name: str) -> Document:
    edits = document.edits or Edits((HEIGHT, WIDTH))
    return document.with_edits(painted(edits, PixelWindow(row, column, np.ones((5, 7), bool)), name))


@pytest.fixture
def history() -> History:
    """Names, a region of interest, a scale and two strokes, of which the last is undone."""
    opened = Document(picture(), Parameters(k=3))
    named = replace(opened, classes=named_classes((Class("ice", (2, 3), "#00ff7f"),), 3))
    region = RegionOfInterest("lake", (RegionPart(Rectangle(1.0, 2.0, 30.0, 40.0)),), hidden=True)
    inside = named.with_regions_of_interest((region,), "measure")
    scaled = inside.with_pixel_size(parse_pixel_size("0.5m"))
    once = stroke(scaled, 3, 4, "ice")
    twice = stroke(once, 2 * TILE + 1, TILE + 1, "1")
    texts = "Rename", "Draw", "Set scale", "Brush", "Brush"
    return History((opened, named, inside, scaled, once, twice), texts, shown=4, saved=2)


@pytest.fixture
def folder(tmp_path: Path) -> RecoveryFolder:
    return RecoveryFolder(tmp_path / "recovery")


@pytest.fixture
def store(folder: RecoveryFolder) -> RecoveryStore:
    return folder.make_store()


def parts_in(store: RecoveryStore) -> dict[str, int]:
    with sqlite3.connect(store.path) as database:
        found = dict(database.execute("SELECT hash, length(content) FROM part").fetchall())
    database.close()
    return found


def test_all_states_come_back(store: RecoveryStore, history: History) -> None:
    store.keep(Unsaved("1", history, Path("/docs/a.floe"), embed=True))
    (kept,) = store.documents()
    assert (kept.name, kept.path, kept.embed) == ("a.floe", Path("/docs/a.floe"), True)
    assert kept.steps == ("Rename", "Draw", "Set scale", "Brush")
    assert (kept.picture, kept.sha256) == ("/pictures/a.png", "ab" * 32)
    found = store.history(kept, history.document.image, UNCALIBRATED)
    assert (found.texts, found.shown, found.saved) == (history.texts, 4, 2)
    for then, now in zip(history.states, found.states, strict=True):
        assert all_parts(now) == all_parts(then)
    assert found.document.image is history.document.image
    # What two states share is one object again: undo of a thousand strokes costs what they changed.
    first, second = (each.edits.tiles[0, 0] for each in found.states[4:])
    assert first is second


def test_a_change_adds_what_it_changes(store: RecoveryStore, history: History) -> None:
    once = History(history.states[:5], history.texts[:4], 4)
    store.keep(Unsaved("1", once))
    before = parts_in(store)
    store.keep(Unsaved("1", history))
    added = parts_in(store).keys() - before.keys()
    assert len(added) == 2, "a tile, and the list of what the new state is made of"


def test_an_undone_step_that_was_replaced_is_gone(store: RecoveryStore, history: History) -> None:
    store.keep(Unsaved("1", history))
    other = stroke(history.states[4], 9, 9, "2")
    now = History((*history.states[:5], other), (*history.texts[:4], "Fill"), 5)
    store.keep(Unsaved("1", now))
    (kept,) = store.documents()
    assert kept.steps == ("Rename", "Draw", "Set scale", "Brush", "Fill")
    assert all_parts(store.history(kept, other.image, UNCALIBRATED).document) == all_parts(other)


def test_what_nothing_needs_is_removed(store: RecoveryStore, history: History) -> None:
    plain = History((Document(picture("b.png"), Parameters(k=2)),))
    store.keep(Unsaved("2", plain))
    alone = parts_in(store)
    store.keep(Unsaved("1", history))
    store.drop("1")
    assert parts_in(store) == alone
    assert [each.name for each in store.documents()] == ["b.png"]
    store.keep(Unsaved("1", history))
    kept = next(each for each in store.documents() if each.key == "1")
    assert store.history(kept, history.document.image, UNCALIBRATED).texts == history.texts


def test_a_picture_that_is_in_no_file_is_kept_once(store: RecoveryStore) -> None:
    scene = Document(sea_ice(width=64, height=48).image, Parameters())
    for size in ("1m", "2m"):
        store.keep(Unsaved("1", History((scene, scene.with_pixel_size(parse_pixel_size(size))), ("Set",), 1)))
    (kept,) = store.documents()
    assert (kept.name, kept.picture) == ("sea ice (sample)", "")
    content = store.picture_bytes(kept)
    assert content is not None
    assert content[:2] in (b"II", b"MM")
    assert sum(size > 1000 for size in parts_in(store).values()) == 1


def test_the_newest_comes_first(store: RecoveryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(("a.png", "b.png", "c.png")):
        monkeypatch.setattr("time.time", lambda number=number: float(number))
        store.keep(Unsaved(name, History((Document(picture(name), Parameters()),))))
    assert [each.changed for each in store.documents()] == [2.0, 1.0, 0.0]


def test_a_live_program_keeps_its_own(folder: RecoveryFolder, store: RecoveryStore, history: History) -> None:
    store.keep(Unsaved("1", history))
    assert RecoveryFolder(folder.path).claim_left() == ()
    store.close(remove=False)
    (left,) = RecoveryFolder(folder.path).claim_left()
    assert [each.key for each in left.documents()] == ["1"]
    assert RecoveryFolder(folder.path).claim_left() == (), "one program at a time"
    left.close(remove=True)
    assert RecoveryFolder(folder.path).claim_left() == ()
    assert [path.name for path in folder.path.iterdir()] == ["guard"]


def test_a_program_that_kept_nothing_leaves_nothing(folder: RecoveryFolder, store: RecoveryStore) -> None:
    store.close(remove=False)
    assert RecoveryFolder(folder.path).claim_left() == ()
    assert [path.name for path in folder.path.iterdir()] == ["guard"]


KILLED = """
import os, signal, sys
from pathlib import Path
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Image, Provenance
from core.recovery.folder import RecoveryFolder
from core.recovery.history import History, Unsaved
import numpy as np

store = RecoveryFolder(Path(sys.argv[1])).make_store()
image = Image(np.zeros((4, 4, 3), np.uint8), provenance=Provenance("a.png", "0", "PNG"))
states = [Document(image, Parameters(k=2))]
for seed in range(1, 10_000):
    states.append(Document(image, Parameters(k=2, seed=seed)))
    store.keep(Unsaved("1", History(tuple(states), ("Seed",) * seed, seed)))
    print(seed, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a kill is of POSIX")
@pytest.mark.parametrize("begun", [False, True])
def test_one_that_was_killed_in_its_first_change_leaves_nothing(
    folder: RecoveryFolder, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    """SQLite makes the file before anything is in it; tables come with the first transaction."""
    store = folder.make_store()
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as database:
        if begun:
            database.execute("BEGIN IMMEDIATE")
            database.execute("CREATE TABLE part (hash TEXT)")
    store.path.touch()
    store.close(remove=False)  # as its end has let the lock go
    monkeypatch.setattr("workers.recovery.recovery_folder", lambda: folder)
    assert find_left((), never_cancelled) == ()
    assert not list(folder.path.glob("*.sqlite")), "it is no file that stays for ever"


def test_a_kill_leaves_the_state_before_or_after(folder: RecoveryFolder) -> None:
    """Whatever was told as kept is there, however often the program is killed."""
    for wanted in (1, 5, 23):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder.path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        ) as program:
            assert program.stdout is not None
            for line in program.stdout:
                if int(line) == wanted:
                    program.kill()
                    break
            told = [int(line) for line in program.stdout] or [wanted]
        (left,) = folder.claim_left()
        (kept,) = left.documents()
        assert max(told) <= len(kept.steps) <= max(told) + 1
        left.close(remove=True)


def test_a_damaged_store_is_a_sentence(store: RecoveryStore, history: History) -> None:
    store.keep(Unsaved("1", history))
    (kept,) = store.documents()
    with sqlite3.connect(store.path) as database:
        database.execute("UPDATE part SET content = x'00'")
    database.close()
    with pytest.raises(ReadError, match="is damaged"):
        store.history(kept, history.document.image, UNCALIBRATED)
    store.path.write_bytes(b"no database at all" * 99)
    with pytest.raises(ReadError, match="not a database"):
        store.documents()
    with pytest.raises(WriteError, match="not a database"):
        store.keep(Unsaved("1", history))


def test_of_a_newer_floe(store: RecoveryStore, history: History) -> None:
    store.keep(Unsaved("1", history))
    with sqlite3.connect(store.path) as database:
        database.execute("PRAGMA user_version = 2")
    database.close()
    with pytest.raises(ReadError, match="a newer Floe"):
        store.documents()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(WriteError, match="a file stands where a folder is needed"):
        RecoveryFolder(tmp_path / "taken" / "recovery").make_store()


def test_examples_and_what_learns_from_them_come_back(store: RecoveryStore) -> None:
    opened = Document(picture(), Parameters(k=3))
    examples = (Example("ice", ((1.5, 2.5),)), Example("sea", ((4.5, 2.5), (6.0, 3.0))))
    told = opened.with_examples(examples)
    states = (opened, told, told.with_classifier(True), told)
    store.keep(Unsaved("1", History(states, ("Add", "Learn", "Keep the names"), shown=2, saved=0)))
    (kept,) = store.documents()
    found = store.history(kept, opened.image, UNCALIBRATED)
    assert [state.classifier for state in found.states] == [False, False, True, False]
    assert [state.examples for state in found.states] == [(), examples, examples, examples]
