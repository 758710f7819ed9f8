"""What draws the pictures runs apart: where it fails, the tables are there all the same, and a note says so."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from verbale.extractors import tables
from verbale.flows.caches import Cache
from verbale.flows.line.drawing import kept_bundle
from verbale.review.files import bundle as apart
from verbale.review.files import products


def ended(code: int, said: bytes = b"") -> Any:
    return lambda *_, **__: subprocess.CompletedProcess([], code, stdout=said)


def test_a_failure_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, table in synthetic.run({}).items():
        (tmp_path / f"{name}.csv").write_bytes(tables.to_csv(table))
    monkeypatch.setattr(subprocess, "run", ended(-6))
    notes: list[str] = []
    names = [name for name, _ in products(tmp_path, tmp_path / "decisions", synthetic.TYPES, note=notes.append)]
    assert "timeline.html" not in names and "review.xlsx" in names
    assert notes == ["pictures are left out: what draws them ended with code -6 (too little memory?)"]


def test_the_scripts_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", ended(0, "let é".encode()))
    assert kept_bundle(Cache(tmp_path)) == "let é"
    monkeypatch.setattr(subprocess, "run", ended(1))
    assert kept_bundle(Cache(tmp_path)) == "let é"
    with pytest.raises(apart.NotDrawnError):
        kept_bundle(Cache(tmp_path, read=False))
