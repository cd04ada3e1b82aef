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
YES, NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


def _setting(default: Any, says: str, *, shown: str = "") -> Any:
    """A field with what it means; ``shown`` stands for a default that differs from machine to machine."""
    return field(default=default, metadata={"says": says, "shown": shown or str(default)})


def _secret(says: str) -> Any:
    """A text that is read from the environment only and never shown, in logs neither."""
    return field(default="", repr=False, metadata={"says": says, "shown": "", "secret": True})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a team may change. Each field is also ``CONTENTLIB_<FIELD>`` and a line of ``contentlib.toml``.

    What each one means stands in its metadata, from which the guide's table is made.
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
    learn: bool = _setting(True, "whether what was opened, sent, read and won lifts assets for searches like those")
    reranker: str = _setting("", "a CrossEncoder name or path that weighs the first results again; empty for none")
    host: str = _setting("127.0.0.1", "where the pages are served; elsewhere than loopback only with accounts")
    port: int = _setting(8000, "the port of the pages")
    person: str = _setting("", "the e-mail address of the person at this machine")
    company: str = _setting("", "the name of your company, for what buyers see")
    messages: str = _setting("", "a team's own messages to begin a mail with; empty for those that come along")
    smtp_host: str = _setting("", "the mail server that sends mails to buyers; empty for none")
    smtp_port: int = _setting(587, "its port")
    smtp_tls: str = _setting("starttls", "how the way to it is kept private: starttls, tls or none")
    smtp_user: str = _setting("", "the name to log in with; empty for no login")
    smtp_password: str = _secret("the password to log in with")
    smtp_from: str = _setting("", "the address mails come from; the rep's own is where answers go")
    smtp_ca: str = _setting("", "a file with the certificate that the mail server's is signed by, if not a public one")
    public_url: str = _setting(
        "", "the address at which people and buyers reach the pages, like https://content.example"
    )
    hosts: str = _setting("", "further host names that are answered, with commas between them")
    processes: int = _setting(
        0, "how many processes answer; 0: one without accounts, and with accounts one for each core, at most 4"
    )
    proxies: int = _setting(0, "how many proxies of yours stand before the pages and tell where a request comes from")
    session_idle_hours: int = _setting(72, "how long somebody stays signed in without asking for a page, in hours")
    session_days: int = _setting(30, "how long somebody stays signed in at most, in days")
    searches_per_minute: int = _setting(120, "how many searches one person may make in a minute, with accounts")
    oidc_issuer: str = _setting("", "the address of your OpenID provider, for single sign-on")
    oidc_client: str = _setting("", "the client id that the provider knows contentlib by")
    oidc_secret: str = _secret("the client secret that goes with it")
    oidc_role_claim: str = _setting("", "the claim of the provider that holds a role's name; empty to keep roles here")
    sso_session_hours: int = _setting(
        12, "how long somebody stays signed in by the provider before it is asked again, in hours"
    )
    sso_domains: str = _setting("", "the mail domains whose people may come in uninvited, with commas between them")
    sso_role: str = _setting("rep", "the role of who comes in uninvited")
    proxy_header: str = _setting("", "the header by which your proxy names who signed in, like X-Forwarded-Email")
    proxy_addresses: str = _setting("", "the addresses or networks that this header is believed from")
    file_mb: int = _setting(200, "the largest file that is read, in MB")
    read_seconds: int = _setting(60, "how long one file may take to read")
    read_mb: int = _setting(1024, "how much memory reading one file may take, in MB")
    file_passages: int = _setting(2000, "how many passages of one file are read for meaning; its words are all found")
    readers: int = _setting(1, "how many files are read at a time")
    scan_languages: str = _setting("eng", "the languages of scanned pages in Tesseract's names: eng+deu; empty: off")
    scan_seconds: int = _setting(600, "how long recognising the pages of one scanned file may take")
    pictures: str = _setting("auto", "pages drawn after a pass: auto, all that can be drawn here; pdf; or none")
    check_passes: int = _setting(
        50, "in how many passes the bytes of every file that looks unchanged are compared once; 0: only with --deep"
    )
    mass_retire: float = _setting(0.5, "the share of a drive that may vanish in one pass and be retired unasked")


def read_settings(environ: Mapping[str, str] = os.environ, *, folder: Path | None = None) -> Settings:
    """Defaults, then ``contentlib.toml`` in ``folder`` (default: where we are), then the environment.

    Raises:
        BadInput: an unknown or unusable setting, named with the place it came from.
    """
    path = (folder or Path.cwd()) / FILE
    settings = _apply(Settings(), _check_no_secret(_read_toml(path), path), origin=str(path))
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


def _check_no_secret(values: dict[str, Any], path: Path) -> dict[str, Any]:
    """A file is copied, mailed and checked in; a secret comes from the environment alone."""
    for one in fields(Settings):
        if one.metadata.get("secret") and one.name in values:
            raise BadInput(f"The setting {one.name} is a secret. Take it out of {path} and set {_variable(one.name)}.")
    return values


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _apply(settings: Settings, values: Mapping[str, Any], *, origin: str) -> Settings:
    known = {one.name: getattr(settings, one.name) for one in fields(Settings)}
    for name in values:
        if name not in known:
            raise BadInput(f"Unknown setting “{name}” in {origin}. Known are: {', '.join(known)}.")
    return replace(settings, **{name: _convert(name, value, known[name], origin) for name, value in values.items()})


def _convert(name: str, value: Any, default: Any, origin: str) -> Any:
    try:
        if isinstance(default, bool):
            return _to_bool(value)
        return Path(value).expanduser() if isinstance(default, Path) else type(default)(value)
    except (TypeError, ValueError) as error:
        raise BadInput(f"“{value}” is no {type(default).__name__} for the setting {name} in {origin}.") from error


def _to_bool(value: Any) -> bool:
    """What people write for yes and no; anything else is a mistake, and not a yes."""
    written = str(value).strip().lower()
    if written not in YES | NO:
        raise ValueError(value)
    return written in YES
