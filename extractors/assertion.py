"""Polarity, modality and attribution of a predicate, from the words that govern it (``data/cues.toml``).

Read from the trigger upwards: its own auxiliaries and negation, the nouns, prepositions and verbs in whose scope it stands.
Factuality after Sauri and Pustejovsky (FactBank, 2009), reduced to what an analyst needs: did it happen, according to whom.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.clauses import is_clausal
from extractors.schema import Assertion
from extractors.syntax import Syntax
from extractors.words import Word

CUES = Path(__file__).parent / "data" / "cues.toml"
_RANK = {"asserted": 0, "reported": 1, "planned": 2, "hypothetical": 3}
_DEPTH = 8
# "not just", "not only": no denial.
_MERELY = {"just", "only", "merely", "simply"}
# Prepositions of what a verb brings about or speaks of: "accused of closing", "asked for aid".
_SELECTED = {"of", "for"}
# Phrases with these tell of the circumstances of the verb above them, not of what it brings about.
_CIRCUMSTANTIAL = {
    "after", "before", "since", "following", "despite", "during", "until", "amid", "because", "due", "given", "by", "with",
}  # fmt: skip
_SCOPE = {
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "relcl",
    "advcl",
    "pobj",
    "dobj",
    "obj",
    "prep",
    "nsubjpass",
    "nsubj:pass",
    "obl",
    "nmod",
}


@dataclass(frozen=True)
class Cues:
    """Cue words by effect and kind: ``words["planned"]["governors"]``."""

    words: dict[str, dict[str, frozenset[str]]]

    def has(self, effect: str, kind: str, lemma: str) -> bool:
        return lemma in self.words[effect].get(kind, ())


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    data = tomllib.loads(CUES.read_text(encoding="utf-8"))
    return Cues({effect: {kind: frozenset(words) for kind, words in kinds.items()} for effect, kinds in data.items()})


def assess(syntax: Syntax, trigger: int, cues: Cues) -> tuple[Assertion, Word | None]:
    """The assertion of the predicate at ``trigger`` and the verb that reports it (whose subject it is attributed to), if any."""
    token = syntax.doc[trigger]
    negative, modality, seen = _own_cues(token, cues)
    reporter: Word | None = None
    child, depth = token, 0
    while child.head != child and depth < _DEPTH:
        if child.dep_ == "conj":
            negative, modality = _through_conjunction(child, cues, negative, modality, seen)
            child, depth = child.head, depth + 1
            continue
        governor = child.head
        if not _in_scope(child, token):
            break
        effect = _governing(governor, child, cues)
        if effect == "negation" and not _crossed_finite(child, governor):
            negative = not negative
            seen.append(governor.lower_)
        elif effect == "reported":
            reporter = reporter or governor
        if effect in _RANK and _RANK[effect] > _RANK[modality]:
            modality = effect
            seen.append(governor.lower_)
        if is_clausal(governor) and child.dep_ in {"xcomp", "ccomp", "pcomp", "dobj", "pobj"}:
            modality, negative = _inherited(governor, child, cues, modality, negative, seen)
        child, depth = governor, depth + 1
    return Assertion("neg" if negative else "pos", modality, " ".join(seen)), reporter


def _own_cues(token: Word, cues: Cues) -> tuple[bool, str, list[str]]:
    """Negation and modality in the predicate's own verb group or noun phrase."""
    negative, modality, seen = False, "asserted", []
    for child in _group(token):
        word = child.lower_
        if child.i + 1 < len(token.doc) and child.nbor().lower_ in _MERELY:
            continue
        if word == "longer" and child.nbor(-1).lower_ == "no":
            word = "no longer"
        if (
            cues.has("negation", "adverbs", word)
            or (child.dep_ == "neg")
            or (token.pos_ != "VERB" and cues.has("negation", "determiners", word))
        ):
            negative = True
            seen.append(word)
        for effect in ("planned", "hypothetical"):
            if child.dep_ in {"aux", "auxpass"} and cues.has(effect, "auxiliaries", word) and _RANK[effect] > _RANK[modality]:
                modality = effect
                seen.append(word)
        if child.dep_ == "mark" and cues.has("hypothetical", "marks", word):
            modality = "hypothetical"
            seen.append(word)
    if token.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" and c.i < token.i for c in token.head.children):
        negative = True
        seen.append("nor")
    if is_clausal(token):
        for child in token.children:
            if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(
                c.lower_ in cues.words["negation"]["determiners"] and c.dep_ in {"det", "neg", "preconj"} for c in child.children
            ):
                negative = True
                seen.append("no")
    if negative and _until(token):
        negative = False
        seen.append("until")
    return negative, modality, seen


