"""Opens pictures: from files, the clipboard and the sample scene; what is open stays until it worked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.base.sentences import N_, _
from core.document.file_names import DOCUMENT_SUFFIX
from core.guarded.process import ReadingProcess
from core.image.image import CLIPBOARD, Image, Provenance
from core.image.reading import Reading
from core.io.reader import read
from workers.job_thread import Job, JobThread
from workers.mailbox import Mailbox
from workers.opened_collection import COLLECTION_SUFFIX
from workers.opening import Listed, Opened, ReadAgain, list_files, open_file, open_made, read_again

if TYPE_CHECKING:
    from workers.document_files import OpenedDocument
    from workers.left import Left
    from workers.opened_collection import OpenedCollection
    from workers.opened_project import OpenedProject
    from workers.picture_search import PictureWanted
    from workers.recovery import Recovered

    _Document = OpenedDocument | PictureWanted | OpenedProject | OpenedCollection | Recovered
    _Outcome = Listed | Opened | ReadAgain | _Document

# Formats of 32 bits a pixel or less with more than 8 a band.
_DEEP = (
    QImage.Format.Format_Grayscale16,
    QImage.Format.Format_RGB30,
    QImage.Format.Format_A2RGB30_Premultiplied,
    QImage.Format.Format_BGR30,
    QImage.Format.Format_A2BGR30_Premultiplied,
)


class OpenController(QObject):
    """opened(Opened), failed(sentence): the outcome of the newest request. state_changed: `reading`.

    read(Opened): of a picture that was read again. document_opened(OpenedDocument),
    picture_wanted(PictureWanted): of a document. project_opened(OpenedProject): of many pictures.
    collection_opened(OpenedCollection): of a collection that was kept.
    listed(Listed): of folders. recovered(Recovered): of what a crash has left. looked(pixels | None): what
    can be seen already of the picture that is being read (workers.opening.read_image); None once it is not.
    """

    opened = Signal(object)
    read = Signal(object)
    listed = Signal(object)
    document_opened = Signal(object)
    picture_wanted = Signal(object)
    project_opened = Signal(object)
    collection_opened = Signal(object)
    recovered = Signal(object)
    looked = Signal(object)
    failed = Signal(str)
    state_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = ReadingProcess(read)
        self._thread = JobThread("reading", self, on_done=self._take, on_failed=self._take_failure)
        self.reading = ""

    def warm_up(self) -> None:
        """Start the helper process before it is needed."""
        self._process.start()

    def open_file(self, path: Path, reading: Reading | None = None) -> None:
        """reading: what was chosen of what the file leaves open."""
        if path.suffix.lower() == DOCUMENT_SUFFIX:
            self.open_document(path)
        elif path.suffix.lower() == COLLECTION_SUFFIX:
            self.open_collection(path)
        else:
            looks: Mailbox[Bytes] = Mailbox(self.looked.emit)
            self._submit(path.name, partial(open_file, path, self._process, reading, looks=looks), looks)

    def read_again(self, path: Path, reading: Reading) -> None:
        """The picture that is open, in another way; `read` tells."""
        self._submit(path.name, partial(read_again, path, self._process, reading))

    def list_files(self, paths: tuple[Path, ...]) -> None:
        """Find out which files are meant; `listed` tells."""
        self._submit(paths[0].name, partial(list_files, paths))

    def open_document(self, path: Path, picture: Path | None = None, *, accept: bool = False) -> None:
        """picture: chosen by the user. accept: even if it is another one than the document was made with."""
        from workers.document_files import open_document

        job = partial(open_document, path, self._process, picture=picture, accept=accept)
        self._submit(path.name, job)

    def open_collection(self, path: Path) -> None:
        """By its file."""
        self._submit(path.name, partial(_open_collection, path, self._process))

    def recover(self, left: Left, picture: Path | None = None) -> None:
        """A document that a crash has left. picture: chosen by the user."""
        from workers.recovery import recover

        self._submit(left.kept.name, partial(recover, left, self._process, picture=picture))

    def open_sample(self, name: str = "sea-ice") -> None:
        """One of core.scenes.samples."""
        self._submit(self.tr("the sample scene"), partial(open_made, partial(_sample, name)))

    def open_clipboard(self, picture: QImage) -> None:
        self._submit(self.tr("the clipboard"), partial(open_made, partial(_from_clipboard, picture)))

    def cancel(self) -> None:
        self._thread.cancel()
        self._set_reading("")

    def close(self) -> None:
        self._thread.close()
        self._process.close()

    def _submit(self, what: str, job: Job[_Outcome], looks: Mailbox[Bytes] | None = None) -> None:
        self._thread.submit(job, looks)
        self._set_reading(what)

    def _take(self, outcome: _Outcome) -> None:
        self._set_reading("")
        if isinstance(outcome, Listed):
            self.listed.emit(outcome)
        elif isinstance(outcome, Opened):
            self.opened.emit(outcome)
        elif isinstance(outcome, ReadAgain):
            self.read.emit(outcome.opened)
        else:
            self._take_document(outcome)

    def _take_document(self, outcome: _Document) -> None:
        from workers.document_files import OpenedDocument
        from workers.opened_collection import OpenedCollection
        from workers.opened_project import OpenedProject
        from workers.picture_search import PictureWanted

        if isinstance(outcome, OpenedDocument):
            self.document_opened.emit(outcome)
        elif isinstance(outcome, OpenedProject):
            self.project_opened.emit(outcome)
        elif isinstance(outcome, OpenedCollection):
            self.collection_opened.emit(outcome)
        elif isinstance(outcome, PictureWanted):
            self.picture_wanted.emit(outcome)
        else:
            self.recovered.emit(outcome)

    def _take_failure(self, sentence: str) -> None:
        self._set_reading("")
        self.failed.emit(sentence)

    def _set_reading(self, what: str) -> None:
        """What was seen of another picture is taken away."""
        self.reading = what
        self.looked.emit(None)
        self.state_changed.emit()


def _open_collection(path: Path, process: ReadingProcess, cancelled: Cancel) -> OpenedCollection:
    """What it needs is imported in the thread: the window starts without the rooms of a collection."""
    from workers.reopening import open_collection

    return open_collection(path, process, cancelled)


def _sample(name: str) -> Image:
    from core.scenes.samples import SAMPLES

    return SAMPLES[name].make().image


def _from_clipboard(picture: QImage) -> Image:
    """Runs in the reading thread: a QImage may be read anywhere. What is lost is said, as of a file."""
    import numpy as np

    from core.io.alpha import partial_of, transparency
    from core.io.finish import REDUCED, data_share

    rgba = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(rgba.constBits(), np.uint8).reshape(rgba.height(), rgba.bytesPerLine())
    pixels = rows[:, : rgba.width() * 4].reshape(rgba.height(), rgba.width(), 4)
    valid, partly = transparency(pixels[..., 3])
    warnings = partial_of(partly)
    if picture.depth() > 32 or picture.format() in _DEEP:
        warnings = (*warnings, _(REDUCED))
    if valid is not None:
        warnings = (*warnings, *data_share(valid.size, valid.size - int(np.count_nonzero(valid))))
    return Image(
        pixels[..., :3].copy(),
        valid,
        provenance=Provenance(N_("clipboard"), "", CLIPBOARD),
        warnings=warnings,
    )
