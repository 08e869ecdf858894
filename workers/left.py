"""What a crash has left. By itself, so that whoever takes it imports nothing of what recovers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.recovery.store import KeptDocument, RecoveryStore


@dataclass(frozen=True, eq=False)
class Left:
    """Of one document, or of a project of many. store: claimed."""

    store: RecoveryStore
    kept: KeptDocument
