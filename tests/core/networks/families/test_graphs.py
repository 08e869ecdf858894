"""The graphs of the families against the same networks in plain numpy, on weights by chance."""

import numpy as np
import pytest
from scipy import ndimage, signal, special

from core.networks.bundled import SHA256, bundled_path
from core.networks.network import describe_there, maps_there, opened, whole_there
from tests.core.networks import made_files
from tests.core.networks.made_files import keras, keras_vgg_arrays, torch_legacy, torch_zip, vgg_arrays

pytest.importorskip("onnxruntime", reason="the extra networks is not installed")
RGB = (np.array([123.675, 116.28, 103.53]), np.array([58.395, 57.12, 57.375]))


def picture(height, width, seed=0):
    return np.random.RandomState(seed).randint(0, 256, (height, width, 3)).astype(np.uint8)


def ready(pixels, mean, deviation):
    return ((pixels - mean) / deviation).transpose(2, 0, 1)


def convolved(x, weight, bias, stride=1, pads=((1, 1), (1, 1))):
    """(out, h, w) by scipy; weight (out, in, kh, kw)."""
    x = np.pad(x, ((0, 0), *pads))
    out = [
        sum(signal.correlate2d(plane, kernel, "valid") for plane, kernel in zip(x, kernels, strict=True)) + b
        for kernels, b in zip(weight, bias, strict=True)
    ]
    return np.array(out)[:, ::stride, ::stride]


