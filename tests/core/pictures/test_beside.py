"""What lies beside a picture and changes how it is read."""

from pathlib import Path

from core.pictures.beside import Sides

TELLING = "<PAMDataset><PAMRasterBand band='1'><NoDataValue>0</NoDataValue></PAMRasterBand></PAMDataset>"


def sides(path: Path) -> str:
    return Sides().of(path)


def test_a_mask_a_header_and_what_gdal_keeps_count_by_their_content(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x")
    (tmp_path / "a.txt").write_text("no part of it")
    assert sides(picture) == ""
    seen = {""}
    for name, content in (
        ("a.png.msk", "one"),
        ("a.png.msk", "other"),
        ("a.png.aux.xml", TELLING),
        ("a.hdr", "ENVI"),
        ("a.png.hdr", "ENVI"),
    ):
        (tmp_path / name).write_text(content)
        assert sides(picture) not in seen
        seen.add(sides(picture))


def test_statistics_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png.aux.xml").write_text("<PAMDataset><Metadata/></PAMDataset>")
    assert sides(tmp_path / "a.png") == ""


def test_endings_in_capital_letters_and_folders_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.png.MSK").write_text("one")
    assert sides(tmp_path / "a.png") != ""
    assert sides(tmp_path / "gone" / "a.png") == ""
    assert sides(Path("a\0b/c.png")) == ""


def test_where_it_lies_counts_where_that_is_asked_for(tmp_path: Path) -> None:
    picture, looked = tmp_path / "a.tif", Sides
    (tmp_path / "a.prj").write_text("no grid: it says nothing")
    assert looked(places=True).of(picture) == ""
    (tmp_path / "a.tfw").write_text("1")
    assert looked().of(picture) == ""
    one = looked(places=True).of(picture)
    (tmp_path / "a.prj").write_text("another")
    assert one != "" != looked(places=True).of(picture) != one
