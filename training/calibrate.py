"""``python -m training.calibrate GOLD``: fit the confidence of events on annotated documents -> extractors/data/confidence.toml.

A logistic model on named signs of doubt (``extractors/events/confidence.py``) and on the record of each rule. Signs have
priors, written by hand in the file: the penalty is the squared distance from them (ridge regression around the prior, Hoerl &
Kennard 1970, as maximum a posteriori), and no sign may come to speak for a row. A rule's record in a row of one document comes
from the other documents, else the fit would believe every record (leave-one-out target coding, Micci-Barreca 2001). The same
rows give the same file.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from training.judged import Judged, band, bands, judged
from verbale.extractors import extract_parsed, load_pipeline, load_resources, parse_documents
from verbale.extractors.evaluation.gold import load_gold
from verbale.extractors.evaluation.scoring import rows_of_events, score
from verbale.extractors.events.calibration import (
    CALIBRATION,
    Calibration,
    Count,
    HeldOut,
    probability,
    record_odds,
    untried,
)
from verbale.extractors.parse.language import model_version
from verbale.extractors.text import read_documents

RIDGE = 4.0  # a prior counts as much as the data where a weight's standard error is 1 / sqrt(RIDGE)
RULE_PRIOR = 0.5  # of the weight of a rule's record
FIGURES = 3
STEPS = 4000


@dataclass(frozen=True, slots=True)
class Row:
    """One extracted event that annotations judge."""

    document: str
    rule_id: str
    family: str
    pos: str
    signs: frozenset[str]
    found: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    base: float
    rule: float
    weights: dict[str, float]


def collect(folder: Path, nlp: Language) -> list[Row]:
    """Extract the annotated documents of a folder anew and judge every event."""
    gold, resources = load_gold(folder), load_resources()
    wanted = [d for d in read_documents(f"{folder}/*.txt") if Path(d.doc_id).name in gold]
    parses = parse_documents(nlp, wanted)
    events = [e for parsed in parses for e in extract_parsed(parsed, resources).events]
    by_id = {event.event_id: event for event in events}
    pos = {loaded.rule.id: loaded.rule.trigger.pos for loaded in resources.rules.rules}
    rows = []
    for row in judged(score(gold, rows_of_events(events))):
        event = by_id[row.event_id]
        family = event.relation_type.split(".")[0]
        signs = frozenset(event.signs) - {"untried"}
        rows.append(Row(row.document, row.rule_id, family, pos[row.rule_id], signs, row.found, row.right))
    return rows


def records(rows: Iterable[Row]) -> dict[str, Count]:
    """(right, rows) of all, of each part of speech, family and rule."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        pos = row.pos.lower()
        for key in ("all", pos, f"{row.family} {pos}", row.rule_id):
            counts[key][0] += row.right
            counts[key][1] += 1
    return {key: (right, n) for key, (right, n) in sorted(counts.items())}


def coded(rows: Sequence[Row], names: Sequence[str], backoff: float, known: Mapping[str, Count] | None = None) -> np.ndarray:
    """One line per row: 1, the rule's record, every sign. Records: ``known``, else those of the other documents of ``rows``."""
    without = {name: records(r for r in rows if r.document != name) for name in {r.document for r in rows}}
    lines = []
    for row in rows:
        counts = without[row.document] if known is None else known
        signs = row.signs | untried(counts, row.rule_id)
        record = record_odds(counts, backoff, row.rule_id, row.family, row.pos)
        lines.append([1.0, record, *(float(name in signs) for name in names)])
    return np.array(lines)


def fit(rows: Sequence[Row], priors: Mapping[str, float], backoff: float) -> Fitted:
    """The weights by projected gradient descent: the base free, the rule's record not below zero, signs not above zero."""
    names = sorted(priors)
    x, y = coded(rows, names, backoff), np.array([float(r.right) for r in rows])
    prior = np.array([0.0, RULE_PRIOR, *(priors[name] for name in names)])
    ridge = np.array([0.0, *[RIDGE] * (len(names) + 1)])
    lowest = np.array([-np.inf, 0.0, *[-np.inf] * len(names)])
    highest = np.array([np.inf, np.inf, *[0.0] * len(names)])
    step = 1.0 / (0.25 * float(np.linalg.eigvalsh(x.T @ x)[-1]) + RIDGE)
    w = prior.copy()
    for _ in range(STEPS):
        gradient = x.T @ (1 / (1 + np.exp(-(x @ w))) - y) + ridge * (w - prior)
        w = np.clip(w - step * gradient, lowest, highest)
    rounded = [round(float(v), FIGURES) + 0.0 for v in w]
    return Fitted(rounded[0], rounded[1], dict(zip(names, rounded[2:], strict=True)))


