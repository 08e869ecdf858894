"""What the settings dialog shows, each row given by whoever owns what is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class SettingRow:
    """name: of the control. label, about: what is set, and what it does. make: the control that shows and
    sets it, made each time that the dialog opens.
    """

    name: str
    label: str
    about: str
    make: Callable[[], QWidget]


class SettingRows:
    """Those of the workspaces, in the order in which they were added."""

    def __init__(self) -> None:
        self._givers: list[Callable[[], Sequence[SettingRow]]] = []

    def add(self, give: Callable[[], Sequence[SettingRow]]) -> None:
        """give: tells some rows, once all actions are there."""
        self._givers.append(give)

    def all(self) -> tuple[SettingRow, ...]:
        return tuple(row for give in self._givers for row in give())
