"""Names of coordinate reference systems: codes and WKT; nothing that makes PROJ open a file or a server."""

from __future__ import annotations

import pytest
from pyproj import CRS
from pyproj.network import is_network_enabled, set_network_enabled

from core.scale.crs_names import UnknownCRSError, _is_plain_wkt, crs_named, same_crs


@pytest.mark.parametrize(
    "name",
    [
        "EPSG:3413",
        "epsg:3413",
        "urn:ogc:def:crs:EPSG::3413",
        "urn:ogc:def:crs:EPSG:9.8.1:3413",
        "http://www.opengis.net/def/crs/EPSG/0/3413",
        *(CRS.from_epsg(3413).to_wkt(version) for version in ("WKT2_2019", "WKT1_GDAL", "WKT1_ESRI")),
    ],
    ids=lambda name: name[:30],
)
def test_codes_and_wkt(name: str) -> None:
    assert crs_named(name).to_epsg(min_confidence=20) == 3413


def test_the_default_of_geojson_and_web_mercator() -> None:
    for name in ("OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84"):
        assert crs_named(name) == CRS.from_user_input("OGC:CRS84")
    web = CRS.from_epsg(3857).to_wkt("WKT1_GDAL")
    assert "nadgrids=@null" in web
    assert crs_named(web) == CRS.from_wkt(web)


def test_one_crs_by_two_names() -> None:
    wkt = CRS.from_epsg(3413).to_wkt("WKT1_GDAL")
    assert same_crs("EPSG:3413", wkt)
    assert same_crs("EPSG:4326", "OGC:CRS84"), "whichever of its axes comes first"
    assert not same_crs("EPSG:3413", "EPSG:3411")
    assert not same_crs("EPSG:3413", "nothing")
    assert same_crs("nothing", "nothing"), "nobody knows what it means, but it means the same"


UTM = CRS.from_epsg(32633).to_wkt("WKT1_GDAL")
CODE = 'AUTHORITY["EPSG","32633"]'
DATUM = 'GEOGCS["x",DATUM["d",SPHEROID["s",6378137,298.25],EXTENSION["PROJ4_GRIDS","/tmp/fifo"]],'


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nonsense",
        "/etc/passwd",
        "file:1",
        "+init=/var/run/fifo:1",
        "+proj=longlat +datum=WGS84",
        "+proj=pipeline +step +proj=hgridshift +grids=/tmp/fifo",
        "http://127.0.0.1:8977/crs",
        "https://www.opengis.net/def/crs/EPSG/0/../../x",
        "EPSG:0",
        "EPSG:3413+5703",
        '{"type": "GeographicCRS"}',
        "WGS 84",
        "4326",
        DATUM + 'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]',
        UTM.replace(CODE, 'EXTENSION["PROJ4","+proj=utm +zone=33 +nadgrids=/tmp/fifo"]'),
        UTM.replace(CODE, 'EXTENSION["PROJ4","+init=/tmp/fifo:1"]'),
        'GEOGCS["x",' + "A[" * 5000 + "]" * 5001,
        'GEOGCS["' + '")))))))))' * 50 + '",' + "A[" * 5000 + "]" * 5001,
        UTM + " " * 100_000,
        UTM.replace("WGS 84", "WGS\0"),
    ],
    ids=lambda name: name[:30],
)
def test_anything_else_is_unknown(name: str) -> None:
    with pytest.raises(UnknownCRSError):
        crs_named(name)


def test_no_grid_is_fetched_whatever_the_environment_says() -> None:
    set_network_enabled(active=True)
    crs_named.__globals__["_stay_offline"].cache_clear()
    crs_named("EPSG:4326")
    assert not is_network_enabled()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A[" * 40 + "]" * 40, True),
        ("A[" * 41 + "]" * 41, False),
        ("A(" * 41 + ")" * 41, False),
        # Side by side they are not deep, and in a name they are none.
        ("A[" + "B[]," * 50 + "]", True),
        ("A[" + '"' + "[" * 50 + '"]', True),
        ("A[" + " " * 99_997 + "]", True),
        ("A[" + " " * 99_998 + "]", False),
    ],
    ids=lambda value: str(value)[:12],
)
def test_wkt_is_40_deep_and_100_000_characters_long_at_most(text: str, plain: bool) -> None:
    assert _is_plain_wkt(text) is plain
