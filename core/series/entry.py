"""What a series knows of one picture: measured, doubtful, or failed with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from core.base.sentences import _, in_a_row
from core.document.plain_json import Json
from core.pictures.dates import FileDates, PictureDate

if TYPE_CHECKING:
    from core.series.picture_work import Measured
State = Literal["measured", "edited", "doubtful", "failed"]
STATES: tuple[State, ...] = get_args(State)
# No number that is measured is anywhere near; its square is still one.
_LARGEST_NUMBER = 1e100


@dataclass(frozen=True)
class Entry:
    """path: as it was given. sha256: of its content, "" where it could not be read. state: "edited" where
    edits by hand have a part in what was measured.

    reason: why it is doubtful or failed, that its colours were rescaled or that it has a legend of its own,
    which edits are left out, in whole sentences. record: the run record of it, {} where it failed. dates:
    what its file says. date: when it was taken, as the series takes it. fit: how well it fits the legend, {}
    where that is not known. key: of picture and all that decides what is found in it.
    """

    path: str
    sha256: str = ""
    state: State = "failed"
    reason: str = ""
    record: Json = field(default_factory=dict)
    dates: FileDates = field(default_factory=FileDates)
    date: PictureDate = field(default_factory=PictureDate)
    outputs: dict[str, str] = field(default_factory=dict)
    fit: Json = field(default_factory=dict)
    key: str = ""

    @property
    def is_measured(self) -> bool:
        return self.state != "failed"

    @property
    def is_doubtful(self) -> bool:
        return self.state == "doubtful"

    @property
    def is_to_look_at(self) -> bool:
        """Whether somebody is to look at it before its numbers are believed, or because there are none."""
        return self.is_doubtful or not self.is_measured

    @property
    def name(self) -> str:
        return Path(self.path).name

    @property
    def drift(self) -> str:
        """ "no", or how the picture does not fit the legend, "shifted+new"; "rescaled" before that where its
        colours were; "own" where it was clustered by itself; empty where that is not known.
        """
        if self.has_own_legend:
            return "own"
        names = (*(("rescaled",) if self.is_rescaled else ()), *self.fit.get("kinds", ()))
        return ("+".join(names) or "no") if self.fit else ""

    @property
    def has_own_legend(self) -> bool:
        return "own_legend" in self.fit

    @property
    def is_rescaled(self) -> bool:
        return "rescaled" in self.fit

    @property
    def rescaling_helps(self) -> bool:
        """Whether it would fit the legend if its colours were rescaled."""
        return bool(self.fit.get("rescaling_helps"))

    @property
    def has_drifted(self) -> bool:
        return bool(self.fit.get("flagged"))


def measured_entry(path: Path, found: Measured, key: str) -> Entry:
    """Of a picture that was measured; how long that took is left out, so that the same is the same."""
    said = [*found.left_out, *found.unclear, *(str(each) for each in found.fit.get("reasons", ()))]
    state: State = "edited" if any(map(any, by_hand_in(found.record))) else "measured"
    if found.unclear or found.fit.get("flagged"):
        if state == "edited":
            said.insert(0, _("Edited by hand."))
        state = "doubtful"
    sha256 = str(found.record["image"]["sha256"])
    return Entry(
        str(path),
        sha256,
        state,
        in_a_row(said),
        {name: part for name, part in found.record.items() if name != "environment"},
        found.dates,
        outputs=found.outputs,
        fit=found.fit,
        key=key,
    )


def classes_of(entry: Entry) -> list[Json]:
    """Of its run record; none where it failed."""
    return list(entry.record["result"]["classes"]) if entry.record else []


def by_hand_in(record: Json) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """The pixels that edits by hand gave to each class, took from each, and took out of every class."""
    by_hand = dict(record["result"].get("by_hand", {}))
    gained, lost = (tuple(dict(by_hand.get(name, {})).values()) for name in ("gained", "lost"))
    return gained, lost, (by_hand.get("excluded", 0),)


def sharing(entry: Entry, other: Entry) -> Entry:
    """The same, with the parts of the record that are equal in both kept once in memory."""
    known = other.record
    return replace(
        entry, record={k: known[k] if known.get(k) == part else part for k, part in entry.record.items()}
    )


def are_alike(some: Sequence[Entry], others: Sequence[Entry]) -> bool:
    """Whether they are of the same pictures, measured alike; their dates may differ."""
    if some is others:
        return True
    pairs = zip(some, others, strict=False)
    return len(some) == len(others) and all(
        one is other or (one.path, one.key) == (other.path, other.key) for one, other in pairs
    )


def entry_json(entry: Entry) -> Json:
    """As plain JSON values."""
    return {
        "path": entry.path,
        "sha256": entry.sha256,
        "state": entry.state,
        "reason": entry.reason,
        "date": entry.date.text,
        "date_source": entry.date.source,
        "dates": {name: text for name, text in vars(entry.dates).items() if text or name != "typed"},
        **({"fit": entry.fit} if entry.fit else {}),
        **({"outputs": entry.outputs} if entry.outputs else {}),
        "key": entry.key,
        **({"record": entry.record} if entry.record else {}),
    }


def entry_from(values: Any) -> Entry:
    """From the values of a file. Raises KeyError, TypeError or ValueError where they are damaged."""
    if values["state"] not in STATES:
        raise ValueError(f"{values['state']!r} is no state of a picture")
    dates = {name: str(text) for name, text in dict(values["dates"]).items()}
    outputs = {str(name): str(path) for name, path in dict(values.get("outputs", {})).items()}
    record, fit = values.get("record", {}), values.get("fit", {})
    if not isinstance(record, dict) or not isinstance(fit, dict):
        raise TypeError("the record of a picture is none")
    _check_record(record)
    moments = [PictureDate(text).moment for text in dates.values() if text]
    if any(moment.tzinfo is not None for moment in moments):
        raise ValueError("a date of another clock")
    return Entry(
        str(values["path"]),
        str(values["sha256"]),
        values["state"],
        str(values["reason"]),
        record,
        FileDates(**dates),
        PictureDate(str(values["date"]), values["date_source"]),
        outputs,
        fit,
        str(values["key"]),
    )


def _check_record(record: Json) -> None:
    """Raises KeyError, TypeError or ValueError where what is shown of a picture is not there."""
    if not record:
        return
    texts = [record["calibration"]["source"], record["image"]["sha256"]]
    numbers = [record["image"]["valid_pixels"], record["calibration"].get("pixel_size_error_percent", 0)]
    for each in record["image"].get("side_files", ()):
        texts += [each["name"], each["sha256"]]
    for each in record["result"].get("clusters", ()):
        numbers += [each["id"], each["pixels"], each["area"]]
    for each in record["result"]["classes"]:
        texts += [each["name"], each["unit"], each["colour"]]
        numbers += [each["pixels"], each["fraction"], each["area"], *map(int, each["clusters"])]
        if not isinstance(each.get("error_parts", {}), dict):
            raise TypeError("the parts of an error are none")
        numbers += [each[key] for key in ("area_low", "area_high", "area_error") if each.get(key) is not None]
    for each in record["result"].get("ratios", ()):
        texts.append(each["name"])
        numbers += [each[key] for key in ("value", "low", "high") if each[key] is not None]
    numbers += [number for each in by_hand_in(record) for number in each]
    if not all(type(text) is str for text in texts):
        raise TypeError("a text is none")
    if not all(type(number) in (int, float) and abs(number) <= _LARGEST_NUMBER for number in numbers):
        raise TypeError("a number is none")


def moved_to(entry: Entry, path: Path) -> Entry:
    """The same of a picture that lies elsewhere now."""
    record = entry.record
    if record:
        record = {**record, "image": {**record["image"], "path": str(path)}}
    return replace(entry, path=str(path), record=record)


def entries_in(record: Json) -> Iterator[Entry]:
    """The pictures of a record, each with its whole run record.

    Raises KeyError, TypeError or ValueError where it is damaged.
    """
    shared = dict(record.get("shared", {}))
    for each in record["pictures"]:
        whole = {**each, "record": {**shared, **each["record"]}} if "record" in each else each
        yield entry_from(whole)
