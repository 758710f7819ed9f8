"""One folder of decisions, several corpora: what belongs elsewhere is counted, and nothing here touches it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks import synthetic
from tests.review.scripts import evaluate
from verbale.extractors import tables
from verbale.review import commands
from verbale.review.files import report_lines
from verbale.review.files.products import products
from verbale.review.log import Decision, DecisionError, Evidence, append, compare, make, read, standing
from verbale.review.log.decisions import new_id
from verbale.review.log.run import ComparedRun, corpus_named, corpus_of
from verbale.review.page import Judged, Review
from verbale.review.page.payload import judged_payload, run_payload
from verbale.review.reviewing import Reviewing, checked

NORTH, SOUTH = synthetic.library(2, 12), synthetic.library(2, 12, first=5)
_PARTS = ("run_data", "browser_store", "decisions", "added")


@pytest.fixture(scope="module")
def north() -> dict[str, Any]:
    return synthetic.run(NORTH)


@pytest.fixture(scope="module")
def south() -> dict[str, Any]:
    return synthetic.run(SOUTH)


def decide(run: dict[str, Any], corpus: str, nth: int = 0, action: str = "accept", **more: Any) -> Decision:
    event_id = run["events"]["event_id"].tolist()[nth]
    snapshot = more.pop("snapshot", None) or Evidence.of_run(run).snapshot(event_id)
    return make({"action": action, "event_id": event_id, "reviewer": "ann", "snapshot": snapshot, "corpus": corpus, **more})


def outcome(state: ComparedRun) -> tuple[list[str], dict[str, int]]:
    return [c.status for c in state.carried], dict(state.elsewhere)


def test_each_corpus_sees_its_own(north: dict[str, Any], south: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path, [decide(north, "north", 0), decide(north, "north", 1), decide(south, "south", 0)])
    assert outcome(compare(north, tmp_path, "north")) == (["current"] * 2, {"south": 1})
    assert outcome(compare(south, tmp_path, "south")) == (["current"], {"north": 2})
    lines = list(report_lines(compare(south, tmp_path, "south")))
    assert "2 are of another corpus and left alone: north 2" in lines and not any("orphaned" in line for line in lines)
    less = {**north, "events": north["events"].iloc[1:], "sentences": north["sentences"].iloc[:0]}
    assert outcome(compare(less, tmp_path, "north"))[0] == ["orphaned", "current"], "of its own corpus nothing is quiet"


def test_a_corpus_by_another_name_keeps_what_its_rows_were_told(north: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path, [decide(north, "north", 0), decide(north, "north", 1)])
    less = {**north, "events": north["events"].iloc[1:]}
    assert outcome(compare(less, tmp_path, "texts")) == (["current"], {"north": 1})
    assert outcome(compare(less, tmp_path)) == (["stale", "current"], {}), "a run that names no corpus takes all"


def test_older_logs_belong_where_their_documents_are(north: dict[str, Any], south: dict[str, Any], tmp_path: Path) -> None:
    append(tmp_path, [decide(north, "", 0), decide(south, "", 0)])
    assert outcome(compare(north, tmp_path, "north")) == (["current"], {"": 1})
    gone = {**north, "events": north["events"].iloc[1:]}
    assert outcome(compare(gone, tmp_path, "north")) == (["stale"], {"": 1}), "its document is here"
    renamed = synthetic.run({f"new-{name}": text for name, text in NORTH.items()})
    assert outcome(compare(renamed, tmp_path, "north")) == (["re_anchored"], {"": 1}), "a sentence like it is looked at"


def test_six_hundred_decisions_and_a_second_corpus() -> None:
    texts = synthetic.library(10, 60)
    before, other = synthetic.run(texts), Evidence.of_run(synthetic.run(synthetic.library(10, 60, first=20)), "other")
    evidence = Evidence.of_run(before, "first")
    made = [
        make({"action": "accept", "event_id": e, "reviewer": "ann", "snapshot": evidence.snapshot(e), "corpus": "first"})
        for e in evidence.events
    ]
    there, here = Judged.of(made, other), Judged.of(made, evidence)
    assert len(made) == 600 and there.carried == () and there.others == {"first": 600} and len(there.elsewhere) == 600
    assert [c.status for c in here.carried] == ["current"] * 600 and not here.elsewhere and not here.others


@pytest.fixture
def reviewing(south: dict[str, Any], tmp_path: Path) -> Reviewing:
    return Reviewing(lambda: Review(south, synthetic.TYPES, {"id": "1", "corpus": "south"}), lambda: "1", tmp_path, "ann", 0)


def test_nothing_on_a_page_reaches_another_corpus(
    reviewing: Reviewing, north: dict[str, Any], south: dict[str, Any], tmp_path: Path
) -> None:
    theirs, ours = decide(north, "north", 0), decide(south, "south", 0)
    old, same_row = decide(north, "", 1), decide(south, "north", 1)
    append(tmp_path, [theirs, ours, old, same_row])
    here = {"action": "accept", "event_id": ours.event_id}
    for entry in (
        {"action": "undo", "undoes": theirs.id}, {"action": "undo", "undoes": old.id}, {"action": "undo", "undoes": same_row.id},
        {**here, "supersedes": theirs.id}, {**here, "supersedes": f"{ours.id};{same_row.id}"},
    ):  # fmt: skip
        with pytest.raises(DecisionError, match="belongs to another corpus"):
            checked({"id": new_id(), **entry}, reviewing)
    undo = checked({"id": new_id(), "action": "undo", "undoes": ours.id, "corpus": "north", "reviewer": "bob"}, reviewing)
    assert (undo.corpus, undo.reviewer) == ("south", "ann")
    settled = checked({"id": new_id(), "action": "accept", "event_id": same_row.event_id, "supersedes": same_row.id}, reviewing)
    assert settled.supersedes == same_row.id


def test_a_page_learns_of_other_corpora_what_takes_back_what(
    reviewing: Reviewing, north: dict[str, Any], south: dict[str, Any], tmp_path: Path
) -> None:
    append(tmp_path, [decide(north, "north", 0), decide(south, "south", 0)])
    news, known = reviewing.news(0)
    assert (
        known == 2 and news[0]["elsewhere"] and "snapshot" not in news[0] and news[1]["snapshot"] and "elsewhere" not in news[1]
    )
    shown = json.loads(reviewing.page()[0].decode().split('id="data">')[1].split("</script>")[0])
    assert shown["others"] == {"north": 1} and len(shown["carried"]) == 1 and shown["run"]["corpus"] == "south"


def payload(run: dict[str, Any], decisions: list[Decision], corpus: str) -> dict[str, Any]:
    judged = Judged.of(decisions, Evidence.of_run(run, corpus))
    review = Review(run, synthetic.TYPES, {"id": "1", "corpus": corpus})
    return json.loads(json.dumps({**run_payload(review), **judged_payload(judged), "mode": "static", "reviewer": "ann"}))


def test_the_page_reckons_as_the_log_does(north: dict[str, Any], south: dict[str, Any], tmp_path: Path) -> None:
    """Random verdicts, undos, undos of undos and settlements of two reviewers and two corpora, stamped by clocks that jump."""
    rng, made, judged = random.Random(5), list[Decision](), {"polarity": "pos"}
    for _ in range(300):
        at = f"20{rng.randint(10, 29)}-01-01T00:00:00.{rng.randrange(10**6):06d}Z"
        more: dict[str, Any] = {"reviewer": rng.choice(["ann", "bob"]), "at": at, "id": new_id()}
        run, corpus = rng.choice([(north, "north"), (south, "south")])
        action = rng.choice(["accept", "reject", "comment", "undo", "settle"])
        if action == "undo" and made:
            made.append(make({"action": "undo", "undoes": rng.choice(made).id, "corpus": corpus, **more}))
        elif action == "settle" and made:
            made.append(decide(run, corpus, rng.randrange(6), supersedes=rng.choice(made).id, snapshot=judged, **more))
        elif action in ("accept", "reject", "comment"):
            made.append(decide(run, corpus, rng.randrange(6), action, reason="other", comment="x", snapshot=judged, **more))
    append(tmp_path, made)
    log = list(read(tmp_path).decisions)
    assert len(log) == len(made)
    here = [d.id for d in standing(log) if d.corpus == "south"]
    assert evaluate(payload(south, log, "south"), _PARTS, "standing().map((d) => d.id)") == here
    latest = max(d.at for d in log if d.reviewer == "ann")
    assert evaluate(payload(south, log, "south"), _PARTS, "(notBefore(log.values()), [now(), now()])") >= [latest, latest]


def test_a_withdrawal_is_an_act_that_the_next_undo_takes_back(south: dict[str, Any], north: dict[str, Any]) -> None:
    gone = decide(south, "south", 0, reviewer="bob")
    less = {**south, "events": south["events"].iloc[1:], "sentences": south["sentences"].iloc[:0]}
    page = payload(less, [decide(north, "north", 0), gone], "south")
    around = "globalThis.list = { chosen: 0, rows: [] }; const saved = [], save = (decisions) => saved.push(...decisions);"
    around += "const toast = () => 0, refresh = () => 0, openEvent = () => 1, choose = () => 0, seen = [];"
    acts = f"""(() => {{
      const look = () => {{ reckon(); seen.push(views.queues.orphaned.map(({{ decision }}) => decision.id)); }};
      look(); record([takeBack(log.get("{gone.id}"), {{ reason: "withdrawn" }})]); look(); undo(); look(); undo(); look();
      return [seen, saved.map((decision) => [decision.action, decision.corpus])];
    }})()"""
    seen, saved = evaluate(page, (*_PARTS, "deciding"), acts, around)
    assert seen == [[gone.id], [], [gone.id], [gone.id]], "of another corpus there is nothing to undo"
    assert saved == [["undo", "south"]] * 2


def test_what_a_corpus_is_called(tmp_path: Path) -> None:
    assert corpus_named("my/texts") == corpus_named("my/texts/*.txt") == corpus_named("my/texts/**/[ab]*.txt") == "texts"
    assert corpus_named("one.txt") == "one.txt" and corpus_named(".") == Path.cwd().name
    assert corpus_of(tmp_path) == ""
    for content, name in (
        ("{", ""), ("[]", ""), ('{"settings": {}}', ""), ('{"settings": {"input": "raw"}}', "raw"),
        ('{"settings": {"input": "raw", "corpus": "annals"}}', "annals"),
    ):  # fmt: skip
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
        assert corpus_of(tmp_path) == name


def test_status_and_files_name_the_corpus(north: dict[str, Any], south: dict[str, Any], tmp_path: Path) -> None:
    output, log = tmp_path / "out", tmp_path / "log"
    output.mkdir()
    for name, table in south.items():
        (output / f"{name}.csv").write_bytes(tables.to_csv(table))
    (output / "run.json").write_text('{"settings": {"input": "south"}}', encoding="utf-8")
    append(log, [decide(north, "north", 0), decide(south, "south", 0)])
    assert "1 are of another corpus and left alone: north 1" in commands.status_text(output, log)
    made = dict(products(output, log, synthetic.TYPES))
    assert "1 are of another corpus" in made["changes.md"].decode() and b'"others":{"north":1}' in made["review.html"]
    (tmp_path / "review.xlsx").write_bytes(made["review.xlsx"])
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    header = {cell.value: cell.column for cell in book["events"][1]}
    book["events"].cell(3, header["decision"]).value = "accept"
    book.save(tmp_path / "review.xlsx")
    (decision,) = commands.import_decisions(tmp_path / "review.xlsx", log, "bob", synthetic.TYPES).written
    assert decision.corpus == "south"
