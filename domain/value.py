"""What every fact and every command is made of: frozen, closed values."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value that refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
