"""One vector for a whole picture: that of weights, the output of an ONNX, the mean of a layer."""

import numpy as np
import pytest

from core.base.errors import ReadError
from core.networks.vector import frame_there, vector_there
from tests.core.networks.made_files import torch_legacy, vgg_arrays

onnx = pytest.importorskip("onnx", reason="the extra networks is not installed")
pytest.importorskip("onnxruntime", reason="the extra networks is not installed")
from onnx import helper  # noqa: E402

from tests.core.networks.test_onnx_files import edges, picture, saved  # noqa: E402

CARD = "rgb;mean=0;deviation=1"


def test_of_weights_and_of_a_layer(tmp_path):
    path = tmp_path / "vgg.pth"
    torch_legacy(path, vgg_arrays(widths=(64, 2, 2, 2, 3)))
    sha256, card, height, width = frame_there(path, "")
    assert (height, width, len(sha256)) == (224, 224, 64)
    pixels = picture(64, 64)
    whole = vector_there(path, sha256, card, "", pixels)
    assert (whole.shape, whole.dtype) == ((3,), np.float32)
    np.testing.assert_allclose(whole, vector_there(path, sha256, card, "pool5", pixels), rtol=1e-5, atol=1e-6)
    with pytest.raises(ReadError, match="it has no layer “pool9”"):
        vector_there(path, sha256, card, "pool9", pixels)


def expected_maps(pixels):
    """Of `edges`, (2, h, w): red along rows, blue along columns."""
    red, blue = (np.pad(pixels[..., band].astype(float), 1) for band in (0, 2))
    return np.stack([red[1:-1, 2:] - red[1:-1, :-2], blue[2:, 1:-1] - blue[:-2, 1:-1]])


@pytest.mark.parametrize("form", ["maps", "flat", "tokens"])
def test_of_an_onnx_by_its_output(tmp_path, form):
    conv, arrays = edges()
    nodes = [conv]
    if form == "maps":
        nodes.append(helper.make_node("Identity", ["a"], ["out"]))
    elif form == "flat":
        nodes += [
            helper.make_node("GlobalAveragePool", ["a"], ["b"]),
            helper.make_node("Flatten", ["b"], ["out"]),
        ]
    else:
        nodes += [
            helper.make_node("Reshape", ["a", "shape"], ["b"]),
            helper.make_node("Transpose", ["b"], ["out"], perm=[0, 2, 1]),
        ]
        arrays["shape"] = np.array([1, 2, -1])
    path = saved(tmp_path / "a.onnx", nodes, arrays, shape=(1, 3, 8, 6))
    _sha256, _card, height, width = frame_there(path, "")
    assert (height, width) == (8, 6)
    pixels = picture(8, 6)
    maps = expected_maps(pixels)
    wanted = maps[:, 0, 0] if form == "tokens" else maps.mean(axis=(1, 2))
    np.testing.assert_allclose(vector_there(path, "", CARD, "", pixels), wanted, rtol=1e-5)


def test_an_onnx_that_says_nothing_of_the_whole(tmp_path):
    conv, arrays = edges()
    nodes = [conv, helper.make_node("ReduceSum", ["a"], ["out"], keepdims=0)]
    path = saved(tmp_path / "a.onnx", nodes, arrays, shape=(1, 3, 8, 6))
    with pytest.raises(ReadError, match="it says nothing of a picture as a whole"):
        vector_there(path, "", CARD, "", picture(8, 6))
