"""Options of every kind: as text, as JSON, and what is said of wrong ones."""

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.base.errors import ParameterError, ReadError
from core.cluster.features.chosen_file import ChosenFile, choose_file, content_of
from core.cluster.features.feature import Feature, feature_from, feature_json, parse_feature
from core.cluster.features.feature_text import quoted, split_text
from core.cluster.features.options import Number, Text, number_text
from core.cluster.parameters import Parameters
from core.document.document_parts import parameters_from, parameters_json
from tests.core.cluster.features.made_up import add_made_up, table_file


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    return add_made_up(monkeypatch)


def test_every_kind_is_read_and_kept(tmp_path):
    path = table_file(tmp_path)
    feature = parse_feature(f'made-up:0.3,file={path},gain=1,kind="a,b",steps=-2')
    chosen = ChosenFile(str(path), hashlib.sha256(path.read_bytes()).hexdigest())
    assert feature.options == (("file", chosen), ("gain", 1.0), ("kind", "a,b"), ("steps", -2))
    assert str(feature) == f'made-up:0.3,file={path},gain=1,kind="a,b",steps=-2'
    assert parse_feature(str(feature)) == feature
    values = json.loads(json.dumps(feature_json(feature)))
    assert values["options"]["file"] == {"path": str(path), "sha256": chosen.sha256}
    assert feature_from(values) == feature
    assert feature.files == (chosen,)


def test_the_ends_of_a_range_belong_to_it_and_an_arrow_adds_a_tenth():
    number = Number(name="n", default=0.5, low=0.0, high=2.0, meaning="")
    assert [number.allows(value) for value in (-0.1, 0.0, 2.0, 2.1)] == [False, True, True, False]
    assert (number.step, number.decimals) == (0.1, 2)


def only_letters(text):
    if not text.isalpha():
        raise ParameterError(f"“{text}” has more than letters.")


def test_a_text_is_what_its_check_takes_and_at_most_2000_long():
    option = Text(name="t", default="a", check=only_letters, meaning="")
    assert [option.allows(value) for value in ("a", "a1", "a" * 2000, "a" * 2001, 7)] == [
        True,
        False,
        True,
        False,
        False,
    ]
    assert option.refusal("the feature made-up", "a1") == "“a1” has more than letters."
    for value, shown in (("a", "“a”"), (7, "7")):
        sentence = f"The t of the feature made-up is {shown}, which is no text of it."
        assert option.refusal("the feature made-up", value) == sentence


def test_defaults_stand_in(tmp_path):
    path = table_file(tmp_path)
    feature = parse_feature(f"made-up,file={path}")
    assert [value for _, value in feature.options[1:]] == [0.5, "plain", 3]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(['a,b.t"x', " a", 'b"', '""', "ü=,=", "a b", "x"]), st.floats(0.0, 2.0))
def test_any_name_and_number_survive_the_text(tmp_path, name, gain):
    path = table_file(tmp_path, name)
    feature = Feature("made-up", 1 / 3, (("file", choose_file(str(path))), ("gain", gain)))
    assert parse_feature(str(feature)) == feature


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_a_quoted_value_comes_back(value):
    assert split_text(f"x,a={quoted(value)},b=1") == ("x", 1.0, {"a": value, "b": "1"})


def test_numbers_are_short_where_they_can_be():
    assert [number_text(each) for each in (0.5, 2.0, 1 / 3, 1e-9, 123456789.0)] == [
        "0.5",
        "2",
        "0.3333333333333333",
        "1e-09",
        "123456789.0",
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("", "The file of the feature made-up is not given: name a file, file=PATH."),
        (",file=", "The file of the feature made-up is “”: name a file, file=PATH."),
        (",file={path},gain=much", "The gain of the feature made-up is “much”: choose 0 to 2."),
        (",file={path},gain=2.1", "The gain of the feature made-up is 2.1: choose 0 to 2."),
        (",file={path},gain=nan", "The gain of the feature made-up is “nan”: choose 0 to 2."),
        (",file={path},kind=a", "The kind of the feature made-up is “a”: choose plain, a,b."),
        (",file={path},steps=1.5", "The steps of the feature made-up is “1.5”: choose -2 to 9."),
        (",file={path},steps=1_0", "The steps of the feature made-up is “1_0”: choose -2 to 9."),
        (",file={path},steps=-3", "The steps of the feature made-up is -3: choose -2 to 9."),
        (",file={path},kind=a,b", "has “b”: write each option once, as NAME=VALUE"),
        (',file="{path}', "has a double quote that nothing belongs to"),
        (',file={path},kind="a,b"c', "has a double quote that nothing belongs to"),
        (",file={path},size=3", "“size” is no option of the feature made-up: choose file, gain, kind"),
    ],
)
def test_mistakes_are_sentences(tmp_path, options, sentence):
    with pytest.raises(ParameterError) as error:
        parse_feature("made-up" + options.format(path=table_file(tmp_path)))
    assert sentence in str(error.value)


