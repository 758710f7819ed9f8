"""The weight of evidence, from documents that the finder and the layers have not seen: how likely a proposal is right.

    python -m training.finder.evidence --texts FOLDER ... --finders FOLDER ... --layers FOLDER ... --out extractors/data/learned

``--finders``, ``--layers``: of n the k-th has seen nothing of the documents that ``k/n`` holds. Fits boosted trees on what each
makes of those, chooses the limits of the tables by cross-validation over all documents, prints what it gives, and writes
``evidence.onnx`` and the limits in ``learned.toml``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from training.finder.examples import is_held
from training.finder.export_trees import save_trees
from verbale.extractors import load_pipeline, load_resources, parse_documents, read_documents
from verbale.extractors.evaluation import evaluate, format_report
from verbale.extractors.evaluation.gold import GoldDocument, load_gold
from verbale.extractors.evaluation.scoring import rows_of_events, score
from verbale.extractors.events.find import events_of
from verbale.extractors.events.learned.evidence import features, likeliest
from verbale.extractors.events.learned.models import Learned, Limits, load_learned
from verbale.extractors.events.learned.propose import Proposal, propose
from verbale.extractors.events.records import Weight
from verbale.extractors.finder import EventFinder
from verbale.extractors.parse import findings_in
from verbale.extractors.pipeline import findings_of
from verbale.extractors.schema import Event

FOLDS = 5
SURE = 0.89
"""The precision that the events are to have."""
WORTHWHILE = 0.345
"""The share of the candidates that are to be right: a bit more than one in three, since other texts differ."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal as an event, the numbers that its evidence is, and whether it is right: in its family, in every column."""

    document: str
    proposal: Proposal
    event: Event
    features: list[float]
    found: bool
    optional: bool


def collect(
    folders: Sequence[Path], hold: str, finder: EventFinder, learned: Learned
) -> tuple[list[Row], dict[str, GoldDocument]]:
    """The proposals in the held documents, judged by their annotations."""
    nlp, resources = load_pipeline(finder="off"), load_resources()
    gold: dict[str, GoldDocument] = {}
    rows: list[Row] = []
    for folder in folders:
        own = {name: document for name, document in load_gold(folder).items() if is_held(name, hold)}
        gold |= own
        documents = [d for d in read_documents(folder) if Path(d.doc_id).name in own]
        for parsed in parse_documents(nlp, documents):
            name = Path(parsed.document.doc_id).name
            found = findings_of(replace(parsed, findings=findings_in(finder(parsed.doc))), resources)
            proposals = propose(found, resources.rules, resources.cues, learned)
            numbers = features(proposals, found, learned)
            weighed = [(p.decided, Weight(n / 1e6, p.method, (), ())) for n, p in enumerate(proposals)]
            events = events_of(found, weighed)
            judged = {o.found.event_id: o for o in score({name: own[name]}, rows_of_events(events)).outcomes if o.found}
            for event in events:
                at, outcome = round(event.confidence * 1e6), judged[event.event_id]
                rows.append(Row(name, proposals[at], event, numbers[at], outcome.in_family, outcome.kind == "optional"))
    return rows, gold


def fit(rows: Sequence[Row]) -> HistGradientBoostingClassifier:
    """The trees: shallow and slow, since their answers are to be probabilities."""
    x, y = np.array([row.features for row in rows], dtype=np.float32), np.array([row.found for row in rows])
    return HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=25, l2_regularization=2.0, random_state=0
    ).fit(x, y)


def out_of_fold(rows: Sequence[Row]) -> Numbers:
    """The probability of every row by trees that saw nothing of its document."""
    parts = np.array([crc32(row.document.rsplit("__", 1)[0].encode()) // 7 % FOLDS for row in rows])
    found = np.zeros(len(rows))
    for part in range(FOLDS):
        held = np.flatnonzero(parts == part)
        model = fit([rows[n] for n in np.flatnonzero(parts != part)])
        found[held] = model.predict_proba(np.array([rows[n].features for n in held], dtype=np.float32))[:, 1]
    return found


def tables(rows: Sequence[Row], chances: Numbers, limits: Limits) -> tuple[list[Event], list[Event]]:
    """Events and candidates as extraction would sort them."""
    by_document: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        by_document.setdefault(row.document, []).append(n)
    events, candidates = [], []
    for own in by_document.values():
        for n in likeliest([rows[n].proposal for n in own], [float(chances[n]) for n in own]):
            event = replace(rows[own[n]].event, confidence=round(float(chances[own[n]]), 3))
            if event.confidence >= limits.events:
                events.append(event)
            elif event.confidence >= limits.candidates:
                candidates.append(event)
    return events, candidates


def limits_of(rows: Sequence[Row], chances: Numbers, gold: dict[str, GoldDocument]) -> Limits:
    """The limit of the events with the best detect F1 among those that are precise enough, and the lowest floor of candidates
    worth a look.
    """
    best = (-1.0, 0.5)
    for cut in np.arange(0.3, 0.8, 0.02):
        limits = Limits(events=round(float(cut), 2), candidates=0.0)
        tally = score(gold, rows_of_events(tables(rows, chances, limits)[0])).total
        precision, recall, f = tally.prf("detect")
        whole = f"full {tally.prf('full')[2]:.3f}, rows {tally.rows_right:.3f}"
        print(f"{cut:.2f}: detect P {precision:.3f} R {recall:.3f} F {f:.3f}, {whole}")
        if precision >= SURE:
            best = max(best, (f, limits.events))
    return Limits(events=best[1], candidates=floor_of(rows, chances, best[1]))


def floor_of(rows: Sequence[Row], chances: Numbers, limit: float) -> float:
    """The lowest floor, by hundredths, from which enough of the rows below the limit are right in their family."""
    right = np.array([row.found for row in rows])
    for floor in np.arange(0.05, limit, 0.01):
        own = (chances >= floor) & (chances < limit)
        if right[own].mean() >= WORTHWHILE:
            return round(float(floor), 2)
    return limit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--finders", type=Path, nargs="+", required=True, help="of n the k-th has not seen what k/n holds")
    parser.add_argument("--layers", type=Path, nargs="+", required=True, help="the same")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    rows: list[Row] = []
    gold: dict[str, GoldDocument] = {}
    for k, (finder, layers) in enumerate(zip(given.finders, given.layers, strict=True), 1):
        learned = load_learned(layers)
        assert learned is not None, f"no layers in {layers}"
        own, documents = collect(given.texts, f"{k}/{len(given.finders)}", EventFinder().from_disk(finder), learned)
        rows, gold = rows + own, gold | documents
    print(f"{len(gold)} documents, {len(rows)} proposals, {sum(row.found for row in rows)} of them right", flush=True)
    chances = out_of_fold(rows)
    limits = limits_of(rows, chances, gold)
    events, candidates = tables(rows, chances, limits)
    print(format_report(evaluate(gold, rows_of_events(events), rows_of_events(candidates))))
    given.out.mkdir(parents=True, exist_ok=True)
    save_trees(fit(rows), given.out / "evidence.onnx")
    path = given.out / "learned.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"events = .*\ncandidates = .*", f"events = {limits.events}\ncandidates = {limits.candidates}", text))


if __name__ == "__main__":
    main()
