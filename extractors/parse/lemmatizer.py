"""The lemmatizer of the bundled pipeline: a table of forms, a list of verbs, and the spelling rules of English.

A trained lemmatizer turns unseen verbs into non-words (*recalle*, *expell*); here a regular form is undone only to a base
that the list of verbs knows, and by spelling rules where it knows none.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc

from verbale.extractors.parse.labels import VERBAL

# Tags that inflect alike share one table of forms; every other tag has a table under its own name.
GROUPS = dict.fromkeys(("VBD", "VBN", "VBG", "VBZ"), "verb") | {
    "VB": "base",
    "VBP": "base",
    "NNS": "plural",
    "NNPS": "plural",
    "JJR": "adjective",
    "JJS": "adjective",
    "RBR": "adverb",
    "RBS": "adverb",
}
_VERB_ENDINGS = {"ing": "VBG", "ed": "VBD", "s": "VBZ"}
_FOREIGN = frozenset({"FW", "ADD", "GW"})
_PREFIXES = ("re", "over", "under", "out", "mis", "un", "de", "dis", "co", "pre", "counter", "non")
_SILENT_E = ("at", "iz", "is", "yz", "uc", "ut", "rg", "dg", "ng", "nc", "rc", "v", "u", "rs", "ns", "ps")
_VOWELS = "aeiou"
_DEMONYM = ("an", "ese", "ish", "i", "ch", "ic")


def _lone_consonant(stem: str) -> bool:
    """True when one vowel and one consonant end the stem, so that a base without -e would have doubled it."""
    return (
        len(stem) > 2
        and stem[-1] not in _VOWELS + "wxy"
        and stem[-2] in _VOWELS
        and (stem[-3] not in _VOWELS or stem[-3:-1] == "ui")
    )


def _uninflected(text: str, lower: str, tag: str, *, initial: bool) -> str:
    """The lemma of a word that has one form: in lower case but for foreign words, acronyms and demonyms."""
    if tag in _FOREIGN:
        return text
    if tag == "CD" and any(c.isdigit() for c in text):
        return lower.replace(",", "")
    acronym = text.isupper() and len(text) > 1 and tag in ("NN", "CD", "SYM")
    demonym = tag == "JJ" and text[:1].isupper() and not initial and lower.endswith(_DEMONYM)
    return text if acronym or demonym else lower


class FormLemmatizer:
    """Sets ``token.lemma_`` from the form and its tag; the tagger must stand before it."""

    def __init__(self) -> None:
        self.forms: dict[str, dict[str, str]] = {}
        self.verbs: frozenset[str] = frozenset()
        self._seen: dict[tuple[int, int, int, bool], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            key = (token.orth, token.tag, token.pos, token.is_sent_start is True)
            lemma = self._seen.get(key)
            if lemma is None:
                lemma = self.lemma(token.text, token.tag_, token.pos_, initial=key[3])
                if len(self._seen) < 100_000:
                    self._seen[key] = lemma
            token.lemma_ = lemma
        return doc

    def lemma(self, text: str, tag: str, pos: str, *, initial: bool = False) -> str:
        """The lemma of one form; ``initial``: it opens a sentence, so that its capital says nothing.

        >>> FormLemmatizer().lemma("Treaties", "NNS", "NOUN")
        'treaty'
        """
        lower = text.lower().replace("’", "'")
        if tag == "NNP":
            return self.lemma(lower, "XX", pos).capitalize() if pos == "VERB" else text
        if pos in VERBAL and not tag.startswith(("VB", "MD")):
            tag = next((tag for ending, tag in _VERB_ENDINGS.items() if lower.endswith(ending)), "VB")
        group = GROUPS.get(tag, tag)
        found = self.forms.get(group, {}).get(lower)
        if found is not None:
            return found[:1].upper() + found[1:] if tag == "NNPS" else found
        if group == "verb":
            return self._verb(lower, tag)
        if group == "base":
            return self._base(lower)
        if group == "plural":
            return self._singular(text if tag == "NNPS" or text[:-1].isupper() else lower)
        if group in ("adjective", "adverb"):
            return self._positive(lower)
        return _uninflected(text, lower, tag, initial=initial)

    def _knows(self, base: str) -> bool:
        if base in self.verbs:
            return True
        if "-" in base:
            return base.rpartition("-")[2] in self.verbs
        return any(base.startswith(prefix) and base[len(prefix) :] in self.verbs for prefix in _PREFIXES)

    def _base(self, form: str) -> str:
        """A past or an -ing form with the tag of a base is undone all the same."""
        if form in self.verbs:
            return form
        past = self.forms.get("verb", {}).get(form)
        return past or (self._verb(form, "VBG" if form.endswith("ing") else "VBD") if form.isalpha() else form)

    def _verb(self, form: str, tag: str) -> str:
        if tag == "VBZ":
            return self._third_person(form)
        ending = "ing" if tag == "VBG" else "ed"
        if not form.endswith(ending) or len(form) <= len(ending) + 1:
            return form
        stem = form[: -len(ending)]
        if ending == "ed" and stem.endswith("i"):
            return stem[:-1] + "y" if len(stem) > 2 else stem + "e"
        return self._of_stem(stem)

    def _of_stem(self, stem: str) -> str:
        """The base of a verb without its -ed or -ing: a known one, with a single consonant, with a silent -e, or the stem."""
        for base in (stem + "e", stem) if _lone_consonant(stem) else (stem, stem + "e"):
            if self._knows(base):
                return base
        single = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS else ""
        if single and (self._knows(single) or stem[-1] not in "slzf"):
            return single
        silent = stem.endswith(_SILENT_E) or (_lone_consonant(stem) and sum(c in _VOWELS for c in stem) == 1)
        return stem + "e" if silent else stem

    def _third_person(self, form: str) -> str:
        if not form.endswith("s") or form.endswith("ss"):
            return form
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith("es"):
            for base in (form[:-1], form[:-2]):
                if self._knows(base):
                    return base
            if form.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
                return form[:-2]
        return form[:-1]

    def _singular(self, form: str) -> str:
        lower = form.lower()
        if len(lower) < 3 or not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s")):
            return form
        if lower.endswith("ies") and len(lower) > 4:
            return form[:-3] + "y"
        return form[:-2] if lower.endswith(("ches", "shes", "sses", "xes", "zzes")) else form[:-1]

    def _positive(self, form: str) -> str:
        for ending in ("est", "er"):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                stem = form[: -len(ending)]
                if stem.endswith("i"):
                    return stem[:-1] + "y"
                if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "slf":
                    return stem[:-1]
                return stem + "e" if _lone_consonant(stem) or stem.endswith(("rg", "ng", "c")) else stem
        return form

    def to_tables(self) -> dict[str, Any]:
        """The tables as plain data, in a stable order."""
        return {
            "forms": {group: dict(sorted(forms.items())) for group, forms in sorted(self.forms.items())},
            "verbs": sorted(self.verbs),
        }

    def from_tables(self, tables: dict[str, Any]) -> FormLemmatizer:
        """Replace the tables (the shape that ``to_tables`` gives)."""
        self.forms = tables["forms"]
        self.verbs = frozenset(tables["verbs"])
        self._seen.clear()
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write ``lemmas.json`` below path (spaCy calls this)."""
        Path(path).mkdir(parents=True, exist_ok=True)
        srsly.write_json(Path(path) / "lemmas.json", self.to_tables())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> FormLemmatizer:
        """Read what ``to_disk`` wrote."""
        return self.from_tables(srsly.read_json(Path(path) / "lemmas.json"))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The tables as bytes (spaCy sends a pipeline to its worker processes so)."""
        data: bytes = srsly.msgpack_dumps(self.to_tables())
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> FormLemmatizer:
        """Read what ``to_bytes`` gave."""
        return self.from_tables(srsly.msgpack_loads(data))


@Language.factory("verbale_lemmatizer", assigns=["token.lemma"], requires=["token.tag", "token.pos"])
def make_lemmatizer(nlp: Language, name: str) -> FormLemmatizer:
    """Factory for ``nlp.add_pipe("verbale_lemmatizer", name="lemmatizer")``; the tables come from the model's folder."""
    return FormLemmatizer()
