"""Tables for the lemmatizer: irregular forms and the list of verbs, from WordNet and the training trees.

python -m training.lemma_tables DATA/ud/train.clear.spacy OUT/lemmas.json
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import spacy
import spacy_lookups_data
import srsly
from spacy.tokens import DocBin

from verbale.extractors.parse.lemmatizer import GROUPS, FormLemmatizer

NO_TABLE = {"NNP", "ADD", "GW", "FW", "LS", "NFP", "CD"}


def lookup(name: str) -> dict[str, Any]:
    """One table of spacy-lookups-data."""
    path = Path(spacy_lookups_data.__file__).parent / "data" / f"en_{name}.json.gz"
    return srsly.json_loads(gzip.decompress(path.read_bytes()))


def wordnet_tables() -> tuple[dict[str, dict[str, str]], set[str]]:
    """Irregular forms by group, and the verbs, of WordNet."""
    exceptions = lookup("lemma_exc")
    forms = {
        "verb": {form: next((b for b in bases if b.endswith("ll")), bases[0]) for form, bases in exceptions["verb"].items()},
        "plural": {form: bases[0] for form, bases in exceptions["noun"].items()},
        "adjective": {form: bases[0] for form, bases in exceptions["adj"].items()},
        "adverb": {form: bases[0] for form, bases in exceptions["adv"].items()},
    }
    verbs = {verb for verb in lookup("lemma_index")["verb"] if verb.isalpha()}
    return forms, verbs


def observed(corpus: Path) -> dict[tuple[str, str], Counter[tuple[str, str, str]]]:
    """(group, lower-case form) -> counts of (lemma, tag, part of speech) in the training trees."""
    counts: dict[tuple[str, str], Counter[tuple[str, str, str]]] = defaultdict(Counter)
    for doc in DocBin().from_disk(corpus).get_docs(spacy.blank("en").vocab):
        for token in doc:
            if token.tag_ not in NO_TABLE:
                group = GROUPS.get(token.tag_, token.tag_)
                counts[group, token.lower_.replace("’", "'")][token.lemma_, token.tag_, token.pos_] += 1
    return counts


def build(corpus: Path) -> dict[str, Any]:
    """The tables: WordNet first, then every frequent form whose lemma the rules get wrong, regular entries dropped."""
    lemmatizer = FormLemmatizer()
    lemmatizer.forms, verbs = wordnet_tables()
    counts = observed(corpus)
    verbs |= {
        lemma
        for (group, _), seen in counts.items()
        if group in ("verb", "base")
        for (lemma, _, _), n in seen.items()
        if n > 1 and lemma.isalpha() and lemma.islower()
    }
    lemmatizer.verbs = frozenset(verbs)
    irregular = set(lemmatizer.forms["verb"])  # where the trees have slips (*fled*: *flead*)
    for (group, form), seen in sorted(counts.items()):
        if group == "verb" and form in irregular:
            continue
        (lemma, tag, pos), n = seen.most_common(1)[0]
        share = sum(k for (other, _, _), k in seen.items() if other == lemma) / sum(seen.values())
        if n >= 2 and share > 0.6 and lemmatizer.lemma(form, tag, pos) != lemma:
            lemmatizer.forms.setdefault(group, {})[form] = lemma.lower() if group == "plural" else lemma
    drop_regular(lemmatizer)
    return lemmatizer.to_tables()


def drop_regular(lemmatizer: FormLemmatizer) -> None:
    """Remove the entries that the rules reach without a table."""
    bare = FormLemmatizer()
    bare.verbs = lemmatizer.verbs
    tags = {"verb": ("VBD", "VBG", "VBZ"), "base": ("VB",), "plural": ("NNS",), "adjective": ("JJR",), "adverb": ("RBR",)}
    for group, forms in lemmatizer.forms.items():
        for form, lemma in list(forms.items()):
            results = {bare.lemma(form, tag, "") for tag in tags.get(group, (group,))}
            if lemma in results:
                del forms[form]


def main() -> None:
    """Build and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    tables = build(arguments.corpus)
    srsly.write_json(arguments.output, tables)
    print({group: len(forms) for group, forms in tables["forms"].items()}, len(tables["verbs"]), "verbs")


if __name__ == "__main__":
    main()
