"""Ice extent and area: small rasters counted by hand, codings told and known, the real map of NSIDC."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.base.errors import Cancelled, ParameterError
from core.concentration.concentration import measure_concentration
from core.concentration.concentration_coding import Coding, known_coding, parse_coding
from core.concentration.concentration_report import concentration_json
from core.image.image import Georeference, Image
from core.io.values import read_values
from core.scale.ground_area import GroundArea

PER_CENT = parse_coding("0..100")
NORTH = Georeference("EPSG:3413", (25_000, 0, -500_000, 0, -25_000, 500_000))


def raster(values, *, valid=None, georeference: Georeference | None = None, unit: str = "") -> Image:
    pixels = np.asarray(values)[..., np.newaxis]
    return Image(pixels, valid, georeference=georeference, value_unit=unit)


def test_cells_counted_by_hand() -> None:
    values = np.array([[0.0, 14.9, 15.0], [50.0, 100.0, -9.0], [120.0, np.nan, 15.1]])
    found = measure_concentration(raster(values), PER_CENT)
    assert (found.cells, found.extent_cells, found.missing) == (6, 4, 1)
    assert found.extent.area == 4.0
    assert found.area.area == pytest.approx(1.801)
    assert found.mean == pytest.approx(45.025)
    assert [(flag.value, flag.cells) for flag in found.flags] == [(-9.0, 1), (120.0, 1)]
    assert found.calibration.description == "uncalibrated"
    assert found.calibration.area_unit == "px²"


def test_a_threshold_counts_from_itself_on() -> None:
    byte = raster(np.array([[37, 38]], np.uint8))  # 14.8 and 15.2 %
    assert measure_concentration(byte, parse_coding("0..250")).extent_cells == 1
    fraction = raster(np.array([[0.15, 0.1499]]))
    assert measure_concentration(fraction, parse_coding("0..1")).extent_cells == 1
    assert measure_concentration(fraction, parse_coding("0..1"), 0.0).extent_cells == 2


@given(arrays(np.uint8, (5, 7), elements=st.integers(0, 255)))
def test_areas_are_the_sums_over_the_cells(values: np.ndarray) -> None:
    image = raster(values, georeference=NORTH)
    coding = parse_coding("0..250")
    if (values > 250).all():
        with pytest.raises(ParameterError, match="choose another scale"):
            measure_concentration(image, coding)
        return
    found = measure_concentration(image, coding)
    ground = GroundArea(NORTH).rows(0, 5, 7) / 1e6
    ice = (values >= 37.5) & (values <= 250)
    assert found.extent.true == pytest.approx(ground[ice].sum(), rel=1e-12)
    assert found.area.true == pytest.approx((ground * ice * values / 250).sum(), rel=1e-12)
    assert found.extent.planar == pytest.approx(625 * ice.sum(), rel=1e-12)
    assert found.area.area == found.area.true
    assert sum(flag.cells for flag in found.flags) == (values > 250).sum()
    planar = measure_concentration(image, coding, area="planar")
    assert (planar.area.area, planar.area.true) == (found.area.planar, found.area.true)


def test_flags_of_nsidc_are_known_and_named() -> None:
    index = np.array([[0, 1000, 150], [2510, 2530, 2540]], np.uint16)
    coding = known_coding(raster(index))
    assert coding.text == "0..1000"
    found = measure_concentration(raster(index), coding)
    assert found.area.area == pytest.approx(1.15)
    assert {flag.meaning for flag in found.flags} == {"pole hole", "coast", "land"}
    byte = np.array([[0, 250, 200], [251, 253, 254]], np.uint8)
    assert known_coding(raster(byte)).text == "0..250"


def test_what_the_unit_says_is_known() -> None:
    assert known_coding(raster(np.array([[0.2]]), unit="%")).text == "0..100"
    assert known_coding(raster(np.array([[0.2]]), unit="1")).text == "0..1"
    taken = known_coding(raster(np.array([[0.0, 80.0]])))
    assert taken.text == "0..100"
    assert "the file does not say it" in taken.basis


@pytest.mark.parametrize("values", [[[0.0, 0.9]], [[0.0, 300.0]], [[-5.0, 80.0]], [[0.0, 1.0]]])
def test_values_that_could_mean_several_things_are_asked_for(values: list[list[float]]) -> None:
    with pytest.raises(ParameterError, match="is not known: give the values of 0 % and 100 %"):
        known_coding(raster(np.array(values)))


@pytest.mark.parametrize("text", ["", "100", "0..", "..1", "1..0", "0..0", "0..nan", "a..b", "0..1..2"])
def test_a_scale_that_is_none_is_a_sentence(text: str) -> None:
    with pytest.raises(ParameterError, match="write the values of 0 % and of 100 %"):
        parse_coding(text)


@pytest.mark.parametrize("threshold", [-1.0, 101.0, float("nan"), float("inf")])
def test_a_threshold_outside_is_a_sentence(threshold: float) -> None:
    with pytest.raises(ParameterError, match="choose 0 to 100"):
        measure_concentration(raster(np.ones((2, 2))), PER_CENT, threshold)


def test_nothing_measured_is_a_sentence() -> None:
    empty = raster(np.ones((2, 2)), valid=np.zeros((2, 2), bool))
    with pytest.raises(ParameterError, match="no cell with data"):
        known_coding(empty)
    with pytest.raises(ParameterError, match="choose another scale"):
        measure_concentration(empty, PER_CENT)


def test_thousands_of_other_values_are_summed_up() -> None:
    values = np.arange(5000.0).reshape(50, 100)
    found = measure_concentration(raster(values), PER_CENT)
    assert len(found.flags) == 12
    assert found.cells + sum(flag.cells for flag in found.flags) + found.other_flags == 5000


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        measure_concentration(raster(np.ones((2, 2))), PER_CENT, cancelled=lambda: True)


def test_degrees_have_true_areas_only() -> None:
    degrees = Georeference("EPSG:4326", (1, 0, 0, 0, -1, 80))
    found = measure_concentration(raster(np.full((3, 4), 100.0), georeference=degrees), PER_CENT)
    assert found.extent.planar is None
    assert found.extent.area == pytest.approx(4 * GroundArea(degrees).rows(0, 3, 4).sum() / 1e6)
    with pytest.raises(ParameterError, match="no planar area"):
        measure_concentration(raster(np.ones((3, 4)), georeference=degrees), PER_CENT, area="planar")


def test_the_json_is_plain() -> None:
    found = measure_concentration(raster(np.array([[10.0, 90.0]]), georeference=NORTH), PER_CENT)
    values = json.loads(json.dumps(concentration_json(found)))
    assert values["extent"]["planar_area"] == 625.0
    assert values["scale"] == "0..100"


def test_ice_around_antarctica_on_24_october_2020(shared_data: Path) -> None:
    name = "ice/concentration/nt_20201024_f18_nrt_s.tif"
    with (shared_data / "MANIFEST.csv").open(newline="", encoding="utf-8") as file:
        truth = next(json.loads(row["truth_json"]) for row in csv.DictReader(file) if row["path"] == name)
    image = read_values(str(shared_data / name))
    found = measure_concentration(image, known_coding(image))
    assert found.cells == truth["valid_pixels"]
    assert found.extent_cells == truth["pixels_ge_15"]
    assert found.extent.planar == truth["extent_ge15_nominal_km2"]
    assert found.extent.true == pytest.approx(truth["extent_ge15_true_km2"], rel=1e-6)
    assert found.area.planar == pytest.approx(truth["ice_area_nominal_km2"], rel=1e-9)
    assert found.area.true == pytest.approx(truth["ice_area_true_km2"], rel=1e-6)


def test_codings_are_values() -> None:
    assert hash(PER_CENT) == hash(Coding(0.0, 100.0, PER_CENT.basis))


@pytest.mark.parametrize(
    ("dtype", "full"), [(np.uint8, 100), (np.uint8, 250), (np.float32, 1), (np.float64, 1)]
)
def test_a_cell_at_the_threshold_is_of_the_extent(dtype: type, full: int) -> None:
    """Every whole per cent, as the raster has it: 0.07 × 100 is more than 7, and 35 % in 32 bits less."""
    step = full / 100
    for percent in range(0, 101, 1 if step != 2.5 else 2):
        values = np.array([[full, percent * full / 100, max(0.0, (percent - 2) * full / 100)]], dtype)
        found = measure_concentration(Image(values[..., None]), Coding(0, full, ""), percent)
        assert found.extent_cells == (2 if percent else 3), percent
