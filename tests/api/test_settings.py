"""Settings come from the surroundings, under the project's prefix."""

from pathlib import Path

import pytest

from api.settings import Settings


def test_settings_are_read_from_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///books")
    monkeypatch.setenv("GRANDLIVRE_KEY_FILE", "/etc/grandlivre/key")
    monkeypatch.setenv("GRANDLIVRE_PORT", "8080")
    settings = Settings()
    assert settings.database_url == "postgresql:///books"
    assert settings.key_file == Path("/etc/grandlivre/key")
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)


def test_without_a_database_the_server_is_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert Settings().database_url is None
