"""What the trunk tells and says of features: how far they learn, before anything is clustered."""

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.cluster.features.feature import parse_feature
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting
from core.cluster.prepared.prepared_rows import PreparedRows
from core.document.document import Document
from core.image.image import Image
from core.io.tiles import tiles_of
from core.measure.doubt import doubt_map
from core.measure.explain import explain
from core.pipeline.given_parts import GivenParts
from core.pipeline.limits import NO_FEATURES
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import RunStep, Task, task_of


def picture(size=(40, 50)):
    return Image(np.random.RandomState(3).randint(0, 256, (*size, 3)).astype(np.uint8))


LEARNS = Parameters(k=3, features=(parse_feature("eigenfilters,radius=2,size=3"),))


def test_a_fit_is_told_first_and_can_be_ended():
    events = list(run(task_of(Document(picture(), LEARNS))))
    kinds = [type(event) for event in events]
    last = max(i for i, kind in enumerate(kinds) if kind is Fitting)
    assert kinds[last + 1] is PreparedRows
    assert kinds[last + 2] is RunStep
    assert kinds[-1] is Result
    assert events[-1].segmentation.models[0].learner == "eigenfilters,size=3"
    with pytest.raises(Cancelled):
        list(run(task_of(Document(picture(), LEARNS)), cancelled=lambda: True))
    begun = run(task_of(Document(picture(), LEARNS)))
    assert isinstance(next(begun), Fitting)
    begun.close()


def test_in_tiles_features_are_refused():
    task = Task(tiles_of(picture((300, 300)), 256), LEARNS, GivenParts())
    with pytest.raises(ParameterError) as error:
        result_in(run(task))
    assert str(error.value) == NO_FEATURES


def test_errors_doubt_and_explanations_stand_on_blocks_too():
    image = picture((200, 301))
    parameters = replace(LEARNS, memory=0.001)
    document = Document(image, parameters)
    prepared, result = None, None
    for event in run(task_of(document, errors=True)):
        match event:
            case PreparedRows():
                prepared = event
            case Result():
                result = event
    found = result.segmentation
    assert found.side == 2
    assert result.rows[0].error is not None
    assert sum(row.pixels for row in result.rows) == image.valid_pixels
    doubt = doubt_map(prepared, found, result.labels, result.classes)
    assert doubt.shape == image.pixels.shape[:2]
    assert doubt[0, 0] == doubt[1, 1]
    for column, row in ((0, 0), (300, 199), (77, 120)):
        why = explain(prepared, found.centroids, column, row, classes=result.classes, order=found.start_order)
        assert why.nearest_first[0].cluster == found.labels[row, column]
