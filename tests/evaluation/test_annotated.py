"""Quality on the annotated documents of the project does not fall: shares right and found, as measured when they last rose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbale.flows.cli.look import evaluate_text
from verbale.flows.observe import Silent

HERE = Path(__file__).parent.parent / "annotated"
FLOORS = {"grown": (0.91, 0.81, 0.53), "held_out": (0.93, 0.86, 0.63)}
"""Folder -> least detect precision, detect recall, full F1."""


@pytest.mark.parametrize("folder", FLOORS)
def test_quality_stays(folder: str) -> None:
    found = json.loads(evaluate_text(HERE / folder, None, None, "en_verbale_sm", Silent(), detail=False, as_json=True))
    precision, recall, full = FLOORS[folder]
    assert found["detect"]["p"] >= precision
    assert found["detect"]["r"] >= recall
    assert found["full"]["f1"] >= full
