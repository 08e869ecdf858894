"""The parameters chosen last: who opens the next picture of a kind wants it treated alike."""

from __future__ import annotations

from dataclasses import replace

from core.cluster.parameters import Parameters
from core.image.image import SCENE, Image


class PreferredParameters:
    """What the next picture begins with."""

    def __init__(self) -> None:
        self.parameters = Parameters()
        self._space = self.parameters.space

    def take(self, parameters: Parameters, *, space_was_chosen: bool) -> None:
        """space_was_chosen: that of a grey picture nobody chose; the next one may have colours."""
        self.parameters = parameters
        if space_was_chosen:
            self._space = parameters.space

    def take_over(self, other: PreferredParameters) -> None:
        """What was chosen in another window."""
        self.parameters, self._space = other.parameters, other._space

    def of(self, image: Image) -> Parameters:
        """Those for a picture that has just been read; a sample scene has some that suit it."""
        if image.provenance.format == SCENE:
            from core.scenes.samples import sample_parameters  # which has made it: it is there

            suited = sample_parameters(image)
            if suited is not None:
                return suited
        given, space = self.parameters, self._space
        if not isinstance(given.init, str):
            return Parameters(given.k, space)
        # What helps one picture may harm the next: nobody has looked at it.
        k = given.k if given.threshold is None else Parameters().k
        return replace(given, space=space, threshold=None, k=k).untreated
