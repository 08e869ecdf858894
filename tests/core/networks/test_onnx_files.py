"""Any network as ONNX: its layers are found, its maps are what its operations say, others are refused."""

import numpy as np
import pytest

from core.base.errors import ReadError
from core.networks.network import describe_there, maps_there

onnx = pytest.importorskip("onnx", reason="the extra networks is not installed")
pytest.importorskip("onnxruntime", reason="the extra networks is not installed")
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

CARD = "rgb;mean=0;deviation=1"


def saved(path, nodes, arrays, *, shape=(1, 3, "h", "w"), outputs=("out",), opset=17, kind=TensorProto.FLOAT):
    source = helper.make_tensor_value_info("picture", kind, list(shape))
    targets = [helper.make_empty_tensor_value_info(name) for name in outputs]
    values = [numpy_helper.from_array(array, name) for name, array in arrays.items()]
    graph = helper.make_graph(nodes, "g", [source], targets, values)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save(model, path)
    return path


def edges(name="conv", source="picture", target="a"):
    weight = np.zeros((2, 3, 3, 3), np.float32)
    weight[0, 0, 1] = [-1, 0, 1]
    weight[1, 2, :, 1] = [-1, 0, 1]
    node = helper.make_node("Conv", [source, "w"], [target], name=name, pads=[1, 1, 1, 1])
    return node, {"w": weight}


def picture(height=32, width=48):
    return np.random.RandomState(0).randint(0, 256, (height, width, 3)).astype(np.uint8)


def test_convolutions_activations_and_poolings_are_layers(tmp_path):
    conv, arrays = edges("/stem/conv")
    nodes = [
        conv,
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Identity", ["b"], ["c"]),
        helper.make_node("AveragePool", ["c"], ["d"], name="down", kernel_shape=[4, 4], strides=[4, 4]),
        helper.make_node("GlobalAveragePool", ["d"], ["out"], name="all"),
    ]
    path = saved(tmp_path / "a.onnx", nodes, arrays)
    described = describe_there(path, "", CARD)
    shown = [(each.name, each.kind, each.channels, each.stride) for each in described.layers]
    assert shown == [
        ("stem/conv", "convolution", 2, 1.0),
        ("b", "activation", 2, 1.0),
        ("down", "pooling", 2, 4.0),
    ]
    assert described.numbers == 54
    pixels = picture()
    ((maps, small),) = maps_there(path, "", described.card, ("b", "down"), [pixels])
    red = pixels[..., 0].astype(float)
    expected = np.maximum(red[:, 2:] - red[:, :-2], 0)
    np.testing.assert_array_equal(maps[0, :, 1:-1], expected)
    np.testing.assert_allclose(small[0], maps[0].reshape(8, 4, 12, 4).mean(axis=(1, 3)), rtol=1e-6)


def test_bands_may_come_last_and_the_size_may_be_fixed(tmp_path):
    conv, arrays = edges(source="first")
    nodes = [helper.make_node("Transpose", ["picture"], ["first"], perm=[0, 3, 1, 2]), conv]
    nodes.append(helper.make_node("Relu", ["a"], ["out"], name="relu"))
    path = saved(tmp_path / "a.onnx", nodes, arrays, shape=(1, 64, 96, 3))
    described = describe_there(path, "", CARD)
    assert described.fixed
    assert described.tile == (64, 96)
    ((maps,),) = maps_there(path, "", described.card, ("conv",), [picture(64, 96)])
    assert maps.shape == (2, 64, 96)


def test_a_grey_network_sees_the_mean_of_the_colours(tmp_path):
    node = helper.make_node("Conv", ["picture", "w"], ["out"], name="c")
    path = saved(
        tmp_path / "a.onnx", [node], {"w": np.ones((1, 1, 1, 1), np.float32)}, shape=(1, 1, "h", "w")
    )
    pixels = picture()
    ((maps,),) = maps_there(path, "", CARD, ("c",), [pixels])
    np.testing.assert_allclose(maps[0], pixels.mean(axis=2), rtol=1e-5)


def test_a_branch_keeps_what_it_takes_from_outside(tmp_path):
    """What is cut away from a network is what nothing that is asked for depends on."""
    conv, arrays = edges()
    inner = helper.make_node("Mul", ["a", "two"], ["x"])
    branches = [
        helper.make_graph([inner], "g", [], [helper.make_empty_tensor_value_info("x")]) for _ in (0, 1)
    ]
    choose = helper.make_node("If", ["yes"], ["b"], then_branch=branches[0], else_branch=branches[1])
    nodes = [conv, choose, helper.make_node("Relu", ["b"], ["out"], name="relu")]
    arrays |= {"yes": np.array(True), "two": np.array(2, np.float32)}
    path = saved(tmp_path / "a.onnx", nodes, arrays)
    ((plain, doubled),) = maps_there(path, "", CARD, ("conv", "relu"), [picture()])
    np.testing.assert_array_equal(doubled, np.maximum(2 * plain, 0))


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        ((1, 10), TensorProto.FLOAT),
        ((1, 4, "h", "w"), TensorProto.FLOAT),
        ((1, 3, "h", "w"), TensorProto.INT64),
        ((8, 3, "h", "w"), TensorProto.FLOAT),
    ],
)
def test_what_takes_no_picture_is_refused(tmp_path, shape, kind):
    node = helper.make_node("Relu", ["picture"], ["out"])
    with pytest.raises(ReadError, match="it takes no picture"):
        describe_there(saved(tmp_path / "a.onnx", [node], {}, shape=shape, kind=kind), "", "")


