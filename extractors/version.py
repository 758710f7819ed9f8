"""The version of the extractors, as it stands in ``events.extractor_version``."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("verbale")
except PackageNotFoundError:  # run from a source tree that was never installed
    VERSION = "0+unknown"
