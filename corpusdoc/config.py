"""Settings: corpusdoc.toml found upwards, CORPUSDOC_* above it, command line options above both."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from corpusdoc.errors import ConfigError, MissingError

FILE = "corpusdoc.toml"
PREFIX = "CORPUSDOC_"


@dataclass(frozen=True, slots=True)
class Config:
    """A workspace's settings. Every field but `root` is a key of corpusdoc.toml and a variable CORPUSDOC_<KEY>."""

    root: Path  # the workspace: the folder that holds corpusdoc.toml
    corpus: str = "default"
    engine: str = "whoosh"
    executor: str = "local"
    jobs: int = 0  # worker processes; 0: as many as there are cores
    timeout: float = 60.0  # seconds that one file may take
    max_bytes: int = 512_000_000  # of one file
    max_memory: int = 2_000_000_000  # bytes of address space that a worker may take, where the system can limit it
    lang: str = ""  # zh or en; empty: from the locale


KEYS = {field.name: field.type for field in fields(Config) if field.name != "root"}


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards from `start` that holds corpusdoc.toml."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def load_config(start: Path, environment: Mapping[str, str] = os.environ, **options: object) -> Config:
    """The settings that hold in `start`. Options that are None do not count.

    Raises MissingError without a workspace, ConfigError for an unknown key or a value of the wrong type.
    """
    root = find_root(start.resolve())
    if root is None:
        raise MissingError("no workspace here or above ({folder}): corpusdoc init makes one", folder=start.resolve())
    settings: dict[str, object] = {}
    for origin, values in (
        (str(root / FILE), _read(root / FILE)),
        ("environment", {k[len(PREFIX) :].lower(): v for k, v in environment.items() if k.startswith(PREFIX)}),
        ("option", {k: v for k, v in options.items() if v is not None}),
    ):
        for key, value in values.items():
            settings[key] = _checked(origin, key, value)
    return Config(root=root, **settings)  # type: ignore[arg-type]  # checked one by one above


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("{path}: not readable as TOML: {error}", path=path, error=error) from error


def _checked(origin: str, key: str, value: object) -> object:
    if key not in KEYS:
        raise ConfigError(
            "{origin}: unknown key '{key}'; there are: {known}", origin=origin, key=key, known=", ".join(KEYS)
        )
    try:
        match KEYS[key]:
            case "int":
                return int(str(value))
            case "float":
                return float(str(value))
            case _:
                if not isinstance(value, str):
                    raise ValueError
                return value
    except ValueError as error:
        raise ConfigError(
            "{origin}: '{key}' must be of type {type}, not {value!r}",
            origin=origin,
            key=key,
            type=KEYS[key],
            value=value,
        ) from error
