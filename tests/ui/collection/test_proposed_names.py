"""Names that an endpoint proposes, in the window: seen before they are sent, marked, confirmed, undone."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pytestqt.qtbot import QtBot

from core.cluster.features.chosen_file import ChosenFile
from core.collection.endpoint import KEY, endpoint_from
from core.collection.naming import Question
from core.collection.nearest_words import NearestWords
from tests.offline import serving
from tests.reading import ReaderInThisProcess
from tests.ui.collection.conftest import LONG_MS, Driving
from ui.collection.proposing_dialog import ProposingDialog
from ui.collection.words_dialog import WordsDialog
from workers.asking_names import NamesPlan


class Naming(BaseHTTPRequestHandler):
    """Answers with the next of some names; without one it refuses. Keeps what it was sent."""

    seen: ClassVar[list[bytes]] = []
    keys: ClassVar[list[str | None]] = []
    names: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.seen.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.keys.append(self.headers["Authorization"])
        self.send_response(200 if self.names else 401)
        self.end_headers()
        if self.names:
            said: dict[str, Any] = {"choices": [{"message": {"content": self.names.pop(0)}}]}
            self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_what: object) -> None:
        pass


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    Naming.seen.clear()
    Naming.keys.clear()
    Naming.names[:] = ["fire", "grass", "sky"]
    monkeypatch.setenv(KEY, "secret")


def asked(collection: Driving, url: str) -> ProposingDialog:
    """The dialog with what would be sent."""
    collection.do("collection_propose_names")
    dialog = collection.window.findChild(ProposingDialog)
    assert dialog.url.text() == ""
    assert not dialog.send.isEnabled()
    collection.qtbot.keyClicks(dialog.url, f"{url}/v1")
    collection.qtbot.keyClicks(dialog.model, "small")
    dialog.look.click()
    collection.qtbot.waitUntil(lambda: dialog.requests.count() > 0, timeout=LONG_MS)
    return dialog


def test_names_are_proposed_after_what_is_sent_was_seen(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    with serving(Naming) as url:
        dialog = asked(collection, url)
        assert Naming.seen == []
        assert f"To {url}/v1/chat/completions go the requests below" in dialog.said.text()
        assert "secret" not in dialog.said.text()
        shown = []
        for row in range(3):
            dialog.requests.setCurrentRow(row)
            shown.append(dialog.body.toPlainText().replace("\n", "").encode())
        dialog.send.click()
        collection.wait()
        assert Naming.seen == shown
        assert set(Naming.keys) == {"Bearer secret"}
    marked = ["fire (proposed)", "grass (proposed)", "sky (proposed)"]
    assert [name for name, _size in collection.lines()] == marked
    assert collection.workspace.document.is_unsaved
    collection.do("undo")
    assert collection.lines()[0][0] == "cluster 1"
    collection.do("redo")
    collection.parts.clusters.item(0, 0).setText("ember")
    assert [name for name, _size in collection.lines()] == ["ember", *marked[1:]]


def test_a_failure_loses_no_name_that_came_before(collection: Driving, folder: Path) -> None:
    del Naming.names[1:]
    collection.open([folder])
    with serving(Naming) as url:
        asked(collection, url).send.click()
        assert f"refuses the key: see that {KEY} holds the right one." in collection.complaint()
        collection.wait()
    assert [name for name, _size in collection.lines()] == ["fire (proposed)", "cluster 2", "cluster 3"]
    assert len(Naming.seen) == 2


def test_what_comes_after_the_address_was_changed_is_not_shown(qtbot: QtBot) -> None:
    plan = NamesPlan(
        "run", endpoint_from("https://one/v1", "m", {}), (Question(1, "?", (), b"{}"),), KEY, False
    )
    dialog = ProposingDialog("https://one/v1", "m")
    qtbot.addWidget(dialog)
    dialog.look.click()
    qtbot.keyClicks(dialog.url, "x")
    dialog.show_plan(plan)
    assert (dialog.send.isEnabled(), dialog.requests.count()) == (False, 0)
    dialog.look.click()
    dialog.show_plan(plan)
    assert (dialog.send.isEnabled(), dialog.requests.count()) == (True, 1)


def test_another_address_has_to_be_seen_again(collection: Driving, folder: Path) -> None:
    collection.open([folder])
    with serving(Naming) as url:
        dialog = asked(collection, url)
        assert dialog.send.isEnabled()
        collection.qtbot.keyClicks(dialog.model, "er")
        assert not dialog.send.isEnabled()
        assert dialog.requests.count() == 0
        dialog.url.setText("http://example.org/v1")
        dialog.look.click()
        assert "Pictures go to other machines by https alone" in collection.complaint()
        dialog.reject()
    assert Naming.seen == []


def test_words_of_a_file_are_proposed(
    collection: Driving, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[NearestWords] = []

    def nearest(_found: object, files: NearestWords, *_: object) -> dict[int, str]:
        given.append(files)
        return {1: "ice", 3: "sea"}

    monkeypatch.setattr("workers.asking_names.nearest_words", nearest)
    monkeypatch.setattr("workers.asking_names.ReadingProcess", ReaderInThisProcess)
    collection.open([folder])
    collection.do("collection_name_by_words")
    dialog = collection.window.findChild(WordsDialog)
    assert not dialog.propose.isEnabled()
    files = {name: ChosenFile(str(tmp_path / name), "0" * 64) for name in ("words", "encoder", "tokenizer")}
    for name, file in files.items():
        (tmp_path / name).write_bytes(b"")
        dialog.form.set_value(name, file)
    collection.qtbot.waitUntil(dialog.propose.isEnabled, timeout=LONG_MS)
    dialog.propose.click()
    collection.wait()
    assert given == [NearestWords(**files)]
    assert [name for name, _n in collection.lines()] == ["ice (proposed)", "cluster 2", "sea (proposed)"]
