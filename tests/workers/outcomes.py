"""Finished runs, for tests of what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Image
from core.scale.calibration import UNCALIBRATED, Calibration
from workers.clustering import ClusteringJob, Frame, Outcome, Preparations
from workers.mailbox import Mailbox
from workers.pace import Pace


def outcome_of(
    image: Image, parameters: Parameters | None = None, calibration: Calibration = UNCALIBRATED
) -> Outcome:
    return _job(image, parameters or Parameters(k=3), calibration, Mailbox(), Pace())(never_cancelled)


def frames_of(image: Image, parameters: Parameters, *, generation: int = 1) -> list[Frame]:
    """A frame of every iteration but the last."""
    frames: list[Frame] = []
    mailbox: Mailbox[Frame] = Mailbox()
    pace = Pace(paused=True)
    take = _step_on(frames, mailbox, pace)
    mailbox.bell.rung.connect(take)
    _job(image, parameters, UNCALIBRATED, mailbox, pace)(never_cancelled)
    return [replace(frame, generation=generation) for frame in frames]


def _step_on(frames: list[Frame], mailbox: Mailbox[Frame], pace: Pace) -> Callable[[], None]:
    def take() -> None:
        frame = mailbox.take()
        assert frame is not None
        frames.append(frame)
        pace.step()

    return take


def _job(
    image: Image, parameters: Parameters, calibration: Calibration, frames: Mailbox[Frame], pace: Pace
) -> ClusteringJob:
    return ClusteringJob(
        generation=1,
        document=Document(image, parameters, own_scale=calibration),
        preparations=Preparations(),
        frames=frames,
        pace=pace,
    )
