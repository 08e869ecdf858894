"""What all networks that learn from patches are asked: options that their models depend on."""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.chosen_file import NO_FILE
from core.cluster.features.options import Choice, File, Pictures, WholeNumber

PATCH = Choice(
    name="patch",
    default="16",
    choices=(("8", "8 × 8"), ("16", "16 × 16"), ("32", "32 × 32")),
    meaning=N_("the patches that are learned from, in pixels; nothing larger is seen"),
)
EPOCHS = WholeNumber(
    name="epochs", default=10, low=1, high=1000, meaning=N_("how often every patch is learned from")
)
SEED = WholeNumber(
    name="seed", default=0, low=0, high=2**31 - 1, meaning=N_("chance: another one, another network")
)
MODEL = File(
    name="model",
    title=N_("Networks"),
    endings=(".safetensors",),
    default=NO_FILE,
    without=N_("none: it begins anew"),
    meaning=N_("a network to go on from, exported from another picture; without one it begins anew"),
)

PICTURES = Pictures(
    name="pictures",
    without=N_("this picture"),
    meaning=N_(
        "pictures to learn from instead, or a folder of them, with ; between several: what is learned is "
        "then the same for every picture"
    ),
)
