"""Choosing k by superpixels: what is compared are those of the least k, as in a run."""

from __future__ import annotations

import pytest

from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Image
from tests.core.cluster.prepared.test_prepared_superpixels import mosaic
from tests.workers.outcomes import outcome_of
from workers.choosing_k import ChoosingKJob, KProgress
from workers.mailbox import Mailbox


def test_the_superpixels_compared_are_those_of_the_least_k(monkeypatch: pytest.MonkeyPatch) -> None:
    image, parameters = Image(mosaic()), Parameters(k=9, by="superpixels", detail=0)
    known = outcome_of(image, parameters).prepared
    monkeypatch.setattr("core.cluster.prepared.prepared_superpixels.find_superpixels", None)
    told: Mailbox[KProgress] = Mailbox([].append)
    job = ChoosingKJob(
        document=Document(image, parameters), k_range=(2, 12), known=known, fits=True, progress=told
    )
    found = job(never_cancelled)
    # Four are left at a detail of 0 where no more clusters are asked for.
    assert [sample.row.k for sample in found.samples] == [2, 3, 4]
