"""Every setting of the service, in one frozen object read from the environment.

Weak or missing ones are refused at start, in words that say what to set. docs/operations.md
explains each to the people who run the service, and a test holds that it names them all.
"""

from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_LEAST_SECRET = 16
_DEMO_DATA = Path("var/data")
_DEMO_KEYS = Path("var/keys/ring.json")


class Settings(BaseSettings):
    """What the people who run the service may choose."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", use_attribute_docstrings=True, hide_input_in_errors=True
    )

    host: str = "localhost"
    """The address to listen on; anything but localhost is served over HTTPS."""
    port: int = Field(default=8000, ge=1, le=65535)
    """The port to listen on."""
    public_url: str = ""
    """The address people open, such as https://code.example; needed when HOST is not localhost."""
    data_folder: Path | None = None
    """The folder of the database; needed outside demo mode."""
    database_url: SecretStr = SecretStr("")
    """A PostgreSQL database, postgresql://ROLE:PASSWORD@HOST/NAME; without it SQLite."""
    database_admin_url: SecretStr = SecretStr("")
    """The same database as its owner, who migrates and purges; DATABASE_URL without it."""
    database_connections: int = Field(default=8, ge=2, le=200)
    """How many connections to PostgreSQL each process holds at most."""
    key_file: Path | None = None
    """The key ring's file, outside the data folder and readable by nobody else; needed likewise."""
    backup_folder: Path | None = None
    """A folder, best on another machine's disk, for sealed backups made while the service runs."""
    backup_minutes: int = Field(default=60, ge=5, le=1440)
    """How often a backup is made there."""
    demo: bool = False
    """Fill an empty database with made-up people and mount the demo page; never in production."""
    demo_texts: bool = False
    """In the demo, ask for six digits as where text messages are sent; /demo/outbox shows them."""
    trust_file: Path | None = None
    """The trust list for checkers, as the offline root signed it; without it none is served."""
    trust_root: str = Field(default="", pattern=r"^([0-9a-f]{128})?$")
    """The offline root's public key, x and y in hexadecimal; needed with TRUST_FILE."""
    clips_folder: Path | None = None
    """Spoken sentences in further languages, offered beside the phone's own voice."""
    home_division: str = Field(default="532528", pattern=r"^53\d{4}$")
    """The county this service stands in: its townships come first in every list."""
    workers: int = Field(default=1, ge=1, le=64)
    """How many processes answer requests."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least severe log line that is written."""
    reload: bool = False
    """Read templates and static files anew when they change; for people who work on them."""
    trusted_proxies: str = ""
    """Comma-separated addresses of the proxies in front, whose X-Forwarded-For is believed."""
    sms_url: str = ""
    """The https address of a gateway for text messages; without it no page offers any."""
    sms_secret: SecretStr = SecretStr("")
    """What the gateway knows us by, at least 16 characters; needed with SMS_URL."""
    sms_second_url: str = ""
    """Another provider's gateway, asked where the first one fails."""
    sms_second_secret: SecretStr = SecretStr("")
    """What the second one knows us by; needed with SMS_SECOND_URL."""
    hotline: str = Field(default="12345", pattern=r"^[0-9+ -]{3,20}$")
    """The telephone number that pages tell people to call."""

    @model_validator(mode="after")
    def _refuse_weak(self) -> Self:
        problems = [*self._missing(), *self._weak_url(), *self._wrong_database()]
        problems += self._wrong_gateways()
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _missing(self) -> list[str]:
        if self.demo:
            return []
        named = {"KEY_FILE": self.key_file}
        if not self.postgres:
            named["DATA_FOLDER"] = self.data_folder
        return [f"{name} is needed outside demo mode" for name, value in named.items() if not value]

    def _weak_url(self) -> list[str]:
        if not self.public_url:
            return [] if self.local else ["PUBLIC_URL is needed when HOST is not localhost"]
        parts = urlsplit(self.public_url)
        if not parts.hostname or parts.path not in {"", "/"} or parts.query or parts.fragment:
            return ["PUBLIC_URL is a scheme, a host and at most a port"]
        if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL):
            return []
        return ["PUBLIC_URL must begin with https://: phones give a plain page no camera"]

    def _wrong_database(self) -> list[str]:
        named = {"DATABASE_URL": self.database_url, "DATABASE_ADMIN_URL": self.database_admin_url}
        problems = [
            f"{name} must be postgresql://ROLE:PASSWORD@HOST/NAME"
            for name, url in named.items()
            if url.get_secret_value() and not url.get_secret_value().startswith(_POSTGRES)
        ]
        if self.database_admin_url.get_secret_value() and not self.postgres:
            problems.append("DATABASE_ADMIN_URL needs DATABASE_URL, the app's own role")
        if self.backup_folder and self.postgres:
            problems.append("BACKUP_FOLDER is for SQLite alone; docs/operations.md backs up yours")
        if self.backup_folder and self._keys_in(self.backup_folder):
            problems.append("KEY_FILE must not lie in BACKUP_FOLDER: together they open everything")
        return problems

    def _wrong_gateways(self) -> list[str]:
        problems = []
        for name in ("sms", "sms_second"):
            url, secret = getattr(self, f"{name}_url"), getattr(self, f"{name}_secret")
            parts = urlsplit(url)
            local = parts.scheme == "http" and parts.hostname in _LOCAL
            if url and not (parts.hostname and (parts.scheme == "https" or local)):
                problems.append(f"{name.upper()}_URL must begin with https://")
            if url and len(secret.get_secret_value()) < _LEAST_SECRET:
                problems.append(f"{name.upper()}_SECRET is needed, {_LEAST_SECRET} characters")
        if self.sms_second_url and not self.sms_url:
            problems.append("SMS_SECOND_URL needs SMS_URL, the first gateway")
        return problems

    @property
    def postgres(self) -> str:
        """Give the app's URL of PostgreSQL, empty where the service stands on SQLite."""
        return self.database_url.get_secret_value()

    @property
    def postgres_admin(self) -> str:
        """Give the URL with which tables are made and outlived rows deleted."""
        return self.database_admin_url.get_secret_value() or self.postgres

    @property
    def local(self) -> bool:
        """Tell whether only this machine can reach the service."""
        return self.host in _LOCAL

    @property
    def origin(self) -> str:
        """Give the scheme, host and port that people's browsers see, without a slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach us over HTTPS, here or at a proxy in front."""
        return self.origin.startswith("https://")

    @property
    def data(self) -> Path:
        """Give the data folder, the demo's own where none is set."""
        return self.data_folder or _DEMO_DATA

    @property
    def keys(self) -> Path:
        """Give the key ring's file, the demo's own where none is set."""
        return self.key_file or _DEMO_KEYS

    def _keys_in(self, folder: Path) -> bool:
        return self.keys.resolve().is_relative_to(folder.resolve())

    @property
    def database(self) -> Path:
        """Give the database's file."""
        return self.data / "healthcode.db"
