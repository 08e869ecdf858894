"""Finished runs, for tests of what is done with them."""

from __future__ import annotations

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
    unseen: Mailbox[Frame] = Mailbox([].append)
    return _job(image, parameters or Parameters(k=3), calibration, unseen, Pace())(never_cancelled)


def frames_of(image: Image, parameters: Parameters) -> list[Frame]:
    """A frame of every iteration but the last."""
    frames: list[Frame] = []
    pace = Pace(paused=True)

    def take(frame: Frame) -> None:
        frames.append(frame)
        pace.step()

    _job(image, parameters, UNCALIBRATED, Mailbox(take), pace)(never_cancelled)
    return frames


def _job(
    image: Image, parameters: Parameters, calibration: Calibration, frames: Mailbox[Frame], pace: Pace
) -> ClusteringJob:
    return ClusteringJob(
        document=Document(image, parameters, own_scale=calibration),
        preparations=Preparations(),
        told=frames,
        pace=pace,
    )
