"""What the control of every option of a feature has."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.cluster.features.options import Value


class OptionControl(QObject):
    """changed: the value is another one. widget: what is shown and takes the keyboard."""

    changed = Signal()

    widget: QWidget

    def value(self) -> Value | None:
        """What it says; None where nothing is chosen yet."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value of its option."""
        raise NotImplementedError

    def hindrance(self) -> str:
        """Why there is no value, as a sentence; empty where that needs no word."""
        return ""

    def close(self) -> None:
        """End what it is doing."""
