"""Typed settings, read from the environment (`SARKHAT_…`); a wrong value stops the start and names the right ones."""

import difflib
import os
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SARKHAT_"


class ConfigError(Exception):
    """The environment holds a value that cannot be used; the text says which, why, and what can."""


class Config(BaseSettings):
    """Every setting of Sarkhat. The field `data` is read from `SARKHAT_DATA`, and so on."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="Folder of the database, search index, pictures and logs.")
    secret_key: str = Field("", description="Signs the administrators' sessions; empty: made once in the data folder.")
    hosts: str = Field("localhost,127.0.0.1,[::1]", description="Host names that the site answers to, by commas.")
    bind: str = Field("127.0.0.1", description="Address that the site listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port that the site listens on.")
    site_url: str = Field("", description="Public address of the site, as https://news.example; empty: as asked.")
    contact: str = Field("", description="Address or page that outlets find in our User-Agent.")
    language: Literal["fa", "en"] = Field("fa", description="Language of the pages without a prefix.")
    time_zone: str = Field("Asia/Tehran", description="Zone in which times are shown.")
    web_processes: int = Field(1, ge=1, le=64, description="Processes that serve pages.")
    fetch_concurrency: int = Field(32, ge=1, le=1000, description="Hosts asked at the same time.")
    host_delay: float = Field(2.0, ge=0, le=3600, description="Seconds between two requests to one host.")
    proxy: str = Field("", description="HTTP proxy for fetching, as http://host:port; empty: none.")
    allow_loopback: bool = Field(False, description="Let the fetcher reach this machine: for replay and sample only.")
    comments: Literal["moderated", "off"] = Field(
        "moderated", description="Readers' comments wait for a moderator, or are off."
    )
    clock: str = Field(
        "", description="Play another time, as 2026-07-21T00:00:00Z or 2026-07-21T00:00:00Z*60; for replay."
    )
    banner: Literal["", "sample", "replay"] = Field("", description="Notice that every page shows above its head.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much the log says.")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("not a known time zone; for example Asia/Tehran, Asia/Kabul, UTC") from error
        return value

    @field_validator("site_url", "proxy")
    @classmethod
    def _http_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @field_validator("clock")
    @classmethod
    def _clock_form(cls, value: str) -> str:
        if value:
            parse_clock(value)
        return value


def parse_clock(value: str) -> tuple[datetime, float]:
    """Read `TIME` or `TIME*SPEED` into an aware instant and a speed (seconds of news a second of ours)."""
    text, _, speed = value.partition("*")
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("needs a zone, as 2026-07-21T00:00:00Z")
    return at, float(speed or 1)


def load() -> Config:
    """Read the environment. Raises ConfigError with one line for each wrong setting."""
    problems = [_unknown(name) for name in os.environ if name.startswith(PREFIX) and not _known(name)]
    try:
        config = Config()
    except ValidationError as error:
        problems += [f"{PREFIX}{str(e['loc'][0]).upper()}={e.get('input')!r}: {e['msg']}" for e in error.errors()]
    if problems:
        raise ConfigError("\n".join(problems))
    return config


def _known(name: str) -> bool:
    return name.removeprefix(PREFIX).lower() in Config.model_fields


def _unknown(name: str) -> str:
    names = [PREFIX + field.upper() for field in Config.model_fields]
    near = difflib.get_close_matches(name, names, 3) or names
    return f"{name}: no such setting; did you mean {', '.join(near)}?"
