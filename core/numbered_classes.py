"""What is said for a class that nobody has named: its name is the number of a cluster, which moves."""

from __future__ import annotations

from core.class_matching import means_of
from core.document import Document
from core.naming import is_unnamed
from core.segmentation import Segmentation


def number_notes(document: Document, segmentation: Segmentation) -> tuple[str, ...]:
    """A sentence where steps or edits are for the number of a cluster of another run than this one."""
    if document.naming is None or document.naming.means == means_of(segmentation):
        return ()
    numbers = {item.name for item in document.classes or () if is_unnamed(item)}
    used = {step.class_name for step in document.steps if step.on}
    used |= set() if document.edits is None else set(document.edits.names)
    names = ", ".join(f"“{name}”" for name in sorted(numbers.intersection(used)))
    what = "Edits by hand or steps of post-processing are for the number of a cluster"
    after = "another run may give it to another cluster: check them, and name the class"
    return (f"{what}, {names}; {after}.",) if names else ()
