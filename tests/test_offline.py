"""Nothing of Floe's speaks to a network, and no test does."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import pytest

from core.base.errors import ReadError
from core.guarded.confinement import OFFLINE
from core.image.image import PixelGrid
from core.roi_files.formats import regions_for
from tests.offline import listening

ROOT = Path(__file__).resolve().parents[1]
URL = "URL"
SQUARE = [[10, 10], [40, 10], [40, 30], [10, 10]]
SERVICES = (
    f"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/vsicurl/{URL}</SrcDataSource></OGRVRTLayer>",
    f"<OGRWFSDataSource><URL>{URL}</URL></OGRWFSDataSource>",
    f'<GDAL_WMS><Service name="WMS"><ServerUrl>{URL}</ServerUrl></Service></GDAL_WMS>',
    URL,
    f"/vsicurl/{URL}",
    json.dumps({"type": "FeatureCollection", "crs": {"properties": {"href": URL}}, "features": [{}]}),
    json.dumps({"type": "Polygon", "coordinates": [SQUARE], "crs": {"properties": {"name": URL}}}),
)


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".geojson", ".roi", ".zip", ".png", ".kml", ".tif"])
@pytest.mark.parametrize("service", SERVICES, ids=range(len(SERVICES)))
def test_no_file_of_regions_of_interest_calls_a_server(
    service: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process, where only the reader itself keeps from it."""
    for name in OFFLINE:
        monkeypatch.delenv(name, raising=False)
    with listening() as (port, called):
        path = tmp_path / f"evil{suffix}"
        path.write_text(service.replace(URL, f"http://127.0.0.1:{port}/a.geojson"))
        with pytest.raises(ReadError):
            regions_for(path, PixelGrid(60, 80))
        assert not called()


def test_who_calls_is_seen() -> None:
    with listening() as (port, called):
        assert not called()
        with socket.create_connection(("127.0.0.1", port)):
            assert called()


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("192.0.2.1", 80)])
def test_no_test_reaches_another_address(address: tuple[str, int]) -> None:
    with socket.socket() as caller, pytest.raises(pytest.fail.Exception, match="connected"):
        caller.connect(address)
    with pytest.raises(pytest.fail.Exception, match="asked for"):
        socket.getaddrinfo("example.org", 443)


def test_the_window_brings_no_network_along() -> None:
    sources = [path for folder in ("core", "workers", "ui") for path in (ROOT / folder).rglob("*.py")]
    assert len(sources) > 300
    # Local sockets reach no other machine: by one a second start hands its files over (docs/adr/0066).
    local = re.compile(r"from PySide6\.QtNetwork import QLocal\w+(, QLocal\w+)*\n")
    texts = {path.name: local.sub("", path.read_text(encoding="utf-8")) for path in sources}
    assert [name for name, text in texts.items() if "QtNetwork" in text or "QtWeb" in text] == []
