"""Errors of the input."""

from __future__ import annotations

from verbale.errors import UsageError, UserError


class InputError(UsageError):
    """The input as a whole cannot be read (no such file or folder, nothing matches)."""


class UnreadableError(UserError):
    """One text or what is said about it cannot be read. The message has the reason and the mend; ``at`` adds the place."""

    def at(self, place: str) -> UnreadableError:
        """The same error with the file, and line, that it is about."""
        return UnreadableError(f"{place}: {self}")
