"""DINOv2, small to giant without registers: Oquab et al. (2023), arXiv:2304.07193.

Layouts: Meta's .pth (blocks.0.attn.qkv …) and Hugging Face's (encoder.layer.0.attention.attention.query …).
"""

from __future__ import annotations

from functools import partial

from core.networks.card import Card
from core.networks.family import Built, Family
from core.networks.transformer import Block, Transformer, counted, pair, thirds
from core.networks.weights.weight import Weights

_CARD = Card(mean=(123.675, 116.28, 103.53), deviation=(58.395, 57.12, 57.375), resampling="bicubic")
_A_HEAD = 64
_META = "patch_embed.proj.weight"
_FACE = "embeddings.patch_embeddings.projection.weight"


def fits(weights: Weights) -> bool:
    own = _without_prefix(weights)
    name = _META if _META in own else _FACE
    scaled = "blocks.0.ls1.gamma" in own or "encoder.layer.0.layer_scale1.lambda1" in own
    gated = any("mlp.w12" in each or "mlp.weights_in" in each for each in own)
    return name in own and own[name].shape[1:] == (3, 14, 14) and scaled and not gated


def build(weights: Weights, size: tuple[int, int]) -> Built:
    own = _without_prefix(weights)
    made = _of_meta(own) if _META in own else _of_face(own)
    return made.built(size)


def _without_prefix(weights: Weights) -> Weights:
    prefix = "dinov2."
    return {name.removeprefix(prefix): weight for name, weight in weights.items()}


def _of_meta(own: Weights) -> Transformer:
    number = counted(own, "blocks.{}.norm1.weight")
    return Transformer(
        patch=pair(own, "patch_embed.proj"),
        first=own["cls_token"].array().reshape(-1),
        positions=own["pos_embed"].array()[0],
        before=None,
        blocks=tuple(partial(_meta_block, own, f"blocks.{each}") for each in range(number)),
        after=pair(own, "norm"),
        projection=None,
        heads=own["cls_token"].shape[-1] // _A_HEAD,
        epsilon=1e-6,
        quick=False,
    )


def _meta_block(own: Weights, name: str) -> Block:
    query, key, value = thirds(*pair(own, f"{name}.attn.qkv"))
    return Block(
        norm=pair(own, f"{name}.norm1"),
        query=query,
        key=key,
        value=value,
        out=pair(own, f"{name}.attn.proj"),
        norm2=pair(own, f"{name}.norm2"),
        up=pair(own, f"{name}.mlp.fc1"),
        down=pair(own, f"{name}.mlp.fc2"),
        scale=(own[f"{name}.ls1.gamma"].array(), own[f"{name}.ls2.gamma"].array()),
    )


def _of_face(own: Weights) -> Transformer:
    number = counted(own, "encoder.layer.{}.norm1.weight")
    return Transformer(
        patch=pair(own, "embeddings.patch_embeddings.projection"),
        first=own["embeddings.cls_token"].array().reshape(-1),
        positions=own["embeddings.position_embeddings"].array()[0],
        before=None,
        blocks=tuple(partial(_face_block, own, f"encoder.layer.{each}") for each in range(number)),
        after=pair(own, "layernorm"),
        projection=None,
        heads=own["embeddings.cls_token"].shape[-1] // _A_HEAD,
        epsilon=1e-6,
        quick=False,
    )


def _face_block(own: Weights, name: str) -> Block:
    inner = f"{name}.attention.attention"
    return Block(
        norm=pair(own, f"{name}.norm1"),
        query=pair(own, f"{inner}.query"),
        key=pair(own, f"{inner}.key"),
        value=pair(own, f"{inner}.value"),
        out=pair(own, f"{name}.attention.output.dense"),
        norm2=pair(own, f"{name}.norm2"),
        up=pair(own, f"{name}.mlp.fc1"),
        down=pair(own, f"{name}.mlp.fc2"),
        scale=(own[f"{name}.layer_scale1.lambda1"].array(), own[f"{name}.layer_scale2.lambda1"].array()),
    )


FAMILIES = (Family("dinov2", fits, build, _CARD, multiple=14, tile=518, margin=126, by_size=True),)
