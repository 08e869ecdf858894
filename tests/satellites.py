"""Products of satellites, made small: their folders, names and metadata as ESA and USGS write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.transform import Affine

SAFE = "S2A_MSIL2A_20200901T101031_N0400_R022_T32TQM_20200901T130000.SAFE"
SCENE = "LC08_L2SP_193028_20200901_20200906_02_T1"
_GRANULE = "GRANULE/L2A_T32TQM_A027117_20200901T101345/IMG_DATA"


def write_band(
    path: Path, values: NDArray[Any], metres: float, corner: tuple[float, float] = (6e5, 5e6)
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {"QUALITY": 100, "REVERSIBLE": "YES"} if path.suffix == ".jp2" else {}
    with rasterio.open(
        path,
        "w",
        driver="JP2OpenJPEG" if path.suffix == ".jp2" else "GTiff",
        width=values.shape[1],
        height=values.shape[0],
        count=1,
        dtype=values.dtype,
        crs="EPSG:32632",
        transform=Affine(metres, 0, corner[0], 0, -metres, corner[1]),
        **options,
    ) as file:
        file.write(values, 1)


def make_safe(folder: Path) -> Path:
    """The SAFE folder of 12 × 12 pixels: blue and red at 10 m, narrow infrared at 20 m, coastal at 60 m."""
    safe = folder / SAFE
    ramp = np.arange(1, 145, dtype=np.uint16).reshape(12, 12)
    bands = {
        "R10m/T32TQM_20200901T101031_B02_10m": (ramp + 1000, 10),
        "R10m/T32TQM_20200901T101031_B04_10m": (ramp + 2000, 10),
        "R20m/T32TQM_20200901T101031_B02_20m": (ramp[::2, ::2] + 9000, 20),
        "R20m/T32TQM_20200901T101031_B8A_20m": (ramp[:6, :6] + 3000, 20),
        "R20m/T32TQM_20200901T101031_SCL_20m": (ramp[:6, :6], 20),
        "R60m/T32TQM_20200901T101031_B01_60m": (np.array([[51, 52], [53, 54]], np.uint16), 60),
    }
    for name, (values, metres) in bands.items():
        write_band(safe / _GRANULE / f"{name}.jp2", values.astype(np.uint16), metres)
    files = "".join(f"<IMAGE_FILE>{_GRANULE}/{name}</IMAGE_FILE>" for name in bands)
    (safe / "MTD_MSIL2A.xml").write_text(
        '<n1:Level-2A_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-2A.xsd">'
        f"<n1:General_Info><Granule>{files}</Granule>"
        '<BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>'
        + "".join(f'<BOA_ADD_OFFSET band_id="{i}">-1000</BOA_ADD_OFFSET>' for i in range(13))
        + "</n1:General_Info></n1:Level-2A_User_Product>",
        encoding="utf-8",
    )
    (safe / "quicklook.jpg").write_bytes(b"no part of the picture")
    return safe


def make_landsat(folder: Path) -> Path:
    """Green and red of 3 × 4 pixels of 30 m, temperature too; and what is no band. The folder."""
    scene = folder / SCENE
    ramp = np.arange(1, 13, dtype=np.uint16).reshape(3, 4)
    names = {"3": "SR_B3", "4": "SR_B4", "ST_B10": "ST_B10"}
    for i, name in enumerate(names.values(), start=1):
        write_band(scene / f"{SCENE}_{name}.TIF", (ramp * i).astype(np.uint16), 30)
    write_band(scene / f"{SCENE}_QA_PIXEL.TIF", ramp, 30)
    lines = [f'FILE_NAME_BAND_{key} = "{SCENE}_{name}.TIF"' for key, name in names.items()]
    text = "\n".join((
        "GROUP = LANDSAT_METADATA_FILE",
        "GROUP = PRODUCT_CONTENTS", *lines, f'FILE_NAME_QUALITY_L1_PIXEL = "{SCENE}_QA_PIXEL.TIF"',
        "END_GROUP = PRODUCT_CONTENTS",
        "GROUP = IMAGE_ATTRIBUTES", 'SPACECRAFT_ID = "LANDSAT_8"', 'SENSOR_ID = "OLI_TIRS"',
        "END_GROUP = IMAGE_ATTRIBUTES",
        "GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS",
        "REFLECTANCE_MULT_BAND_3 = 2.75e-05", "REFLECTANCE_ADD_BAND_3 = -0.2",
        "REFLECTANCE_MULT_BAND_4 = 2.75e-05", "REFLECTANCE_ADD_BAND_4 = -0.2",
        "END_GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS",
        "GROUP = LEVEL2_SURFACE_TEMPERATURE_PARAMETERS",
        "TEMPERATURE_MULT_BAND_ST_B10 = 0.00341802", "TEMPERATURE_ADD_BAND_ST_B10 = 149.0",
        "END_GROUP = LEVEL2_SURFACE_TEMPERATURE_PARAMETERS",
        "GROUP = LEVEL1_PROCESSING_RECORD", 'FILE_NAME_BAND_3 = "LC08_L1TP_B3.TIF"',
        'FILE_NAME_BAND_10 = "LC08_L1TP_B10.TIF"', "END_GROUP = LEVEL1_PROCESSING_RECORD",
        "GROUP = LEVEL1_RADIOMETRIC_RESCALING",
        "REFLECTANCE_MULT_BAND_3 = 2.0000E-05", "REFLECTANCE_ADD_BAND_3 = -0.100000",
        "END_GROUP = LEVEL1_RADIOMETRIC_RESCALING",
        "END_GROUP = LANDSAT_METADATA_FILE", "END",
    ))  # fmt: skip
    (scene / f"{SCENE}_MTL.txt").write_text(text, encoding="ascii")
    return scene
