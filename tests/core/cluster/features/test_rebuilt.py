"""A stranger's model is taken apart in the guarded process; what is parsed here was written here."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import Cancelled, ReadError
from core.base.parallel import never_cancelled
from core.cluster.features.chosen_file import choose_file
from core.cluster.features.rebuilt import file_there, form_of, learned_in, ready_there, rebuilt
from core.cluster.features.specification import Learned
from core.cluster.features.specifications import specifications
from core.networks.grids import Grid, packed
from tests.core.cluster.features.made_up import PLAIN
from tests.core.networks.test_grids import NETWORK


def test_every_feature_that_learns_says_how():
    forms = {each.learning.kind: each.learning.form for each in specifications().values() if each.learning}
    assert len(forms) >= 6
    assert all(form_of(kind) is form for kind, form in forms.items())
    assert form_of("no such kind 1") is None


def test_libraries_are_imported_ahead_where_they_are_there(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    ready_there(Path("a"), ("no_such_library", "colorsys"))
    assert "colorsys" in sys.modules


def the_same_again(kind, content):
    form = form_of(kind)
    assert form.together(form.apart(content)) == content


def test_filters_are_the_same_bytes_again():
    filters = np.arange(8 * 9).reshape(8, 3, 3).tolist()
    the_same_again("eigenfilters 1", json.dumps({"filters": filters}, separators=(",", ":")).encode())


def test_grids_are_the_same_bytes_again():
    grids = [
        Grid("conv", np.arange(24, dtype=np.int16).reshape(2, 3, 4), 0.1 / 3, (2.0, 2.5)),
        Grid("deep#1", np.full((1, 1, 1), -32767, np.int16), 1.0, (8.0, 8.0)),
    ]
    the_same_again("network 1", packed(NETWORK, grids))


def network():
    pytest.importorskip("safetensors", reason="the extra learn is not installed")
    from core.cluster.features.training.model_file import to_bytes

    arrays = {
        "w.0": np.arange(6, dtype=np.float32).reshape(2, 3) / 7,
        "n": np.int32(3),
        "no": np.ones((0, 2)),
    }
    return to_bytes(Learned(arrays, {"curves": {"loss": [1 / 3] * 40}, "epochs": 40, "seen": None}))


def test_a_network_is_the_same_bytes_again_through_the_other_process(tmp_path):
    content = network()
    (tmp_path / "a").write_bytes(content)
    chosen = choose_file(str(tmp_path / "a"))
    assert rebuilt(file_there, tmp_path / "a", "cnn 2", chosen.sha256, cancelled=never_cancelled) == content


def safetensors(header, data=bytes(8)):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def tensor(dtype="F32", shape=(2,), at=(0, 8)):
    return {"dtype": dtype, "shape": list(shape), "data_offsets": list(at)}


FLOE = {"__metadata__": {"floe": "{}"}}
HOSTILE = {
    "empty": b"",
    "a header of an exabyte": (1 << 60).to_bytes(8, "little") + b"{}",
    "a header beyond the end": (99).to_bytes(8, "little") + b"{}",
    "nested a hundred thousand deep": safetensors(b'{"__metadata__": ' + b"[" * 100_000),
    "overlapping": safetensors({**FLOE, "a": tensor(), "b": tensor()}),
    "beyond the end": safetensors({**FLOE, "a": tensor(at=(0, 16), shape=(4,))}),
    "backwards": safetensors({**FLOE, "a": tensor(at=(8, 0))}),
    "a hole": safetensors({**FLOE, "a": tensor(at=(4, 8), shape=(1,))}),
    "negative": safetensors({**FLOE, "a": tensor(shape=(-1, -2))}),
    "no number": safetensors(b'{"__metadata__": {"floe": "{}"}, "a": {"dtype": "F32", "shape": [NaN]}}'),
    "more than there are": safetensors({**FLOE, "a": tensor(shape=(1 << 40,))}),
    "overflowing": safetensors({**FLOE, "a": tensor(shape=(1 << 62, 1 << 62))}),
    "an unknown type": safetensors({**FLOE, "a": tensor(dtype="F1024")}),
    "a type without numbers": safetensors({**FLOE, "a": tensor(dtype="BF16", shape=(4,))}),
    "not a number": safetensors({**FLOE, "a": tensor()}, np.full(2, np.nan, np.float32).tobytes()),
}


@pytest.mark.parametrize("kind", ["cnn 2", "network 1", "eigenfilters 1"])
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_model_is_none(content, kind, tmp_path):
    pytest.importorskip("safetensors", reason="the extra learn is not installed")
    (tmp_path / "a").write_bytes(content)
    assert file_there(tmp_path / "a", form_of(kind).apart, choose_file(str(tmp_path / "a")).sha256) is None


def test_many_of_them_go_through_the_other_process(tmp_path):
    for name in ("a header of an exabyte", "overlapping", "nested a hundred thousand deep"):
        (tmp_path / "a").write_bytes(HOSTILE[name])
        assert learned_in(choose_file(str(tmp_path / "a")), form_of("cnn 2"), never_cancelled) is None


def test_a_file_that_has_changed_is_a_sentence(tmp_path):
    (tmp_path / "a").write_bytes(b"model")
    chosen = choose_file(str(tmp_path / "a"))
    (tmp_path / "a").write_bytes(b"another")
    with pytest.raises(ReadError, match="its content has changed"):
        learned_in(chosen, PLAIN, never_cancelled)


def test_looking_into_a_model_is_cancelled(tmp_path):
    (tmp_path / "a").write_bytes(b"model")
    with pytest.raises(Cancelled):
        rebuilt(file_there, tmp_path / "a", "cnn 2", "0" * 64, cancelled=lambda: True)
