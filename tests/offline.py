"""No test speaks to a network: sockets are forbidden, but for those that a test opens itself.

Python's are refused by an audit hook. GDAL and PROJ, here and in the processes that tests start, are told so
by the environment; the guarded process forbids them to itself (core.guarded.confinement).
"""

from __future__ import annotations

import os
import select
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from core.guarded.confinement import OFFLINE

_ADDRESSES = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
_NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_own: set[tuple[str, int]] = set()


def forbid_sockets() -> None:
    """From now on, for the whole of this process and for those that it starts."""
    os.environ.update(OFFLINE)
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _ADDRESSES:
        address = arguments[_ADDRESSES[event]]
        # A path is a socket of this machine's, of the desktop say.
        if isinstance(address, tuple) and address[:2] not in _own:
            pytest.fail(f"a socket was to be connected with {address}")
    elif event in _NAMES and arguments[0] not in (None, "127.0.0.1", "localhost"):
        pytest.fail(f"the address of {arguments[0]!r} was asked for")


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server of this machine's, which answers by the handler until the end."""
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        _own.add(("127.0.0.1", server.server_port))
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            _own.discard(("127.0.0.1", server.server_port))


@contextmanager
def listening() -> Iterator[tuple[int, Callable[[], bool]]]:
    """A port of this machine's that a test listens at, and whether anybody has called there."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        address = server.getsockname()
        _own.add(address)
        try:
            yield address[1], lambda: bool(select.select([server], [], [], 0)[0])
        finally:
            _own.discard(address)
