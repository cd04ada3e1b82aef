"""One frozen Settings; the only reader of the environment and of ``contentlib.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from contentlib.errors import BadInput

PREFIX = "CONTENTLIB_"
FILE = "contentlib.toml"


def _setting(default: Any, says: str, *, shown: str = "") -> Any:
    """A field with what it means; ``shown`` stands for a default that differs from machine to machine."""
    return field(default=default, metadata={"says": says, "shown": shown or str(default)})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a team may change. Each field is also ``CONTENTLIB_<FIELD>`` and a line of ``contentlib.toml``.

    What each one means stands in its metadata, from which the README's table is made.
    """

    library: Path = _setting(
        Path(platformdirs.user_data_dir("contentlib")) / "library.db",
        "the library file",
        shown="~/.local/share/contentlib/library.db",
    )
    cache: Path = _setting(
        Path(platformdirs.user_cache_dir("contentlib")), "where the prepared model is kept", shown="~/.cache/contentlib"
    )
    model: str = _setting("", "a sentence-transformers name or path; empty for the model that comes along")
    vocabulary: str = _setting("", "a team's own lists; empty for those that come along")
    host: str = _setting("127.0.0.1", "where the pages are served; loopback only")
    port: int = _setting(8000, "the port of the pages")
    person: str = _setting("", "the e-mail address of the person at this machine")
    company: str = _setting("", "the name of your company, for what buyers see")
    file_mb: int = _setting(200, "the largest file that is read, in MB")
    read_seconds: int = _setting(60, "how long one file may take to read")
    read_mb: int = _setting(1024, "how much memory reading one file may take, in MB")
    readers: int = _setting(1, "how many files are read at a time")
    mass_retire: float = _setting(0.5, "the share of a drive that may vanish in one pass and be retired unasked")


def read_settings(environ: Mapping[str, str] = os.environ, *, folder: Path | None = None) -> Settings:
    """Defaults, then ``contentlib.toml`` in ``folder`` (default: where we are), then the environment.

    Raises:
        BadInput: an unknown or unusable setting, named with the place it came from.
    """
    path = (folder or Path.cwd()) / FILE
    settings = _apply(Settings(), _read_toml(path), origin=str(path))
    from_environment = {
        one.name: environ[PREFIX + one.name.upper()] for one in fields(Settings) if PREFIX + one.name.upper() in environ
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
    known = {one.name: getattr(settings, one.name) for one in fields(Settings)}
    for name in values:
        if name not in known:
            raise BadInput(f"Unknown setting “{name}” in {origin}. Known are: {', '.join(known)}.")
    return replace(settings, **{name: _convert(name, value, known[name], origin) for name, value in values.items()})


def _convert(name: str, value: Any, default: Any, origin: str) -> Any:
    try:
        return Path(value).expanduser() if isinstance(default, Path) else type(default)(value)
    except (TypeError, ValueError) as error:
        raise BadInput(f"“{value}” is no {type(default).__name__} for the setting {name} in {origin}.") from error
