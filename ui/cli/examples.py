"""Examples for --help: lines that can be typed; the tests type them."""

from __future__ import annotations

from core.base.sentences import N_, _

# By command; of the program itself by "".
EXAMPLES = {
    "": N_("""\
examples:
  # the window with a picture
  floe scene.tif
  # how much of a scene is ice, and how much of it water
  floe segment scene.tif -o out -k 5 --class ice=4,5 --class water=1
  # every picture of a folder, by a recipe
  floe segment photos -o out --recipe r.recipe.json
  # whether a result can be repeated
  floe verify out/scene_run.json"""),
    "segment": N_("""\
examples:
  # ice concentration of a scene, its scale from the map
  floe segment scene.tif -o out --class ice=3,4 --ratio "concentration=ice/(ice+1+2)"
  # a table of cells, specks left out
  floe segment cells.png -o out -k 2 --pixel-size 0.5um --class cell=2 --min-area 20 --regions
  # all TIFFs of a folder, areas and outlines alone
  floe segment "photos/*.tif" -o out --export areas,geojson
  # inside a coast line, the number of clusters recommended
  floe segment scene.tif -o out -k auto --roi coast.geojson
  # for a program
  floe segment photos -o out --quiet --json"""),
    "series": N_("""\
examples:
  # ice in every scene of a folder, one legend of all, by the dates in their names
  floe series scenes -o out -k 3 --class ice=3 --by-date auto
  # the clusters of one picture, kept for the next years
  floe series scenes -o out --legend fit:scenes/2020.tif --save-legend ice.legend.json
  # new scenes by that legend; a script stops where one does not fit it
  floe series new -o out --legend ice.legend.json --fail-on drift
  # what was stopped, or has new pictures: the others are not measured again
  floe series scenes -o out -k 3 --class ice=3 --by-date auto --resume"""),
    "cluster": N_("""\
examples:
  # which kinds of pictures lie in a folder, how many is recommended
  floe cluster photos -o out
  # four kinds, one of them named, small pictures of each as a PDF
  floe cluster photos -o out -k 4 --name 1=ice --export contact-sheet
  # as many kinds as there are, odd ones apart; how far they agree with the folders
  floe cluster photos -o out --method hdbscan --truth folders
  # a folder for each kind (without --yes the plan alone), and back
  floe cluster photos -o out -k 4 --copy-to sorted --yes
  floe cluster -o out --undo"""),
    "change": N_("""\
examples:
  # two runs with the same classes
  floe segment may.tif june.tif -o out --class ice=3,4 --class water=1,2
  floe change out/may_run.json out/june_run.json -o out
  # a camera that has been moved a little
  floe change out/may_run.json out/june_run.json -o out --align
  # two maps of classes by another program
  floe change landcover_2010.tif landcover_2020.tif -o out"""),
    "verify": N_("""\
examples:
  # the picture where it was, or beside the record
  floe verify out/scene_run.json
  # the picture elsewhere
  floe verify out/scene_run.json archive/scene.tif
  # in a script: the exit code alone
  floe verify --quiet out/scene_run.json"""),
    "sample": N_("""\
examples:
  # floes on water, found to the pixel
  floe sample
  # a lake, with its files
  floe sample lake -o out
  # cells, and how long it took
  floe sample cells --verbose"""),
    "check": N_("""\
examples:
  # expected beside found
  floe check
  # for a program
  floe check --json
  # in a script: the exit code alone
  floe check --quiet"""),
    "concentration": N_("""\
examples:
  # extent and area, read as the file says
  floe concentration nt_20201024.tif
  # 100 % is 250 in it, and ice begins at 30 %
  floe concentration ice.tif --scale 0..250 --threshold 30
  # a year, for a program
  floe concentration "2020/*.tif" --json"""),
}


def text(command: str) -> str:
    """The examples of a command, as --help shows them."""
    return _(EXAMPLES[command])
