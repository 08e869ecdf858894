"""The one place that speaks to a network: a server that the user has named, and only when told to.

It knows neither proxies nor redirections, and keeps nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from urllib.parse import urlsplit

from core.base.errors import FloeError, ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _

# Where the key is, if the server wants one. It is never written down.
KEY = "FLOE_NAMING_KEY"
_HERE = ("127.0.0.1", "::1", "localhost")
_SECONDS, _GLANCE = 60.0, 0.05
_MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class Endpoint:
    """host, port: of the server; is_safe: whether by HTTPS. path: of the requests. model: that is asked."""

    host: str
    port: int
    path: str
    model: str
    is_safe: bool
    key: str = field(default="", repr=False)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.is_safe else 'http'}://{host}:{self.port}{self.path}"


def endpoint_from(url: str, model: str, environment: Mapping[str, str]) -> Endpoint:
    """url: of an endpoint that speaks the OpenAI protocol, up to and with its version: https://…/v1.

    Raises ParameterError, also for HTTP to another machine, and for a key in the address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host, key = parts.hostname or "", environment.get(KEY, "")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise ParameterError(
            _("“{url}” is no address of an endpoint: write https://HOST/v1.").format(url=url)
        )
    if parts.username is not None or parts.password is not None:
        raise ParameterError(_("The key has no place in the address: put it into {name}.").format(name=KEY))
    if parts.scheme == "http" and host not in _HERE:
        raise ParameterError(
            _("Pictures go to other machines by https alone: write https://{host}.").format(host=host)
        )
    if not model:
        raise ParameterError(_("Say which model the endpoint is to ask."))
    if not (key.isascii() and (key.isprintable() or not key)):
        raise ParameterError(_("The key in {name} has signs that no key has.").format(name=KEY))
    is_safe = parts.scheme == "https"
    path = f"{parts.path.rstrip('/')}/chat/completions"
    if not path.isascii() or " " in path or not path.isprintable():
        raise ParameterError(
            _("“{url}” is no address of an endpoint: write https://HOST/v1.").format(url=url)
        )
    return Endpoint(host, port or (443 if is_safe else 80), path, model, is_safe, key)


def plain(text: str) -> str:
    """What a server says, in one line: nothing in it moves the cursor of a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def post(
    endpoint: Endpoint, body: bytes, *, seconds: float = _SECONDS, cancelled: Cancel = never_cancelled
) -> tuple[int, bytes]:
    """Send JSON and wait for the answer: its status and content.

    Raises FloeError, with one sentence, where nobody answers in time, or too much; Cancelled.
    """
    connection: HTTPConnection = (HTTPSConnection if endpoint.is_safe else HTTPConnection)(
        endpoint.host, endpoint.port, timeout=seconds
    )
    answer: list[tuple[int, bytes] | Exception] = []
    given_up = threading.Event()
    asking = threading.Thread(target=_ask, args=(connection, endpoint, body, answer, given_up), daemon=True)
    end = monotonic() + seconds
    asking.start()
    try:
        while asking.is_alive():
            asking.join(_GLANCE)
            raise_if_cancelled(cancelled)
            if monotonic() > end:
                sentence = _("{url} has not answered within {n:g} seconds.")
                raise FloeError(sentence.format(url=endpoint, n=seconds))
    finally:
        given_up.set()
        _hang_up(connection, asking)
    found = answer[0]
    if isinstance(found, Exception):
        reason = plain(str(getattr(found, "strerror", None) or found or type(found).__name__)).rstrip(".")
        raise FloeError(_("{url} cannot be asked: {reason}.").format(url=endpoint, reason=reason)) from None
    if len(found[1]) > _MOST_BYTES:
        raise FloeError(_("{url} answers more than a name can be.").format(url=endpoint))
    return found


def _ask(
    connection: HTTPConnection,
    endpoint: Endpoint,
    body: bytes,
    answer: list[tuple[int, bytes] | Exception],
    given_up: threading.Event,
) -> None:
    """Runs in a thread, which ends at the latest when the connection is cut. Nothing is sent by a connection
    that stands only after it was given up.
    """
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    try:
        connection.connect()
        if given_up.is_set():
            connection.close()
            return
        connection.request("POST", endpoint.path, body, headers)
        response = connection.getresponse()
        answer.append((response.status, response.read(_MOST_BYTES + 1)))
    except (OSError, HTTPException, ValueError, AttributeError) as error:  # the last: cut in between
        answer.append(error)


def _hang_up(connection: HTTPConnection, asking: threading.Thread) -> None:
    if asking.is_alive() and connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(2)  # wakes the thread, as closing does not
    asking.join(_GLANCE)  # while it looks for the server nothing wakes it
    connection.close()
