"""HDF5 and netCDF-4 that name other files: refused before GDAL follows them."""

import h5py
import numpy as np
import pytest

from core.base.errors import ReadError
from core.io.hdf5_whole import check_whole
from core.io.reader import read

PICTURE = np.repeat(np.repeat(np.array([[10, 200], [90, 40]], np.uint8), 15, 0), 20, 1)


@pytest.fixture
def secret(tmp_path):
    """Files that nobody names; as HDF5 and as raw bytes."""
    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file["inside/picture"] = PICTURE
    PICTURE.tofile(tmp_path / "secret.raw")
    return tmp_path


def link(file, folder):
    file["away"] = h5py.ExternalLink(str(folder / "secret.h5"), "/inside/picture")


def link_beside(file, folder):
    file["away"] = h5py.ExternalLink("secret.h5", "/inside/picture")


def link_to_a_group(file, folder):
    file["away"] = h5py.ExternalLink(str(folder / "secret.h5"), "/inside")


def link_deep_inside(file, folder):
    file.create_group("a/b/c")
    file["a/b/c/away"] = h5py.ExternalLink(str(folder / "secret.h5"), "/inside/picture")
    file["round"] = h5py.SoftLink("/a/b/c/away")


def raw(file, folder):
    file.create_dataset("away", PICTURE.shape, "u1", external=[(str(folder / "secret.raw"), 0, PICTURE.size)])


def virtual(file, folder, source="secret.h5"):
    layout = h5py.VirtualLayout(PICTURE.shape, "u1")
    layout[:] = h5py.VirtualSource(str(folder / source), "inside/picture", shape=PICTURE.shape)
    file.create_virtual_dataset("away", layout)


def virtual_in_parts(file, folder):
    file["own"] = PICTURE
    layout = h5py.VirtualLayout(PICTURE.shape, "u1")
    layout[:10] = h5py.VirtualSource(file["own"])[:10]
    layout[10:] = h5py.VirtualSource(str(folder / "secret.h5"), "inside/picture", shape=PICTURE.shape)[10:]
    file.create_virtual_dataset("away", layout)


AWAY = (link, link_beside, link_to_a_group, link_deep_inside, raw, virtual, virtual_in_parts)


@pytest.mark.parametrize("name", ["a.h5", "a.nc"])
@pytest.mark.parametrize("make", AWAY, ids=lambda make: make.__name__)
def test_what_lies_in_another_file_is_refused(secret, make, name):
    with h5py.File(secret / name, "w") as file:
        make(file, secret)
        file["sound"] = PICTURE
    with pytest.raises(
        ReadError, match=r"away” in it lies in another file, .* write all values into one file"
    ):
        read(secret / name)


def test_what_lies_in_the_file_itself_is_read_however_it_is_linked(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["a/picture"] = PICTURE
        file["a/again"] = file["a/picture"]
        file["b/again"] = file["a"]
        file["soft"] = h5py.SoftLink("/a/picture")
        file["nowhere"] = h5py.SoftLink("/not/there")
        layout = h5py.VirtualLayout(PICTURE.shape, "u1")
        layout[:] = h5py.VirtualSource(file["a/picture"])
        file.create_virtual_dataset("virtual", layout)
    np.testing.assert_array_equal(read(tmp_path / "a.h5").pixels[..., 0], PICTURE)


def test_what_begins_as_netcdf_is_not_read_as_hdf5(secret):
    """HDF5 may begin at byte 512 (or 1024 …); a reader that only looks at the first bytes would not check."""
    with h5py.File(secret / "plain.h5", "w", userblock_size=512) as file:
        link(file, secret)
    content = bytearray((secret / "plain.h5").read_bytes())
    content[:4] = b"CDF\x01"
    (secret / "a.nc").write_bytes(content)
    with pytest.raises(ReadError, match="no variable in it is a raster"):
        read(secret / "a.nc")


def round_itself(file):
    file["a/round"] = file["a"]


def round_the_root(file):
    file["a/root"] = file["/"]


def in_each_other(file):
    file["b/a"], file["a/b"] = file["a"], file["b"]


def a_tree_of_few(file):
    """6¹³ ways through 14 groups: a walk that does not know where it was has no end."""
    for i in range(13):
        for j in range(6):
            file[f"{i}/{j}"] = file.require_group(str(i + 1))


@pytest.mark.parametrize("make", [round_itself, round_the_root, in_each_other, a_tree_of_few])
def test_groups_that_hold_each_other_are_refused(tmp_path, make):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["a/picture"] = file["b/picture"] = PICTURE
        make(file)
    with pytest.raises(ReadError, match="groups that hold each other"):
        read(tmp_path / "a.h5")


def test_more_links_than_anybody_looks_through_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("core.io.hdf5_whole._MOST_LINKS", 3)
    for number, fits in ((3, True), (4, False)):
        with h5py.File(tmp_path / "a.h5", "w") as file:
            for i in range(number):
                file[f"link {i}"] = h5py.SoftLink("/a")
        if fits:
            check_whole(tmp_path / "a.h5")
        else:
            with pytest.raises(ReadError, match="more variables in it"):
                check_whole(tmp_path / "a.h5")


def test_a_damaged_file_is_a_sentence(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["picture"] = PICTURE
    content = (tmp_path / "a.h5").read_bytes()
    (tmp_path / "a.h5").write_bytes(content[:100])
    with pytest.raises(ReadError, match="damaged or cut off"):
        read(tmp_path / "a.h5")


def test_damage_whose_reason_h5py_loses_is_a_sentence(tmp_path):
    """A wrong checksum of an object below the root: h5py 3 says SystemError."""
    with h5py.File(tmp_path / "a.h5", "w", libver="latest") as file:
        file["group/picture"] = PICTURE
    content = bytearray((tmp_path / "a.h5").read_bytes())
    content[content.rindex(b"OHDR") + 8] ^= 255
    (tmp_path / "a.h5").write_bytes(content)
    with pytest.raises(ReadError, match="damaged or cut off"):
        check_whole(tmp_path / "a.h5")
