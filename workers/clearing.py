"""The job that forgets what was computed of collections."""

from __future__ import annotations

from core.base.parallel import Cancel


def clear_computed(_cancelled: Cancel) -> None:
    """Empty the user's cache: a second at most. Raises FloeError."""
    from core.collection.cache import clear_cache

    clear_cache()