def test_an_operation_of_another_program_is_named(tmp_path):
    node = helper.make_node("Blur", ["picture"], ["out"], domain="my.company")
    with pytest.raises(ReadError, match=r"needs the operation Blur of my\.company"):
        describe_there(saved(tmp_path / "a.onnx", [node], {}), "", "")


def test_values_in_other_files_are_refused(tmp_path):
    conv, arrays = edges(target="out")
    path = saved(tmp_path / "a.onnx", [conv], arrays)
    onnx.save(onnx.load(path), path, save_as_external_data=True, location="values", size_threshold=0)
    with pytest.raises(ReadError, match="its values lie in other files"):
        describe_there(path, "", "")


@pytest.mark.parametrize("place", ["constant", "branch", "sparse", "function"])
def test_values_in_other_files_are_refused_wherever_they_stand(tmp_path, place):
    (tmp_path / "secret").write_bytes(bytes(64))
    tensor = TensorProto(data_type=TensorProto.FLOAT, dims=[4], data_location=TensorProto.EXTERNAL, name="s")
    tensor.external_data.add(key="location", value=str(tmp_path / "secret"))
    conv, arrays = edges(target="a")
    nodes = [conv, helper.make_node("Relu", ["a"], ["out"])]
    if place == "constant":
        nodes.append(helper.make_node("Constant", [], ["c"], value=tensor))
    elif place == "branch":
        inner = helper.make_graph([helper.make_node("Constant", [], ["c"], value=tensor)], "inner", [], [])
        nodes.append(helper.make_node("If", ["yes"], ["d"], then_branch=inner, else_branch=inner))
    path = saved(tmp_path / "a.onnx", nodes, arrays)
    model = onnx.load(path, load_external_data=False)
    if place == "sparse":
        model.graph.sparse_initializer.add().values.CopyFrom(tensor)
    elif place == "function":
        function = model.functions.add(name="f", domain="")
        function.node.append(helper.make_node("Constant", [], ["c"], value=tensor))
    path.write_bytes(model.SerializeToString())
    with pytest.raises(ReadError, match="its values lie in other files"):
        describe_there(path, "", "")


def test_a_network_that_does_not_fit_itself_is_a_sentence(tmp_path):
    node = helper.make_node("Conv", ["picture", "w"], ["out"])
    path = saved(tmp_path / "a.onnx", [node], {"w": np.ones((2, 5, 3, 3), np.float32)})
    with pytest.raises(ReadError, match="ONNX Runtime cannot run it"):
        describe_there(path, "", "")


@pytest.mark.parametrize("content", [b"hello, this is no network", b"\x08\x07", bytes(500)])
def test_what_is_no_network_says_so(tmp_path, content):
    (tmp_path / "a.onnx").write_bytes(content)
    with pytest.raises(ReadError, match="no network"):
        describe_there(tmp_path / "a.onnx", "", "")


@pytest.mark.parametrize("name", [b"stem", b"picture", b"weights"])
def test_names_that_are_no_text_are_damage(tmp_path, name):
    conv, arrays = edges("stem", target="out")
    conv.input[1] = "weights"
    path = saved(tmp_path / "a.onnx", [conv], {"weights": arrays["w"]})
    path.write_bytes(path.read_bytes().replace(name, b"\xff" * len(name)))
    with pytest.raises(ReadError, match="no network, or a damaged one"):
        describe_there(path, "", "")


def test_a_layer_that_is_not_there_is_named_with_those_that_are(tmp_path):
    conv, arrays = edges(target="out")
    path = saved(tmp_path / "a.onnx", [conv], arrays)
    with pytest.raises(ReadError, match="no layer “conv9”: choose one of conv"):
        maps_there(path, "", CARD, ("conv9",), [picture()])


def test_numbers_that_are_none_are_a_sentence(tmp_path):
    nodes = [
        edges()[0],
        helper.make_node("Log", ["a"], ["b"]),
        helper.make_node("LeakyRelu", ["b"], ["out"], name="r"),
    ]
    path = saved(tmp_path / "a.onnx", nodes, edges()[1])
    with pytest.raises(ReadError, match="layer r has no maps of this picture"):
        maps_there(path, "", CARD, ("r",), [picture() * 0])


def test_another_content_than_was_chosen_is_refused(tmp_path):
    conv, arrays = edges(target="out")
    path = saved(tmp_path / "a.onnx", [conv], arrays)
    with pytest.raises(ReadError, match=r"its content has changed\. It is needed with the SHA-256 aaaa"):
        describe_there(path, "a" * 64, "")
