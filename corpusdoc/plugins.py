"""Parts found by name: a literal table of built-in ones, extended by entry points, imported on demand."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from corpusdoc.errors import UsageError


def find(group: str, name: str, builtin: Mapping[str, str]) -> Any:
    """The part called `name` of a group ("engines"), from `builtin` ("module:attribute") or an entry point
    of the group "corpusdoc.<group>". Raises UsageError that names the parts there are, or the extra to install.
    """
    # Asking what is installed takes 2 ms, as long as reading a report: only for names that are not built in.
    targets = builtin if name in builtin else _installed(group) | dict(builtin)
    if name not in targets:
        known = ", ".join(sorted(targets))
        raise UsageError("no {group} called '{name}'; there are: {known}", group=group, name=name, known=known)
    module, _, attribute = targets[name].partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("corpusdoc"):
            raise
        raise UsageError(
            "{group} '{name}' needs '{module}': pip install 'corpusdoc[{name}]'",
            group=group,
            name=name,
            module=error.name,
        ) from error


def _installed(group: str) -> dict[str, str]:
    # 0.03 s, with all of email
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=f"corpusdoc.{group}")}
