"""What makes commands start sooner."""

import gc
import sys
from types import ModuleType
from typing import Any

_SELDOM = 500_000  # new objects


def collect_seldom() -> None:
    """What is loaded at the start stays: looking through it for garbage, again and again, takes a fifth of the time to the first
    rows."""
    gc.set_threshold(_SELDOM)


def load_spacy() -> None:
    """Import spaCy without its own command line, which its package imports only to offer ``spacy.info``.

    That part takes a third of the time. Whoever imports ``spacy.cli`` afterwards gets it whole.
    """
    name = "spacy.cli.info"
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(name)
    stand_in.info = _info  # type: ignore[attr-defined]
    sys.modules[name] = stand_in
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules[name]


def _info(*args: Any, **kwargs: Any) -> Any:
    """``spacy.info``."""
    from spacy.cli.info import info

    return info(*args, **kwargs)