def predict(fitted: Fitted, rows: Sequence[Row], known: Mapping[str, Count], backoff: float) -> list[float]:
    names = sorted(fitted.weights)
    w = np.array([fitted.base, fitted.rule, *(fitted.weights[name] for name in names)])
    return [probability(float(odds)) for odds in coded(rows, names, backoff, known) @ w]


def leave_one_out(rows: Sequence[Row], priors: Mapping[str, float], backoff: float) -> list[Judged]:
    """Every row with the confidence that a model fitted on the other documents gives it."""
    result = []
    for name in sorted({row.document for row in rows}):
        rest, own = [r for r in rows if r.document != name], [r for r in rows if r.document == name]
        values = predict(fit(rest, priors, backoff), own, records(rest), backoff)
        result += [Judged(name, "", r.rule_id, v, r.found, r.right) for r, v in zip(own, values, strict=True)]
    return result


def held_out(rows: Sequence[Judged], model: str) -> HeldOut:
    """The figures of ``leave_one_out``; ``model``: the pipeline that parsed the documents."""
    y, p = np.array([r.right for r in rows], float), np.array([r.confidence for r in rows])
    ordered = sorted(rows, key=lambda row: row.confidence)
    tenths = bands(rows, 10)
    few, many = (sum(b.n for b in part) for part in (tenths[:2], tenths[-2:]))
    low, high = band(ordered[:few]), band(ordered[-many:])
    pairs = p[y == 1][:, None] - p[y == 0][None, :]
    auc = float(((pairs > 0) + 0.5 * (pairs == 0)).mean()) if pairs.size else 0.5
    figures = {
        "share_right": y.mean(), "mean": p.mean(), "brier": ((p - y) ** 2).mean(), "brier_of_share": y.var(), "auc": auc,
        "low": low.right, "high": high.right, "found_low": low.found, "found_high": high.found,
    }  # fmt: skip
    number = len({row.document for row in rows})
    return HeldOut(model=model, documents=number, rows=len(rows), **{k: round(float(v), FIGURES) for k, v in figures.items()})


def calibrate(rows: Sequence[Row], before: Mapping[str, Any], model: str) -> dict[str, Any]:
    """The content of the new file from judged rows and the old content: signs, what they say, priors, back-off and
    thresholds are kept."""
    backoff = before["model"]["backoff"]
    priors = {name: sign["prior"] for name, sign in before["signs"].items()}
    fitted = fit(rows, priors, backoff)
    signs = {}
    for name, sign in before["signs"].items():
        bearing = [r for r in rows if name in r.signs]
        counts = {"rows": len(bearing), "right": sum(r.right for r in bearing)}
        signs[name] = {"says": sign["says"], "prior": sign["prior"], "weight": fitted.weights[name], **counts}
    return {
        "model": {"base": fitted.base, "rule": fitted.rule, "backoff": backoff},
        "held_out": held_out(leave_one_out(rows, priors, backoff), model).model_dump(),
        **{name: before[name] for name in ("thresholds",) if name in before},
        "signs": signs,
        "records": records(rows),
    }


HEADER = """\
# How confidence is worked out (extractors/events/confidence.py). Written by `python -m training.calibrate GOLD` from annotated
# documents; by hand are only model.backoff and each sign's `says` and `prior`, which that command keeps. Weights are log odds.
"""


def as_toml(content: Mapping[str, Any]) -> str:
    """The file as text."""
    lines = [HEADER.rstrip()]
    for table in (name for name in ("model", "held_out", "thresholds") if name in content):
        lines += ["", f"[{table}]", *(f"{key} = {_cell(value)}" for key, value in content[table].items())]
    for name, sign in content["signs"].items():
        lines += ["", f"[signs.{name}]", *(f"{key} = {_cell(sign[key])}" for key in ("says", "prior", "weight", "rows", "right"))]
    lines += ["", "[records]  # right, rows", *(f'"{key}" = [{a}, {b}]' for key, (a, b) in content["records"].items())]
    return "\n".join(lines) + "\n"


def _cell(value: str | float) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def main() -> None:
    """Write the calibration and print its held-out figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="annotated documents: NAME.txt with NAME.events.jsonl")
    parser.add_argument("--model", default="en_verbale_sm")
    parser.add_argument("--file", type=Path, default=CALIBRATION)
    arguments = parser.parse_args()
    before = tomllib.loads(arguments.file.read_text(encoding="utf-8"))
    nlp = load_pipeline(arguments.model)
    rows = collect(arguments.gold, nlp)
    if len({row.document for row in rows}) < 2:
        parser.error(f"{arguments.gold}: needs events in at least two annotated documents")
    content = calibrate(rows, before, model_version(nlp))
    text = as_toml(content)
    Calibration.model_validate(tomllib.loads(text))
    arguments.file.write_text(text, encoding="utf-8")
    for name, value in content["held_out"].items():
        print(f"{name:16s} {value}")


if __name__ == "__main__":
    main()
