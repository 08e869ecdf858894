"""XML of strangers: elements and text, nothing that expands to more than memory or names a file."""

from __future__ import annotations

from xml.etree import ElementTree as ET

# UTF-16 writes these otherwise; but it has a zero byte in each of them, which no other XML has.
_REFUSED = b"<!DOCTYPE", b"<!ENTITY", b"\0"


def is_plain_xml(data: bytes) -> bool:
    """Whether it can have no entities of its own, in any encoding that expat reads."""
    return not any(each in data for each in _REFUSED)


def plain_xml(data: bytes) -> ET.Element | None:
    """The root of XML for which `is_plain_xml` holds; None where it is damaged."""
    try:
        return ET.fromstring(data)  # noqa: S314 - no entities, see above
    except (ET.ParseError, ValueError, LookupError):  # LookupError: of an encoding that nobody knows
        return None
