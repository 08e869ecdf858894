"""The two kinds of index that Qt hands to models and delegates, and the one of no row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

AnyIndex = QModelIndex | QPersistentModelIndex
# As the default of a parent: an invalid index is never written to.
NO_INDEX = QModelIndex()