@pytest.mark.parametrize("name", ["nowhere.table", "a\0b"])
def test_a_file_that_is_not_there_is_a_sentence(tmp_path, name):
    with pytest.raises(ReadError, match="Cannot read"):
        parse_feature(f"made-up,file={tmp_path / name}")


def test_only_the_content_that_was_chosen_is_used(tmp_path):
    path = table_file(tmp_path)
    chosen = choose_file(str(path))
    assert content_of(chosen) == path.read_bytes()
    path.write_bytes(b"other")
    with pytest.raises(ReadError, match="content has changed"):
        content_of(chosen)
    path.unlink()
    with pytest.raises(ReadError, match=f"is not there. It is needed with the SHA-256 {chosen.sha256}"):
        content_of(chosen)


@pytest.mark.parametrize("folder", ["", "else"])
def test_a_file_that_has_moved_is_taken_from_beside(tmp_path, folder):
    path = table_file(tmp_path / "before")
    feature = parse_feature(f"made-up,file={path}")
    assert feature.looked_for(tmp_path) == feature
    path.unlink()
    table_file(tmp_path / folder)
    there = feature.looked_for(tmp_path)
    assert there.files[0].is_there == (folder == "")
    assert there.files[0].sha256 == feature.files[0].sha256
    (tmp_path / "t.table").write_bytes(b"of that name, but other")
    assert feature.looked_for(tmp_path) == feature


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"file": "a.table"}, ParameterError),
        ({"file": {"path": "a.table"}}, KeyError),
        ({"file": {"path": "a.table", "sha256": 7}}, TypeError),
        ({"file": {"path": "", "sha256": "a"}}, ParameterError),
        ({"file": {"path": "a", "sha256": "b"}, "steps": 2.0}, ParameterError),
        ({"file": {"path": "a", "sha256": "b"}, "steps": True}, ParameterError),
        ({"file": {"path": "a", "sha256": "b"}, "gain": [1]}, ParameterError),
        ({"file": {"path": "a", "sha256": "b"}, "kind": 1}, ParameterError),
    ],
)
def test_what_a_stranger_wrote_is_no_feature(options, error):
    with pytest.raises(error):
        feature_from({"name": "made-up", "weight": 1.0, "options": options})


def test_a_whole_number_is_a_number_too():
    values = {"file": {"path": "a", "sha256": "b"}, "gain": 1}
    found = dict(feature_from({"name": "made-up", "weight": 1, "options": values}).options)
    assert found["gain"] == 1.0
    assert type(found["gain"]) is float


def test_records_of_before_have_no_memory_and_plain_runs_none_either():
    plain = parameters_json(Parameters())
    assert "memory" not in plain
    assert parameters_from(plain) == Parameters()
    with_features = parameters_json(Parameters(features=(Feature("position"),), memory=3))
    assert with_features["memory"] == 3
    assert parameters_from(with_features).memory == 3.0
    with pytest.raises(ParameterError, match=r"The memory for features is 0 GB: choose 0\.001 to 1000"):
        Parameters(memory=0)
    with pytest.raises(ParameterError, match="memory"):
        Parameters(memory=float("nan"))


def test_a_chosen_file_that_is_too_large_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    chosen = choose_file(str(path))
    assert content_of(chosen, 5) == b"12345"
    with pytest.raises(ReadError, match="it is larger than any that is used here"):
        content_of(chosen, 4)