def pooled(x):
    c, h, w = x.shape
    return x.reshape(c, h // 2, 2, w // 2, 2).max(axis=(2, 4))


def vgg_by_numpy(arrays, x):
    """The outputs of the first two stages by name."""
    found, number = {}, 0
    for stage in (1, 2):
        for each in (1, 2):
            x = convolved(x, arrays[f"features.{number}.weight"], arrays[f"features.{number}.bias"])
            found[f"conv{stage}_{each}"] = x
            x = found[f"relu{stage}_{each}"] = np.maximum(x, 0)
            number += 2
        x = found[f"pool{stage}"] = pooled(x)
        number += 1
    return found


@pytest.mark.parametrize("write", [torch_zip, torch_legacy])
def test_vgg_is_what_numpy_computes(tmp_path, write):
    arrays = vgg_arrays()
    path, pixels = write(tmp_path / "vgg16.pth", arrays), picture(32, 64)
    described = describe_there(path, "", "")
    assert described.family == "vgg"
    assert [each.name for each in described.layers][:5] == [
        "conv1_1",
        "relu1_1",
        "conv1_2",
        "relu1_2",
        "pool1",
    ]
    assert len(described.layers) == 31
    expected = vgg_by_numpy(arrays, ready(pixels, *RGB))
    (found,) = maps_there(path, "", described.card, tuple(expected), [pixels])
    for name, maps in zip(expected, found, strict=True):
        np.testing.assert_allclose(maps, expected[name], rtol=1e-4, atol=1e-4, err_msg=name)


def test_keras_turns_the_colours_round(tmp_path):
    """The same weights: BGR less its means, laid out as (height, width, in, out)."""
    pytest.importorskip("h5py")
    arrays, pixels = vgg_arrays(), picture(32, 32)
    path = keras(tmp_path / "vgg16.h5", keras_vgg_arrays(arrays))
    described = describe_there(path, "", "")
    assert described.family == "vgg-keras"
    assert described.card == "bgr;mean=103.939 116.779 123.68;deviation=1 1 1;size=0;resampling=bilinear"
    expected = vgg_by_numpy(
        arrays, ready(pixels[..., ::-1], np.array([103.939, 116.779, 123.68]), np.ones(3))
    )
    ((found,),) = maps_there(path, "", described.card, ("pool2",), [pixels])
    np.testing.assert_allclose(found, expected["pool2"], rtol=1e-4, atol=1e-2)


def test_normalization_is_folded_into_vgg(tmp_path):
    """VGG16-BN: convolution, normalization, ReLU; a pooling behind those that VGG16 has."""
    random, plain, arrays, number = np.random.RandomState(1), vgg_arrays(), {}, 0
    for key in sorted(int(k.split(".")[1]) for k in plain if k.endswith("weight")):
        wide = plain[f"features.{key}.bias"].shape
        arrays[f"features.{number}.weight"] = plain[f"features.{key}.weight"]
        arrays[f"features.{number}.bias"] = plain[f"features.{key}.bias"]
        norm = f"features.{number + 1}"
        arrays[f"{norm}.weight"] = random.uniform(0.5, 2, wide).astype(np.float32)
        arrays[f"{norm}.bias"] = random.standard_normal(wide).astype(np.float32)
        arrays[f"{norm}.running_mean"] = random.standard_normal(wide).astype(np.float32)
        arrays[f"{norm}.running_var"] = random.uniform(0.5, 2, wide).astype(np.float32)
        number += 3
    path, pixels = torch_zip(tmp_path / "vgg16_bn.pth", arrays), picture(32, 32)
    described = describe_there(path, "", "")
    x = convolved(ready(pixels, *RGB), arrays["features.0.weight"], arrays["features.0.bias"])
    scale = arrays["features.1.weight"] / np.sqrt(arrays["features.1.running_var"] + 1e-5)
    shifted = (x - arrays["features.1.running_mean"][:, None, None]) * scale[:, None, None]
    expected = shifted + arrays["features.1.bias"][:, None, None]
    ((found,),) = maps_there(path, "", described.card, ("conv1_1",), [pixels])
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


def bundled():
    path = bundled_path()
    if path is None:
        pytest.skip("the extra networks is not installed")
    return path


def test_efficientnet_is_what_numpy_computes():
    """Stem and first block, padded as TensorFlow pads: one more at the right and below."""
    path, pixels = bundled(), picture(32, 64)
    weights = opened(path, SHA256).weights

    def normalized(x, name):
        scale, shift, mean, variance = (
            weights[f"{name}.{part}"].array().astype(float)[:, None, None]
            for part in ("weight", "bias", "running_mean", "running_var")
        )
        return (x - mean) / np.sqrt(variance + 1e-3) * scale + shift

    x = ready(pixels, 127.0, 128.0)
    stem = weights["_conv_stem.weight"].array()
    x = normalized(convolved(x, stem, np.zeros(32), stride=2, pads=((0, 1), (0, 1))), "_bn0").clip(0, 6)
    expected = {"stem.relu": x}
    depthwise = weights["_blocks.0._depthwise_conv.weight"].array()[:, 0]
    x = np.array(
        [
            ndimage.correlate(plane, kernel, mode="constant")
            for plane, kernel in zip(x, depthwise, strict=True)
        ]
    )
    x = normalized(x, "_blocks.0._bn1").clip(0, 6)
    project = weights["_blocks.0._project_conv.weight"].array()[..., 0, 0]
    expected["block0"] = normalized(np.einsum("oi,ihw->ohw", project, x), "_blocks.0._bn2")
    (found,) = maps_there(path, SHA256, "", tuple(expected), [pixels])
    for name, maps in zip(expected, found, strict=True):
        np.testing.assert_allclose(maps, expected[name], rtol=1e-3, atol=1e-3, err_msg=name)


@pytest.mark.parametrize(
    ("name", "classes"),
    # Of ImageNet: tabby, tiger cat, Egyptian cat; espresso, cup.
    [("chelsea", {281, 282, 285}), ("coffee", {967, 968})],
)
def test_efficientnet_knows_what_is_on_a_photograph(name, classes):
    from skimage import data, transform

    path, photo = bundled(), getattr(data, name)()
    side = min(photo.shape[:2])
    top, left = (photo.shape[0] - side) // 2, (photo.shape[1] - side) // 2
    square = photo[top : top + side, left : left + side]
    small = transform.resize(square, (256, 256), anti_aliasing=True)[16:240, 16:240]
    pixels = np.ascontiguousarray(np.rint(small * 255).astype(np.uint8))
    found = whole_there(path, SHA256, "", "classes", pixels)
    assert int(found.argmax()) in classes
    assert len(found) == 1000
    # What stands for the whole is the mean of the last maps.
    ((maps,),) = maps_there(path, SHA256, "", ("head.relu",), [pixels])
    vector = whole_there(path, SHA256, "", "vector", pixels)
    np.testing.assert_allclose(vector, maps.mean(axis=(1, 2)), rtol=1e-4, atol=1e-5)


def norm(x, weight, bias, epsilon):
    mean = x.mean(axis=-1, keepdims=True)
    return (x - mean) / np.sqrt(x.var(axis=-1, keepdims=True) + epsilon) * weight + bias


def transformer_by_numpy(x, blocks, heads, epsilon, gelu):
    """Tokens (n, width) through blocks of named arrays; a scale of 1 where a block has none."""
    for b in blocks:
        y = norm(x, b["n1w"], b["n1b"], epsilon)
        q, k, v = (y @ b[f"{part}w"].T + b[f"{part}b"] for part in "qkv")
        out = []
        for q1, k1, v1 in zip(*(np.split(each, heads, axis=1) for each in (q, k, v)), strict=True):
            out.append(special.softmax(q1 @ k1.T / np.sqrt(q1.shape[1]), axis=1) @ v1)
        x = x + (np.concatenate(out, axis=1) @ b["ow"].T + b["ob"]) * b.get("s1", 1.0)
        y = norm(x, b["n2w"], b["n2b"], epsilon)
        x = x + (gelu(y @ b["uw"].T + b["ub"]) @ b["dw"].T + b["db"]) * b.get("s2", 1.0)
    return x


def made_blocks(random, width, number, scaled):
    def matrix(*shape):
        return (random.standard_normal(shape) / np.sqrt(shape[-1])).astype(np.float32)

    blocks = []
    for _each in range(number):
        b = {f"{part}w": matrix(width, width) for part in "qkvo"} | {
            f"{part}b": matrix(width) for part in "qkvo"
        }
        b |= {"uw": matrix(4 * width, width), "ub": matrix(4 * width), "dw": matrix(width, 4 * width)}
        b |= {"db": matrix(width), "n1w": 1 + matrix(width), "n1b": matrix(width), "n2w": 1 + matrix(width)}
        b |= {"n2b": matrix(width)}
        if scaled:
            b |= {"s1": matrix(width), "s2": matrix(width)}
        blocks.append(b)
    return blocks


DINO = {
    "n1": "norm1", "q": "attention.attention.query", "k": "attention.attention.key",
    "v": "attention.attention.value", "o": "attention.output.dense", "n2": "norm2", "u": "mlp.fc1",
    "d": "mlp.fc2",
}  # fmt: skip
CLIP = {
    "n1": "layer_norm1", "q": "self_attn.q_proj", "k": "self_attn.k_proj", "v": "self_attn.v_proj",
    "o": "self_attn.out_proj", "n2": "layer_norm2", "u": "mlp.fc1", "d": "mlp.fc2",
}  # fmt: skip
PARTS = {"w": "weight", "b": "bias"}


def block_arrays(blocks, prefix, names):
    return {
        f"{prefix}.{i}.{names[key[:-1]]}.{PARTS[key[-1]]}": value
        for i, b in enumerate(blocks)
        for key, value in b.items()
        if not key.startswith("s")
    }


def made_dino(seed=0, width=128):
    random = np.random.RandomState(seed)
    blocks = made_blocks(random, width, 2, True)
    base = {
        "cls_token": random.standard_normal((1, 1, width)).astype(np.float32),
        "pos": random.standard_normal((1, 1 + 37 * 37, width)).astype(np.float32) / 10,
        "patch": (random.standard_normal((width, 3, 14, 14)) / 24).astype(np.float32),
        "patch_b": random.standard_normal(width).astype(np.float32) / 10,
        "nw": np.ones(width, np.float32), "nb": np.zeros(width, np.float32),
    }  # fmt: skip
    face = {
        "embeddings.cls_token": base["cls_token"],
        "embeddings.position_embeddings": base["pos"],
        "embeddings.patch_embeddings.projection.weight": base["patch"],
        "embeddings.patch_embeddings.projection.bias": base["patch_b"],
        "layernorm.weight": base["nw"],
        "layernorm.bias": base["nb"],
        **block_arrays(blocks, "encoder.layer", DINO),
        **{
            f"encoder.layer.{i}.layer_scale{j}.lambda1": b[f"s{j}"]
            for i, b in enumerate(blocks)
            for j in (1, 2)
        },
    }
    meta = {
        "cls_token": base["cls_token"], "pos_embed": base["pos"], "patch_embed.proj.weight": base["patch"],
        "patch_embed.proj.bias": base["patch_b"], "norm.weight": base["nw"], "norm.bias": base["nb"],
    }  # fmt: skip
    for i, b in enumerate(blocks):
        for part, key in (("weight", "w"), ("bias", "b")):
            meta |= {
                f"blocks.{i}.attn.qkv.{part}": np.concatenate([b[f"{each}{key}"] for each in "qkv"]),
                f"blocks.{i}.attn.proj.{part}": b[f"o{key}"], f"blocks.{i}.norm1.{part}": b[f"n1{key}"],
                f"blocks.{i}.norm2.{part}": b[f"n2{key}"], f"blocks.{i}.mlp.fc1.{part}": b[f"u{key}"],
                f"blocks.{i}.mlp.fc2.{part}": b[f"d{key}"],
            }  # fmt: skip
        meta |= {f"blocks.{i}.ls{j}.gamma": b[f"s{j}"] for j in (1, 2)}
    return base, blocks, face, meta


def tokens_of(pixels, base, side, positions):
    x = ready(pixels, *RGB)
    rows, columns = pixels.shape[0] // side, pixels.shape[1] // side
    patches = x.reshape(3, rows, side, columns, side).transpose(1, 3, 0, 2, 4).reshape(rows * columns, -1)
    tokens = patches @ base["patch"].reshape(len(base["patch"]), -1).T + base.get("patch_b", 0)
    return np.concatenate([base["cls_token"].reshape(1, -1), tokens]) + positions


def exact_gelu(x):
    return x * special.ndtr(x)


@pytest.mark.parametrize("layout", ["face", "meta"])
def test_dinov2_is_what_numpy_computes(tmp_path, layout):
    """On the grid that its positions were learned on."""
    base, blocks, face, meta = made_dino()
    if layout == "face":
        pytest.importorskip("safetensors")
        path = made_files.safetensors(tmp_path / "model.safetensors", face)
    else:
        path = torch_zip(tmp_path / "dinov2_vits14.pth", meta)
    described = describe_there(path, "", "")
    assert described.family == "dinov2"
    assert described.multiple == 14
    pixels = picture(518, 518)
    tokens = transformer_by_numpy(tokens_of(pixels, base, 14, base["pos"][0]), blocks, 2, 1e-6, exact_gelu)
    ((found,),) = maps_there(path, "", described.card, ("block2",), [pixels])
    np.testing.assert_allclose(found, tokens[1:].T.reshape(128, 37, 37), rtol=1e-3, atol=1e-3)


def cubic(distance, a=-0.75):
    """The kernel of PyTorch's bicubic interpolation (Keys 1981)."""
    d = abs(distance)
    if d <= 1:
        return (a + 2) * d**3 - (a + 3) * d**2 + 1
    return a * d**3 - 5 * a * d**2 + 8 * a * d - 4 * a if d < 2 else 0.0


def test_positions_of_another_grid_are_interpolated_as_pytorch_does():
    from core.networks.transformer import _positions

    grid = np.random.RandomState(0).standard_normal((37, 37, 6)).astype(np.float32)
    learned = np.concatenate([np.full((1, 6), 9, np.float32), grid.reshape(-1, 6)])
    found = _positions(learned, 20, 74)
    assert found.shape == (1, 1 + 20 * 74, 6)
    assert (found[0, 0] == 9).all()
    row, column = 7, 31  # of the new grid; in the old one their middles lie at
    y, x = (row + 0.5) * 37 / 20 - 0.5, (column + 0.5) / 2 - 0.5
    near = [(i, j) for i in range(int(y) - 1, int(y) + 3) for j in range(int(x) - 1, int(x) + 3)]
    expected = sum(cubic(y - i) * cubic(x - j) * grid[i, j] for i, j in near)
    np.testing.assert_allclose(found[0, 1 + row * 74 + column], expected, atol=1e-5)


@pytest.mark.parametrize("layout", ["face", "open"])
def test_clip_is_what_numpy_computes(tmp_path, layout):
    random, width = np.random.RandomState(2), 128
    blocks = made_blocks(random, width, 2, False)
    base = {
        "cls_token": random.standard_normal(width).astype(np.float32),
        "pos": (random.standard_normal((50, width)) / 10).astype(np.float32),
        "patch": (random.standard_normal((width, 3, 32, 32)) / 55).astype(np.float32),
    }
    pre = (
        1 + random.standard_normal(width).astype(np.float32) / 10,
        random.standard_normal(width).astype(np.float32),
    )
    projection = random.standard_normal((64, width)).astype(np.float32)
    if layout == "face":
        vision = "vision_model"
        arrays = {
            f"{vision}.embeddings.class_embedding": base["cls_token"],
            f"{vision}.embeddings.patch_embedding.weight": base["patch"],
            f"{vision}.embeddings.position_embedding.weight": base["pos"],
            f"{vision}.pre_layrnorm.weight": pre[0], f"{vision}.pre_layrnorm.bias": pre[1],
            f"{vision}.post_layernorm.weight": pre[0], f"{vision}.post_layernorm.bias": pre[1],
            "visual_projection.weight": projection,
            **block_arrays(blocks, f"{vision}.encoder.layers", CLIP),
        }  # fmt: skip
    else:
        names = CLIP | {"n1": "ln_1", "n2": "ln_2", "o": "attn.out_proj", "u": "mlp.c_fc", "d": "mlp.c_proj"}
        arrays = {
            "visual.class_embedding": base["cls_token"], "visual.conv1.weight": base["patch"],
            "visual.positional_embedding": base["pos"], "visual.ln_pre.weight": pre[0],
            "visual.ln_pre.bias": pre[1], "visual.ln_post.weight": pre[0], "visual.ln_post.bias": pre[1],
            "visual.proj": np.ascontiguousarray(projection.T),
        }  # fmt: skip
        kept = [{key: value for key, value in b.items() if key[0] not in "qkv"} for b in blocks]
        arrays |= block_arrays(kept, "visual.transformer.resblocks", names)
        for i, b in enumerate(blocks):
            for part, key in (("weight", "w"), ("bias", "b")):
                joint = np.concatenate([b[f"{each}{key}"] for each in "qkv"])
                arrays[f"visual.transformer.resblocks.{i}.attn.in_proj_{part}"] = joint
    path = torch_zip(tmp_path / "clip.bin", arrays)
    described = describe_there(path, "", "")
    assert described.family == "clip"
    pixels = picture(224, 224)
    mean = np.array([0.48145466, 0.4578275, 0.40821073]) * 255
    deviation = np.array([0.26862954, 0.26130258, 0.27577711]) * 255
    x = ready(pixels, mean, deviation)
    patches = x.reshape(3, 7, 32, 7, 32).transpose(1, 3, 0, 2, 4).reshape(49, -1)
    tokens = (
        np.concatenate([base["cls_token"][None], patches @ base["patch"].reshape(width, -1).T]) + base["pos"]
    )
    tokens = norm(tokens, *pre, 1e-5)
    tokens = transformer_by_numpy(tokens, blocks, 2, 1e-5, lambda v: v * special.expit(1.702 * v))
    ((found,),) = maps_there(path, "", described.card, ("block2",), [pixels])
    np.testing.assert_allclose(found, tokens[1:].T.reshape(width, 7, 7), rtol=1e-3, atol=1e-3)
    vector = whole_there(path, "", described.card, "vector", pixels)
    np.testing.assert_allclose(vector, norm(tokens[0], *pre, 1e-5) @ projection.T, rtol=1e-3, atol=1e-3)


def test_weights_of_another_network_are_named(tmp_path):
    from core.base.errors import ReadError

    path = torch_zip(tmp_path / "resnet.pth", {"conv1.weight": np.zeros((4, 3, 7, 7), np.float32)})
    with pytest.raises(ReadError, match=r"does not know \(conv1.weight …\).*save any other as \.onnx"):
        describe_there(path, "", "")


def test_half_a_network_is_a_sentence(tmp_path):
    from core.base.errors import ReadError

    arrays = vgg_arrays()
    del arrays["features.28.bias"]
    with pytest.raises(ReadError, match="do not fit together"):
        describe_there(torch_zip(tmp_path / "a.pth", arrays), "", "")
