"""Documents act for those who issued them: ``Resolution 418, which imposed``, ``the decree of the junta banned``."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extractors.actors.drafts import Draft, make_draft
from verbale.extractors.actors.reference.antecedents import Antecedents
from verbale.extractors.actors.reference.lexicon import REFERENCE
from verbale.extractors.parse import Word, labels

_WORDS = REFERENCE.documents
_BEFORE = labels.PREMODIFIER | labels.POSSESSOR
_FROM = {"of", "by", "from"}


def issued(known: Antecedents, i: int) -> Draft | None:
    """The mention that a document makes as the subject of an active verb: who issued it does what it says."""
    word = known.words[i]
    acts = word.dep_ in labels.SUBJECT and word.head.pos_ == "VERB"
    parties = issuer(known, word) if acts and i not in known.taken else ()
    return make_draft(i, i + 1, i, "NP", "definite", parties, parties) if parties else None


def issuer(known: Antecedents, noun: Word) -> tuple[str, ...]:
    """The party that issued a document: named before or behind it, by its number; empty where the text does not say."""
    if noun.lower_ not in _WORDS.issued:
        return ()
    for word in _named_with(noun):
        found = known.by_head.get(word.i)
        if found is not None and len(found.party_ids) == 1:
            return found.party_ids
    within = [p for name in known.names if name.start <= noun.i < name.end for p in name.party_ids if known.is_organisation(p)]
    if len(set(within)) == 1:
        return (within[0],)
    numbered = any(child.pos_ == "NUM" and child.i == noun.i + 1 for child in noun.children) and noun.text[0].isupper()
    usual = _WORDS.numbered.get(noun.lower_, "") if numbered else ""
    return (usual,) if usual else ()


def _named_with(noun: Word) -> Iterator[Word]:
    """``the council's resolution``, ``a resolution of the council``, ``a resolution adopted by the council``."""
    for child in noun.children:
        if child.dep_ in _BEFORE:
            yield child
    below = [child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN"]
    for child in [*noun.children, *(c for verb in below for c in verb.children)]:
        if child.lower_ in _FROM and child.pos_ == "ADP" and (child.head is noun or child.lower_ == "by"):
            yield from (c for c in child.children if c.dep_ == "pobj")
