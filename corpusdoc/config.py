"""Settings: corpusdoc.toml found upwards, CORPUSDOC_* above it, command line options above both."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from corpusdoc.errors import ConfigError, MissingError, UsageError

VERSION = "0.1.0"
FILE = "corpusdoc.toml"
PREFIX = "CORPUSDOC_"
# Of a source's time, for text recognition; and seconds for it where a source may take any.
OCR_SHARE, UNHURRIED = 0.7, 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one source may take: bombs and mistakes stop there, honest files do not."""

    max_bytes: int = 512_000_000  # of one document
    max_unpacked: int = 2_000_000_000  # bytes of all members of an archive, or of all parts of a document
    max_ratio: int = 200  # to which 10 MB and more may unpack
    max_members: int = 10_000  # of an archive
    max_depth: int = 3  # of archives in archives
    ocr_seconds: float = 40.0  # of text recognition for one source; 0: none


@dataclass(frozen=True, slots=True)
class Config:
    """A workspace's settings. Every field but `root` is a key of corpusdoc.toml and a variable CORPUSDOC_<KEY>."""

    root: Path  # the workspace: the folder that holds corpusdoc.toml
    corpus: str = "default"
    engine: str = "whoosh"
    executor: str = "local"
    jobs: int = 0  # worker processes; 0: as many as there are cores
    timeout: float = 60.0  # seconds that one file may take
    max_bytes: int = 512_000_000  # of one document
    max_unpacked: int = 2_000_000_000  # bytes of an archive's members, or a document's parts, together
    max_ratio: int = 200  # to which they may unpack
    max_members: int = 10_000  # of an archive
    max_depth: int = 3  # of archives in archives
    ocr: str = "auto"  # text recognition where tesseract is installed; off: never
    max_memory: int = 2_000_000_000  # bytes of address space that a worker may take, where the system can limit it
    lang: str = ""  # zh or en; empty: from the locale
    rules_off: tuple[str, ...] = ()  # repairs and noise rules to leave out: "pinyin.note", or a whole group, "pinyin"

    @property
    def limits(self) -> Limits:
        """What one source may take. Text recognition leaves the rest some of a source's time."""
        seconds = OCR_SHARE * (self.timeout or UNHURRIED) if self.ocr == "auto" else 0.0
        return Limits(self.max_bytes, self.max_unpacked, self.max_ratio, self.max_members, self.max_depth, seconds)


_SETTINGS = """\
# corpusdoc 的设置；去掉 # 即生效。 Settings of corpusdoc: take away the # to change one.
# corpus = "default"        # 语料库 corpus to work on
# lang = "zh"               # 信息语言 language of messages: zh, en
# engine = "whoosh"         # 索引引擎 index: whoosh, tantivy
# executor = "local"        # 在哪里运行 where work runs: local, serial
# jobs = 0                  # 工作进程数 worker processes; 0: one for each core
# timeout = 60.0            # 单个文件最长秒数 seconds that one file may take
# max_bytes = 512000000     # 单个文档最大字节数 bytes of one document
# max_unpacked = 2000000000 # 压缩包解开后最大字节数 bytes of an archive's members together
# max_ratio = 200           # 最大压缩比 to which they may unpack
# max_members = 10000       # 压缩包最多文件数 members of one archive
# max_depth = 3             # 压缩包最多嵌套层数 archives in archives
# ocr = "auto"              # 文字识别 text recognition (tesseract): auto, off
# max_memory = 2000000000   # 工作进程内存上限 bytes of memory of one worker
# rules_off = ["misprint"]  # 停用的修复规则 repairs to leave out, as corpusdoc show DOC --damage names them
"""

KEYS = {field.name: field.type for field in fields(Config) if field.name != "root"}


# Folders of a workspace, and what they are for.
FOLDERS = ("corpora", "indexes", "lexicon", "corrections")


def create_workspace(folder: Path) -> tuple[str, ...]:
    """Make a workspace in `folder`, new or existing, and return the names of what was made. Nothing is overwritten.

    Raises UsageError where one is already, or where nobody may write.
    """
    if (folder / FILE).exists():
        raise UsageError("{folder} is a workspace already", folder=folder.resolve())
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(_SETTINGS, encoding="utf-8")
    except OSError as error:
        raise UsageError("cannot write to {folder}: {error}", folder=folder, error=error.strerror) from error
    return (FILE, *(f"{name}/" for name in FOLDERS))


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


def _names(value: object) -> tuple[str, ...]:
    names = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise ValueError
    return tuple(names)


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
            case "tuple[str, ...]":
                return _names(value)
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
