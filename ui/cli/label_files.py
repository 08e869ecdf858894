"""The options about labels from elsewhere: --labels, --compare and --label-name."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ParameterError, ReadError
from core.base.sentences import _, with_commas
from core.elsewhere.class_labels import ClassLabels, joined, renamed_labels
from core.elsewhere.label_files import class_labels_for
from core.guarded.process import ReadingProcess
from core.image.image import Described, grid_of


@dataclass(frozen=True)
class LabelFiles:
    """measured: files whose classes are measured; compared: that they are compared with. names: old → new."""

    measured: tuple[Path, ...] = ()
    compared: tuple[Path, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.measured or self.compared)

    def on(self, image: Described, reader: ReadingProcess) -> tuple[ClassLabels | None, ClassLabels | None]:
        """Those that are measured and those that are compared with, each None without.

        Raises ReadError, ParameterError.
        """
        found = [self._of(files, image, reader) for files in (self.measured, self.compared)]
        known = {"0", *(name for labels in found if labels for name in labels.names)}
        for name in self.names:
            if name not in known:
                sentence = _("--label-name names a class “{name}”, but the labels have {names}.")
                names = with_commas(sorted(known - {"0"}))
                raise ParameterError(sentence.format(name=name, names=names) + did_you_mean(name, known))
        measured, compared = (None if labels is None else self._called(labels) for labels in found)
        return measured, compared

    def _called(self, labels: ClassLabels) -> ClassLabels:
        there = {*labels.names, "0"}
        return renamed_labels(labels, {old: new for old, new in self.names.items() if old in there})

    @staticmethod
    def _of(files: Sequence[Path], image: Described, reader: ReadingProcess) -> ClassLabels | None:
        if not files:
            return None
        name = Path(image.provenance.path).name
        found = [reader.read_by(class_labels_for, path, grid_of(image), name) for path in files]
        try:
            return joined(found)
        except ParameterError as error:
            raise ReadError(files[0], str(error)) from None


NO_LABEL_FILES = LabelFiles()


def label_files(options: argparse.Namespace) -> LabelFiles:
    """Raises ParameterError."""
    if options.label_names and not (options.labels or options.compare):
        raise ParameterError(_("--label-name is for --labels FILE or --compare FILE: name the file too."))
    names: dict[str, str] = {}
    for text in options.label_names:
        for part in text.split(","):
            old, equals, new = (each.strip() for each in part.partition("="))
            if not (old and equals and new):
                raise ParameterError(
                    _("--label-name is “{text}”: write OLD=NEW, for example 1=ice,2=water.").format(text=text)
                )
            names[old] = new
    return LabelFiles(tuple(map(Path, options.labels)), tuple(map(Path, options.compare)), names)
