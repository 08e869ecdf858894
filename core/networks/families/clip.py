"""The visual half of CLIP, ViT-B/32 and its kin: Radford et al. (2021), arXiv:2103.00020.

Layouts: Hugging Face's (vision_model.encoder.layers.0.self_attn.q_proj …) and that of OpenAI's own code and
of OpenCLIP (visual.transformer.resblocks.0.attn.in_proj_weight …).
"""

from __future__ import annotations

from functools import partial

from core.networks.card import Card
from core.networks.family import Built, Family
from core.networks.transformer import Block, Transformer, counted, pair, thirds
from core.networks.weights.weight import Weights

_CARD = Card(
    mean=(122.7709383, 116.7460125, 104.09373615),
    deviation=(68.5005327, 66.6321579, 70.32316305),
    resampling="bicubic",
)
_A_HEAD = 64
_FACE = "vision_model.embeddings.patch_embedding.weight"
_OPEN = "visual.conv1.weight"


def fits(weights: Weights) -> bool:
    name = _FACE if _FACE in weights else _OPEN
    return name in weights and len(weights[name].shape) == 4 and weights[name].shape[1:] == (3, 32, 32)


def build(weights: Weights, size: tuple[int, int]) -> Built:
    made = _of_face(weights) if _FACE in weights else _of_open(weights)
    return made.built(size)


def _of_face(weights: Weights) -> Transformer:
    own = {name.removeprefix("vision_model."): weight for name, weight in weights.items()}
    number = counted(own, "encoder.layers.{}.layer_norm1.weight")
    width = own["embeddings.class_embedding"].shape[-1]
    projection = own.get("visual_projection.weight")
    return Transformer(
        patch=(own["embeddings.patch_embedding.weight"].array(), None),
        first=own["embeddings.class_embedding"].array().reshape(-1),
        positions=own["embeddings.position_embedding.weight"].array(),
        before=pair(own, "pre_layrnorm"),
        blocks=tuple(partial(_face_block, own, f"encoder.layers.{each}") for each in range(number)),
        after=pair(own, "post_layernorm"),
        projection=None if projection is None else projection.array(),
        heads=width // _A_HEAD,
        epsilon=1e-5,
        quick=True,
    )


def _face_block(own: Weights, name: str) -> Block:
    return Block(
        norm=pair(own, f"{name}.layer_norm1"),
        query=pair(own, f"{name}.self_attn.q_proj"),
        key=pair(own, f"{name}.self_attn.k_proj"),
        value=pair(own, f"{name}.self_attn.v_proj"),
        out=pair(own, f"{name}.self_attn.out_proj"),
        norm2=pair(own, f"{name}.layer_norm2"),
        up=pair(own, f"{name}.mlp.fc1"),
        down=pair(own, f"{name}.mlp.fc2"),
    )


def _of_open(weights: Weights) -> Transformer:
    own = {name.removeprefix("visual."): each for name, each in weights.items() if name.startswith("visual.")}
    number = counted(own, "transformer.resblocks.{}.ln_1.weight")
    width = own["class_embedding"].shape[-1]
    projection = own.get("proj")
    return Transformer(
        patch=(own["conv1.weight"].array(), None),
        first=own["class_embedding"].array().reshape(-1),
        positions=own["positional_embedding"].array(),
        before=pair(own, "ln_pre"),
        blocks=tuple(partial(_open_block, own, f"transformer.resblocks.{each}") for each in range(number)),
        after=pair(own, "ln_post"),
        projection=None if projection is None else projection.array().T,
        heads=width // _A_HEAD,
        epsilon=1e-5,
        quick=True,
    )


def _open_block(own: Weights, name: str) -> Block:
    joint = own[f"{name}.attn.in_proj_weight"].array(), own[f"{name}.attn.in_proj_bias"].array()
    query, key, value = thirds(*joint)
    return Block(
        norm=pair(own, f"{name}.ln_1"),
        query=query,
        key=key,
        value=value,
        out=pair(own, f"{name}.attn.out_proj"),
        norm2=pair(own, f"{name}.ln_2"),
        up=pair(own, f"{name}.mlp.c_fc"),
        down=pair(own, f"{name}.mlp.c_proj"),
    )


FAMILIES = (Family("clip", fits, build, _CARD, multiple=32, tile=224, margin=64, by_size=True),)
