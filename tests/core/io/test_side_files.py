"""What stands beside a picture holds for every way of reading it, or is said not to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import tifffile
from PIL import Image as Pillow

from core.base.errors import ReadError
from core.io.reader import read
from core.io.tile_file import open_tiles
from core.io.tiled_image import Window
from core.io.values import read_values

GREY = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20
# The first row is left out.
MASK = np.where(np.arange(3)[:, None] > 0, np.uint8(255), np.uint8(0)).repeat(4, axis=1)
MAP = {"crs": "EPSG:3413", "transform": rasterio.Affine(10, 0, 500, 0, -20, 900)}


def mask_beside(picture: Path, ending: str = ".msk") -> None:
    """As GDAL writes it."""
    form = {"driver": "GTiff", "width": 4, "height": 3, "count": 1, "dtype": "uint8"}
    with rasterio.open(picture.with_name(picture.name + ending), "w", **form) as file:
        file.write(MASK, 1)
        file.update_tags(INTERNAL_MASK_FLAGS_1="2")


def raster(path: Path, values: np.ndarray = GREY, **more: object) -> Path:
    height, width = values.shape
    form = {"driver": "GTiff", "width": width, "height": height, "count": 1, "dtype": values.dtype}
    with rasterio.open(path, "w", **form, **MAP, **more) as file:
        file.write(values, 1)
    return path


def test_a_mask_beside_a_raster_of_values_holds(tmp_path: Path) -> None:
    path = raster(tmp_path / "ice.tif")
    assert read_values(path).valid is None
    mask_beside(path)
    image = read_values(path)
    assert image.valid is not None
    assert image.valid.tolist() == (MASK > 0).tolist()
    assert image.warnings == ("A file beside the picture was read with it: ice.tif.msk.",)
    assert [each.name for each in image.provenance.side_files] == ["ice.tif.msk"]


def test_a_mask_within_a_raster_of_values_holds(tmp_path: Path) -> None:
    path = tmp_path / "ice.tif"
    form = {"driver": "GTiff", "width": 4, "height": 3, "count": 1, "dtype": "uint8"}
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "w", **form, **MAP) as file:
        file.write(GREY, 1)
        file.write_mask(MASK)
    valid = read_values(path).valid
    assert valid is not None
    assert valid.tolist() == (MASK > 0).tolist()


def test_a_raster_of_values_is_read_from_its_main_page_and_upright(tmp_path: Path) -> None:
    path = tmp_path / "ice.tif"
    with tifffile.TiffWriter(path) as file:
        file.write(GREY[::2, ::2], subfiletype=1)
        file.write(GREY, extratags=[(274, 3, 1, 6, False)])
    image = read_values(path)
    assert image.pixels[..., 0].tolist() == np.rot90(GREY, -1).tolist()
    assert image.warnings == (
        "The first directory of the file is a thumbnail: the picture was read from directory 2.",
    )


def test_what_is_no_tiff_is_not_called_damaged_where_values_are_read(tmp_path: Path) -> None:
    np.save(tmp_path / "ice.npy", GREY)
    with pytest.raises(ReadError, match="it is no GeoTIFF: make one of it"):
        read_values(tmp_path / "ice.npy")


@pytest.mark.parametrize("name", ["grey.pgm", "grey.npy", "grey.avif"])
def test_a_mask_beside_a_format_that_has_none_is_said(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.suffix == ".npy":
        np.save(path, GREY)
    else:
        Pillow.fromarray(GREY).save(path)
    mask_beside(path)
    image = read(path)
    assert image.valid_pixels == 12
    assert any(f"{name}.msk beside the picture is not used" in each for each in image.warnings)
    assert image.provenance.side_files == ()


@pytest.mark.parametrize("name", ["grey.pgm", "grey.npy"])
def test_a_world_file_beside_any_format_gives_the_ground(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    np.save(path, GREY) if path.suffix == ".npy" else Pillow.fromarray(GREY).save(path)
    (tmp_path / "grey.wld").write_text("10\n0\n0\n-20\n505\n890\n")
    (tmp_path / "grey.prj").write_text(rasterio.CRS.from_epsg(3413).to_wkt())
    image = read(path)
    assert image.georeference is not None
    assert image.georeference.transform == (10, 0, 500, 0, -20, 900)
    assert image.warnings == ("Files beside the picture were read with it: grey.wld, grey.prj.",)


@pytest.mark.parametrize("ending", [".msk", ".MSK"])
def test_capitals_are_no_other_file_in_tiles(tmp_path: Path, ending: str) -> None:
    path = raster(tmp_path / "ice.tif")
    mask_beside(path, ending)
    whole, tiled = read(path), open_tiles(path, 16)
    assert tiled is not None
    with tiled:
        part, _partly = tiled.read(Window(0, 0, 3, 4))
    assert whole.valid_pixels == part.valid_pixels == 8


OF_ANOTHER_SIZE = "{name}.msk beside the picture is no mask of it, or one of another size: it is not used."


@pytest.mark.parametrize("name", ["rgb.tif", "rgb.png", "rgb.jpg"])
def test_a_mask_of_another_size_is_not_used(tmp_path: Path, name: str) -> None:
    """GDAL takes it, and asks for no size."""
    path = tmp_path / name
    Pillow.fromarray(np.dstack([GREY] * 3).repeat(3, axis=0).repeat(3, axis=1)).save(path)
    mask_beside(path)
    image = read(path)
    assert (image.warnings, image.valid_pixels) == ((OF_ANOTHER_SIZE.format(name=name),), 9 * 12)
    if (tiled := open_tiles(path, 16)) is not None:
        with tiled:
            part, _partly = tiled.read(Window(0, 0, 9, 12))
        assert (tiled.warnings, part.valid_pixels) == ((OF_ANOTHER_SIZE.format(name=name),), 9 * 12)


def test_a_mask_of_another_size_is_not_used_for_values(tmp_path: Path) -> None:
    path = raster(tmp_path / "ice.tif", GREY.repeat(2, axis=0))
    mask_beside(path)
    image = read_values(path)
    assert (image.warnings, image.valid) == ((OF_ANOTHER_SIZE.format(name="ice.tif"),), None)


def test_a_mask_that_names_another_file_opens_none(tmp_path: Path) -> None:
    """GDAL opens a mask by any of its drivers: a text that names a file of another folder, too."""
    path, other = raster(tmp_path / "ice.tif"), tmp_path / "elsewhere" / "secret.tif"
    other.parent.mkdir()
    raster(other, MASK)
    (tmp_path / "ice.tif.msk").write_text(
        '<VRTDataset rasterXSize="4" rasterYSize="3"><Metadata><MDI key="INTERNAL_MASK_FLAGS_1">2</MDI>'
        '</Metadata><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        f"<SourceFilename>{other}</SourceFilename><SourceBand>1</SourceBand>"
        "</SimpleSource></VRTRasterBand></VRTDataset>"
    )
    image, tiled = read(path), open_tiles(path, 16)
    assert (image.warnings, image.valid_pixels) == ((OF_ANOTHER_SIZE.format(name="ice.tif"),), 12)
    assert tiled is not None
    with tiled:
        assert tiled.read(Window(0, 0, 3, 4))[0].valid_pixels == 12


def test_the_reference_system_that_arcgis_writes_beside_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.jpg"
    Pillow.fromarray(GREY).save(path)
    (tmp_path / "map.jgw").write_text("10\n0\n0\n-20\n505\n890\n")
    (tmp_path / "map.jpg.aux.xml").write_text(
        '<PAMDataset><Metadata domain="xml:ESRI" format="xml"><GeodataXform '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:typens="http://www.esri.com/schemas/ArcGIS/10.1" xsi:type="typens:IdentityXform">'
        '<SpatialReference xsi:type="typens:ProjectedCoordinateSystem"><WKT>'
        + rasterio.CRS.from_epsg(32633).to_wkt(version="WKT1_ESRI")
        + "</WKT></SpatialReference></GeodataXform></Metadata></PAMDataset>"
    )
    image = read(path)
    assert image.warnings == ("Files beside the picture were read with it: map.jpg.aux.xml, map.jgw.",)
    assert image.georeference is not None
    assert rasterio.CRS.from_wkt(image.georeference.crs).to_epsg() == 32633