def _until(token: Word) -> bool:
    """``did not recognise it until 1991``: it did then."""
    objects = [token, *(c for c in token.children if c.dep_ in {"dobj", "obj"})]
    limits = [c for t in objects for c in t.children if c.i > token.i and c.lower_ in {"until", "till"} and c.dep_ == "prep"]
    return any(n.pos_ == "NUM" or n.ent_type_ == "DATE" for c in limits for n in c.children)


def _group(token: Word) -> list[Word]:
    """The words of the verb group: for a copula's complement the copula's too."""
    words = list(token.children)
    if token.dep_ in {"attr", "acomp"} and is_clausal(token.head):
        words += [c for c in token.head.children if c.i < token.i]
    return words


def _in_scope(child: Word, trigger: Word) -> bool:
    """Nouns pass scope upwards through their phrase; clauses through complements, not through finite adverbial clauses."""
    dep = child.dep_
    if dep in {"relcl", "acl:relcl"}:
        return False
    if dep == "prep" and is_clausal(child.head) and (child.i < child.head.i or child.lower_ in _CIRCUMSTANTIAL):
        return False
    if dep == "advcl":
        return any(c.dep_ == "mark" for c in child.children) is False and child.tag_ in {"VB", "VBN", "VBG"} and trigger == child
    if dep in {"nsubj", "csubj"}:
        return False
    return dep in _SCOPE or dep.startswith(("obl", "nmod"))


def _governing(governor: Word, child: Word, cues: Cues) -> str:
    lemma = governor.lemma
    if lemma in {"be", "have"} and child.dep_ == "xcomp" and child.tag_ == "VB":
        if any(c.lower_ == "yet" for c in governor.children):  # "has yet to ratify"
            return "negation"
        said = [c.lemma for c in governor.children if c.dep_ in {"attr", "acomp", "expl"}]
        intended = governor.tag_ in {"VBZ", "VBP"} if not said else any(cues.has("planned", "adjectives", w) for w in said)
        return "planned" if lemma == "be" and intended else ""  # "is to meet", "was due to meet"
    if governor.pos_ in {"ADP", "SCONJ"}:
        return "negation" if cues.has("negation", "prepositions", lemma) else ""
    kind = "governors" if is_clausal(governor) else "adjectives" if governor.pos_ == "ADJ" else "nouns"
    if lemma == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in governor.children):
        return "" if child.dep_ == "advcl" else "negation"
    if lemma == "due" and child.dep_ == "prep":  # "due to": a cause, no plan
        return ""
    if lemma == "set" and any(c.dep_ == "prt" for c in governor.children):  # "set out in": no plan
        return ""
    if kind == "governors" and child.dep_ in {"advcl", "prep"} and child.lower_ not in _SELECTED and lemma != "call":
        return ""
    for effect in ("negation", "hypothetical", "planned", "reported"):
        if cues.has(effect, kind, lemma):
            return effect
    return ""


def _inherited(governor: Word, child: Word, cues: Cues, modality: str, negative: bool, seen: list[str]) -> tuple[str, bool]:
    """``did not agree to join``, ``would decide to join``: what holds of the governor holds of its infinitive."""
    own_negative, own_modality, own_seen = _own_cues(governor, cues)
    if child.dep_ in {"xcomp", "pcomp", "dobj"}:
        if own_negative:
            negative = True
            seen += own_seen
        if _RANK[own_modality] > _RANK[modality]:
            modality = own_modality
            seen += own_seen
    return modality, negative


def _through_conjunction(child: Word, cues: Cues, negative: bool, modality: str, seen: list[str]) -> tuple[bool, str]:
    """``will sign and ratify``: a conjunct without auxiliaries of its own shares the first one's modality."""
    if is_clausal(child) and is_clausal(child.head) and not any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in child.children):
        _, shared, words = _own_cues(child.head, cues)
        if _RANK[shared] > _RANK[modality] and child.tag_ in {"VB", "VBN"}:
            return negative, shared if not seen else modality
        seen += words if shared == modality != "asserted" else []
    return negative, modality


def _crossed_finite(child: Word, governor: Word) -> bool:
    """``rejected claims that it had joined``: a finite clause is not undone by the verb above it."""
    return child.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
