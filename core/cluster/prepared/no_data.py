"""Of a picture without any pixel that counts: said in one sentence wherever it is clustered."""

from __future__ import annotations

from core.base.errors import ParameterError
from core.base.sentences import _, in_a_row
from core.image.image import Described


def check_valid(image: Described) -> None:
    """Raises ParameterError for a picture without valid pixels, with the remedy where alpha may be why."""
    if image.valid_pixels:
        return
    sentence = _("The picture has no valid pixels: everything in it is marked as no data.")
    if "alpha" in image.open_choices and image.reading.alpha in ("auto", "mask"):
        remedy = _("Where that is by its alpha, choose Alpha: ignore (--alpha ignore).")
        sentence = in_a_row((sentence, remedy))
    raise ParameterError(sentence)
