"""Texts without annotation, as the student's silver: chosen and parsed once, then labelled by a teacher.

    python -m training.finder.silver choose --raw articles.jsonl.gz --not-these titles.sha1 --words 1000000 --out silver.jsonl
    python -m training.finder.silver label --model FOLDER --texts silver.jsonl --out silver.npz

Chosen are paragraphs that name at least two states or organisations and speak of politics. ``--not-these``: hashes (the first 16
digits of the SHA-1 of a title's letters and digits in lower case) of articles that are kept for measuring. FOLDER holds a
teacher as ``export.py`` writes it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.finder.examples import Example, Label, read_examples, write
from training.finder.sessions import Encoder
from training.silver import POLITICAL
from verbale.extractors import load_pipeline
from verbale.extractors.actors.gazetteer import ACTORS
from verbale.extractors.actors.gazetteer.rows import names_of, read_rows
from verbale.extractors.finder.asked import is_asked

UNREAD = ["ner", "finder", "lemmatizer", "repairs"]
SHORTEST, LONGEST = 250, 1600  # characters of a paragraph
NAMES, HITS = 2, 2
CAPITALISED = re.compile(r"\b[A-Z]\w{2,}")


def title_hashes(title: str) -> set[str]:
    """The hashes under which a title may stand in a list: with and without accents, marks as blanks or dropped."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    found = set()
    for spelled in (title, plain):
        for blank in (" ", ""):
            letters = "".join(c if c.isalnum() else " " if c.isspace() else blank for c in spelled.lower())
            found.add(hashlib.sha1(" ".join(letters.split()).encode()).hexdigest()[:16])
    return found


def paragraphs(raw: Path, barred: set[str], names: set[str]) -> Iterator[str]:
    """The paragraphs to choose from, in random order."""
    found = []
    with gzip.open(raw, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if title_hashes(article["title"]) & barred:
                continue
            for text in article["text"].split("\n"):
                text = re.sub(r"\s+", " ", re.sub(r"\[[^\]]{0,20}\]", "", text)).strip()
                political = SHORTEST <= len(text) <= LONGEST and len(POLITICAL.findall(text)) >= HITS
                if political and len(names.intersection(CAPITALISED.findall(text))) >= NAMES:
                    found.append(text)
    random.Random(0).shuffle(found)
    return iter(found)


def choose(raw: Path, barred: set[str], words: int) -> Iterator[Example]:
    """Parsed paragraphs of together so many words; the words to be labelled are labelled with nothing yet."""
    nlp = load_pipeline()
    rows = [row for path in sorted(ACTORS.glob("*.csv")) for row in read_rows(path)[0]]
    names = {name.text for row in rows for name in names_of(row) if CAPITALISED.fullmatch(name.text)}
    seen = 0
    for number, doc in enumerate(nlp.pipe(paragraphs(raw, barred, names), batch_size=64, disable=UNREAD)):
        asked = {token.i: Label() for token in doc if is_asked(token.pos_, token.text)}
        sentences = tuple((sentence.start, sentence.end) for sentence in doc.sents)
        yield Example(f"silver-{number}", tuple(token.text for token in doc), sentences, asked)
        seen += len(doc)
        if seen >= words:
            return


def label(model: Path, texts: Path, out: Path) -> None:
    """Write the teacher's probabilities of every word that is asked for, in the order of texts and words."""
    encoder = Encoder(model)
    examples = read_examples(texts)
    found: list[dict[int, np.ndarray]] = [{} for _ in examples]
    for number, word, scores in encoder.score(examples):
        found[number][word] = scores
    rows = [scores[word] for scores in found for word in sorted(scores)]
    np.savez(out, scores=np.array(rows, dtype=np.float16))
    print(f"{out}: {len(rows)} words labelled", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("choose", "label"))
    parser.add_argument("--raw", type=Path)
    parser.add_argument("--not-these", type=Path)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if given.step == "choose":
        barred = set(given.not_these.read_text().split()) if given.not_these else set()
        write(given.out, choose(given.raw, barred, given.words))
    else:
        label(given.model, given.texts, given.out)


if __name__ == "__main__":
    main()
