"""Score a pipeline on the official test splits, from raw text (names: from given tokens).

    python -m training.evaluate MODEL DATA [--split test|dev] [--json OUT]

Prints attachment, tags, sentences and lemmas on EWT, GUM and PUD, names on CrossNER politics and UNER, and the domain check.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from tests.parse.test_domain_parse import score as score_domain
from verbale.extractors.parse.language import load_pipeline

TREES = {"test": ("ewt-test", "gum-test", "pud-test"), "dev": ("ewt-dev", "gum-dev")}
NAMES = {
    "test": ("crossner-politics-test", "uner_ewt-test", "uner_pud-test"),
    "dev": ("crossner-politics-dev", "uner_ewt-dev"),
}
METRICS = ("tag_acc", "pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f", "lemma_acc")
LABELS = ("nsubj", "nsubjpass", "dobj", "agent", "pobj", "prep", "conj", "appos", "advcl", "relcl", "npadvmod")
PLACES = {"GPE": "LOC"}


def read(path: Path, nlp: Language) -> list[Doc]:
    """The documents of one .spacy file."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def given_tokens(nlp: Language, doc: Doc) -> Doc:
    """The same tokens without annotation."""
    return Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


def verb_lemmas(examples: list[Example]) -> float:
    """Share of the gold verbs that stand as one token and have the gold lemma."""
    right = every = 0
    for example in examples:
        aligned = example.get_aligned("LEMMA", as_string=True)
        part = example.get_aligned("POS", as_string=True)
        for token, lemma, pos in zip(example.predicted, aligned, part, strict=True):
            if pos == "VERB" and lemma:
                every += 1
                right += token.lemma_ == lemma
    return right / every


def score_trees(nlp: Language, path: Path) -> dict[str, Any]:
    """spaCy's scores from raw text, in per cent, with verb lemmas and the main labels."""
    gold = read(path, nlp)
    predicted = nlp.pipe((doc.text for doc in gold), batch_size=64)
    examples = [Example(found, wanted) for found, wanted in zip(predicted, gold, strict=True)]
    scores = Scorer(nlp).score(examples) | Scorer.score_token_attr(examples, "lemma")
    result = {name: round(100 * scores[name], 2) for name in METRICS if scores.get(name) is not None}
    result["verb_lemma"] = round(100 * verb_lemmas(examples), 2)
    per_label = scores["dep_las_per_type"]
    result["labels"] = {label: round(100 * per_label[label]["f"], 1) for label in LABELS if label in per_label}
    return result


def score_names(nlp: Language, path: Path) -> dict[str, Any]:
    """F of persons, organisations and places (countries and other places as one), and of every label."""
    gold = read(path, nlp)
    counts: dict[str, Counter[str]] = {}
    for wanted, found in zip(gold, nlp.pipe(given_tokens(nlp, doc) for doc in gold), strict=True):
        for collapse in (False, True):
            names = PLACES if collapse else {}
            true = {(ent.start, ent.end, names.get(ent.label_, ent.label_)) for ent in wanted.ents}
            got = {(ent.start, ent.end, names.get(ent.label_, ent.label_)) for ent in found.ents}
            for label in {name for *_, name in true | got}:
                key = label if not collapse else f"{label}*"
                count = counts.setdefault(key, Counter())
                count["right"] += len({name for name in true & got if name[2] == label})
                count["all"] += len({name for name in true if name[2] == label})
                count["got"] += len({name for name in got if name[2] == label})
    total = sum((counts.get(f"{label}*", Counter()) for label in ("PERSON", "ORG", "LOC")), Counter())
    result: dict[str, Any] = {"PER/ORG/LOC": f_score(total)}
    result |= {label.rstrip("*"): f_score(count) for label, count in sorted(counts.items()) if label != "LOC"}
    return result


def f_score(count: Counter[str]) -> float:
    """F1 in per cent."""
    return round(200 * count["right"] / max(1, count["all"] + count["got"]), 1)


def words_per_second(nlp: Language, path: Path) -> int:
    """Processor time of this one process, whole pipeline from text."""
    texts = [doc.text for doc in read(path, nlp)]
    begin = time.process_time()
    words = sum(map(len, nlp.pipe(texts, batch_size=64)))
    return round(words / (time.process_time() - begin))


def evaluate(model: str, data: Path, split: str) -> dict[str, Any]:
    """Every figure for one pipeline."""
    begin = time.perf_counter()
    nlp = load_pipeline(model)
    results: dict[str, Any] = {"model": model, "pipes": nlp.pipe_names, "load_s": round(time.perf_counter() - begin, 2)}
    for name in TREES[split]:
        results[name] = score_trees(nlp, data / "ud" / f"{name}.clear.spacy")
    for name in NAMES[split]:
        results[name] = score_names(nlp, data / "ner" / f"{name}.spacy")
    share, by_kind, _ = score_domain(nlp)
    results["domain"] = {"arcs": round(100 * share, 1)} | {kind: f"{right}/{n}" for kind, (right, n) in by_kind.items()}
    results["words_per_second"] = words_per_second(nlp, data / "ud" / "ewt-dev.clear.spacy")
    results["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return results


def main() -> None:
    """Print the figures; with --json also write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", choices=("test", "dev"), default="test")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    results = evaluate(arguments.model, arguments.data, arguments.split)
    for name, value in results.items():
        print(f"{name:24}", value)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
