"""Settings: what the surroundings say, read once."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the books are, and their key; `database_url` None means a server of our own."""

    model_config = SettingsConfigDict(env_prefix="GRANDLIVRE_", extra="ignore")

    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    key_file: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
