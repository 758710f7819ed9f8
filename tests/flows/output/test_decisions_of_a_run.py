"""What a run makes of the folder of decisions: it reads what can be read, and says what cannot."""

from __future__ import annotations

from pathlib import Path

from verbale.flows.line.plan import decided
from verbale.flows.line.run_record import Report
from verbale.flows.output import unread_decisions
from verbale.flows.report import markdown, summary
from verbale.flows.settings import Settings
from verbale.review.log import append, make


def test_odd_things_stop_no_run_and_are_told(tmp_path: Path) -> None:
    append(tmp_path, [make({"action": "accept", "event_id": "e1"}, reviewer="ann")])
    settings = Settings(decisions=tmp_path)
    before = decided(settings)
    (tmp_path / ".#ann.jsonl").symlink_to("ann@nowhere.1")
    (tmp_path / "bob.jsonl").mkdir()
    (tmp_path / "cy.jsonl").symlink_to("gone")
    assert decided(settings) == before
    with (tmp_path / "ann.jsonl").open("ab") as log:
        log.write(b"[" * 200_000 + b"\n" + b'{"id":[1]}\n')
    unread = unread_decisions(tmp_path)
    assert [line.split(":")[0] for line in unread] == ["ann.jsonl", "ann.jsonl", "bob.jsonl", "cy.jsonl"]
    assert decided(settings) != before
    for changed in (True, False):
        report = Report("r", "2026-01-01", {"input": "a", "output": "b"}, {}, changed_anything=changed, unread_decisions=unread)
        report.counts = dict.fromkeys(("documents", "events", "candidates", "relations", "dates", "mentions"), 0)
        (told,) = (line for line in summary(report, "b") if line.startswith("note: "))
        assert told.startswith("note: 4 lines of decisions could not be read: ann.jsonl:2: ")
        assert "## Decisions that could not be read\n\n- ann.jsonl:2: " in markdown(report, tmp_path, [])
