"""A class that has a name has a colour."""

from __future__ import annotations

from core.classes.classes import (
    Class,
    class_list_from,
    class_list_json,
    default_classes,
    merge,
    recolour,
    rename,
)
from core.classes.palettes import PALETTES, with_palette
from core.document.named_colours import COLOURS, coloured_by_name, is_named, without_named_colours


def colours(classes: tuple[Class, ...]) -> list[str | None]:
    return [item.colour for item in classes]


def test_what_is_named_now_gets_the_next_colour_that_no_class_has() -> None:
    before = (Class("1", (1,)), Class("ice", (2,), "#e69f00"), Class("3", (3,)), Class("old", (4,)))
    after = rename(rename(before, "1", "water"), "3", "land")
    assert colours(coloured_by_name(after, before)) == ["#0072b2", "#e69f00", "#009e73", None]
    assert colours(coloured_by_name(after)) == ["#0072b2", "#e69f00", "#009e73", "#cc79a7"]


def test_the_id_of_a_cluster_is_no_name() -> None:
    classes = (*default_classes(1), Class("2′", (2,)), Class("4", (3,)))
    assert [is_named(item) for item in classes] == [False, False, True]
    assert colours(coloured_by_name(classes)) == [None, None, COLOURS[0]]


def test_beyond_the_colours_classes_have_their_mean() -> None:
    classes = tuple(Class(f"class {i}", (i,)) for i in range(1, len(COLOURS) + 2))
    found = colours(coloured_by_name(classes))
    assert found == [*COLOURS, None]
    assert len(set(COLOURS)) == len(COLOURS)


def test_the_way_back_leaves_other_colours() -> None:
    given = coloured_by_name((Class("ice", (1,)), Class("water", (2,)), Class("land", (3,), COLOURS[0])))
    assert colours(given) == [COLOURS[1], COLOURS[2], COLOURS[0]]
    chosen = recolour(given, "water", COLOURS[2])
    assert colours(without_named_colours(chosen)) == [None, COLOURS[2], COLOURS[0]]
    assert colours(without_named_colours(rename(given, "ice", "thick ice"))) == [None, None, COLOURS[0]]


def test_a_merged_class_has_its_colour_by_the_name_of_its_parts() -> None:
    given = coloured_by_name((Class("ice", (1,)),))
    for colour, kept in ((None, None), (COLOURS[0], COLOURS[0])):
        classes = merge((*given, Class("water", (2,), colour)), ["ice", "water"], "all")
        assert colours(classes) == [COLOURS[0]]
        assert colours(without_named_colours(classes)) == [kept]


def test_a_palette_is_chosen_and_a_file_keeps_colours_as_chosen() -> None:
    given = coloured_by_name((Class("ice", (1,)), Class("water", (2,))))
    palette = PALETTES[0]
    assert colours(without_named_colours(with_palette(given, palette))) == list(palette.colours[:2])
    read = class_list_from(class_list_json(given))
    assert read == given
    assert colours(without_named_colours(read)) == [COLOURS[0], COLOURS[1]]
