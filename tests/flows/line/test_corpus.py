"""The generated corpus is the same for the same seed, and the line finds what its documents state."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from benchmarks.corpus import documents, write
from verbale.flows.line.run import run_line
from verbale.flows.settings import Settings


def test_a_seed_makes_one_corpus() -> None:
    assert list(documents(5)) == list(documents(9))[:5]
    assert list(documents(5, seed=2)) != list(documents(5))
    for made in documents(20):
        assert made.events and all(event.trigger in made.text for event in made.events)


def test_lines_and_files_hold_the_same_texts(tmp_path: Path) -> None:
    write(4, tmp_path / "files")
    write(4, tmp_path / "lines", lines=True)
    found = [json.loads(line) for line in (tmp_path / "lines" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(f["id"], f["text"]) for f in found] == [
        (path.stem, path.read_text(encoding="utf-8")) for path in sorted((tmp_path / "files").glob("*.txt"))
    ]


def test_the_line_finds_the_known_events(tmp_path: Path) -> None:
    write(30, tmp_path / "texts")
    run_line(Settings(input=str(tmp_path / "texts"), output=tmp_path / "out", use_cache=False, finder="off"))
    with (tmp_path / "out" / "events.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    columns = ("doc_id", "relation_type", "trigger", "source_parties", "target_parties", "date_edtf")
    cells = [[r[column] for column in columns] for r in rows]
    found = {(doc_id, kind, word, frozenset(a.split(";")), b, day) for doc_id, kind, word, a, b, day in cells}
    known = [event for made in documents(30) for event in made.events]
    wanted = {(e.doc_id, e.relation_type, e.trigger, frozenset(e.source.split(";")), e.target, e.date) for e in known}
    both = len(wanted & found)
    assert both / len(wanted) >= 0.9, f"{both} of {len(wanted)} known events; missed: {sorted(map(str, wanted - found))[:5]}"
    assert both / len(found) >= 0.85, f"{both} of {len(found)} rows; more: {sorted(map(str, found - wanted))[:5]}"
