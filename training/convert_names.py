"""Corpora of names -> .spacy files with the labels PERSON ORG GPE LOC NORP EVENT LAW.

    python -m training.convert_names OUT/wikigold.spacy --scheme conll FILE...
    python -m training.convert_names OUT/crossner-politics-train.spacy --scheme crossner FILE
    python -m training.convert_names OUT/fewnerd-dev.spacy --scheme fewnerd --masked FILE
    python -m training.convert_names OUT/redocred-dev.spacy --scheme conll FILE.json

Input: one token and its label (BIO, or I- only) per line, blank lines between sentences; ``--column`` names the column of the
token; a .json file is read as Re-DocRED. Places are split into GPE and LOC by Few-NERD's own split and by cue words; words of
nationality become NORP by a list. ``--masked``: types outside the split were written as O, so capitalised O words are unknown.
"""

from __future__ import annotations

import argparse
import json
import re
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

Sentence = tuple[list[str], list[tuple[int, int, str]]]

LANDSCAPE = re.compile(
    r"\b(River|Mount|Mountains?|Sea|Ocean|Lake|Islands?|Peninsula|Valley|Straits?|Gulf|Bay|Desert|Coast|Cape|Basin|Hills?|Forest"
    r"|Plateau|Canal|Channel|Airport|Street|Road|Avenue|Bridge|Station|Railway|Palace|Park|Square|Tower|Castle|Church|Cathedral"
    r"|Hospital|Theat(?:re|er)|Museum|Building|Prison|Base)\b"
)
# fmt: off
REGIONS = frozenset((
    "Europe", "Asia", "Africa", "America", "Eurasia", "Balkans", "Caucasus", "Scandinavia", "Oceania", "Antarctica",
    "Arctic", "Mediterranean", "Atlantic", "Pacific", "Baltic", "Caribbean", "Middle East", "Near East", "Far East",
    "Persian Gulf", "Latin America", "South America", "North America", "Central America", "Central Asia", "Southeast Asia",
    "East Asia", "South Asia", "Eastern Europe", "Western Europe", "Central Europe", "North Africa", "West Africa",
    "East Africa",
))
# fmt: on
LEGAL = re.compile(
    r"\b(Treaty|Agreement|Accords?|Pact|Convention|Protocol|Constitution|Act|Charter|Declaration|Resolution|Law|Bill|Amendment"
    r"|Code|Directive|Decree|Concordat|Armistice|Memorandum)\b"
)
HAPPENING = re.compile(
    r"\b(Wars?|Battle|Revolution|Uprising|Rebellion|Revolt|Crisis|Siege|Conflict|Summit|Conference|Olympics|Games|Elections?"
    r"|[Rr]eferendum|Invasion|Campaign|Coup|Genocide|Holocaust|Massacre|Cup|Championships?|Spring|Intifada|Operation)\b"
)
SCHEMES = {
    "conll": {"PER": "PERSON", "ORG": "ORG", "LOC": "place", "MISC": "misc"},
    "crossner": dict.fromkeys(("politician", "person", "writer", "musicalartist", "scientist", "researcher"), "PERSON")
    | dict.fromkeys(("organisation", "politicalparty", "band", "university"), "ORG")
    | dict.fromkeys(("event", "election", "conference"), "EVENT")
    | {"country": "country", "location": "place", "misc": "misc"},
    "fewnerd": {"person": "PERSON", "organization": "ORG", "location": "place", "building": "LOC", "event": "EVENT"}
    | {"other_law": "LAW"},
}
COMMON = {str(word) for word in STOP_WORDS} | {month.lower() for month in (*month_name[1:], *day_name)}
CONNECTORS = frozenset({"of", "the", "and", "for", "de", "in", "&", "'s", "-", "–"})
CLOSING = frozenset({".", ",", ";", ":", ")", "]", "?", "!", "'s", "n't", "'", "’s", "%", "'re", "'ve"})
QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def spans(marks: list[str]) -> list[tuple[int, int, str]]:
    """(begin, end, label) of a BIO or I-only sequence."""
    found, begin = [], None
    for i, (before, mark) in enumerate(pairwise(["O", *marks, "O"])):
        if begin is not None and (mark == "O" or mark[0] == "B" or mark[2:] != before[2:]):
            found.append((begin, i, before[2:]))
            begin = None
        if mark != "O" and begin is None:
            begin = i
    return found


def read_columns(path: Path, column: int) -> Iterator[Sentence]:
    """Sentences of a file with a token and a label per line."""
    words: list[str] = []
    marks: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith(("# ", "-DOCSTART-")) or not line.strip():
            if words:
                yield words, spans(marks)
            words, marks = [], []
            continue
        cells = line.split("\t") if "\t" in line else line.split(" ")
        words.append(QUOTES.get(cells[column], cells[column]))
        marks.append(cells[column + 1 if column else -1].replace("location_", "location-"))


def read_redocred(path: Path) -> Iterator[Sentence]:
    """Sentences of Re-DocRED's JSON; of overlapping mentions the longer one stays."""
    for entry in json.loads(path.read_text(encoding="utf-8")):
        for number, words in enumerate(entry["sents"]):
            mentions = [
                m for vertex in entry["vertexSet"] for m in vertex if m["sent_id"] == number and m["pos"][1] <= len(words)
            ]
            taken: set[int] = set()
            names = []
            for mention in sorted(mentions, key=lambda m: m["pos"][0] - m["pos"][1]):
                begin, end = mention["pos"]
                if not taken & set(range(begin, end)):
                    taken |= set(range(begin, end))
                    names.append((begin, end, mention["type"]))
            if words:
                yield [word if word.strip() else "_" for word in words], sorted(names)


