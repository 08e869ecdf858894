"""A server that is asked for names: one of this machine's, which a test opens."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar

import pytest

from core.base.errors import Cancelled, FloeError, ParameterError
from core.collection import endpoint as module
from core.collection.endpoint import KEY, Endpoint, endpoint_from, post
from core.collection.naming import Question, proposed
from tests.offline import serving


class Answering(BaseHTTPRequestHandler):
    """Answers as a model does, by what the request's model is called; keeps what it was sent."""

    seen: ClassVar[list[tuple[str, dict[str, str], dict[str, Any]]]] = []
    wait = threading.Event()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, dict(self.headers), body))
        status, content = 200, json.dumps({"choices": [{"message": {"content": body["model"]}}]}).encode()
        match body["model"].split():
            case ["status", number]:
                status = int(number)
            case ["nonsense"]:
                content = b"<html>"
            case ["empty"]:
                content = b'{"choices": []}'
            case ["endless"]:
                content = b"x" * (module._MOST_BYTES + 1)
            case ["slow"]:
                self.wait.wait()
            case ["nothing"]:
                return
        self.send_response(status)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_what: object) -> None:
        pass


@pytest.fixture(autouse=True)
def fresh() -> None:
    Answering.seen.clear()
    Answering.wait.clear()


def question(model: str, cluster: int = 1) -> Question:
    return Question(cluster, "What?", (), json.dumps({"model": model}).encode())


def test_names_come_one_after_the_other_and_the_key_goes_along() -> None:
    with serving(Answering) as url:
        there = endpoint_from(f"{url}/v1/", "m", {KEY: "secret"})
        answers = [question(" “Sea ice.” "), question("open water", 3)]
        assert list(proposed(there, answers)) == [(1, "Sea ice"), (3, "open water")]
        nobody = endpoint_from(url, "m", {})
        list(proposed(nobody, [question("ice")]))
    paths, headers = [each[0] for each in Answering.seen], [each[1] for each in Answering.seen]
    assert paths == ["/v1/chat/completions", "/v1/chat/completions", "/chat/completions"]
    assert [each.get("Authorization") for each in headers] == ["Bearer secret", "Bearer secret", None]
    assert "secret" not in repr(there)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("status 401", f"refuses the key: see that {KEY} holds the right one."),
        ("status 403", "refuses the key"),
        ("status 404", "knows no such address, or not the model m."),
        ("status 429", "has been asked too often: try again later."),
        ("status 302", "answers with the status 302 and no name."),
        ("nonsense", "answers what is no answer of that protocol."),
        ("empty", "answers what is no answer of that protocol."),
        ("endless", "answers more than a name can be."),
        ("nothing", "cannot be asked: "),
        ("I am only a model", "answers “I am only a model”, which is no name."),
        ("red \x1b[31m alert now or never", "answers “red [31m alert now or never”, which is no name."),
        ("x" * 61, f"answers “{'x' * 60}…”, which is no name."),
        (" . ", "answers “.”, which is no name."),
    ],
)
def test_what_is_no_answer_is_one_sentence_and_the_names_before_it_stay(model: str, words: str) -> None:
    with serving(Answering) as url:
        names = proposed(endpoint_from(url, "m", {KEY: "secret"}), [question("ice"), question(model, 2)])
        assert next(names) == (1, "ice")
        with pytest.raises(FloeError) as caught:
            next(names)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_who_is_slow_is_left_and_a_cancel_is_heard() -> None:
    with serving(Answering) as url:
        there = endpoint_from(url, "m", {})
        try:
            with pytest.raises(FloeError, match=r"has not answered within 0\.1 seconds"):
                post(there, question("slow").body, seconds=0.1)
            Answering.wait.set()
            Answering.wait.clear()
            with pytest.raises(Cancelled):
                post(there, question("slow").body, cancelled=lambda: len(Answering.seen) > 1)
        finally:
            Answering.wait.set()


def test_nothing_is_sent_by_a_connection_that_stands_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    late, ended = threading.Event(), threading.Event()
    connect = module.HTTPConnection.connect

    def slowly(connection: module.HTTPConnection) -> None:
        late.wait()
        connect(connection)

    ask = module._ask

    def asked(*arguments: Any) -> None:
        ask(*arguments)
        ended.set()

    monkeypatch.setattr(module.HTTPConnection, "connect", slowly)
    monkeypatch.setattr(module, "_ask", asked)
    with serving(Answering) as url:
        with pytest.raises(Cancelled):
            post(endpoint_from(url, "m", {}), question("ice").body, cancelled=lambda: True)
        late.set()
        assert ended.wait(30)
    assert Answering.seen == []


def test_nobody_there() -> None:
    with serving(Answering) as url:
        there = endpoint_from(url, "m", {})
    from tests import offline

    offline._own.add((there.host, there.port))
    try:
        with pytest.raises(FloeError, match="cannot be asked: Connection refused"):
            post(there, b"{}")
    finally:
        offline._own.discard((there.host, there.port))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://host/v1", "“ftp://host/v1” is no address of an endpoint"),
        ("host/v1", "is no address"),
        ("https://", "is no address"),
        ("https://host:x/v1", "is no address"),
        ("https://host/v1?key=1", "is no address"),
        ("https://host/a b", "is no address"),
        ("https://me:key@host/v1", f"The key has no place in the address: put it into {KEY}."),
        ("http://host/v1", "Pictures go to other machines by https alone: write https://host."),
    ],
)
def test_addresses_that_are_none(url: str, words: str) -> None:
    with pytest.raises(ParameterError) as caught:
        endpoint_from(url, "m", {})
    assert words in str(caught.value)


def test_addresses() -> None:
    safe = endpoint_from("https://host/v1", "m", {})
    assert safe == Endpoint("host", 443, "/v1/chat/completions", "m", is_safe=True)
    assert str(endpoint_from("http://[::1]:8080", "m", {})) == "http://[::1]:8080/chat/completions"
    with pytest.raises(ParameterError, match="Say which model"):
        endpoint_from("https://host/v1", "", {})
    with pytest.raises(ParameterError, match="has signs that no key has"):
        endpoint_from("https://host/v1", "m", {KEY: "a\r\nHost: b"})
