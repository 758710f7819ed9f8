"""Shared fixtures: the bundled pipeline (a missing one fails, never skips) and the annotated texts, where they are at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from tests.loaded import bundled
from verbale.extractors import Resources, load_pipeline

settings.register_profile("verbale", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("verbale")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FIRST = (
    "flows/on_prefect/test_server_restart.py", "flows/on_prefect/test_flow.py", "flows/line/test_runners.py",
    "flows/on_prefect/test_schedule.py", "test_growth.py", "evaluation/test_annotated.py", "flows/caches/test_caches.py",
    "flows/cli/test_cli.py", "flows/output/test_kill.py", "flows/line/test_faults.py", "flows/line/test_candidates.py",
    "flows/output/test_line_kills.py", "review/page/test_accessible.py",
)  # fmt: skip
"""The files that take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: a worker that begins one when the others have nothing left is waited for alone."""
    place = {ROOT / "tests" / name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline without its finder: what rules tell, and nothing else. What rules and finder tell together: ``whole``."""
    return load_pipeline(finder="off")


@pytest.fixture(scope="session")
def whole() -> Language:
    """The pipeline as users have it."""
    return load_pipeline()


@pytest.fixture(scope="session")
def resources() -> Resources:
    """What extraction needs besides texts, with what was learned."""
    return bundled()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated texts beside the checkout; users don't have it."""
    if not SHARED.is_dir():
        pytest.skip("the annotated texts are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A server of its own for the whole session; its start takes half a minute."""
    from verbale.flows.on_prefect.start import prepare

    prepare()
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither read nor fill the cache of the user who runs them."""
    os.environ["VERBALE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
