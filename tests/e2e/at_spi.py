"""What a screen reader sees and does of another program, over D-Bus alone.

The interfaces are those of at-spi2-core: https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

_ATSPI = "org.a11y.atspi"
_PROPERTIES = "org.freedesktop.DBus.Properties"
# WORKAROUND: PySide 6.11 takes the writing half of QDBusArgument's overloads, so that no array can be read;
# what Qt prints of a message has its pairs of connection and path.
_PAIRS = re.compile(r'\(so\) "([^"]*)", \[ObjectPath: ([^\]]*)\]')
Found = TypeVar("Found")
_PATIENCE_S, _GLANCE_S = 60.0, 0.05


class GoneError(Exception):
    """What was asked is no longer there, or cannot do that."""


@dataclass(frozen=True)
class Node:
    """A control of a program on the bus: its connection and its path there."""

    bus: QDBusConnection
    service: str
    path: str

    def ask(self, interface: str, method: str, *arguments: object) -> Any:
        """The first that is answered; None for nothing. Raises GoneError."""
        found = self._answer(interface, method, *arguments).arguments()
        return found[0] if found else None

    def _answer(self, interface: str, method: str, *arguments: object) -> QDBusMessage:
        message = QDBusMessage.createMethodCall(self.service, self.path, interface, method)
        message.setArguments(list(arguments))
        answer = self.bus.call(message)
        if answer.type() == QDBusMessage.MessageType.ErrorMessage:
            raise GoneError(answer.errorMessage())
        return answer

    def value_of(self, interface: str, name: str) -> Any:
        found = self.ask(_PROPERTIES, "Get", f"{_ATSPI}.{interface}", name)
        return found.variant() if isinstance(found, QDBusVariant) else found

    @property
    def name(self) -> str:
        return str(self.value_of("Accessible", "Name"))

    @property
    def description(self) -> str:
        return str(self.value_of("Accessible", "Description"))

    @property
    def role(self) -> str:
        return str(self.ask(f"{_ATSPI}.Accessible", "GetRoleName"))

    def children(self) -> list[Node]:
        answer = self._answer(f"{_ATSPI}.Accessible", "GetChildren")
        return [Node(self.bus, *pair) for pair in _PAIRS.findall(repr(answer))]

    def below(self) -> Iterator[Node]:
        """All below, the nearest first. What goes meanwhile is left out."""
        waiting = [self]
        while waiting:
            try:
                found = waiting.pop(0).children()
            except GoneError:
                continue
            yield from found
            waiting += found

    def press(self) -> None:
        self.ask(f"{_ATSPI}.Action", "DoAction", 0)

    def take_keyboard(self) -> None:
        self.ask(f"{_ATSPI}.Component", "GrabFocus")

    def set_number(self, value: float) -> None:
        self.ask(_PROPERTIES, "Set", f"{_ATSPI}.Value", "CurrentValue", QDBusVariant(value))


def desktop() -> Node:
    """The root of all programs."""
    session = QDBusConnection.sessionBus()
    address = Node(session, "org.a11y.Bus", "/org/a11y/bus").ask("org.a11y.Bus", "GetAddress")
    bus = QDBusConnection.connectToBus(str(address), "accessibility")
    return Node(bus, f"{_ATSPI}.Registry", f"/{_ATSPI.replace('.', '/')}/accessible/root")


def find(within: Node, role: str, name: str) -> Node:
    """The control of this role whose name begins so, once it is there."""

    def found() -> Node | None:
        for each in within.below():
            try:
                if each.name.startswith(name) and each.role == role:
                    return each
            except GoneError:
                continue
        return None

    return wait_for(found, f"{role} “{name}”")


def wait_for(look: Callable[[], Found | None], what: str) -> Found:
    """What `look` finds at last. Raises TimeoutError, by the name of what was looked for."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            if (found := look()) or time.monotonic() > until:
                break
        except GoneError:
            found = None
        time.sleep(_GLANCE_S)
    if not found:
        raise TimeoutError(f"there is no {what}")
    return found
