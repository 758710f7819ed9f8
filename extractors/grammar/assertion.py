"""Polarity, modality and attribution of a predicate, from the words that govern it (``data/cues.toml``).

Read from the trigger upwards: its own auxiliaries and negation, the nouns, prepositions and verbs in whose scope it stands.
Factuality after Sauri and Pustejovsky (FactBank, 2009), reduced to what an analyst needs: did it happen, according to whom.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from verbale.extractors.data_files import DATA
from verbale.extractors.grammar.clauses import is_clausal
from verbale.extractors.grammar.functions import Syntax
from verbale.extractors.parse import Word
from verbale.extractors.schema import Assertion

CUES = DATA / "cues.toml"
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
# "called off the visit", "ruled out leaving".
_UNDONE = {"call": "off", "rule": "out", "put": "off"}
# Right before a verb: it was not done, or not quite.
_INSTEAD = {("instead", "of"), ("rather", "than"), ("far", "from"), ("short", "of"), ("close", "to")}
# "would later", "would eventually".
_LATER = {"later", "eventually", "subsequently", "ultimately", "finally", "soon"}
# "has yet to", "is yet to".
_WAITING = {"be", "have", "remain"}
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
        elif effect == "reported" or (effect == "negation" and cues.has("reported", "governors", governor.lemma)):
            effect, reporter = "reported", reporter or governor  # "denied that it had left"
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
        if token.pos_ in {"NOUN", "PROPN"} and child.dep_ == "amod":
            modality = next((e for e in ("hypothetical", "planned") if cues.has(e, "modifiers", word)), modality)
            seen += [word] if modality != "asserted" else []
        for effect in ("planned", "hypothetical"):
            if child.dep_ not in {"aux", "auxpass"} or (word == "would" and _came_later(token)):
                continue
            if cues.has(effect, "auxiliaries", word) and _RANK[effect] > _RANK[modality]:
                modality = effect
                seen.append(word)
        if (child.dep_ == "mark" and cues.has("hypothetical", "marks", word)) or _supposes(child, token):
            modality = "hypothetical"
            seen.append(word)
    before = (token.nbor(-2).lower_, token.nbor(-1).lower_) if token.i > 1 else ("", "")
    if before in _INSTEAD:
        negative = True
        seen.append(" ".join(before))
    if _yet_to(token, token):
        negative = True
        seen.append("yet to")
    elif before == ("about", "to"):
        modality = "planned" if modality == "asserted" else modality
        seen.append("about to")
    elif _is_to(token) and modality == "asserted":
        modality = "planned"
        seen.append("is to")
    if token.dep_ == "conj" and _after_nor(token):
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


def _came_later(token: Word) -> bool:
    """``would later recognise it``: the future of a story is told as a fact."""
    return any(c.lower_ in _LATER and c.dep_ == "advmod" for c in token.children)


def _supposes(auxiliary: Word, verb: Word) -> bool:
    """``Had Peru left, Chile would have stayed``: a condition by its word order."""
    opens = auxiliary.dep_ == "aux" and auxiliary.lower_ in {"had", "should", "were"} and auxiliary.i == verb.left_edge.i
    return opens and verb.dep_ == "advcl" and any(c.dep_.startswith("nsubj") and c.i > auxiliary.i for c in verb.children)


def _after_nor(token: Word) -> bool:
    """``did not recognise it, nor did it trade with it; but it sent an envoy``: of several conjuncts the first behind ``nor``."""
    before = [c for c in token.head.children if c.i < token.i and c.dep_ in {"cc", "conj"}]
    return bool(before) and before[-1].lower_ == "nor"


def _is_to(token: Word) -> bool:
    """``is to visit``, ``are to be imposed``, ``was to have visited``; ``was to become``, in a story, tells what came."""
    if (
        _yet_to(token, token)
        or _yet_to(token.head, token)
        or not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    ):
        return False
    forms = {c.tag_ for c in token.children if c.dep_ in {"aux", "auxpass"} and c.lemma == "be"}
    if token.dep_ == "xcomp" and token.head.lemma == "be" and not any(c.dep_ in {"acomp", "attr"} for c in token.head.children):
        forms.add(token.head.tag_)
    perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in token.children)
    return bool(forms & {"VBZ", "VBP"}) or (perfect and "VBD" in forms)


def _yet_to(governor: Word, child: Word) -> bool:
    """``has yet to ratify``, ``are yet to vote``: it has not happened."""
    words = [c for t in (governor, child) for c in t.children]
    verb = governor if governor is not child else next((c for c in words if c.dep_ == "aux" and c.lemma in _WAITING), child)
    waiting = verb.lemma in _WAITING and (child.dep_ == "xcomp" or verb is not governor)
    return waiting and any(c.lower_ == "yet" and verb.i < c.i and c.nbor().lower_ == "to" for c in words)


def _until(token: Word) -> bool:
    """``did not recognise it until 1991``: it did then."""
    objects = [token, *(c for c in token.children if c.dep_ in {"dobj", "obj"})]
    limits = [c for t in objects for c in t.children if c.lower_ in {"until", "till"} and c.dep_ == "prep"]
    limits = [c for c in limits if c.i > token.i or (c.i > 0 and c.nbor(-1).lower_ == "not")]  # "Not until 1991 did it join"
    return any(n.pos_ == "NUM" or n.ent_type_ == "DATE" for c in limits for n in c.subtree)


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
    if dep == "acl" and child is trigger and child.tag_ in {"VBN", "VBD"}:  # "a plan approved by parliament"
        return False
    return dep in _SCOPE or dep.startswith(("obl", "nmod"))


def _governing(governor: Word, child: Word, cues: Cues) -> str:
    lemma = governor.lemma
    if _yet_to(governor, child):
        return "negation"
    if lemma == "be" and child.dep_ == "xcomp" and child.tag_ == "VB":
        said = [c.lemma for c in governor.children if c.dep_ in {"attr", "acomp", "expl"}]
        return "planned" if any(cues.has("planned", "adjectives", w) for w in said) else ""  # "was due to meet"
    if governor.pos_ in {"ADP", "SCONJ"}:
        return "negation" if cues.has("negation", "prepositions", lemma) else ""
    kind = "governors" if is_clausal(governor) else "adjectives" if governor.pos_ == "ADJ" else "nouns"
    if lemma in _UNDONE and any(c.lower_ == _UNDONE[lemma] and c.i > governor.i for c in governor.children):
        return "" if lemma == "call" and child.dep_ == "advcl" else "negation"
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
    """``did not agree to join``, ``would decide to join``: what holds of the governor holds of its infinitive.

    ``did not prevent a clash`` undoes its own denial.
    """
    own_negative, own_modality, own_seen = _own_cues(governor, cues)
    if child.dep_ in {"xcomp", "pcomp", "dobj"}:
        if own_negative:
            negative = not (negative and cues.has("negation", "governors", governor.lemma))
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
