"""What “How it works” tells of an autoencoder that has learned from this picture."""

from __future__ import annotations

from core.base.sentences import _, ngettext
from core.cluster.features.feature import Feature
from core.writing.number_words import short
from ui.segment.how.page import Page, paragraphs
from ui.segment.learning.learned_features import Curves, length_of

# The features that draw patches again.
AUTOENCODERS = ("autoencoder", "deep-autoencoder")


def learned_pages(feature: Feature, curves: Curves, axes: int) -> tuple[Page, ...]:
    """feature: one of AUTOENCODERS. curves: of its training. axes: of the space that was clustered."""
    seen = _("The tab Learning shows how it has learned, and what it draws.")
    told = (
        (_("More than one pixel"), _patch(feature)),
        (_("Learn from mistakes"), _loss(feature, curves)),
        (_("Then k-means"), _then(feature, axes)),
    )
    return tuple(
        Page(f"learned:{i}", "learned", title, text, "learning", seen) for i, (title, text) in enumerate(told)
    )


def _patch(feature: Feature) -> str:
    side = dict(feature.options)["patch"]
    return paragraphs(
        _("A single colour says nothing of what is around it. A pattern takes many pixels."),
        _(
            "So a network looks at small squares of the picture, called patches: here {n} × {n} pixels. It "
            "has to describe each patch in a few numbers, and then draw the patch again from these numbers."
        ).format(n=side),
        _("A network that does this is called an autoencoder."),
    )


def _loss(feature: Feature, curves: Curves) -> str:
    term = next((values for values in curves.values() if values), ())
    text = paragraphs(
        _("At first it draws badly. The loss says how badly: how far drawn pixels are from the real ones."),
        _("After each look at some patches its numbers are changed a little, so that the loss falls."),
    )
    if not term:
        return text
    _unit, epochs = length_of(feature)
    words = ngettext(
        "Here it has seen all patches {n} time. The loss fell from {first} to {last}.",
        "Here it has seen all patches {n} times. The loss fell from {first} to {last}.",
        epochs,
    )
    return text + paragraphs(words.format(n=epochs, first=short(term[0], 3), last=short(term[-1], 3)))


def _then(feature: Feature, axes: int) -> str:
    own = len(feature.specification.names((), dict(feature.options)))
    return paragraphs(
        _("What it needs to draw a patch is what makes the patch special. These numbers are the feature."),
        ngettext(
            "Here each pixel has {n} such number beside its colour.",
            "Here each pixel has {n} such numbers beside its colour.",
            own,
        ).format(n=own),
        _(
            "k-means does what it does with colours: distance, nearest centroid, mean. It does so with {n} "
            "numbers of each pixel in place of its colour alone."
        ).format(n=axes),
    )
