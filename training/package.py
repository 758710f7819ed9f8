"""Put the trained parts together: extractors/en_verbale_sm.

    python -m training.package --trees TREES/model-best --names NAMES/model-best --lemmas lemmas.json --out DIR
    python -m training.package --finder FOLDER

The entity recogniser comes first: it may not be kept from names that cross a wrong sentence boundary of the parser. The event
finder, which is trained on what the others find, comes last, into a pipeline that is there already (``--out``).
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
from spacy.util import load_config

from verbale.extractors.parse import FormLemmatizer
from verbale.extractors.parse.language import BUNDLED_PATH

HERE = Path(__file__).parent
DESCRIPTION = (
    "English for texts on relations between states: names, tags, morphology, CLEAR-style trees, sentences, lemmas. "
    "Trained on openly licensed corpora and on encyclopedia text labelled by two teachers."
)
OF_FINDER = " Words that tell of events between states are found by an encoder of three layers, which annotated passages taught."
FINDER_FILES = ("model.onnx", "vocabulary.txt", "labels.json", "pairs.onnx")
VERSION = "1.1.0"


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
    write_licences(out)


def add_finder(finder: Path, package: Path, version: str) -> None:
    """Put a finder's files into a pipeline's folder, which then says that it has one. Done again, it is the same.

    Nothing else of the folder is touched: weights that are written anew are not the same bytes.
    """
    (package / "finder").mkdir(exist_ok=True)
    for name in FINDER_FILES:
        shutil.copyfile(finder / name, package / "finder" / name)
    config = load_config(package / "config.cfg")
    config["nlp"]["pipeline"] = with_finder(config["nlp"]["pipeline"])
    config["components"]["finder"] = {"factory": "verbale_finder"}
    config.to_disk(package / "config.cfg")
    meta = srsly.read_json(package / "meta.json")
    sources = {source["name"]: source for source in [*meta["sources"], *srsly.read_json(HERE / "finder" / "sources.json")]}
    meta |= {name: with_finder(meta[name]) for name in ("pipeline", "components")}
    meta |= {"version": version, "description": DESCRIPTION + OF_FINDER, "sources": list(sources.values())}
    srsly.write_json(package / "meta.json", meta)
    write_licences(package)


def with_finder(pipes: list[str]) -> list[str]:
    return [*(name for name in pipes if name != "finder"), "finder"]


def write_licences(package: Path) -> None:
    """The licence and credits of the pipeline, and the licence of the encoder that the finder is made of."""
    shutil.copyfile(HERE / "MODEL_LICENSE", package / "LICENSE")
    shutil.copyfile(HERE / "ENCODER_LICENSE", package / "LICENSE.Apache-2.0")


def main() -> None:
    """Assemble, describe and write; or add a finder to what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trees", type=Path, nargs="+", default=[], help="several are averaged")
    parser.add_argument("--names", type=Path)
    parser.add_argument("--lemmas", type=Path)
    parser.add_argument("--scores", type=Path, help="what training.evaluate --json wrote")
    parser.add_argument("--finder", type=Path, help="what training.finder.export wrote")
    parser.add_argument("--version", default=VERSION)
    parser.add_argument("--out", type=Path, default=BUNDLED_PATH)
    arguments = parser.parse_args()
    parts = (arguments.trees, arguments.names, arguments.lemmas)
    if not all(parts) and (any(parts) or not arguments.finder):
        parser.error("--trees, --names and --lemmas are wanted together, or --finder alone")
    if all(parts):
        nlp = assemble(*parts)
        scores = json.loads(arguments.scores.read_text(encoding="utf-8")) if arguments.scores else {}
        describe(nlp, arguments.version, scores)
        write(nlp, arguments.out)
    if arguments.finder:
        add_finder(arguments.finder, arguments.out, arguments.version)
    size = sum(path.stat().st_size for path in arguments.out.rglob("*") if path.is_file())
    print(arguments.out, f"{size / 1e6:.1f} MB", ", ".join(srsly.read_json(arguments.out / "meta.json")["pipeline"]))


if __name__ == "__main__":
    main()