class Labels:
    """The labels of one corpus -> ours."""

    def __init__(self, scheme: str, demonyms: set[str], places: dict[str, str]) -> None:
        self.scheme = SCHEMES[scheme]
        self.demonyms = demonyms
        self.places = places

    def __call__(self, label: str, name: str) -> str | None:
        """Our label for a name, or None."""
        kind = self.scheme.get(label) or self.scheme.get(re.split("[-_]", label)[0], "")
        if name in self.demonyms:
            return "NORP" if kind in ("place", "country", "misc", "ORG") else None if kind == "EVENT" else kind or None
        if kind == "country":
            return "GPE"
        if kind == "place":
            return self.place(re.sub("^[Tt]he ", "", name))
        if kind == "misc":
            several = " " in name
            return "LAW" if several and LEGAL.search(name) else "EVENT" if several and HAPPENING.search(name) else None
        return kind or None

    def place(self, name: str) -> str:
        """GPE or LOC."""
        if name in REGIONS or (name not in self.places and LANDSCAPE.search(name)):
            return "LOC"
        return self.places.get(name, "GPE")


def learn_places(paths: list[Path]) -> dict[str, str]:
    """GPE or LOC for every place of Few-NERD, by majority."""
    counts: dict[str, Counter[str]] = {}
    for path in paths:
        for words, names in read_columns(path, 0):
            for begin, end, label in names:
                if label.startswith("location"):
                    kind = "GPE" if label.endswith("GPE") else "LOC"
                    counts.setdefault(" ".join(words[begin:end]), Counter())[kind] += 1
    return {name: "GPE" if count["GPE"] >= count["LOC"] else "LOC" for name, count in counts.items()}


def spaces(words: list[str]) -> list[bool]:
    """A plausible spacing for text that came as tokens."""
    follows = [True] * len(words)
    opened = False
    for i, word in enumerate(words):
        if word in ("(", "[", "$"):
            follows[i] = False
        if i and word in CLOSING and words[i - 1] not in ("(", "["):
            follows[i - 1] = False
        if word == '"':
            follows[i if not opened else max(0, i - 1)] = False
            opened = not opened
    return follows


def unknown(words: list[str], named: set[int], common: set[str]) -> set[int]:
    """Capitalised words outside names in a masked corpus, with the connectors between them."""
    found: set[int] = set()
    for i, word in enumerate(words):
        alone_at_start = i == 0 and not (len(words) > 1 and words[1][:1].isupper()) and not word.isupper()
        if word[:1].isupper() and i not in named and word.lower() not in common and not alone_at_start:
            found.add(i)
    for i, word in enumerate(words):
        if word.lower() in CONNECTORS and i not in named and i - 1 in found and found & {i + 1, i + 2}:
            found.add(i)
    return found


def convert(sentence: Sentence, labels: Labels, vocab: Vocab, *, masked: bool) -> Doc:
    """One sentence as a document with its names."""
    words, names = sentence
    doc = Doc(vocab, words=words, spaces=spaces(words))
    kept = [(b, e, label) for b, e, kind in names if (label := labels(kind, " ".join(words[b:e])))]
    named = {i for begin, end, _ in kept for i in range(begin, end)}
    kept += [(i, i + 1, "NORP") for i, word in enumerate(words) if i not in named and word in labels.demonyms]
    original = {i for begin, end, _ in names for i in range(begin, end)} | {b for b, _, label in kept if label == "NORP"}
    hidden = unknown(words, original, COMMON) if masked else set()
    doc.set_ents(
        [Span(doc, begin, end, label=label) for begin, end, label in sorted(kept)],
        missing=[doc[i : i + 1] for i in sorted(hidden)],
        default="outside",
    )
    return doc


def main() -> None:
    """Convert the given files into one, six sentences to a document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--scheme", choices=SCHEMES, required=True)
    parser.add_argument("--column", type=int, default=0)
    parser.add_argument("--masked", action="store_true")
    parser.add_argument("--demonyms", type=Path, required=True, help="one word per line")
    parser.add_argument("--places", type=Path, nargs="*", default=[], help="Few-NERD files, for the split of places")
    arguments = parser.parse_args()
    demonyms = set(arguments.demonyms.read_text(encoding="utf-8").split())
    labels, vocab = Labels(arguments.scheme, demonyms, learn_places(arguments.places)), spacy.blank("en").vocab
    docs = [
        convert(sentence, labels, vocab, masked=arguments.masked)
        for path in arguments.files
        for sentence in (read_redocred(path) if path.suffix == ".json" else read_columns(path, arguments.column))
    ]
    groups = [Doc.from_docs(docs[i : i + 6], ensure_whitespace=True) for i in range(0, len(docs), 6)]
    DocBin(docs=groups, attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]).to_disk(arguments.out)
    print(arguments.out.name, len(docs), "sentences", Counter(ent.label_ for doc in docs for ent in doc.ents).most_common())


if __name__ == "__main__":
    main()
