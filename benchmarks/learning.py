"""What ``verbale learn`` gains on annotated documents that are turned into decisions: only figures are told.

    python -m benchmarks.learning FOLDER [--part 1/1] [--scratch FOLDER]

The annotations play a reviewer who read every document to its end: rows on an annotation of their family are accepted, those of
another type corrected, all others rejected; what no row tells is added; sentences are marked complete, but those with an optional
annotation that no row tells.
"""

from __future__ import annotations

import argparse
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

from verbale.extractors.evaluation import load_gold, rows_of_table, score
from verbale.extractors.evaluation.gold import GoldEvent
from verbale.extractors.evaluation.scoring import Outcome, document_name
from verbale.flows.learning import learned
from verbale.flows.line.run import run_line
from verbale.flows.settings import Settings
from verbale.review.log import Decision, Evidence, append, make, read_tables

_BY = "annotations"


def decisions_of(folder: Path, output: Path) -> list[Decision]:
    """The decisions that the annotations of a folder come to, on the tables in ``output``."""
    tables, gold = read_tables(output), load_gold(folder)
    evidence = Evidence.of_run(tables)
    rows, candidates = (rows_of_table(tables[name]) for name in ("events", "candidates"))
    there = {document_name(doc_id) for doc_id in tables["documents"]["doc_id"]}
    found = score({name: one for name, one in gold.items() if name in there}, rows, candidates)
    made = [decision for outcome in found.outcomes for decision in _of_outcome(outcome, evidence)]
    told = {id(outcome.gold) for outcome in found.outcomes if outcome.gold is not None}
    open_ = {
        (name, event.triggers[0][0] if event.triggers else event.quote_span[0])
        for name in there & gold.keys()
        for event in gold[name].events
        if event.optional and id(event) not in told
    }
    return [*made, *_complete(evidence, open_, there & gold.keys())]


def _of_outcome(outcome: Outcome, evidence: Evidence) -> Iterator[Decision]:
    if outcome.found is None:
        if outcome.gold is not None:
            yield from _added(outcome.document, outcome.gold, evidence)
        return
    event_id = outcome.found.event_id
    entry: dict[str, object] = {"event_id": event_id, "snapshot": evidence.snapshot(event_id)}
    if outcome.gold is None:
        entry |= {"action": "reject", "reason": "no_event"}
    elif not outcome.in_family:
        entry |= {"action": "reject", "reason": "wrong_type"}
    elif outcome.found.relation_type in outcome.gold.types:
        entry |= {"action": "accept"}
    else:
        entry |= {"action": "correct", "values": {"relation_type": outcome.gold.types[0]}}
    yield make(entry, reviewer=_BY)


def _added(document: str, event: GoldEvent, evidence: Evidence) -> Iterator[Decision]:
    start, end = event.triggers[0] if event.triggers else event.quote_span
    for sentence_id, place in evidence.places.items():
        text = evidence.sentences[sentence_id]
        if document_name(place.doc_id) != document or not place.start <= start < place.start + len(text):
            continue
        at, stop = start - place.start, min(end - place.start, len(text))
        values = {
            "relation_type": event.types[0], "trigger": text[at:stop], "trigger_at": f"{at}-{stop}", "quote": text,
            "quote_at": f"0-{len(text)}", "polarity": "pos", "modality": "asserted",
        }  # fmt: skip
        beside = ";".join(row["event_id"] for row in evidence.by_sentence.get(sentence_id, ()))
        snapshot = {"sentence_id": sentence_id, "doc_id": place.doc_id, "sentence": " ".join(text.split()), "beside": beside}
        if values["trigger"].strip():
            entry = {"action": "add", "event_id": "a" + secrets.token_hex(8), "values": values, "snapshot": snapshot}
            yield make(entry, reviewer=_BY)
        return


def _complete(evidence: Evidence, open_: set[tuple[str, int]], documents: set[str]) -> Iterator[Decision]:
    for sentence_id, place in evidence.places.items():
        document, end = document_name(place.doc_id), place.start + len(evidence.sentences[sentence_id])
        if document in documents and not any(name == document and place.start <= at < end for name, at in open_):
            entry = {"action": "complete", "event_id": sentence_id, "values": {"sentences": sentence_id}}
            yield make(entry, reviewer=_BY)


def _copied(folder: Path, to: Path, part: str) -> Path:
    """The texts of every n-th document."""
    nth, of = map(int, part.split("/"))
    to.mkdir(parents=True)
    for file in sorted(folder.glob("*.txt"))[nth - 1 :: of]:
        for one in (file, file.with_name(f"{file.stem}.meta.json")):
            if one.is_file():
                copy(one, to / one.name)
    return to


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="1/1", help="only every n-th document: k/n")
    parser.add_argument("--scratch", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = given.scratch or Path(scratch)
        texts = _copied(given.folder, root / "texts", given.part)
        settings = Settings(input=str(texts), output=root / "tables", decisions=root / "decisions", cache=root / "cache")
        run_line(settings)
        made = decisions_of(given.folder, settings.output)
        append(settings.decisions, made)
        print(f"{len(made)} decisions")
        print(learned(settings.output, settings.decisions))


if __name__ == "__main__":
    main()
