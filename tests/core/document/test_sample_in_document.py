"""A sample is part of a document: it follows the classes, and stands in file and recovery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.accuracy.sample import Answer, Sample, drawn
from core.accuracy.strata import Strata, Stratum
from core.base.errors import ReadError
from core.classes.classes import Class, merge, named_classes, rename
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.document_file import content_of, document_of, read_document, write_document
from core.document.document_memory import held_bytes
from core.document.document_parts import all_parts, has_work, recipe_parts
from core.image.image import Image, Provenance
from core.recovery.folder import RecoveryFolder
from core.recovery.history import History, Unsaved
from core.scale.calibration import UNCALIBRATED
from tests.core.document.test_numbered_classes import FOUR, PICTURE, THREE, with_k

NAMES = ("3", "4", "pond", "4")


def sampled(document: Document, names: tuple[str, ...] = NAMES) -> Document:
    strata = Strata(FOUR.labels.copy(), tuple(Stratum((i,)) for i in range(1, 5)))
    sample = drawn(strata, 20, seed=3)
    for i, name in enumerate(names):
        sample = sample.answered(Answer(i, "class", name))
    sample = sample.answered(Answer(len(names), "unsure", observer="Ada"))
    return document.with_sample(sample, FOUR)


def heard(document: Document) -> list[str]:
    assert document.sample is not None
    return [each.name for each in document.sample.answers if each.said == "class"]


@pytest.fixture
def document() -> Document:
    picture = replace(PICTURE, provenance=Provenance("/pictures/a.png", "ab" * 32, "PNG"))
    return sampled(Document(picture, Parameters(k=4)))


def test_answers_go_with_the_cluster_that_they_name(document: Document) -> None:
    fewer = with_k(document, 3)
    assert heard(fewer.settled(THREE)) == ["2", "3", "pond", "3"]
    assert heard(with_k(fewer, 4).settled(FOUR)) == list(NAMES)
    assert [each.name for each in fewer.settle(THREE).sample.answers][:2] == ["2", "3"]
    assert fewer.sample.strata is document.sample.strata, "points keep the strata of their draw"


def test_answers_go_with_a_class_that_is_renamed_or_merged(document: Document) -> None:
    classes = document.settle(FOUR).classes
    named = document.with_classes(rename(classes, "4", "ice"), FOUR)
    assert heard(named) == ["3", "ice", "pond", "ice"]
    merged = named.with_classes(merge(named.classes, ("3", "ice"), "all ice"), FOUR)
    assert heard(merged) == ["all ice", "all ice", "pond", "all ice"]


def test_another_reading_of_the_same_size_keeps_it(document: Document) -> None:
    image = document.image
    assert document.on_image(image, UNCALIBRATED).sample is document.sample
    smaller = Image(image.pixels[:4])
    assert document.on_image(smaller, UNCALIBRATED).sample is None
    labels = replace(image, reading=replace(image.reading, labels=True))
    assert document.on_image(labels, UNCALIBRATED).sample is None


def same(one: Sample | None, other: Sample | None) -> bool:
    assert one is not None
    assert other is not None
    assert np.array_equal(one.strata.raster, other.strata.raster)
    plain = [(s.seed, s.wanted, s.points, s.answers, s.leads, s.strata.kinds) for s in (one, other)]
    return plain[0] == plain[1]


def test_a_document_file_keeps_it(document: Document, tmp_path: Path) -> None:
    document = document.with_sample(replace(document.sample, leads=True))
    write_document(tmp_path / "a.floe", content_of(document))
    saved = read_document(tmp_path / "a.floe")
    assert same(document_of(saved, document.image, UNCALIBRATED).sample, document.sample)
    smaller = Image(document.image.pixels[:4])
    assert document_of(saved, smaller, UNCALIBRATED).sample is None
    saved.values["sample"]["points"][0] = [0, 0, 3]
    with pytest.raises(ReadError, match="A value in it is not what it should be"):
        document_of(saved, document.image, UNCALIBRATED)


def test_it_is_of_this_picture_alone_and_is_work(document: Document) -> None:
    assert not {"sample", "sample_strata"} & recipe_parts(document).keys()
    assert not {"sample", "sample_strata"} & all_parts(Document(PICTURE, Parameters())).keys()
    bare = Document(PICTURE, Parameters(k=4))
    assert not has_work(bare)
    assert has_work(replace(bare, sample=document.sample))


def test_an_answer_costs_little_to_keep_and_to_undo(document: Document, tmp_path: Path) -> None:
    sample = document.sample
    assert sample is not None
    after = document.with_sample(sample.answered(Answer(6, "class", "3")))
    counted: set[int] = set()
    assert held_bytes(document, counted) == sample.strata.raster.nbytes
    assert held_bytes(after, counted) == 0
    store = RecoveryFolder(tmp_path).make_store()
    store.keep(Unsaved("1", History((document, after), ("Answer",), 1)))
    (kept,) = store.documents()
    found = store.history(kept, document.image, UNCALIBRATED)
    assert same(found.states[0].sample, document.sample)
    assert same(found.states[1].sample, after.sample)
    assert found.states[0].sample.strata is found.states[1].sample.strata
    store.close(remove=True)


def test_a_document_without_its_strata_is_damaged(document: Document, tmp_path: Path) -> None:
    write_document(tmp_path / "a.floe", content_of(document))
    saved = read_document(tmp_path / "a.floe")
    del saved.values["sample_strata"]
    with pytest.raises(ReadError, match="sample_strata"):
        document_of(saved, document.image, UNCALIBRATED)


def test_the_map_stays_as_it_is(document: Document) -> None:
    assert document.measured_by == replace(document, sample=None).measured_by
    assert document.clustered_like(replace(document, sample=None))
    assert segment(PICTURE, document.parameters).labels.tolist() == FOUR.labels.tolist()
    ice = named_classes((Class("ice", (4,)),), 4)
    assert document.with_sample(None).with_classes(ice, FOUR).sample is None
