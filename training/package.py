"""Put the trained parts together: extractors/en_verbale_sm.

    python -m training.package --trees TREES/model-best --names NAMES/model-best --lemmas lemmas.json --version 1.0.0 --out DIR

The entity recogniser comes first: it may not be kept from names that cross a wrong sentence boundary of the parser.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language

from verbale.extractors.parse.lemmatizer import FormLemmatizer

HERE = Path(__file__).parent
DESCRIPTION = (
    "English for texts on relations between states: names, tags, morphology, CLEAR-style trees, sentences, lemmas. "
    "Trained on openly licensed corpora and on encyclopedia text labelled by two teachers."
)


def averaged(paths: list[Path]) -> Language:
    """The pipeline whose weights are the means of those of several, late in one run of training."""
    pipelines = [spacy.load(path) for path in paths]
    for name, pipe in pipelines[0].pipeline:
        if hasattr(pipe, "model"):
            for nodes in zip(*(nlp.get_pipe(name).model.walk() for nlp in pipelines), strict=True):
                for weight in nodes[0].param_names:
                    if nodes[0].has_param(weight):
                        nodes[0].set_param(weight, sum(node.get_param(weight) for node in nodes) / len(nodes))
    return pipelines[0]


def assemble(trees: list[Path], names: Path, lemmas: Path) -> Language:
    """One pipeline with one table of vectors."""
    nlp = averaged(trees)
    nlp.add_pipe("ner", source=spacy.load(names), first=True)
    nlp.add_pipe("verbale_boundaries", name="boundaries", before="parser")
    lemmatizer = nlp.add_pipe("verbale_lemmatizer", name="lemmatizer", last=True)
    assert isinstance(lemmatizer, FormLemmatizer)
    lemmatizer.from_tables(srsly.read_json(lemmas))
    nlp.add_pipe("verbale_repairs", name="repairs", last=True)
    return nlp


def describe(nlp: Language, version: str, scores: dict[str, Any]) -> None:
    """Name, version, licence, sources and scores."""
    sources = json.loads((HERE / "sources.json").read_text(encoding="utf-8"))
    nlp.meta.update(
        name="verbale_sm",
        version=version,
        description=DESCRIPTION,
        author="the verbale authors",
        license="CC BY-SA 4.0",
        sources=sources,
        performance={name: value for name, value in scores.items() if name not in ("model", "pipes")},
    )


def used_strings(nlp: Language) -> list[str]:
    """The strings that the labels need; words are hashed and need none."""
    strings = {label for labels in nlp.pipe_labels.values() for label in labels}
    for label in list(strings):
        strings.update(label.replace("||", "|").split("|"))
        strings.update(part for pair in label.split("|") for part in pair.split("="))
        strings.update(part for part in label.split("-", 1))
    return sorted(string for string in strings if string)


def write(nlp: Language, out: Path) -> None:
    """Write the folder without the paths of training and without the strings of training texts."""
    nlp.config = nlp.config.copy()
    for section in ("corpora", "training", "pretraining"):
        nlp.config[section] = {}
    for name in ("train", "dev", "vectors", "init_tok2vec"):
        nlp.config["paths"][name] = None
    for name in ("vectors", "init_tok2vec"):
        nlp.config["initialize"][name] = None
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    srsly.write_json(out / "vocab" / "strings.json", used_strings(nlp))
    shutil.copy(HERE / "MODEL_LICENSE", out / "LICENSE")


def main() -> None:
    """Assemble, describe and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trees", type=Path, nargs="+", required=True, help="several are averaged")
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--lemmas", type=Path, required=True)
    parser.add_argument("--scores", type=Path, help="what training.evaluate --json wrote")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    nlp = assemble(arguments.trees, arguments.names, arguments.lemmas)
    scores = json.loads(arguments.scores.read_text(encoding="utf-8")) if arguments.scores else {}
    describe(nlp, arguments.version, scores)
    write(nlp, arguments.out)
    size = sum(path.stat().st_size for path in arguments.out.rglob("*") if path.is_file())
    print(arguments.out, f"{size / 1e6:.1f} MB", nlp.pipe_names)


if __name__ == "__main__":
    main()
