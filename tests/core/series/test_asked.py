"""What is asked of every picture: its key is another where anything is found otherwise."""

from pathlib import Path

from core.cluster.parameters import Parameters
from core.pipeline.places import Places
from core.series.asked import Asked


def test_all_files_of_a_shapefile_count_and_what_says_where_a_mask_lies(tmp_path: Path) -> None:
    shape, mask = tmp_path / "lake.shp", tmp_path / "mask.tif"
    shape.write_bytes(b"shapes")
    mask.write_bytes(b"pixels")
    asked = Asked(Parameters(k=2), places=Places(roi=(shape,), exclude=(mask,)))
    seen = {asked.key}
    assert seen == {asked.key}
    for name in ("lake.dbf", "lake.prj", "lake.shx", "lake.cpg", "mask.tfw"):
        for content in ("one", "other"):
            (tmp_path / name).write_text(content)
            assert asked.key not in seen
            seen.add(asked.key)
    (tmp_path / "lake.txt").write_text("no part of it")
    assert asked.key in seen
