"""Whether a trigger's lemma is one: rules look words up by lemma, so that ``expelled`` in a rule would never be found."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from verbale.extractors.data_files import EXTRACTORS
from verbale.extractors.parse import BUNDLED, FormLemmatizer
from verbale.extractors.rules.standards import STANDARDS

_TAGS = {"ed": ("VBD",), "ing": ("VBG",), "s": ("VBZ",)}


@cache
def _lemmatizer() -> FormLemmatizer:
    return FormLemmatizer().from_disk(EXTRACTORS / BUNDLED / "lemmatizer")


def lemma_of_form(word: str, pos: str, beside: Collection[str]) -> str:
    """The lemma that a trigger wants instead of this word, or nothing where the word may stand.

    A plural may stand ``beside`` its singular: names keep theirs (*the Camp David Accords*).
    """
    if not word.islower():
        return word.lower()
    if pos == "NOUN":
        singular = _singular(word)
        return singular if singular != word and singular not in beside else ""
    return _base(word) if pos == "VERB" else ""


@cache
def _singular(word: str) -> str:
    return _lemmatizer().lemma(word, "NNS", "NOUN")


@cache
def _base(word: str) -> str:
    """The known verb of which a word that is none itself is a form."""
    lemmatizer = _lemmatizer()
    if word in lemmatizer.verbs or word in STANDARDS.participial_adjectives:
        return ""
    irregular = lemmatizer.forms["verb"].get(word, "")
    regular = (lemmatizer.lemma(word, tag, "VERB") for ending, tags in _TAGS.items() if word.endswith(ending) for tag in tags)
    return next(
        (base for base in (irregular, *regular) if base not in (word, word.replace("-", "")) and base in lemmatizer.verbs), ""
    )
