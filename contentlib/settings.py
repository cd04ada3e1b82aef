"""One frozen Settings; the only reader of the environment and of ``contentlib.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from contentlib.errors import BadInput

PREFIX = "CONTENTLIB_"
FILE = "contentlib.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a team may change. Each field is also ``CONTENTLIB_<FIELD>`` and a line of ``contentlib.toml``.

    ``model`` is ``""`` for the model that comes with contentlib, or any sentence-transformers name or path.
    ``vocabulary`` is ``""`` for the one that comes with contentlib, or the path of a team's own.
    ``read_seconds`` and ``read_mb`` limit the reading of one file; ``file_mb`` is the largest file that is read.
    ``mass_retire`` is the share of a drive (0-1) that may vanish in one pass before the pass refuses to retire it.
    """

    library: Path = Path(platformdirs.user_data_dir("contentlib")) / "library.db"
    cache: Path = Path(platformdirs.user_cache_dir("contentlib"))
    model: str = ""
    vocabulary: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    person: str = ""
    company: str = ""
    file_mb: int = 200
    read_seconds: int = 60
    read_mb: int = 1024
    readers: int = 1
    mass_retire: float = 0.5


def read_settings(environ: Mapping[str, str] = os.environ, *, folder: Path | None = None) -> Settings:
    """Defaults, then ``contentlib.toml`` in ``folder`` (default: where we are), then the environment.

    Raises:
        BadInput: an unknown or unusable setting, named with the place it came from.
    """
    path = (folder or Path.cwd()) / FILE
    settings = _apply(Settings(), _read_toml(path), origin=str(path))
    from_environment = {
        field.name: environ[PREFIX + field.name.upper()]
        for field in fields(Settings)
        if PREFIX + field.name.upper() in environ
    }
    return _apply(settings, from_environment, origin="the environment")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is not valid TOML: {error}. Mend that line.") from error


def _apply(settings: Settings, values: Mapping[str, Any], *, origin: str) -> Settings:
    known = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    for name in values:
        if name not in known:
            raise BadInput(f"Unknown setting “{name}” in {origin}. Known are: {', '.join(known)}.")
    return replace(settings, **{name: _convert(name, value, known[name], origin) for name, value in values.items()})


def _convert(name: str, value: Any, default: Any, origin: str) -> Any:
    try:
        return Path(value).expanduser() if isinstance(default, Path) else type(default)(value)
    except (TypeError, ValueError) as error:
        raise BadInput(f"“{value}” is no {type(default).__name__} for the setting {name} in {origin}.") from error
