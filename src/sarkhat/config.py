"""Typed settings, read from the environment (`SARKHAT_…`); a wrong value stops the start and names the right ones."""

import base64
import difflib
import os
import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SARKHAT_"
_FASTEST = 100_000  # a day a second; a clock much faster runs out of years within the hour


class ConfigError(Exception):
    """The environment holds a value that cannot be used; the text says which, why, and what can."""


class Config(BaseSettings):
    """Every setting of Sarkhat. The field `data` is read from `SARKHAT_DATA`, and so on."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(default=Path("data"), description="Folder of the database, search index, pictures and logs.")
    secret_key: str = Field(
        default="", description="Signs the administrators' sessions; empty: made once in the data folder."
    )
    hosts: str = Field(
        default="localhost,127.0.0.1,[::1]", description="Host names that the site answers to, by commas."
    )
    bind: str = Field(default="127.0.0.1", description="Address that the site listens on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port that the site listens on.")
    site_url: str = Field(
        default="", description="Public address of the site, as https://news.example; empty: as asked."
    )
    contact: str = Field(default="", description="Address or page that outlets find in our User-Agent.")
    language: Literal["fa", "en"] = Field(default="fa", description="Language of the pages without a prefix.")
    time_zone: str = Field(default="Asia/Tehran", description="Zone in which times are shown.")
    web_processes: int = Field(default=1, ge=1, le=64, description="Processes that serve pages.")
    fetch_concurrency: int = Field(default=32, ge=1, le=1000, description="Hosts asked at the same time.")
    host_delay: float = Field(default=2.0, ge=0, le=3600, description="Seconds between two requests to one host.")
    proxy: str = Field(default="", description="HTTP proxy for fetching, as http://host:port; empty: none.")
    allow_loopback: bool = Field(
        default=False, description="Let the fetcher reach this machine: for replay and sample only."
    )
    alert_after: float = Field(
        default=6.0, ge=0, le=720, description="Hours for which an outlet is broken before the operator is told."
    )
    alert_mail: str = Field(default="", description="Mail addresses that are told of broken outlets, by commas.")
    mail_from: str = Field(default="", description="Sender of mail; empty: the first address that is told.")
    smtp_host: str = Field(default="", description="Mail server; empty: no mail is sent.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the way to the mail server is kept private."
    )
    smtp_user: str = Field(default="", description="Name at the mail server; empty: none is given.")
    smtp_password: str = Field(default="", description="Password at the mail server.")
    alert_webhook: str = Field(default="", description="Address that is told of broken outlets by POST.")
    alert_webhook_secret: str = Field(default="", description="Signs what goes to the webhook, as whsec_BASE64.")
    alert_webhook_private: bool = Field(
        default=False, description="The webhook may stand in a private network, at any port."
    )
    comments: Literal["moderated", "off"] = Field(
        default="moderated", description="Readers' comments wait for a moderator, or are off."
    )
    clock: str = Field(
        default="", description="Play another time, as 2026-07-21T00:00:00Z or 2026-07-21T00:00:00Z*60; for replay."
    )
    banner: Literal["", "sample", "replay"] = Field(
        default="", description="Notice that every page shows above its head."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much the log says."
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("not a known time zone; for example Asia/Tehran, Asia/Kabul, UTC") from error
        return value

    @field_validator("data", mode="before")
    @classmethod
    def _named_folder(cls, value: object) -> object:
        if not str(value).strip():
            raise ValueError("empty; name a folder, as /srv/sarkhat, or leave the setting out")
        return value

    @field_validator("hosts")
    @classmethod
    def _some_host(cls, value: str) -> str:
        if not value.strip(" ,"):
            raise ValueError("names no host; for example localhost,news.example")
        return value

    @field_validator("contact")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if not (value.isascii() and value.isprintable()) and value:
            raise ValueError("goes into a header of HTTP: one line of ASCII, as mailto:desk@news.example")
        return value

    @field_validator("site_url", "proxy")
    @classmethod
    def _http_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        if value and not _is_origin(value):
            raise ValueError("must be a host, with a port if need be, and no path; as https://news.example")
        return value.rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _plain_proxy(cls, value: str) -> str:
        if value.startswith("https://"):
            raise ValueError("must start with http://; what goes through it to https sites is encrypted anyway")
        return value

    @field_validator("alert_mail", "mail_from")
    @classmethod
    def _mail_addresses(cls, value: str) -> str:
        for address in filter(None, map(str.strip, value.split(","))):
            if not re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+", address):
                raise ValueError("must be mail addresses, as desk@news.example, with commas between")
        return value.strip(" ,")

    @field_validator("alert_webhook")
    @classmethod
    def _webhook(cls, value: str) -> str:
        if value and not (value.startswith(("http://", "https://")) and urlsplit(value).hostname):
            raise ValueError("must be an address, as https://chat.example/hooks/1")
        return value

    @field_validator("alert_webhook_secret")
    @classmethod
    def _secret(cls, value: str) -> str:
        try:
            base64.b64decode(value.removeprefix("whsec_"), validate=True)
        except ValueError as error:
            raise ValueError("must be base64, with or without whsec_ before it") from error
        return value

    @field_validator("clock")
    @classmethod
    def _clock_form(cls, value: str) -> str:
        if value:
            parse_clock(value)
        return value


def _is_origin(value: str) -> bool:
    parts = urlsplit(value)
    try:
        _ = parts.port  # raises on a port that is none
    except ValueError:
        return False
    return bool(parts.hostname) and parts.path in ("", "/") and not (parts.query or parts.fragment)


def parse_clock(value: str) -> tuple[datetime, float]:
    """Read `TIME` or `TIME*SPEED` into an aware instant and a speed (seconds of news a second of ours).

    Raises ValueError, which says what is wrong and what would be right.
    """
    text, _, said = value.partition("*")
    try:
        at, speed = datetime.fromisoformat(text), float(said or 1)
    except ValueError as error:
        raise ValueError("must be a time, as 2026-07-21T00:00:00Z or 2026-07-21T00:00:00Z*60") from error
    if at.tzinfo is None:
        raise ValueError("needs a zone, as 2026-07-21T00:00:00Z")
    if not 0 <= speed <= _FASTEST:
        raise ValueError(f"plays at a speed from 0 to {_FASTEST}, as 2026-07-21T00:00:00Z*60")
    return at, speed


def load() -> Config:
    """Read the environment. Raises ConfigError with one line for each wrong setting."""
    problems = [_unknown(name) for name in os.environ if name.startswith(PREFIX) and not _known(name)]
    try:
        config = Config()
    except ValidationError as error:
        problems += [_problem(one["loc"], one.get("input"), one["msg"]) for one in error.errors()]
    if problems:
        raise ConfigError("\n".join(problems))
    return config


def _problem(place: tuple[int | str, ...], given: object, said: str) -> str:
    return f"{PREFIX}{str(place[0]).upper()}={str(given)!r}: {said.removeprefix('Value error, ')}"


def make_folder(data: Path) -> None:
    """Make the data folder where it is not there. Raises ConfigError where that cannot be, or nobody may write."""
    advice = f"give this user the right to write there, or set {PREFIX}DATA to another folder"
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data):
            return
    except FileExistsError as error:
        raise ConfigError(f"{PREFIX}DATA={str(data)!r}: is a file; set it to a folder") from error
    except OSError as error:
        raise ConfigError(f"{PREFIX}DATA={str(data)!r}: cannot be written ({error.strerror}); {advice}") from error


def _known(name: str) -> bool:
    return name.removeprefix(PREFIX).lower() in Config.model_fields


def _unknown(name: str) -> str:
    names = [PREFIX + field.upper() for field in Config.model_fields]
    near = difflib.get_close_matches(name, names, 3) or names
    return f"{name}: no such setting; did you mean {', '.join(near)}?"
