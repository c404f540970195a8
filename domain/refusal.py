"""Refusals: a command that may not be carried out, by name and with its reason."""


class Refusal(Exception):
    """The reason why a command changes nothing; its class names it, its docstring says it."""

    def __init__(self, *details: object) -> None:
        super().__init__(*details)
        self.details = tuple(str(detail) for detail in details)

    @property
    def reason(self) -> str:
        """The sentence of the refusal, with what it is about."""
        sentence = " ".join((self.__doc__ or "").split())
        return f"{sentence} ({', '.join(self.details)})" if self.details else sentence
