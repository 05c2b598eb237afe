"""What Office packages say of themselves outside their text."""

from __future__ import annotations

from corpusdoc import lazy_re as re
from corpusdoc.load.package import Package, parse_xml
from corpusdoc.model import Hints

PROPERTIES = "docProps/core.xml"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def office_hints(package: Package) -> Hints:
    """Title, author and the day of the last change."""
    if PROPERTIES not in package.names:
        return Hints()
    root = parse_xml(package.part(PROPERTIES), PROPERTIES)
    stated = {str(element.tag).rpartition("}")[2]: (element.text or "").strip() for element in root}
    day = DAY.match(stated.get("modified") or stated.get("created", ""))
    return Hints(stated.get("title") or None, day[0] if day else None, stated.get("creator") or None)
