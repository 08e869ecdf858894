"""The files of a collection, written by the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.collection.found import Found
from core.collection.store import NAME, Store
from tests.core.collection.test_by_hand import found  # noqa: F401 - a fixture
from workers.collection_files import ToWrite, write_files


def test_names_are_not_kept_where_an_export_cannot_be_written(found: Found, tmp_path: Path) -> None:  # noqa: F811
    """The next saving would take them for somebody else's."""
    named = found.named({1: ("meadow", True)})
    what = ToWrite(named, {"key": named}, {}, np.array([], np.int64), exports=("map-svg",))
    with pytest.raises(ParameterError, match="There is no map to be drawn"):
        write_files(what, tmp_path, never_cancelled)
    with Store(tmp_path / NAME) as store:
        assert (store.names("key"), store.has_run("key")) == ({}, False)
    written = write_files(replace(what, exports=()), tmp_path, never_cancelled)
    assert written.now.names == {"key": {1: ("meadow", True)}}
    with Store(tmp_path / NAME) as store:
        assert (store.names("key"), store.has_run("key")) == ({1: ("meadow", True)}, True)
