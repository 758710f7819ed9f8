"""Errors that users can mend. Light on purpose: the command line reads it before anything else is loaded."""

from __future__ import annotations

ACT = 1
"""Exit code: something in the texts, the tables or the rules wants a hand."""
USAGE = 2
"""Exit code: the command or the call was wrong."""
INTERRUPTED = 130
"""Exit code: somebody pressed Ctrl-C; the number that shells give it."""


class UserError(Exception):
    """What is wrong and how to mend it, in one line; ``exit_code`` is what the command line ends with."""

    exit_code = ACT


class UsageError(UserError):
    """The command or the call was wrong: another one would do."""

    exit_code = USAGE
