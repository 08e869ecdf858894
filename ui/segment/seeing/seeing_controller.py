"""Looks through a network at the picture while somebody looks at the tab."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.features.chosen_file import NO_FILE, ChosenFile, choose_file
from core.cluster.features.feature import Feature
from core.cluster.features.options import Value
from ui.canvas.picture_pair import PicturePair
from ui.segment.seeing.seeing_view import SeeingView
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.widgets.building import open_dialog
from ui.widgets.docks import DockTabs
from ui.widgets.file_dialogs import FileType, all_files, ask_open_path
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.base.arrays import Bytes
    from core.image.image import Image
    from workers.seeing import FeatureChosen, Looker, NetworkChosen, Seen

NETWORK = "network"


class SeeingController(QObject):
    """features_wanted: cluster by these."""

    features_wanted = Signal(tuple)

    def __init__(
        self,
        session: Session,
        view: SeeingView,
        *,
        tabs: DockTabs,
        pictures: PicturePair,
        parent: QObject,
    ) -> None:
        """tabs: of which `view` is one."""
        super().__init__(parent)
        self._session, self._view, self._tabs, self._pictures = session, view, tabs, pictures
        self._looks = JobThread("seeing", self, on_done=self._take, on_failed=self._fail)
        self._maps = JobThread("map", self, on_done=self._take_map)
        self._files = JobThread("network file", self, on_done=self._take_file, on_failed=self._fail)
        self._looker: Looker | None = None
        self._opened: list[ChosenFile] = []
        self._cards: dict[ChosenFile, str] = {}
        self._chosen: NetworkChosen | FeatureChosen | None = None
        self._layer = ""
        self._image: Image | None = None
        self._seen: Seen | None = None
        session.document_changed.connect(self.follow)
        session.outcome_changed.connect(self.follow)
        view.shown.connect(self.follow)
        view.hidden.connect(self._hide_map)
        view.network_chosen.connect(self._choose)
        view.open_requested.connect(self._ask_file)
        view.card_requested.connect(self._ask_card)
        view.layer_chosen.connect(self._choose_layer)
        view.map_chosen.connect(self._enlarge)
        view.map_wanted.connect(self._want_map)
        view.layer_wanted.connect(self._want_layer)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("see_network", "Alt+7", self._tabs.show_page, self._view, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "What the networ&k sees"),
                QT_TRANSLATE_NOOP("Actions", "The maps of every layer of a pretrained network, as pictures."),
            ),
        )

    def follow(self) -> None:
        """Look where the picture is another one and somebody sees it."""
        document = self._session.document
        if document is None:
            self._forget(self.tr("Open a picture to see what a network sees in it."))
            return
        if not self._view.isVisible():
            if document.image is not self._image:
                self._forget("")
            return
        self._list()
        if document.image is not self._image:
            self._image = document.image
            self._look()

    def close(self) -> None:
        for thread in (self._looks, self._maps, self._files):
            thread.close()
        if self._looker is not None:
            self._looker.close()

    def _list(self) -> None:
        """What can be looked at; what is chosen stays, where it is still there."""
        from workers.seeing import FeatureChosen, NetworkChosen

        entries: list[tuple[str, NetworkChosen | FeatureChosen]] = [
            (self.tr("EfficientNet-Lite0"), NetworkChosen(NO_FILE, self._cards.get(NO_FILE, "")))
        ]
        entries += [
            (Path(file.path).name, NetworkChosen(file, self._cards.get(file, ""))) for file in self._opened
        ]
        outcome = self._session.outcome
        if outcome is not None:
            found = outcome.segmentation
            entries += [
                (
                    each.title,
                    FeatureChosen(each, found.parameters, found.models),
                )
                for each in found.parameters.features
            ]
        at = next((i for i, entry in enumerate(entries) if _same(entry[1], self._chosen)), 0)
        self._view.set_networks(list(entries), at)
        before, self._chosen = self._chosen, entries[at][1]  # with the models of the last run
        if not _same(self._chosen, before):
            self._layer = ""
        if not _alike(self._chosen, before) and self._image is not None:
            self._look()

    def _look(self) -> None:
        from workers.seeing import FeatureChosen, Looker, NetworkChosen

        if self._looker is None:
            self._looker = Looker()
        self._hide_map()
        self._view.set_busy(True)
        if self._seen is None:
            self._view.say(self.tr("Looking through the network…"))
        if self._image is None:
            return
        if isinstance(self._chosen, NetworkChosen):
            self._looks.submit(partial(self._looker.look, self._chosen, self._layer, self._image))
        elif isinstance(self._chosen, FeatureChosen):
            look = self._looker.look_at_feature
            self._looks.submit(partial(look, self._chosen, self._layer, self._image))

    def _take(self, seen: Seen) -> None:
        from core.cluster.prepared.feature_walls import PLANES
        from workers.seeing import FeatureChosen

        self._seen, self._layer = seen, seen.layer
        self._view.set_busy(False)
        network = seen.network
        if network is not None:
            words = self.tr("{0} · {1} million weights").format(
                network.family, f"{network.numbers / 1e6:.3g}"
            )
            self._view.set_layers(words, seen.layers, seen.layer, usable=True, has_card=True)
            self._view.show_wall(seen.wall, share=seen.share)
        elif isinstance(self._chosen, FeatureChosen):
            feature = self._chosen.feature
            planes = feature.specification.names((), dict(feature.options))
            of_planes = seen.layer in ("", PLANES) and len(planes) == len(seen.wall.numbers)
            words = self.tr("layers and planes of the feature")
            self._view.set_layers(
                words if seen.layers else self.tr("planes of the feature"),
                seen.layers,
                seen.layer,
                usable=seen.layer not in ("", PLANES),
            )
            self._view.show_wall(seen.wall, planes if of_planes else ())

    def _fail(self, sentence: str) -> None:
        self._seen = None
        self._view.set_busy(False)
        self._view.set_layers("", (), "")
        self._view.say(sentence)

    def _forget(self, sentence: str) -> None:
        """Nothing is looked at: no picture, or another one that nobody looks at."""
        self._looks.cancel()
        self._hide_map()
        self._image = self._seen = None
        self._view.set_busy(False)
        self._view.say(sentence)

    def _choose(self) -> None:
        self._chosen, self._layer = self._view.networks.currentData(), ""
        self._look()

    def _choose_layer(self, name: str) -> None:
        self._layer = name
        self._look()

    def _enlarge(self, row: int) -> None:
        seen, document = self._seen, self._session.document
        if seen is None or document is None:
            return
        from core.networks.wall import enlarged

        size = document.image.height, document.image.width
        self._view.follow_choice()
        self._maps.submit(partial(enlarged, seen.wall, row, size))

    def _take_map(self, levels: tuple[Bytes, ...]) -> None:
        row = self._view.wall.chosen()
        if row is not None and self._view.isVisible():
            name = self._view.wall.maps.name(row)
            self._pictures.set_map(levels, f"{self._layer}{name}" if name.startswith("#") else name)

    def _hide_map(self) -> None:
        self._maps.cancel()
        self._view.wall.clearSelection()
        self._view.follow_choice()
        self._pictures.set_map((), "")

    def _ask_file(self) -> None:
        from core.cluster.features.learned.network import FILE

        types = (FileType(_(FILE.title), FILE.endings), all_files())
        path = ask_open_path(self._view, self.tr("Open a network"), "", types)
        if path is not None:
            self._view.say(self.tr("Reading {0}…").format(path.name))
            self._files.submit(partial(choose_file, str(path)))

    def _take_file(self, file: ChosenFile) -> None:
        from workers.seeing import NetworkChosen

        if file not in self._opened:
            self._opened.append(file)
        self._chosen, self._layer, self._seen = NetworkChosen(file, self._cards.get(file, "")), "", None
        self._list()
        self._look()

    def _ask_card(self) -> None:
        from core.networks.card import Card, card_of
        from ui.segment.seeing.card_dialog import CardDialog

        if self._seen is None or self._seen.network is None:
            return
        now = card_of(self._seen.network.card, Card())
        dialog = CardDialog(now, card_of(self._seen.network.own_card, Card()), self._view)
        dialog.accepted.connect(self._take_card)
        open_dialog(dialog)

    def _take_card(self) -> None:
        from ui.segment.seeing.card_dialog import CardDialog
        from workers.seeing import NetworkChosen

        dialog, chosen = self.sender(), self._chosen
        if isinstance(dialog, CardDialog) and isinstance(chosen, NetworkChosen):
            card = dialog.card()
            self._cards[chosen.file] = "" if card is None else card.text
            self._chosen = replace(chosen, card=self._cards[chosen.file])
            self._list()
            self._look()

    def _want_map(self) -> None:
        row, seen = self._view.wall.chosen(), self._seen
        if row is not None and seen is not None:
            self._want(f"{self._layer}#{seen.wall.numbers[row]}")

    def _want_layer(self) -> None:
        self._want(self._layer)

    def _want(self, layer: str) -> None:
        """Beside the layers that count already: of this network, in place of another one, or of what a
        feature has learned.
        """
        from workers.seeing import FeatureChosen, NetworkChosen

        document, chosen = self._session.document, self._chosen
        if document is None:
            return
        features = document.parameters.features
        given: dict[str, Value] = {}
        if isinstance(chosen, NetworkChosen):
            feature, given = Feature(NETWORK), {"file": chosen.file, "card": chosen.card}
        elif isinstance(chosen, FeatureChosen):
            feature = chosen.feature
        else:
            return
        before = next((each for each in features if each.name == feature.name), feature)
        try:
            made = _with_layer(before, layer, given)
        except ParameterError as error:  # more of them than it takes
            self._view.note.setText(str(error))
            return
        others = tuple(each for each in features if each.name != made.name)
        self.features_wanted.emit((*others, made))


def _with_layer(feature: Feature, layer: str, given: dict[str, Value]) -> Feature:
    """With a layer more; with this one alone where other values are given than it has."""
    options = dict(feature.options)
    before = str(options["layer"]).split("+") if given.items() <= options.items() else []
    layers = dict.fromkeys([*filter(None, before), layer])
    return replace(feature, options=tuple({**options, **given, "layer": "+".join(layers)}.items()))


def _same(one: NetworkChosen | FeatureChosen, other: NetworkChosen | FeatureChosen | None) -> bool:
    """Whether it is the same entry of the list: a feature by its name, whatever its options are now."""
    from workers.seeing import FeatureChosen

    if isinstance(one, FeatureChosen) and isinstance(other, FeatureChosen):
        return one.feature.name == other.feature.name
    return one == other


def _alike(one: NetworkChosen | FeatureChosen, other: NetworkChosen | FeatureChosen | None) -> bool:
    """Whether it looks the same: a feature with the same options, too."""
    from workers.seeing import FeatureChosen

    if isinstance(one, FeatureChosen) and isinstance(other, FeatureChosen):
        return one.feature == other.feature
    return one == other
