"""A last layer that helps: kept beside the decisions, used by the next run, named in its record, refused if spoilt, undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.extractors.parse import FINDER
from verbale.flows import refit
from verbale.flows.learning import forgotten, learned, used_again
from verbale.flows.line import pipeline, pipeline_of
from verbale.flows.line.run import run_line
from verbale.flows.output import read_learned
from verbale.flows.refit import Fewest
from verbale.flows.settings import Settings
from verbale.review.log import Evidence, append, make, read_tables

STATES = ("Peru", "Chile", "Japan", "Kenya", "Ghana", "Norway", "Laos", "Egypt", "Brazil", "Mexico")


def text(nth: int) -> str:
    one, other = STATES[nth], STATES[(nth + 3) % len(STATES)]
    said = (
        "{one} cold-shouldered {other} in {year}.",
        "In {year} {one} fell out with {other}.",
        "In {year} {one} feuded with {other}.",
    )
    return "\n\n".join(line.format(one=one, other=other, year=1950 + 7 * n + nth) for n in range(3) for line in said)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Ten texts whose reviewer takes quarrels for events, but no feuds: all of one family, and told by the finder alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(refit, "FEWEST", Fewest(60, 20, 5))
    Path("texts").mkdir()
    for nth in range(len(STATES)):
        Path("texts", f"{nth}.txt").write_text(text(nth), encoding="utf-8")
    found = Settings(input="texts", output=Path("out"), cache=tmp_path / "cache")
    run_line(found)
    evidence = Evidence.of_run(read_tables(found.output))
    decide: dict[bool, dict[str, Any]] = {False: {"action": "accept"}, True: {"action": "reject", "reason": "no_event"}}
    made = [
        make({"event_id": i, "snapshot": evidence.snapshot(i), **decide["feuded" in row["quote"]]}, reviewer="ann")
        for i, row in evidence.events.items()
    ]
    append(found.decisions, made)
    run_line(found)  # accepted candidates are events now
    return found


def events(settings: Settings) -> tuple[int, int]:
    """How many events are told, and how many of them are feuds."""
    rows = read_tables(settings.output)["events"]
    return len(rows), int(rows["quote"].str.contains("feud").sum())


def record(settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((settings.output / "run.json").read_text(encoding="utf-8"))
    return found


def test_a_layer_that_helps_is_kept_used_and_given_back(settings: Settings) -> None:
    before = events(settings)
    assert before[1] >= 20, before
    said = learned(settings.output, settings.decisions)
    assert "It helps on documents that it had not seen" in said and "Kept as version 1" in said
    kept = read_learned(settings.decisions)
    assert kept.taught and kept.taught.last_layer and kept.head and not kept.problem
    assert kept.taught.after.f1 > kept.taught.before.f1 + 0.05

    report = run_line(settings)
    assert report.work["parsed"] == len(STATES), "what the finder saw is part of the parse"
    assert report.learned["last_layer_words"] == kept.taught.last_layer.words == record(settings)["learned"]["last_layer_words"]
    after = events(settings)
    assert after[1] <= before[1] / 4 and after[0] - after[1] >= 0.9 * (before[0] - before[1])
    assert not run_line(settings).changed_anything
    assert dict(pipeline(settings.model).components)[FINDER].head is None, "the shipped one is as it was"  # type: ignore[attr-defined]
    assert dict(pipeline_of(settings).components)[FINDER].head is not None  # type: ignore[attr-defined]

    plain = run_line(settings.model_copy(update={"learned": False}))
    assert plain.learned == {} and plain.work["parsed"] == 0 and events(settings) == before
    forgotten(settings.decisions)
    run_line(settings)
    assert events(settings) == before
    used_again(settings.decisions, 1)
    assert run_line(settings).work["parsed"] == 0 and events(settings) == after

    Path("decisions/learned/1.npz").write_bytes(b"spoilt")
    used_again(settings.decisions, 1)
    (note,) = run_line(settings).notes
    assert note.startswith("decisions/learned/1.npz: not the last layer that version 1 was learned with; not used")
    assert events(settings) == before


def test_what_cannot_be_looked_at_is_said(settings: Settings) -> None:
    for path in Path("texts").iterdir():
        path.unlink()
    assert "The texts of the tables are not where they were" in learned(settings.output, settings.decisions, look=True)
